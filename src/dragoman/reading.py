"""How does a page become a reading? This is the whole way, top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache

from msgspec.structs import replace

from . import __version__
from .actors import Cast, find_mentions
from .anchor import settle_anchor
from .decode import decode
from .engines.network_engine import analyse
from .errors import DragomanError
from .events import find_events
from .furniture import Furniture, load_furniture
from .identify import identify
from .language import Language, load_language, outlet_domains, outlet_names, packed_ranker, page_tables
from .model import Analysis, AnyFact, Article, Event, Generator, Mention, Reading, Relation, Statement
from .origin import find_origin
from .page import read_page
from .quantities import find_quantities
from .ranker import Ranker
from .ranker import unpack as unpack_ranker
from .relations import find_relations
from .repetition import Repeats, find_repeats, retyped
from .statements import find_statements
from .tellers import Found
from .times import find_times

Analyse = Callable[[Article, Language], Analysis]
Page = str | bytes | tuple[str | bytes, str]


def read(
    page_or_text: str | bytes,
    *,
    published: str | None = None,
    language: str | None = None,
    url: str = "",
    syntax: Analyse | None = None,
    ranker: Ranker | None = None,
    repeats: Repeats | None = None,
) -> Reading:
    """Return the sourced record of one page.

    ``page_or_text`` is HTML or plain text; ``published`` an ISO date that wins over the page's own; ``language`` an ISO
    639 code that wins over what the letters say; ``syntax`` an analysis other than the default (``dragoman.engines``),
    ``ranker`` a model other than the package's (``dragoman.learning``), ``repeats`` what the page's host prints on many
    pages (``repeats_of``). Raises DragomanError with one line that says what to do.

    >>> reading = read("Estonia was thanked by Ukraine.", published="2022-01-11", language="en")
    >>> [(fact.event, len(fact.actor)) for fact in reading.facts if hasattr(fact, "event")]
    [('SUPPORT', 1)]
    """
    article, known = open_page(page_or_text, published=published, language=language, url=url, repeats=repeats)
    return read_article(article, known, syntax=syntax, ranker=ranker)


def open_page(
    page_or_text: str | bytes,
    *,
    published: str | None = None,
    language: str | None = None,
    url: str = "",
    repeats: Repeats | None = None,
) -> tuple[Article, Language]:
    """Return the article of a page, its blocks, origin and language known, and that language."""
    page = retyped(_article_of(page_or_text, url, published), repeats or {})
    known = load_language(language or identify(page))
    article = find_origin(page, _furniture(), outlet_names(known.code), domains=outlet_domains())
    return replace(article, in_language=known.code), known


def _article_of(page_or_text: str | bytes, url: str, published: str | None = None) -> Article:
    text = decode(page_or_text) if isinstance(page_or_text, bytes) else page_or_text
    return read_page(text, url=url, published=published, furniture=_furniture())


def repeats_of(pages: Iterable[Page]) -> Repeats:
    """Return what the hosts of some pages print on many of them; a page that cannot be read is passed over.

    A page is HTML or text, alone or with its address. Pages are taken one by one and not kept.

    >>> dict(repeats_of(["It rained."]))
    {}
    """
    return find_repeats(_articles_of(pages))


def _articles_of(pages: Iterable[Page]) -> Iterator[Article]:
    for page in pages:
        content, url = page if isinstance(page, tuple) else (page, "")
        try:
            yield _article_of(content, url)
        except DragomanError:
            continue


def found_before_events(
    article: Article, language: Language, syntax: Analyse | None
) -> tuple[Article, Analysis, Found]:
    """Return an article with its anchor settled, its analysis, and what is found in it before its events."""
    analysis = (syntax or analyse)(article, language)
    article = settle_anchor(article, analysis, language)
    times = find_times(article, analysis, language)
    quantities = find_quantities(article, analysis, language)
    cast = find_mentions(article, analysis, language)
    statements, cast = attributed(article, analysis, language, cast)
    return article, analysis, Found(times, quantities, cast, statements)


def read_article(
    article: Article, language: Language, *, syntax: Analyse | None = None, ranker: Ranker | None = None
) -> Reading:
    """Return the record of an article whose blocks, dates and language are known."""
    article, analysis, found = found_before_events(article, language, syntax)
    events = find_events(article, analysis, language, found, ranker or own_ranker())
    times, quantities, cast, statements = found
    related = find_relations(article, analysis, language, cast)
    cast = cast._replace(extra=(*cast.extra, *related.mentions), actors={**cast.actors, **related.actors})
    facts: tuple[AnyFact, ...] = (*times, *quantities, *statements, *events, *related.relations)
    mentions = named_in(cast, facts)
    return Reading(
        article=article,
        actors=tuple(cast.actors[i] for i in sorted({m.actor for m in mentions})),
        facts=tuple(sorted((*mentions, *facts), key=place_in_text)),
        generator=Generator(version=__version__, data=language.digest, syntax=analysis.engine),
    )


def attributed(
    article: Article, analysis: Analysis, language: Language, cast: Cast
) -> tuple[tuple[Statement, ...], Cast]:
    """Return the statements of an article, and the cast with the sources that only they name."""
    statements, mentions, actors = find_statements(article, analysis, language, cast.mentions, cast.actors)
    return statements, cast._replace(extra=mentions, actors={**cast.actors, **actors})


def named_in(cast: Cast, facts: Iterable[AnyFact]) -> tuple[Mention, ...]:
    """Return the mentions worth keeping: those that name an actor, and places and modifiers that some fact uses."""
    used: set[str] = set()
    for fact in facts:
        if isinstance(fact, Event):
            used.update((*fact.actor, *fact.recipient, fact.place))
        elif isinstance(fact, Statement):
            used.update((fact.source, fact.relay, fact.addressee))
        elif isinstance(fact, Relation):
            used.update((fact.actor, fact.object))
    kept = [
        mention
        for mention, one in zip(cast.mentions, cast.named, strict=True)
        if mention.id in used or not (one.place or one.modifier or one.local)
    ]
    return tuple({m.id: m for m in (*kept, *cast.extra)}.values())


def place_in_text(fact: AnyFact) -> tuple[int, int, str, str]:
    """Return the key that puts facts in text order."""
    return fact.evidence.span.start, fact.evidence.span.end, type(fact).__name__, fact.id


def read_many(pages: Iterable[Page], *, published: str | None = None, language: str | None = None) -> Iterator[Reading]:
    """Yield a reading for each page, in order; the first page that cannot be read raises.

    A page is HTML or text, alone or with its address. Pages that can be gone through twice (a list, or any collection
    that opens them one by one) are: what a host prints on many of them is left out of each. Of a stream each page is
    read alone.

    >>> [len(reading.facts) for reading in read_many(["It rained."], language="en")]
    [0]
    """
    repeats = repeats_of(pages) if isinstance(pages, Collection) else {}
    for page in pages:
        content, url = page if isinstance(page, tuple) else (page, "")
        yield read(content, published=published, language=language, url=url, repeats=repeats)


@cache
def own_ranker() -> Ranker | None:
    """Return the ranker that comes with the package, None where there is none."""
    packed = packed_ranker()
    return unpack_ranker(packed) if packed else None


@cache
def _furniture() -> Furniture:
    return load_furniture(page_tables())
