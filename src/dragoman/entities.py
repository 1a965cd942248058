"""Which entries of the lexicon stand in a sentence, and which actor is each on the day of the article?"""

from __future__ import annotations

from collections.abc import Callable

from .entries import ActorEntry, Common, Language, Office
from .ident import digest
from .match import Hit, agree
from .model import Actor, Token

_PROPER = frozenset({"state", "capital", "seat", "body", "organ", "person", "group", "outlet", "mask", "town"})
_PRIORITY = (
    "mask",
    "person",
    "body",
    "state",
    "organ",
    "seat",
    "outlet",
    "group",
    "capital",
    "town",
    "adjective",
    "demonym",
    "role",
)
_TOWNS = frozenset({"town", "capital"})
_LANDS = frozenset({"state", "adjective", "demonym", "capital", "town"})

Cut = Callable[[int, int], str]


def named_entries(tokens: tuple[Token, ...], text: Cut, language: Language) -> list[Hit[ActorEntry]]:
    """Return the lexicon entries that stand in a sentence, none overlapping another: the longest from the left.

    ``text`` gives the words of tokens ``[first, last)`` as written.
    """
    by_order = language.settings.get("syntax", {}).get("roles") == "order"
    chosen: list[Hit[ActorEntry]] = []
    index = 0
    while index < len(tokens):
        hits = [hit for hit in language.actors.at(tokens, index) if fits(hit, tokens, text, by_order)]
        if not hits:
            index += 1
            continue
        best = min(hits, key=_rank)
        if best.value.note.startswith("anaphor:"):
            inside = (
                h for at in range(index + 1, best.last) for h in language.actors.at(tokens, at) if h.last > best.last
            )
            names = [h for h in inside if h.value.kind in _PROPER and fits(h, tokens, text, by_order)]
            best = min(names, key=_rank) if names else best
        chosen.append(best)
        index = best.last
    return _told_apart(chosen, tokens, language)


def _rank(hit: Hit[ActorEntry]) -> tuple[int, int, str]:
    kind = hit.value.kind
    tie = hit.value.note == "adjective" if kind == "town" else hit.value.id  # of two towns the first in the file
    return -hit.last, _PRIORITY.index(kind), str(tie)


def _told_apart(chosen: list[Hit[ActorEntry]], tokens: tuple[Token, ...], language: Language) -> list[Hit[ActorEntry]]:
    """Return the entries, each town that shares its name with others as the one in a state the sentence names."""
    found: list[Hit[ActorEntry]] = []
    for hit in chosen:
        same = [h for h in language.actors.at(tokens, hit.first) if h.last == hit.last and h.value.kind in _TOWNS]
        if hit.value.kind in _TOWNS and len({h.value.id for h in same}) > 1:
            named = {h.value.id for h in chosen if h is not hit and h.value.kind in _LANDS}
            near = [h for h in same if h.value.id in named]
            hit = near[0] if near and hit.value.id not in named else hit
        found.append(hit)
    return found


def fits(hit: Hit[ActorEntry], tokens: tuple[Token, ...], text: Cut, by_order: bool) -> bool:
    """Tell whether an entry may stand here: its words agree, a name has its capital, an acronym its capitals."""
    kind, name = hit.value.kind, hit.value.name
    if not agree(tokens[index] for index in hit.inflected):
        return False
    if kind in ("person", "town") and hit.last - hit.first == 1 and _inside_hyphens(tokens, hit.first):
        return False
    if kind in _PROPER:
        named = tokens[hit.first : hit.first + 1] if name[:1].isupper() else tokens[hit.first : hit.last]
        if name.lower() != name and not any(token.capital for token in named):
            return False
        return not (len(name) <= 5 and name.isupper() and not text(hit.first, hit.last).isupper())
    return tokens[hit.first].capital if kind in ("adjective", "demonym") and by_order else True


def actor_of(entry: ActorEntry, common: Common, date: str) -> Actor:
    """Return the actor that a row of actors.tsv stands for on a date (ISO, "" unknown)."""
    if entry.kind == "body" and entry.id in common.bodies:
        body = common.bodies[entry.id]
        return Actor(id=entry.id, name=entry.name, country=body.code, sector=body.sector, wikidata=body.wikidata)
    if entry.kind == "outlet":
        outlet = common.outlets.get(entry.id)
        return Actor(id=f"outlet:{entry.id}", name=entry.name, country=outlet.country if outlet else "", sector="JRN")
    if entry.kind == "person":
        country, sector, wikidata = office_of(common.offices.get(entry.id, ()), date, common)
        return Actor(id=entry.id, name=entry.name, country=country, sector=sector, wikidata=wikidata)
    if entry.kind == "role":
        return Actor(id=entry.id, name=entry.name, country="", sector=entry.id.partition(".")[0])
    country, _, rest = entry.id.partition(".")
    sector = rest.partition(".")[0]
    sector = sector if sector.isupper() else ""
    if entry.kind == "capital":
        if country in common.bodies:
            return Actor(id=country, name=entry.name, country=common.bodies[country].code)
        return Actor(id=f"{country}.GOV", name=entry.name, country=country, sector="GOV")
    if entry.kind == "town":
        return Actor(id=country, name=entry.state, country=country, wikidata=common.states.get(country, ""))
    if entry.kind == "demonym":
        return Actor(id=f"{country}.CVL", name=entry.name, country=country, sector="CVL")
    if country in common.bodies:
        return Actor(
            id=entry.id, name=entry.name, country=common.bodies[country].code, sector=common.bodies[country].sector
        )
    return Actor(id=entry.id, name=entry.name, country=country, sector=sector, wikidata=common.states.get(entry.id, ""))


def state_of(actor: Actor) -> Actor:
    """Return the state an adjective or demonym names."""
    return changed(actor, id=actor.country or actor.id, sector="")


def changed(actor: Actor, **changes: str) -> Actor:
    """Return an actor with some fields changed."""
    fields = {
        "id": actor.id,
        "name": actor.name,
        "country": actor.country,
        "sector": actor.sector,
        "wikidata": actor.wikidata,
        **changes,
    }
    return Actor(**fields, anonymous=actor.anonymous)


def office_of(offices: tuple[Office, ...], date: str, common: Common) -> tuple[str, str, str]:
    """Return country, sector and Wikidata id of a person on a date: in office the office's sector, afterwards ELI."""
    if not offices:
        return "", "", ""
    wikidata = next((o.wikidata for o in offices if o.wikidata), "")
    held = [o for o in offices if not date or ((not o.start or o.start <= date) and (not o.end or date < o.end))]
    chosen = held[-1] if held else offices[-1]
    country, sector, _ = (*chosen.office.split("."), "", "")[:3]
    body = common.bodies.get(country)
    if body is not None:
        return body.code, body.sector, wikidata
    if held:
        return country, sector, wikidata
    ended = any(o.end and o.end <= date for o in offices)
    return country, "ELI" if ended else sector, wikidata


def slug(name: str) -> str:
    """Return a name as an id: words in lower case joined by hyphens."""
    return "-".join("".join(c for c in word.lower() if c.isalnum()) for word in name.split()) or digest(name)


def _inside_hyphens(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether a word is only a part of a name with hyphens: a surname is no half of a city."""
    here = tokens[index]
    before = index > 0 and tokens[index - 1].form == "-" and tokens[index - 1].end == here.start
    after = index + 1 < len(tokens) and tokens[index + 1].form == "-" and tokens[index + 1].start == here.end
    return before or after
