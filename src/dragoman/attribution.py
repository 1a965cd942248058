"""By which words does a language say that somebody said something?

``statements.toml`` and ``reporting.tsv`` of a language, compiled once: phrases that lead to a source ("according to"),
to a relay ("in an interview with"), to what was said before ("this was"), and the verbs that need more than a clause
to report. A rule keeps its id; the finder writes it beside every statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .errors import DataError
from .language import Language, setting
from .match import Pattern, compile_pattern, first_keys, lexicon_items
from .model import Table, Token

REPLIES = ("deferral", "refusal", "consent", "partial")
TELLS = ("according", "impersonal", "pointer")
BACKWARD = ("behind", "claimed")
KINDS = (*TELLS, "relay", "citing", "anonymity")


class Rule(NamedTuple):
    """One phrase of attribution: its id, what it leads to, its pattern, the stance it gives, and free settings."""

    id: str
    kind: str
    pattern: Pattern
    stance: str
    note: str


class Start(NamedTuple):
    """A rule, and the keys that the tokens behind its first must have before any slot or choice can follow."""

    rule: Rule
    behind: tuple[frozenset[str], ...]


class Attribution(NamedTuple):
    """All that a language says about attribution, ready for matching.

    ``starts`` maps a token key to the rules that may begin there, ``tells`` those of them that report by themselves,
    ``replies`` the phrases that answer a demand; ``begins`` holds the keys of the phrases that only stand beside a
    report, ``reports`` those that words of reporting begin with, ``leads`` these and those of ``tells``; ``verbs`` and
    ``words`` are named sets of keys, ``articles`` folded forms; ``by_order``: word order tells the subject.
    """

    starts: Mapping[str, tuple[Start, ...]]
    tells: Mapping[str, tuple[Start, ...]]
    replies: Mapping[str, tuple[Start, ...]]
    begins: frozenset[str]
    leads: frozenset[str]
    reports: frozenset[str]
    articles: frozenset[str]
    verbs: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    by_order: bool

    def at(self, tokens: tuple[Token, ...], index: int) -> tuple[Rule, ...]:
        """Return the phrases that may begin at a token: their words before the first slot or choice stand there."""
        return _begin(self.starts, tokens, index)

    def tells_at(self, tokens: tuple[Token, ...], index: int) -> tuple[Rule, ...]:
        """Return the phrases that report by themselves and may begin at a token."""
        return _begin(self.tells, tokens, index)

    def replies_at(self, tokens: tuple[Token, ...], index: int) -> tuple[Rule, ...]:
        """Return the phrases of reply that may begin at a token."""
        return _begin(self.replies, tokens, index)

    def is_verb(self, kind: str, keys: Iterable[str]) -> bool:
        """Tell whether a token with these keys is a verb of this kind (``about``, ``label``, ``tell`` …)."""
        return not self.verbs.get(kind, frozenset()).isdisjoint(keys)

    def is_word(self, kind: str, form: str) -> bool:
        """Tell whether a folded form is a word of this kind (``that``, ``whether``, ``about`` …)."""
        return form in self.words.get(kind, ())


def _begin(starts: Mapping[str, tuple[Start, ...]], tokens: tuple[Token, ...], index: int) -> tuple[Rule, ...]:
    found: list[Rule] = []
    for key in tokens[index].keys:
        for rule, behind in starts.get(key, ()):
            if not behind or _stands(behind, tokens, index + 1):
                found.append(rule)
    return tuple(found)


def _stands(behind: tuple[frozenset[str], ...], tokens: tuple[Token, ...], index: int) -> bool:
    if index + len(behind) > len(tokens):
        return False
    for keys in behind:
        if keys.isdisjoint(tokens[index].keys):
            return False
        index += 1
    return True


def _start(rule: Rule) -> Start:
    behind: list[frozenset[str]] = []
    for number, element in enumerate(rule.pattern.elements):
        if element.slot or element.gap or element.optional or element.word_class:
            break
        if number:
            behind.append(element.keys)
    return Start(rule, tuple(behind))


_COMPILED: dict[tuple[str, str], Attribution] = {}


def attribution(language: Language) -> Attribution:
    """Return the compiled rules of a language; raise DataError where ``statements.toml`` is not well formed.

    >>> from dragoman.language import load_language
    >>> attribution(load_language("en")).is_word("that", "that")
    True
    """
    key = (language.code, language.digest)
    if key not in _COMPILED:
        _COMPILED[key] = _compile(language)
    return _COMPILED[key]


def _compile(language: Language) -> Attribution:
    tables = language.statements
    starts = _starts(KINDS, language)
    tells = {key: kept for key, rows in starts.items() if (kept := tuple(filter(_tells, rows)))}
    beside = {key for key, rows in starts.items() if any(row.rule.kind not in TELLS for row in rows)}
    return Attribution(
        starts=starts,
        tells=tells,
        replies=_starts(REPLIES, language),
        begins=frozenset(beside),
        leads=frozenset(tells) | language.reporting.leads,
        reports=language.reporting.leads,
        articles=frozenset(setting(language, "syntax", "articles") or ()),
        verbs={kind: _keys(entries, language) for kind, entries in tables.get("verbs", {}).items()},
        words={kind: frozenset(entries) for kind, entries in tables.get("words", {}).items()},
        by_order=setting(language, "syntax", "roles") == "order",
    )


def _tells(start: Start) -> bool:
    """Tell whether a phrase reports by itself; one that points back reports behind a verb of reporting only."""
    return start.rule.kind in TELLS and start.rule.note not in BACKWARD


def _starts(kinds: tuple[str, ...], language: Language) -> dict[str, tuple[Start, ...]]:
    """Return the rules of some kinds by the keys they may begin with, the longest first."""
    starts: dict[str, list[Rule]] = {}
    for kind in kinds:
        for row in language.statements.get(kind, ()):
            for rule in _rules(kind, row, language):
                keys = first_keys(rule.pattern)
                if not keys:
                    raise DataError(f"pattern {rule.pattern.source!r} of {rule.id} must begin with a word")
                for key in sorted(keys):
                    starts.setdefault(key, []).append(rule)
    return {key: tuple(map(_start, sorted(rules, key=_longest_first))) for key, rules in starts.items()}


def _longest_first(rule: Rule) -> tuple[int, str, str]:
    return (-len(rule.pattern.elements), rule.id, rule.pattern.source)


def _rules(kind: str, row: Table, language: Language) -> Iterable[Rule]:
    for pattern in row["patterns"]:
        compiled = compile_pattern(pattern, language.lexicon, language.tokenizer)
        yield Rule(row["id"], kind, compiled, row.get("stance", "say"), row.get("note", ""))


def _keys(entries: Iterable[str], language: Language) -> frozenset[str]:
    return frozenset(
        items[-1] for entry in entries if (items := lexicon_items(entry, language.lexicon, language.tokenizer))
    )
