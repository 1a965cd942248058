"""Which words name the one who speaks?

A speaker is a noun phrase: in a language of word order what stands between the joint and the verb (or right behind an
inverted verb), in a language of cases the phrase that can stand in the nominative and agrees with the verb. A ``Line``
is a sentence made ready for such questions: its words with their tags, and the quotation each of them stands in.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .attribution import Attribution
from .language import Language, has_class, setting
from .model import Sentence, Token
from .quotes import MARKS, Quote
from .tagging import Word, tag

_BREAKS = frozenset({",", ";", ":", "(", ")", "[", "]", ".", "!", "?", "\N{HORIZONTAL ELLIPSIS}"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "X", "PRON"})
_NAMELIKE = frozenset({"NOUN", "PROPN", "ADJ", "X"})
_FINITE_MOODS = frozenset({"Fin"})


class Phrase(NamedTuple):
    """A noun phrase: tokens ``[first, last)`` without its article, its head, whether a preposition leads it."""

    first: int
    last: int
    head: int
    led: bool = False


class Line:
    """One sentence with tags, quotations and joints, read-only."""

    def __init__(
        self, number: int, sentence: Sentence, language: Language, rules: Attribution, quotes: tuple[Quote, ...]
    ) -> None:
        self.number, self.sentence, self.language, self.rules = number, sentence, language, rules
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.words: tuple[Word, ...] = tag(sentence.tokens, language)
        self.by_order: bool = setting(language, "syntax", "roles") == "order"
        self.quotes = tuple(q for q in quotes if q.start < sentence.end and q.end > sentence.start)
        self.held: list[Quote | None] = [self._quote_at(token) for token in self.tokens]

    def __len__(self) -> int:
        return len(self.tokens)

    def _quote_at(self, token: Token) -> Quote | None:
        return next((q for q in self.quotes if q.start <= token.start < q.end), None)

    def form(self, index: int) -> str:
        """Return the folded form of a token, "" outside the sentence."""
        return self.tokens[index].form if 0 <= index < len(self.tokens) else ""

    def is_break(self, index: int) -> bool:
        """Tell whether a token bounds a stretch: a comma, a bracket, a dash between blanks, a mark of quotation."""
        form = self.form(index)
        if form in MARKS:
            quote = self.held[index] if 0 <= index < len(self) else None
            return quote is None or not is_name(self, quote)
        if form in ("(", ")") and self._short_bracket(index):
            return False
        return form in _BREAKS or self.is_dash(index)

    def _short_bracket(self, index: int) -> bool:
        """Tell whether a bracket belongs to a name's abbreviation, "(WFP)"."""
        if self.form(index) == "(":
            return self.form(index + 2) == ")" and self.tokens[index + 1].capital
        return self.form(index - 2) == "(" and self.tokens[index - 1].capital

    def is_dash(self, index: int) -> bool:
        """Tell whether a token is a dash between words (a hyphen inside a word is none)."""
        if self.form(index) != "-":
            return False
        before, after = self.tokens[index - 1] if index else None, self.tokens[index + 1] if index + 1 < len(self) else None
        here = self.tokens[index]
        return before is None or after is None or before.end < here.start or after.start > here.end

    def is_finite(self, index: int) -> bool:
        """Tell whether a word is a finite verb, auxiliary or predicative."""
        word = self.words[index]
        if word.tag == "AUX":
            return True
        if word.tag != "VERB" or self.by_order and _modifies(self, index) or self._is_hyphenated(index):
            return False
        if any(r.feats.get("VerbForm") in _FINITE_MOODS for r in word.readings):
            return True
        if any(r.feats.get("Variant") == "Short" or r.feats.get("Person") == "0" for r in word.readings):
            return True
        return not any("VerbForm" in r.feats for r in word.readings)

    def has_finite(self, first: int, last: int) -> bool:
        """Tell whether a stretch holds a finite verb."""
        return any(self.is_finite(i) for i in range(max(first, 0), min(last, len(self))))

    def _is_hyphenated(self, index: int) -> bool:
        return any(self.form(i) == "-" and not self.is_dash(i) for i in (index - 1, index + 1))

    def modifies(self, index: int) -> bool:
        """Tell whether a participle stands before its noun ("the disputed border")."""
        return _modifies(self, index)

    def is_time(self, index: int) -> bool:
        """Tell whether a word names a time (a weekday, a month, a part of the day)."""
        return has_class(self.language, self.tokens[index].keys, "time") or self.rules.is_word("time", self.form(index))

    def is_joint(self, index: int) -> bool:
        """Tell whether a word opens a clause of its own: that, who, when, if."""
        return self.words[index].tag in ("COMP", "REL", "SCONJ")

    def stretch(self, index: int) -> tuple[int, int]:
        """Return the tokens between the two breaks around a token."""
        first, last = index, index + 1
        while first > 0 and not self.is_break(first - 1):
            first -= 1
        while last < len(self) and not self.is_break(last):
            last += 1
        return first, last


def marks_infinitive(word: Word) -> bool:
    """Tell whether a word is the mark of an infinitive in a language that has one."""
    return word.function("infinitive") is not None or word.function("particles") is not None


# --- noun phrases -------------------------------------------------------------------------------------------------


def phrase_at(line: Line, start: int, *, cases: frozenset[str] = frozenset()) -> Phrase | None:
    """Return the noun phrase that begins at a token, None where none does; ``cases`` it must be able to stand in."""
    return _by_order(line, start) if line.by_order else _by_case(line, start, cases)


def _by_order(line: Line, start: int) -> Phrase | None:
    first = start
    while first < len(line) and (is_article(line, first) or line.form(first) in MARKS and first == start):
        first += 1
    last, head = first, -1
    while last < len(line):
        word = line.words[last]
        if _is_name_quote(line, last):
            quote = line.held[last]
            while last < len(line) and line.held[last] is quote:
                last += 1
            head = last - 1
            continue
        if word.tag in ("NOUN", "PROPN", "X", "PRON") or (_is_modifier(word) or _modifies(line, last)):
            if head >= 0 and (line.is_time(last) or word.tag in ("DET", "PRON", "NEG")) or word.tag == "PRON" and last > first:
                break
            if word.tag not in ("DET", "NEG") and not _modifies(line, last):
                head = last if head < 0 or line.form(last - 1) not in line.rules.words.get("inner", ()) else head
            last += 1
        elif line.form(last) == "-" and last > first and not line.is_dash(last):
            last += 2
            head = last - 1
        elif word.tag == "POSS" and head >= 0:
            last += 1
        elif word.tag == "ADP" and head >= 0 and _goes_on(line, last):
            inner = phrase_at(line, last + 1)
            if inner is None:
                break
            return Phrase(first, inner.last, head)
        else:
            break
    while last > first and line.words[last - 1].tag in ("POSS", "DET"):
        last -= 1
    return Phrase(first, last, head) if head >= 0 and last > first else None


def _is_modifier(word: Word) -> bool:
    return word.tag in ("ADJ", "NUM", "DET") or word.tag == "NEG" and word.function("determiners") is not None


def is_article(line: Line, index: int) -> bool:
    hits = line.language.functions.at(line.tokens, index)
    return any(hit.value.kind == "articles" and hit.last == index + 1 for hit in hits)


def _modifies(line: Line, index: int) -> bool:
    """Tell whether a participle stands before the noun it belongs to ("the jailed broadcaster")."""
    word = line.words[index]
    if word.tag != "VERB" or word.readings and not (word.has("VerbForm", "Part") or word.has("VerbForm", "Ger")):
        return False
    opened = index > 0 and line.words[index - 1].tag in ("DET", "ADJ", "NUM", "POSS")
    return opened and index + 1 < len(line) and line.words[index + 1].tag in ("NOUN", "PROPN", "ADJ", "X")


def _is_name_quote(line: Line, index: int) -> bool:
    quote = line.held[index]
    return quote is not None and is_name(line, quote) and line.tokens[index].start == quote.start


def is_name(line: Line, quote: Quote) -> bool:
    """Tell whether a quotation is a name (a newspaper, a ship), not speech: few words, a capital first, no verb."""
    if not quote.closed or quote.start < line.sentence.start or quote.end > line.sentence.end:
        return False
    inside = [i for i in range(len(line)) if quote.first <= line.tokens[i].start < quote.last]
    if not inside or len(inside) > 4 or not line.tokens[inside[0]].capital:
        return False
    if line.tokens[inside[-1]].form in (",", ".", "!", "?") or any(line.is_finite(i) for i in inside):
        return False
    before, after = inside[0] - 2, inside[-1] + 2
    opens = before < 0 or line.form(before) in (":", ".") or line.is_dash(before)
    return not (opens and (after >= len(line) or line.form(after) in (",", ".") or line.is_dash(after)))


def _goes_on(line: Line, index: int) -> bool:
    """Tell whether a preposition after a noun still belongs to it (an official in Vilnius, a report by the mission)."""
    if line.form(index) not in line.rules.words.get("inner", ()):
        return False
    after = index + 1
    while after < len(line) and (is_article(line, after) or line.words[after].tag in ("DET", "ADJ", "NUM")):
        if line.is_time(after):
            return False
        after += 1
    return after < len(line) and not line.is_time(after) and (line.words[after].tag in _NOMINAL or _modifies(line, after))


def _by_case(line: Line, start: int, cases: frozenset[str]) -> Phrase | None:
    words = line.words
    index = start
    shared = cases
    while index < len(line) and (words[index].tag in ("ADJ", "DET", "NUM") or _is_participle(words[index]) or _counts(line, index)):
        if _counts(line, index):
            shared = frozenset()
            index += 1
            continue
        own = words[index].cases()
        if own and shared and not own & shared:
            return None
        if words[index].tag != "NUM":
            shared = own & shared if own and shared else own or shared
        index += 1
    if index < len(line) and (words[index].tag in ("NOUN", "PROPN", "X", "PRON") or _is_name_quote(line, index)):
        own = words[index].cases()
        counted = any(words[i].tag == "NUM" or words[i].tag == "DET" or _counts(line, i) for i in range(start, index))
        if own and shared and not own & shared and not counted:
            return None
        while line.form(index + 1) == "-" and not line.is_dash(index + 1) and index + 2 < len(line):
            index += 2
        head = index
        if _is_name_quote(line, index):
            head, index = min(index + 1, len(line) - 1), _end_of_quote(line, index)
        else:
            index += 1
    elif index > start:
        head = index - 1
    else:
        return None
    if words[head].tag in ("NUM", "PRON", "DET") and line.form(head + 1) in line.rules.words.get("partitive", ()):
        inner = _by_case(line, head + 2, frozenset({"Gen"}))
        if inner is not None:
            return Phrase(start, inner.last, head)
    if words[head].tag == "PRON":
        return Phrase(start, head + 1, head)
    return Phrase(start, index if line.is_time(head) else _chain(line, head, index), head)


def _counts(line: Line, index: int) -> bool:
    """Tell whether a word counts persons and governs the genitive (two of them, several)."""
    return line.rules.is_word("count", line.form(index))


def _is_participle(word: Word) -> bool:
    return word.tag == "VERB" and word.has("VerbForm", "Part") and bool(word.cases())


def _end_of_quote(line: Line, index: int) -> int:
    quote = line.held[index]
    while index < len(line) and line.held[index] is quote:
        index += 1
    return index


def _chain(line: Line, head: int, index: int) -> int:
    """Return where genitives, names and places that belong to a head end."""
    words = line.words
    while index < len(line):
        word = words[index]
        if _is_name_quote(line, index):
            index = _end_of_quote(line, index)
        elif line.form(index) == "-" and not line.is_dash(index):
            index += 1
        elif word.tag in ("NOUN", "PROPN", "X") and not line.is_time(index) and _belongs(line, head, index):
            index += 1
        elif word.tag in ("ADJ", "DET") or _is_participle(word):
            after = _genitive_run(line, index)
            if after == index:
                break
            index = after
        elif word.tag == "CCONJ" and _genitive_list(line, index):
            index += 1
        elif word.tag == "ADP" and _located(line, head, index):
            inner = _by_case(line, index + 1, frozenset())
            if inner is None:
                break
            index = inner.last
        else:
            break
    return index


def _belongs(line: Line, head: int, index: int) -> bool:
    word = line.words[index]
    cases = word.cases()
    if not cases:
        return line.tokens[index].capital or word.tag == "PROPN"
    if "Gen" in cases and not (line.tokens[index].capital and line.words[head].cases() == frozenset({"Nom"}) and "Nom" in cases):
        return True
    mine = line.words[head].cases()
    return line.tokens[index].capital and (not mine or bool(mine & cases))


def _genitive_run(line: Line, index: int) -> int:
    """Return where adjectives with the genitive noun they lead end; ``index`` where they lead none."""
    start = index
    shared: frozenset[str] = frozenset({"Gen"})
    while index < len(line) and (line.words[index].tag in ("ADJ", "DET") or _is_participle(line.words[index])):
        own = line.words[index].cases()
        if own and not own & shared:
            return start
        index += 1
    if index < len(line) and line.words[index].tag in _NAMELIKE:
        own = line.words[index].cases()
        if not line.is_time(index) and (not own or "Gen" in own):
            return index + 1
    return start


def _genitive_list(line: Line, index: int) -> bool:
    after, before = index + 1, index - 1
    if after >= len(line) or line.words[after].tag not in ("NOUN", "PROPN", "ADJ"):
        return False
    cases, earlier = line.words[after].cases(), line.words[before].cases()
    return bool(cases) and "Gen" in cases and "Nom" not in cases and "Gen" in earlier and "Nom" not in earlier


def _located(line: Line, head: int, index: int) -> bool:
    """Tell whether "in" after a noun belongs to it: a source in the ministry, but not: said in Brussels."""
    keys = line.tokens[head].keys
    if not line.rules.is_verb("located", keys) or line.form(index) not in line.rules.words.get("inner", ()):
        return False
    near = range(index + 1, min(index + 4, len(line)))
    return index + 1 < len(line) and not any(line.is_time(i) or line.rules.is_word("medium", line.form(i)) for i in near)


# --- subjects -----------------------------------------------------------------------------------------------------


def subject_of(line: Line, verb: int, first: int, last: int) -> Phrase | None:
    """Return the subject of a verb within a stretch of tokens, None where the stretch holds none."""
    if line.by_order:
        return _subject_before(line, verb, first) or _subject_after(line, verb, last)
    return _subject_by_case(line, verb, first, last)


def group_start(line: Line, verb: int) -> int:
    """Return where the verb's group begins: its auxiliaries, adverbs and negations included."""
    first = verb
    while first > 0 and line.words[first - 1].tag in ("AUX", "ADV", "NEG", "PART"):
        first -= 1
    return first


def _subject_before(line: Line, verb: int, first: int) -> Phrase | None:
    end = group_start(line, verb)
    while end > first and _is_adverbial(line, end - 1):
        end -= 1
    end = _without_bracket(line, first, _without_time(line, first, end))
    if end <= first or line.words[end - 1].tag in ("CCONJ", "PUNCT"):
        return None
    start = end
    while start > first and not line.is_break(start - 1) and not _ends_subject(line, start - 1):
        start -= 1
    while start < end and line.words[start].tag in ("CCONJ", "ADV", "SCONJ", "COMP", "REL", "AUX"):
        start += 1
    if start < end and line.words[start].tag == "ADP":
        return None
    phrase = phrase_at(line, start)
    if phrase is not None and line.is_time(phrase.head) and phrase.last < end:
        phrase = phrase_at(line, phrase.last)
    if phrase is None:
        return None
    joined = line.words[phrase.last].tag == "CCONJ" or line.form(phrase.last) == ","
    return phrase if joined or phrase.last >= end - 2 else Phrase(phrase.first, end, phrase.head)


def _is_adverbial(line: Line, index: int) -> bool:
    word = line.words[index]
    if word.tag in ("ADV", "NEG", "AUX"):
        return True
    return word.tag == "X" and line.form(index).endswith(tuple(line.rules.words.get("adverb_ending", ()))) and index > 0


def _ends_subject(line: Line, index: int) -> bool:
    """Tell whether a word before a subject shuts it off: a joint, or a finite verb that is no participle after a noun."""
    word = line.words[index]
    if line.is_joint(index):
        return True
    if word.tag == "AUX":
        return True
    if word.tag != "VERB" or not line.is_finite(index):
        return False
    participle = word.has("VerbForm", "Part") and index + 1 < len(line) and line.words[index + 1].tag == "ADP"
    return not participle


def _without_bracket(line: Line, first: int, end: int) -> int:
    """Return ``end`` moved before a short name in brackets ("the Program (WFP) said")."""
    if line.form(end - 1) != ")":
        return end
    index = end - 1
    while index > first and line.form(index) != "(":
        index -= 1
    return index


def _without_time(line: Line, first: int, end: int) -> int:
    """Return ``end`` moved before a time at the end of a stretch ("on Monday", "late last week")."""
    index = end
    while index > first and (line.is_time(index - 1) or line.words[index - 1].tag in ("NUM", "DET", "ADV")):
        index -= 1
    if index == end or not any(line.is_time(i) for i in range(index, end)):
        return end
    if index > first and line.words[index - 1].tag == "ADP":
        index -= 1
    return index


def _subject_after(line: Line, verb: int, last: int) -> Phrase | None:
    """Return the subject of an inverted verb: said the mayor."""
    start = verb + 1
    if start >= last or line.words[start].tag in ("ADP", "COMP", "SCONJ", "CCONJ", "ADV", "PART"):
        return None
    phrase = phrase_at(line, start)
    if phrase is None or line.has_finite(phrase.last, last) and not line.is_break(phrase.last):
        return None
    return phrase if phrase.last <= last else None


def chunks(line: Line, first: int, last: int) -> list[Phrase]:
    """Return the noun phrases of a stretch in a language of cases, left to right."""
    found: list[Phrase] = []
    index = first
    while index < last:
        if line.words[index].tag == "ADP":
            phrase = phrase_at(line, index + 1)
            if phrase is not None:
                found.append(phrase._replace(led=True))
                index = max(phrase.last, index + 1)
                continue
            index += 1
            continue
        if line.words[index].tag in _NOMINAL or _is_participle(line.words[index]) or _is_name_quote(line, index):
            phrase = phrase_at(line, index)
            if phrase is not None and phrase.last <= max(last, phrase.head + 1):
                found.append(phrase)
                index = max(phrase.last, index + 1)
                continue
        index += 1
    return found


def _subject_by_case(line: Line, verb: int, first: int, last: int) -> Phrase | None:
    best: tuple[float, int, Phrase] | None = None
    for phrase in chunks(line, first, last):
        if phrase.led or phrase.first <= verb < phrase.last or line.is_time(phrase.head):
            continue
        score = _nominative(line, verb, phrase)
        if score <= 0:
            continue
        key = (score, -abs(phrase.head - verb), phrase)
        if best is None or key[:2] > best[:2]:
            best = key
    return best[2] if best else None


def _nominative(line: Line, verb: int, phrase: Phrase) -> float:
    """Return how well a phrase serves a verb as its subject, 0 for not at all."""
    word, action = line.words[phrase.head], line.words[verb]
    lead = [line.words[i] for i in range(phrase.first, phrase.head)]
    cases = word.cases()
    counted = any(w.tag == "NUM" for w in lead) or any(_counts(line, i) for i in range(phrase.first, phrase.head + 1))
    if cases and "Nom" not in cases and not counted:
        return 0.0
    for before in lead if not counted else ():
        if before.cases() and "Nom" not in before.cases() and before.tag in ("ADJ", "DET"):
            return 0.0
    if word.tag == "PRON" and not cases and word.function("pronouns") is None:
        return 0.0
    if counted:
        return 3.0
    score = 2.0 if cases else (1.0 if line.tokens[phrase.head].capital else 0.3)
    if cases and "Acc" not in cases:
        score += 1.0
    numbers = _values(action, "Number")
    own = {r.feats["Number"] for r in word.readings if r.feats.get("Case", "Nom") == "Nom" and "Number" in r.feats}
    if numbers and own and not counted and not numbers & own and not _joined(line, phrase):
        return 0.0
    genders = _values(action, "Gender") if "Plur" not in numbers else set()
    mine = {r.feats["Gender"] for r in word.readings if r.feats.get("Case", "Nom") == "Nom" and "Gender" in r.feats}
    if genders and mine:
        score += 1.0 if genders & mine else -1.5
    return max(score, 0.1)


def _joined(line: Line, phrase: Phrase) -> bool:
    around = (phrase.last, phrase.first - 1)
    return any(0 <= i < len(line) and line.words[i].tag == "CCONJ" for i in around)


def _values(word: Word, feature: str) -> set[str]:
    return {r.feats[feature] for r in word.readings if r.upos in ("VERB", "AUX", "ADJ") and feature in r.feats}


def conjuncts(line: Line, phrase: Phrase) -> list[Phrase]:
    """Return a phrase and the phrases joined to it by a coordinator right behind it."""
    found = [phrase]
    index = phrase.last
    while index < len(line) and (line.words[index].tag == "CCONJ" or line.form(index) == ","):
        after = phrase_at(line, index + 1, cases=frozenset() if line.by_order else frozenset({"Nom"}))
        comma = line.form(index) == ","
        if after is None or line.words[after.head].tag == "PRON":
            break
        if comma and not (after.last < len(line) and line.words[after.last].tag == "CCONJ"):
            break
        found.append(after)
        index = after.last
    return found


def any_of(words: Iterable[Word], tags: frozenset[str]) -> bool:
    """Tell whether a word of these tags stands among the words."""
    return any(word.tag in tags for word in words)
