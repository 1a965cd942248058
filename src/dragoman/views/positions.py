"""What does each actor say on a theme, the latest first?

Statements of one actor belong to one theme where they share two content words or a number, names of states and bodies
left aside; asked for a theme, only statements that hold all of its words count, and an actor has one position in a
language. Offices and people speak for their state or body; a person or source without one speaks for itself. Copies of
a story count once: its original does. Words are compared by their stems, in the source's language; no theme is
translated.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..facts import Lookup
from ..grades import Grades
from ..language import load_common
from ..model import Mention, Position, Reading, Stand, Statement
from ..story import originals
from .chains import chains
from .pages import Page, Term, page_of, shared_terms, terms_in, terms_of

_SHARED = 2
_NOBODY = Grades({})
Voiced = tuple[Stand, tuple[Term, ...]]


def positions(readings: Iterable[Reading], theme: str = "", grades: Grades = _NOBODY) -> tuple[Position, ...]:
    """Return the positions that readings tell of, by actor, the theme with the latest statement first.

    ``theme`` is words in the language of the readings; "" for every theme.

    >>> positions(())
    ()
    """
    unique = {reading.article.id: reading for reading in readings}
    first = originals(unique.values())
    common = load_common()
    voices: dict[tuple[str, str], list[Voiced]] = {}
    for key in sorted(unique):
        if first[key] == key or first[key] not in unique:
            page = page_of(unique[key], common)
            for actor, stand, terms in _stands(page, theme, grades):
                voices.setdefault((actor, page.reading.article.in_language), []).append((stand, terms))
    return tuple(position for key in sorted(voices) for position in _positions(key[0], voices[key], bool(theme)))


def _stands(page: Page, theme: str, grades: Grades) -> list[tuple[str, Stand, tuple[Term, ...]]]:
    look = Lookup(page.reading)
    graded = {chain.fact: chain.grade for chain in chains(page.reading, grades)}
    wanted = terms_of(page, theme)
    everybody = page.codes(sorted(page.mentions))
    found = []
    for fact in page.reading.facts:
        if not isinstance(fact, Statement) or not fact.content or not fact.source:
            continue
        codes = page.codes((fact.source,))
        source = page.mentions.get(fact.source)
        actors = codes or ((source.actor,) if isinstance(source, Mention) else ())
        if wanted:
            said = tuple(term for span in fact.content for term in terms_in(page, span))
            if len(shared_terms(wanted, said)) < len(wanted):
                continue
        terms = tuple(term for span in fact.content for term in terms_in(page, span, everybody))
        stand = Stand(
            words=" … ".join(map(look.cut, fact.content)),
            article=page.reading.article.id,
            fact=fact.id,
            date=page.date,
            stance=fact.stance,
            grade=graded.get(fact.id, grades.of(())),
        )
        found += [(actor, stand, terms) for actor in actors]
    return found


def _positions(actor: str, voiced: list[Voiced], together: bool) -> list[Position]:
    """Return an actor's statements by theme: each joins the first theme whose latest statement it shares words with."""
    groups: list[list[Voiced]] = []
    ordered = sorted(voiced, key=lambda v: (v[0].article, v[0].fact))
    for one in sorted(ordered, key=lambda v: v[0].date, reverse=True):
        same = next((g for g in groups if together or _on_one_theme(g[0][1], one[1])), None)
        if same is None:
            groups.append([one])
        elif all(stand.words != one[0].words for stand, _ in same):
            same.append(one)
    return [Position(actor=actor, theme=_theme(group), stands=tuple(stand for stand, _ in group)) for group in groups]


def _on_one_theme(mine: tuple[Term, ...], theirs: tuple[Term, ...]) -> bool:
    common = shared_terms(mine, theirs)
    return len(common) >= _SHARED or any(term.word[0].isdigit() for term in common)


def _theme(group: list[Voiced]) -> str:
    """Return the words of the latest statement that the next one shares, or its first content words."""
    latest = group[0][1]
    common = shared_terms(latest, group[1][1]) if len(group) > 1 else latest[: 2 * _SHARED]
    return " ".join(dict.fromkeys(term.word for term in common))
