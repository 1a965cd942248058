"""By whom did a fact come to this page?

From the one who says it, through those who tell what he says (the agency quotes the ministry quoting the minister), to
the outlet it was told to, the outlet of the original, and the page. Where nobody is named, the chain begins with the
narrator. Each link carries the grade that the user's table gives it; the fact's grade is that of its first link, and
whoever passes it on does not raise it.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from ..facts import Lookup
from ..grades import Grades
from ..model import Article, Chain, Event, Link, Mention, Reading, Statement

_NOBODY = Grades({})


def chains(reading: Reading, grades: Grades = _NOBODY) -> tuple[Chain, ...]:
    """Return the chain of every statement and event of a reading, in text order.

    >>> from dragoman.model import Article, Generator
    >>> chains(Reading(article=Article(id="a", text=""), generator=Generator(version="1", data="")))
    ()
    """
    look = Lookup(reading)
    found = []
    for fact in reading.facts:
        if isinstance(fact, Statement | Event):
            links = tuple(_links(fact, reading.article, look, grades))
            grade = links[0].grade if links else grades.of(())
            found.append(Chain(fact=fact.id, article=reading.article.id, links=links, grade=grade))
    return tuple(found)


def _links(fact: Statement | Event, article: Article, look: Lookup, grades: Grades) -> Iterator[Link]:
    """Yield the links of one fact; a name that stands twice in a row is one link."""
    last = ""
    for role, name, actor in _steps(fact, article, look):
        if name and name.casefold() != last:
            last = name.casefold()
            host = urlsplit(article.url).hostname or "" if role == "page" else ""
            known = look.actors.get(actor)
            names = [actor, *([known.name] if known is not None else []), name, host.removeprefix("www.")]
            yield Link(role=role, name=name, actor=actor, grade=grades.of(filter(None, names)))


def _steps(fact: Statement | Event, article: Article, look: Lookup) -> Iterator[tuple[str, str, str]]:
    """Yield (role, name, Actor id) from the one who says it to the page."""
    said = fact if isinstance(fact, Statement) else look.facts.get(fact.statement)
    relays: list[str] = []
    role = "source"
    seen: set[str] = set()
    while isinstance(said, Statement) and said.id not in seen:
        seen.add(said.id)
        yield role, look.words(said.source) or "unnamed", _actor(said.source, look)
        relays.append(said.relay)
        said, role = look.facts.get(said.within), "through"
    if not seen:
        yield "narrator", _narrator(article), ""
    for relay in relays:
        actor = _actor(relay, look)
        known = look.actors.get(actor)
        yield "relay", known.name if known is not None else look.words(relay), actor
    if article.derivation:
        yield "outlet", article.is_based_on, ""
    yield "page", article.publisher or article.url, ""


def _narrator(article: Article) -> str:
    """Return who tells: the authors, of a copy those whom it names as contributors."""
    return ", ".join(article.contributor if article.derivation else article.author)


def _actor(mention_id: str, look: Lookup) -> str:
    mention = look.facts.get(mention_id)
    return mention.actor if isinstance(mention, Mention) else ""
