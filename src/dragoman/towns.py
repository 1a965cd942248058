"""Does a name of the gazetteer mean its town here, and is the town the scene?

Many towns share their name with a person, a river or an ordinary word. A name that its row marks so is a town only
where a scene stands ("scene"), or anywhere but at the beginning of a sentence ("word"). A name of one word beside an
unknown word with a capital is part of somebody's name. The adjective of a town is written small, or opens a sentence
or the name of an institution; elsewhere with a capital it is a surname.
"""

from __future__ import annotations

from .entities import actor_of
from .entries import ActorEntry, Language
from .language import setting
from .owners import Named, Near
from .scenes import lead_of
from .tagging import Word

ADJECTIVE = "adjective"


def is_scene(first: int, words: tuple[Word, ...], language: Language) -> bool:
    """Tell whether a preposition of place leads to the name that begins at token ``first``."""
    lead = lead_of(first, words, language)
    return lead >= 0 and words[lead].token.form in (setting(language, "syntax", "places") or ())


def capital(base: Named, entry: ActorEntry, near: Near, date: str) -> Named:
    """Return a capital: a government or body, but behind a preposition of place a scene in its state."""
    scene = is_scene(base.first, near.words, near.language)
    common = near.language.common
    state = common.places[entry.place.id].country if entry.place else base.actor.country
    there = not base.cases or "Loc" in base.cases  # "asks of Brussels" asks the Union, "in Brussels" is in Belgium
    if scene and there and state != base.actor.country:
        base = base._replace(actor=actor_of(entry._replace(id=state, kind="town"), common, date))
    return base._replace(place=scene)


def means_town(base: Named, entry: ActorEntry, near: Near) -> bool:
    """Tell whether the name of a town, or its adjective, means the town here."""
    if entry.note == ADJECTIVE:
        before, behind = near.tokens[max(0, base.first - 1) : base.first], near.tokens[base.last : base.last + 1]
        surname = bool(before) and (before[0].capital or not behind or behind[0].capital)
        return not (near.tokens[base.first].capital and surname)
    if _describes(base, near):
        return False
    named = base.first > 0 and near.words[base.first - 1].function("place_words") is not None  # "the village …"
    if named or is_scene(base.first, near.words, near.language):
        return True
    if entry.note == "scene" or (entry.note == "word" and base.first == 0):
        return False
    beside = [i for i in (base.first - 1, base.last) if 0 <= i < len(near.tokens)]
    return base.last - base.first > 1 or not any(_is_unknown(i, near) for i in beside)


def _describes(base: Named, near: Near) -> bool:
    """Tell whether a name of one word that is also an adjective agrees with the noun behind it: "in East Beirut"."""
    if base.last - base.first > 1 or base.last >= len(near.tokens):
        return False
    nouns = [r.feats for r in near.tokens[base.last].readings if r.upos in ("NOUN", "PROPN")]
    adjectives = [r.feats for r in near.tokens[base.first].readings if r.upos == "ADJ"]
    return any(
        a.get("Case") == n.get("Case")
        and a.get("Number") == n.get("Number")
        and (a.get("Number") == "Plur" or a.get("Gender") == n.get("Gender"))
        for a in adjectives
        for n in nouns
    )


def _is_unknown(index: int, near: Near) -> bool:
    """Tell whether a token is a word with a capital that no list of the language knows."""
    token = near.tokens[index]
    known = token.readings or near.words[index].functions or token.form in near.language.time_words
    return token.capital and not known and not near.language.actors.at(near.tokens, index)
