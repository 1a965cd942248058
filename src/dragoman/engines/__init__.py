"""Which other programs may analyse sentences? Each engine module has the signature of ``syntax.analyse``."""

from __future__ import annotations

from ..errors import DragomanError


class EngineError(DragomanError):
    """An engine that cannot run: its package or its model file is missing; the message says what to install."""
