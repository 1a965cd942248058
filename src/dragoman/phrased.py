"""What do phrases of attribution report?

"According to X", "reportedly" and "this was announced by X": the words around the phrase, or the sentence before it.
"""

from __future__ import annotations

from .attribution import BACKWARD, Rule
from .complements import clause_after, clause_after_colon, quotation_after
from .cues import Cue, cue_at, is_negated, is_passive, rule_at
from .drafts import Scene
from .extents import content_end
from .line import Line, Openings, Phrase, is_name, trimmed
from .match import Match
from .model import Sentence, Span
from .nounphrases import conjuncts
from .speakers import Speaker
from .voices import group_start

_CLAIMS = frozenset({"confirm", "deny", "announce"})
_UNREAD = frozenset({"title"})
_TELLS_NOTHING = frozenset({"think", "ask", "demand", "accuse"})


def by_rule(scene: Scene, index: int) -> int:
    """Read a phrase of attribution; return the token after it."""
    found = rule_at(scene.line, index, ("according", "impersonal", "pointer"))
    if found is None:
        return index
    rule, _ = found
    if rule.kind == "according":
        return _according(scene, index)
    if rule.kind == "impersonal":
        return _impersonal(scene, index)
    if rule.kind == "pointer":
        return _pointer(scene, index)
    return index


def _according(scene: Scene, index: int) -> int:
    line = scene.line
    found = rule_at(line, index, ("according",))
    if found is None:
        return index
    rule, match = found
    phrase = _source_in(line, match)
    if phrase is None:
        return index
    parted = index == scene.body or line.is_break(index - 1)
    if line.rules.is_word("no_source", line.form(phrase.head)) or (rule.note == "parted" and not parted):
        return index
    if not line.by_order and line.words[phrase.head].tag in ("X", "ADV") and not line.tokens[phrase.head].capital:
        return index
    together = _named_together(line, phrase)
    last = max(match.last, together[-1].last)
    contents = _around(scene, index, last)
    speakers = tuple(Speaker(line, p) for p in together)
    if line.has_finite(index, last):
        return index
    cue_last = phrase.first if "source" in match.slots else match.last  # "in her view" leads and names at once
    while line.by_order and cue_last > index + 1 and line.words[cue_last - 1].tag == "DET":
        cue_last -= 1
    scene.add(scene.span(index, cue_last), speakers, contents, "", rule.stance, (index, last), rule=rule.id)
    return last


def _source_in(line: Line, match: Match) -> Phrase | None:
    """Return the source of a phrase of attribution: what fills its slot, or the possessive in it ("in his words")."""
    if "source" in match.slots:
        found: Phrase = match.slots["source"].value
        return found
    places = (i for i in range(match.first, match.last) if line.words[i].function("possessives") is not None)
    return next((Phrase(i, i + 1, i) for i in places), None)


def _around(scene: Scene, first: int, last: int) -> list[Span]:
    """Return what is said where a phrase of attribution stands at ``[first, last)`` before, after or within it."""
    line = scene.line
    after = _past_source(scene, last)
    left = scene.left_content(first)
    quote = line.held[after + 1] if line.form(after) == "," and after + 1 < len(line) else None
    if (
        left is not None
        and quote is not None
        and quote.start == line.tokens[after + 1].start
        and not is_name(line, quote)
    ):
        return [quote.words(scene.article.text)]
    if left is not None and line.has_finite(*left):
        inner = _inside_clause(scene, first, after)
        parts = [inner] if inner is not None else [left, _goes_on(line, after)]
    else:
        parts = [None if left is None or _is_dependent(line, left) else left, _right_content(scene, first, after)]
    spans = [trimmed(line, *part) for part in parts if part is not None]
    return [span for span in spans if span is not None]


def _past_source(scene: Scene, last: int) -> int:
    """Return where what only describes a source or dates its words ends."""
    line, after = scene.line, last
    if line.by_order:
        while after < len(line) and not line.is_break(after):
            after += 1
    while after < len(line) and not line.is_break(after) and _dates(line, after):
        after += 1
    return line.stretch(after + 1)[1] if _describes(scene, after) else after


def _dates(line: Line, index: int) -> bool:
    return line.is_time(index) or line.words[index].tag in ("ADP", "NUM")


def _is_dependent(line: Line, left: tuple[int, int]) -> bool:
    """Tell whether a stretch before an attribution is only a joint of what follows."""
    short = left[1] - left[0] <= 2 and line.words[left[0]].tag in ("CCONJ", "REL", "COMP", "ADV")
    return short or any(line.is_joint(i) for i in range(*left))


def _right_content(scene: Scene, first: int, after: int) -> tuple[int, int] | None:
    line = scene.line
    if after >= len(line):
        return None
    start = after + 1 if line.is_break(after) else after
    end = content_end(line, start, Cue(first, after, "say", "rule"))
    return after, _clause_end(scene, start, end) if line.form(after) == "," else end


def _goes_on(line: Line, comma: int) -> tuple[int, int] | None:
    """Return the second verb of a clause that a phrase of attribution parts from the first: "…, and will not …"."""
    index = comma + 1
    if line.form(comma) != "," or index >= len(line) or line.words[index].tag != "CCONJ":
        return None
    while index < len(line) and line.words[index].tag in ("CCONJ", "ADV", "NEG"):
        index += 1
    return (comma + 1, len(line)) if line.is_finite(index) else None


def _inside_clause(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """Return the rest of a clause that an insertion cuts right after its joint: "which, according to X, …"."""
    line = scene.line
    if first < 2 or line.form(first - 1) != "," or last >= len(line) or line.form(last) != ",":
        return None
    before = first - 2
    if not (line.is_joint(before) or line.words[before].tag == "CCONJ"):
        start = before
        while start >= 0 and not line.is_break(start) and not line.is_joint(start):
            start -= 1
        if start < 0 or not line.is_joint(start) or line.has_finite(start, first):
            return None
    return last + 1, _clause_end(scene, last + 1, len(line))


def _clause_end(scene: Scene, first: int, last: int) -> int:
    """Return where a relative clause ends: the comma after its verb."""
    line = scene.line
    if first < 3 or not any(line.words[i].tag == "REL" for i in range(max(0, first - 14), first)):
        return last
    seen = False
    for index in range(first, last):
        if seen and line.form(index) == "," and line.held[index] is None:
            return index
        seen = seen or line.is_finite(index)
    return last


def _describes(scene: Scene, comma: int) -> bool:
    """Tell whether the stretch after a source only describes it ("by the account of X, given on Saturday, …")."""
    line = scene.line
    if line.form(comma) != "," or comma + 1 >= len(line):
        return False
    word, end = line.words[comma + 1], line.stretch(comma + 1)[1]
    if line.form(end) != "," or line.has_finite(comma + 1, end):
        return word.tag == "REL" and line.form(end) == ","
    if word.tag == "REL":
        return True
    cases = word.cases()
    return (
        not line.by_order
        and "Nom" not in cases
        and (word.tag in ("VERB", "X") or (word.tag in ("ADJ", "NOUN") and bool(cases)))
    )


def _impersonal(scene: Scene, index: int) -> int:
    found = rule_at(scene.line, index, ("impersonal",))
    if found is None:
        return index
    rule, match = found
    line = scene.line
    if (rule.note == "opening" and index > scene.body) or (rule.note == "adverb" and _joins(line, index)):
        return index
    if rule.note == "clause" and line.form(match.last - 1) != "," and _has_paper(line, index):
        return index
    cue = Cue(index, match.last, rule.stance, "rule")
    left = scene.left_content(index)
    parted = left is not None and line.form(index - 1) == "," and not line.has_finite(*left)
    if rule.note == "adverb" or (parted and line.form(match.last - 1) == ","):
        end = content_end(line, match.last, cue)
        parts = [trimmed(line, *part) for part in (left or (0, 0), (match.last, end))]
        contents = [p for p in parts if p is not None]
    else:
        start = match.last
        end = content_end(line, start, cue)
        span = trimmed(line, start, end)
        contents = [span] if span is not None else []
    scene.add(
        scene.span(index, _cue_end(scene, index, match.last)),
        (),
        contents,
        "",
        rule.stance,
        (index, match.last),
        rule=rule.id,
    )
    return match.last


def _joins(line: Line, index: int) -> bool:
    """Tell whether an "allegedly" opens what a verb before it reports: "assured, supposedly it was a drill"."""
    if index < 2 or line.form(index - 1) != "," or not line.rules.is_word("that", line.form(index)):
        return False
    first, last = line.stretch(index - 2)
    return any(i in line.reports for i in range(first, last))


def _has_paper(line: Line, index: int) -> bool:
    """Tell whether a paper stands beside an impersonal verb, so that the paper speaks: "the release says"."""
    first, last = line.stretch(index)
    papers = (i for i in range(first, last) if line.rules.is_verb("paper", line.tokens[i].keys))
    return line.rules.is_word("paper_says", line.form(index)) and any(True for _ in papers)


def _cue_end(scene: Scene, first: int, last: int) -> int:
    line = scene.line
    while last > first + 1 and (line.form(last - 1) == "," or line.rules.is_word("that", line.form(last - 1))):
        last -= 1
    return last


def _pointer(scene: Scene, index: int) -> int:
    """Read "This was reported by X": what is reported is the sentence before."""
    line = scene.line
    found = rule_at(line, index, ("pointer",))
    before = scene.before
    if found is None or before is None or before.kind in _UNREAD:
        return index
    rule, match = found
    if rule.note == "noun":
        return _by_its_noun(scene, before, rule, match)
    if index > scene.body + 2:
        return index
    for at in range(match.last, len(line)):
        cue = cue_at(line, at)
        if cue is None or cue.stance in _TELLS_NOTHING or is_negated(line, cue):
            continue
        if clause_after(line, cue) or quotation_after(line, cue) or clause_after_colon(line, cue):
            return index
        speakers = scene.speakers(cue, 0, len(line), passive=line.by_order)
        content = _whole(scene, before)
        if speakers and content is not None:
            scene.add(
                scene.span(cue.start, cue.last), speakers, [content], "", cue.stance, (0, len(line)), rule=rule.id
            )
            return len(line)
    return index


def points_back(scene: Scene, cue: Cue) -> bool:
    """Read "the mayor confirmed this on Monday": a verb of reporting whose object is the sentence before."""
    line, before = scene.line, scene.before
    found = rule_at(line, cue.last, ("pointer",)) if cue.last < len(line) else None
    if found is None or found[0].note not in BACKWARD or before is None or before.kind in _UNREAD:
        return False
    rule, match = found
    if cue.form != "fin" or cue.stance in _TELLS_NOTHING or (rule.note == "claimed" and cue.stance not in _CLAIMS):
        return False
    ends = match.last >= len(line) or line.is_break(match.last) or line.words[match.last].tag in ("ADP", "ADV")
    begun = line.has_finite(scene.body, group_start(line, cue.first))
    if not ends or begun or is_negated(line, cue) or is_passive(line, cue):
        return False
    speakers = scene.speakers(cue, scene.body, cue.first, before=True)
    content = _whole(scene, before)
    if not speakers or content is None:
        return False
    scene.add(scene.span(cue.start, cue.last), speakers, [content], "", cue.stance, (0, len(line)), rule=rule.id)
    return True


def _by_its_noun(scene: Scene, before: Sentence, rule: Rule, match: Match) -> int:
    """Read "the mayor made the announcement": a noun of reporting and a verb that says nothing by itself."""
    line = scene.line
    inside = range(match.first, match.last)
    verb = next((i for i in inside if line.is_finite(i) and line.words[i].tag == "VERB"), None)
    noun = next((i for i in inside if line.words[i].tag == "NOUN" and i in line.reports), None)
    content = _whole(scene, before)
    if (
        verb is None
        or noun is None
        or content is None
        or any(i in line.reports for i in range(scene.body, match.first))
    ):
        return match.first
    cue = Cue(verb, verb + 1, rule.stance, "fin")
    speakers = scene.speakers(cue, 0, len(line), passive=is_passive(line, cue))
    speakers = tuple(s for s in speakers if not s.phrase.first <= noun < s.phrase.last)
    if not speakers:
        return match.first
    scene.add(scene.span(noun, noun + 1), speakers, [content], "", rule.stance, (0, len(line)), rule=rule.id)
    return match.last


def _whole(scene: Scene, sentence: Sentence) -> Span | None:
    here = scene.line
    line = Line(here.number - 1, here.analysis, here.language, here.rules, here.page_quotes, Openings({}, []))
    return trimmed(line, 0, len(line))


def _named_together(line: Line, phrase: Phrase) -> list[Phrase]:
    """Return the sources a phrase of attribution names; those joined by "and" count where nothing else follows."""
    found = conjuncts(line, phrase, line.words[phrase.head].cases())
    end = found[-1].last
    return found if end >= len(line) or line.is_break(end) else [phrase]
