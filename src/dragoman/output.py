"""How does a command tell what it found, and what failed?

Results go to standard output or a file, failures to standard error, one line each: ``error: SOURCE: what; what to do``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from .model import Table, Value

PIPE_WIDTH = 120


class Listing(StrEnum):
    """How a list is written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"


class Failures:
    """The inputs that failed: each is told at once; the exit code comes at the end."""

    def __init__(self) -> None:
        self.count = 0

    def tell(self, source: str, message: str) -> None:
        """Print one error line and remember that something failed."""
        self.count += 1
        typer.echo(f"error: {source}: {' '.join(message.split())}", err=True)

    def leave(self) -> None:
        """End the program with exit code 1 where anything failed."""
        if self.count:
            raise typer.Exit(1)


def wrong_usage(message: str) -> NoReturn:
    """End the program with exit code 2 and one line that says how the command is meant."""
    typer.echo(f"error: {message}", err=True)
    raise typer.Exit(2)


def write_text(text: str, out: Path | None) -> None:
    """Write text as UTF-8 to a file, or to standard output."""
    data = (text.rstrip("\n") + "\n").encode("utf-8", "surrogatepass")
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(data)


def write_values(values: Iterable[Value | Table], format: Listing, out: Path | None, *, one: bool = False) -> None:
    """Write values as JSON lines or as a JSON array; with ``one`` a single value stands alone, without an array."""
    import msgspec

    if format is Listing.jsonl:
        _write_lines((msgspec.json.encode(value) for value in values), out)
        return
    items = list(values)
    encoded = msgspec.json.encode(items[0] if one and len(items) == 1 else items)
    write_text(msgspec.json.format(encoded, indent=2).decode(), out)


def _write_lines(lines: Iterable[bytes], out: Path | None) -> None:
    """Write each line as it comes, to a file or to standard output."""
    if out is None:
        sys.stdout.flush()
        for line in lines:
            sys.stdout.buffer.write(line + b"\n")
            sys.stdout.buffer.flush()
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("wb") as file:
        file.writelines(line + b"\n" for line in lines)


def write_tables(tables: Iterable[RenderableType], out: Path | None) -> None:
    """Write tables: to a terminal in its own width and colours, elsewhere plain and 120 wide."""
    from rich.console import Console

    if out is None:
        _print_all(Console(width=None if sys.stdout.isatty() else PIPE_WIDTH), tables)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as file:
        _print_all(Console(file=file, width=PIPE_WIDTH), tables)


def _print_all(console: Console, tables: Iterable[RenderableType]) -> None:
    for table in tables:
        console.print(table)
