"""Is every language folder well formed, row by row?"""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from dragoman.errors import DataError
from dragoman.language import known_languages, load_common, load_language
from dragoman.match import lexicon_items

CODES = known_languages()
ROOT = files("dragoman").joinpath("languages")
TABLES = {
    "words.tsv": (3, 0),
    "actors.tsv": (4, 2),
    "triggers.tsv": (5, 1),
    "operators.tsv": (4, 1),
    "reporting.tsv": (6, 1),
}
KINDS = {
    "state", "adjective", "demonym", "capital", "town", "seat", "body", "organ", "role", "person", "group", "outlet", "mask",
}  # fmt: skip
OPERATORS = set(
    "plan agree offer promise threaten refuse deny cancel postpone consider possible expect assess demand ask fail "
    "due begin continue stop want allow force condition negation future try ready".split()
)
TYPES = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)


def rows(code: str, name: str) -> list[tuple[int, list[str]]]:
    path = ROOT.joinpath(code, name)
    lines = path.read_text("utf-8").splitlines()
    return [
        (number, line.split("\t"))
        for number, line in enumerate(lines, 1)
        if number > 1 and line.strip() and not line.startswith("#")
    ]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", TABLES)
def test_every_row_can_be_read(code: str, name: str) -> None:
    columns, entry = TABLES[name]
    language = load_language(code)
    wrong = []
    for line, cells in rows(code, name):
        if len(cells) > columns:
            wrong.append(f"{code}/{name}:{line}: {len(cells)} cells, at most {columns}")
            continue
        try:
            if not lexicon_items(cells[entry], language.lexicon, language.tokenizer):
                wrong.append(f"{code}/{name}:{line}: an entry without words")
        except DataError as error:
            wrong.append(f"{code}/{name}:{line}: {error}")
    assert not wrong, "\n" + "\n".join(wrong[:40])


@pytest.mark.parametrize("code", CODES)
def test_actors_have_known_kinds_and_ids(code: str) -> None:
    common = load_common()
    wrong = []
    for line, cells in rows(code, "actors.tsv"):
        actor, kind = cells[0], cells[1]
        known = {
            "body": common.bodies,
            "person": common.offices,
            "state": common.states,
            "adjective": common.states,
            "town": common.states,
            "outlet": common.outlets,
        }.get(kind)
        if kind not in KINDS:
            wrong.append(f"{code}/actors.tsv:{line}: kind {kind!r}")
        elif known is not None and actor not in known and "." not in actor and actor not in common.bodies:
            wrong.append(f"{code}/actors.tsv:{line}: {kind} {actor!r} is not in common/")
    assert not wrong, "\n" + "\n".join(wrong[:40])


@pytest.mark.parametrize("code", CODES)
def test_operators_are_known(code: str) -> None:
    wrong = [
        f"{code}/operators.tsv:{line}: {cells[0]}"
        for line, cells in rows(code, "operators.tsv")
        if cells[0] not in OPERATORS
    ]
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("code", CODES)
def test_every_type_can_be_reached(code: str) -> None:
    acts = load_common().acts
    found = {acts[cells[0]].type for _, cells in rows(code, "triggers.tsv")}
    assert found == TYPES


@pytest.mark.parametrize("code", CODES)
def test_every_state_has_a_name_an_adjective_and_a_capital(code: str) -> None:
    named: dict[str, set[str]] = {"state": set(), "adjective": set(), "capital": set()}
    for _, cells in rows(code, "actors.tsv"):
        if cells[1] in named:
            named[cells[1]].add(cells[0])
    states = set(load_common().states)
    assert {kind: sorted(states - have) for kind, have in named.items() if kind != "capital"} == {
        "state": [],
        "adjective": [],
    }
    assert len(states - named["capital"] - {"BEL"}) <= 8  # Brussels speaks for the Union


@pytest.mark.parametrize("code", CODES)
def test_folders_hold_data_only(code: str) -> None:
    names = {path.name for path in ROOT.joinpath(code).iterdir()}
    assert all(name.endswith((".tsv", ".toml")) for name in names if not name.startswith("__")), names
    for name in sorted(names):
        if name.endswith(".toml"):
            tomllib.loads(ROOT.joinpath(code, name).read_text("utf-8"))
