"""How many words of each language name each kind of act?

``python -m benchmarks.coverage [--write]`` prints, as Markdown, the rows of ``triggers.tsv`` by type, mode and
language and the acts of each type; ``--write`` puts the page into ``docs/coverage.md``. A row counts under the type and
mode of its act; where the act has an operator of its own, also under what the operator makes of it (a threat of
sanctions is a threat, an invitation is an agreement to meet). The count says nothing about how often a word occurs, nor
how well it is read: ``dragoman evaluate`` says that.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from dragoman.entries import Act
from dragoman.language import known_languages, load_common
from dragoman.modality import mode_in

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "coverage.md"
LANGUAGES = ROOT / "src" / "dragoman" / "languages"
INTRODUCTION = """\
# What each language can name

Made by `python -m benchmarks.coverage --write`; do not edit it by hand. A figure is the number of rows of
`triggers.tsv` whose act has this type and mode. A dash as mode is the type without a mode. An act that carries an
operator of its own counts twice: as the act inside, and as what the operator makes of it.
"""


class Coverage(NamedTuple):
    """What the lexicons hold: rows by language and act, acts by type."""

    languages: tuple[str, ...]
    rows: dict[str, Counter[str]]
    acts: dict[str, Act]
    types: dict[str, tuple[str, ...]]


def load() -> Coverage:
    """Count the trigger rows of every language."""
    common = load_common()
    languages = known_languages()
    types = {name: tuple(entry["modes"]) for name, entry in common.plover["types"].items()}
    return Coverage(languages, {code: _rows(code) for code in languages}, common.acts, types)


def cells(coverage: Coverage) -> dict[tuple[str, str], Counter[str]]:
    """Return how many rows of each language name each type and mode ("" for none)."""
    table: dict[tuple[str, str], Counter[str]] = {
        (kind, mode): Counter() for kind, modes in coverage.types.items() for mode in ("", *modes)
    }
    for code, rows in coverage.rows.items():
        for act, count in rows.items():
            for place in meanings(coverage.acts[act]):
                table.setdefault(place, Counter())[code] += count
    return table


def meanings(act: Act) -> tuple[tuple[str, str], ...]:
    """Return the types and modes that an act yields: its own, and where it has an operator what that makes of it.

    >>> meanings(Act("threaten.sanction", "SANCTION", "discontinue", (), "threaten"))
    (('SANCTION', 'discontinue'), ('THREATEN', 'restrict'))
    """
    own = (act.type, act.mode)
    if not act.op:
        return (own,)
    plover = load_common().plover
    for row in plover["rewrite"]:
        if row["op"] == act.op and row["act"] in (act.type, "*"):
            kind = act.type if row["type"] == "same" else str(row["type"])
            mode = str(row["mode"])
            if mode == "same":
                mode = act.mode
            elif mode == "by-act":
                mode = mode_in(kind, act.type, act.mode, plover)
            return (own,) if (kind, mode) == own else (own, (kind, mode))
    return (own,)


def page(coverage: Coverage) -> str:
    """Return the whole page as Markdown."""
    codes = coverage.languages
    lines = [INTRODUCTION, f"| type | mode | {' | '.join(codes)} |", f"|---|---|{'---:|' * len(codes)}"]
    for (kind, mode), counts in cells(coverage).items():
        lines.append(f"| {kind} | {mode or '-'} | {' | '.join(str(counts[code]) for code in codes)} |")
    totals = " | ".join(str(coverage.rows[code].total()) for code in codes)
    lines += [
        f"| all rows | | {totals} |",
        "",
        "## Acts of each type",
        "",
        "| type | acts | modes |",
        "|---|---:|---:|",
    ]
    by_type = Counter(act.type for act in coverage.acts.values())
    lines += [f"| {kind} | {by_type[kind]} | {len(modes)} |" for kind, modes in coverage.types.items()]
    lines.append(f"| all | {len(coverage.acts)} | {sum(map(len, coverage.types.values()))} |")
    return "\n".join(lines) + "\n"


def _rows(code: str) -> Counter[str]:
    lines = (LANGUAGES / code / "triggers.tsv").read_text("utf-8").splitlines()[1:]
    return Counter(line.split("\t", 1)[0] for line in lines if line.strip() and not line.startswith("#"))


def main() -> None:
    """Print the page, or write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(ROOT)}")
    text = page(load())
    if parser.parse_args().write:
        PAGE.write_text(text, "utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
