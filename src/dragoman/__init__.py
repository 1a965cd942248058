"""From a news page in any language to a sourced record of international politics.

>>> from dragoman import read
>>> reading = read("Poland accused Belarus of staging a provocation.", published="2021-11-12", language="en")
>>> [fact.event for fact in reading.facts if hasattr(fact, "event")]
['ACCUSE']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .errors import DragomanError
    from .evaluate import evaluate
    from .language import load_language
    from .model import Article, Reading
    from .reading import read, read_many
    from .serial import from_json, to_json
    from .store import open_store
    from .views.calendar import calendar
    from .views.index import index
    from .views.ledger import ledger

__version__ = "0.1.0"

_HOMES = {
    "Article": "model",
    "DragomanError": "errors",
    "Reading": "model",
    "calendar": "views.calendar",
    "evaluate": "evaluate",
    "from_json": "serial",
    "index": "views.index",
    "ledger": "views.ledger",
    "load_language": "language",
    "open_store": "store",
    "read": "reading",
    "read_many": "reading",
    "to_json": "serial",
}

__all__ = [
    "Article",
    "DragomanError",
    "Reading",
    "__version__",
    "calendar",
    "evaluate",
    "from_json",
    "index",
    "ledger",
    "load_language",
    "open_store",
    "read",
    "read_many",
    "to_json",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attributes are of many types
    """Import a public name on first use, so that ``import dragoman`` stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
