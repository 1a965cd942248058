"""With which words does a language set something down for a day: an election, a signing, a deadline, an expiry?

``languages/<xx>/scheduled.toml`` says it; ``views/scheduled.py`` reads texts by it. A rule names what is set down
(``what``), and for each standing the words that tell it (``planned``, ``held``, ``postponed``, ``cancelled``,
``proposed``). Words are written in lower case, as they stand in a text: ``a/b`` is either, ``sign*`` every form that
begins so, ``$DOCUMENT`` a word of the set of that name in ``[words]``, ``~`` up to four words between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from .errors import DataError
from .folder import root, toml
from .language import Language, load_language, surface
from .model import Token
from .sentences import words_of

STANDINGS = ("planned", "held", "postponed", "cancelled", "proposed")
_GAP, _SET, _STAR = "~", "$", "*"
_GAP_TOKENS = 4
_LISTS = ("what", "beside", "not_after", "not_before", "block", *STANDINGS)


class Item(NamedTuple):
    """A place in a phrase: the forms that may stand there, and the beginnings of such forms; both empty for a gap."""

    forms: frozenset[str]
    stems: tuple[str, ...]

    def fits(self, form: str) -> bool:
        """Tell whether a folded form may stand here."""
        return form in self.forms or (bool(self.stems) and form.startswith(self.stems))


Phrase = tuple[Item, ...]


class Phrases:
    """Some phrases of a rule, found by the first letter of a token."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_letter: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            letters = {word[0] for word in (*phrase[0].forms, *phrase[0].stems)}
            for letter in sorted(letters):
                self._by_letter.setdefault(letter, []).append(phrase)

    def at(self, tokens: tuple[Token, ...], start: int) -> int:
        """Return where the longest phrase that begins at a token ends, -1 for none."""
        phrases = self._by_letter.get(tokens[start].form[:1], ())
        return max((_end(phrase, tokens, start) for phrase in phrases), default=-1)

    def find(self, tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
        """Yield the token ranges ``[first, last)`` of the phrases in a sentence, the longest at each place."""
        for start in range(len(tokens)):
            end = self.at(tokens, start)
            if end > 0:
                yield start, end


class Rule(NamedTuple):
    """A rule: what is set down for a day, and the words that tell how it stands.

    ``kind`` is the kind of talk ("" a meeting); ``whose`` "state" where one state holds it, else "all"; ``least``: how
    many parties have to be named; ``beside``: words that their date alone makes an appointment ("the May election").
    """

    id: str
    kind: str
    whose: str
    least: int
    what: Phrases
    beside: Phrases
    not_after: Phrases
    not_before: Phrases
    block: Phrases
    standings: tuple[tuple[str, Phrases], ...]


class Named(NamedTuple):
    """A reference name for what a kind of rule finds, and its words; ``alone``: it counts where nobody holds it."""

    kind: str
    name: str
    alone: bool
    words: Phrases


class Scheduled(NamedTuple):
    """The rules of a language, and the reference names of what they find.

    Where a word of ``block`` stands no rule speaks; right after those of ``ahead`` a date lies ahead ("put off until").
    """

    rules: tuple[Rule, ...]
    names: tuple[Named, ...]
    block: Phrases
    ahead: Phrases


@cache
def load_scheduled(code: str) -> Scheduled:
    """Return the rules of a language; none where its folder has no ``scheduled.toml``.

    >>> sorted({rule.kind for rule in load_scheduled("en").rules})
    ['', 'deadline', 'election', 'expiry', 'signing']
    """
    file = f"{code}/scheduled.toml"
    table = toml(root().joinpath(code), "scheduled.toml")
    if not table:
        return Scheduled((), (), Phrases(()), Phrases(()))
    language = load_language(code)
    words: dict[str, tuple[str, ...]] = {}
    for name, line in table.get("words", {}).items():
        words[name] = tuple(_expanded(str(line), words, f"words.{name}", file))

    def phrases(owner: str, entries: Any) -> Phrases:  # noqa: ANN401 - TOML
        found = [_phrase(str(entry), words, language, f"{owner}: {entry}", file) for entry in entries]
        return Phrases(found)

    rules = []
    for row in table.get("rule", ()):
        unknown = set(row) - {"id", "kind", "whose", "least", "examples", "not", *_LISTS}
        if unknown or not row.get("id"):
            raise DataError(f"a rule with {', '.join(sorted(unknown)) or 'no id'}", file=file)
        lists = {name: phrases(row["id"], row.get(name, ())) for name in _LISTS}
        standings = tuple((name, lists[name]) for name in STANDINGS if row.get(name))
        what, beside, not_after, not_before, block = (lists[name] for name in _LISTS[:5])
        kind, whose = str(row.get("kind", "")), str(row.get("whose", "all"))
        least = int(row.get("least", 1))
        rules.append(Rule(row["id"], kind, whose, least, what, beside, not_after, not_before, block, standings))
    names = tuple(
        Named(row["kind"], row["name"], bool(row.get("alone")), phrases(row["name"], row["words"]))
        for row in table.get("name", ())
    )
    block, ahead = (phrases(name, table.get(name, ())) for name in ("block", "ahead"))
    return Scheduled(tuple(rules), names, block, ahead)


def _expanded(line: str, words: dict[str, tuple[str, ...]], owner: str, file: str) -> Iterator[str]:
    """Yield the words of a set; the sets before it may be named in it."""
    for word in line.split():
        if not word.startswith(_SET):
            yield word
        elif word[1:] in words:
            yield from words[word[1:]]
        else:
            raise DataError(f"{owner}: no words {word!r} stand before it", file=file)


def _phrase(entry: str, words: dict[str, tuple[str, ...]], language: Language, owner: str, file: str) -> Phrase:
    items: list[Item] = []
    for written in entry.split():
        if written == _GAP:
            items.append(Item(frozenset(), ()))
            continue
        columns = [_pieces(word, language.code) for word in _expanded(written.replace("/", " "), words, owner, file)]
        if len({len(column) for column in columns}) != 1:
            raise DataError(f"{owner}: {written!r} holds words of one token and of several", file=file)
        for column in zip(*columns, strict=True):
            forms = frozenset(word for word in column if not word.endswith(_STAR))
            items.append(Item(forms, tuple(word[:-1] for word in column if word.endswith(_STAR))))
    if not items or not (items[0].forms or items[0].stems):
        raise DataError(f"{owner}: a phrase begins with a word", file=file)
    return tuple(items)


@cache
def _pieces(word: str, code: str) -> tuple[str, ...]:
    """Return the folded tokens of a word; a star stays with the last."""
    language = load_language(code)
    plain = word.removesuffix(_STAR)
    folded = surface(language, plain)
    if folded.isalpha():
        return (folded + _STAR if word.endswith(_STAR) else folded,)
    pieces = [folded[start:end] for start, end in words_of(plain, language.tokenizer)]
    return (*pieces[:-1], pieces[-1] + _STAR) if word.endswith(_STAR) and pieces else tuple(pieces)


def _end(phrase: Phrase, tokens: tuple[Token, ...], start: int) -> int:
    """Return where a phrase that begins at a token ends, -1 where it does not stand there."""
    index = start
    for number, item in enumerate(phrase):
        if not (item.forms or item.stems):
            rest = phrase[number + 1 :]
            for skip in range(_GAP_TOKENS + 1):
                stretch = tokens[index : index + skip]
                if index + skip >= len(tokens) or any(not token.form[0].isalnum() for token in stretch[-1:]):
                    return -1
                end = _end(rest, tokens, index + skip)
                if end > 0:
                    return end
            return -1
        if index >= len(tokens) or not item.fits(tokens[index].form):
            return -1
        index += 1
    return index
