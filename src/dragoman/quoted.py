"""Who is quoted, and by whom?

"The agency quoted X as saying", "X was quoted by the agency as saying", "the agency gives the words of X": X speaks,
and whoever quotes passes the words on.
"""

from __future__ import annotations

from typing import NamedTuple

from .complements import clause_after, clause_without_joint, quotation_after
from .cues import Cue
from .drafts import Scene
from .extents import content_end
from .line import Line, trimmed
from .model import Span
from .nounphrases import phrase_at
from .quotes import Quote
from .reported import closed
from .speakers import Speaker, whose_words

_DATES = ("ADV", "ADP")


class Said(NamedTuple):
    """Quoted words: their span, the quotation they are, and the tokens of their attribution."""

    span: Span
    quotes: tuple[Quote, ...]
    zone: tuple[int, int]


def quoting(scene: Scene, cue: Cue) -> bool:
    """Read "quoted X as saying", or "gives the words of X"; tell whether the verb stands so."""
    line = scene.line
    if not line.by_order:
        return _words_of(scene, cue)
    phrase = phrase_at(line, cue.last) if line.has_word("quoting", cue.last, len(line)) else None
    if phrase is None or not _as_saying(line, phrase.last):
        return False
    said = _behind(scene, cue, phrase.last + 1) or _before(scene, cue, phrase.last + 2)
    if said is not None:
        through = scene.speakers(cue, line.stretch(cue.first)[0], cue.first, before=True)
        _add(scene, cue, (Speaker(line, phrase),), said, through=through)
    return True


def quoted(scene: Scene, cue: Cue) -> bool:
    """Read the passive, "was quoted (by X) as saying (by X)"; tell whether the verb stands so."""
    line = scene.line
    first, last = line.stretch(cue.first)
    after = cue.last
    through: tuple[Speaker, ...] = ()
    if line.form(after) in line.rules.words.get("agent", ()):
        phrase = phrase_at(line, after + 1)
        through = (Speaker(line, phrase),) if phrase is not None else ()
        after = phrase.last if phrase is not None else after
    while after < last and not _as_saying(line, after) and (line.is_time(after) or line.words[after].tag in _DATES):
        after += 1
    if not _as_saying(line, after):
        return False
    behind = after + 2
    if line.form(behind) in line.rules.words.get("agent", ()):
        phrase = phrase_at(line, behind + 1)
        through = (Speaker(line, phrase),) if phrase is not None else through
        behind = phrase.last if phrase is not None else behind
    said = _behind(scene, cue, after + 1) or _before(scene, cue, behind)
    if said is None and behind == after + 2 and behind < len(line):
        span = trimmed(line, behind, content_end(line, behind, cue))
        said = Said(span, (), (first, behind)) if span is not None else None
    speakers = scene.speakers(cue, first, cue.first, before=True)
    if speakers and said is not None:
        _add(scene, cue, speakers, said, through=through)
    return True


def _as_saying(line: Line, index: int) -> bool:
    return line.rules.is_word("as", line.form(index)) and line.rules.is_word("quoting", line.form(index + 1))


def _behind(scene: Scene, cue: Cue, index: int) -> Said | None:
    """Return the words behind "saying", the token ``index``."""
    line = scene.line
    inner = Cue(index, index + 1, cue.stance, "conv")
    found = clause_after(line, inner) or clause_without_joint(line, inner) or quotation_after(line, inner)
    found = closed(line, inner, found)
    if found is None:
        return None
    zone = (line.stretch(cue.first)[0], found.first)
    if found.quote is not None:
        return Said(found.quote.words(scene.article.text), (found.quote,), zone)
    span = trimmed(line, found.first, found.last)
    return Said(span, (), zone) if span is not None else None


def _before(scene: Scene, cue: Cue, end: int) -> Said | None:
    """Return the words before the attribution, where it ends with its stretch (at ``end`` or at a time behind it)."""
    line = scene.line
    zone = line.stretch(cue.first)
    if any(not (line.is_time(i) or line.words[i].tag == "ADP") for i in range(end, zone[1])):
        return None
    quote = scene.quote_before(zone[0])
    if quote is not None:
        return Said(quote.words(scene.article.text), (quote,), zone)
    left = scene.left_content(zone[0]) if zone[0] > scene.body else None
    span = trimmed(line, *left) if left is not None else None
    return Said(span, (), zone) if span is not None else None


def _words_of(scene: Scene, cue: Cue) -> bool:
    """Read "«…», the agency gives the minister's words": whose words they are speaks, the subject passes them on."""
    line = scene.line
    if not line.rules.is_verb("quotes", line.tokens[cue.first].keys):
        return False
    first, last = line.stretch(cue.first)
    parted = scene.quote_before(first) is not None or line.form(first - 1) == ","
    said = _before(scene, cue, last) if parted else None
    parts = whose_words(line, cue, first, last)
    if said is None or parts is None:
        return False
    whose, outlet = parts
    _add(scene, cue, (Speaker(line, whose),), said, through=(Speaker(line, outlet),) if outlet is not None else ())
    return True


def _add(scene: Scene, cue: Cue, speakers: tuple[Speaker, ...], said: Said, *, through: tuple[Speaker, ...]) -> None:
    place = scene.span(cue.start, cue.last)
    scene.add(place, speakers, [said.span], "quoted", cue.stance, said.zone, quotes=said.quotes, through=through)
