"""Who does what is told without a doer?

"Aid has been suspended, the ministry said": the official who announces it. "A ban was lifted in Taiwan": the state
where it is done. Only what a state may decide, and only where clause and recipients are not those of the one that
speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .entries import Act
from .language import Language, setting
from .model import Frame, Sentence
from .names import Named
from .roles import arguments_at

_POWERS = frozenset({"COERCE", "SANCTION", "CONCEDE", "ACCUSE"})
_OWN_DECISIONS = frozenset(
    {"AGREE", "AID", "COERCE", "CONCEDE", "COOPERATE", "MOBILIZE", "RETREAT", "SANCTION", "SUPPORT"}
)
_PLACES = frozenset({"state", "capital", "town"})
_RELEASE = "release"
_RULING = frozenset({"", "GOV", "MIL", "COP", "JUD", "LEG", "SPY"})


def is_doerless(frames: Sequence[Frame], sentence: Sentence) -> bool:
    """Tell whether the clause of a verb, the last of ``frames``, leaves out who does it."""
    verb = frames[-1]
    if verb.kind != "fin" or any(a.role == "subj" for frame in frames for a in frame.arguments):
        return False
    return verb.voice == "pass" or _is_indefinite(verb, sentence)


def unsaid_doer(
    act: Act,
    frames: Sequence[Frame],
    named: Iterable[Named],
    speaker: Named | None,
    recipients: Iterable[Named],
    language: Language,
) -> list[Named]:
    """Return who does an act whose clause leaves it out: nobody, or the speaker, or the one state where it is done."""
    scenes = list(dict.fromkeys(n for frame in frames for n in _scenes(frame, named, language)))
    if speaker is not None and act.type in _OWN_DECISIONS and act.mode != _RELEASE:
        known = speaker.actor.country and speaker.actor.sector in _RULING
        aimed = {n.actor.country for n in recipients}
        abroad = act.type == "COERCE" and any(n.actor.country != speaker.actor.country for n in scenes)
        if known and speaker.actor.country not in aimed and not abroad:
            return [speaker]
    if (act.type in _POWERS or act.mode == _RELEASE) and len({n.actor.country for n in scenes}) == 1:
        return scenes[:1]
    return []


def _scenes(frame: Frame, named: Iterable[Named], language: Language) -> Iterator[Named]:
    """Yield the states, capitals and towns where a frame's act is done."""
    for place in setting(language, "syntax", "scenes") or ():
        for argument in arguments_at(place, frame):
            within = (n for n in named if n.first <= argument.head < n.last and n.actor.country)
            yield from (n for n in within if n.sort in _PLACES)


def _is_indefinite(verb: Frame, sentence: Sentence) -> bool:
    """Tell whether an active verb without a subject says "they": everybody and nobody."""
    numbers = {r.feats.get("Number") for r in sentence.tokens[verb.head].readings if r.upos == "VERB"}
    return numbers == {"Plur"}
