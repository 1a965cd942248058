"""Which nouns name an act, and who stands around them?

"The visit of the minister to Egypt", "російські удари по складах": an event noun has its arguments before it
(adjective, possessive), right behind it (genitive) and in the prepositional phrases that follow, and it hangs on the
verb or noun whose argument it is.
"""

from __future__ import annotations

from .chunks import Phrase
from .model import Argument, Frame
from .parts import Parts


def noun_frames(parts: Parts, verbs: list[Frame]) -> list[Frame]:
    """Return a frame for every event noun of a sentence; ``verbs`` are the frames they may hang on."""
    frames: list[Frame] = []
    heads: dict[int, int] = {}
    for index, word in enumerate(parts.words):
        if word.tag not in ("NOUN", "PROPN") or parts.language.event_nouns.isdisjoint(word.token.keys):
            continue
        phrase = next((p for p in parts.phrases if p.first <= index < p.last), None)
        if phrase is None or (index != phrase.head and not parts.by_order):
            continue
        governor, relation = _place(parts, phrase, index, verbs, heads, len(verbs))
        heads[index] = len(verbs) + len(frames)
        frames.append(
            Frame(
                head=index,
                kind="noun",
                first=phrase.first,
                last=_reach(parts, index),
                arguments=tuple(_noun_arguments(parts, phrase, index)),
                negated=_is_denied(parts, phrase),
                governor=governor,
                relation=relation,
                preposition=phrase.preposition,
                cases=phrase.cases,
            )
        )
    return frames


def _is_denied(parts: Parts, phrase: Phrase) -> bool:
    """Tell whether a phrase says that there is none of it: "no commitment"."""
    first = phrase.lead - 1 if phrase.lead else phrase.first
    return any(word.tag == "NEG" for word in parts.words[first : phrase.head]) and parts.by_order


def _reach(parts: Parts, head: int) -> int:
    """Return where the phrases that can belong to a noun end: before the next verb or clause."""
    verbs = [c.group.first for c in parts.clauses if c.group.first > head and c.group.kind not in ("inf", "part")]
    end = min(verbs, default=len(parts.words))
    for index in range(head + 1, end):
        word = parts.words[index]
        if word.tag in ("SCONJ", "COMP", "REL") or (word.tag == "PUNCT" and word.token.form in ";:()"):
            return index
        if word.token.form == "," and not any(p.first > head and p.lead <= index < p.last for p in parts.phrases):
            if not _is_list_comma(parts, index):
                return index
    return end


def _is_list_comma(parts: Parts, index: int) -> bool:
    before = next((p for p in reversed(parts.phrases) if p.last <= index), None)
    after = next((p for p in parts.phrases if p.lead > index), None)
    return before is not None and after is not None and before.group == after.group


def _noun_arguments(parts: Parts, phrase: Phrase, head: int) -> list[Argument]:
    arguments: list[Argument] = []
    if head > phrase.first:
        arguments.append(Argument("mod", "", frozenset(), phrase.first, head, head - 1, 0.9))
    if parts.by_order and head + 1 < phrase.last:
        arguments.append(Argument("mod", "", frozenset(), head + 1, phrase.last, phrase.last - 1, 0.5))
    index = parts.phrases.index(phrase)
    reach = _reach(parts, head)
    for at, other in enumerate(parts.phrases):
        if other.first <= head or other.last > reach or at == index:
            continue
        if other.modifies == index and not other.appositive:
            arguments += parts.members(other, "poss")
        elif other.modifies >= 0:
            continue
        elif other.preposition:
            arguments.append(parts.argument(other, "obl"))
        elif not parts.by_order and other.cases & {"Ins", "Dat"} and "Nom" not in other.cases:
            arguments.append(parts.argument(other, "obl"))
    return list(dict.fromkeys(arguments))


def _place(
    parts: Parts, phrase: Phrase, head: int, verbs: list[Frame], heads: dict[int, int], offset: int
) -> tuple[int, str]:
    """Return the frame a noun hangs on and the role it has there."""
    if phrase.modifies >= 0:
        over = parts.phrases[phrase.modifies].head
        if over in heads:
            return heads[over], "poss"
    if phrase.preposition:
        before = phrase.lead - 1
        if before in heads:
            return heads[before], "obl"
    best = (-1, "")
    for number, frame in enumerate(verbs):
        for argument in frame.arguments:
            if argument.head == phrase.head and argument.first <= head < argument.last:
                if argument.role in ("obj", "iobj", "obl") or best[0] < 0:
                    best = (number, argument.role)
    return best


def hang_infinitives(parts: Parts, frames: list[Frame], verbs: int) -> list[Frame]:
    """Hang an infinitive on the event noun right before it ("refusal to negotiate") instead of on the verb."""
    hung: list[Frame] = []
    for number, frame in enumerate(frames):
        if number < verbs and frame.kind in ("inf", "ger") and frame.relation == "xcomp":
            first = parts.clauses[number].group.first
            for noun in range(verbs, len(frames)):
                if frames[noun].head in (first - 1, first - 2) and parts.words[first - 1].tag in (
                    "NOUN",
                    "ADP",
                    "PART",
                ):
                    frame = frame._replace(governor=noun)
        elif number < verbs and frame.relation == "ccomp":
            joint = parts.clauses[number].joint
            for noun in range(verbs, len(frames)):
                if (
                    joint > 0
                    and frames[noun].head in (joint - 1, joint - 2)
                    and parts.words[joint - 1].tag in ("NOUN", "PUNCT")
                ):
                    if parts.words[joint - 1].tag == "NOUN" or parts.words[joint - 1].token.form == ",":
                        frame = frame._replace(governor=noun)
        hung.append(frame)
    return hung
