"""Which engine does a user name?

``network``: the trained network of the package, the default. ``chunks``: the forms of a language alone, no weights.
``udpipe:MODEL``: a UDPipe model file. ``spacy:PIPELINE``: an installed spaCy pipeline or the folder of one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from ..language import Language
from ..model import Analysis, Article
from ..syntax import analyse as chunks
from . import EngineError

Analyse = Callable[[Article, Language], Analysis]


def engine(name: str) -> Analyse:
    """Return the analysis that a name stands for.

    Raises EngineError where no engine has that name, or where a name needs a model and none is given.

    >>> engine("chunks").__module__
    'dragoman.syntax'
    """
    kind, _, model = name.partition(":")
    if kind == "chunks" and not model:
        return chunks
    if kind == "network" and not model:
        from .network_engine import analyse

        return analyse
    if kind == "udpipe" and model:
        from . import udpipe_engine

        return partial(udpipe_engine.analyse, model=Path(model))
    if kind == "spacy" and model:
        from . import spacy_engine

        return partial(spacy_engine.analyse, pipeline=model)
    raise EngineError(f"no syntax engine {name!r}: give network, chunks, udpipe:MODEL.udpipe or spacy:PIPELINE")
