"""Which words make one noun phrase, and who stands beside it?

In a language of word order a phrase is a run of nominal words, with what "of", "for" and "in" tie to it; in a language
of cases it is the words that agree with a head, the genitives behind it, and the name that follows a title. A phrase
leaves out its article and any preposition that leads it.
"""

from __future__ import annotations

from .line import Line, Phrase, is_name
from .quotes import MARKS
from .tagging import Word

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "X", "PRON"})
_NAMELIKE = frozenset({"NOUN", "PROPN", "ADJ", "X"})


def phrase_at(line: Line, start: int, *, cases: frozenset[str] = frozenset()) -> Phrase | None:
    """Return the noun phrase that begins at a token, None where none does; ``cases`` it must be able to stand in."""
    key = (start, cases)
    if key not in line.found:
        line.found[key] = _by_order(line, start) if line.by_order else _by_case(line, start, cases)
    return line.found[key]


def _by_order(line: Line, start: int) -> Phrase | None:
    first = start
    while first < len(line) and (is_article(line, first) or (line.form(first) in MARKS and first == start)):
        first += 1
    last, head = first, -1
    while last < len(line):
        if is_name_quote(line, last):
            last = _end_of_quote(line, last)
            head = last - 1
        elif line.owns(last) and head >= 0:
            last += 1
        elif _is_nominal(line, last):
            if last > first and _begins_another(line, last, head):
                break
            if line.words[last].tag not in ("DET", "NEG") and not line.modifies(last):
                head = last
            last += 1
        elif line.form(last) == "-" and last > first and not line.is_dash(last):
            last += 2
            head = last - 1
        elif line.words[last].tag == "ADP" and head >= 0 and _goes_on(line, last):
            inner = phrase_at(line, last + 1)
            return Phrase(first, inner.last if inner is not None else last, head)
        else:
            break
    while last > first and (line.words[last - 1].tag == "DET" or line.owns(last - 1)):
        last -= 1
    return Phrase(first, last, head) if head >= 0 and last > first else None


def _is_nominal(line: Line, index: int) -> bool:
    word = line.words[index]
    named = word.tag in ("NOUN", "PROPN", "X", "PRON") or index in line.named
    return named or _is_modifier(word) or line.modifies(index)


def _begins_another(line: Line, index: int, head: int) -> bool:
    """Tell whether a nominal word behind a head belongs to the next phrase: a time, a determiner, a pronoun."""
    tag = line.words[index].tag
    if tag == "NUM" and head == index - 1 and line.words[head].tag == "PROPN" and line.form(index).isalpha():
        return True
    return tag == "PRON" or (head >= 0 and (line.is_time(index) or tag in ("DET", "NEG")))


def _is_modifier(word: Word) -> bool:
    return word.tag in ("ADJ", "NUM", "DET") or (word.tag == "NEG" and word.function("determiners") is not None)


def is_article(line: Line, index: int) -> bool:
    """Tell whether a word is an article, whatever longer phrase it belongs to."""
    return line.form(index) in line.rules.articles


def is_name_quote(line: Line, index: int) -> bool:
    """Tell whether a name between marks of quotation begins here."""
    quote = line.held[index]
    return quote is not None and is_name(line, quote) and line.tokens[index].start == quote.start


def _goes_on(line: Line, index: int) -> bool:
    """Tell whether a preposition after a noun still belongs to it (an official in Vilnius, a report by the mission)."""
    if line.form(index) not in line.rules.words.get("inner", ()):
        return False
    after = index + 1
    if not line.rules.is_word("partitive", line.form(index)) and _in_paper(line, after):
        return False
    while after < len(line) and (is_article(line, after) or line.words[after].tag in ("DET", "ADJ", "NUM")):
        if line.is_time(after):
            return False
        after += 1
    return after < len(line) and not line.is_time(after) and (line.words[after].tag in _NOMINAL or line.modifies(after))


def _in_paper(line: Line, index: int) -> bool:
    """Tell whether a paper follows, in which somebody says something ("in a note to clients")."""
    near = range(index, min(index + 3, len(line)))
    return any(line.rules.is_verb("paper", line.tokens[i].keys) and line.words[i].tag == "NOUN" for i in near)


def _by_case(line: Line, start: int, cases: frozenset[str]) -> Phrase | None:
    led = _lead(line, start, cases)
    if led is None:
        return None
    first_noun, shared = led
    head = _head(line, start, first_noun, shared)
    if head is None:
        return None
    words = line.words
    if words[head].tag in ("NUM", "PRON", "DET") and line.form(head + 1) in line.rules.words.get("partitive", ()):
        inner = _by_case(line, head + 2, frozenset({"Gen"}))
        if inner is not None:
            return Phrase(start, inner.last, head)
    if words[head].tag == "PRON":
        return Phrase(start, head + 1, head)
    quoted = head > start and is_name_quote(line, head - 1)
    end = _end_of_quote(line, head) if quoted else head + 1
    return Phrase(start, end if line.is_time(head) else _chain(line, head, end), head)


def _lead(line: Line, start: int, cases: frozenset[str]) -> tuple[int, frozenset[str]] | None:
    """Return where the words before a noun end and the cases they share; None where they do not agree."""
    index, shared = start, cases
    while index < len(line):
        word = line.words[index]
        if counts(line, index):
            shared = frozenset()
        elif word.tag in ("ADJ", "DET", "NUM") or is_participle(word):
            own = frozenset() if word.function("possessives") is not None else word.cases()
            if own and shared and not own & shared:
                return None
            if word.tag != "NUM":
                shared = own & shared if own and shared else own or shared
        else:
            break
        index += 1
    return index, shared


def _head(line: Line, start: int, index: int, shared: frozenset[str]) -> int | None:
    """Return the head of a phrase whose noun stands at ``index``; without a noun the last word before it."""
    words = line.words
    if index < len(line) and is_name_quote(line, index):
        return min(index + 1, len(line) - 1)
    if start < index < len(line) and words[index].tag == "PRON" and line.rules.is_word("this", line.form(index - 1)):
        return index - 1
    if index >= len(line) or words[index].tag not in ("NOUN", "PROPN", "X", "PRON"):
        alone = index > start and not is_participle(words[index - 1])
        return index - 1 if alone else None
    while line.form(index + 1) == "-" and not line.is_dash(index + 1) and index + 2 < len(line):
        index += 2
    own = words[index].cases()
    counted = any(words[i].tag == "NUM" or counts(line, i) for i in range(start, index))
    return None if own and shared and not own & shared and not counted else index


def counts(line: Line, index: int) -> bool:
    """Tell whether a word counts persons and governs the genitive (two of them, several)."""
    return line.rules.is_word("count", line.form(index))


def is_participle(word: Word) -> bool:
    """Tell whether a word is a participle that agrees with a noun."""
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
        if is_name_quote(line, index):
            index = _end_of_quote(line, index)
        elif (line.form(index) == "-" and not line.is_dash(index)) or (
            word.tag in ("NOUN", "PROPN", "X") and not line.is_time(index) and _belongs(line, head, index)
        ):
            index += 1
        elif word.tag in ("ADJ", "DET") or is_participle(word):
            after = _genitive_run(line, index)
            if after == index:
                break
            index = after
        elif word.tag == "CCONJ" and _genitive_list(line, index):
            index += 1
        elif word.tag == "ADP" and (_located(line, head, index) or _tied(line, head, index)):
            while index + 2 < len(line) and words[index + 1].tag == "ADP":
                index += 1
            inner = _by_case(line, index + 1, frozenset())
            if inner is None:
                break
            index = inner.last
            if index < len(line) and words[index].tag == "NEG" and index - inner.head > 1:
                return inner.head + 1  # the genitive of what is denied: "the candidate of the left the loss does not"
        else:
            break
    return index


def _belongs(line: Line, head: int, index: int) -> bool:
    word = line.words[index]
    cases = word.cases()
    if not cases:
        return line.tokens[index].capital or word.tag == "PROPN" or _may_be_genitive(line, word)
    if "Gen" in cases and not (
        line.tokens[index].capital and line.words[head].cases() == frozenset({"Nom"}) and "Nom" in cases
    ):
        return True
    mine = line.words[head].cases()
    return line.tokens[index].capital and (not mine or bool(mine & cases))


def _may_be_genitive(line: Line, word: Word) -> bool:
    """Tell whether a word behind a noun that the lexicon does not know ends like a genitive ("of the flight")."""
    known = bool(word.token.readings) or bool(word.functions)
    return not known and word.token.form.endswith(line.genitive_endings)


def _genitive_run(line: Line, index: int) -> int:
    """Return where adjectives with the genitive noun they lead end; ``index`` where they lead none."""
    start = index
    shared: frozenset[str] = frozenset({"Gen"})
    while index < len(line) and (line.words[index].tag in ("ADJ", "DET") or is_participle(line.words[index])):
        own = line.words[index].cases()
        if own and not own & shared:
            return start
        index += 1
    if index < len(line) and line.words[index].tag in _NAMELIKE:
        own = line.words[index].cases()
        if not line.is_time(index) and (not own or "Gen" in own):
            return index + 1
    return index if index == start + 1 and _is_person(line, start) else start


def _is_person(line: Line, index: int) -> bool:
    """Tell whether an adjective or participle in the genitive stands for a person: the lawyer of the accused."""
    word, after = line.words[index], index + 1
    alone = after >= len(line) or line.is_break(after) or line.words[after].tag in ("VERB", "AUX", "ADP", "ADV")
    return alone and (is_participle(word) or any(r.feats.get("Animacy") == "Anim" for r in word.readings))


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
    return index + 1 < len(line) and not any(
        line.is_time(i) or line.rules.is_word("medium", line.form(i)) for i in near
    )


def _tied(line: Line, head: int, index: int) -> bool:
    """Tell whether a preposition ties a field, a party or a body to a person: a commissioner for trade."""
    rules, form, after = line.rules, line.form(index), line.form(index + 1)
    if index + 1 >= len(line) or rules.is_word("untied", after):
        return False
    if rules.is_word("field", after) or (rules.is_word("at", form) and line.tokens[index + 1].capital):
        return True
    person = any(reading.feats.get("Animacy") == "Anim" for reading in line.words[head].readings)
    if not person or line.is_time(index + 1):
        return False
    cases = line.words[index + 1].cases()
    return rules.is_word("party", form) or (rules.is_word("matter", form) and (not cases or "Dat" in cases))


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
        if line.words[index].tag in _NOMINAL or is_participle(line.words[index]) or is_name_quote(line, index):
            phrase = phrase_at(line, index)
            if phrase is not None and phrase.last <= max(last, phrase.head + 1):
                found.append(phrase)
                index = max(phrase.last, index + 1)
                continue
        index += 1
    return found


def conjuncts(line: Line, phrase: Phrase, cases: frozenset[str] = frozenset({"Nom"})) -> list[Phrase]:
    """Return a phrase and the phrases joined to it by a coordinator right behind it, in one of these cases."""
    found = [phrase]
    index = phrase.last
    while index < len(line) and (line.words[index].tag == "CCONJ" or line.form(index) == ","):
        after = phrase_at(line, index + 1, cases=frozenset() if line.by_order else cases)
        comma = line.form(index) == ","
        if after is None or line.words[after.head].tag == "PRON":
            break
        if comma and not (after.last < len(line) and line.words[after.last].tag == "CCONJ"):
            break
        if comma and line.tokens[found[-1].head].capital and not line.tokens[after.head].capital:
            break
        found.append(after)
        index = after.last
    return found
