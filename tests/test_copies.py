"""The copy corpus in one language: every copy traced to its original, no look-alike merged, one vote for each story."""

from __future__ import annotations

import pytest

from benchmarks.copies import copies, counts, load, read_page, trace

PAGES = [page for page in load() if page.key.startswith("uk") or page.language == "uk"]


@pytest.fixture(scope="module")
def readings():
    return [read_page(page) for page in PAGES]


def test_the_corpus_is_large_enough():
    pages = list(load())
    assert len(pages) >= 100
    assert len({page.key for page in pages}) == len(pages)
    assert {page.language for page in pages} == {"en", "uk", "ru"}


def test_every_copy_is_traced_and_no_lookalike_merged(readings):
    known = {page.original for page in PAGES if not page.kind}
    found = [result for result in trace(PAGES, readings) if result.page.original in known]
    assert [r for r in found if (r.original, r.kind) != (r.page.original, r.page.kind)] == []


def test_copies_change_no_count(readings):
    first = [reading for page, reading in zip(PAGES, readings, strict=True) if not page.kind]
    assert counts(first) == counts([*first, *(other for reading in first for other in copies(reading, 10))])
