"""Which words report?

A cue is a verb, a predicative or a noun of ``reporting.tsv`` that stands in a form that can report, or a phrase of
``statements.toml``. Whether anything is reported is not asked here.
"""

from __future__ import annotations

from typing import NamedTuple

from .attribution import Rule
from .line import Line, marks_infinitive
from .match import Filler, Match, match_at
from .nounphrases import phrase_at
from .voices import group_start

_FEW = 3
_PAIR = 2


class Cue(NamedTuple):
    """Words that report: tokens ``[first, last)``, their stance, and the kind of form that carries them."""

    first: int
    last: int
    stance: str
    form: str
    lead: int = -1

    @property
    def start(self) -> int:
        """The first word of a cue of several words, which may stand before its verb ("does not rule out")."""
        return self.first if self.lead < 0 else self.lead


def cue_at(line: Line, index: int) -> Cue | None:
    """Return the verb (or predicative) of reporting at a token, None where there is none."""
    hits = line.reports.get(index)
    if not hits:
        return None
    hit = hits[0]
    if hit.last - index > 1 and line.words[index].tag != "VERB" and line.words[hit.last - 1].tag == "VERB":
        verb = _verbal(line, hit.last - 1, hit.last, hit.value)
        return verb._replace(lead=index) if verb is not None else None
    word = line.words[index]
    if word.tag in ("ADP", "PUNCT", "DET", "PROPN"):
        return None
    if word.tag == "ADJ" and line.by_order:
        certain = (
            index > 0
            and line.words[index - 1].tag in ("AUX", "ADV")
            and line.rules.is_word("that", line.form(hit.last))
        )
        return Cue(index, hit.last, hit.value, "fin") if certain else None
    if word.tag == "NOUN" and word.readings and not _is_verb_after_all(line, index):
        return None
    if line.by_order and index and line.words[index - 1].tag == "ADP":
        return None
    if line.by_order and line.modifies(index):
        return None
    last = hit.last if len(hit.parts) == 1 else index + 1
    if last - index == _PAIR and line.rules.is_word("of", line.form(last - 1)):
        last -= 1  # "spoke of"
    return _verbal(line, index, last, hit.value)


def _is_verb_after_all(line: Line, index: int) -> bool:
    """Tell whether a form tagged as a noun stands as a verb: "a weekly reports.", "the group claims that"."""
    if not line.by_order or not index or line.words[index - 1].tag not in ("NOUN", "PROPN", "X"):
        return False
    if not any(r.upos == "VERB" and r.feats.get("VerbForm") == "Fin" for r in line.tokens[index].readings):
        return False
    after = line.form(index + 1)
    if not after:
        return True
    named = line.rules.is_verb("infinitive", line.tokens[index].keys) and marks_infinitive(line.words[index + 1])
    return (
        named
        or line.rules.is_word("that", after)
        or line.form(index + 1) in (".", "")
        or (line.is_break(index + 1) and index > 2)
    )


def _verbal(line: Line, index: int, last: int, stance: str) -> Cue | None:
    word = line.words[index]
    if word.tag == "NOUN":
        return Cue(index, last, stance, "fin")
    if word.readings and word.tag == "VERB":
        forms = {r.feats.get("VerbForm", "") for r in word.readings}
        if "Fin" in forms or any(
            r.feats.get("Person") == "0" or r.feats.get("Variant") == "Short" for r in word.readings
        ):
            form = "fin"
        elif forms & {"Ger", "Conv"}:
            form = "conv"
        elif "Inf" in forms:
            form = "inf"
        else:
            form = "fin" if not line.by_order and _is_predicative(line, index) else "part"
    elif word.tag == "ADJ" and word.readings:
        if not _is_predicative(line, index):
            return None
        form = "fin"
    elif line.rules.is_word("conv", line.form(index)):
        form = "conv"
    else:
        form = "fin"
    if form == "fin" and line.by_order and _is_bare(line, index, last):
        form = "inf" if marks_infinitive(line.words[index - 1]) else "part"
    return Cue(index, last, stance, form)


def _is_bare(line: Line, index: int, last: int) -> bool:
    """Tell whether a form only looks finite: "nothing to add", "the deal, first reported by the paper"."""
    if index > 1 and marks_infinitive(line.words[index - 1]):
        return not line.is_finite(index - 2)
    agent = line.form(last) in line.rules.words.get("agent", ())
    start = line.stretch(index)[0]
    opened = start > 0 and line.form(start - 1) == "," and index - start < _FEW
    if line.rules.is_verb("carried", line.tokens[index].keys) and _describes(line, index, last, start):
        return True
    if opened and index == start and line.rules.is_verb("tell", line.tokens[index].keys):
        agent = agent or line.rules.is_word("that", line.form(last)) or line.rules.is_word("whether", line.form(last))
    return agent and opened and line.words[index].has("VerbForm", "Part") and not line.has_finite(start, index)


def _describes(line: Line, index: int, last: int, start: int) -> bool:
    """Tell whether a participle behind a noun only says where words appeared: "in an interview published on Friday"."""
    noun = index > start and line.words[index - 1].tag in ("NOUN", "PROPN", "X")
    after = last < len(line) and (line.words[last].tag == "ADP" or line.is_time(last))
    return noun and after and line.words[index].has("VerbForm", "Part") and line.has_finite(start, index)


def _is_predicative(line: Line, index: int) -> bool:
    """Tell whether an adjective says something of a subject: it is nominative, and a joint or colon follows."""
    word = line.words[index]
    if word.cases() and "Nom" not in word.cases():
        return False
    first, last = line.stretch(index)
    if first == index > 1 and last >= len(line) - 1 and line.has_finite(0, first):
        return True
    return line.form(index + 1) in (",", ":") or line.is_finite(index - 1) if index else False


def noun_at(line: Line, index: int) -> Cue | None:
    """Return the noun of reporting at a token (a claim, an assertion), None where there is none."""
    hits = line.reports.get(index)
    if not hits or line.words[index].tag != "NOUN":
        return None
    if line.language.event_nouns.isdisjoint(line.tokens[index].keys):
        return None
    return Cue(index, hits[0].last, hits[0].value, "noun") if hits else None


def is_passive(line: Line, cue: Cue) -> bool:
    """Tell whether the verb stands in the passive of a language of word order ("was told", "is believed")."""
    if not line.by_order or not line.words[cue.first].has("VerbForm", "Part"):
        return False
    start = group_start(line, cue.first)
    kinds = {f.value for i in range(start, cue.first) for f in line.words[i].functions if f.kind == "auxiliaries"}
    return ("be" in kinds and "have" not in kinds) or ("be" in kinds and line.form(cue.first - 1) == "been")


def is_negated(line: Line, cue: Cue) -> bool:
    """Tell whether the verb is denied by a negation in its group."""
    start = group_start(line, cue.first)
    if any(line.words[i].tag == "NEG" for i in range(start, cue.start)):
        return True
    return line.by_order and start > 0 and line.words[start - 1].tag == "CCONJ" and _is_neither(line, start - 1)


def _is_neither(line: Line, joint: int) -> bool:
    """Tell whether a "nor" with a "neither" before it joins two verbs: "neither confirmed nor denied"."""
    first, _ = line.stretch(joint)
    return line.has_word("neither", first, joint)


def rule_at(line: Line, index: int, kinds: tuple[str, ...]) -> tuple[Rule, Match] | None:
    """Return the phrase of attribution of these kinds that begins at a token, the longest first."""
    for rule in line.rules_at(index):
        if rule.kind in kinds:
            found = match_at(rule.pattern, line.tokens, index, _slots(line, rule, index), _no_class)
            if found is not None:
                return rule, found
    return None


def _no_class(name: str, token: object) -> bool:
    return False


def _slots(line: Line, rule: Rule, index: int) -> dict[str, _Lazy]:
    return {element.slot: _Lazy(line, element.cases) for element in rule.pattern.elements if element.slot}


class _Lazy(dict[int, tuple[Filler, ...]]):
    """The noun phrases that may fill a slot, found only where the pattern asks for one."""

    def __init__(self, line: Line, cases: frozenset[str]) -> None:
        self._line, self._cases = line, cases

    def get(self, index: int, default: object = ()) -> tuple[Filler, ...]:
        """Return the phrase that begins at a token and can stand in the slot's cases."""
        phrase = phrase_at(self._line, index, cases=self._cases) if index < len(self._line) else None
        if phrase is None:
            return ()
        held = self._line.words[phrase.head].cases()
        if self._cases and held and not held & self._cases:
            return ()
        return (Filler(phrase.first, phrase.last, frozenset(), phrase),)
