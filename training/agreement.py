"""How far do two annotators agree? ``python -m training.agreement FIRST.conllu SECOND.conllu`` (same sentence ids)"""

from __future__ import annotations

import argparse
from pathlib import Path

from .conllu import Tree, parse
from .score import MEASURES, score


def main() -> None:
    """Print the agreement on the sentences that both files have."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path, nargs="+")
    parser.add_argument("--second", type=Path, required=True)
    given = parser.parse_args()
    first = {name: tree for path in given.first for name, tree in by_name(path).items()}
    second = by_name(given.second)
    shared = [name for name in second if name in first]
    counts = score((first[name], second[name]) for name in shared)
    words = sum(len(first[name]) for name in shared)
    cells = " ".join(f"{measure} {counts[measure].f1:.1f}" for measure in MEASURES)
    print(f"{given.second.stem}: {len(shared)} sentences, {words} words: {cells}")


def by_name(path: Path) -> dict[str, Tree]:
    """Return the trees of a file by their sentence ids."""
    found = {}
    for block in path.read_text("utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        name = next(line.partition(" = ")[2] for line in lines if line.startswith("# sent_id = "))
        found[name] = next(parse(lines))
    return found


if __name__ == "__main__":
    main()
