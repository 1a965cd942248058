"""How well are phrases of time resolved, and how fast? ``python -m benchmarks.times ../shared/times``.

Every phrase is read with the assistant's policy against its reference time. Two measures: the start at the grain of the
record, and the full interval (for a point the grain as well, for an open one the direction). With ``--misses`` every
wrong one is printed; ``--text FILE`` measures the scan on running text of your own.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import tomllib
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from dragoman.timegrammar import Grammar, compile_grammar
from dragoman.times import Found, scan_times

LANGUAGES = ("uk", "ru", "en", "pl", "bg", "de", "fr", "es")  # the last five for orientation
SETS = ("main", "default")
Row = dict[str, Any]


def has_grammar(code: str) -> bool:
    return files("dragoman").joinpath("languages").joinpath(code).joinpath("times.toml").is_file()


def grammar_of(code: str) -> Grammar:
    folder = files("dragoman").joinpath("languages").joinpath(code)
    own = (
        tomllib.loads(folder.joinpath("language.toml").read_text("utf-8"))
        if folder.joinpath("language.toml").is_file()
        else {}
    )
    extra = {ord(a): b for a, b in own.get("fold", {}).items()}
    return compile_grammar(tomllib.loads(folder.joinpath("times.toml").read_text("utf-8")), extra)


def rows(folder: Path, name: str) -> Iterator[Row]:
    for line in (folder / name).read_text("utf-8").splitlines():
        yield json.loads(line)


def moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def floored(value: datetime, grain: str) -> tuple[int, ...]:
    parts = (value.year, value.month, value.day, value.hour, value.minute, value.second)
    keep = {"year": 1, "quarter": 2, "month": 2, "week": 3, "day": 3, "hour": 4, "minute": 5, "second": 6}
    return parts[: keep[grain]]


def judged(row: Row, found: Found | None) -> tuple[bool, bool]:
    """Tell whether the start is right at the grain of the record, and whether all of it is."""
    wanted = moment(row["start"])
    if found is None or wanted is None:
        return False, False
    ours = found.end if row.get("direction") == "before" and not found.start else found.start
    start = moment(ours)
    if start is None:
        return False, False
    start = start.replace(tzinfo=None)
    wanted = wanted.replace(tzinfo=None)
    right = floored(start, row["grain"]) == floored(wanted, row["grain"])
    if row["kind"] == "interval":
        end, last = moment(found.end), moment(row["end"])
        full = (
            start == wanted
            and end is not None
            and last is not None
            and end.replace(tzinfo=None) == last.replace(tzinfo=None)
        )
    elif row["kind"] == "point":
        full = start == wanted and found.grain == row["grain"]
    else:
        full = right and found.direction == row["direction"]
    return right, full and right


def longest(found: list[Found]) -> Found | None:
    return max(found, key=lambda f: f.span.end - f.span.start, default=None)


def measure(folder: Path, code: str, misses: bool) -> None:
    grammar = grammar_of(code)
    count = right = full = 0
    plain = plain_right = 0
    for row in rows(folder, f"duckling_{code}.jsonl"):
        if row["set"] not in SETS:
            continue
        found = longest(scan_times(row["phrase"], grammar, datetime.fromisoformat(row["reference"]), policy="forward"))
        start_right, all_right = judged(row, found)
        count, right, full = count + 1, right + start_right, full + all_right
        if "holiday" not in row:
            plain, plain_right = plain + 1, plain_right + start_right
        if misses and not all_right:
            mark = "start" if not start_right else "full "
            wanted = (row["kind"], row["grain"], row["start"][:19], row.get("end", "")[:19], row.get("direction", ""))
            print(f"  {mark} {row['phrase']!r}: {' '.join(wanted)}")
            print(
                f"        {found and (found.start, found.end, found.grain, found.value, found.direction, found.rule)}"
            )
    print(f"{code}: {count} phrases, start {right / count:.1%}, full {full / count:.1%}", end=", ")
    print(f"start without holidays {plain_right / plain:.1%}")
    wrong = []
    for row in rows(folder, "duckling_negative.jsonl"):
        if row["lang"] == code:
            for policy in ("forward", "news"):
                if scan_times(row["phrase"], grammar, datetime.fromisoformat(row["reference"]), policy=policy):
                    wrong.append((policy, row["phrase"]))
    print(f"{code}: negatives matched: {wrong or 'none'}")


def speed(code: str, text: str) -> None:
    grammar = grammar_of(code)
    anchor = datetime(2022, 1, 19)
    best = float("inf")
    count = 0
    for _ in range(5):
        begin = time.process_time()
        count = len(scan_times(text, grammar, anchor))
        best = min(best, time.process_time() - begin)
    size = len(text.encode("utf-8"))
    print(f"{code}: {size / best / 1e6:.2f} MB/s on {size / 1e6:.2f} MB of text with {count} times")


def running_text(folder: Path, code: str) -> str:
    """Sentences of the development gold beside the phrases, repeated to about two megabytes."""
    gold = folder.parent / "gold"
    files_ = [
        f"gsr_dev_{code}.jsonl",
        *(f"challenge/{kind}_{code}.jsonl" for kind in ("no_event", "modality", "roles", "actors")),
    ]
    articles = [row["text"] for row in rows(gold, "articles_dev.jsonl") if row["lang"] == code]
    sentences = [row["text"] for name in files_ for row in rows(gold, name)]
    text = "\n".join(articles + sentences)
    return "\n".join([text] * max(1, 2_000_000 // len(text.encode("utf-8"))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--text", type=Path)
    options = parser.parse_args()
    for code in [options.language] if options.language else LANGUAGES:
        if not has_grammar(code):
            count = sum(row["set"] in SETS for row in rows(options.folder, f"duckling_{code}.jsonl"))
            print(f"{code}: {count} phrases, none read: languages/{code}/times.toml does not exist")
            continue
        measure(options.folder, code, options.misses)
        speed(code, options.text.read_text("utf-8") if options.text else running_text(options.folder, code))


if __name__ == "__main__":
    sys.exit(main())
