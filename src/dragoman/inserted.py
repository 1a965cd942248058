"""What does an inserted "the minister said" report?

The clause it is put into, the quotation before it, and the quotation that goes on after it.
"""

from __future__ import annotations

from collections.abc import Sequence

from .cues import Cue
from .drafts import Scene
from .extents import content_end
from .line import Line, is_name, marks_infinitive, trimmed
from .model import Span
from .nounphrases import chunks
from .quotes import Quote
from .speakers import Speaker
from .tagging import Word
from .voices import group_start, subject_of

_APPOSITION = 80
_FEW = 2


def insertion(scene: Scene, cue: Cue) -> None:
    """Add what an inserted verb of reporting reports."""
    line = scene.line
    if cue.first > 1 and marks_infinitive(line.words[cue.first - 1]) and line.is_finite(cue.first - 2):
        cue = cue._replace(first=cue.first - 2, lead=cue.first)  # "likes to say"
    first, last = line.stretch(cue.first)
    as_clause = line.rules.is_word("as", line.form(first))
    own = first + 1 if as_clause else first
    quote = scene.quote_before(first)
    if quote is None and line.by_order and not as_clause:
        over = _over_apposition(scene, first)
        quote = scene.quote_before(over)
        first = first if quote is None else over
    if quote is None and not (
        as_clause if first == scene.body else line.form(first - 1) == "," or line.is_dash(first - 1)
    ):
        return
    if any(
        line.is_finite(i) and i != cue.first and _is_plain_verb(line, i) and not _part_of(scene, i, cue)
        for i in range(own, _relative(line, cue.first, last))
    ):
        return
    if quote is None and (
        _takes_object(scene, cue, last)
        or cue.stance == "accuse"
        or line.rules.is_verb("wish", line.tokens[cue.first].keys)
    ):
        return
    if line.words[own].tag in ("REL", "COMP", "SCONJ", "CCONJ") and not as_clause:
        return
    speakers = scene.speakers(cue, own, last, alone=first == own - as_clause)
    if not speakers and quote is not None:
        speakers = scene.same_again(cue, quote)
    zone = (first, last)
    if not speakers or any(draft.zone == zone for draft in scene.drafts[scene.first_draft :]):
        return
    span = scene.span(cue.start, cue.last)
    if quote is not None:
        _quoted_before(scene, cue, quote, zone, speakers)
        return
    if first == scene.body and not as_clause:
        return
    if first == scene.body:
        start = zone[1]
        if start >= len(line) or line.form(start) != ",":
            return
        ahead = _quote_from(scene, start)
        if ahead is not None:
            scene.add(span, speakers, [ahead.words(scene.article.text)], "as-clause", cue.stance, zone, quotes=(ahead,))
            return
        content = trimmed(line, start, content_end(line, start + 1, cue))
        if content is not None:
            scene.add(span, speakers, [content], "as-clause", cue.stance, (first, start))
        return
    if not (line.form(first - 1) == "," or line.is_dash(first - 1)):
        return
    left = scene.left_content(first)
    if left is None or (not as_clause and _answers(line, left)):
        return
    whole = line.has_finite(*left) or line.words[zone[0] - 2].tag == "CCONJ"
    quoted = _quote_from(scene, zone[1]) if as_clause and whole else None
    if quoted is not None:
        words = [quoted.words(scene.article.text)]
        scene.add(span, speakers, words, "as-clause", cue.stance, zone, quotes=(quoted,))
        return
    contents = _inserted_contents(scene, left, zone, cue)
    scene.add(span, speakers, contents, "as-clause" if as_clause else "inserted", cue.stance, zone)


def _answers(line: Line, left: tuple[int, int]) -> bool:
    """Tell whether the words before a verb only name what it answers: "to the question whether …, he answered yes"."""
    first, last = left[0], line.stretch(left[0])[1]
    led = not line.by_order and line.words[first].tag == "ADP" and not line.has_finite(first, last)
    return led and last < left[1] - 1 and line.has_word("asking", first, last)


def _over_apposition(scene: Scene, first: int) -> int:
    """Return where a subject begins that an apposition parts from its verb: "…," the mayor, a former judge, said."""
    line = scene.line
    for _ in range(_FEW):
        before = line.stretch(first - 2)[0] if first > 1 and line.form(first - 1) == "," else first
        if before == first or line.has_finite(before, first) or line.held[before] is not None:
            break
        first = before
        if scene.quote_before(first) is not None:
            break
    return first


def _relative(line: Line, first: int, last: int) -> int:
    """Return where a relative clause begins behind a verb and its speaker ("said an official who …"), else the end."""
    return next((i for i in range(first, last) if line.words[i].tag == "REL"), last)


def _is_plain_verb(line: Line, index: int) -> bool:
    """Tell whether a finite form is a verb of its own, not a participle behind a noun ("in remarks published here")."""
    word = line.words[index]
    return word.tag == "VERB" and not (line.by_order and word.has("VerbForm", "Part"))


def _takes_object(scene: Scene, cue: Cue, last: int) -> bool:
    """Tell whether the verb does something to an object here, so that it does not only report."""
    line = scene.line
    keys = line.tokens[cue.first].keys
    if line.rules.is_verb("never_inserted", keys) or any(
        _infinitive_at(scene, i) for i in range(cue.last, _relative(line, cue.first, last))
    ):
        return True
    if not line.by_order:
        subject = subject_of(line, cue.first, line.stretch(cue.first)[0], last)
        bare = [c for c in chunks(line, cue.last, last) if not c.led and not line.is_time(c.head) and c != subject]
        return any(line.words[c.head].cases() and line.words[c.head].cases() <= {"Acc", "Gen"} for c in bare[:1])
    if line.rules.is_verb("tell", keys) or group_start(line, cue.first) == line.stretch(cue.first)[0]:
        return False
    after = cue.last
    while after < last and line.words[after].tag == "ADV":
        after += 1
    return (
        after < last
        and line.words[after].tag in ("DET", "NOUN", "ADJ", "NUM", "PRON", "PROPN", "X")
        and not line.is_time(after)
    )


def _infinitive_at(scene: Scene, index: int) -> bool:
    word = scene.line.words[index]
    forms = {r.feats.get("VerbForm") for r in word.readings if r.upos == "VERB"}
    return word.tag == "PART" or (word.tag == "VERB" and forms == {"Inf"} and not scene.line.by_order)


def _part_of(scene: Scene, index: int, cue: Cue) -> bool:
    return group_start(scene.line, cue.first) <= index < cue.last


def _inserted_contents(scene: Scene, left: tuple[int, int], zone: tuple[int, int], cue: Cue) -> list[Span]:
    line = scene.line
    bare = all(word.tag in ("CCONJ", "ADV", "PUNCT") for word in line.words[left[0] : left[1]])
    parts = [None if bare else trimmed(line, *left)]
    finite = line.has_finite(*left) and not _subordinate(scene, left)
    if not finite and zone[1] < len(line) and line.form(zone[1]) in (",", "-") and _may_go_on(scene, left, zone[1] + 1):
        parts.append(trimmed(line, zone[1], content_end(line, zone[1] + 1, cue)))
    elif finite and _between_dashes(line, zone) and line.has_finite(zone[1] + 2, len(line)):
        parts.append(trimmed(line, zone[1] + 2, content_end(line, zone[1] + 2, cue)))
    elif not line.has_finite(*left) and line.by_order and not _unknown_verb(scene, left):
        return []
    return [part for part in parts if part is not None]


def _between_dashes(line: Line, zone: tuple[int, int]) -> bool:
    """Tell whether an insertion stands between dashes, ", - said X, -": what it parts is all reported."""
    return line.is_dash(zone[0] - 1) and line.form(zone[1]) == "," and line.is_dash(zone[1] + 1)


def _may_go_on(scene: Scene, left: tuple[int, int], first: int) -> bool:
    """Tell whether the clause before an insertion can go on after it: a verb is still to come, no aside begins."""
    line = scene.line
    if first >= len(line) or line.words[first].tag == "REL" or line.words[first].has("VerbForm", "Conv"):
        return False
    end = next((i for i in range(first, len(line)) if line.form(i) in (",", ";", ".")), len(line))
    return line.has_finite(first, end) or (left[1] - left[0] < 5 and not line.words[first].has("VerbForm", "Ger"))


def _unknown_verb(scene: Scene, left: tuple[int, int]) -> bool:
    """Tell whether a stretch may hold a verb that the lexicon does not know."""
    words = [word for word in scene.line.words[left[0] : left[1]] if word.tag != "PUNCT"]
    return (len(words) > 3 and any(word.tag in ("X", "VERB") for word in words[1:])) or _may_end_in_verb(words)


def _may_end_in_verb(words: Sequence[Word]) -> bool:
    """Tell whether the last of some words may be a verb that was taken for a noun: "the offer stands"."""
    return len(words) > 1 and any(
        r.upos == "VERB" and r.feats.get("VerbForm") == "Fin" for r in words[-1].token.readings
    )


def _subordinate(scene: Scene, left: tuple[int, int]) -> bool:
    """Tell whether a stretch is only a clause with a joint ("If it rains"), so that its main clause is to come."""
    line = scene.line
    if line.words[left[0]].tag != "SCONJ":
        return False
    return not any(line.form(i) == "," for i in range(left[0], left[1] - 1))


def _quoted_before(scene: Scene, cue: Cue, quote: Quote, zone: tuple[int, int], speakers: tuple[Speaker, ...]) -> None:
    line = scene.line
    span = scene.span(cue.start, cue.last)
    opening = next((i for i in range(len(line)) if line.tokens[i].start >= quote.start), 0)
    lead = opening - 1
    while lead >= scene.body and (line.form(lead) in (",", ":") or line.is_dash(lead)):
        lead -= 1
    begins = quote.start <= line.tokens[scene.body].start or (opening > 0 and line.form(opening - 1) == ":")
    if begins or lead < scene.body or line.form(lead) in (";", "."):
        contents = [quote.words(scene.article.text)]
        quotes = [quote]
        after = _quote_from(scene, zone[1])
        if after is not None:
            contents.append(after.words(scene.article.text))
            quotes.append(after)
        scene.add(span, speakers, contents, "quote-before", cue.stance, zone, quotes=tuple(quotes))
        return
    left = scene.left_content(zone[0])
    if left is not None:
        content = trimmed(line, *left)
        if content is not None:
            scene.add(span, speakers, [content], "inserted", cue.stance, zone, style="mixed")


def _quote_from(scene: Scene, index: int) -> Quote | None:
    """Return the quotation that begins after an insertion, over a comma, a full stop or a dash."""
    line = scene.line
    while index < len(line) and line.held[index] is None and (line.form(index) in (",", ".") or line.is_dash(index)):
        index += 1
    quote = line.held[index] if index < len(line) else None
    if quote is None or line.tokens[index].start != quote.start or is_name(line, quote):
        return None
    return quote


def inside_quote(scene: Scene, cue: Cue, quote: Quote) -> None:
    """Read an insertion that stands between the marks: «We are ready, - said X, - and …»."""
    line = scene.line
    first, last = line.stretch(cue.first)
    if cue.form != "fin" or not scene.inserted_in(quote, cue.first):
        return
    speakers = scene.speakers(cue, first, last, alone=True)
    if not speakers:
        return
    text = scene.article.text
    left = Span(quote.first, line.tokens[first - 1].start)
    end = _end_of_insertion(text, line.tokens[last - 1].end, quote.last)
    right = Span(min(end, quote.last), quote.last)
    parts = [part for part in (_bare(text, left), _bare(text, right)) if part is not None]
    scene.add(
        scene.span(cue.start, cue.last), speakers, parts, "quote-around", cue.stance, (first, last), quotes=(quote,)
    )


def _bare(text: str, span: Span) -> Span | None:
    first, last = span.start, span.end
    while first < last and (text[first].isspace() or text[first] in ",.;-\N{EN DASH}\N{EM DASH}"):
        first += 1
    while last > first and (text[last - 1].isspace() or text[last - 1] in ",.;-\N{EN DASH}\N{EM DASH}"):
        last -= 1
    return Span(first, last) if last > first else None


def _end_of_insertion(text: str, end: int, limit: int) -> int:
    """Return where an insertion between the marks ends: at the dash that closes it, past any apposition."""
    for index in range(end, min(limit, end + _APPOSITION)):
        if text[index] in "-\N{EN DASH}\N{EM DASH}" and text[index - 1].isspace():
            return index
    return end
