"""Which stretch of the sentence is reported?

The complement that follows a cue, cut where the one who reports goes on to something else.
"""

from __future__ import annotations

from .complements import Reported
from .cues import Cue, cue_at
from .extents import content_end, is_gapped
from .line import Line, Phrase
from .nounphrases import phrase_at


def closed(line: Line, cue: Cue, found: Reported | None) -> Reported | None:
    """Return a complement with the end of its clause; a quotation and a denied noun have their own."""
    if found is None or found.quote is not None or found.last < len(line):
        return found
    last = content_end(line, found.first, cue)
    return found._replace(last=last) if last > found.first else None


def clause_of_noun(line: Line, cue: Cue) -> Reported | None:
    """Return the clause that a noun of reporting governs: "the claim (by X) that …"."""
    index = cue.last
    while index < min(len(line), cue.last + 10):
        form = line.form(index)
        if line.by_order:
            if line.rules.is_word("that", form):
                if any(
                    (c := cue_at(line, i)) is not None and c.stance == "demand"
                    for i in range(max(0, cue.first - 5), cue.first)
                ):
                    return None
                return (
                    closed(line, cue, Reported(index + 1, len(line), "noun"))
                    if line.has_finite(index + 1, index + 40)
                    else None
                )
            if line.is_break(index) or line.is_finite(index) or line.is_joint(index):
                return None
        elif form == ",":
            pointed = line.rules.is_word("linking", line.form(index - 1)) and line.rules.is_word(
                "about", line.form(index - 2)
            )
            if pointed and line.rules.is_word("that", line.form(index + 1)):
                return _subordinate_end(line, closed(line, cue, Reported(index + 2, len(line), "noun")))
            return None
        elif line.is_break(index) or line.is_finite(index):
            return None
        index += 1
    return None


def _subordinate_end(line: Line, found: Reported | None) -> Reported | None:
    """Cut a clause at the comma after which the main clause of the sentence goes on."""
    if found is None:
        return None
    earlier = line.has_finite(0, found.first - 3)
    if earlier:
        return found
    seen = False
    for index in range(found.first, found.last):
        if seen and line.form(index) == "," and line.held[index] is None:
            return found._replace(last=index)
        seen = seen or line.is_finite(index) or line.words[index].tag == "X"
    return found


def gapped_after(line: Line, last: int) -> tuple[Phrase, Reported] | None:
    """Return the speaker and the about-phrase of a gapped report that begins at the comma ``last``."""
    if line.form(last) != "," or not is_gapped(line, last + 1):
        return None
    phrase = phrase_at(line, last + 1)
    if phrase is None:
        return None
    found = closed(line, Cue(0, 0, "say", "gapped"), Reported(phrase.last + 1, len(line), "about"))
    return (phrase, found) if found is not None else None
