"""Which words answer a demand where no act does?

Much of what the other side replies is no act of politics: "opened the bridge", "said it would not close the office".
Such a clause answers a demand where the one who was asked tells or does the very thing: its verb and another word of
the theme, said no to or done. And where the demand is only pointed at ("Warsaw dismissed the demand"), the nearest one
made of him is meant. How much of a thing is granted shows in the same words: seven of them, ten of twenty, a "but".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..attribution import Attribution, Rule, attribution
from ..language import setting
from ..match import match_at
from ..model import Quantity, Span, Statement, Token
from .claims import Claim
from .pages import (
    Page,
    clause_at,
    clauses_of,
    is_function,
    stems_of,
    tokens_in,
    words_in,
)

ANSWERS = {"deferral": "deferred", "refusal": "refused", "consent": "accepted", "partial": "partly"}
_ORDER = ("partial", "deferral", "refusal", "consent")
_NEAR = 3
_FOLLOWING = 3
_TALE = 2
_REPLY = 4


class Told(NamedTuple):
    """Words in which somebody answers: who (codes), what, the fact that tells it ("" the narrator's clause)."""

    codes: tuple[str, ...]
    answer: str
    fact: str
    clause: Span


class Telling(NamedTuple):
    """Words in which somebody speaks (``own``) or of whom the narrator tells, with the clause they stand in."""

    codes: tuple[str, ...]
    words: Span
    clause: Span
    own: bool
    fact: str


def tellings_of(page: Page) -> tuple[Telling, ...]:
    """Return what actors of a page say, and the clauses whose first name is theirs, in text order."""
    found: list[Telling] = []
    for fact in page.reading.facts:
        if isinstance(fact, Statement) and fact.source and fact.content:
            words = Span(fact.content[0].start, fact.content[-1].end)
            codes = page.codes((fact.source,))
            if codes:
                found.append(Telling(codes, words, clause_at(page, fact.evidence.span.start), True, fact.source))
    named = sorted((m.evidence.span, key) for key, m in page.mentions.items() if page.codes((key,)))
    for clause in clauses_of(page):
        first = next((pair for pair in named if clause.start <= pair[0].start < clause.end), None)
        if first is None:
            found.append(Telling((), clause, clause, False, ""))
        else:
            same = tuple(key for span, key in named if span == first[0])
            found.append(Telling(page.codes(same), clause, clause, False, first[1]))
    return tuple(sorted(found, key=lambda telling: (telling.clause, telling.words)))


def told(claim: Claim, page: Page, tellings: tuple[Telling, ...], claims: list[Claim]) -> Iterator[Told]:
    """Yield what the words of a page answer to a claim: what is told of its matter, what points at it.

    ``tellings`` are the page's, ``claims`` all claims of the claim's own page.
    """
    if page.language is None or claim.page.language is None:
        return
    if claim.kind in ("demand", "offer") and page.language.code == claim.page.language.code:
        after = clause_at(claim.page, claim.theme.start).end if page is claim.page else -1
        for telling in (*_tail(claim, page), *tellings):
            late = telling.clause.start >= (claim.theme.end if telling.clause.end == after else after)
            codes = _answering(claim, page, telling) if late else ()
            answer = (_of_the_matter(claim, page, telling) or _in_reply(claim, page, telling, claims)) if codes else ""
            if answer:
                yield Told(codes, answer, telling.fact or claim.event.id, telling.clause)
    if page is claim.page:
        yield from _pointed_at(claim, page, claims)


def _tail(claim: Claim, page: Page) -> tuple[Telling, ...]:
    """Return what is told of the one who was asked behind the theme in the clause of the claim: "…, but B declined"."""
    if page is not claim.page:
        return ()
    own = clause_at(page, claim.theme.start)
    named = sorted((m.evidence.span, key) for key, m in page.mentions.items() if set(page.codes((key,))) & {*claim.to})
    start = max(claim.theme.end, claim.event.evidence.span.end)
    first = next(((span, key) for span, key in named if start <= span.start < own.end), None)
    if first is None or page.language is None:
        return ()
    rules, joints = attribution(page.language), tokens_in(page, start, first[0].start)
    turns = any(rules.is_word("contrast", token.form) for token in joints)
    if not turns and not any(is_function(page, joints, i, "coordinators") for i in range(len(joints))):
        return ()
    words = Span(first[0].start, own.end)
    return (Telling(page.codes((first[1],)), words, words, False, first[1]),)


# --- what is told of the matter -----------------------------------------------------------------------------------


def _answering(claim: Claim, page: Page, telling: Telling) -> tuple[str, ...]:
    """Return who of those asked speaks or acts; a clause right behind that names nobody is of the one who was asked."""
    if telling.codes:
        return tuple(code for code in telling.codes if code in claim.to)
    return claim.to if len(claim.to) == 1 and _between(claim, page, telling) == 0 else ()


def _of_the_matter(claim: Claim, page: Page, telling: Telling) -> str:
    """Return what a telling answers: the theme's verb and another word of it, done, to be done or denied."""
    shared = claim.words & words_in(page, telling.words, (*claim.by, *claim.to))
    if not shared or page.language is None:
        return ""
    tokens = tokens_in(page, telling.words.start, telling.words.end)
    verb = _same_verb(claim, tokens)
    follows = 0 <= _between(claim, page, telling) < _TALE
    if verb < 0 or not _is_done(page, tokens, verb):
        answer = reply_in(page, attribution(page.language), tokens, verb) if follows else ""
        as_before = _will_not(page, tokens) or _keeps(claim, page, tokens)
        answer = answer or ("refused" if telling.own and follows and as_before else "")
    elif not shared - stems_of(tokens[verb]) and not _is_the_same(claim, page, telling, tokens[verb]):
        return ""
    elif _negated(page, tokens, verb):
        return "refused"
    else:
        answer = "accepted"
    if answer != "accepted":
        return answer
    if any(is_function(page, tokens, i, "conditional") for i in range(len(tokens))):
        return "partly" if telling.own else ""
    return "partly" if in_part(claim, page, tokens, max(verb, 0), telling.clause) else answer


def _in_reply(claim: Claim, page: Page, telling: Telling, claims: list[Claim]) -> str:
    """Return what a side answers in other words than it was asked, where nothing else was asked of it since.

    A phrase of reply tells it, or a verb of replying with a "no" in what is said.
    """
    if page is not claim.page or page.language is None or not telling.codes:
        return ""
    behind = telling.clause.start >= clause_at(page, claim.theme.start).end
    if not behind or not 0 <= _between(claim, page, telling) <= _REPLY:
        return ""
    asked = claim.event.evidence.span.start
    for other in claims:
        place = other.event.evidence.span.start
        if (
            telling.clause.start <= place < telling.clause.end
            or other.theme.start <= telling.words.start < other.theme.end
        ):
            return ""
        if asked < place < telling.clause.start and {*other.to} & {*telling.codes}:
            return ""
    rules = attribution(page.language)
    tokens = tokens_in(page, telling.words.start, telling.words.end)
    answer = reply_in(page, rules, tokens)
    if (
        not answer
        and _between(claim, page, telling) < _TALE
        and (_will_not(page, tokens) or _keeps(claim, page, tokens))
    ):
        return "refused"
    if answer or not telling.own:
        return answer
    clause = tokens_in(page, telling.clause.start, telling.clause.end)
    replies = any(rules.is_verb("replying", token.keys) for token in clause)
    return "refused" if replies and any(is_function(page, tokens, i, "negations") for i in range(len(tokens))) else ""


def _is_the_same(claim: Claim, page: Page, telling: Telling, verb: Token) -> bool:
    """Tell whether a verb alone takes up the theme: right behind it, as an act or without another object."""
    if not 0 <= _between(claim, page, telling) < _TALE:
        return False
    if any(e.evidence.span.start <= verb.start < e.evidence.span.end for e in page.events()):
        return True
    named = [m.evidence.span for m in page.mentions.values()]
    return not any(_is_thing(page, token, named) for token in _beside(page, telling, verb))


def _beside(page: Page, telling: Telling, verb: Token) -> list[Token]:
    """Return the word behind a verb, past grammar; in a language of cases the word before it as well."""
    tokens = tokens_in(page, telling.words.start, telling.words.end)
    at = next((index for index, token in enumerate(tokens) if token.start == verb.start), len(tokens))
    by_order = page.language is not None and attribution(page.language).by_order
    ways = (range(at + 1, len(tokens)),) if by_order else (range(at + 1, len(tokens)), range(at - 1, -1, -1))
    near = (next((i for i in way if not is_function(page, tokens, i, "articles")), -1) for way in ways)
    return [tokens[index] for index in near if index >= 0]


def _is_thing(page: Page, token: Token, named: list[Span]) -> bool:
    """Tell whether a word can only be a noun that names no actor and no time."""
    if not token.readings or any(reading.upos != "NOUN" for reading in token.readings):
        return False
    timed = page.language is not None and token.form in page.language.time_words
    return not timed and not any(span.start <= token.start < span.end for span in named)


def _same_verb(claim: Claim, tokens: tuple[Token, ...]) -> int:
    """Return the token that is the theme's own verb, its first, -1 for none."""
    asked = tokens_in(claim.page, claim.theme.start, claim.theme.end)
    verb = next((token for token in asked if _is_verb(token)), None)
    if verb is None:
        return -1
    lemmas = {reading.lemma for reading in verb.readings if reading.upos == "VERB"}
    return next(
        (i for i, t in enumerate(tokens) if any(r.upos == "VERB" and r.lemma in lemmas for r in t.readings)),
        -1,
    )


def _is_verb(token: Token) -> bool:
    return bool(token.readings) and any(r.upos == "VERB" for r in token.readings)


def _is_done(page: Page, tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether a verb is finite; where infinitives have a mark, a bare one may stand behind an auxiliary."""
    forms = {r.feats.get("VerbForm") for r in tokens[index].readings if r.upos == "VERB"}
    if not page.language or not setting(page.language, "syntax", "infinitive"):
        return forms == {"Fin"}
    marked = index > 0 and is_function(page, tokens, index - 1, "infinitive")
    return not marked and forms != {"Ger"}


def _negated(page: Page, tokens: tuple[Token, ...], index: int) -> bool:
    return any(is_function(page, tokens, i, "negations") for i in range(max(0, index - _NEAR + 1), index))


def _will_not(page: Page, tokens: tuple[Token, ...]) -> bool:
    """Tell whether some words say what will not be done."""
    assert page.language is not None
    rules = attribution(page.language)
    for index in range(1, len(tokens)):
        if not _is_verb(tokens[index]) or not _negated(page, tokens, index):
            continue
        before = tokens[max(0, index - _NEAR) : index]
        if any(r.feats.get("Tense") == "Fut" for r in tokens[index].readings):
            return True
        if any(rules.is_word("will", token.form) for token in before):
            return True
    return False


def _keeps(claim: Claim, page: Page, tokens: tuple[Token, ...]) -> bool:
    """Tell whether some words say that all stays as it is, where a change was asked for: "the gates remain closed"."""
    assert page.language is not None
    rules = attribution(page.language)
    asked = tokens_in(claim.page, claim.theme.start, claim.theme.end)
    if any(rules.is_verb("keeping", token.keys) for token in asked):
        return False
    kept = (i for i, token in enumerate(tokens) if _is_verb(token) and rules.is_verb("keeping", token.keys))
    return any(not _negated(page, tokens, index) for index in kept)


def _between(claim: Claim, page: Page, telling: Telling) -> int:
    """Return how many clauses stand between a claim and a later telling of its page, -1 where it is none."""
    own = clause_at(claim.page, claim.theme.start)
    if page is claim.page and telling.clause.end == own.end and telling.clause.start >= claim.theme.end:
        return 0
    if page is not claim.page or telling.clause.start < own.end:
        return -1
    return sum(own.end <= clause.start < telling.clause.start for clause in clauses_of(page))


def in_part(claim: Claim, page: Page, tokens: tuple[Token, ...], index: int, clause: Span) -> bool:
    """Tell whether what is granted at a token is only a part: "partly", seven of them, ten of twenty, a "but"."""
    if page.language is None:
        return False
    rules = attribution(page.language)
    near = tokens[max(0, index - _NEAR) : index + 1 + _NEAR]
    if any(rules.is_word("partly", token.form) for token in near):
        return True
    behind = range(index + 1, len(tokens))
    if any(_is_number(page, tokens, i - 1) and rules.is_word("partitive", tokens[i].form) for i in behind):
        return True
    return _less(claim, page, clause) or _but(page, rules, tokens, index)


def _is_number(page: Page, tokens: tuple[Token, ...], index: int) -> bool:
    token = tokens[index]
    counted = token.form[0].isdigit() or any(reading.upos == "NUM" for reading in token.readings)
    return counted or is_function(page, tokens, index, "determiners")


def _less(claim: Claim, page: Page, clause: Span) -> bool:
    """Tell whether a clause grants a smaller number of the very thing that was asked for."""
    wanted = {q.unit: q.value for q in _quantities(claim.page, claim.theme)}
    return any(q.unit in wanted and q.value < wanted[q.unit] for q in _quantities(page, clause))


def _quantities(page: Page, span: Span) -> list[Quantity]:
    return [
        fact
        for fact in page.reading.facts
        if isinstance(fact, Quantity) and span.start <= fact.evidence.span.start < span.end and fact.unit
    ]


def _but(page: Page, rules: Attribution, tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether a clause goes on with "but" to what is not granted, and nobody else is named there."""
    for i in range(index + 1, len(tokens) - 1):
        if rules.is_word("contrast", tokens[i].form):
            start, end = tokens[i].end, tokens[-1].end
            others = any(
                start <= mention.evidence.span.start < end and page.codes((key,))
                for key, mention in page.mentions.items()
            )
            return not others and any(_is_verb(token) for token in tokens[i + 1 :])
    return False


# --- what points at a demand --------------------------------------------------------------------------------------


def _pointed_at(claim: Claim, page: Page, claims: list[Claim]) -> Iterator[Told]:
    """Yield answers that name the demand itself: "the request was turned down", "dismissed the demand"."""
    assert page.language is not None
    rules = attribution(page.language)
    own = clause_at(page, claim.theme.start)
    after = [clause for clause in clauses_of(page) if clause.start >= own.end][:_FOLLOWING]
    regions = [*_apposed(page, rules, claim, own), *(tail.clause for tail in _tail(claim, page)), *after]
    for region in regions:
        made = [other for other in claims if region.start <= other.event.evidence.span.start < region.end]
        if made and region.start >= own.end:
            return
        tokens = tokens_in(page, region.start, region.end)
        if not any(rules.is_verb(_noun_of(claim), token.keys) for token in tokens):
            continue
        answer = reply_in(page, rules, tokens) or _by_event(page, region)
        codes = _who(claim, page, region)
        if answer and codes:
            yield Told(codes, answer, claim.event.id, region)
            return


def _noun_of(claim: Claim) -> str:
    return "offering" if claim.kind == "offer" else "asking"


def _apposed(page: Page, rules: Attribution, claim: Claim, own: Span) -> Iterator[Span]:
    """Yield what follows the theme from a noun that takes it up: "…, a demand that Tehran has rejected"."""
    start = max(claim.event.evidence.span.end, claim.theme.start)
    tokens = tokens_in(page, start, own.end)
    for index in range(1, len(tokens)):
        comma = "," in (tokens[index - 1].form, tokens[max(0, index - 2)].form)
        if comma and rules.is_verb(_noun_of(claim), tokens[index].keys):
            yield Span(tokens[index].start, own.end)
            return


def _who(claim: Claim, page: Page, region: Span) -> tuple[str, ...]:
    """Return who answers in a clause: those asked whom it names; whoever was asked where it names nobody."""
    named = [
        code
        for key, mention in page.mentions.items()
        if region.start <= mention.evidence.span.start < region.end
        for code in page.codes((key,))
    ]
    answering = tuple(code for code in claim.to if code in named)
    if answering or set(named) - {*claim.by}:
        return answering
    return claim.to if len(claim.to) == 1 else ()


def _by_event(page: Page, region: Span) -> str:
    for event in page.events():
        if region.start <= event.evidence.span.start < region.end and event.event == "REJECT":
            return "" if event.act == "REJECT" and event.negated else "refused"
    return ""


def reply_in(page: Page, rules: Attribution, tokens: tuple[Token, ...], act: int = -1) -> str:
    """Return what the phrases of reply among some tokens say; a negated consent is a refusal.

    ``act`` is the token that names what is asked: who agrees to do something else does not answer.
    """
    found: dict[str, int] = {}
    for index in range(len(tokens)):
        for rule in rules.replies_at(tokens, index):
            last = stands(rule, tokens, index)
            if last is not None and not _goes_on(page, tokens, last, act):
                found.setdefault(rule.kind, index)
    kind = next((kind for kind in _ORDER if kind in found), "")
    if kind == "consent" and _negated(page, tokens, found[kind]):
        return "refused"
    return ANSWERS.get(kind, "")


def _goes_on(page: Page, tokens: tuple[Token, ...], last: int, act: int) -> bool:
    """Tell whether a reply goes on with another verb than that of the act asked for."""
    marked = is_function(page, tokens, last - 1, "infinitive")
    while last < len(tokens) and is_function(page, tokens, last, "infinitive"):
        last, marked = last + 1, True
    if last >= len(tokens) or last == act:
        return False
    readings = tokens[last].readings
    forms = {r.feats.get("VerbForm") for r in readings if r.upos == "VERB"}
    return "Inf" in forms and (marked or all(r.upos == "VERB" for r in readings))


def stands(rule: Rule, tokens: tuple[Token, ...], index: int) -> int | None:
    """Return where a phrase of reply that begins at a token ends, None where it does not stand there."""
    found = match_at(rule.pattern, tokens, index, {}, lambda name, token: False)
    return found.last if found is not None else None
