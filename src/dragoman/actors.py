"""Who is named?

The actors of an article: what each sentence names by itself (``names``), and who is meant by a surname, a description
or a pronoun alone (``anaphora``), as facts with their evidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .anaphora import resolve
from .ident import fact_id
from .language import Language
from .model import Actor, Analysis, Article, Evidence, Mention, Span
from .names import Named, name_actors

__all__ = ["Cast", "Named", "cast_of", "find_mentions"]


class Cast(NamedTuple):
    """All actors of an article: the mentions as facts, the actors by id, and each mention's place in its sentence.

    ``extra`` are sources that only a statement names (anonymous ones); no event has them as a party.
    """

    mentions: tuple[Mention, ...]
    actors: dict[str, Actor]
    named: tuple[Named, ...]
    extra: tuple[Mention, ...] = ()


def find_mentions(article: Article, analysis: Analysis, language: Language) -> Cast:
    """Return the actors named in an article, in text order; pronouns and definite descriptions included where safe."""
    named: list[Named] = []
    for number in range(len(analysis.sentences)):
        named += name_actors(number, analysis, article, language)
    named = resolve(named, analysis, article, language)
    return cast_of(named, analysis, article)


def cast_of(named: Iterable[Named], analysis: Analysis, article: Article) -> Cast:
    """Return the facts for actors found."""
    ordered = sorted(named, key=lambda n: (n.sentence, n.first, n.last, n.actor.id))
    mentions: list[Mention] = []
    actors: dict[str, Actor] = {}
    for one in ordered:
        tokens = analysis.sentences[one.sentence].tokens
        span = Span(tokens[one.first].start, tokens[one.last - 1].end)
        mention = Mention(
            id=fact_id(article.id, "mention", span, one.rule, one.actor.id),
            evidence=Evidence(span=span, rule=one.rule),
            actor=one.actor.id,
            place=one.spot,
        )
        mentions.append(mention)
        actors.setdefault(one.actor.id, one.actor)
    return Cast(tuple(mentions), actors, tuple(ordered))
