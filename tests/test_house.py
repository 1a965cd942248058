"""Does the house keep its own rules?"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "dragoman"
MODULES = sorted(SOURCE.rglob("*.py"))
ENGINE = [path for path in MODULES if "web" not in path.parts]
LETTERS = re.compile(r"[^\W\d_]{2,}")
HEAVY = ("httpx", "selectolax", "py3langid", "numpy", "rich", "typer", "tomllib")


def is_word(letters: str) -> bool:
    return all(not unicodedata.name(c, "LATIN").startswith(("LATIN", "MODIFIER")) for c in letters)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_answers_one_question(path: Path) -> None:
    text = path.read_text("utf-8")
    docstring = ast.get_docstring(ast.parse(text))
    assert docstring, "a module says in its docstring which question it answers"
    assert len(text.splitlines()) <= 420, "past 400 lines it is two modules"


@pytest.mark.parametrize("path", ENGINE, ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_word_of_a_language_in_engine_code(path: Path) -> None:
    """Letters beyond Latin stand in no string that runs; docstrings may show examples."""
    tree = ast.parse(path.read_text("utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    found = [
        f"{path.name}:{node.lineno}: {node.value!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
        if any(is_word(run) for run in LETTERS.findall(node.value))
    ]
    assert not found


def test_language_folders_hold_no_code() -> None:
    assert not list((SOURCE / "languages").rglob("*.py"))


def test_import_is_light() -> None:
    """``import dragoman`` pulls in no HTTP, HTML, web or language package."""
    code = "import sys, dragoman; print(' '.join(sorted(m.split('.')[0] for m in sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & set(HEAVY)


def test_public_names_are_few_and_there() -> None:
    import dragoman

    assert len(dragoman.__all__) <= 15
    for name in dragoman.__all__:
        assert getattr(dragoman, name) is not None


def test_the_architecture_holds() -> None:
    """The layers, borders and missing circles of ``[tool.importlinter]``; run ``lint-imports`` to see a breach drawn."""
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--no-cache", "--config", str(SOURCE.parents[1] / "pyproject.toml")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=SOURCE.parents[1])
    assert done.returncode == 0, done.stdout


def test_every_package_the_program_imports_is_declared() -> None:
    import tomllib

    project = tomllib.loads((SOURCE.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[<>=!~ \[]", line)[0].replace("-", "_") for line in project["dependencies"]}
    imported: set[str] = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                imported.add(node.module.split(".")[0])
    assert imported - set(sys.stdlib_module_names) - {"dragoman"} <= declared
