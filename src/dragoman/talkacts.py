"""How does a talk stand after an act?

``common/talks.tsv`` tells it of the acts whose standing alone does not: what an invitation, a refusal, a letter is to
the calendar, and which consultations have whoever asks for them at the table.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from .folder import root, rows


class TalkAct(NamedTuple):
    """A row: the status an act gives ("" by its standing, "none" no talk), and what it needs (place, asker)."""

    status: str = ""
    needs: str = ""


_PLAIN = TalkAct()


def talk_act(act: str) -> TalkAct:
    """Return what an act is to the calendar.

    >>> talk_act("consult.letter").status, talk_act("consult.meet").needs, talk_act("aid.military")
    ('none', 'asker', TalkAct(status='', needs=''))
    """
    return _table().get(act, _PLAIN)


@cache
def _table() -> dict[str, TalkAct]:
    return {cells[0]: TalkAct(cells[1], cells[2]) for _, cells in rows(root().joinpath("common"), "talks.tsv", 3)}
