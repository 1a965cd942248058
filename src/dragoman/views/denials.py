"""Which claim is denied by whom?

A denial is a statement that denies, or an event read by a rule of denying. Its claim is what somebody else says in
nearly the same words: the same clause, an accusation of the one who denies, or a statement that shares two content
words with the denial; "rejected London's accusations" answers what London accuses it of. A denial without a claim in
the pile stands alone, for that too is worth knowing. Parties alone never make a pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..ident import digest
from ..language import load_common
from ..model import Denial, Event, Reading, Span, Statement
from .pages import Page, Term, clause_at, page_of, shared_terms, terms_in

_SHARED = 2
_CLAIMS = frozenset({"say", "assess", "confirm", "warn", "accuse", "think", "announce"})
_DENIES = "deny"
_REPLIES = ".event.reject.accusation"


class _Voice(NamedTuple):
    """A claim or denial: where it was read, who speaks, of whom, in which words.

    ``accuses``: an accusation, or a denial that answers one ("rejected the accusations").
    """

    page: Page
    fact: str
    by: tuple[str, ...]
    about: tuple[str, ...]
    span: Span
    terms: tuple[Term, ...]
    accuses: bool


def denials(readings: Iterable[Reading]) -> tuple[Denial, ...]:
    """Return every denial with each claim it denies, oldest first.

    >>> denials(())
    ()
    """
    common = load_common()
    unique = {reading.article.id: reading for reading in readings}
    pages = [page_of(unique[key], common) for key in sorted(unique)]
    claims = [voice for page in pages for voice in _claims(page)]
    found: list[Denial] = []
    for page in pages:
        for denial in _denials(page):
            pairs = [claim for claim in claims if _answers(denial, claim)]
            found += [_pair(denial, claim) for claim in pairs] or [_pair(denial, None)]
    return tuple(sorted({one.id: one for one in found}.values(), key=lambda d: (d.date or "9999", d.article, d.id)))


def _said_by(page: Page, statement: Statement) -> tuple[str, ...]:
    source = page.mentions.get(statement.source)
    return page.codes((statement.source,)) or ((source.actor,) if source is not None else ())


def _voice(page: Page, statement: Statement) -> _Voice:
    by = _said_by(page, statement)
    terms = tuple(term for span in statement.content for term in terms_in(page, span, by))
    span = Span(statement.content[0].start, statement.content[-1].end)
    return _Voice(page, statement.id, by, (), span, terms, accuses=False)


def _told(page: Page, event: Event, *, accuses: bool) -> _Voice:
    """Return a claim or denial that an event tells: its words are those of its clause behind the trigger."""
    trigger = event.evidence.span
    span = event.theme or Span(trigger.end, max(trigger.end, clause_at(page, trigger.start).end))
    by, about = page.codes(event.actor), page.codes(event.recipient)
    return _Voice(page, event.id, by, about, span, terms_in(page, span, (*by, *about)), accuses)


def _denials(page: Page) -> Iterator[_Voice]:
    said: list[Span] = []
    for fact in page.reading.facts:
        if isinstance(fact, Statement) and fact.stance == "deny" and fact.content:
            said.append(fact.evidence.span)
            yield _voice(page, fact)
    for event in page.events():
        rule = event.evidence.rule
        told = any(span.start <= event.evidence.span.start < span.end for span in said)
        if event.event == "REJECT" and event.actor and not told:
            if rule.rpartition(".")[2] == _DENIES or _REPLIES in rule:
                yield _told(page, event, accuses=_REPLIES in rule)


def _claims(page: Page) -> Iterator[_Voice]:
    for fact in page.reading.facts:
        if isinstance(fact, Statement) and fact.stance in _CLAIMS and fact.content and fact.source:
            yield _voice(page, fact)
    for event in page.events():
        if event.event == "ACCUSE" and event.actor and not event.negated and event.modality != "historical":
            yield _told(page, event, accuses=True)


def _answers(denial: _Voice, claim: _Voice) -> bool:
    """Tell whether a denial denies a claim: another's, not later, in shared words of one language."""
    if set(denial.by) & set(claim.by) or not denial.by:
        return False
    if denial.page.reading.article.in_language != claim.page.reading.article.in_language:
        return False
    if claim.page.date > denial.page.date:
        return False
    same = denial.page is claim.page
    if same and denial.span == claim.span:
        return True
    if same and (claim.span.start <= denial.span.start < claim.span.end):
        return False
    shared = shared_terms(denial.terms, claim.terms)
    if claim.accuses:
        answered = denial.accuses and (bool(set(denial.about) & set(claim.by)) or (same and not denial.about))
        return bool(set(claim.about) & set(denial.by)) and (bool(shared) or answered)
    return len(shared) >= _SHARED


def _pair(denial: _Voice, claim: _Voice | None) -> Denial:
    article = denial.page.reading.article
    other = claim.page.reading.article.id if claim else ""
    return Denial(
        id=digest("denial", article.id, denial.fact, other, claim.fact if claim else ""),
        by=denial.by,
        words=_cut(denial),
        article=article.id,
        fact=denial.fact,
        date=denial.page.date,
        claimed_by=claim.by if claim else (),
        claim=_cut(claim) if claim else "",
        claim_article=other,
        claim_fact=claim.fact if claim else "",
        claim_date=claim.page.date if claim else "",
    )


def _cut(voice: _Voice) -> str:
    return " ".join(voice.page.text[voice.span.start : voice.span.end].split()).strip(" ,.;:")
