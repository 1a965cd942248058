"""Which persons does a byline name?

A byline is cut at its conjunctions; each part that has the shape of a personal name is kept, in the order of the
line. Where the phrase puts names in an oblique case ("with the participation of …"), ending rules of the language
bring first and last name back to the nominative; a name that no rule fits stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .fold import fold
from .model import Table

_WORD = re.compile(r"[^\W\d_][\w'\u2019\u02bc.-]*", re.UNICODE)
_TRIM = ' \t\n\r.,;:|/-\u2013\u2014\u2022()[]"\u00ab\u00bb'
_PARTICLE = 3
_LONGEST = 5


class NameRule(NamedTuple):
    """Endings of a first and a last name in an oblique case, and in the nominative."""

    case: str
    first: str
    first_nominative: str
    last: str
    last_nominative: str


class Naming(NamedTuple):
    """How names are listed: what joins them, which words are no names, and how oblique cases end."""

    conjunction: re.Pattern[str]
    place: re.Pattern[str] | None
    lead: re.Pattern[str] | None
    not_names: frozenset[str]
    endings: tuple[NameRule, ...]


def load_naming(tables: Sequence[Table]) -> Naming:
    """Compile the ``[names]`` tables of all languages.

    >>> load_naming([{"and": ["and"]}]).conjunction.split("jane roe and john doe")
    ['jane roe', 'john doe']
    """
    words = sorted({fold(word) for table in tables for word in table.get("and", ())}, key=lambda w: (-len(w), w))
    joined = "|".join(re.escape(word) for word in words)
    glue = (
        rf"\s*[,;]\s*(?:(?:{joined})\s+)?|\s+(?:{joined})\s+|\s*[/|&\u2022\u00b7\u22c5]\s*"
        if joined
        else r"\s*[,;/|&\u2022\u00b7\u22c5]\s*"
    )
    leads = sorted({fold(word) for table in tables for word in table.get("lead", ())})
    places = sorted({fold(word) for table in tables for word in table.get("place", ())})
    return Naming(
        place=re.compile(r"\s(?:" + "|".join(re.escape(word) for word in places) + r")\s") if places else None,
        lead=re.compile(r"^.*\b(?:" + "|".join(re.escape(word) for word in leads) + r")\s+") if leads else None,
        conjunction=re.compile(glue),
        not_names=frozenset(fold(word) for table in tables for word in table.get("not", ())),
        endings=tuple(rule for table in tables for rule in _endings(table)),
    )


def _endings(table: Table) -> Iterator[NameRule]:
    """Yield the rows of ``[names.endings]``: case = ["first>nominative last>nominative", …], "-" an empty ending."""
    for case, rows in table.get("endings", {}).items():
        for row in rows:
            (first, first_to), (last, last_to) = (part.split(">") for part in row.split())
            yield NameRule(case, first, first_to.strip("-"), last, last_to.strip("-"))


def person_names(text: str, naming: Naming, *, case: str = "nom") -> tuple[str, ...]:
    """Return the personal names listed in ``text``, each as written or brought from ``case`` to the nominative.

    >>> person_names("Jane Roe, John van Doe and staff", load_naming([{"and": ["and"], "not": ["staff"]}]))
    ('Jane Roe', 'John van Doe')
    """
    found: list[str] = []
    for part in split_names(text, naming):
        words = part.split()
        if is_name(words, naming):
            name = nominative(words, case, naming) if case != "nom" else " ".join(words)
            if name not in found:
                found.append(name)
    return tuple(found)


def split_names(text: str, naming: Naming) -> tuple[str, ...]:
    """Return the parts of a list of names, cut at commas and conjunctions.

    >>> split_names("Jane Roe; John Doe", load_naming([]))
    ('Jane Roe', 'John Doe')
    """
    parts, start = [], 0
    for cut in naming.conjunction.finditer(fold(text)):
        parts.append(text[start : cut.start()])
        start = cut.end()
    parts.append(text[start:])
    return tuple(part for part in (_placeless(raw, naming).strip(_TRIM) for raw in parts) if part)


def _placeless(part: str, naming: Naming) -> str:
    """Return the part without what leads to a name ("writing by …") and the place that follows it ("… in Geneva")."""
    led = naming.lead.match(fold(part)) if naming.lead else None
    part = part[led.end() :] if led else part
    cut = naming.place.search(fold(part)) if naming.place else None
    return part[: cut.start()] if cut and cut.start() else part


def is_name(words: list[str], naming: Naming) -> bool:
    """Tell whether the words look like one person's name: two to five, capitals first and last, no office word.

    >>> is_name(["Jane", "Roe"], load_naming([])), is_name(["the", "ministry"], load_naming([]))
    (True, False)
    """
    if not 2 <= len(words) <= _LONGEST:
        return False
    if not (words[0][0].isupper() and words[-1][0].isupper()):
        return False
    if any(fold(word) in naming.not_names for word in words):
        return False
    return all(_WORD.fullmatch(word) and (word[0].isupper() or len(word) <= _PARTICLE) for word in words)


def nominative(words: list[str], case: str, naming: Naming) -> str:
    """Return the name in the nominative by the first ending rule of ``case`` that fits first and last word.

    >>> rules = load_naming([{"endings": {"gen": ["a>- ova>ov"]}}])
    >>> nominative(["Ivana", "Petrova"], "gen", rules)
    'Ivan Petrov'
    """
    first, last = words[0], words[-1]
    for rule in naming.endings:
        if rule.case == case and first.endswith(rule.first) and last.endswith(rule.last):
            first = first.removesuffix(rule.first) + rule.first_nominative
            last = last.removesuffix(rule.last) + rule.last_nominative
            return " ".join([first, *words[1:-1], last])
    return " ".join(words)
