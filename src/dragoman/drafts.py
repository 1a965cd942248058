"""How is a statement put together before its parts become facts?

A ``Draft`` holds spans and phrases; a ``Scene`` is the sentence being read, with what all constructions ask of it:
whose words stand before an insertion, which quotation ends there, who is speaking.
"""

from __future__ import annotations

from typing import NamedTuple

from .cues import Cue, cue_at
from .language import Language
from .line import Line, is_name
from .model import Article, Sentence, Span
from .nounphrases import conjuncts, phrase_at
from .quotes import Quote
from .speakers import Speaker, speaker_of
from .voices import subject_of


class Draft(NamedTuple):
    """A statement while its parts are still tokens and spans."""

    line: Line
    cue: Span
    speakers: tuple[Speaker, ...]
    contents: tuple[Span, ...]
    style: str
    stance: str
    rule: str
    zone: tuple[int, int]
    quotes: tuple[Quote, ...] = ()
    through: tuple[Speaker, ...] = ()


class Scene:
    """A sentence being read: its line, where its text begins, and the drafts found in the article so far."""

    def __init__(
        self, article: Article, language: Language, drafts: list[Draft], line: Line, before: Sentence | None
    ) -> None:
        self.article, self.language, self.rules = article, language, line.rules
        self.drafts, self.line, self.before = drafts, line, before
        self.body = self._after_dateline()
        self.first_draft = len(drafts)

    def add(
        self,
        cue: Span,
        speakers: tuple[Speaker, ...],
        contents: list[Span],
        kind: str,
        stance: str,
        zone: tuple[int, int],
        *,
        quotes: tuple[Quote, ...] = (),
        rule: str = "",
        style: str = "",
        through: tuple[Speaker, ...] = (),
    ) -> None:
        """Keep a draft; without content there is nothing to keep."""
        if not contents:
            return
        name = rule or f"{self.language.code}.statement.{kind}"
        chosen = style or ("direct" if quotes else self.style(contents))
        self.drafts.append(
            Draft(self.line, cue, speakers, tuple(contents), chosen, stance, name, zone, quotes, through)
        )

    def _after_dateline(self) -> int:
        """Return the token after "KYIV, January 16 -" where a paragraph begins so."""
        line = self.line
        if not line.tokens or (self.before is not None and self._one_block(self.before, line.sentence)):
            return 0
        for index in range(1, min(12, len(line))):
            if line.is_dash(index):
                word = self.article.text[line.tokens[0].start : line.tokens[0].end]
                return index + 1 if word.isupper() and len(word) > 1 and not line.has_finite(0, index) else 0
        return 0

    def _one_block(self, left: Sentence, right: Sentence) -> bool:
        return "\n" not in self.article.text[left.end : right.start]

    def style(self, contents: list[Span]) -> str:
        """Return "mixed" where reported words hold a quotation, else "indirect"."""
        for quote in self.line.quotes:
            if is_name(self.line, quote) or self._is_title(quote):
                continue
            if any(span.start <= quote.start and quote.start < span.end for span in contents):
                return "mixed"
        return "indirect"

    def _is_title(self, quote: Quote) -> bool:
        """Tell whether a quotation inside reported words is a long name: capital first, no verb."""
        inside = [i for i in range(len(self.line)) if quote.first <= self.line.tokens[i].start < quote.last]
        return bool(inside) and self.line.tokens[inside[0]].capital and not any(map(self.line.is_finite, inside))

    def span(self, first: int, last: int) -> Span:
        """Return the characters of tokens ``[first, last)``."""
        return Span(self.line.tokens[first].start, self.line.tokens[last - 1].end)

    def left_content(self, first: int) -> tuple[int, int] | None:
        """Return the tokens before an attribution that it reports, None where there are none."""
        line = self.line
        start = self.body
        for index in range(start, first):
            if line.form(index) == ";" and line.held[index] is None and self.settled(index):
                start = index + 1
        for draft in self.drafts[self.first_draft :]:
            if draft.zone[1] <= first and draft.zone[0] > start and draft.rule.endswith(("inserted", "after-content")):
                start = max(start, draft.zone[1])
        while start < first and line.form(start) in (",", "-", ";"):
            start += 1
        return (start, first) if start < first else None

    def settled(self, semicolon: int) -> bool:
        """Tell whether what stands before a semicolon has its own attribution."""
        return any(draft.zone[1] <= semicolon for draft in self.drafts[self.first_draft :])

    def speakers(
        self, cue: Cue, first: int, last: int, *, passive: bool = False, before: bool = False, alone: bool = False
    ) -> tuple[Speaker, ...]:
        """Return who speaks: agents of a passive, the main subject for a participle, else what ``speaker_of`` finds."""
        line = self.line
        if passive:
            return self.agents(cue, last)
        if cue.form == "conv":
            return self.of_main(cue)
        found = speaker_of(line, cue, first, last, before=before, alone=alone)
        if found is None:
            return ()
        return tuple(Speaker(line, phrase) for phrase in found)

    def same_again(self, cue: Cue, quote: Quote) -> tuple[Speaker, ...]:
        """Return the speaker of the statement before for a quotation whose verb has no subject: «…», - he added."""
        line = self.line
        if line.by_order or not self.drafts or line.words[cue.first].has("Number", "Plur"):
            return ()
        draft = self.drafts[-1]
        return draft.speakers if line.number - draft.line.number <= 2 else ()

    def agents(self, cue: Cue, last: int) -> tuple[Speaker, ...]:
        """Return who stands behind "by" after a passive."""
        line = self.line
        for index in range(cue.last, last):
            if line.form(index) in line.rules.words.get("agent", ()):
                phrase = phrase_at(line, index + 1)
                if phrase is not None:
                    return tuple(Speaker(line, p) for p in conjuncts(line, phrase))
        return ()

    def of_main(self, cue: Cue) -> tuple[Speaker, ...]:
        """Return who speaks in a participle: the speaker before it in its sentence, or the subject of the main verb."""
        line = self.line
        for draft in reversed(self.drafts[self.first_draft :]):
            if draft.zone[0] <= cue.first and draft.speakers:
                return draft.speakers
        for index in range(cue.first - 1, self.body - 1, -1):
            if line.is_finite(index) and line.words[index].tag == "VERB" and line.held[index] is None:
                found = speaker_of(
                    line, Cue(index, index + 1, "", "fin"), line.stretch(index)[0], line.stretch(index)[1]
                )
                if found:
                    return tuple(Speaker(line, p) for p in found)
        for index in range(cue.last, len(line)):
            if line.is_finite(index) and line.words[index].tag == "VERB" and line.held[index] is None:
                found = speaker_of(line, Cue(index, index + 1, "", "fin"), *line.stretch(index))
                return tuple(Speaker(line, p) for p in found or ())
        if line.by_order:
            phrase = phrase_at(line, self.body)
        else:
            phrase = subject_of(line, cue.first, self.body, line.stretch(self.body)[1])
        return (Speaker(line, phrase),) if phrase is not None and phrase.last < cue.first else ()

    def quote_before(self, first: int) -> Quote | None:
        """Return the quotation that ends right before a stretch, over a comma and a dash."""
        line = self.line
        index = first - 1
        while index >= 0 and (line.form(index) in (",", ".") or line.is_dash(index)) and line.held[index] is None:
            index -= 1
        if index < 0:
            return None
        quote = line.held[index]
        if quote is None or is_name(line, quote) or not quote.closed or line.tokens[index].end != quote.end:
            return None
        parted = index < first - 1 or line.form(index - 1) in (",", "?", "!", ".", "\N{HORIZONTAL ELLIPSIS}")
        return quote if parted else None

    def is_taken(self, quote: Quote) -> bool:
        """Tell whether a draft of this sentence holds a quotation."""
        return any(quote in draft.quotes for draft in self.drafts[self.first_draft :])

    def inserted_in(self, quote: Quote, index: int) -> bool:
        """Tell whether a stretch inside a quotation is an insertion: «We are ready, - said the commander, - and …»."""
        line = self.line
        first, last = line.stretch(index)
        if first < 2 or not line.is_dash(first - 1) or line.tokens[first - 1].start < quote.first:
            return False
        if line.form(first - 2) not in (",", ".", "!", "?", "\N{HORIZONTAL ELLIPSIS}"):
            return False
        return any((c := cue_at(line, i)) is not None and c.form == "fin" for i in range(first, last))
