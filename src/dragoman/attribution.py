"""By which words does a language say that somebody said something?

``statements.toml`` and ``reporting.tsv`` of a language, compiled once: phrases that lead to a source ("according to"),
to a relay ("in an interview with"), to what was said before ("this was"), and the verbs that need more than a clause
to report. A rule keeps its id; the finder writes it beside every statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .errors import DataError
from .language import Language
from .match import Pattern, compile_pattern, first_keys, lexicon_items
from .model import Table, Token

REPLIES = ("deferral", "refusal", "consent", "partial")
KINDS = ("according", "relay", "citing", "pointer", "impersonal", "anonymity", *REPLIES)


class Rule(NamedTuple):
    """One phrase of attribution: its id, what it leads to, its pattern, the stance it gives, and free settings."""

    id: str
    kind: str
    pattern: Pattern
    stance: str
    note: str


class Attribution(NamedTuple):
    """All that a language says about attribution, ready for matching.

    ``starts`` maps a token key to the rules that may begin there; ``verbs`` and ``words`` are named sets of keys.
    """

    starts: Mapping[str, tuple[Rule, ...]]
    verbs: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]

    def at(self, tokens: tuple[Token, ...], index: int) -> tuple[Rule, ...]:
        """Return the phrases that may begin at a token: their words before the first slot or choice stand there."""
        for key in tokens[index].keys:
            if key in self.starts:
                break
        else:
            return ()
        return tuple(
            rule for key in tokens[index].keys for rule in self.starts.get(key, ()) if _begins(rule, tokens, index)
        )

    def is_verb(self, kind: str, keys: Iterable[str]) -> bool:
        """Tell whether a token with these keys is a verb of this kind (``about``, ``label``, ``tell`` …)."""
        return not self.verbs.get(kind, frozenset()).isdisjoint(keys)

    def is_word(self, kind: str, form: str) -> bool:
        """Tell whether a folded form is a word of this kind (``that``, ``whether``, ``about`` …)."""
        return form in self.words.get(kind, ())


def _begins(rule: Rule, tokens: tuple[Token, ...], index: int) -> bool:
    for element in rule.pattern.elements:
        if element.slot or element.gap or element.optional or element.word_class:
            return True
        if index >= len(tokens) or element.keys.isdisjoint(tokens[index].keys):
            return False
        index += 1
    return True


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
    starts: dict[str, list[Rule]] = {}
    for kind in KINDS:
        for row in tables.get(kind, ()):
            for rule in _rules(kind, row, language):
                keys = first_keys(rule.pattern)
                if not keys:
                    raise DataError(f"pattern {rule.pattern.source!r} of {rule.id} must begin with a word")
                for key in sorted(keys):
                    starts.setdefault(key, []).append(rule)
    return Attribution(
        starts={key: tuple(sorted(rules, key=_longest_first)) for key, rules in starts.items()},
        verbs={kind: _keys(entries, language) for kind, entries in tables.get("verbs", {}).items()},
        words={kind: frozenset(entries) for kind, entries in tables.get("words", {}).items()},
    )


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
