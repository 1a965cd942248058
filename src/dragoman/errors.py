"""What can go wrong, one class per case.

A message says in one line what was wrong, where, and what to do about it; it is what a user reads on stderr.
"""

from __future__ import annotations


class DragomanError(Exception):
    """Root of every error dragoman raises on purpose."""


class InputError(DragomanError):
    """A page that cannot be read: empty, binary, not a page."""


class LanguageError(DragomanError):
    """No language of the text is known to this installation."""


class DateError(DragomanError):
    """A publication date that is no date."""


class FetchError(DragomanError):
    """A URL that could not be retrieved."""


class DataError(DragomanError):
    """A data file of a language that is not well formed; the message names file, line and column."""

    def __init__(self, message: str, *, file: str = "", line: int = 0, text: str = "", column: int = 0) -> None:
        where = f"{file}:{line}: " if line else (f"{file}: " if file else "")
        caret = f"\n  {text}\n  {' ' * column}^" if text else ""
        super().__init__(where + message + caret)


class RecordError(DragomanError):
    """A record that does not verify: a span outside its text, a hash that does not fit."""
