"""What do verbs and nouns of reporting report in this sentence?

Constructions are tried in a fixed order, the most certain first; where none holds, the word reports nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from .complements import (
    Reported,
    about_before,
    about_phrase,
    clause_after,
    clause_after_colon,
    clause_without_joint,
    quotation_after,
)
from .cues import Cue, is_negated, is_passive
from .drafts import Scene
from .extents import content_end
from .inserted import insertion, inside_quote
from .line import Line, Phrase, is_name, marks_infinitive, trimmed
from .nounphrases import phrase_at
from .quoted import quoted, quoting
from .reported import clause_of_noun, closed, gapped_after
from .speakers import Speaker, owner_of
from .voices import group_start


def by_cue(scene: Scene, cue: Cue) -> None:
    """Add what a verb of reporting reports, by the first construction that holds."""
    line = scene.line
    if (
        cue.form == "part"
        or (line.rules.is_word("quoting", line.form(cue.first)) and line.form(cue.first - 1) == "as")
        or is_negated(line, cue)
    ):
        return
    quote = line.held[cue.first]
    if quote is not None and not is_name(line, quote):
        inside_quote(scene, cue, quote)
        return
    if cue.form == "inf":
        _infinitive(scene, cue)
        return
    if is_passive(line, cue):
        _passive(scene, cue)
        return
    if _is_idiom(line, cue) or quoting(scene, cue):
        return
    before = scene.quote_before(line.stretch(cue.first)[0])
    if before is not None and not scene.is_taken(before) and clause_after(line, cue) is None:
        insertion(scene, cue)
        return
    wish = line.rules.is_verb("wish", line.tokens[cue.first].keys)
    mute = line.rules.is_verb("mute", line.tokens[cue.first].keys)
    for kind, find in _CONSTRUCTIONS if not mute else (("quotation", quotation_after),):
        found = closed(line, cue, find(line, cue))
        if found is None or (wish and kind in ("clause", "zero", "colon") and cue.stance != "ask"):
            continue
        if kind in ("clause", "zero") and (cue.stance == "accuse" or (cue.stance == "agree" and _is_pact(line, found))):
            continue
        if _take(scene, cue, found):
            return
    if cue.form == "fin" and not mute:
        insertion(scene, cue)


def _is_pact(line: Line, found: Reported) -> bool:
    """Tell whether an agreed clause is a deal ("agreed that quotas would be cut"), not a view."""
    verb = next((i for i in range(found.first, found.last) if line.is_finite(i)), None)
    return verb is not None and line.rules.is_word("pact", line.form(verb))


def _is_idiom(line: Line, cue: Cue) -> bool:
    """Tell whether a verb of reporting and its object mean something else: to have one's say in a race."""
    idioms = line.rules.words.get("idiom")
    if not idioms:
        return False
    first, last = line.stretch(cue.first)
    return any(f"{line.form(i)} {line.form(i + 1)}" in idioms for i in range(first, last - 1))


def _about(line: Line, cue: Cue) -> Reported | None:
    return about_phrase(line, cue) or about_before(line, cue, line.stretch(cue.first)[0])


_CONSTRUCTIONS: tuple[tuple[str, Callable[[Line, Cue], Reported | None]], ...] = (
    ("clause", clause_after),
    ("zero", clause_without_joint),
    ("quotation", quotation_after),
    ("colon", clause_after_colon),
    ("about", _about),
)


def _take(scene: Scene, cue: Cue, found: Reported) -> bool:
    line = scene.line
    first, _ = line.stretch(cue.first)
    bound = found.first if found.first > cue.first else len(line)
    speakers = scene.speakers(cue, first, bound, before=found.kind == "zero-that")
    if not speakers:
        return False
    if found.quote is not None:
        words = [found.quote.words(scene.article.text)]
        style = "mixed" if found.kind == "label" else ""
        scene.add(
            scene.span(cue.start, cue.last),
            speakers,
            words,
            found.kind,
            cue.stance,
            (first, found.first),
            quotes=(found.quote,),
            style=style,
        )
        return True
    span = trimmed(line, found.first, found.last)
    if span is None:
        return False
    zone = (first, found.first) if found.first > cue.first else (cue.first, len(line))
    scene.add(scene.span(cue.start, cue.last), speakers, [span], found.kind, cue.stance, zone)
    again = gapped_after(line, found.last) if found.kind == "about" else None
    content = trimmed(line, again[1].first, again[1].last) if again is not None else None
    if again is not None and content is not None:
        scene.add(
            scene.span(cue.start, cue.last),
            (Speaker(line, again[0]),),
            [content],
            "gapped",
            cue.stance,
            (again[0].first, again[1].first),
        )
    return True


def _infinitive(scene: Scene, cue: Cue) -> None:
    """Read "likes to say" after a quotation; any other infinitive reports nothing yet."""
    first, _ = scene.line.stretch(cue.first)
    if first and scene.quote_before(first) is not None and scene.line.has_finite(first, cue.first):
        insertion(scene, cue)


def _passive(scene: Scene, cue: Cue) -> None:
    line = scene.line
    keys = line.tokens[cue.first].keys
    first, _ = line.stretch(cue.first)
    after = cue.last
    if quoted(scene, cue):
        return
    if line.rules.is_verb("held", keys) and after < len(line) and marks_infinitive(line.words[after]):
        subject = scene.speakers(cue, first, cue.first)
        left, right = (
            trimmed(line, first, group_start(line, cue.first)),
            trimmed(line, after, content_end(line, after, cue)),
        )
        if subject and left is not None and right is not None:
            scene.add(scene.span(cue.start, cue.last), (), [left, right], "held", "think", (cue.first, after))
        return
    if line.rules.is_verb("tell", keys):
        found = closed(line, cue, clause_after(line, cue) or clause_without_joint(line, cue))
        if found is not None:
            _heard(scene, cue, found)
        else:
            insertion(scene, cue)


def _heard(scene: Scene, cue: Cue, found: Reported) -> None:
    """Read "was told that …": its subject hears; whoever stands behind "by" speaks, or nobody says who."""
    span = trimmed(scene.line, found.first, found.last)
    if span is not None and cue.stance != "ask":
        first, last = scene.line.stretch(cue.first)
        speakers = scene.agents(cue, min(last, found.first))
        scene.add(scene.span(cue.start, cue.last), speakers, [span], "passive", cue.stance, (first, found.first))


def by_noun(scene: Scene, cue: Cue) -> None:
    """Read "the claim by X that …", "his assertion that …": a noun of reporting with a clause."""
    line = scene.line
    found = clause_of_noun(line, cue)
    phrase = owner_of(line, cue, found.first) if found is not None else None
    span = trimmed(line, found.first, found.last) if found is not None else None
    if found is not None and phrase is not None and span is not None:
        scene.add(
            scene.span(cue.start, cue.last),
            (Speaker(line, phrase),),
            [span],
            "noun",
            cue.stance,
            (phrase.first, found.first),
        )


def bare_colon(scene: Scene) -> None:
    """Read 'Spokesman: "…"': a name, a colon, a quotation."""
    line = scene.line
    if not line.quotes or not line.has_form(":"):
        return
    for index in range(scene.body + 1, len(line) - 1):
        quote = line.held[index + 1]
        if line.form(index) != ":" or line.held[index] is not None or quote is None:
            continue
        if line.tokens[index + 1].start != quote.start or line.has_finite(scene.body, index):
            return
        if scene.is_taken(quote):
            return
        phrase = phrase_at(line, scene.body)
        if phrase is not None and _may_speak(line, phrase) and phrase.last >= index - 1:
            scene.add(
                scene.span(index, index + 1),
                (Speaker(line, phrase),),
                [quote.words(scene.article.text)],
                "colon-quote",
                "say",
                (scene.body, index),
                quotes=(quote,),
            )
        return


def behind_dash(scene: Scene) -> None:
    """Read «…», - and any verb with its subject: behind a quotation and a dash even "he sighed" reports."""
    line = scene.line
    if line.by_order or not line.quotes or not line.has_form("-"):
        return
    for index in range(2, len(line) - 1):
        told = line.is_dash(index - 1) and line.is_finite(index) and line.words[index].tag == "VERB"
        quote = scene.quote_before(index) if told and line.held[index] is None else None
        if quote is not None and not scene.is_taken(quote):
            insertion(scene, Cue(index, index + 1, "say", "fin"))


def _may_speak(line: Line, phrase: Phrase) -> bool:
    """Tell whether a phrase before a colon can name a speaker: its head is a noun or a name, no number, no time."""
    return line.words[phrase.head].tag in ("NOUN", "PROPN", "X") and not line.is_time(phrase.head)
