"""Write the expected records of the example pages anew: ``python -m tests.renew`` from the root of the repository.

Look at the difference before you commit it: every line that changes is a fact that was gained, lost or read otherwise.
"""

from __future__ import annotations

from pathlib import Path

from dragoman import read, to_json

EXAMPLES = Path(__file__).parents[1] / "examples"


def pages() -> list[Path]:
    """Return the example pages by name."""
    return sorted(EXAMPLES.glob("*.html"))


def expected(page: Path) -> Path:
    """Return where the record of a page lies."""
    return page.with_suffix(".expected.jsonl")


def main() -> None:
    """Read every example page and write its record beside it."""
    for page in pages():
        expected(page).write_text(to_json(read(page.read_bytes())) + "\n", "utf-8")
        print(f"wrote {expected(page).name}")


if __name__ == "__main__":
    main()
