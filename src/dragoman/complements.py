"""What follows a verb of reporting that it may report?

Each function looks for one construction after (or before) a cue: the clause that "that" opens, the clause without it,
a quotation, the clause behind a colon, an about-phrase. It says where the reported words begin; where a clause ends is
asked in ``extents``.
"""

from __future__ import annotations

from typing import NamedTuple

from .cues import Cue, noun_at
from .line import Line, Phrase, is_name, marks_infinitive
from .nounphrases import chunks, conjuncts, is_article, phrase_at
from .quotes import Quote
from .voices import group_start, subject_of

_REACH = 20
_FEW = 3
_PAIR = 2
_JOINT = 4
_JOINTS = ("that", "whether", "whether-after")


class Reported(NamedTuple):
    """A stretch of reported words: token range, construction, and where the attribution that leads to it ends."""

    first: int
    last: int
    kind: str
    quote: Quote | None = None


def clause_after(line: Line, cue: Cue) -> Reported | None:
    """Return the clause that a complementizer after the cue opens."""
    if not any(line.has_word(kind, cue.last, cue.last + _REACH + _JOINT) for kind in _JOINTS):
        return None
    return _that_by_order(line, cue) if line.by_order else _that_by_case(line, cue)


def _that_by_order(line: Line, cue: Cue) -> Reported | None:
    heard = not line.rules.is_verb("tell", line.tokens[cue.first].keys)
    index = cue.last
    while index < min(len(line), cue.last + _REACH):
        form = line.form(index)
        opens = line.rules.is_word("that", form) or (cue.stance == "ask" and line.rules.is_word("whether", form))
        if opens and line.words[index].tag in ("COMP", "REL", "SCONJ", "DET", "PRON") and _clause_at(line, index + 1):
            return _open(line, index + 1, "that-clause")
        passed = _passed_on(line, index)
        if form in (";", ":", ".", "(", "?") or (line.is_finite(index) and not passed) or line.held[index] is not None:
            return None
        tag = line.words[index].tag
        if passed:
            index += 1
            continue
        if line.is_joint(index) or tag in ("CCONJ", "PART", "VERB"):
            return None
        if tag == "ADP":
            inner = phrase_at(line, index + 1)
            index = inner.last if inner is not None else index + 1
        elif tag in ("ADJ", "DET", "NUM") and line.is_time(index + 1):
            index += 2
        elif tag in ("NOUN", "PROPN", "DET", "ADJ", "PRON", "X", "NUM") and not line.is_time(index) and form != ",":
            inner = phrase_at(line, index)
            adverbial = tag == "X" and inner is not None and inner.last == index + 1 and not line.tokens[index].capital
            if heard and not adverbial and inner is not None and not line.is_time(inner.head):
                return None
            heard = heard or not adverbial
            index = max(index + 1, inner.last) if inner is not None else index + 1
        else:
            index += 1
    return None


def _passed_on(line: Line, index: int) -> bool:
    """Tell whether a participle behind a noun says by whom it was passed on ("in a report seen by …")."""
    agent = line.form(index + 1) in line.rules.words.get("agent", ())
    agent = agent or line.rules.is_verb("carried", line.tokens[index].keys)
    return agent and line.words[index].tag == "VERB" and line.words[index].has("VerbForm", "Part")


def _clause_at(line: Line, index: int) -> bool:
    """Tell whether a clause with a finite verb begins here."""
    return index < len(line) and line.has_finite(index, min(len(line), index + 40))


def _that_by_case(line: Line, cue: Cue) -> Reported | None:
    index = cue.last
    while index < min(len(line), cue.last + _REACH):
        form = line.form(index)
        after = index + 1 if form == "," else index
        if (form == "," or index == cue.last) and _opens_clause(line, after):
            first_comma = next((i for i in range(cue.last, index) if line.form(i) == ","), index)
            bare = [c for c in chunks(line, cue.last, first_comma) if not c.led]
            told = line.rules.is_verb("tell", line.tokens[cue.first].keys)
            if any(_is_object(line, c) for c in bare) and not (told and len(bare) == 1):
                return None
            if _tells_about(line, cue.last, index) or any(noun_at(line, c.head) for c in bare):
                return None
            start = after if not line.rules.is_word("that", line.form(after)) else after + 1
            if line.rules.is_word("whether", line.form(after)):
                start = after + 1
            return _open(line, start, "that-clause")
        if (
            form in (";", ":", ".", "?")
            or line.is_dash(index)
            or (line.held[index] is not None and not _in_name(line, index))
        ):
            return None
        if (index > cue.first and line.is_finite(index)) or (line.words[index].has("VerbForm", "Conv") and form != ","):
            return None
        index += 1
    return None


def _in_name(line: Line, index: int) -> bool:
    quote = line.held[index]
    return quote is not None and is_name(line, quote)


def _opens_clause(line: Line, index: int) -> bool:
    form = line.form(index)
    if line.rules.is_word("that", form) or line.rules.is_word("whether", form):
        return True
    end = min(index + _JOINT, line.stretch(index)[1]) if index < len(line) else index
    near = [line.form(i) for i in range(index, end)]
    return bool(near) and any(line.rules.is_word("whether-after", f) for f in near[1:])


def _is_object(line: Line, phrase: Phrase) -> bool:
    cases = line.words[phrase.head].cases()
    return bool(cases) and not cases & {"Nom", "Dat", "Ins"} and not line.is_time(phrase.head)


def _tells_about(line: Line, first: int, last: int) -> bool:
    """Tell whether an about-phrase stands in a stretch, other than the "about this" that only points to the clause."""
    for index in range(first, last):
        if line.rules.is_word("about", line.form(index)) and not line.rules.is_word("linking", line.form(index + 1)):
            return True
    return False


def clause_without_joint(line: Line, cue: Cue) -> Reported | None:
    """Return the clause that follows directly, in a language of word order ("said it would …")."""
    keys = line.tokens[cue.first].keys
    if not line.by_order or not line.rules.is_verb("zero", keys) or _is_bare_answer(line, cue.last):
        return None
    heard = not line.rules.is_verb("tell", keys)
    index = cue.last
    while index < min(len(line), cue.last + _REACH):
        if line.is_break(index) and not (line.form(index) in (",",) and False):
            return None
        if line.rules.is_word("there", line.form(index)):
            return _open(line, index, "zero-that")
        if line.is_time(index) or line.words[index].tag == "ADV":
            index += 1
            continue
        if line.words[index].tag == "ADP":
            inner = phrase_at(line, index + 1)
            if inner is None or (line.rules.is_verb("tell", keys) and not heard):
                return None
            index = inner.last
            continue
        phrase = phrase_at(line, index)
        if phrase is None:
            return None
        if not heard and _hearers(line, phrase):
            heard, index = True, phrase.first + 1
            continue
        after = conjuncts(line, phrase)[-1].last if heard else phrase.last
        after = _behind_relative(line, after)
        while after < len(line) and line.words[after].tag in ("ADV", "NEG"):
            after += 1
        if after < len(line) and (_finite_after(line, after) or _unknown_verb(line, phrase, cue)):
            return _open(line, index, "zero-that")
        if heard:
            return None
        heard = True
        index = phrase.last
    return None


def _hearers(line: Line, phrase: Phrase) -> bool:
    """Tell whether the first noun of a run only names who is told: "told lawmakers growth would slow"."""
    if phrase.last - phrase.first < _PAIR or not line.is_finite(min(phrase.last, len(line) - 1)):
        return False
    first, after = line.words[phrase.first], line.tokens[phrase.first + 1]
    many = first.tag == "NOUN" and {r.feats.get("Number") for r in first.readings} == {"Plur"}
    pair = phrase.last - phrase.first == _PAIR and first.tag == "PROPN" and not after.capital
    outlet = pair and line.words[phrase.first + 1].tag in ("NOUN", "ADJ", "X")
    return many or outlet


def _is_bare_answer(line: Line, index: int) -> bool:
    """Tell whether a yes or a no is all that is said: "said neither yes nor no", "said no and left"."""
    if line.rules.is_word("neither", line.form(index)):
        index += 1
    after = index + 1
    bare = line.is_break(after) or (after < len(line) and line.words[after].tag == "CCONJ")
    return line.rules.is_word("answers", line.form(index)) and bare


def _behind_relative(line: Line, index: int) -> int:
    """Return where a clause goes on after a relative clause between commas; ``index`` where none begins there."""
    if line.form(index) != "," or not any(
        line.words[i].tag == "REL" for i in range(index + 1, min(index + 4, len(line)))
    ):
        return index
    end = line.stretch(index + 1)[1]
    return end + 1 if line.form(end) == "," else index


def _unknown_verb(line: Line, phrase: Phrase, cue: Cue) -> bool:
    """Tell whether a run of nouns after "said" must hold a verb that the lexicon does not know."""
    if not line.rules.is_verb("bare", line.tokens[cue.first].keys):
        return False
    end = phrase.last - 1
    unknown = [i for i in range(phrase.first + 1, end + 1) if line.words[i].tag == "X"]
    if end > phrase.first and line.is_break(end + 1) and not line.has_finite(end, len(line)):
        unknown += [end] if any(r.feats.get("VerbForm") == "Fin" for r in line.words[end].token.readings) else []
    return bool(unknown) and subject_of(line, cue.first, line.stretch(cue.first)[0], cue.first) is not None


def _finite_after(line: Line, index: int) -> bool:
    if line.words[index].tag == "AUX":
        return True
    if line.is_finite(index):
        agent = line.words[index].has("VerbForm", "Part") and line.form(index + 1) in line.rules.words.get("agent", ())
        return not agent
    return False


def quotation_after(line: Line, cue: Cue) -> Reported | None:
    """Return the quotation that follows the cue: after a colon, after a comma, or at once."""
    if not line.quotes:
        return None
    label = line.rules.is_verb("label", line.tokens[cue.first].keys)
    index = cue.last
    if line.rules.is_verb("speak", line.tokens[cue.first].keys) and line.rules.is_word("of", line.form(index)):
        label, index = True, index + 1
    while index < min(len(line), cue.last + _REACH):
        quote = line.held[index]
        if quote is not None and line.tokens[index].start == quote.start:
            if is_name(line, quote) and (not label or _names(line, quote)):
                while index < len(line) and line.held[index] is quote:
                    index += 1
                continue
            return _quotation(line, cue, index, quote, label=label)
        form = line.form(index)
        if (
            form in (";", ".")
            or line.is_dash(index)
            or line.is_finite(index)
            or line.words[index].has("VerbForm", "Conv")
        ):
            return None
        if line.is_joint(index) and not label:
            return None
        if form == ":" and not (index + 1 < len(line) and line.held[index + 1] is not None):
            return None
        index += 1
    return None


def _names(line: Line, quote: Quote) -> bool:
    """Tell whether a quotation behind "called" only names a thing (a ship, an operation), and judges nothing."""
    inside = [i for i in range(len(line)) if quote.first <= line.tokens[i].start < quote.last]
    if line.by_order:
        return all(line.tokens[i].capital for i in inside)
    return not any("Ins" in line.words[i].cases() for i in inside)


def _quotation(line: Line, cue: Cue, index: int, quote: Quote, *, label: bool) -> Reported | None:
    """Return a quotation that the cue leads to: over a colon or comma, at once, or as a name for an object."""
    if label:
        start = cue.last + 1 if line.rules.is_word("of", line.form(cue.last)) else cue.last
        while start < index and (line.words[start].tag == "ADV" or line.is_time(start)):
            start += 1
        phrase = phrase_at(line, start) if start < index else None
        end = phrase.last if phrase is not None else start
        while end < index and (
            line.rules.is_word("as", line.form(end))
            or line.words[end].tag in ("DET", "ADJ", "X")
            or is_article(line, end)
        ):
            end += 1
        return Reported(index, index + 1, "label", quote) if end == index else None
    before = line.form(index - 1)
    if before == ":" or (before == "," and line.by_order) or index == cue.last:
        return Reported(index, index + 1, "quote-after", quote)
    return None


def clause_after_colon(line: Line, cue: Cue) -> Reported | None:
    """Return the clause that follows a colon: "Berlin is sure: …"; without a verb only where the colon is at once."""
    if not line.has_form(":"):
        return None
    for index in range(cue.last, min(len(line), cue.last + _REACH)):
        if line.form(index) == ":":
            after = line.words[index + 1 :]
            verb = any(word.tag in ("VERB", "AUX") for word in after)
            if not after or line.held[index + 1] is not None:
                return None
            return _open(line, index + 1, "colon") if verb or (index == cue.last and len(after) > _FEW) else None
        if line.is_break(index) or line.is_finite(index):
            return None
    return None


def about_phrase(line: Line, cue: Cue) -> Reported | None:
    """Return what the cue reports as a noun: "announced about the recall", "denied any involvement"."""
    keys = line.tokens[cue.first].keys
    if line.rules.is_verb("infinitive", keys) and cue.last < len(line) and marks_infinitive(line.words[cue.last]):
        return _open(line, cue.last + 1, "infinitive")
    if line.rules.is_verb("about", keys) and line.has_word("about", cue.last, cue.last + 12):
        index = cue.last
        while index < min(len(line), cue.last + 12) and not line.is_break(index) and not line.is_finite(index):
            if line.rules.is_word("about", line.form(index)) and line.words[index].tag == "ADP":
                if line.rules.is_word("this", line.form(index + 1)) or line.rules.is_word(
                    "linking", line.form(index + 1)
                ):
                    return None
                return _open(line, index, "about")
            index += 1
    if line.rules.is_verb("deny", keys):
        return _denied(line, cue)
    return None


def _denied(line: Line, cue: Cue) -> Reported | None:
    index = cue.last
    while index < len(line) and (line.words[index].tag == "ADV" or line.is_time(index)):
        index += 1
    if index >= len(line) or line.is_break(index) or line.words[index].tag in ("ADP", "VERB", "AUX", "COMP", "SCONJ"):
        return None
    phrase = phrase_at(line, index)
    if line.form(index).endswith(tuple(line.rules.words.get("gerund_ending", ("\0",)))):
        return None
    if (
        phrase is None
        or line.words[phrase.head].tag == "PRON"
        or line.rules.is_verb("charge", line.tokens[phrase.head].keys)
    ):
        return None
    heads = [i for i in range(phrase.first, phrase.last) if line.rules.is_verb("charge", line.tokens[i].keys)]
    if heads and heads[0] <= phrase.head:
        return None
    cases = line.words[phrase.head].cases()
    if not line.by_order and cases and not cases & {"Acc", "Gen"}:
        return None
    deniable = line.rules.words.get("deniable", frozenset())
    if deniable and not any(line.form(i) in deniable for i in range(index, phrase.last)):
        return None
    last = phrase.last
    while last < len(line) and not line.is_break(last) and not line.is_finite(last) and line.words[last].tag != "CCONJ":
        last += 1
    return Reported(index, last, "denial")


def about_before(line: Line, cue: Cue, first: int) -> Reported | None:
    """Return a fronted about-phrase: "About its readiness … says Syria"."""
    start = first
    while start < cue.first and line.words[start].tag in ("CCONJ", "ADV"):
        start += 1
    if not line.rules.is_verb("about", line.tokens[cue.first].keys) or not line.rules.is_word(
        "about", line.form(start)
    ):
        return None
    if line.rules.is_word("this", line.form(start + 1)) or line.words[start].tag != "ADP":
        return None
    last = group_start(line, cue.first)
    return Reported(start, last, "about") if last > start + 1 else None


def has_complement(line: Line, cue: Cue) -> bool:
    """Tell whether any construction follows a cue."""
    return any(
        find(line, cue) is not None
        for find in (clause_after, clause_without_joint, quotation_after, clause_after_colon, about_phrase)
    )


def _open(line: Line, first: int, kind: str) -> Reported | None:
    return Reported(first, len(line), kind) if first < len(line) else None
