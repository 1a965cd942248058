"""Who demands, offers, promises or threatens what, and what was the answer?

A demand is read from a request with its theme; offers, promises and threats are kept the same way, each under its kind.
What the other side later grants, refuses or leaves open is an answer to it, in the same article or another one. Parties
alone never make an answer: the words of demand and answer must share a content word, a number or a name that is
nobody's own, or the answer must stand right behind the demand and say nothing else ("…; Baku refuses"). Answers that
contradict each other stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date as day
from typing import NamedTuple

from ..attribution import Rule, attribution
from ..ident import digest
from ..language import load_common, setting
from ..model import Answer, Demand, Event, Reading, Span, Token
from ..story import told_once
from .answers import ANSWERS, Telling, in_part, reply_in, stands, tellings_of, told
from .claims import Claim, claims_of, is_elliptic
from .pages import Page, clause_at, is_function, page_of, tokens_in, words_in

_MEDIATES = ".mediate"
_EXCHANGE = ".exchange"
_YIELDS = frozenset({"AGREE", "CONCEDE"})
_GRANTS = frozenset({"AGREE", "CONCEDE", "RETREAT", "AID", "SUPPORT", "COOPERATE"})


class Pile(NamedTuple):
    """The pages that are read together: their claims, what is told on each of them, and whom each names."""

    pages: list[Page]
    claims: list[Claim]
    tellings: dict[str, tuple[Telling, ...]]
    named: dict[str, frozenset[str]]


def ledger(readings: Iterable[Reading]) -> tuple[Demand, ...]:
    """Return the demands, offers, promises and threats of some readings with every answer found, oldest first.

    ``by`` and ``to`` are codes of states and ids of bodies; the theme is the source's own words.

    >>> ledger(())
    ()
    """
    common = load_common()
    unique = {reading.article.id: reading for reading in readings}
    once = told_once(unique.values()) if len(unique) > 1 else unique.values()  # copies answer nobody
    pages = sorted((page_of(reading, common) for reading in once), key=_when)
    claims = [claim for page in pages for claim in claims_of(page) if not _puts_off(claim)]
    pile = Pile(pages, claims, *_voices(pages if claims else []))
    found = [_demand(claim, pile) for claim in _once(claims)]
    kept = (demand for demand in found if demand is not None)
    return tuple(sorted(kept, key=lambda d: (d.date or "9999", d.article, d.id)))


def _puts_off(claim: Claim) -> bool:
    """Tell whether a claim only puts off an answer: "promised a reply by Sunday", "asked for more time"."""
    page = claim.page
    if claim.kind not in ("promise", "demand") or page.language is None:
        return False
    start = claim.event.evidence.span.start
    end = claim.theme.end if claim.kind == "demand" else clause_at(page, start).end
    tokens = tokens_in(page, start, max(start, end))
    return reply_in(page, attribution(page.language), tokens) == "deferred"


def _when(page: Page) -> tuple[str, str]:
    return page.date or "9999", page.reading.article.id


def _once(claims: list[Claim]) -> list[Claim]:
    """Keep the first telling of each claim: the same parties, the same theme."""
    kept: list[Claim] = []
    for claim in claims:
        same = any(
            (old.kind, old.by) == (claim.kind, claim.by) and set(old.to) & set(claim.to) and old.words & claim.words
            for old in kept
        )
        if not same:
            kept.append(claim)
    return kept


def _voices(pages: list[Page]) -> tuple[dict[str, tuple[Telling, ...]], dict[str, frozenset[str]]]:
    """Return what actors of each page say or do, and whom each page names."""
    told_by = {page.reading.article.id: tellings_of(page) for page in pages}
    return told_by, {page.reading.article.id: frozenset(page.codes(page.mentions)) for page in pages}


def _demand(claim: Claim, pile: Pile) -> Demand | None:
    """Return a claim with its answers, None for a call to talk that nobody answers: the calendar has those."""
    mine = [other for other in pile.claims if other.page is claim.page]
    answers: list[Answer] = []
    for page in pile.pages:
        name = page.reading.article.id
        later = _when(page)[0] >= _when(claim.page)[0] and not pile.named[name].isdisjoint(claim.to)
        if later or page is claim.page:
            answers += _answers(claim, page, mine, pile.tellings[name])
    if not answers and _is_call_to_talk(claim):
        return None
    time = claim.page.times.get(claim.event.time)
    date = time.value if time is not None else claim.page.date
    theme = " ".join(claim.page.text[claim.theme.start : claim.theme.end].split())
    article = claim.page.reading.article.id
    return Demand(
        id=digest("demand", claim.kind, article, claim.event.id),
        by=claim.by,
        to=claim.to,
        theme=theme,
        article=article,
        fact=claim.event.id,
        span=claim.theme,
        kind=claim.kind,
        date=date,
        answers=tuple({(answer.by, answer.answer, answer.date): answer for answer in reversed(answers)}.values())[::-1],
        open=all(answer.answer == "deferred" for answer in answers),
        waiting=0 if answers else _days(date, max(page.date for page in pile.pages)),
    )


def _is_call_to_talk(claim: Claim) -> bool:
    """Tell whether a claim only asks or offers to meet or speak; who offers to mediate offers more than talk."""
    if claim.kind not in ("demand", "offer") or _MEDIATES in claim.event.evidence.rule:
        return False
    return claim.event.mode == "meet" or claim.event.act == "CONSULT"


def _days(first: str, last: str) -> int:
    """Return the days between two days, 0 where either is no full day or they stand the other way round."""
    try:
        return max(0, (day.fromisoformat(last) - day.fromisoformat(first)).days)
    except ValueError:
        return 0


def _answers(claim: Claim, page: Page, claims: list[Claim], tellings: tuple[Telling, ...]) -> Iterator[Answer]:
    """Yield the answers of one page: what acts tell, then what words tell in clauses where no act answers."""
    acts = list(_acts(claim, page))
    words = list(told(claim, page, tellings, claims))
    in_part = {(code, one.clause) for one in words if one.answer == "partly" for code in one.codes}
    put_off = {(code, one.clause) for one in words if one.answer == "deferred" for code in one.codes}
    acts = [one for one in acts if one[0].answer != "accepted" or (one[0].by, one[1]) not in in_part | put_off]
    settled = {(answer.by, clause) for answer, clause in acts}
    yield from (answer for answer, _ in acts)
    if page is claim.page:
        yield from _replies(claim, page)
    for one in words:
        for code in one.codes:
            if one.answer == "partly" or (code, one.clause) not in settled:
                yield Answer(by=code, answer=one.answer, date=page.date, fact=one.fact)


def _acts(claim: Claim, page: Page) -> Iterator[tuple[Answer, Span]]:
    """Yield the answers that events of a page tell, each with its clause."""
    for event in page.events():
        answer = answer_of(event)
        date = page.times[event.time].value if event.time in page.times else page.date
        clause = clause_at(page, event.evidence.span.start)
        if event.id == claim.event.id and answer == "refused":
            yield from ((Answer(by=code, answer=answer, date=date, fact=event.id), clause) for code in claim.to)
        if not answer or event.id == claim.event.id or (answer == "accepted" and not _grants(claim, event)):
            continue
        if answer == "accepted" and _is_partial(claim, page, event):
            answer = "partly"
        codes = tuple(code for code in page.codes(event.actor) if code not in claim.by)
        elliptic = page is claim.page and is_elliptic(page, claim.theme, event)
        sides = [code for code in codes if code in claim.to] or (
            [*codes] if elliptic and _concerned(claim, codes) else []
        )
        asked = page.codes(event.recipient)
        aimed = not asked or bool(set(asked) & {*claim.by, *claim.to}) or _concerned(claim, asked)
        if sides and aimed and (elliptic or _shares(claim, event, page)):
            for code in sides:
                yield Answer(by=code, answer=answer, date=date, fact=event.id), clause


def answer_of(event: Event) -> str:
    """Return what an event answers to a demand: refused, accepted, "" where it answers nothing."""
    if event.event == "REJECT":
        return "" if event.act == "REJECT" and event.negated else "refused"
    if event.event in _GRANTS and event.modality in ("actual", "future"):
        return "refused" if event.negated and event.event in _YIELDS else "" if event.negated else "accepted"
    return ""


def _is_partial(claim: Claim, page: Page, event: Event) -> bool:
    """Tell whether the clause of what grants a demand says that only a part is granted."""
    clause, trigger = clause_at(page, event.evidence.span.start), event.evidence.span
    tokens = tokens_in(page, clause.start, clause.end)
    if page.language is not None and reply_in(page, attribution(page.language), tokens) == "partly":
        return True
    at = next((index for index, token in enumerate(tokens) if token.start >= trigger.start), -1)
    return at >= 0 and in_part(claim, page, tokens, at, clause)


def _grants(claim: Claim, event: Event) -> bool:
    """Tell whether an act can grant a claim: talks only where talks were asked for, nobody grants a threat."""
    if claim.kind not in ("demand", "offer"):
        return False
    return event.act != "CONSULT" or _EXCHANGE in event.evidence.rule or "CONSULT" in _acts_of(claim)


def _acts_of(claim: Claim) -> tuple[str, str]:
    return claim.event.act, "CONSULT" if claim.event.mode == "meet" else ""


def _shares(claim: Claim, event: Event, page: Page) -> bool:
    """Tell whether the clause of an answer shares a content word, a number or a foreign name with the demand."""
    trigger = event.evidence.span
    if page is claim.page and claim.theme.start <= trigger.start < claim.theme.end:
        return False
    clause, mine = clause_at(page, trigger.start), claim.words
    if page is claim.page and clause.start <= claim.event.evidence.span.start < clause.end:
        clause = event.theme or Span(trigger.end, trigger.end)
        mine = words_in(page, claim.theme, (*claim.by, *claim.to))
        if clause.start <= claim.theme.start < clause.end or claim.theme.start <= clause.start < claim.theme.end:
            return False
    own = words_in(page, trigger, ())
    if event.event == "REJECT" and _speaks_in_order(page):
        refused = words_in(page, Span(trigger.end, max(clause.end, trigger.end)), (*claim.by, *claim.to))
        if refused:
            return bool(mine & (refused - own))
    return bool(mine & (words_in(page, clause, (*claim.by, *claim.to)) - own))


def _speaks_in_order(page: Page) -> bool:
    """Tell whether what is refused stands behind the word of refusing, as in a language of word order."""
    return page.language is not None and setting(page.language, "syntax", "roles") == "order"


def _concerned(claim: Claim, codes: tuple[str, ...]) -> bool:
    """Tell whether somebody the theme names answers in place of the one asked."""
    end = clause_at(claim.page, claim.theme.start).end
    if set(codes) & _states_in(claim.page, claim.theme.start, end):
        return True
    inside = [
        code
        for mention in claim.page.mentions.values()
        if claim.theme.start <= mention.evidence.span.start < end
        for code in claim.page.codes((mention.id,))
    ]
    return bool(set(codes) & set(inside))


def _states_in(page: Page, start: int, end: int) -> set[str]:
    """Return the states that a stretch names, also as places that no fact uses."""
    if page.language is None:
        return set()
    tokens, actors = tokens_in(page, start, end), page.language.actors
    return {
        hit.value.id for index in range(len(tokens)) for hit in actors.at(tokens, index) if hit.value.kind == "state"
    }


def _replies(claim: Claim, page: Page) -> Iterator[Answer]:
    """Yield what the parties are said to answer right behind the demand, in words that say nothing else."""
    if page.language is None:
        return
    first = clause_at(page, claim.theme.start).end
    last = clause_at(page, min(first + 2, len(page.text) - 1)).end
    if "\n" in page.text[first:last]:
        return
    tokens = tokens_in(page, first, last)
    rules = attribution(page.language)
    for index, token in enumerate(tokens):
        kind = next(
            (rule.kind for rule in rules.replies_at(tokens, index) if _says_it_all(rule, tokens, index, page)), ""
        )
        if not kind:
            continue
        for mention in sorted(page.mentions.values(), key=lambda m: (m.evidence.span, m.id)):
            if first <= mention.evidence.span.start < token.start:
                codes = page.codes((mention.id,))
                for code in codes:
                    if code in claim.to or (kind != "deferral" and _concerned(claim, (code,))):
                        yield Answer(by=code, answer=ANSWERS[kind], date=page.date, fact=mention.id)
        return


def _says_it_all(rule: Rule, tokens: tuple[Token, ...], index: int, page: Page) -> bool:
    """Tell whether a phrase of reply stands at a token, and its clause ends or another begins behind it."""
    last = stands(rule, tokens, index)
    if last is None:
        return False
    if page.language is not None and any(
        attribution(page.language).is_word("points", token.form) for token in tokens[index:last]
    ):
        return True
    return (
        rule.kind == "deferral"
        or last >= len(tokens)
        or not tokens[last].form[0].isalnum()
        or is_function(page, tokens, last, "coordinators")
    )
