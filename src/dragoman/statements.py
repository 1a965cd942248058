"""Who says so?

Every sentence is read for words that report (a verb, "according to", a bare colon before a quotation); around each of
them the reported words, the one who says them and the outlet they were given to are found. Constructions are tried in
a fixed order, the most certain first: a clause after "that", a quotation, a clause without "that", an about-phrase,
an insertion ("…, the minister said, …"), a pointer to the sentence before. Where no construction holds, the verb
reports nothing. Titles are not read: they repeat the text.
"""

from __future__ import annotations

from typing import NamedTuple

from .attribution import Attribution, attribution
from .ident import fact_id
from .language import Language
from .model import Actor, Analysis, Article, Evidence, Mention, Sentence, Span, Statement
from .quotes import Quote, find_quotes
from .reported import (
    Cue,
    Reported,
    about_before,
    about_phrase,
    clause_after,
    clause_after_colon,
    clause_of_noun,
    clause_without_joint,
    content_end,
    cue_at,
    gapped_after,
    is_negated,
    is_passive,
    noun_at,
    quotation_after,
    rule_at,
    trimmed,
)
from .sources import Cast, Speaker, owner_of, speaker_of
from .speakers import Line, chunks, Phrase, conjuncts, group_start, is_name, marks_infinitive, phrase_at, subject_of

_UNREAD = frozenset({"title"})


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
    cited: bool = False


def find_statements(
    article: Article,
    analysis: Analysis,
    language: Language,
    mentions: tuple[Mention, ...],
    actors: dict[str, Actor],
) -> tuple[tuple[Statement, ...], tuple[Mention, ...], dict[str, Actor]]:
    """Return the statements of an article, and the mentions and actors made for sources nobody had named yet."""
    reader = _Reader(article, analysis, language)
    cast = Cast(article, language, mentions, actors)
    drafts = _with_relays(reader.read(), cast)
    statements = _nest(_build(drafts, cast, article))
    return statements, cast.new_mentions(), cast.new_actors()


class _Reader:
    """One article on its way from sentences to drafts."""

    def __init__(self, article: Article, analysis: Analysis, language: Language) -> None:
        self.article, self.language = article, language
        self.sentences = analysis.sentences
        self.rules: Attribution = attribution(language)
        self.quotes = find_quotes(article)
        self.drafts: list[Draft] = []
        self.line: Line

    def read(self) -> list[Draft]:
        for number, sentence in enumerate(self.sentences):
            if sentence.kind not in _UNREAD and self._may_report(sentence):
                self._sentence(number, sentence)
        self._continue_quotes()
        return self.drafts

    def _may_report(self, sentence: Sentence) -> bool:
        reporting, starts = self.language.reporting, self.rules.starts
        for index, token in enumerate(sentence.tokens):
            if reporting.at(sentence.tokens, index) or any(key in starts for key in token.keys):
                return True
        return any(q.start < sentence.end and q.end > sentence.start for q in self.quotes)

    def _sentence(self, number: int, sentence: Sentence) -> None:
        self.line = Line(number, sentence, self.language, self.rules, self.quotes)
        self.first_draft = len(self.drafts)
        self.body = self._after_dateline()
        index = self.body
        covered = -1
        while index < len(self.line):
            quote = self.line.held[index]
            if quote is not None and not is_name(self.line, quote) and not self._inserted_in(quote, index):
                index += 1
                continue
            if index >= covered:
                found = rule_at(self.line, index, ("according", "impersonal", "pointer"))
                if found is not None:
                    covered = self._by_rule(index)
            cue = cue_at(self.line, index)
            if cue is not None and index >= covered:
                self._by_cue(cue)
            noun = noun_at(self.line, index) if cue is None else None
            if noun is not None and index >= covered:
                self._by_noun(noun)
            index += 1
        self._bare_colon()

    # --- places -----------------------------------------------------------------------------------------------

    def _after_dateline(self) -> int:
        """Return the token after "KYIV, January 16 -" where a sentence begins so."""
        line = self.line
        if not line.tokens or line.number and self._block(line.number - 1) == self._block(line.number):
            return 0
        for index in range(1, min(12, len(line))):
            if line.is_dash(index):
                word = self.article.text[line.tokens[0].start : line.tokens[0].end]
                return index + 1 if word.isupper() and len(word) > 1 and not line.has_finite(0, index) else 0
        return 0

    def _block(self, number: int) -> int:
        start = self.sentences[number].start
        for index, block in enumerate(self.article.blocks):
            if block.span is not None and block.span.start <= start < block.span.end:
                return index
        return -1

    def _inserted_in(self, quote: Quote, index: int) -> bool:
        """Tell whether a stretch inside a quotation is an insertion: «We are ready, - said the commander, - and …»."""
        line = self.line
        first, last = line.stretch(index)
        if first < 2 or not line.is_dash(first - 1) or line.tokens[first - 1].start < quote.first:
            return False
        if line.form(first - 2) not in (",", ".", "!", "?", "\N{HORIZONTAL ELLIPSIS}"):
            return False
        return any((c := cue_at(line, i)) is not None and c.form == "fin" for i in range(first, last))

    # --- drafts -----------------------------------------------------------------------------------------------

    def _add(
        self, cue: Span, speakers: tuple[Speaker, ...], contents: list[Span], kind: str, stance: str, zone: tuple[int, int],
        *, quotes: tuple[Quote, ...] = (), rule: str = "", style: str = "", cited: bool = False,
    ) -> None:  # fmt: skip
        if not contents:
            return
        name = rule or f"{self.language.code}.statement.{kind}"
        chosen = style or ("direct" if quotes else self._style(contents))
        self.drafts.append(
            Draft(self.line, cue, speakers, tuple(contents), chosen, stance, name, zone, quotes, cited)
        )

    def _style(self, contents: list[Span]) -> str:
        for quote in self.line.quotes:
            if is_name(self.line, quote):
                continue
            if any(span.start <= quote.start and quote.start < span.end for span in contents):
                return "mixed"
        return "indirect"

    def _span(self, first: int, last: int) -> Span:
        return Span(self.line.tokens[first].start, self.line.tokens[last - 1].end)

    def _words_of(self, quote: Quote) -> Span:
        """Return the words of a quotation without the comma or full stop before its closing mark."""
        text = self.article.text
        first, last = quote.first, quote.last
        while first < last and text[first].isspace():
            first += 1
        while last > first and (text[last - 1].isspace() or text[last - 1] in ",.;"):
            last -= 1
        return Span(first, last)

    # --- phrases ----------------------------------------------------------------------------------------------

    def _by_rule(self, index: int) -> int:
        """Read a phrase of attribution; return the token after it."""
        found = rule_at(self.line, index, ("according", "impersonal", "pointer"))
        if found is None:
            return index
        rule, match = found
        if rule.kind == "according":
            return self._according(index)
        if rule.kind == "impersonal":
            return self._impersonal(index)
        if rule.kind == "pointer":
            return self._pointer(index)
        return index

    def _according(self, index: int) -> int:
        line = self.line
        found = rule_at(line, index, ("according",))
        if found is None:
            return index
        rule, match = found
        phrase: Phrase = match.slots["source"].value
        if line.rules.is_word("no_source", line.form(phrase.head)):
            return index
        last = max(match.last, phrase.last)
        contents = self._around(index, last)
        speakers = tuple(Speaker(line, p) for p in conjuncts_of_source(line, phrase, match.last))
        if line.has_finite(index, last):
            return index
        cue_last = phrase.first
        while line.by_order and cue_last > index + 1 and line.words[cue_last - 1].tag == "DET":
            cue_last -= 1
        self._add(self._span(index, cue_last), speakers, contents, "", rule.stance, (index, last), rule=rule.id)
        return last

    def _around(self, first: int, last: int) -> list[Span]:
        """Return what is said where a phrase of attribution stands at ``[first, last)`` before, after or within it."""
        line = self.line
        after = last
        while after < len(line) and not line.is_break(after) and (line.is_time(after) or line.words[after].tag in ("ADP", "NUM")):
            after += 1
        if self._describes(after):
            after = line.stretch(after + 1)[1]
        left = self._left_content(first)
        bare = Cue(first, last, "say", "rule")
        if left is None or not line.has_finite(left[0], left[1]):
            right = (after, content_end(line, after + 1 if line.is_break(after) else after, bare)) if after < len(line) else None
            if left is not None and line.words[left[0]].tag in ("CCONJ", "REL", "COMP", "ADV") and left[1] - left[0] <= 2:
                left = None
            if left is not None and any(line.is_joint(i) for i in range(left[0], left[1])):
                left = None
            if right is not None and line.form(right[0]) == ",":
                inner_end = self._clause_end(right[0] + 1, right[1])
                right = (right[0], inner_end)
            spans = [trimmed(line, *part) for part in (left, right) if part is not None]
        else:
            inner = self._inside_clause(first, after)
            spans = [trimmed(line, *inner)] if inner is not None else [trimmed(line, *left)]
        return [span for span in spans if span is not None]

    def _inside_clause(self, first: int, last: int) -> tuple[int, int] | None:
        """Return the rest of a subordinate clause that an insertion cuts right after its joint: "which, according to X, …"."""
        line = self.line
        if first < 2 or line.form(first - 1) != "," or last >= len(line) or line.form(last) != ",":
            return None
        before = first - 2
        if not (line.is_joint(before) or line.words[before].tag == "CCONJ"):
            start = before
            while start >= 0 and not line.is_break(start) and not line.is_joint(start):
                start -= 1
            if start < 0 or not line.is_joint(start) or line.has_finite(start, first):
                return None
        return last + 1, self._clause_end(last + 1, len(line))

    def _clause_end(self, first: int, last: int) -> int:
        """Return where a relative clause ends: the comma after its verb."""
        line = self.line
        if first < 3 or not any(line.words[i].tag == "REL" for i in range(max(0, first - 14), first)):
            return last
        seen = False
        for index in range(first, last):
            if seen and line.form(index) == "," and line.held[index] is None:
                return index
            seen = seen or line.is_finite(index)
        return last

    def _describes(self, comma: int) -> bool:
        """Tell whether the stretch after a source only describes it ("by the account of X, given on Saturday, …")."""
        line = self.line
        if line.form(comma) != "," or comma + 1 >= len(line):
            return False
        word, end = line.words[comma + 1], line.stretch(comma + 1)[1]
        if line.form(end) != "," or line.has_finite(comma + 1, end):
            return word.tag == "REL" and line.form(end) == ","
        if word.tag == "REL":
            return True
        cases = word.cases()
        return not line.by_order and "Nom" not in cases and (word.tag == "VERB" or word.tag == "ADJ" and bool(cases) or word.tag == "X")

    def _left_content(self, first: int) -> tuple[int, int] | None:
        """Return the tokens before an attribution that it reports, None where there are none."""
        line = self.line
        start = self.body
        for index in range(start, first):
            if line.form(index) == ";" and line.held[index] is None and self._settled(index):
                start = index + 1
        for draft in self.drafts[self.first_draft :]:
            if draft.zone[1] <= first and draft.zone[0] > start and draft.rule.endswith(("inserted", "after-content")):
                start = max(start, draft.zone[1])
        while start < first and line.form(start) in (",", "-", ";"):
            start += 1
        return (start, first) if start < first else None

    def _settled(self, semicolon: int) -> bool:
        """Tell whether what stands before a semicolon has its own attribution."""
        return any(draft.zone[1] <= semicolon for draft in self.drafts[self.first_draft :])

    def _impersonal(self, index: int) -> int:
        found = rule_at(self.line, index, ("impersonal",))
        if found is None:
            return index
        rule, match = found
        line = self.line
        cue = Cue(index, match.last, rule.stance, "rule")
        if rule.note == "adverb":
            end = content_end(line, match.last, cue)
            parts = [trimmed(line, *part) for part in (self._left_content(index) or (0, 0), (match.last, end))]
            contents = [p for p in parts if p is not None]
        else:
            start = match.last
            end = content_end(line, start, cue)
            span = trimmed(line, start, end)
            contents = [span] if span is not None else []
        self._add(self._span(index, self._cue_end(index, match.last)), (), contents, "", rule.stance, (index, match.last), rule=rule.id)
        return match.last

    def _cue_end(self, first: int, last: int) -> int:
        line = self.line
        while last > first + 1 and (line.form(last - 1) == "," or line.rules.is_word("that", line.form(last - 1))):
            last -= 1
        return last

    def _pointer(self, index: int) -> int:
        """Read "This was reported by X": what is reported is the sentence before."""
        line = self.line
        found = rule_at(line, index, ("pointer",))
        if found is None or index > self.body + 2 or line.number == 0:
            return index
        rule, match = found
        before = self.sentences[line.number - 1]
        if before.kind in _UNREAD:
            return index
        for at in range(match.last, len(line)):
            cue = cue_at(line, at)
            if cue is None or is_negated(line, cue):
                continue
            if clause_after(line, cue) or quotation_after(line, cue) or clause_after_colon(line, cue):
                return index
            speakers = self._speakers(cue, 0, len(line), passive=line.by_order)
            content = self._whole(before)
            if speakers and content is not None:
                self._add(self._span(cue.first, cue.last), speakers, [content], "", cue.stance, (0, len(line)), rule=rule.id)
                return len(line)
        return index

    def _whole(self, sentence: Sentence) -> Span | None:
        line = Line(self.line.number - 1, sentence, self.language, self.rules, self.quotes)
        return trimmed(line, 0, len(line))

    # --- verbs ------------------------------------------------------------------------------------------------

    def _by_cue(self, cue: Cue) -> None:
        line = self.line
        if cue.form == "part" or line.rules.is_word("quoting", line.form(cue.first)) and line.form(cue.first - 1) == "as" or is_negated(line, cue):
            return
        quote = line.held[cue.first]
        if quote is not None and not is_name(line, quote):
            self._inside_quote(cue, quote)
            return
        if cue.form == "inf":
            self._infinitive(cue)
            return
        if is_passive(line, cue):
            self._passive(cue)
            return
        if self._quote_before(line.stretch(cue.first)[0]) is not None and clause_after(line, cue) is None:
            self._insertion(cue)
            return
        if self._quoting(cue):
            return
        wish = line.rules.is_verb("wish", line.tokens[cue.first].keys)
        for kind in ("clause", "zero", "quotation", "colon", "about"):
            found = self._after(kind, cue)
            if found is None or wish and kind in ("clause", "zero", "colon") and cue.stance != "ask":
                continue
            if cue.stance == "accuse" and kind in ("clause", "zero"):
                continue
            if self._take(cue, found):
                return
        if cue.form == "fin":
            self._insertion(cue)

    def _quoting(self, cue: Cue) -> bool:
        """Read "quoted X as saying": X speaks, and who quotes passes the words on."""
        line = self.line
        phrase = phrase_at(line, cue.last) if line.by_order and cue.last < len(line) else None
        if phrase is None or line.form(phrase.last) != "as" or not line.rules.is_word("quoting", line.form(phrase.last + 1)):
            return False
        inner = Cue(phrase.last + 1, phrase.last + 2, cue.stance, "conv")
        found = clause_after(line, inner) or clause_without_joint(line, inner) or quotation_after(line, inner)
        first, last = line.stretch(cue.first)
        if found is None:
            left = self._left_content(first)
            content = trimmed(line, *left) if left is not None and first > self.body else None
            if content is not None and inner.last >= last:
                self._add(self._span(cue.first, cue.last), (Speaker(line, phrase),), [content], "quoted", cue.stance, (first, last))
            return content is not None
        span = self._words_of(found.quote) if found.quote is not None else trimmed(line, found.first, found.last)
        if span is not None:
            quotes = (found.quote,) if found.quote is not None else ()
            zone = (line.stretch(cue.first)[0], found.first)
            self._add(self._span(cue.first, cue.last), (Speaker(line, phrase),), [span], "quoted", cue.stance, zone, quotes=quotes)
        return True

    def _after(self, kind: str, cue: Cue) -> Reported | None:
        if kind == "clause":
            return clause_after(self.line, cue)
        if kind == "quotation":
            return quotation_after(self.line, cue)
        if kind == "colon":
            return clause_after_colon(self.line, cue)
        if kind == "zero":
            return clause_without_joint(self.line, cue)
        return about_phrase(self.line, cue) or about_before(self.line, cue, self.line.stretch(cue.first)[0])

    def _take(self, cue: Cue, found: Reported) -> bool:
        line = self.line
        first, _ = line.stretch(cue.first)
        bound = found.first if found.first > cue.first else len(line)
        speakers = self._speakers(cue, first, bound, before=found.kind == "zero-that")
        if not speakers:
            return False
        if found.quote is not None:
            words = [self._words_of(found.quote)]
            style = "mixed" if found.kind == "label" else ""
            self._add(self._span(cue.first, cue.last), speakers, words, found.kind, cue.stance, (first, found.first), quotes=(found.quote,), style=style)
            return True
        span = trimmed(line, found.first, found.last)
        if span is None:
            return False
        zone = (first, found.first) if found.first > cue.first else (cue.first, len(line))
        self._add(self._span(cue.first, cue.last), speakers, [span], found.kind, cue.stance, zone)
        again = gapped_after(line, found.last) if found.kind == "about" else None
        content = trimmed(line, again[1].first, again[1].last) if again is not None else None
        if again is not None and content is not None:
            self._add(self._span(cue.first, cue.last), (Speaker(line, again[0]),), [content], "gapped", cue.stance, (again[0].first, again[1].first))
        return True

    def _infinitive(self, cue: Cue) -> None:
        """Read "likes to say" after a quotation; any other infinitive reports nothing yet."""
        first, _ = self.line.stretch(cue.first)
        if first and self._quote_before(first) is not None and self.line.has_finite(first, cue.first):
            self._insertion(cue)

    def _passive(self, cue: Cue) -> None:
        line = self.line
        keys = line.tokens[cue.first].keys
        first, last = line.stretch(cue.first)
        after = cue.last
        while after < last and (line.is_time(after) or line.words[after].tag == "ADV"):
            after += 1
        if line.rules.is_word("quoting", line.form(after + 1)) and line.form(after) == "as":
            inner = Cue(after + 1, after + 2, cue.stance, "conv")
            found = clause_after(line, inner) or clause_without_joint(line, inner) or quotation_after(line, inner)
            start = found.first if found is not None else after + 2
            self._taken_passive(cue, found or Reported(start, content_end(line, start, cue), "quoted"))
            return
        if line.rules.is_verb("held", keys) and after < len(line) and marks_infinitive(line.words[after]):
            subject = self._speakers(cue, first, cue.first)
            left, right = trimmed(line, first, group_start(line, cue.first)), trimmed(line, after, content_end(line, after, cue))
            if subject and left is not None and right is not None:
                self._add(self._span(cue.first, cue.last), (), [left, right], "held", "think", (cue.first, after))
            return
        if line.rules.is_verb("tell", keys):
            found = clause_after(line, cue) or clause_without_joint(line, cue)
            if found is not None:
                self._taken_passive(cue, found)
            else:
                self._insertion(cue)

    def _taken_passive(self, cue: Cue, found: Reported) -> None:
        first, _ = self.line.stretch(cue.first)
        speakers = self._speakers(cue, first, cue.first)
        span = self._words_of(found.quote) if found.quote is not None else trimmed(self.line, found.first, found.last)
        if speakers and span is not None:
            quotes = (found.quote,) if found.quote is not None else ()
            self._add(self._span(cue.first, cue.last), speakers, [span], "passive", cue.stance, (first, found.first), quotes=quotes)

    def _by_noun(self, cue: Cue) -> None:
        """Read "the claim by X that …", "his assertion that …": a noun of reporting with a clause."""
        line = self.line
        found = clause_of_noun(line, cue)
        phrase = owner_of(line, cue, found.first) if found is not None else None
        span = trimmed(line, found.first, found.last) if found is not None else None
        if found is not None and phrase is not None and span is not None:
            self._add(self._span(cue.first, cue.last), (Speaker(line, phrase),), [span], "noun", cue.stance, (phrase.first, found.first))

    # --- insertions -------------------------------------------------------------------------------------------

    def _quote_before(self, first: int) -> Quote | None:
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

    def _insertion(self, cue: Cue) -> None:
        line = self.line
        first, last = line.stretch(cue.first)
        as_clause = line.rules.is_word("as", line.form(first))
        own = first + 1 if as_clause else first
        quote = self._quote_before(first)
        if any(line.is_finite(i) and i != cue.first and line.words[i].tag == "VERB" and not self._part_of(i, cue) for i in range(own, last)):
            return
        if quote is None and (self._takes_object(cue, last) or cue.stance == "accuse" or line.rules.is_verb("wish", line.tokens[cue.first].keys)):
            return
        if line.words[own].tag in ("REL", "COMP", "SCONJ", "CCONJ") and not as_clause:
            return
        speakers = self._speakers(cue, own, last, alone=True)
        if not speakers and quote is not None:
            speakers = self._same_again(cue, quote)
        zone = (first, self._zone_end(cue, last))
        if not speakers:
            return
        span = self._span(cue.first, cue.last)
        if quote is not None:
            self._quoted_before(cue, quote, zone, speakers)
            return
        if first == self.body and not as_clause:
            return
        if first == self.body:
            start = zone[1]
            if start >= len(line) or line.form(start) != ",":
                return
            content = trimmed(line, start, content_end(line, start + 1, cue))
            if content is not None:
                self._add(span, speakers, [content], "as-clause", cue.stance, (first, start))
            return
        if not (line.form(first - 1) == "," or line.is_dash(first - 1)):
            return
        left = self._left_content(first)
        if left is None or self._enclosed(left):
            return
        contents = self._inserted_contents(left, zone, cue)
        self._add(span, speakers, contents, "as-clause" if as_clause else "inserted", cue.stance, zone)

    def _takes_object(self, cue: Cue, last: int) -> bool:
        """Tell whether the verb does something to an object here, so that it does not only report."""
        line = self.line
        keys = line.tokens[cue.first].keys
        if line.rules.is_verb("never_inserted", keys) or any(self._infinitive_at(i) for i in range(cue.last, last)):
            return True
        if not line.by_order:
            bare = [c for c in chunks(line, cue.last, last) if not c.led and not line.is_time(c.head)]
            return any(line.words[c.head].cases() and line.words[c.head].cases() <= {"Acc", "Gen"} for c in bare[:1])
        if line.rules.is_verb("tell", keys) or group_start(line, cue.first) == line.stretch(cue.first)[0]:
            return False
        after = cue.last
        while after < last and line.words[after].tag == "ADV":
            after += 1
        return after < last and line.words[after].tag in ("DET", "NOUN", "ADJ", "NUM", "PRON", "PROPN", "X") and not line.is_time(after)

    def _infinitive_at(self, index: int) -> bool:
        word = self.line.words[index]
        forms = {r.feats.get("VerbForm") for r in word.readings if r.upos == "VERB"}
        return word.tag == "PART" or word.tag == "VERB" and forms == {"Inf"} and not self.line.by_order

    def _part_of(self, index: int, cue: Cue) -> bool:
        return group_start(self.line, cue.first) <= index < cue.last

    def _enclosed(self, left: tuple[int, int]) -> bool:
        """Tell whether the words before an insertion already belong to another attribution's clause."""
        return False

    def _inserted_contents(self, left: tuple[int, int], zone: tuple[int, int], cue: Cue) -> list[Span]:
        line = self.line
        parts = [trimmed(line, *left)]
        finite = line.has_finite(*left) and not self._subordinate(left)
        if not finite and zone[1] < len(line) and line.form(zone[1]) in (",", "-") and self._may_go_on(left, zone[1] + 1):
            parts.append(trimmed(line, zone[1], content_end(line, zone[1] + 1, cue)))
        elif not line.has_finite(*left) and line.by_order and not self._unknown_verb(left):
            return []
        return [part for part in parts if part is not None]

    def _may_go_on(self, left: tuple[int, int], first: int) -> bool:
        """Tell whether the clause before an insertion can go on after it: a verb is still to come, no aside begins."""
        line = self.line
        if first >= len(line) or line.words[first].tag == "REL" or line.words[first].has("VerbForm", "Conv"):
            return False
        end = next((i for i in range(first, len(line)) if line.form(i) in (",", ";", ".")), len(line))
        return line.has_finite(first, end) or left[1] - left[0] < 5 and not line.words[first].has("VerbForm", "Ger")

    def _unknown_verb(self, left: tuple[int, int]) -> bool:
        """Tell whether a stretch may hold a verb that the lexicon does not know."""
        words = self.line.words[left[0] : left[1]]
        return len(words) > 3 and any(word.tag in ("X", "VERB") for word in words[1:])

    def _subordinate(self, left: tuple[int, int]) -> bool:
        """Tell whether a stretch is only a clause with a joint ("If it rains"), so that its main clause is to come."""
        line = self.line
        if line.words[left[0]].tag != "SCONJ":
            return False
        return not any(line.form(i) == "," for i in range(left[0], left[1] - 1))

    def _quoted_before(self, cue: Cue, quote: Quote, zone: tuple[int, int], speakers: tuple[Speaker, ...]) -> None:
        line = self.line
        span = self._span(cue.first, cue.last)
        opening = next((i for i in range(len(line)) if line.tokens[i].start >= quote.start), 0)
        lead = opening - 1
        while lead >= self.body and (line.form(lead) in (",", ":") or line.is_dash(lead)):
            lead -= 1
        begins = quote.start <= line.tokens[self.body].start
        if begins or lead < self.body or line.form(lead) in (";", "."):
            contents = [self._words_of(quote)]
            quotes = [quote]
            after = self._quote_from(zone[1])
            if after is not None:
                contents.append(self._words_of(after))
                quotes.append(after)
            self._add(span, speakers, contents, "quote-before", cue.stance, zone, quotes=tuple(quotes))
            return
        left = self._left_content(zone[0])
        if left is not None:
            content = trimmed(line, *left)
            if content is not None:
                self._add(span, speakers, [content], "inserted", cue.stance, zone, style="mixed")

    def _quote_from(self, index: int) -> Quote | None:
        """Return the quotation that begins after an insertion, over a comma, a full stop or a dash."""
        line = self.line
        while index < len(line) and line.held[index] is None and (line.form(index) in (",", ".") or line.is_dash(index)):
            index += 1
        quote = line.held[index] if index < len(line) else None
        if quote is None or line.tokens[index].start != quote.start or is_name(line, quote):
            return None
        return quote

    def _inside_quote(self, cue: Cue, quote: Quote) -> None:
        """Read an insertion that stands between the marks: «We are ready, - said X, - and …»."""
        line = self.line
        first, last = line.stretch(cue.first)
        if cue.form != "fin" or not self._inserted_in(quote, cue.first):
            return
        speakers = self._speakers(cue, first, last, alone=True)
        if not speakers:
            return
        text = self.article.text
        left = Span(quote.first, line.tokens[first - 1].start)
        end = line.tokens[last - 1].end
        right = Span(min(end, quote.last), quote.last)
        parts = [part for part in (_bare(text, left), _bare(text, right)) if part is not None]
        self._add(self._span(cue.first, cue.last), speakers, parts, "quote-around", cue.stance, (first, last), quotes=(quote,))

    def _zone_end(self, cue: Cue, last: int) -> int:
        """Return where an insertion ends: with its stretch, or after a clause that only describes its speaker."""
        return last

    # --- speakers ---------------------------------------------------------------------------------------------

    def _speakers(self, cue: Cue, first: int, last: int, *, passive: bool = False, before: bool = False, alone: bool = False) -> tuple[Speaker, ...]:
        line = self.line
        if passive:
            return self._agents(cue, last)
        if cue.form == "conv":
            return self._of_main(cue)
        found = speaker_of(line, cue, first, last, before=before, alone=alone)
        if found is None:
            return ()
        return tuple(Speaker(line, phrase) for phrase in found)

    def _same_again(self, cue: Cue, quote: Quote) -> tuple[Speaker, ...]:
        """Return the speaker of the statement before for a quotation whose verb has no subject: «…», - he added."""
        line = self.line
        if line.by_order or not self.drafts or line.words[cue.first].has("Number", "Plur"):
            return ()
        draft = self.drafts[-1]
        return draft.speakers if line.number - draft.line.number <= 2 else ()

    def _agents(self, cue: Cue, last: int) -> tuple[Speaker, ...]:
        line = self.line
        for index in range(cue.last, last):
            if line.form(index) in line.rules.words.get("agent", ()):
                phrase = phrase_at(line, index + 1)
                if phrase is not None:
                    return tuple(Speaker(line, p) for p in conjuncts(line, phrase))
        return ()

    def _of_main(self, cue: Cue) -> tuple[Speaker, ...]:
        """Return who speaks in a participle: the speaker before it in its sentence, or the subject of the main verb."""
        line = self.line
        for draft in reversed(self.drafts[self.first_draft :]):
            if draft.zone[0] <= cue.first and draft.speakers:
                return draft.speakers
        for index in range(cue.first - 1, self.body - 1, -1):
            if line.is_finite(index) and line.words[index].tag == "VERB" and line.held[index] is None:
                found = speaker_of(line, Cue(index, index + 1, "", "fin"), line.stretch(index)[0], line.stretch(index)[1])
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

    # --- quotations without a verb ----------------------------------------------------------------------------

    def _bare_colon(self) -> None:
        """Read 'Spokesman: "…"': a name, a colon, a quotation."""
        line = self.line
        for index in range(self.body + 1, len(line) - 1):
            quote = line.held[index + 1]
            if line.form(index) != ":" or line.held[index] is not None or quote is None:
                continue
            if line.tokens[index + 1].start != quote.start or line.has_finite(self.body, index):
                return
            if any(quote in draft.quotes for draft in self.drafts[self.first_draft :]):
                return
            phrase = phrase_at(line, self.body)
            if phrase is not None and phrase.last >= index - 1:
                self._add(self._span(index, index + 1), (Speaker(line, phrase),), [self._words_of(quote)], "colon-quote", "say", (self.body, index), quotes=(quote,))
            return

    def _continue_quotes(self) -> None:
        """Give a quotation that follows its attribution at once, or a paragraph that goes on with one, to its speaker."""
        taken = {quote for draft in self.drafts for quote in draft.quotes}
        for quote in self.quotes:
            if quote in taken or any(_holds(draft, quote) for draft in self.drafts):
                continue
            number = self._goes_on_from(quote)
            if number is None:
                continue
            draft = self.drafts[number]
            self.drafts[number] = draft._replace(
                contents=(*draft.contents, self._words_of(quote)), quotes=(*draft.quotes, quote)
            )
            taken.add(quote)

    def _goes_on_from(self, quote: Quote) -> int | None:
        here = next((n for n, s in enumerate(self.sentences) if s.start <= quote.start < s.end), None)
        if here is None or self.sentences[here].tokens[0].start != quote.start:
            return None
        for number in range(len(self.drafts) - 1, -1, -1):
            draft = self.drafts[number]
            if draft.style != "direct" or draft.cue.start > quote.start:
                continue
            last = draft.quotes[-1]
            if last.block == quote.block:
                direct_follow = draft.line.number == here - 1 or last.end < quote.start and self._adjacent(last, quote)
                return number if direct_follow else None
            return number if last.block == quote.block - 1 and not last.closed else None
        return None

    def _adjacent(self, left: Quote, right: Quote) -> bool:
        return not self.article.text[left.end : right.start].strip(" \n\t.,")


def _bare(text: str, span: Span) -> Span | None:
    first, last = span.start, span.end
    while first < last and (text[first].isspace() or text[first] in ",.;-\N{EN DASH}\N{EM DASH}"):
        first += 1
    while last > first and (text[last - 1].isspace() or text[last - 1] in ",.;-\N{EN DASH}\N{EM DASH}"):
        last -= 1
    return Span(first, last) if last > first else None


def _holds(draft: Draft, quote: Quote) -> bool:
    return any(span.start <= quote.start < span.end for span in draft.contents)


def conjuncts_of_source(line: Line, phrase: Phrase, last: int) -> list[Phrase]:
    """Return the sources a phrase of attribution names; those joined by "and" count where nothing else follows."""
    found = conjuncts(line, phrase)
    end = found[-1].last
    return found if end >= len(line) or line.is_break(end) else [phrase]


# --- from drafts to facts -----------------------------------------------------------------------------------------


def _with_relays(drafts: list[Draft], cast: Cast) -> list[tuple[Draft, str]]:
    """Return the drafts that stay, each with the outlet its words were given to (a mention id or "")."""
    merged: list[tuple[Draft, str]] = []
    dropped: set[int] = set()
    relays: dict[int, str] = {}
    for number, draft in enumerate(drafts):
        outlet = cast.outlet(draft.speakers)
        if not outlet:
            continue
        inner = next(
            (n for n, other in enumerate(drafts) if n != number and other.line is draft.line and other.speakers and _covers(draft, other)),
            None,
        )
        if inner is not None and not cast.outlet(drafts[inner].speakers):
            dropped.add(number)
            relays[inner] = outlet
    for number, draft in enumerate(drafts):
        if number in dropped:
            continue
        cited = cast.cited(draft.line, draft.zone, draft.speakers)
        outlet = cast.outlet(draft.speakers)
        if outlet and cited is not None:
            merged.append((draft._replace(speakers=(cited,)), outlet))
            continue
        relay = relays.get(number) or cast.relay(draft.line, draft.speakers, draft.contents, draft.zone)
        merged.append((draft, relay))
    return merged


def _covers(outer: Draft, inner: Draft) -> bool:
    """Tell whether a draft reports the whole of another draft of its sentence, cue included."""
    if not any(span.start <= inner.cue.start < span.end for span in outer.contents):
        return False
    start = min(span.start for span in outer.contents)
    first = min(inner.cue.start, *(span.start for span in inner.contents))
    speakers = [s.line.tokens[s.phrase.first].start for s in inner.speakers]
    return min([first, *speakers]) - start <= 8


def _build(drafts: list[tuple[Draft, str]], cast: Cast, article: Article) -> list[Statement]:
    built: dict[str, Statement] = {}
    for draft, relay in drafts:
        sources = [cast.mention(speaker) for speaker in draft.speakers] or [""]
        for source in dict.fromkeys(sources):
            words = "/".join(f"{span.start}-{span.end}" for span in draft.contents)
            name = fact_id(article.id, "statement", draft.cue, draft.rule, source, words)
            built.setdefault(
                name,
                Statement(
                    id=name,
                    evidence=Evidence(span=draft.cue, rule=draft.rule),
                    source=source,
                    content=draft.contents,
                    relay=relay,
                    style=draft.style,
                    stance=draft.stance,
                ),
            )
    return sorted(built.values(), key=lambda s: (s.evidence.span, s.content, s.id))


def _nest(statements: list[Statement]) -> tuple[Statement, ...]:
    """Return the statements, each told which one reports it: the smallest whose content holds its cue."""
    nested: list[Statement] = []
    for inner in statements:
        around = [
            (sum(span.end - span.start for span in outer.content), outer.id)
            for outer in statements
            if outer.evidence.span != inner.evidence.span
            and any(span.start <= inner.evidence.span.start < span.end for span in outer.content)
        ]
        if around:
            inner = Statement(**{**_fields(inner), "within": min(around)[1]})
        nested.append(inner)
    return tuple(nested)


def _fields(statement: Statement) -> dict[str, object]:
    return {name: getattr(statement, name) for name in statement.__struct_fields__}
