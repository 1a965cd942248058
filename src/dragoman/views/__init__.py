"""What do many readings give together? The calendar of talks, the ledger of demands, the index of tension.

Views are computed from readings whenever they are asked for, and never stored as truth. What they share stands here:
by which id an actor takes part.
"""

from __future__ import annotations

from ..entries import Common
from ..model import Actor

_APART = frozenset({"PRE", "REB", "OPP"})
_CODES_OF_MANY = frozenset({"IGO", "NGO", ""})


def participant_of(actor: Actor, common: Common) -> tuple[str, ...]:
    """Return the ids an actor takes part by: its state or body, all members of a group, () where it has neither.

    >>> from dragoman.language import load_common
    >>> common = load_common()
    >>> participant_of(Actor(id="USA.GOV.president", name="", country="USA", sector="GOV"), common)
    ('USA',)
    >>> participant_of(Actor(id="CSTO.MIL", name="", country="IGO"), common)
    ('CSTO',)
    """
    head = actor.id.partition(".")[0]
    if "+" in head and ":" not in head:
        return tuple(head.split("+"))
    if actor.country in _CODES_OF_MANY:
        return (head,) if head in common.bodies else ()
    return (f"{actor.country}.{actor.sector}" if actor.sector in _APART else actor.country,)
