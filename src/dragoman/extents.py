"""Where does what is reported end?

A reported clause runs to the end of its sentence unless the one who reports goes on: with another verb of the same
subject, with an aside, with another attribution.
"""

from __future__ import annotations

from .complements import about_phrase, clause_without_joint, has_complement
from .cues import Cue, cue_at, rule_at
from .line import Line
from .nounphrases import phrase_at


def content_end(line: Line, first: int, cue: Cue) -> int:
    """Return where a reported clause ends: where the one who reports goes on, or with its sentence."""
    index = first
    while index < len(line):
        form = line.form(index)
        if form == ";" or (form == ")" and not _opened(line, first, index)):
            return index
        bound = form == "," or line.is_dash(index)
        if (
            line.by_order
            and line.rules.is_word("as", form)
            and line.words[index].tag == "SCONJ"
            and _tells_of_then(line, index, first)
        ):
            return index
        if index > first and (bound or line.words[index].tag == "CCONJ") and line.held[index] is None:
            after = index + 1
            while after < len(line) and (line.words[after].tag in ("CCONJ", "ADV") or line.is_dash(after)):
                after += 1
            if after < len(line) and _leaves(line, index, after, first, cue):
                return index
        index += 1
    return len(line)


def _tells_of_then(line: Line, index: int, first: int) -> bool:
    """Tell whether "as he left" is the narrator's: told in the past where the reported clause is not."""
    if line.form(index - 1) == "," or line.form(index) in (line.form(index - 2), line.form(index + 2)):
        return False
    main = next((i for i in range(first, index) if line.is_finite(i)), None)
    later = next((i for i in range(index + 1, len(line)) if line.is_finite(i)), None)
    if main is None or later is None:
        return False
    past = line.words[later].tag == "VERB" and (
        line.words[later].has("Tense", "Past") or not line.words[later].readings
    )
    return past and line.words[main].tag == "AUX" and not line.words[main].has("Tense", "Past")


def _opened(line: Line, first: int, index: int) -> bool:
    return any(line.form(i) == "(" for i in range(first, index))


def _leaves(line: Line, joint: int, after: int, first: int, cue: Cue) -> bool:
    """Tell whether the words after a joint no longer belong to what is reported."""
    bound = line.form(joint) == "," or line.is_dash(joint)
    found = cue_at(line, after)
    if bound and found is not None and found.form == "conv":
        return True
    if bound and rule_at(line, after, ("according", "citing")) is not None:
        return True
    if bound and (_is_inserted(line, joint + 1) or _is_aside(line, joint + 1)):
        return True
    if line.form(joint) == "," and line.is_finite(joint + 1) and _is_relative(line, cue):
        return True
    if line.form(joint) == "," and cue.first > 0 and is_gapped(line, joint + 1):
        return True
    coordinated = any(line.words[i].tag == "CCONJ" for i in range(joint, after))
    if coordinated and line.is_finite(after):
        return _keeps_silent(line, after) or _goes_with(line, after, first, cue)
    return bool(bound and line.words[joint + 1].tag in ("SCONJ", "CCONJ") and _own_report(line, joint + 1))


def _is_relative(line: Line, cue: Cue) -> bool:
    """Tell whether a cue stands in a relative clause between commas, so that a verb behind it is the main one."""
    first, _ = line.stretch(cue.first)
    return first > 1 and line.form(first - 1) == "," and line.words[first].tag == "REL" and first < cue.first


def _is_aside(line: Line, first: int) -> bool:
    """Tell whether a clause begins that only stands beside the reported one ("while fighting went on")."""
    return any(
        line.rules.is_word("aside", " ".join(line.form(i) for i in range(first, min(len(line), first + length))))
        for length in (1, 2, 3, 4)
    )


def is_gapped(line: Line, first: int) -> bool:
    """Tell whether "…, Yerevan - about six" follows: another speaker, a dash for the verb, another about-phrase."""
    phrase = phrase_at(line, first) if first < len(line) and not line.by_order else None
    if phrase is None or not line.is_dash(phrase.last):
        return False
    return line.rules.is_word("about", line.form(phrase.last + 1)) and not line.has_finite(first, phrase.last)


def _is_inserted(line: Line, first: int) -> bool:
    """Tell whether a whole stretch only says who reports, down to the end of the sentence."""
    if first >= len(line):
        return False
    last = first
    while last < len(line) and not line.is_break(last):
        last += 1
    if last < len(line) - 1 and line.form(last) != "." and line.has_finite(last, len(line)):
        return False
    start = first + 1 if line.rules.is_word("as", line.form(first)) else first
    cues = [c for i in range(start, last) if (c := cue_at(line, i)) is not None and c.form == "fin"]
    if len(cues) != 1 or sum(line.is_finite(i) and line.words[i].tag == "VERB" for i in range(start, last)) > 1:
        return False
    if line.words[start].tag in ("CCONJ", "REL", "SCONJ", "COMP"):
        return False
    return clause_without_joint(line, cues[0]) is None and about_phrase(line, cues[0]) is None


def _own_report(line: Line, first: int) -> bool:
    """Tell whether "while B said …" follows: a joint, then a clause whose verb reports for itself."""
    if not line.rules.is_word("contrast", line.form(first)):
        return False
    for index in range(first + 1, min(len(line), first + 12)):
        if line.is_break(index):
            return False
        if line.is_finite(index):
            found = cue_at(line, index)
            return found is not None and found.form == "fin" and has_complement(line, found)
    return False


def _keeps_silent(line: Line, index: int) -> bool:
    """Tell whether a coordinated verb says what the speaker does not tell: "but did not say when"."""
    denied = False
    while line.by_order and index < len(line) and line.words[index].tag in ("AUX", "NEG", "ADV"):
        denied = denied or line.words[index].tag == "NEG"
        index += 1
    return denied and index < len(line) and line.rules.is_verb("silent", line.tokens[index].keys)


def _goes_with(line: Line, verb: int, first: int, cue: Cue) -> bool:
    """Tell whether a coordinated verb without a subject goes with the cue rather than with the reported clause."""
    tense, own = _features(line, cue.first), _features(line, verb)
    main = next((i for i in range(first, verb) if line.is_finite(i)), None)
    if main is None or not tense or not own or tense[0] != own[0]:
        return False
    reports = cue_at(line, verb) is not None
    inside = _features(line, main)
    if line.by_order:
        auxiliary = line.words[main].tag == "AUX"
        return reports or (auxiliary and line.words[verb].tag == "VERB")
    if tense[1:] != own[1:]:
        return False
    return reports or inside != own


def _features(line: Line, index: int) -> tuple[str, ...]:
    for reading in line.words[index].readings:
        if (
            reading.upos in ("VERB", "AUX")
            and "Tense" in reading.feats
            and reading.feats.get("VerbForm", "Fin") == "Fin"
        ):
            kept = ("Tense",) if line.by_order else ("Tense", "Number", "Gender")
            return tuple(reading.feats.get(name, "") for name in kept)
    return ()
