"""Readings come back as they went in; adding is idempotent; files that are no store are refused in words."""

import sqlite3

import pytest
from msgspec.structs import replace

from dragoman.errors import DragomanError
from dragoman.ident import article_id, fact_id
from dragoman.model import Actor, Article, Evidence, Generator, Mention, Reading, Span
from dragoman.serial import to_json
from dragoman.store import SCHEMA, open_store


def reading(text="Київ подякував Ризі.", published="2022-01-10", language="uk", data="a", **fields):
    identity, span = article_id(text), Span(0, 4)
    mention = Mention(
        id=fact_id(identity, "mention", span, "hand"), evidence=Evidence(span=span, rule="hand"), actor="UKR.GOV"
    )
    article = Article(id=identity, text=text, date_published=published, in_language=language, **fields)
    actor = Actor(id="UKR.GOV", name="Київ", country="UKR", sector="GOV")
    return Reading(article=article, actors=(actor,), facts=(mention,), generator=Generator(version="0", data=data))


ONE, TWO = (
    reading(),
    reading("Kyiv thanked Riga.", "2022-01-09", "en", url="https://example.org/1", publisher="Reuters"),
)


def test_round_trip(tmp_path):
    path = tmp_path / "talks.db"
    with open_store(path) as store:
        assert store.add(ONE, TWO) == 2
    with open_store(f"sqlite:///{path}", create=False) as store:
        assert list(store) == [TWO, ONE], "by date"
        assert [to_json(r) for r in store] == [to_json(TWO), to_json(ONE)]
        assert store.get(ONE.article.id) == ONE
        assert store.get("none") is None
        assert (len(store), ONE.article.id in store, "none" in store) == (2, True, False)
        assert store.ids() == tuple(sorted((ONE.article.id, TWO.article.id)))


def test_adding_again_changes_nothing():
    with open_store(":memory:") as store:
        assert [store.add(ONE), store.add(ONE), store.add(ONE, TWO), len(store)] == [1, 0, 1, 2]


def test_a_newer_reading_takes_the_place_of_the_older():
    newer = replace(ONE, facts=(), generator=Generator(version="1", data="b"))
    with open_store(":memory:") as store:
        store.add(ONE)
        assert store.add(newer) == 1
        assert list(store) == [newer]
        assert store.find_fact(ONE.facts[0].id) is None


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"since": "2022-01-10"}, [ONE]),
        ({"until": "2022-01-10"}, [TWO]),
        ({"language": "en"}, [TWO]),
        ({"publisher": "Reuters"}, [TWO]),
        ({"url": "https://example.org/1"}, [TWO]),
        ({"language": "en", "since": "2022-01-10"}, []),
        ({}, [TWO, ONE]),
    ],
)
def test_filters(asked, expected):
    with open_store(":memory:") as store:
        store.add(ONE, TWO)
        assert list(store.readings(**asked)) == expected


def test_facts_are_found_by_the_beginning_of_their_id():
    key = ONE.facts[0].id
    with open_store(":memory:") as store:
        store.add(ONE, TWO)
        assert store.find_fact(key) == store.find_fact(key[:-2]) == ONE
        assert store.find_fact("zz") is store.find_fact("") is None
        twin = replace(TWO, facts=(replace(TWO.facts[0], id=key[:-1] + "~"),))
        store.add(twin)
        with pytest.raises(DragomanError, match="give more of the id"):
            store.find_fact(key[:-1])


def test_all_or_none():
    def broken():
        yield ONE
        raise ValueError

    with open_store(":memory:") as store:
        with pytest.raises(ValueError):  # noqa: PT011
            store.add_all(broken())
        assert len(store) == 0


def test_removing():
    with open_store(":memory:") as store:
        store.add(ONE)
        assert [store.remove(ONE.article.id), store.remove(ONE.article.id), len(store)] == [True, False, 0]
        assert store.find_fact(ONE.facts[0].id) is None


def text_file(path):
    path.write_text("no database, only words " * 50)


def foreign(path):
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE t (x)")


def newer(path):
    open_store(path).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA + 1}")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (text_file, "no store"),
        (foreign, "no dragoman store"),
        (newer, "install a newer one"),
        (lambda path: None, "no such store"),
    ],
)
def test_what_is_no_store_is_refused(tmp_path, make, message):
    path = tmp_path / "x.db"
    make(path)
    with pytest.raises(DragomanError, match=message):
        open_store(path, create=False)


@pytest.mark.parametrize(
    ("url", "message"), [("postgres://x/y", "no store of this kind"), ("no/such/folder/x.db", "does not exist")]
)
def test_addresses_that_lead_nowhere(url, message):
    with pytest.raises(DragomanError, match=message):
        open_store(url)
