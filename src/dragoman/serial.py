"""How does a record become JSON and come back the same?"""

from __future__ import annotations

from functools import cache

import msgspec

from .errors import RecordError
from .model import Reading, Value


def to_json(value: Value | tuple[Value, ...]) -> str:
    """Return a record value (or a tuple of them) as compact JSON in one line, keys in the order of the contract.

    >>> from dragoman.model import Evidence, Span
    >>> to_json(Evidence(span=Span(0, 4), rule="en.time.day"))
    '{"span":{"start":0,"end":4},"rule":"en.time.day"}'
    """
    return msgspec.json.encode(value).decode()


@cache
def _decoder() -> msgspec.json.Decoder[Reading]:
    return msgspec.json.Decoder(Reading)


def from_json(line: str | bytes) -> Reading:
    """Return the reading that one line of JSON holds; raise RecordError where it holds none."""
    try:
        return _decoder().decode(line)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise RecordError(f"not a reading: {error}; write records with `dragoman read --format jsonl`") from error
