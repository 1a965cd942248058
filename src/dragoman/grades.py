"""How far may a source be trusted, says whom?

Nobody but the user: a table of their own gives sources Admiralty grades (STANAG 2022), a letter for how reliable the
source is (A–F) and a digit for how credible what it says is (1–6). Whom the table does not name cannot be judged: F6.
Nothing else moves a grade; a claim printed a hundred times keeps the grade of the one who made it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .errors import RecordError

UNJUDGED = "F6"
_GRADE = re.compile("[A-F][1-6]")


class Grades(NamedTuple):
    """Grades by name: an Actor id, the beginning of one (``RUS.GOV``), an outlet's name or a host, in lower case."""

    rows: Mapping[str, str]

    def of(self, names: Iterable[str]) -> str:
        """Return the grade of the first name the table knows; of an id with dots also that of what it is part of.

        >>> Grades({"rus": "D4"}).of(["RUS.GOV.mod"]), Grades({}).of(["CNN"])
        ('D4', 'F6')
        """
        for name in names:
            key = name.casefold()
            while key:
                if key in self.rows:
                    return self.rows[key]
                key = key.rpartition(".")[0] if " " not in key else ""
        return UNJUDGED


def parse_grades(text: str, where: str = "grades") -> Grades:
    """Return the grades of a table: a source and its grade per line, parted by a tab; ``#`` begins a comment.

    Raises RecordError naming the line that is not well formed.

    >>> parse_grades("# ours\\nCNN\\tB2\\n").of(["cnn"])
    'B2'
    """
    rows: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not line.strip() or line.startswith("#") or [cell.casefold() for cell in cells[:2]] == ["source", "grade"]:
            continue
        if len(cells) < 2 or not cells[0] or not _GRADE.fullmatch(cells[1].upper()):
            raise RecordError(f"{where}:{number}: write a source, a tab and a grade from A1 to F6")
        rows[cells[0].casefold()] = cells[1].upper()
    return Grades(rows)
