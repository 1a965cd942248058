"""Who is meant where no name stands?

Only what is safe: a surname after the full name, an office or body already named with its country, "the alliance"
after NATO, "both sides" after exactly two, a subject pronoun where one antecedent fits. Otherwise nobody.
"""

from __future__ import annotations

from .language import Language, setting
from .model import Actor, Analysis, Article, Sentence
from .names import Named

_SIDES = {"both_sides": 2, "three_sides": 3}
_STEM = 4
_FLIGHT = 12
_FLEEING = frozenset({"REF", "CVL"})
_STATES = frozenset({"state", "capital", "town"})
_AUTHORITIES = frozenset({"GOV", "MIL", "COP", "JUD", "SPY", "LEG"})
_GOVERNED = frozenset({"OPP", "CVL", "JRN", "LAB", "EDU", "MED", "REL", "SOC", "BUS", "PTY", "AGR", "ELI"})
_PEOPLE = _GOVERNED | {"COP"}
_OWNERLESS = frozenset({"UNK", "UAF", "NGO"})
_PEERS = frozenset({"GOV.colleague"})
_NOWHERE = frozenset({"", "NGO"})
_WALLS = frozenset(
    {
        '"',
        ":",
        ";",
        "-",
        "\N{LEFT DOUBLE QUOTATION MARK}",
        "\N{RIGHT DOUBLE QUOTATION MARK}",
        "\N{DOUBLE LOW-9 QUOTATION MARK}",
        "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}",
        "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    }
)
_DOMESTIC = frozenset(
    {
        "GOV",
        "LEG",
        "JUD",
        "COP",
        "SPY",
        "OPP",
        "PTY",
        "JRN",
        "MED",
        "CVL",
        "LAB",
        "EDU",
        "REL",
        "BUS",
        "ELI",
        "AGR",
        "SOC",
    }
)


def resolve(named: list[Named], analysis: Analysis, article: Article, language: Language) -> list[Named]:
    """Return the actors with those added that are named by a surname, a description or a pronoun alone."""
    done: list[Named] = []
    by_sentence: dict[int, list[Named]] = {}
    for one in named:
        by_sentence.setdefault(one.sentence, []).append(one)
    for number, sentence in enumerate(analysis.sentences):
        beside = by_sentence.get(number, [])
        owned = [_possessed(one, sentence, beside, language) for one in beside]
        owned = [_minority(one, beside, sentence, language) for one in owned]
        here = [found for one in owned if (found := _described(one, done, beside, sentence, language)) is not None]
        here = _persons_before_towns(here, _surnames(number, sentence, here, done, article, language))
        here += _both(number, sentence, here, done, language)
        here += _pronouns(number, sentence, analysis, here, done, language)
        done += sorted(here, key=lambda n: n.first)
    return done


def _described(
    one: Named, before: list[Named], beside: list[Named], sentence: Sentence, language: Language
) -> Named | None:
    """Give "the president" or "the alliance" the actor that the article has already named so."""
    if one.sort == "anaphor":
        wanted = one.actor.id
        same = next((b for b in reversed(before) if b.actor.id.partition(".")[0] == wanted), None)
        if same is None:
            return None
        return one._replace(
            actor=Actor(id=wanted, name=one.actor.name, country=same.actor.country, sector=""),
            rule=one.rule + "-anaphor",
        )
    if one.sort == "role" and not one.actor.country and one.actor.sector == "NGO":
        return one._replace(actor=Actor(id=f"NGO.{one.role.partition('.')[2]}", name=one.actor.name, country="NGO"))
    if one.role in _PEERS and not one.actor.country:
        return one._replace(local=True)
    if one.sort == "role" and not one.actor.country and one.actor.sector not in _OWNERLESS:
        near = (
            _explained(one, beside, sentence)
            or _fled(one, beside, sentence, language)
            or _at_scene(one, beside, sentence, language)
        )
        near = near or _beside(one, beside, sentence)
        if near is not None:
            return near
        same = next((b for b in reversed(before) if b.role == one.role and b.actor.country), None)
        if same is not None and not one.plural:
            return one._replace(actor=same.actor, rule=one.rule + "-again")
        return _at_home(one, before, beside, sentence, language) or one._replace(local=True)
    if one.sort == "person" and not one.actor.country:
        same = next((b for b in before if b.actor.id == one.actor.id and b.actor.country), None)
        if same is not None:
            return one._replace(actor=same.actor)
        return _beside(one, beside, sentence) or _at_home(one, before, beside, sentence, language) or one
    return one


def _possessed(one: Named, sentence: Sentence, beside: list[Named], language: Language) -> Named:
    """Give "its troops" the one state or body that its sentence has named before."""
    if one.sort != "role" or one.actor.country or not one.first:
        return one
    before = language.functions.at(sentence.tokens, one.first - 1)
    if not any(hit.value.kind == "possessives" and hit.last == one.first for hit in before):
        return one
    owners = {
        b.actor.country: b for b in beside if b.last < one.first and b.actor.country and not b.place and not b.modifier
    }
    if not owners:
        return one
    first = next(iter(owners))
    if len(owners) > 1 and sentence.tokens[next(iter(owners.values())).first].start > sentence.tokens[0].end:
        return one
    sector = "" if first in language.common.bodies else one.actor.sector
    identity = ".".join(filter(None, (first, sector, one.role.partition(".")[2])))
    actor = Actor(id=identity, name=one.actor.name, country=first, sector=sector)
    return one._replace(actor=actor, rule=one.rule + "-possessed")


def _beside(one: Named, beside: list[Named], sentence: Sentence) -> Named | None:
    """Give an office or kind of people without a country the one state that its clause has named before it.

    Words on the other side of a quotation mark, dash or colon are somebody's topic, not the speaker's country.
    """
    start = max((i + 1 for i in range(one.first) if sentence.tokens[i].form in _WALLS), default=0)
    walls = (i for i in range(one.last, len(sentence.tokens)) if sentence.tokens[i].form in _WALLS)
    end = next(walls, len(sentence.tokens))
    known = [b for b in beside if start <= b.first < end and b.actor.country not in _NOWHERE and not b.place]
    earlier = [b for b in known if b.first < one.first]
    sector = one.role.partition(".")[0]
    authorities = [b for b in known if b.actor.sector in _AUTHORITIES and b.sort in ("role", "organ", "seat", "person")]
    countries = {b.actor.country for b in earlier or (authorities if sector in _GOVERNED else [])}
    own_troops = (
        sector == "MIL" and bool(earlier) and (earlier[-1].actor.sector == "MIL" or earlier[-1].sort == "state")
    )
    if len(countries) != 1 or not (sector in _DOMESTIC or own_troops):
        return None
    return _of(one, countries.pop(), "beside")


def _of(one: Named, country: str, rule: str) -> Named:
    """Return an office or kind of people with the country it belongs to."""
    actor = one.actor
    identity = actor.id if one.sort == "person" else f"{country}.{actor.sector}.{one.role.partition('.')[2]}"
    owned = Actor(id=identity, name=actor.name, country=country, sector=actor.sector, wikidata=actor.wikidata)
    return one._replace(actor=owned, rule=f"{one.rule}-{rule}")


def _at_scene(one: Named, beside: list[Named], sentence: Sentence, language: Language) -> Named | None:
    """Give people without a country the one place that stands before them in their own clause: "In Oslo teachers …"."""
    if one.actor.sector not in _PEOPLE:
        return None
    places = frozenset((*(setting(language, "syntax", "speaking_place") or ()), *_origins(language)))
    walls = (i + 1 for i in range(one.first) if sentence.tokens[i].form in _WALLS or sentence.tokens[i].form == ",")
    start = max(walls, default=0)
    scenes = {
        b.actor.country
        for b in beside
        if start < b.first < one.first
        and b.sort in _STATES
        and b.actor.country
        and sentence.tokens[b.first - 1].form in places
        and (not b.cases or b.cases & {"Loc", "Gen"})
    }
    return _of(one, scenes.pop(), "at-scene") if len(scenes) == 1 else None


def _origins(language: Language) -> tuple[str, ...]:
    return tuple(setting(language, "syntax", "origin") or ())


def _explained(one: Named, beside: list[Named], sentence: Sentence) -> Named | None:
    """Give people the country of those who they are said to be behind a dash: "refugees - Turkish Kurds"."""
    if one.last >= len(sentence.tokens) or sentence.tokens[one.last].form != "-":
        return None
    behind = next((b for b in beside if b.first == one.last + 1 and b.actor.country and not b.place), None)
    fits = behind is not None and (not one.cases or not behind.cases or one.cases & behind.cases)
    return _of(one, behind.actor.country, "explained") if behind is not None and fits else None


def _fled(one: Named, beside: list[Named], sentence: Sentence, language: Language) -> Named | None:
    """Give refugees the one state that they flee, told right behind them: "refugees fleeing the war in Liberia"."""
    flights = frozenset(setting(language, "syntax", "flight") or ())
    start = one.last
    while start < len(sentence.tokens) and sentence.tokens[start].form == ",":
        start += 1
    end = start
    while end < len(sentence.tokens) and sentence.tokens[end].form not in (",", ".", ";") and end - start < _FLIGHT:
        end += 1
    if one.actor.sector not in _FLEEING or not any(t.form in flights for t in sentence.tokens[start : start + 3]):
        return None
    states = {b.actor.country for b in beside if start <= b.first < end and b.sort in _STATES and b.actor.country}
    return _of(one, states.pop(), "fled") if len(states) == 1 else None


def _minority(one: Named, beside: list[Named], sentence: Sentence, language: Language) -> Named:
    """Give a minority the one other state that its sentence names: "ethnic Albanians in Serbia" are Serbia's."""
    if not one.actor.country or one.sort not in ("role", "demonym", "adjective", "state"):
        return one
    words = range(max(0, one.first - 2), one.head)
    if not any(h.value.kind == "ethnic" for i in words for h in language.functions.at(sentence.tokens, i)):
        return one
    other = {b.actor.country for b in beside if b.sort in _STATES and b.actor.country in language.common.states}
    other -= {one.actor.country}
    if len(other) != 1:
        return one
    country = other.pop()
    identity = ".".join((country, *one.actor.id.split(".")[1:]))
    actor = Actor(id=identity, name=one.actor.name, country=country, sector=one.actor.sector)
    return one._replace(actor=actor, rule=one.rule + "-minority")


def _at_home(
    one: Named, before: list[Named], beside: list[Named], sentence: Sentence, language: Language
) -> Named | None:
    """Give an office or kind of people the only country that all has spoken of so far, where it is the scene.

    The scene is a country named as a place ("a curfew in Sudan"), its people, or, for judges and police, its officials.
    """
    sector = one.role.partition(".")[0] or one.actor.sector
    if sector not in _DOMESTIC | {"MIL", "REB"} or one.sort not in ("role", "person"):
        return None
    known = [b for b in (*beside, *before) if b.actor.country not in _NOWHERE and b.sort != "outlet"]
    if len({b.actor.country for b in known}) != 1:
        return None
    places = frozenset(setting(language, "syntax", "places") or ())
    for other in beside:
        if other.actor.country in _NOWHERE:
            continue
        is_place = other.place or (
            other.sort in _STATES and other.first and sentence.tokens[other.first - 1].form in places
        )
        governed = other.actor.sector in _GOVERNED or (sector in ("JUD", "COP") and other.sort == "role")
        if is_place or governed:
            return _of(one, other.actor.country, "at-home")
    return None


def _surnames(
    number: int, sentence: Sentence, here: list[Named], before: list[Named], article: Article, language: Language
) -> list[Named]:
    """Find the surname of a person whom an earlier sentence named in full."""
    covered = {i for one in here if one.sort != "town" or one.place for i in range(one.first, one.last)}
    known: dict[str, Actor] = {}
    for one in (*before, *here):
        if one.sort == "person" and " " in one.actor.name:
            known.setdefault(one.actor.name.split()[-1].lower(), one.actor)
    if not known:
        return []
    found: list[Named] = []
    for index, token in enumerate(sentence.tokens):
        if index in covered or not token.capital or len(token.form) < _STEM:
            continue
        actor = next((a for surname, a in known.items() if _same_name(token.form, surname, language)), None)
        if actor is not None:
            first = index
            cases = frozenset(r.feats["Case"] for r in token.readings if "Case" in r.feats)
            found.append(
                Named(number, first, index + 1, index, actor, "person", f"{language.code}.mention.surname", cases)
            )
    return found


def _persons_before_towns(here: list[Named], surnames: list[Named]) -> list[Named]:
    """Return all that a sentence names, without the towns of the same name as somebody named before: "Austin said"."""
    first = {one.first for one in surnames}
    return [one for one in here if one.sort != "town" or one.first not in first] + surnames


def _same_name(form: str, surname: str, language: Language) -> bool:
    """Tell whether a form may be the surname; in a language of cases its ending may differ."""
    if form == surname:
        return True
    if setting(language, "syntax", "roles") == "order":
        return False
    stem = max(_STEM, len(surname) - 2)
    return len(form) >= stem and form[:stem] == surname[:stem] and abs(len(form) - len(surname)) <= 3


def _both(number: int, sentence: Sentence, here: list[Named], before: list[Named], language: Language) -> list[Named]:
    """Read "both sides" as the states or bodies of the nearest sentence that names two, "all three" as three."""
    found: list[Named] = []
    covered = {i for one in here for i in range(one.first, one.last) if one.actor.country}
    for index in range(len(sentence.tokens)):
        hits = [h for h in language.functions.at(sentence.tokens, index) if h.value.kind in _SIDES]
        if not hits or index in covered or any(one.first <= index < one.last for one in found):
            continue
        nearer = [*before, *(one for one in here if one.first < index)]
        sides = _nearest(nearer, number, _SIDES[hits[0].value.kind], language)
        cases = frozenset(
            r.feats["Case"] for t in sentence.tokens[index : hits[0].last] for r in t.readings if "Case" in r.feats
        )
        for actor in sides:
            found.append(
                Named(
                    number,
                    index,
                    hits[0].last,
                    hits[0].last - 1,
                    actor,
                    "pair",
                    f"{language.code}.mention.both",
                    cases,
                    plural=True,
                )
            )
    return found


def _nearest(named: list[Named], number: int, count: int, language: Language) -> tuple[Actor, ...]:
    """Return the parties of the nearest sentence that names exactly so many, or so many states beside bodies."""
    for back in range(number, max(-1, number - 4), -1):
        actors: dict[str, Actor] = {}
        for one in named:
            if one.sentence == back and one.actor.country and not one.place and one.sort not in ("outlet",):
                actors.setdefault(one.actor.country, one.actor)
        states = {code: actor for code, actor in actors.items() if code in language.common.states}
        for told in (actors, states):
            if len(told) == count:
                return tuple(told.values())
        if len(actors) > count:
            return ()
    return ()


def _pronouns(
    number: int, sentence: Sentence, analysis: Analysis, here: list[Named], before: list[Named], language: Language
) -> list[Named]:
    """Read a subject pronoun where exactly one antecedent fits."""
    found: list[Named] = []
    things = setting(language, "syntax", "roles") != "order"
    subjects = {a.head for frame in analysis.frames[number] for a in frame.arguments if a.role == "subj"}
    for index, token in enumerate(sentence.tokens):
        if index not in subjects or (not token.readings and not language.functions.at(sentence.tokens, index)):
            continue
        pronoun = next(
            (h.value for h in language.functions.at(sentence.tokens, index) if h.value.kind == "pronouns"), None
        )
        if pronoun is None or not pronoun.value:
            continue
        several = _several(number, index, analysis, here, before) if "Plur" in pronoun.value else []
        one = _antecedent(pronoun.value, number, index, here, before, things)
        for actor in several or ([one] if one is not None else []):
            cases = frozenset({"Nom"})
            found.append(
                Named(number, index, index + 1, index, actor, "pronoun", f"{language.code}.mention.pronoun", cases)
            )
    return found


def _several(number: int, index: int, analysis: Analysis, here: list[Named], before: list[Named]) -> list[Actor]:
    """Return the coordinated subjects of the nearest earlier clause: whom "they" goes on about."""
    for back, named in ((number, here), (number - 1, [b for b in before if b.sentence == number - 1])):
        if back < 0:
            continue
        for frame in reversed(analysis.frames[back]):
            if frame.kind == "noun" or (back == number and frame.head >= index):
                continue
            heads = [a.head for a in frame.arguments if a.role == "subj"]
            actors = {
                n.actor.id: n.actor for n in named if any(n.first <= h < n.last for h in heads) and n.actor.country
            }
            owners = {n.actor.id: n.actor for n in named if n.head in heads and n.actor.country}
            both = {**actors, **owners}
            if len(both) > 1:
                return list(both.values())
    return []


def _antecedent(
    features: str, number: int, index: int, here: list[Named], before: list[Named], things: bool
) -> Actor | None:
    """Return the one actor a pronoun can mean; of "he" and "she" people come before states, which ``things`` admits."""
    earlier = [one for one in here if one.last <= index]
    previous = [one for one in before if one.sentence == number - 1]
    kinds = [_fits_people, _fits_things] if things else [_fits_people]
    for fits in [_fits_many] if "Plur" in features else [_fits_things] if "Neut" in features else kinds:
        for group in (earlier, previous):
            fitting: dict[str, Actor] = {}
            for one in group:
                known = one.actor.country and not one.place and not one.modifier and one.sort != "outlet"
                if known and fits(one):
                    fitting.setdefault(one.actor.id, one.actor)
            if len(fitting) == 1:
                return next(iter(fitting.values()))
            if fitting:
                first = next(iter(fitting.values()))
                return first if group is earlier and len({a.country for a in fitting.values()}) == 1 else None
    return None


def _fits_people(one: Named) -> bool:
    return one.sort == "person" or (one.sort == "role" and not one.plural)


def _fits_things(one: Named) -> bool:
    return one.sort in ("state", "body", "organ", "seat", "capital") or (one.sort == "role" and not one.plural)


def _fits_many(one: Named) -> bool:
    return one.plural or one.sort in ("group", "pair", "body", "state")
