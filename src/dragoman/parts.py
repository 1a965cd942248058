"""What is a sentence made of, before anybody asks who does what?"""

from __future__ import annotations

from .chunks import Phrase, find_phrases
from .clauses import find_clauses, verb_groups
from .language import Language, has_class, setting
from .model import Argument, Sentence
from .subjects import group_of, to_argument
from .tagging import Word, tag

_SAYING = frozenset({"say", "confirm", "announce", "warn", "assess"})


class Parts:
    """The words, phrases and clauses of one sentence, read-only."""

    def __init__(self, sentence: Sentence, language: Language) -> None:
        self.language = language
        self.by_order = setting(language, "syntax", "roles") == "order"
        self.words = tag(sentence.tokens, language)
        self.times = frozenset(i for i, w in enumerate(self.words) if w.token.form in language.time_words)
        prepositions = _prepositions(self.words, language)
        self.phrases = find_phrases(self.words, prepositions, self.times, by_order=self.by_order)
        groups = verb_groups(self.words, by_order=self.by_order)
        tokens = sentence.tokens
        stances = {g.head: {hit.value for hit in language.reporting.at(tokens, g.head)} for g in groups}
        self.reporting = frozenset(head for head, found in stances.items() if found)
        self.saying = frozenset(head for head, found in stances.items() if found & _SAYING)
        self.clauses = find_clauses(self.words, groups, self.phrases, self.reporting, by_order=self.by_order)
        self.ends = self._ends()

    def _ends(self) -> dict[int, int]:
        """Return for each phrase where its modifiers end."""
        ends = {i: p.last for i, p in enumerate(self.phrases)}
        for index in range(len(self.phrases) - 1, -1, -1):
            over = self.phrases[index].modifies
            if over >= 0:
                ends[over] = max(ends[over], ends[index])
        return ends

    def argument(self, phrase: Phrase, role: str, confidence: float = 1.0) -> Argument:
        """Return a phrase with all that modifies it as an argument; its head is what a word of quantity counts."""
        index = next(i for i, p in enumerate(self.phrases) if p is phrase)
        argument = to_argument(phrase, role, confidence)._replace(last=self.ends[index])
        if has_class(self.language, self.words[phrase.head].token.keys, "quantity"):
            counted = next((p for p in self.phrases if p.modifies == index), None)
            return argument._replace(head=counted.head) if counted is not None else argument
        return argument

    def members(self, phrase: Phrase, role: str, confidence: float = 1.0) -> list[Argument]:
        """Return a phrase and all it is coordinated with as arguments of one role."""
        group = group_of(phrase, self.phrases)
        named = [p for p in group if not (p.lead and self.words[p.lead - 1].tag == "NEG")] or group
        return [self.argument(p, role, confidence) for p in named]


def _prepositions(words: tuple[Word, ...], language: Language) -> dict[int, tuple[int, str, frozenset[str]]]:
    """Return for the word after each preposition where it begins, its text, and the cases it governs."""
    tokens = tuple(word.token for word in words)
    approximate = frozenset(setting(language, "syntax", "approximate") or ())
    found: dict[int, tuple[int, str, frozenset[str]]] = {}
    index = 0
    while index < len(words):
        if words[index].tag != "ADP":
            index += 1
            continue
        hits = [hit for hit in language.functions.at(tokens, index) if hit.value.kind == "prepositions"]
        last = max((hit.last for hit in hits), default=index + 1)
        cases = frozenset(c for hit in hits if hit.last == last for c in hit.value.value.split())
        text = " ".join(token.form for token in tokens[index:last])
        if (
            text in approximate
            and last < len(words)
            and words[last].tag == "NUM"
            and not _is_time(words, last, language)
        ):
            index = last
            continue
        found[last] = (index, language.variants.get(text, text), cases)
        index = last
    return found


def _is_time(words: tuple[Word, ...], first: int, language: Language) -> bool:
    """Tell whether a number counts a time: "around 2020", "about 10 years"."""
    return any(word.token.form in language.time_words for word in words[first : first + 3])
