"""By which words does a language tell of standing relations?

``[[relation]]`` of ``statements.toml``, compiled: what a noun, a verb or a preposition of each rule is matched by. A
word with a tag stands for its forms, a word without one for itself; an ``owners`` row may have several words, and an
empty one stands for a bare genitive. The lexicon stays as it is: a word it does not know is matched by its forms.
"""

from __future__ import annotations

from typing import NamedTuple

from .fold import fold
from .language import Language
from .model import Table

BODY, PARTY = "body", "party"


class Rule(NamedTuple):
    """One rule: keys of its words, each field by what they do in a clause.

    ``nouns`` name the relation, behind a copula (``copulas`` beside "be") or as what is had (``holders``; with one
    of ``held``, where there are any). ``marks``: one of them must stand with the noun; ``unlike``: none may.
    ``tails`` stand between a noun and the words of ``owners`` that lead to the object. ``verbs`` take the object by
    a word of ``joints``, "" directly; ``includes`` are verbs of the object's side; ``agents`` lead to who does in
    the passive, and to what an object is taken as. ``sites`` say where a body sits, ``stands`` do so with a noun of
    ``seats`` only, and ``scenes`` lead to the place. ``lacks`` and ``exists`` say of a noun that it is not or is
    there; ``between`` leads to both sides, ``among`` to the one that has it. ``kinds``: as what an object may be
    taken; ``shares``: a noun of the object that counts as the object. ``asks`` open a question or a time to come;
    ``soon`` makes a verb that has one form for both tenses future; ``still`` before a verb denies it; ``denials``
    deny what they stand before; ``support`` are the verbs of a plain denial ("do"). ``crowds``: a name with one of
    these means the members of a body and not the body. ``object`` is what the object is, "body" or "party" (state,
    breakaway entity or body); ``both`` tells that the two sides are alike, ``dash`` that a clause needs no copula.
    """

    id: str
    type: str
    object: str
    both: bool
    dash: bool
    nouns: frozenset[str]
    marks: frozenset[str]
    unlike: frozenset[str]
    copulas: frozenset[str]
    holders: frozenset[str]
    held: frozenset[str]
    tails: frozenset[str]
    verbs: frozenset[str]
    includes: frozenset[str]
    sites: frozenset[str]
    stands: frozenset[str]
    seats: frozenset[str]
    bodies: frozenset[str]
    kinds: frozenset[str]
    shares: frozenset[str]
    exists: frozenset[str]
    owners: tuple[tuple[str, ...], ...]
    joints: frozenset[str]
    agents: frozenset[str]
    inside: frozenset[str]
    scenes: frozenset[str]
    between: frozenset[str]
    among: frozenset[str]
    lacks: frozenset[str]
    never: frozenset[str]
    still: frozenset[str]
    support: frozenset[str]
    asks: frozenset[str]
    soon: frozenset[str]
    denials: frozenset[str]
    crowds: frozenset[str]
    cues: frozenset[str]


_KEYS = (
    "nouns marks unlike copulas holders held tails verbs includes sites stands seats bodies kinds shares exists crowds"
).split()
_FORMS = "joints agents inside scenes between among lacks never still support asks soon denials".split()
_CUES = ("nouns", "verbs", "includes", "sites", "stands")
_COMPILED: dict[tuple[str, str], tuple[Rule, ...]] = {}


def rules_of(language: Language) -> tuple[Rule, ...]:
    """Return the compiled ``[[relation]]`` rules of a language, once per state of its data.

    >>> from dragoman.language import load_language
    >>> [rule.type for rule in rules_of(load_language("en"))][:2]
    ['member', 'observer']
    """
    key = (language.code, language.digest)
    if key not in _COMPILED:
        _COMPILED[key] = tuple(compiled(row, language) for row in language.statements.get("relation", ()))
    return _COMPILED[key]


def compiled(row: Table, language: Language) -> Rule:
    """Return one rule of ``statements.toml`` with its words as keys of tokens."""
    keys = {name: _keys(row, name, language) for name in _KEYS}
    forms = {name: frozenset(row.get(name, ())) for name in _FORMS}
    return Rule(
        id=row["id"],
        type=row["type"],
        object=row.get("object", BODY),
        both=row.get("both", False),
        dash=row.get("dash", False),
        owners=tuple(sorted((tuple(one.split()) for one in row.get("owners", ())), key=len, reverse=True)),
        cues=frozenset().union(*(keys[name] for name in _CUES)),
        **keys,
        **forms,
    )


def _keys(row: Table, name: str, language: Language) -> frozenset[str]:
    return frozenset(key for entry in row.get(name, ()) for key in _matched(entry, language))


def _matched(entry: str, language: Language) -> tuple[str, ...]:
    """Return the keys of tokens that a word of a rule stands for."""
    surface, _, tag = entry.partition("|")
    lemma, lexicon = fold(surface, language.tokenizer.extra), language.lexicon
    if not tag:
        return (lemma,)
    forms = lexicon.forms(lemma, tag)
    if lemma in lexicon.lemmas or lexicon.analyse(lemma):
        return tuple({f"<{lemma}|{reading.upos}>": None for _, reading in forms})
    return tuple(form for form, _ in forms)
