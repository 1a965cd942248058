"""Are our labelled sentences well formed, and how many has each type? ``python -m training.sentences_check``

``training/sentences/<language>.jsonl`` holds one object a line: id, lang, text, event (a PLOVER type, "" for none),
mode, actor, recipient. The sentences of ``training/treebank`` with an ``# event =`` comment count too, and no text may
stand twice. Where a gold lies in ``../shared/gold``, none of its texts may be here, nor one that differs in a word or
two: what is measured must not have been learnt. Every fault is a line; exit status 1 where there is one.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
SENTENCES = ROOT / "training" / "sentences"
TREEBANK = ROOT / "training" / "treebank"
GOLD = ROOT.parent / "shared" / "gold"
_COMMON = ROOT / "src" / "dragoman" / "languages" / "common"
FLOORS = dict.fromkeys(("en", "ru", "uk"), (60, 300))  # at least so many of each type, and of none
_FIELDS = ("id", "lang", "text", "event", "mode", "actor", "recipient")
_WORDS = (5, 30)
_NEAR = 0.8  # the part of two sentences' words that both have
_FOREIGN = {"uk": "[ыэёъЫЭЁЪ]", "ru": "[іїєґІЇЄҐ]", "en": "[\u0400-\u04ff]"}
_APOSTROPHES = str.maketrans({"\N{MODIFIER LETTER APOSTROPHE}": "'", "\N{RIGHT SINGLE QUOTATION MARK}": "'"})
_NEEDS_TWO = ("COOPERATE",)
_NEEDS_RECIPIENT = ("AID", "SANCTION")
_UNKNOWN = ("UAF", "UNK")


class Text(NamedTuple):
    """A sentence that was read somewhere: where, in which language, labelled how ("" for none)."""

    where: str
    lang: str
    text: str
    event: str


def main() -> None:
    """Print the counts of every language, then every fault."""
    ours, faults = read_sentences()
    texts = [*ours, *treebank()]
    for line in table(texts):
        print(line)
    faults += [*repeated(texts), *too_few(texts), *leaked(ours, gold())]
    print("\n".join(faults) or "no faults")
    sys.exit(1 if faults else 0)


def read_sentences(folder: Path = SENTENCES) -> tuple[list[Text], list[str]]:
    """Return the sentences of a folder and what is wrong with each by itself."""
    ours: list[Text] = []
    faults: list[str] = []
    seen: set[str] = set()
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            where = f"{path.name}:{number}"
            try:
                record = json.loads(line)
            except json.JSONDecodeError as error:
                faults.append(f"{where}: no JSON: {error}")
                continue
            wrong = list(check(record, path.stem))
            if not wrong and record["id"] in seen:
                wrong = [f"id {record['id']} stands twice"]
            faults += [f"{where}: {fault}" for fault in wrong]
            if not wrong:
                seen.add(record["id"])
                ours.append(Text(f"{where} {record['id']}", record["lang"], record["text"], record["event"]))
    return ours, faults


def check(record: dict[str, Any], lang: str) -> Iterator[str]:
    """Yield what is wrong with one record of a language's file.

    >>> good = {"id": "en-s-0001", "lang": "en", "text": "Poland accused Belarus of fraud.", "event": "ACCUSE",
    ...         "mode": "allege", "actor": ["POL"], "recipient": ["BLR"]}
    >>> list(check(good, "en"))
    []
    >>> list(check(good | {"mode": "visit", "actor": []}, "en"))
    ['mode visit is none of ACCUSE', 'an event without an actor']
    """
    if not isinstance(record, dict) or tuple(record) != _FIELDS:
        yield f"the fields must be {', '.join(_FIELDS)}, in this order"
        return
    strings = all(isinstance(record[name], str) for name in _FIELDS[:5])
    lists = all(
        isinstance(record[name], list) and all(isinstance(c, str) for c in record[name]) for name in _FIELDS[5:]
    )
    if not strings or not lists:
        yield "id, lang, text, event and mode are strings, actor and recipient lists of strings"
        return
    yield from _text(record["id"], record["lang"], record["text"], lang)
    yield from _label(record["event"], record["mode"], record["actor"], record["recipient"])


def _text(name: str, said: str, text: str, lang: str) -> Iterator[str]:
    if said != lang:
        yield f"lang {said} in the file of {lang}"
    if not re.fullmatch(rf"{lang}-s-\d{{4}}", name):
        yield f"id {name} is not like {lang}-s-0001"
    if text != " ".join(text.split()):
        yield "spaces: one between words, none at the ends"
    if not _WORDS[0] <= len(words(text)) <= _WORDS[1]:
        yield f"{len(words(text))} words, not {_WORDS[0]} to {_WORDS[1]}"
    if lang in _FOREIGN and (strange := re.search(_FOREIGN[lang], text)):
        yield f"the letter {strange[0]} is not of {lang}"


def _label(event: str, mode: str, actor: list[str], recipient: list[str]) -> Iterator[str]:
    if not event:
        if mode or actor or recipient:
            yield "no event has neither mode nor actor nor recipient"
        return
    if event not in types():
        yield f"event {event} is no PLOVER type"
        return
    if mode and mode not in types()[event]:
        yield f"mode {mode} is none of {event}"
    if not actor:
        yield "an event without an actor"
    if event in _NEEDS_RECIPIENT and not recipient:
        yield f"{event} without a recipient"
    if event in _NEEDS_TWO and len(actor) + len(recipient) < 2:
        yield f"{event} of one party"
    yield from (f"code {code} is not known" for code in (*actor, *recipient) if not known(code))


def known(code: str) -> bool:
    """Is this a state or body with a PLOVER sector or none, or an unknown actor (".UNK", ".UAF")?

    >>> [known(code) for code in ("POL", "POL.GOV", "EUU", ".UAF", "XXX", "POL.KGB", ".GOV")]
    [True, True, True, True, False, False, False]
    """
    country, dot, sector = code.partition(".")
    if not country:
        return sector in _UNKNOWN
    return country in countries() and (sector in sectors() if dot else True)


@cache
def _plover() -> dict[str, Any]:
    return tomllib.loads((_COMMON / "plover.toml").read_text("utf-8"))


@cache
def types() -> dict[str, tuple[str, ...]]:
    """Return the PLOVER types with their modes."""
    return {name: tuple(row["modes"]) for name, row in _plover()["types"].items()}


@cache
def sectors() -> frozenset[str]:
    """Return the PLOVER sectors."""
    return frozenset(_plover()["sectors"])


@cache
def countries() -> frozenset[str]:
    """Return the codes of states and bodies."""
    columns = (("states.tsv", 0), ("bodies.tsv", 1))
    rows = [(line.split("\t"), at) for name, at in columns for line in _lines(_COMMON / name)]
    return frozenset(row[at] for row, at in rows if len(row) > at)


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines()[1:] if line and not line.startswith("#")]


def treebank(folder: Path = TREEBANK) -> Iterator[Text]:
    """Yield the labelled sentences of our treebank."""
    for path in sorted(folder.glob("*.conllu")):
        for block in path.read_text("utf-8").strip().split("\n\n"):
            pairs = (line[2:].split(" =", 1) for line in block.split("\n") if line.startswith("# ") and " =" in line)
            said = {name: value.strip() for name, value in pairs}
            if said.get("event"):
                event = said["event"].split()[0]
                name = f"{path.name} {said.get('sent_id', '')}"
                yield Text(name, path.name.split("_")[0], said["text"], "" if event == "NONE" else event)


def gold(folder: Path = GOLD) -> Iterator[Text]:
    """Yield the texts of the gold, articles sentence by line; nothing where it is absent."""
    for path in sorted(folder.rglob("*.jsonl")) if folder.is_dir() else ():
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            for part in re.split(r"\n+|(?<=[.!?»]) ", record["text"]):
                if len(words(part)) >= _WORDS[0]:
                    yield Text(f"{path.name} {record['id']}", record["lang"], part, "")


def words(text: str) -> tuple[str, ...]:
    """Return a text's words for comparison: small letters, no signs.

    >>> words("Rain, rain — go away!")
    ('rain', 'rain', 'go', 'away')
    """
    return tuple(re.findall(r"\w+(?:['-]\w+)*", text.translate(_APOSTROPHES).lower()))


def repeated(texts: list[Text]) -> Iterator[str]:
    """Yield the sentences that stand twice, here or in the treebank."""
    ordered = sorted(texts, key=lambda one: (words(one.text), one.where))
    for one, other in pairwise(ordered):
        if words(one.text) == words(other.text) and "jsonl" in one.where + other.where:
            yield f"{one.where} and {other.where}: the same text"


def leaked(ours: list[Text], gold: Iterator[Text]) -> Iterator[str]:
    """Yield our sentences that are, but for a word or two, in the gold.

    >>> held = Text("gold 1", "en", "Poland accused Belarus of a grave fraud.", "")
    >>> list(leaked([Text("en 1", "en", "Poland accuses Belarus of a grave fraud", "ACCUSE")], iter([held])))
    ['en 1: too near to gold 1']
    """
    bags = [(one, frozenset(words(one.text))) for one in gold]
    for our in ours:
        bag = frozenset(words(our.text))
        near = next((o for o, b in bags if o.lang == our.lang and len(bag & b) >= _NEAR * min(len(bag), len(b))), None)
        if near:
            yield f"{our.where}: too near to {near.where}"


def table(texts: list[Text]) -> Iterator[str]:
    """Yield the counts per type, a column for each language: sentences here + sentences of the treebank."""
    langs = sorted({one.lang for one in texts})
    here = Counter((one.lang, one.event) for one in texts if "jsonl" in one.where)
    there = Counter((one.lang, one.event) for one in texts if "conllu" in one.where)
    yield f"{'':10}" + "".join(f"{lang:>12}" for lang in langs)
    for event in (*types(), ""):
        cells = (f"{here[lang, event]} + {there[lang, event]}" for lang in langs)
        yield f"{event or 'NONE':10}" + "".join(f"{cell:>12}" for cell in cells)


def too_few(texts: list[Text]) -> Iterator[str]:
    """Yield the types of which a language has too few sentences.

    A language without a floor or without a file of its own is counted, not judged.
    """
    counts = Counter((one.lang, one.event) for one in texts)
    here = {one.lang for one in texts if "jsonl" in one.where}
    for lang, (some, none) in ((lang, floor) for lang, floor in FLOORS.items() if lang in here):
        for event in (*types(), ""):
            floor = some if event else none
            if counts[lang, event] < floor:
                yield f"{lang}: {counts[lang, event]} of {event or 'NONE'}, not {floor}"


if __name__ == "__main__":
    main()
