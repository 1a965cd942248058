"""Is what is told at this place past, present or to come?

News leaves the choice between last Saturday and next to the verb. The clause that holds the words decides; an
infinitive lies ahead of the verb it hangs on unless that verb says it failed or began, a participle is asked whether it
plans, and a word of planning just before (a meeting scheduled for …) wins over all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from .language import Language
from .model import Analysis, Frame, Sentence
from .scheduled import load_scheduled

_TENSES = {"Past": "past", "Pres": "present", "Fut": "future"}
_AHEAD = frozenset(
    {"plan", "due", "agree", "offer", "promise", "threaten", "expect", "want", "ready", "postpone", "future"}
)
_OPEN = frozenset({"demand", "ask", "consider", "possible", "allow", "condition"})
_REACH = 5


def tense_finder(analysis: Analysis, language: Language) -> Callable[[int, int], str]:
    """Return a function from a span of the article to "past", "present", "future" or "" (nothing decides)."""
    starts = [sentence.start for sentence in analysis.sentences]

    def tense_at(start: int, end: int) -> str:
        number = bisect_right(starts, start) - 1
        if number < 0:
            return ""
        sentence, frames = analysis.sentences[number], analysis.frames[number]
        index = _token_at(sentence, start)
        if _planned(sentence, index, language) or _set_down(sentence, index, language):
            return "future"
        beside = _beside(index, _token_at(sentence, end - 1) + 1, sentence, frames)
        if len(beside) == 1:
            return _of_frame(beside[0], sentence, frames, language, 0)
        return _tense(index, sentence, frames, language)

    return tense_at


def _beside(index: int, after: int, sentence: Sentence, frames: tuple[Frame, ...]) -> list[Frame]:
    """Return the finite verbs right before or right after the words, an auxiliary or adverb between allowed."""
    places = {index - 1, after}
    if after < len(sentence.tokens) and sentence.tokens[after].form[0].isalpha():
        places.add(after + 1)
    return [frame for frame in frames if frame.kind == "fin" and frame.head in places]


def _token_at(sentence: Sentence, offset: int) -> int:
    return max(bisect_right([token.start for token in sentence.tokens], offset) - 1, 0)


def _planned(sentence: Sentence, index: int, language: Language) -> bool:
    """A participle of planning stands at most a few tokens before, with no other verb between."""
    for place in range(index - 1, max(index - _REACH, 0) - 1, -1):
        token = sentence.tokens[place]
        verbal = [form for form in token.readings if form.upos in ("VERB", "ADJ")]
        if language.reporting.at(sentence.tokens, place):
            return False
        if any(hit.value.op in ("plan", "due") for hit in language.operators.at(sentence.tokens, place)):
            return any(form.upos == "ADJ" or form.feats.get("VerbForm") == "Part" for form in verbal)
        if verbal and len(verbal) == len(token.readings) and verbal[0].upos == "VERB":
            return False
    return False


def _set_down(sentence: Sentence, index: int, language: Language) -> bool:
    """Words that set something down for a day stand right before ("the treaty expires on …")."""
    scheduled = load_scheduled(language.code)
    right_before = (index - 1, index, index + 1)
    for place in range(index - 1, max(index - 2 * _REACH, -1), -1):
        if scheduled.ahead.at(sentence.tokens, place) in right_before:
            return True
        for rule in scheduled.rules:
            planned = dict(rule.standings).get("planned")
            if planned is not None and planned.at(sentence.tokens, place) in right_before:
                if any(last <= place for _, last in rule.what.find(sentence.tokens[:index])):
                    return True
    return False


def _tense(index: int, sentence: Sentence, frames: tuple[Frame, ...], language: Language) -> str:
    verbs = [frame for frame in frames if frame.kind != "noun"]
    holding = [frame for frame in verbs if frame.first <= index < frame.last]
    if not holding:
        holding = sorted(verbs, key=lambda frame: abs(frame.head - index))[:1]
    if not holding:
        return ""
    frame = min(holding, key=lambda frame: (frame.last - frame.first, abs(frame.head - index)))
    return _of_frame(frame, sentence, frames, language, 0)


def _of_frame(frame: Frame, sentence: Sentence, frames: tuple[Frame, ...], language: Language, depth: int) -> str:
    if frame.kind == "fin":
        if frame.voice == "pass" and _ops(sentence, frame, language) & {"plan", "due", "expect"}:
            return "future"
        if frame.mood in ("Cnd", "Pot"):
            return "future" if frame.tense != "Past" or frame.mood == "Pot" else ""
        if frame.tense == "Pres" and (sentence.kind == "title" or language.reporting.at(sentence.tokens, frame.head)):
            return "past"
        if frame.tense == "Pres" and any(other.tense == "Past" for other in frames if other.kind != "noun"):
            return ""
        if frame.tense == "Fut" and _also_participle(sentence, frame, language):
            return "past"
        return _TENSES.get(frame.tense, "")
    governor = frames[frame.governor] if frame.governor >= 0 and depth < 4 else None
    if frame.kind == "inf":
        return _of_infinitive(frame, governor, sentence, frames, language, depth)
    if frame.kind == "part" and frame.tense != "Pres":
        return "past"
    return _of_frame(governor, sentence, frames, language, depth + 1) if governor else _TENSES.get(frame.tense, "")


def _also_participle(sentence: Sentence, frame: Frame, language: Language) -> bool:
    """Tell whether the form may be a short passive participle without an auxiliary: news reports what was done."""
    before = range(max(0, frame.first), frame.head)
    if any(form.feats.get("Tense") == "Fut" for place in before for form in sentence.tokens[place].readings):
        return False
    if any(
        hit.value.kind == "auxiliaries" for place in before for hit in language.functions.at(sentence.tokens, place)
    ):
        return False
    return any(form.feats.get("VerbForm") == "Part" for form in sentence.tokens[frame.head].readings)


def _ops(sentence: Sentence, frame: Frame, language: Language) -> set[str]:
    return {hit.value.op for hit in language.operators.at(sentence.tokens, frame.head)}


def _of_infinitive(
    frame: Frame,
    governor: Frame | None,
    sentence: Sentence,
    frames: tuple[Frame, ...],
    language: Language,
    depth: int,
) -> str:
    if governor is None:
        return "future"
    ops = _ops(sentence, governor, language)
    if ops & _AHEAD or ops & _OPEN or frame.relation == "advcl":
        return "future"
    over = _of_frame(governor, sentence, frames, language, depth + 1)
    return over if over == "past" or ops else "future"
