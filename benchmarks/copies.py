"""Are copies traced to their original, and look-alikes kept apart?

``python -m benchmarks.copies [--list] [--million [N]]``. The corpus is ``copies_<language>.toml``: twelve reports, each
made into pages of other outlets: twice syndicated (once under a new title with lines of the new page, once without the
last paragraph), shortened to the first half, translated as machines do, spun with a table of synonyms, updated, and
quoted in somebody's column. Look-alikes are reports of other events in nearly the same words, and other newsrooms'
reports of the same event. Every page is read as any page is; nothing tells it where it comes from. Traced is a copy
whose story has the right original; told is a copy that is also called what it is. ``--million`` measures the search for
near texts alone, on synthetic pages.
"""

from __future__ import annotations

import argparse
import html
import resource
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from dragoman import index, ledger, read
from dragoman.model import Event, Reading
from dragoman.near import Near, signatures
from dragoman.story import stories, told_once

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "uk", "ru")
KINDS = ("syndicated", "shortened", "translated", "spun", "revision", "quoted")
BARS = {"syndicated": 0.95, "translated": 0.90, "spun": 0.80}
TAILS = {
    "en": ("READ ALSO: Weather for the weekend", "Share this article"),
    "uk": ("Читайте також: Погода на вихідні", "Поділитися"),
    "ru": ("Читайте также: Погода на выходные", "Поделиться"),
}
BATCH, VOCABULARY = 1000, 60_000


class Page(NamedTuple):
    """A page of the corpus: what it is made of, whose it is (its own key for an original) and as what."""

    key: str
    language: str
    outlet: str
    url: str
    date: str
    title: str
    paragraphs: tuple[str, ...]
    original: str
    kind: str


def load() -> Iterator[Page]:
    """Yield every page of the corpus."""
    for language in LANGUAGES:
        table = tomllib.loads((FOLDER / f"copies_{language}.toml").read_text("utf-8"))
        known: dict[str, Page] = {}
        for row in table["article"]:
            first = known[row["id"]] = original_of(row, language)
            yield first
            yield from copies_of(first, row, table["spin"])
        for row in table["lookalike"]:
            yield known.setdefault(row["id"], lookalike(row, known))


def original_of(row: dict[str, Any], language: str) -> Page:
    """Return the page of an article that is nobody's copy."""
    url = f"https://{row['host']}/{row['date'].replace('-', '/')}/{row['id']}"
    paragraphs = tuple(row["text"].strip().split("\n\n"))
    return Page(row["id"], language, row["outlet"], url, row["date"], row["title"], paragraphs, row["id"], "")


def copies_of(first: Page, row: dict[str, Any], synonyms: dict[str, str]) -> Iterator[Page]:
    """Yield what becomes of an article."""

    def copy(name: str, days: int, kind: str, **fields: object) -> Page:
        host = f"{name}-pages.example"
        day = (date.fromisoformat(first.date) + timedelta(days=days)).isoformat()
        changed = {"outlet": f"{name.title()} Pages", "url": f"https://{host}/p/{first.key}", "date": day, **fields}
        return first._replace(key=f"{first.key}/{name}", kind=kind, **changed)

    above, below = TAILS[first.language]
    with_tails = (*first.paragraphs[:2], above, *first.paragraphs[2:], below)
    yield copy("mirror", 1, "syndicated", title=f"{first.title}!", paragraphs=with_tails)
    yield copy("reprint", 2, "syndicated", paragraphs=first.paragraphs[:-1])
    yield copy("brief", 0, "shortened", paragraphs=first.paragraphs[: (len(first.paragraphs) + 1) // 2])
    for language in LANGUAGES:
        if language in row:
            told = row[language]
            text = tuple(told["text"].strip().split("\n\n"))
            yield copy(f"{language}-farm", 1, "translated", language=language, title=told["title"], paragraphs=text)
    turned = tuple(spun(paragraph, synonyms) for paragraph in first.paragraphs)
    yield copy("spinner", 1, "spun", title=spun(first.title, synonyms), paragraphs=turned)
    text = "\n\n".join(first.paragraphs)
    for old, new in row["updated"]:
        assert old in text, (first.key, old)
        text = text.replace(old, new)
    url = first.url if first.key[-1] in "24" else f"{first.url}-updated"
    yield copy("update", 0, "revision", outlet=first.outlet, url=url, paragraphs=tuple(text.split("\n\n")))
    quoting = row["quoted"]["text"].strip()
    for number, paragraph in enumerate(first.paragraphs, 1):
        quoting = quoting.replace(f"{{{number}}}", paragraph)
    yield copy("column", 2, "quoted", title=row["quoted"]["title"], paragraphs=tuple(quoting.split("\n\n")))


def spun(text: str, synonyms: dict[str, str]) -> str:
    """Return a text with its words swapped as spinning programs do, capitals kept."""
    words = text.split(" ")
    for place, word in enumerate(words):
        bare = word.strip(".,:;!?()«»\"'")
        other = synonyms.get(bare.lower())
        if other:
            words[place] = word.replace(bare, other.capitalize() if bare[0].isupper() else other)
    return " ".join(words)


def lookalike(row: dict[str, Any], known: dict[str, Page]) -> Page:
    """Return a page that only looks like another."""
    if "like" not in row:
        return original_of(row, row["lang"])
    model = known[row["like"]]
    text = "\n\n".join(model.paragraphs)
    for old, new in row["swap"]:
        assert old in text, (row["id"], old)
        text = text.replace(old, new)
    url = f"https://{model.url.split('/')[2]}/{row['date'].replace('-', '/')}/{row['id']}"
    paragraphs = tuple(text.split("\n\n"))
    return model._replace(
        key=row["id"], url=url, date=row["date"], title=row["title"], paragraphs=paragraphs, original=row["id"], kind=""
    )


def as_html(page: Page) -> str:
    """Return the page as its site would send it."""
    paragraphs = "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in page.paragraphs)
    return (
        f'<!doctype html><html lang="{page.language}"><head><title>{html.escape(page.title)}</title>'
        f'<meta property="og:site_name" content="{html.escape(page.outlet)}">'
        f'<meta property="article:published_time" content="{page.date}"></head><body><article>'
        f"<h1>{html.escape(page.title)}</h1>\n{paragraphs}\n</article></body></html>"
    )


def read_page(page: Page) -> Reading:
    """Return the reading of a page, its language left to the program."""
    return read(as_html(page), url=page.url)


class Result(NamedTuple):
    """What became of a page: the original it was traced to (its key), and as what."""

    page: Page
    original: str
    kind: str


def trace(pages: list[Page], readings: list[Reading]) -> list[Result]:
    """Return where the stories put each page."""
    keys = {reading.article.id: page.key for page, reading in zip(pages, readings, strict=True)}
    placed = {
        keys[article]: (keys[story.original], kind) for story in stories(readings) for article, kind in story.articles
    }
    return [Result(page, *placed[page.key]) for page in pages]


def copies(reading: Reading, count: int) -> Iterator[Reading]:
    """Yield copies of a reading as other sites would carry it."""
    from msgspec.structs import replace

    for number in range(count):
        day = (date.fromisoformat(reading.article.date_published[:10]) + timedelta(days=number % 3)).isoformat()
        url = f"https://copy{number}.example/{reading.article.id}"
        article = replace(
            reading.article,
            id=f"{reading.article.id}-{number}",
            url=url,
            date_published=day,
            publisher=f"Copy {number}",
        )
        yield replace(reading, article=article)


def counts(readings: list[Reading]) -> dict[str, Any]:
    """Return what must not change when copies are added."""
    told = told_once(readings)
    events = Counter(fact.event for reading in told for fact in reading.facts if isinstance(fact, Event))
    demands = [(d.by, d.to, d.theme, len(d.answers)) for d in ledger(readings)]
    return {"stories": len(stories(readings)), "events": events, "demands": demands, "index": index(readings)}


def report(listed: bool) -> None:
    """Print how well copies are traced."""
    pages = list(load())
    readings = [read_page(page) for page in pages]
    start = time.perf_counter()
    results = trace(pages, readings)
    spent = time.perf_counter() - start
    print(f"{len(pages)} pages, {sum(1 for p in pages if not p.kind)} originals; stories in {spent:.2f} s")
    for kind in KINDS:
        rows = [result for result in results if result.page.kind == kind]
        traced = sum(result.original == result.page.original for result in rows)
        told = sum(result.original == result.page.original and result.kind == kind for result in rows)
        bar = f"  bar {BARS[kind]:.2f}" if kind in BARS else ""
        print(f"  {kind:11} n {len(rows):3}  traced {traced / len(rows):.3f}  told {told / len(rows):.3f}{bar}")
        for result in rows if listed else ():
            if result.original != result.page.original or result.kind != kind:
                print(f"      {result.page.key} -> {result.original} as {result.kind or 'original'}")
    own = [result for result in results if not result.page.kind]
    merged = [result for result in own if result.original != result.page.key]
    print(f"  look-alikes and originals merged with another: {len(merged)} of {len(own)}  bar 0")
    for result in merged:
        print(f"      {result.page.key} -> {result.original} as {result.kind}")
    first = [reading for page, reading in zip(pages, readings, strict=True) if not page.kind]
    many = [*first, *(other for reading in first for other in copies(reading, 10))]
    before, after = counts(first), counts(many)
    for name in before:
        print(f"  {name} with ten copies of every article: {'unchanged' if before[name] == after[name] else 'CHANGED'}")


def million(count: int) -> None:
    """Print rate (in seconds of the processor) and memory of taking in synthetic pages.

    A third of them are copies of earlier ones with every tenth word changed.
    """
    rng = np.random.default_rng(7)
    words = np.array([f"w{number:x}" for number in range(VOCABULARY)], dtype=object)
    near, found, due, begun = Near(), 0, 0, time.perf_counter()
    kept: list[tuple[int, np.ndarray]] = []
    spent = looked = 0.0
    for start in range(0, count, BATCH):
        rows_of_words = (rng.zipf(1.3, size=(BATCH, 200)) % VOCABULARY).astype(np.uint16)
        sources = []
        for place in range(2, BATCH, 3):
            if kept:
                number, row = kept[int(rng.integers(0, len(kept)))]
                rows_of_words[place] = row
                rows_of_words[place, rng.integers(0, 10) :: 10] = rng.integers(0, VOCABULARY)
                sources.append((place, number))
        kept += [(start + place, rows_of_words[place].copy()) for place in range(0, BATCH, 30)]
        texts = [" ".join(row) for row in words[rows_of_words]]
        clock = time.process_time()
        rows = signatures(texts)
        asked = time.process_time()
        pairs = near.find(rows)
        looked += time.process_time() - asked
        near.add(rows)
        spent += time.process_time() - clock
        hits = set(zip(pairs.asked.tolist(), pairs.known.tolist(), strict=True))
        due += len(sources)
        found += sum(pair in hits for pair in sources)
        done = start + len(texts)
        step = max(BATCH, count // 10)
        if done % step == 0:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
            print(
                f"  {done:9,} pages: {step / spent:6,.0f} a second, asking {looked / step * 1000:.4f} ms a page,"
                f" copies found {found / max(1, due):.4f}, memory {peak:.2f} GB",
                flush=True,
            )
            spent = looked = 0.0
    print(f"  {time.perf_counter() - begun:.0f} s in all, most of them for making the pages")


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--list", action="store_true", help="name every copy that is not told right")
    parser.add_argument("--million", nargs="?", type=int, const=1_000_000, default=0, metavar="N")
    options = parser.parse_args()
    if options.million:
        million(options.million)
    else:
        report(options.list)


if __name__ == "__main__":
    main()
