"""Where do the pages of one command come from, and how are they gone through twice?

Pages of one host tell together which lines the host prints everywhere, so all of them are looked at before the first is
read. Files are opened when their turn comes, and again; what comes from the network or from standard input comes once
and is put into a folder. No more than one page is in memory.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from .errors import DragomanError


class Gathered(NamedTuple):
    """A page at hand: the name the user gave it, its file, the encoding and address its server gave ("" for none).

    ``error`` is why it could not be had.
    """

    name: str
    path: Path
    encoding: str = ""
    url: str = ""
    error: DragomanError | None = None

    def open(self) -> tuple[str | bytes, str]:
        """Return the page and its address; raises OSError or DragomanError for what cannot be had."""
        from .decode import decode

        if self.error:
            raise self.error
        content = self.path.read_bytes()
        return (decode(content, declared=self.encoding) if self.url else content), self.url


def gather(sources: Sequence[str], folder: Path) -> tuple[Gathered, ...]:
    """Return the pages of files, URLs and standard input ("-"), in order; ``folder`` takes what comes from elsewhere.

    >>> [page.path.name for page in gather(["a.html"], Path("unused"))]
    ['a.html']
    """
    return tuple(_gathered(source, folder / str(number)) for number, source in enumerate(sources))


def opened(pages: Sequence[Gathered]) -> Iterator[tuple[str | bytes, str]]:
    """Yield the pages that can be opened, each with its address."""
    for page in pages:
        try:
            yield page.open()
        except (OSError, DragomanError):
            continue


def _gathered(source: str, spare: Path) -> Gathered:
    """Return a source as a file: its own, or ``spare`` with what came from elsewhere."""
    if source == "-":
        spare.write_bytes(sys.stdin.buffer.read())
        return Gathered(source, spare)
    if "://" not in source:
        return Gathered(source, Path(source))
    from .fetch import fetch

    try:
        content, encoding, url = fetch(source)
    except DragomanError as error:
        return Gathered(source, spare, error=error)
    spare.write_bytes(content)
    return Gathered(source, spare, encoding, url)
