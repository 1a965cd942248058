"""Can every act, type and mode be named in every language?"""

from __future__ import annotations

import pytest

from benchmarks.coverage import PAGE, Coverage, cells, load, page
from dragoman.language import known_languages

CODES = known_languages()
ACTS, ROWS = 500, 1_500


@pytest.fixture(scope="module")
def coverage() -> Coverage:
    return load()


def test_the_taxonomy_is_fine(coverage: Coverage) -> None:
    assert len(coverage.acts) >= ACTS


def test_every_type_has_acts(coverage: Coverage) -> None:
    assert {act.type for act in coverage.acts.values()} == set(coverage.types)


@pytest.mark.parametrize("code", CODES)
def test_every_act_has_a_trigger(coverage: Coverage, code: str) -> None:
    missing = [act for act in coverage.acts if not coverage.rows[code][act]]
    assert not missing, f"{code}/triggers.tsv: no row for {', '.join(missing)}"


@pytest.mark.parametrize("code", CODES)
def test_every_mode_is_reachable(coverage: Coverage, code: str) -> None:
    table = cells(coverage)
    missing = [
        f"{kind}.{mode}" for kind, modes in coverage.types.items() for mode in modes if not table[kind, mode][code]
    ]
    assert not missing, f"{code}: no row for {', '.join(missing)}"


def test_no_row_has_a_mode_its_type_lacks(coverage: Coverage) -> None:
    known = {(kind, mode) for kind, modes in coverage.types.items() for mode in ("", *modes)}
    assert set(cells(coverage)) == known


@pytest.mark.parametrize("code", CODES)
def test_the_lexicon_is_large(coverage: Coverage, code: str) -> None:
    assert coverage.rows[code].total() >= ROWS


def test_the_page_is_up_to_date(coverage: Coverage) -> None:
    assert PAGE.read_text("utf-8") == page(coverage), "run: python -m benchmarks.coverage --write"
