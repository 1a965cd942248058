"""Which actors stand in the places that a trigger names?

A trigger says where its parties stand ("recipient=obj,against", "actor=subj+with", "recipient=Dat"); here such a place
is looked up among a frame's arguments, and an argument is turned into the actors named in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .language import Language, Trigger, has_any, has_class, setting
from .model import Argument, Frame, Sentence
from .names import Named

_CASES = frozenset({"Nom", "Gen", "Dat", "Acc", "Ins", "Loc", "Voc"})
_UNITED = frozenset({"subj", "poss", "mod", "by", "owner"})
_OFFICIAL = frozenset({"", "GOV", "MIL"})
_WITH_FORCES = frozenset({"aid", "assault", "mobilize", "retreat", "cooperate", "threaten", "agree"})
_HELPING = "aid"
_NEAR = 2
_COUNTING = frozenset({"quantity", "vehicle", "weapon", "ship", "warship"})


def arguments_at(place: str, frame: Frame) -> list[Argument]:
    """Return the arguments of a frame at one place: a role, a case, a preposition, or preposition+Case."""
    if place in ("subj", "obj", "iobj", "poss", "mod"):
        return [a for a in frame.arguments if a.role == place]
    if place in _CASES:
        return [a for a in frame.arguments if _bare_case(a, place)]
    preposition, _, case = place.rpartition("+") if "+" in place else (place, "", "")
    return [
        a
        for a in frame.arguments
        if a.preposition == preposition and (not case or not a.cases or case in a.cases) and a.role != "subj"
    ]


def _bare_case(argument: Argument, case: str) -> bool:
    if argument.preposition or argument.role in ("subj", "mod"):
        return False
    if case == "Acc":
        return argument.role == "obj"
    if case == "Gen" and argument.role == "poss":
        return True
    return argument.role in ("obl", "iobj", "obj") and case in argument.cases


def counting(frames: Iterable[Frame], sentence: Sentence, language: Language) -> tuple[Frame, ...]:
    """Return frames whose arguments say what they count, or whose they are, where the head is a measure or a machine.

    "Thousands of Kurds", "tanks of the army".
    """
    by_order = setting(language, "syntax", "roles") == "order"
    owners = frozenset(setting(language, "syntax", "owner") or ()) if by_order else frozenset()
    return tuple(
        frame._replace(
            arguments=tuple(a._replace(counted=_counted(a, frame, sentence, language, owners)) for a in frame.arguments)
        )
        for frame in frames
    )


def _counted(argument: Argument, frame: Frame, sentence: Sentence, language: Language, owners: frozenset[str]) -> int:
    """Return the first noun behind a head of measure that can be its genitive, -1 where there is none.

    With ``owners``, the prepositions of a language of word order: what "of" leads to, or the word before a machine.

    What machines do is done by whose they are: "bulldozers of the army".
    """
    if not has_any(language, sentence.tokens[argument.head].keys, _COUNTING):
        return -1
    if owners:
        behind = [a for a in frame.arguments if a.preposition in owners and 0 < a.first - argument.last <= _NEAR]
        return behind[0].head if behind else max(argument.head - 1, argument.first)
    last = -1
    for index in range(argument.head + 1, argument.last):
        genitives = [r for r in sentence.tokens[index].readings if r.feats.get("Case") == "Gen"]
        if any(r.upos in ("NOUN", "PROPN") for r in genitives):
            return index
        if not genitives:
            break
        last = index
    return last if last >= 0 else argument.head - 1 if argument.head > argument.first else -1


def actors_of(argument: Argument, named: Iterable[Named], *, modifiers: bool = False) -> list[Named]:
    """Return the actors that an argument is: those whose words hold its head, or what its head counts.

    With ``modifiers`` an adjective or a name anywhere in the argument will do.
    """
    found = [
        n
        for n in named
        if (n.first <= argument.head < n.last or argument.first <= n.head == argument.head) and not n.modifier
    ]
    if not found and argument.counted >= 0:
        found = [n for n in named if n.first <= argument.counted < n.last]
    if not found and modifiers:
        found = [n for n in named if argument.first <= n.first and n.last <= argument.last]
    return found


def fill(places: Sequence[str], frame: Frame, named: Sequence[Named]) -> list[Named]:
    """Return the actors at the first of ``places`` that holds any.

    For a verb ``poss`` (also ``owner``) is the actor that its object belongs to: "rejected the demands of Russia".
    """
    for place in places:
        found: list[Named] = []
        if place in ("poss", "owner", "mod") and frame.kind != "noun":
            found = _owners(frame, named, places, adjectives=place == "mod")
        else:
            for argument in arguments_at(place, frame):
                for one in actors_of(argument, named, modifiers=place == "mod"):
                    if one not in found:
                        found.append(one)
        if found:
            return found
    return []


def _owners(frame: Frame, named: Sequence[Named], places: Sequence[str], *, adjectives: bool) -> list[Named]:
    """Return the actors inside a verb's object that are not the object itself; without one, inside its other places."""
    found: list[Named] = []
    held = [a for a in frame.arguments if a.role == "obj"]
    if not held:
        held = [a for place in places if "+" in place or place in _CASES for a in arguments_at(place, frame)]
    for argument in held:
        for one in named:
            inside = (
                argument.first <= one.first and one.last <= argument.last and not one.first <= argument.head < one.last
            )
            if inside and one.modifier == adjectives and one not in found:
                found.append(one)
    return found


def split_union(place: str) -> list[str]:
    """Return the places of a union, all of which are filled: "subj+with" → subj, with; "poss+з+Ins" → poss, з+Ins."""
    first, plus, rest = place.partition("+")
    return [first, rest] if plus and first in _UNITED else [place]


def parties(
    trigger: Trigger, frame: Frame, carrier: Frame | None, named: Sequence[Named]
) -> tuple[list[Named], list[Named]]:
    """Return actors and recipients of a trigger in its frame.

    ``carrier`` is the verb that carries an event noun ("held" in "held talks"), if there is one.
    """
    places = trigger.roles.get("actor", ())
    noun = frame.kind == "noun"
    actors: list[Named] = []
    if places:
        for place in places:
            for part in split_union(place):
                found = _anywhere((part,), frame, carrier, named)
                if not found and part in ("subj", "poss") and noun:
                    found = _noun_actors(frame, carrier, named)
                actors += [n for n in found if n not in actors]
            if actors:
                break
        if not actors and noun and carrier is not None:
            actors = fill(("subj",), carrier, named)
    elif noun:
        actors = _noun_actors(frame, carrier, named)
    else:
        actors = fill(("subj",), frame, named)
    aimed = [n for n in named if not _is_means(n, trigger, actors)]
    recipients = [n for n in _anywhere(trigger.roles.get("recipient", ()), frame, carrier, aimed) if n not in actors]
    return actors, recipients


def _is_means(one: Named, trigger: Trigger, actors: Sequence[Named]) -> bool:
    """Tell whether a noun with the doer's country only borrowed is what acts: own troops, those whom own aid reaches.

    "Contribute troops to a force in Liberia" does nothing to the troops.
    """
    kind = trigger.act.partition(".")[0]
    if kind not in _WITH_FORCES or not one.rule.endswith("role-beside"):
        return False
    doers = {a.actor.country for a in actors if a.actor.sector in _OFFICIAL}
    return one.actor.country in doers and (one.actor.sector == "MIL" or kind == _HELPING)


def _anywhere(places: Sequence[str], frame: Frame, carrier: Frame | None, named: Sequence[Named]) -> list[Named]:
    for place in places:
        found = fill((place,), frame, named)
        if not found and carrier is not None:
            found = fill((place,), carrier, named)
        if not found and place == "obj":
            found = fill(("iobj",), carrier or frame, named)
        if found:
            return found
    return []


def _noun_actors(frame: Frame, carrier: Frame | None, named: Sequence[Named]) -> list[Named]:
    actors = fill(("poss",), frame, named)
    if not actors and carrier is not None:
        actors = fill(("subj",), carrier, named)
    if not actors:
        actors = fill(("mod",), frame, named)
    return actors


def meets(
    trigger: Trigger,
    frame: Frame,
    carrier: Frame | None,
    sentence: Sentence,
    language: Language,
    named: Sequence[Named],
) -> bool:
    """Tell whether what a trigger needs of its clause is there."""
    return all(_meets(need, frame, carrier, sentence, language, named) for need in trigger.needs)


def _meets(
    need: str, frame: Frame, carrier: Frame | None, sentence: Sentence, language: Language, named: Sequence[Named]
) -> bool:
    place, _, wanted = need.partition(":")
    if not wanted:
        return True
    denied = wanted.startswith("-")
    wanted = wanted.removeprefix("-")
    frames = [f for f in (frame, carrier) if f is not None]
    if place == "any":
        first, last = min(f.first for f in frames), max(f.last for f in frames)
        heads = list(range(first, last))
    else:
        found = [a for f in frames for a in _object_of(place, f)]
        heads = [head for a in found for head in (a.head, a.counted) if head >= 0]
    if wanted == "actor":
        met = any(n.first <= head < n.last and not n.modifier for head in heads for n in named)
    elif wanted.startswith("@"):
        met = any(has_class(language, sentence.tokens[head].keys, wanted[1:]) for head in heads)
    else:
        met = any(wanted == sentence.tokens[head].form for head in heads)
    return met != denied


def _object_of(place: str, frame: Frame) -> list[Argument]:
    if place == "obj" and frame.kind == "noun":
        return arguments_at("poss", frame) + arguments_at("of", frame) + arguments_at("mod", frame)
    return arguments_at(place, frame)
