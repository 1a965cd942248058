"""How does a record look as a page?

One self-contained HTML file: the article with every fact marked in its own words, and the record beside it. No script
and nothing from outside: hovering or focusing a word shows its facts by CSS alone, hovering a record line lights up
its words. Every character of the article is escaped; a policy in the head forbids whatever else might slip in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files
from typing import NamedTuple

from .facts import KEPT, Lookup, fields_of, party
from .highlight import pieces
from .model import AnyFact, Article, Block, Demand, Event, Mention, Quantity, Reading, Span, Statement, Talk, Time
from .rows import EventRow, StatementRow, event_rows, statement_rows, where

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONG = 160
_QUAD = {
    "cooperation": {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"},
    "verbal": {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    "material": {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}
_LEGEND = (
    ("event cooperation", "event: cooperation"),
    ("event verbal", "event: conflict in words"),
    ("event material", "event: conflict in deeds"),
    ("cue", "cue of a statement"),
    ("content", "what is said"),
    ("mention", "actor"),
    ("time", "time"),
    ("quantity", "number"),
)


def text_of(value: str) -> str:
    """Return text made safe for HTML: escaped, control characters replaced.

    >>> text_of('<script>"&' + chr(0))
    '&lt;script&gt;&quot;&amp;\\ufffd'
    """
    return escape(_CONTROL.sub("\ufffd", value), quote=True)


def quad(event_type: str) -> str:
    """Return the colour class of an event type: cooperation, conflict in words, conflict in deeds."""
    return next((name for name, types in _QUAD.items() if event_type in types), "verbal")


class Mark(NamedTuple):
    """A span to be marked: its fact's number in the page, the span, the CSS classes, and the fact."""

    number: int
    span: Span
    css: str
    fact: AnyFact


def marks_of(reading: Reading) -> tuple[Mark, ...]:
    """Return the marks of all facts: an event's trigger, a statement's cue and content, names, times and numbers."""
    marks: list[Mark] = []
    for number, fact in enumerate(reading.facts):
        span = fact.evidence.span
        if isinstance(fact, Event):
            marks.append(Mark(number, span, f"event {quad(fact.event)}", fact))
        elif isinstance(fact, Statement):
            marks.append(Mark(number, span, "cue", fact))
            marks += [Mark(number, part, "content", fact) for part in fact.content]
        else:
            marks.append(Mark(number, span, type(fact).__name__.lower(), fact))
    return tuple(marks)


def reading_page(reading: Reading, talks: tuple[Talk, ...] = (), demands: tuple[Demand, ...] = ()) -> str:
    """Return a reading, with the talks and demands it tells of, as one self-contained HTML page."""
    article = reading.article
    title, heading, body = _article(reading)
    numbers = {fact.id: number for number, fact in enumerate(reading.facts)}
    sections = [
        _section("Events", [_event(row, numbers) for row in event_rows(reading)]),
        _section("Statements", [_statement(row, numbers) for row in statement_rows(reading)]),
        _section("Talks", list(map(_talk, talks))),
        _section("Demands", list(map(_demand, demands))),
        _section("Times", list(_times(reading, numbers))),
        _section("Left out", list(_left_out(article))),
    ]
    shown = "".join(filter(None, sections)) or '<p class="none">No fact was read from this page.</p>'
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">""",
            f"<title>{text_of(title)} · dragoman</title>",
            f"<style>\n{_css()}\n{_pairing(reading)}\n</style>",
            "</head>",
            "<body>",
            _header(article, heading),
            '<div class="columns">',
            body,
            f'<aside class="record" aria-label="Record">{shown}</aside>',
            "</div>",
            _footer(reading),
            "</body>",
            "</html>",
        ]
    )


@cache
def _css() -> str:
    return (files(__package__) / "report.css").read_text(encoding="utf-8")


def _pairing(reading: Reading) -> str:
    """One rule per listed fact: while its line or its words are pointed at, the other is lit."""
    rules = []
    for number, fact in enumerate(reading.facts):
        if isinstance(fact, Event | Statement | Time):
            line, words = f"#r{number}", f".f{number}"
            rules.append(f"body:has({line}:hover) {words},body:has({line}:focus-within) {words}")
            rules.append(f"body:has({words}:hover) {line},body:has({words}:focus) {line}")
    lit = ",".join(rules)
    return f"{lit}{{outline:2px solid var(--lit);outline-offset:1px}}" if rules else ""


def _first_line(text: str) -> str:
    return next((" ".join(line.split()) for line in text.splitlines() if line.strip()), "")


def _header(article: Article, heading: str) -> str:
    """What the page says about itself; ``heading`` is its title, marked up."""
    facts = [
        ("outlet", article.publisher),
        ("based on", article.is_based_on),
        ("derivation", article.derivation),
        ("translated from", article.translation_of_work),
        ("language", article.in_language),
        ("published", article.date_published),
        ("times are read from", f"{article.anchor} ({article.anchor_rule})" if article.anchor_rule else article.anchor),
        ("by", ", ".join(article.author)),
        ("contributors", ", ".join(article.contributor)),
    ]
    items = "".join(f"<div><dt>{name}</dt><dd>{text_of(value)}</dd></div>" for name, value in facts if value)
    if article.url.startswith(("https://", "http://")):
        address = text_of(article.url)
        items += f'<div><dt>page</dt><dd><a href="{address}" rel="noopener noreferrer">{address}</a></dd></div>'
    language = f' lang="{text_of(article.in_language)}"' if article.in_language else ""
    legend = "".join(f'<li><span class="m {css}">{name}</span></li>' for css, name in _LEGEND)
    return (
        f"<header><h1{language}>{heading}</h1><dl>{items}</dl>"
        f'<ul class="legend" aria-label="Legend">{legend}</ul></header>'
    )


def _article(reading: Reading) -> tuple[str, str, str]:
    """The title as plain text, the title marked up, and the article block by block.

    The first title block becomes the page's heading; text that stands in no block is shown as a paragraph of its own.
    """
    article, look, marks = reading.article, Lookup(reading), marks_of(reading)
    seen: set[int] = set()
    parts: list[str] = []
    title = article.headline or _first_line(article.text) or "untitled"
    heading = ""
    for start, end, block in _stretches(article):
        inner = _marked(article.text, start, end, marks, look, seen)
        if block and block.kind == "title" and not heading:
            heading = inner
        else:
            parts.append(_block(block, inner))
    language = f' lang="{text_of(article.in_language)}"' if article.in_language else ""
    body = f'<main{language} aria-label="Article">{"".join(parts)}</main>'
    return title, heading or text_of(title), body


def _stretches(article: Article) -> Iterator[tuple[int, int, Block | None]]:
    """Yield every stretch of non-blank text with its block; between blocks, each line is a stretch."""
    at = 0
    placed = [(block.span, block) for block in article.blocks if block.span]
    for span, block in sorted(placed, key=lambda item: (item[0], item[1].kind)):
        if span.start < at:
            continue
        yield from _lines(article.text, at, span.start)
        yield span.start, span.end, block
        at = span.end
    yield from _lines(article.text, at, len(article.text))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int, Block | None]]:
    for line in re.finditer(r"[^\n]*\S[^\n]*", text[start:end]):
        yield start + line.start(), start + line.end(), None


def _block(block: Block | None, inner: str) -> str:
    kind = block.kind if block else "paragraph"
    if block is not None and kind not in KEPT:
        why = kind + (f": {block.reason}" if block.reason and block.reason != kind else "")
        return f'<details class="left-out"><summary>left out · {text_of(why)}</summary><p>{inner}</p></details>'
    tag = {"title": "h2", "quote": "blockquote", "caption": "figcaption", "byline": "address"}.get(kind, "p")
    return f'<{tag} class="block {text_of(kind)}">{inner}</{tag}>'


def _marked(text: str, start: int, end: int, marks: tuple[Mark, ...], look: Lookup, seen: set[int]) -> str:
    """The words of a stretch, every covered piece as a link to its line in the record, with a tip."""
    near = [mark for mark in marks if mark.span.start < end and start < mark.span.end]
    out: list[str] = []
    for piece in pieces([mark.span for mark in near], start, end):
        words = text_of(text[piece.start : piece.end])
        over = [near[index] for index in piece.marks]
        if not over or not words.strip():
            out.append(words)
            continue
        css = " ".join(dict.fromkeys(" ".join(mark.css for mark in over).split()))
        numbers = " ".join(f"f{number}" for number in dict.fromkeys(mark.number for mark in over))
        first = [mark.number for mark in over if mark.number not in seen]
        seen.update(first)
        anchor = "" if first else ' tabindex="-1"'
        words = "".join(f'<span id="w{number}"></span>' for number in dict.fromkeys(first)) + words
        told = [mark for mark in over if mark.css != "content"] or over
        tip = "".join(dict.fromkeys(_tip(mark.fact, look) for mark in told))
        out.append(
            f'<a class="m {css} {numbers}" href="#r{_target(over)}"{anchor}>{words}'
            f'<span class="tip" role="tooltip" lang="en">{tip}</span></a>'
        )
    return "".join(out)


def _target(over: list[Mark]) -> int:
    """The record line a piece leads to: the narrowest fact that has one."""
    listed = [mark.number for mark in over if isinstance(mark.fact, Event | Statement | Time)]
    return listed[0] if listed else over[0].number


def _tip(fact: AnyFact, look: Lookup) -> str:
    rows = [(field, value if len(value) <= _LONG else value[:_LONG] + " …") for field, value in fields_of(fact, look)]
    rows.append(("rule", fact.evidence.rule))
    cells = "".join(f"<i>{text_of(field)}</i> <q>{text_of(value)}</q><br>" for field, value in rows)
    return f'<span class="card"><b>{type(fact).__name__.lower()}</b><br>{cells}</span>'


def _section(title: str, items: list[str]) -> str:
    if not items:
        return ""
    name = title.lower().replace(" ", "-")
    rows = "".join(items)
    head = f'<h2 id="{name}">{title} <span class="count">{len(items)}</span></h2>'
    return f'<section aria-labelledby="{name}" class="{name}">{head}<ol>{rows}</ol></section>'


def _line(number: int | None, body: str) -> str:
    """A line of the record; a fact's line leads to its words."""
    if number is None:
        return f"<li>{body}</li>"
    return f'<li id="r{number}">{body} <a class="to" href="#w{number}" aria-label="to its words">↖</a></li>'


def _event(row: EventRow, numbers: dict[str, int]) -> str:
    kind = row.event + (f"/{row.mode}" if row.mode else "")
    chips = [f'<span class="chip {quad(row.event)}">{text_of(kind)}</span>']
    chips += [f'<span class="chip">act {text_of(row.act)}</span>'] if row.act not in ("", row.event) else []
    chips += [f'<span class="chip">{text_of(row.modality)}</span>'] if row.modality != "actual" else []
    chips += ['<span class="chip not">not</span>'] if row.negated else []
    sides = f"{', '.join(row.actor)} → {', '.join(row.recipient) or '·'}"
    details = [("when", row.date), ("where", where(row)), ("number", row.quantity), ("says", row.said_by)]
    words = text_of(row.words).replace(text_of(row.trigger), f"<b>{text_of(row.trigger)}</b>", 1)
    body = f'<p class="head"><strong>{text_of(sides)}</strong> {" ".join(chips)}</p><p class="words">{words}</p>'
    return _line(numbers[row.fact], body + _details(details, row.rule))


def _statement(row: StatementRow, numbers: dict[str, int]) -> str:
    who = text_of(row.source or "unnamed") + (
        f" <small>{text_of(row.actor)}</small>" if row.actor != row.source else ""
    )
    content = text_of(" … ".join(row.content))
    stance = "" if row.stance == "say" else row.stance
    head = (
        f'<p class="head"><strong>{who}</strong> <em>{text_of(row.cue)}</em> <span class="chip">{row.style}</span></p>'
    )
    body = f'{head}<p class="words">{content}</p>'
    return _line(numbers[row.fact], body + _details([("told to", row.relay), ("stance", stance)], row.rule))


def _details(details: Iterable[tuple[str, str]], rule: str) -> str:
    cells = [f"{name} <b>{text_of(value)}</b>" for name, value in details if value]
    return f'<p class="meta">{" · ".join([*cells, f"<code>{text_of(rule)}</code>"])}</p>'


def _talk(talk: Talk) -> str:
    who = ", ".join(map(party, talk.participants))
    details = " · ".join(text_of(part) for part in (talk.date, talk.format, talk.place) if part)
    chip = f'<span class="chip">{text_of(talk.status)}</span>'
    return _line(None, f'<p class="head"><strong>{text_of(who)}</strong> {chip}</p><p class="meta">{details}</p>')


def _demand(demand: Demand) -> str:
    sides = f"{', '.join(map(party, demand.by))} → {', '.join(map(party, demand.to)) or '·'}"
    answers = "".join(
        f"<li>{text_of(party(answer.by))} <b>{text_of(answer.answer)}</b> {text_of(answer.date)}</li>"
        for answer in demand.answers
    )
    chip = f'<span class="chip">{text_of(demand.kind)}</span>' + ('<span class="chip">open</span>' * demand.open)
    body = f'<p class="head"><strong>{text_of(sides)}</strong> {chip}</p><p class="words">{text_of(demand.theme)}</p>'
    return _line(None, body + (f"<ul>{answers}</ul>" if answers else ""))


def _times(reading: Reading, numbers: dict[str, int]) -> Iterator[str]:
    look = Lookup(reading)
    for fact in reading.facts:
        if isinstance(fact, Time):
            value = f"<strong>{text_of(fact.value)}</strong> <span>{text_of(look.cut(fact.evidence.span))}</span>"
            yield _line(numbers[fact.id], f'<p class="head">{value}</p>')


def _left_out(article: Article) -> Iterator[str]:
    for block in article.blocks:
        if block.kind not in KEPT:
            words = " ".join(article.text[block.span.start : block.span.end].split()) if block.span else block.path
            short = words if len(words) <= _LONG else words[:_LONG] + " …"
            yield f"<li><strong>{text_of(block.kind)}</strong> {text_of(block.reason)} <q>{text_of(short)}</q></li>"


def _footer(reading: Reading) -> str:
    made, article = reading.generator, reading.article
    kinds = [Mention, Time, Quantity, Statement, Event]
    counts = [f"{sum(isinstance(f, kind) for f in reading.facts)} {kind.__name__.lower()}s" for kind in kinds]
    counts = [count.replace("quantitys", "quantities") for count in counts]
    return (
        f"<footer>{', '.join(counts)} · article <code>{text_of(article.id)}</code> · dragoman {text_of(made.version)}, "
        f"language data <code>{text_of(made.data)}</code>. It reports what the source says, not what is true.</footer>"
    )
