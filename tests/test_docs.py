"""Is what the documentation shows true? Every example in a docstring, every ``>>>`` and ``$ dragoman`` line in docs/."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dragoman
from dragoman.cli import app

ROOT = Path(__file__).parents[1]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(dragoman.__path__, "dragoman.")
    if not module.name.endswith("__main__")
)
COMMAND = re.compile(r"^ +\$ dragoman (.*)$", re.M)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


@pytest.mark.parametrize("name", ["dragoman", *MODULES])
def test_the_examples_in_docstrings_run(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert result.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_examples_of_a_page_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python first, then the command line, both in one empty folder."""
    monkeypatch.chdir(tmp_path)
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8", optionflags=doctest.ELLIPSIS)
    assert result.failed == 0
    for line in COMMAND.findall(page.read_text("utf-8")):
        done = CliRunner().invoke(app, shlex.split(line))
        assert done.exit_code == 0, f"dragoman {line}\n{done.output}"
        assert done.output.strip() or "--out" in line, f"dragoman {line} says nothing"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    missing = [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()]
    assert not missing


def test_the_record_page_names_every_field() -> None:
    """docs/record.md is complete: each public type is a heading, each of its fields a row under it."""
    from dragoman import model

    text = (ROOT / "docs" / "record.md").read_text("utf-8")
    sections = {part.split("\n", 1)[0].strip("` "): part for part in re.split(r"^### ", text, flags=re.M)[1:]}
    for name, kind in vars(model).items():
        fields = getattr(kind, "__struct_fields__", None) or getattr(kind, "_fields", None)
        if not isinstance(kind, type) or kind.__module__ != model.__name__ or not fields:
            continue
        assert name in sections, f"### {name} is missing"
        own = [field for field in fields if not (issubclass(kind, model.Fact) and field in ("id", "evidence"))]
        missing = [field for field in (own if name != "Fact" else fields) if f"| `{field}` |" not in sections[name]]
        assert not missing, f"{name}: {missing}"
