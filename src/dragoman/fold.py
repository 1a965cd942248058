"""How can two spellings be compared without moving a character?

``fold`` lowers case and maps look-alike signs (apostrophes, dashes, spaces) to one form each, always one character to
one character, so an offset into folded text is an offset into the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_APOSTROPHES = (
    "\N{RIGHT SINGLE QUOTATION MARK}",
    "\N{LEFT SINGLE QUOTATION MARK}",
    "\N{MODIFIER LETTER APOSTROPHE}",
    "\N{PRIME}",
    "\N{GRAVE ACCENT}",
    "\N{ACUTE ACCENT}",
)
_DASHES = (
    "\N{HYPHEN}",
    "\N{NON-BREAKING HYPHEN}",
    "\N{FIGURE DASH}",
    "\N{EN DASH}",
    "\N{EM DASH}",
    "\N{HORIZONTAL BAR}",
    "\N{MINUS SIGN}",
)
_SPACES = (
    "\N{NO-BREAK SPACE}",
    "\N{THIN SPACE}",
    "\N{NARROW NO-BREAK SPACE}",
    "\N{FIGURE SPACE}",
    "\N{EN SPACE}",
    "\N{EM SPACE}",
    "\N{HAIR SPACE}",
    "\t",
)

FOLDS: dict[int, str] = {
    **{ord(sign): "'" for sign in _APOSTROPHES},
    **{ord(sign): "-" for sign in _DASHES},
    **{ord(sign): " " for sign in _SPACES},
}

_SIGNS = re.compile("[" + "".join(re.escape(chr(code)) for code in FOLDS) + "]")


def fold(text: str, extra: Mapping[int, str] | None = None) -> str:
    """Return ``text`` made comparable, of the same length.

    ``extra`` maps further code points to single characters (a language's own letters that are written two ways); none
    of these is mapped itself.

    >>> fold("Прем\N{RIGHT SINGLE QUOTATION MARK}єр")
    "прем'єр"
    >>> len(fold("İstanbul")) == len("İstanbul")
    True
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    lower = _SIGNS.sub(_plain, lower)
    for code, plain in (extra or {}).items():
        lower = lower.replace(chr(code), plain)
    return lower


def _plain(sign: re.Match[str]) -> str:
    return FOLDS[ord(sign[0])]
