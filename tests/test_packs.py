"""Is a language read from its pack the same as one compiled from its folder, and is an old pack never read?"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import pytest

from dragoman import folder, language, packs, read, to_json
from dragoman.entries import Language
from dragoman.packs import open_pack, write_pack

CODES = language.known_languages()
TABLES = ("actors", "triggers", "operators", "reporting", "functions")
ROOT = Path(__file__).parents[1]
MAKE = (
    "import json; from hashlib import blake2b; from dragoman.language import make_packs;"
    "print(json.dumps({name: blake2b(pack).hexdigest() for name, pack in make_packs().items()}))"
)


def forget() -> None:
    """Forget every language that is loaded, and what was made of it."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] != "dragoman":
            continue
        for key, value in list(vars(module).items()):
            if hasattr(value, "cache_clear") and getattr(value, "__module__", "") == name:
                value.cache_clear()
            elif key in ("_COMPILED", "_COUNTING", "_GRAMMARS") and isinstance(value, dict):
                value.clear()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("packs")
    for name, pack in language.make_packs().items():
        home.joinpath(f"{name}.pack").write_bytes(pack)
    return home


@pytest.fixture
def packed(made: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Languages are read from packs."""
    monkeypatch.setattr(packs, "home", lambda: made)
    forget()
    yield made
    forget()


def tables_of(loaded: Language) -> dict[str, object]:
    """Return all that is known of a language as plain tables."""
    lexicon = loaded.lexicon
    return {
        **{name: dict(getattr(loaded, name).rows()) for name in TABLES},
        **{f"{name}: size": len(getattr(loaded, name)) for name in TABLES},
        "lemmas": lexicon.lemmas,
        "proper": {lemma: names for lemma, names in lexicon.proper.items() if names},
        "fixed": lexicon.fixed,
        "paradigms": {**lexicon.paradigms._asdict(), "endings": dict(lexicon.paradigms.endings)},
        "tokenizer": (loaded.tokenizer.pattern.pattern, loaded.tokenizer[1:4]),
        "rest": [
            value
            for name, value in zip(loaded._fields, loaded, strict=True)
            if name not in (*TABLES, "lexicon", "tokenizer")
        ],
    }


@pytest.mark.parametrize("code", CODES)
def test_a_pack_holds_what_the_folder_says(code: str, packed: Path) -> None:
    assert type(language.load_language(code).lexicon.paradigms.endings).__name__ == "Sealed"
    ready, compiled = tables_of(language.load_language(code)), tables_of(language.compile_language(code))
    assert {name for name in ready if ready[name] != compiled[name]} == set()
    for name in TABLES:
        first, second = ready[name], compiled[name]
        assert isinstance(first, dict)
        assert isinstance(second, dict)
        assert list(map(list, first.values())) == [list(second[key]) for key in first], "in the order of the file"


def test_tables_and_names_are_the_same(packed: Path) -> None:
    ready = language.page_tables(), [language.outlet_names(code) for code in CODES], language.alphabets()
    packs.home = lambda: packed / "nothing"  # type: ignore[assignment]
    forget()
    assert ready == (language.page_tables(), [language.outlet_names(code) for code in CODES], language.alphabets())


@pytest.mark.parametrize("name", ["geneva-en", "vymohy-uk", "odkb-ru"])
def test_pages_are_read_the_same(name: str, packed: Path) -> None:
    page = ROOT.joinpath("examples", f"{name}.html").read_bytes()
    ready = to_json(read(page))
    packs.home = lambda: packed / "nothing"  # type: ignore[assignment]
    forget()
    assert to_json(read(page)) == ready


def test_the_same_folders_give_the_same_bytes(made: Path) -> None:
    environment = {"PYTHONHASHSEED": "4711", "PYTHONPATH": str(ROOT / "src"), "PATH": ""}
    told = subprocess.run([sys.executable, "-c", MAKE], capture_output=True, text=True, check=True, env=environment)
    assert json.loads(told.stdout) == {p.stem: blake2b(p.read_bytes()).hexdigest() for p in made.iterdir()}


def test_an_edited_folder_is_never_read_from_an_old_pack(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = language.load_language("en")
    shutil.copytree(str(folder.root()), tmp_path / "languages")
    words = tmp_path / "languages" / "en" / "words.tsv"
    words.write_text(words.read_text("utf-8") + "dragomanate|n\tmeeting\n", "utf-8")
    settings = tmp_path / "languages" / "en" / "language.toml"
    settings.write_text(settings.read_text("utf-8").replace('name = "English"', 'name = "Angle"'), "utf-8")
    for module in (folder, language):
        monkeypatch.setattr(module, "root", lambda: tmp_path / "languages")
    forget()
    new = language.load_language("en")
    assert "meeting" in new.classes["<dragomanate|NOUN>"]
    assert (old.name, new.name) == ("English", "Angle")
    assert old.digest != new.digest


def test_sections_and_tables_come_back(tmp_path: Path) -> None:
    path = tmp_path / "xx.pack"
    path.write_bytes(write_pack("a", "b", {"x.toml": b"n = 1"}, {"one": b"1", "two": b"22"}))
    pack = open_pack(path)
    assert pack is not None
    assert [pack.section("one"), pack.section("two")] == [b"1", b"22"]
    assert [pack.fits("a", "b"), pack.fits("a", "c")] == [True, False]
    assert [pack.table("x.toml", b"n = 1"), pack.table("x.toml", b"n = 2")] == [{"n": 1}, None]


@pytest.mark.parametrize("data", [b"", b"dragoman pack\n", b"dragoman pack\n\0\0\0\2\x91\x02", b"something else"])
def test_what_is_no_pack_is_not_read(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "xx.pack"
    path.write_bytes(data)
    assert open_pack(path) is None
