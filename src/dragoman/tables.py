"""How does a record look on a terminal?

One header and one table per kind of fact, each row with the words it was read from. Actors are written by their codes
(``USA.GOV``), so that a row stays one glance wide; columns that stay empty are not shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .facts import KEPT, Lookup, party
from .model import (
    Article,
    Block,
    Chain,
    Demand,
    Denial,
    IndexPoint,
    Position,
    Quantity,
    Reading,
    Relation,
    Story,
    Talk,
    Time,
)
from .rows import EventRow, StatementRow, event_rows, statement_rows, where

_TYPE_STYLE = {
    "AGREE": "green",
    "CONSULT": "green",
    "SUPPORT": "green",
    "CONCEDE": "green",
    "COOPERATE": "bright_green",
    "AID": "bright_green",
    "RETREAT": "bright_green",
    "REQUEST": "yellow",
    "ACCUSE": "yellow",
    "REJECT": "yellow",
    "THREATEN": "yellow",
    "PROTEST": "red",
    "SANCTION": "red",
    "MOBILIZE": "red",
    "COERCE": "red",
    "ASSAULT": "bright_red",
}


def reading_table(
    reading: Reading, talks: tuple[Talk, ...], demands: tuple[Demand, ...], *, blocks: bool = False
) -> RenderableType:
    """Return a reading, with the talks and demands it tells of, as a header and a table per kind."""
    look = Lookup(reading)
    events, statements = list(event_rows(reading)), list(statement_rows(reading))
    times = [fact for fact in reading.facts if isinstance(fact, Time)]
    relations = [fact for fact in reading.facts if isinstance(fact, Relation)]
    quantities = [fact for fact in reading.facts if isinstance(fact, Quantity)]
    parts: list[RenderableType] = [header(reading.article)]
    parts += _section("events", events_table(events), len(events))
    parts += _section("statements", statements_table(statements), len(statements))
    parts += _section("talks", talks_table(talks), len(talks))
    parts += _section("demands", demands_table(demands), len(demands))
    parts += _section("relations", relations_table(relations, look), len(relations))
    parts += _section("times", times_table(times, look), len(times))
    parts += _section("quantities", quantities_table(quantities, look), len(quantities))
    left = [block for block in reading.article.blocks if block.kind not in KEPT]
    if blocks:
        parts += _section("left out", blocks_table(left, reading.article.text), len(left))
    return Group(*parts, "")


def _section(title: str, table: Table, rows: int) -> list[RenderableType]:
    return [Text(f"\n{title}", style="bold"), table] if rows else []


_WIDE = frozenset({"words", "content", "theme"})
_MOST = {
    "who → whom": 20,
    "source": 24,
    "cue": 18,
    "participants": 26,
    "answers": 28,
    "history": 30,
    "reason": 24,
    "chain": 44,
    "on": 28,
}


def grid(*names: str) -> Table:
    """Return an empty table with the house look; the words take what room the other columns leave."""
    wide = bool(_WIDE.intersection(names))
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="dim", expand=wide, show_edge=False)
    for name in names:
        if name in _WIDE:
            table.add_column(name, ratio=1, overflow="fold", min_width=20)
        else:
            table.add_column(name, max_width=_MOST.get(name, 24))
    return table


def _fill(table: Table, rows: Iterable[tuple[RenderableType, ...]]) -> Table:
    for row in rows:
        table.add_row(*row)
    return table


def header(article: Article) -> RenderableType:
    """Return title, outlet, origin and dates of an article."""
    facts = [
        ("outlet", article.publisher),
        ("based on", article.is_based_on),
        ("derivation", article.derivation),
        ("language", article.in_language),
        ("published", article.date_published),
        ("anchor", f"{article.anchor} ({article.anchor_rule})" if article.anchor_rule else article.anchor),
        ("by", ", ".join(article.author)),
        ("contributors", ", ".join(article.contributor)),
        ("url", article.url),
    ]
    line = Text()
    for name, value in facts:
        if value:
            line.append(f"{name} ", style="dim").append(f"{value}   ".replace(" ", "\N{NO-BREAK SPACE}", 1))
    title = article.headline or first_words(article.text)
    return Group(Text(title, style="bold underline"), Padding(line, (0, 0, 0, 0)))


def first_words(text: str, size: int = 80) -> str:
    """Return the first words of a text on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= size else flat[:size].rsplit(" ", 1)[0] + " …"


def events_table(events: Iterable[EventRow]) -> Table:
    """Return the table of events: when, who to whom, type with modality and negation, words and who says so."""
    rows = []
    for event in events:
        kind = Text(event.event + (f"/{event.mode}" if event.mode else ""), style=_TYPE_STYLE.get(event.event, ""))
        aspect = [event.act if event.act != event.event else "", event.modality if event.modality != "actual" else ""]
        aspect.append("not" if event.negated else "")
        if any(aspect):
            kind.append("\n" + " ".join(filter(None, aspect)), style="dim")
        words = marked(event.words, event.trigger)
        if event.place:
            words.append(f"\nin {where(event)}", style="dim")
        if event.said_by:
            words.append(f"\nsays {event.said_by}", style="dim")
        sides = f"{', '.join(event.actor)}\n→ {', '.join(event.recipient) or '·'}"
        rows.append((event.date.replace("/", "/\n"), sides, kind, words))
    return _fill(grid("when", "who → whom", "type", "words"), rows)


def marked(words: str, part: str) -> Text:
    """Return words with one part of them in bold."""
    text = Text(words)
    at = words.find(part)
    if part and at >= 0:
        text.stylize("bold", at, at + len(part))
    return text


def statements_table(statements: Iterable[StatementRow]) -> Table:
    """Return the table of statements: source with code, cue with stance and relay, style, content."""
    rows = []
    for said in statements:
        source = Text(said.source or "—").append(f"\n{said.actor}" if said.actor != said.source else "", style="dim")
        notes = [said.stance if said.stance != "say" else "", f"to {said.relay}" if said.relay else ""]
        cue = Text(said.cue)
        if any(notes):
            cue.append("\n" + ", ".join(filter(None, notes)), style="dim")
        style = f"{said.style}, translated" if said.translated else said.style
        rows.append((source, cue, style, " … ".join(said.content)))
    return _fill(grid("source", "cue", "style", "content"), rows)


def talks_table(talks: Iterable[Talk]) -> Table:
    """Return the table of talks."""
    rows = [
        (talk.date, ", ".join(map(party, talk.participants)), _what(talk), talk.place, talk.status, _steps(talk))
        for talk in talks
    ]
    return _fill(grid("date", "participants", "format", "place", "status", "history"), rows)


def _what(talk: Talk) -> str:
    """Return the format of a meeting; of another thing its kind and name."""
    name = talk.format or talk.title
    return f"{talk.kind}: {name}" if talk.kind and talk.kind not in name else name


def _steps(talk: Talk) -> str:
    """Return a line for each report that changed status or date: as of when, status, date, who says so, whose page."""
    lines: list[str] = []
    known = ("", "")
    repeats = 0
    for step in talk.history:
        now = (step.status, step.date or known[1])
        if lines and now == known:
            repeats += 1
            continue
        said = " ".join(filter(None, (step.as_of or "undated", step.status, step.date)))
        who = "a source" if step.source.startswith("source:") else party(step.source)
        lines.append(", ".join(filter(None, (said, who, step.outlet))))
        known = now
    return "\n".join([*lines, *([f"and {repeats} that say the same"] if repeats else [])])


def demands_table(demands: Iterable[Demand]) -> Table:
    """Return the table of demands with their answers."""
    rows = []
    for demand in demands:
        answers = "; ".join(f"{party(a.by)} {a.answer} {a.date}".strip() for a in demand.answers)
        sides = f"{', '.join(map(party, demand.by))} → {', '.join(map(party, demand.to)) or '·'}"
        silence = f"none for {demand.waiting} days" if demand.waiting else "open" if demand.open else ""
        rows.append((demand.date, sides, demand.kind, demand.theme, answers or silence))
    return _fill(grid("date", "who → whom", "kind", "theme", "answers"), rows)


def positions_table(found: Iterable[Position]) -> Table:
    """Return the table of positions: a row per statement, the latest of an actor and theme first."""
    rows = []
    for position in found:
        for number, stand in enumerate(position.stands):
            head = (party(position.actor), position.theme) if number == 0 else ("", "")
            rows.append((*head, stand.date, stand.stance, stand.grade, stand.words))
    return _fill(grid("who", "on", "date", "stance", "grade", "words"), rows)


def denials_table(found: Iterable[Denial]) -> Table:
    """Return the table of denials, each beside its claim."""
    rows = []
    for denial in found:
        claimed = f"{', '.join(map(party, denial.claimed_by))} {denial.claim_date}".strip()
        claim = f"{claimed}: {denial.claim}" if denial.claim_fact else "\N{MIDDLE DOT}"
        rows.append((denial.date, ", ".join(map(party, denial.by)), denial.words, claim))
    return _fill(grid("date", "who denies", "words", "content"), rows)


def chains_table(rows: Iterable[tuple[StatementRow, Chain]]) -> Table:
    """Return the table of chains: what is said, and by whom it came to the page, each link with its grade."""
    cells = [
        (chain.grade, " → ".join(f"{link.name} [{link.grade}]" for link in chain.links), " … ".join(row.content))
        for row, chain in rows
    ]
    return _fill(grid("grade", "chain", "content"), cells)


def index_table(points: Iterable[IndexPoint]) -> Table:
    """Return the table of an index: a row per period and dyad."""
    rows = [
        (
            point.period,
            f"{party(point.actor)} → {party(point.recipient)}",
            str(point.events),
            f"{point.conflict:.1f}",
            f"{point.cooperation:.1f}",
            point.scale,
        )
        for point in points
    ]
    return _fill(grid("period", "dyad", "events", "conflict", "cooperation", "scale"), rows)


def stories_table(stories: Iterable[Story], articles: dict[str, Article]) -> Table:
    """Return the table of stories: a row per article, the original first, copies indented with what they are."""
    rows = []
    for story in stories:
        for key, derivation in story.articles:
            article = articles[key]
            title = article.headline or first_words(article.text)
            shown = Text(title) if key == story.original else Text(f"  {title}", style="dim")
            rows.append((article.date_published, article.publisher or article.url, derivation or "original", shown))
    return _fill(grid("published", "outlet", "derivation", "words"), rows)


def times_table(times: Iterable[Time], look: Lookup) -> Table:
    """Return the table of time expressions."""
    rows = [
        (fact.value, fact.type, " ".join(filter(None, (fact.mod, fact.direction))), look.cut(fact.evidence.span))
        for fact in times
    ]
    return _fill(grid("value", "type", "mod", "words"), rows)


def relations_table(relations: Iterable[Relation], look: Lookup) -> Table:
    """Return the table of standing relations, both sides in the article's words."""
    rows = [
        (f"not {fact.type}" if fact.negated else fact.type, look.words(fact.actor), look.words(fact.object))
        for fact in relations
    ]
    return _fill(grid("relation", "actor", "object"), rows)


def quantities_table(quantities: Iterable[Quantity], look: Lookup) -> Table:
    """Return the table of quantities."""
    rows = [(f"{fact.value:g}", fact.unit, fact.bound, look.cut(fact.evidence.span)) for fact in quantities]
    return _fill(grid("value", "unit", "bound", "words"), rows)


def blocks_table(blocks: Iterable[Block], text: str) -> Table:
    """Return the table of blocks with kind, reason and first words."""
    rows = [
        (block.kind, block.reason, first_words(text[block.span.start : block.span.end]) if block.span else "")
        for block in blocks
    ]
    return _fill(grid("kind", "reason", "words"), rows)
