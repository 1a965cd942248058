"""Where do reported words begin and end?

Given a sentence and the words that report, these functions find the stretch of text that is reported: the clause
after "that", the clause without "that", what is reported "about", a quotation on either side, and what stands around
an inserted "the minister said". They decide on tags, forms and breaks only and return token ranges.
"""

from __future__ import annotations

from typing import NamedTuple

from .attribution import Rule
from .match import Filler, Match, match_at
from .model import Span
from .quotes import Quote
from .speakers import Line, is_article, marks_infinitive, Phrase, chunks, group_start, is_name, phrase_at, subject_of, conjuncts

_REACH = 20
_CLOSING = frozenset({",", ";", ":", ".", "-"})


class Cue(NamedTuple):
    """Words that report: tokens ``[first, last)``, their stance, and the kind of form that carries them."""

    first: int
    last: int
    stance: str
    form: str


class Reported(NamedTuple):
    """A stretch of reported words: token range, construction, and where the attribution that leads to it ends."""

    first: int
    last: int
    kind: str
    quote: Quote | None = None


def cue_at(line: Line, index: int) -> Cue | None:
    """Return the verb (or predicative) of reporting at a token, None where there is none."""
    hits = line.language.reporting.at(line.tokens, index)
    if not hits:
        return None
    hit = hits[0]
    if hit.last - index > 1 and line.words[index].tag != "VERB" and line.words[hit.last - 1].tag == "VERB":
        return _verbal(line, hit.last - 1, hit.last, hit.value)
    word = line.words[index]
    if word.tag in ("ADP", "PUNCT", "DET", "PROPN") or word.tag == "ADJ" and line.by_order:
        return None
    if word.tag == "NOUN" and not _is_verb_after_all(line, index):
        return None
    if line.by_order and index and line.words[index - 1].tag == "ADP":
        return None
    if line.by_order and line.modifies(index):
        return None
    last = hit.last if len(hit.parts) == 1 else index + 1
    return _verbal(line, index, last, hit.value)


def _is_verb_after_all(line: Line, index: int) -> bool:
    """Tell whether a form tagged as a noun stands as a verb: "a weekly reports" before a break, "the group claims that"."""
    if not line.by_order or not index or line.words[index - 1].tag not in ("NOUN", "PROPN", "X"):
        return False
    if not any(r.upos == "VERB" and r.feats.get("VerbForm") == "Fin" for r in line.tokens[index].readings):
        return False
    after = line.form(index + 1)
    if not after:
        return True
    named = line.rules.is_verb("infinitive", line.tokens[index].keys) and marks_infinitive(line.words[index + 1])
    return named or line.rules.is_word("that", after) or line.form(index + 1) in (".", "") or line.is_break(index + 1) and index > 2

def _verbal(line: Line, index: int, last: int, stance: str) -> Cue | None:
    word = line.words[index]
    if word.tag == "NOUN":
        return Cue(index, last, stance, "fin")
    if word.readings and word.tag == "VERB":
        forms = {r.feats.get("VerbForm", "") for r in word.readings}
        if "Fin" in forms or any(r.feats.get("Person") == "0" or r.feats.get("Variant") == "Short" for r in word.readings):
            form = "fin"
        elif forms & {"Ger", "Conv"}:
            form = "conv"
        elif "Inf" in forms:
            form = "inf"
        else:
            form = "part"
    elif word.tag == "ADJ" and word.readings:
        if not _is_predicative(line, index):
            return None
        form = "fin"
    elif line.rules.is_word("conv", line.form(index)):
        form = "conv"
    else:
        form = "fin"
    return Cue(index, last, stance, form)


def noun_at(line: Line, index: int) -> Cue | None:
    """Return the noun of reporting at a token (a claim, an assertion), None where there is none."""
    nouns = [key for key in line.tokens[index].keys if key in line.language.event_nouns]
    if line.words[index].tag != "NOUN" or not nouns:
        return None
    hits = line.language.reporting.at(line.tokens, index)
    return Cue(index, hits[0].last, hits[0].value, "noun") if hits else None


def clause_of_noun(line: Line, cue: Cue) -> Reported | None:
    """Return the clause that a noun of reporting governs: "the claim (by X) that …"."""
    index = cue.last
    while index < min(len(line), cue.last + 10):
        form = line.form(index)
        if line.by_order:
            if line.rules.is_word("that", form):
                if any((c := cue_at(line, i)) is not None and c.stance == "demand" for i in range(max(0, cue.first - 5), cue.first)):
                    return None
                return _reported(line, index + 1, cue, "noun") if _clause_at(line, index + 1) else None
            if line.is_break(index) or line.is_finite(index) or line.is_joint(index):
                return None
        elif form == ",":
            pointed = line.rules.is_word("linking", line.form(index - 1)) and line.rules.is_word("about", line.form(index - 2))
            if pointed and line.rules.is_word("that", line.form(index + 1)):
                return _subordinate_end(line, _reported(line, index + 2, cue, "noun"))
            return None
        elif line.is_break(index) or line.is_finite(index):
            return None
        index += 1
    return None


def _subordinate_end(line: Line, found: Reported | None) -> Reported | None:
    """Cut a clause at the comma after which the main clause of the sentence goes on."""
    if found is None:
        return None
    earlier = line.has_finite(0, found.first - 3)
    if earlier:
        return found
    seen = False
    for index in range(found.first, found.last):
        if seen and line.form(index) == "," and line.held[index] is None:
            return found._replace(last=index)
        seen = seen or line.is_finite(index)
    return found


def _is_predicative(line: Line, index: int) -> bool:
    """Tell whether an adjective says something of a subject: it is nominative, and a joint or colon follows."""
    word = line.words[index]
    if word.cases() and "Nom" not in word.cases():
        return False
    return line.form(index + 1) in (",", ":") or line.is_finite(index - 1) if index else False


def is_passive(line: Line, cue: Cue) -> bool:
    """Tell whether the verb stands in the passive of a language of word order ("was told", "is believed")."""
    if not line.by_order or not line.words[cue.first].has("VerbForm", "Part"):
        return False
    start = group_start(line, cue.first)
    kinds = {f.value for i in range(start, cue.first) for f in line.words[i].functions if f.kind == "auxiliaries"}
    return "be" in kinds and "have" not in kinds or "be" in kinds and line.form(cue.first - 1) == "been"


def is_negated(line: Line, cue: Cue) -> bool:
    """Tell whether the verb is denied by a negation in its group."""
    start = group_start(line, cue.first)
    return any(line.words[i].tag == "NEG" for i in range(start, cue.first))


# --- what follows the cue -----------------------------------------------------------------------------------------


def clause_after(line: Line, cue: Cue) -> Reported | None:
    """Return the clause that a complementizer after the cue opens."""
    return _that_by_order(line, cue) if line.by_order else _that_by_case(line, cue)


def _that_by_order(line: Line, cue: Cue) -> Reported | None:
    heard = not line.rules.is_verb("tell", line.tokens[cue.first].keys)
    index = cue.last
    while index < min(len(line), cue.last + _REACH):
        form = line.form(index)
        opens = line.rules.is_word("that", form) or cue.stance == "ask" and line.rules.is_word("whether", form)
        if opens and line.words[index].tag in ("COMP", "REL", "SCONJ", "DET", "PRON") and _clause_at(line, index + 1):
            return _reported(line, index + 1, cue, "that-clause")
        if form in (";", ":", ".", "(", "?") or line.is_finite(index) or line.held[index] is not None:
            return None
        tag = line.words[index].tag
        if line.is_joint(index) or tag in ("CCONJ", "PART", "VERB"):
            return None
        if tag == "ADP":
            inner = phrase_at(line, index + 1)
            index = inner.last if inner is not None else index + 1
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
            if any(_is_object(line, c) for c in bare) or _tells_about(line, cue.last, index):
                return None
            start = after if not line.rules.is_word("that", line.form(after)) else after + 1
            if line.rules.is_word("whether", line.form(after)):
                start = after + 1
            return _reported(line, start, cue, "that-clause")
        if form in (";", ":", ".", "?") or line.is_dash(index) or line.held[index] is not None and not _in_name(line, index):
            return None
        if index > cue.first and line.is_finite(index) or line.words[index].has("VerbForm", "Conv") and form != ",":
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
    near = [line.form(i) for i in range(index, min(index + 4, len(line)))]
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
    if not line.by_order or not line.rules.is_verb("zero", keys):
        return None
    heard = not line.rules.is_verb("tell", keys)
    index = cue.last
    while index < min(len(line), cue.last + _REACH):
        if line.is_break(index) and not (line.form(index) in (",",) and False):
            return None
        if line.is_time(index) or line.words[index].tag == "ADV":
            index += 1
            continue
        if line.words[index].tag == "ADP":
            inner = phrase_at(line, index + 1)
            if inner is None or line.rules.is_verb("tell", keys) and not heard:
                return None
            index = inner.last
            continue
        phrase = phrase_at(line, index)
        if phrase is None:
            return _reported(line, index, cue, "zero-that") if line.rules.is_word("there", line.form(index)) else None
        after = conjuncts(line, phrase)[-1].last
        while after < len(line) and line.words[after].tag in ("ADV", "NEG"):
            after += 1
        if after < len(line) and (_finite_after(line, after) or _unknown_verb(line, phrase, cue)):
            return _reported(line, index, cue, "zero-that")
        if heard:
            return None
        heard = True
        index = phrase.last
    return None


def _unknown_verb(line: Line, phrase: Phrase, cue: Cue) -> bool:
    """Tell whether a run of nouns after "said" must hold a verb that the lexicon does not know."""
    if not line.rules.is_verb("bare", line.tokens[cue.first].keys):
        return False
    unknown = [i for i in range(phrase.first + 1, phrase.last) if line.words[i].tag == "X"]
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
    label = line.rules.is_verb("label", line.tokens[cue.first].keys)
    index = cue.last
    while index < min(len(line), cue.last + _REACH):
        quote = line.held[index]
        if quote is not None and line.tokens[index].start == quote.start:
            if is_name(line, quote) and not label:
                while index < len(line) and line.held[index] is quote:
                    index += 1
                continue
            return _quotation(line, cue, index, quote, label=label)
        form = line.form(index)
        if form in (";", ".") or line.is_dash(index) or line.is_finite(index) or line.words[index].has("VerbForm", "Conv"):
            return None
        if line.is_joint(index) and not label:
            return None
        if form == ":" and not (index + 1 < len(line) and line.held[index + 1] is not None):
            return None
        index += 1
    return None


def _quotation(line: Line, cue: Cue, index: int, quote: Quote, *, label: bool) -> Reported | None:
    """Return a quotation that the cue really leads to: over a colon or comma, at once, or as a name given to an object."""
    if label:
        start = cue.last
        while start < index and (line.words[start].tag == "ADV" or line.is_time(start)):
            start += 1
        phrase = phrase_at(line, start) if start < index else None
        end = phrase.last if phrase is not None else start
        while end < index and (line.rules.is_word("as", line.form(end)) or line.words[end].tag in ("DET", "ADJ", "X") or is_article(line, end)):
            end += 1
        return Reported(index, index + 1, "label", quote) if end == index else None
    before = line.form(index - 1)
    if before in (":", ",") or index == cue.last:
        return Reported(index, index + 1, "quote-after", quote)
    words = [i for i in range(cue.last, index) if not line.is_time(i)]
    bare = [i for i in words if line.words[i].tag in ("VERB", "PART", "CCONJ")]
    return None if bare or index - cue.last > 6 or line.by_order else Reported(index, index + 1, "quote-after", quote)


def clause_after_colon(line: Line, cue: Cue) -> Reported | None:
    """Return the clause that follows a colon: "Berlin is sure: …"."""
    index = cue.last
    while index < min(len(line), cue.last + _REACH):
        if line.form(index) == ":":
            if index + 1 < len(line) and line.held[index + 1] is None and line.has_finite(index + 1, len(line)):
                return _reported(line, index + 1, cue, "colon")
            return None
        if line.is_break(index) or line.is_finite(index):
            return None
        index += 1
    return None


def about_phrase(line: Line, cue: Cue) -> Reported | None:
    """Return what the cue reports as a noun: "announced about the recall", "denied any involvement"."""
    keys = line.tokens[cue.first].keys
    if line.rules.is_verb("infinitive", keys) and cue.last < len(line) and marks_infinitive(line.words[cue.last]):
        return _reported(line, cue.last + 1, cue, "infinitive")
    if line.rules.is_verb("about", keys):
        index = cue.last
        while index < min(len(line), cue.last + 12) and not line.is_break(index) and not line.is_finite(index):
            if line.rules.is_word("about", line.form(index)) and line.words[index].tag == "ADP":
                if line.rules.is_word("this", line.form(index + 1)) or line.rules.is_word("linking", line.form(index + 1)):
                    return None
                return _reported(line, index, cue, "about")
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
    if phrase is None or line.words[phrase.head].tag == "PRON" or line.rules.is_verb("charge", line.tokens[phrase.head].keys):
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
    if not line.rules.is_verb("about", line.tokens[cue.first].keys) or not line.rules.is_word("about", line.form(start)):
        return None
    if line.rules.is_word("this", line.form(start + 1)) or line.words[start].tag != "ADP":
        return None
    last = group_start(line, cue.first)
    return Reported(start, last, "about") if last > start + 1 else None


# --- the end of a clause ------------------------------------------------------------------------------------------


def _reported(line: Line, first: int, cue: Cue, kind: str) -> Reported | None:
    last = content_end(line, first, cue)
    return Reported(first, last, kind) if last > first else None


def content_end(line: Line, first: int, cue: Cue) -> int:
    """Return where a reported clause ends: where the one who reports goes on to something else, or with its sentence."""
    index = first
    while index < len(line):
        form = line.form(index)
        if form == ";" or form == ")" and not _opened(line, first, index):
            return index
        bound = form == "," or line.is_dash(index)
        if line.by_order and line.rules.is_word("as", form) and line.words[index].tag == "SCONJ" and _tells_of_then(line, index, first):
            return index
        if (bound or line.words[index].tag == "CCONJ") and line.held[index] is None:
            after = index + 1
            while after < len(line) and (line.words[after].tag in ("CCONJ", "ADV") or line.is_dash(after)):
                after += 1
            if after < len(line) and _leaves(line, index, after, first, cue):
                return index
        index += 1
    return len(line)


def _tells_of_then(line: Line, index: int, first: int) -> bool:
    """Tell whether "as he left" is the narrator's: told in the past where the reported clause is not."""
    if line.form(index - 1) == ",":
        return False
    main = next((i for i in range(first, index) if line.is_finite(i)), None)
    later = next((i for i in range(index + 1, len(line)) if line.is_finite(i)), None)
    if main is None or later is None:
        return False
    past = line.words[later].tag == "VERB" and (line.words[later].has("Tense", "Past") or not line.words[later].readings)
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
    if line.form(joint) == "," and cue.first > 0 and _is_gapped(line, joint + 1):
        return True
    coordinated = any(line.words[i].tag == "CCONJ" for i in range(joint, after))
    if coordinated and line.is_finite(after):
        return _goes_with(line, after, first, cue)
    return bool(bound and line.words[joint + 1].tag in ("SCONJ", "CCONJ") and _own_report(line, joint + 1))


def _is_aside(line: Line, first: int) -> bool:
    """Tell whether a clause begins that only stands beside the reported one ("while fighting went on")."""
    return any(
        line.rules.is_word("aside", " ".join(line.form(i) for i in range(first, min(len(line), first + length))))
        for length in (1, 2, 3, 4)
    )


def _is_gapped(line: Line, first: int) -> bool:
    """Tell whether "…, Yerevan - about six" follows: another speaker, a dash for the verb, another about-phrase."""
    phrase = phrase_at(line, first) if first < len(line) and not line.by_order else None
    if phrase is None or not line.is_dash(phrase.last):
        return False
    return line.rules.is_word("about", line.form(phrase.last + 1)) and not line.has_finite(first, phrase.last)


def gapped_after(line: Line, last: int) -> tuple[Phrase, Reported] | None:
    """Return the speaker and the about-phrase of a gapped report that begins at the comma ``last``."""
    if line.form(last) != "," or not _is_gapped(line, last + 1):
        return None
    phrase = phrase_at(line, last + 1)
    if phrase is None:
        return None
    found = _reported(line, phrase.last + 1, Cue(0, 0, "say", "gapped"), "about")
    return (phrase, found) if found is not None else None


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
            return found is not None and found.form == "fin" and _has_complement(line, found)
    return False


def _has_complement(line: Line, cue: Cue) -> bool:
    return any(
        find(line, cue) is not None
        for find in (clause_after, clause_without_joint, quotation_after, clause_after_colon, about_phrase)
    )


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
        return reports or auxiliary and line.words[verb].tag == "VERB"
    if tense[1:] != own[1:]:
        return False
    return reports or inside != own


def _features(line: Line, index: int) -> tuple[str, ...]:
    for reading in line.words[index].readings:
        if reading.upos in ("VERB", "AUX") and "Tense" in reading.feats and reading.feats.get("VerbForm", "Fin") == "Fin":
            kept = ("Tense",) if line.by_order else ("Tense", "Number", "Gender")
            return tuple(reading.feats.get(name, "") for name in kept)
    return ()


# --- rules with slots ---------------------------------------------------------------------------------------------


def rule_at(line: Line, index: int, kinds: tuple[str, ...]) -> tuple[Rule, Match] | None:
    """Return the phrase of attribution of these kinds that begins at a token, the longest first."""
    for key in line.tokens[index].keys:
        for rule in line.rules.starts.get(key, ()):
            if rule.kind not in kinds:
                continue
            found = match_at(rule.pattern, line.tokens, index, _slots(line, rule, index), _no_class)
            if found is not None:
                return rule, found
    return None


def _no_class(name: str, token: object) -> bool:
    return False


def _slots(line: Line, rule: Rule, index: int) -> dict[str, dict[int, tuple[Filler, ...]]]:
    slots: dict[str, dict[int, tuple[Filler, ...]]] = {}
    for element in rule.pattern.elements:
        if element.slot:
            slots[element.slot] = _fillers(line, index, index + 2 * len(rule.pattern.elements) + 4, element.cases)
    return slots


def _fillers(line: Line, first: int, last: int, cases: frozenset[str]) -> dict[int, tuple[Filler, ...]]:
    found: dict[int, tuple[Filler, ...]] = {}
    for index in range(first, min(last, len(line))):
        phrase = phrase_at(line, index, cases=cases)
        if phrase is None:
            continue
        held = line.words[phrase.head].cases()
        if cases and held and not held & cases:
            continue
        found[index] = (Filler(phrase.first, phrase.last, frozenset(), phrase),)
    return found


# --- spans --------------------------------------------------------------------------------------------------------


def trimmed(line: Line, first: int, last: int) -> Span | None:
    """Return a token range as a span without the punctuation that joins it to its neighbours."""
    while first < last and (line.form(first) in _CLOSING or line.form(first) == "-"):
        first += 1
    while last > first and line.form(last - 1) in _CLOSING:
        last -= 1
    return Span(line.tokens[first].start, line.tokens[last - 1].end) if last > first else None
