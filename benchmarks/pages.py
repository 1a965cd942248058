"""How much of a page's article is found, and how fast, beside other extractors?

``python -m benchmarks.pages FOLDER [--sample N] [--only dragoman,trafilatura]`` where FOLDER holds ``scrapinghub``,
``wcxb`` and ``fundus``. Measures: scrapinghub's own (4-word shingles, precision and recall averaged over pages, F1 of
the averages); WCXB words (F1 of word counts, averaged over pages); for Fundus the same word F1 of the body, exact
titles, author sets, day of publication. Fundus counts the standfirst to the body, the others do not. Time is the mean
per page, all extractors in one run, pages already in memory.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple


class Page(NamedTuple):
    name: str
    html: str
    url: str
    body: str
    title: str
    authors: tuple[str, ...]
    date: str


class Extract(NamedTuple):
    body: str
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    standfirst: str = ""


Extractor = Callable[[str, str], Extract]
_WORD = re.compile(r"\w+")


def unpack(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode("utf-8", "replace")


def load_scrapinghub(folder: Path) -> Iterator[Page]:
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for key in sorted(truth):
        html = unpack(folder / "html" / f"{key}.html.gz")
        yield Page(key, html, truth[key].get("url", ""), truth[key].get("articleBody", ""), "", (), "")


def load_wcxb(folder: Path) -> Iterator[Page]:
    for path in sorted((folder / "ground-truth").glob("*.json")):
        row = json.loads(path.read_text("utf-8"))
        gold = row["ground_truth"]
        html = unpack(folder / "html" / f"{path.stem}.html.gz")
        url, date = row.get("url") or "", gold["publish_date"] or ""
        authors = tuple(filter(None, [gold.get("author") or ""]))
        yield Page(path.stem, html, url, gold["main_content"], gold["title"] or "", authors, date)


def load_fundus(folder: Path) -> Iterator[Page]:
    for path in sorted(folder.glob("*/*.json")):
        truth = json.loads(path.read_text("utf-8"))
        pages = sorted(path.parent.glob(f"{path.stem}_[0-9]*.html.gz"))
        urls = json.loads((path.parent / "meta.info").read_text("utf-8"))
        for version, file in zip(sorted(truth), pages, strict=True):
            gold = truth[version]
            parts = list(gold["body"]["summary"])
            for section in gold["body"]["sections"]:
                parts += [*section["headline"], *section["paragraphs"]]
            html = unpack(file)
            url = urls.get(file.name, {}).get("url", "")
            authors, date = tuple(gold.get("authors") or ()), gold["publishing_date"][:10]
            yield Page(f"{path.stem}.{version}", html, url, "\n\n".join(parts), gold["title"], authors, date)


LOADERS = {"scrapinghub": load_scrapinghub, "wcxb": load_wcxb, "fundus": load_fundus}


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(filter(None, (tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))))


def overlap(gold: Counter[Any], found: Counter[Any]) -> tuple[float, float, float]:
    hit = sum((gold & found).values())
    return float(hit), float(sum(found.values()) - hit), float(sum(gold.values()) - hit)


def scrapinghub_scores(pairs: list[tuple[str, str]]) -> dict[str, float]:
    counts = [overlap(shingles(gold), shingles(found)) for gold, found in pairs]
    precision = statistics.mean(tp / (tp + fp) for tp, fp, fn in counts if tp + fp)
    recall = statistics.mean(tp / (tp + fn) for tp, fp, fn in counts if tp + fn)
    return {"precision": precision, "recall": recall, "F1": 2 * precision * recall / (precision + recall)}


def word_f1(gold: str, found: str) -> float:
    tp, fp, fn = overlap(Counter(_WORD.findall(gold.lower())), Counter(_WORD.findall(found.lower())))
    return 1.0 if tp + fp + fn == 0 else 2 * tp / (2 * tp + fp + fn)


def shingle_f1(gold: str, found: str) -> float:
    tp, fp, fn = overlap(shingles(gold), shingles(found))
    return 1.0 if tp + fp + fn == 0 else 2 * tp / (2 * tp + fp + fn)


def author_scores(pairs: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> float:
    counts = [overlap(Counter(set(gold)), Counter(set(found))) for gold, found in pairs]
    tp, fp, fn = (sum(column) for column in zip(*counts, strict=True))
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def measure(corpus: str, pages: list[Page], found: list[Extract]) -> dict[str, float]:
    summed = corpus == "fundus"
    bodies = [f"{extract.standfirst}\n\n{extract.body}" if summed else extract.body for extract in found]
    pairs = [(page.body, body) for page, body in zip(pages, bodies, strict=True)]
    if corpus == "scrapinghub":
        return scrapinghub_scores(pairs)
    scores = {
        "words F1": statistics.mean(word_f1(*pair) for pair in pairs),
        "shingles F1": statistics.mean(shingle_f1(*pair) for pair in pairs),
    }
    if corpus == "fundus":
        both = list(zip(pages, found, strict=True))
        scores["title"] = statistics.mean(float(page.title.strip() == extract.title.strip()) for page, extract in both)
        scores["authors F1"] = author_scores([(page.authors, extract.authors) for page, extract in both])
        scores["date"] = statistics.mean(float(page.date == extract.date[:10]) for page, extract in both)
    return scores


def dragoman_extractor() -> Extractor:
    from dragoman.furniture import load_furniture
    from dragoman.language import page_tables
    from dragoman.page import read_page
    from dragoman.pagepieces import STANDFIRST

    furniture = load_furniture(page_tables())
    body_kinds = {"paragraph", "list", "quote", "table", "update-notice", "contributors", "correction"}

    def extract(html: str, url: str) -> Extract:
        article = read_page(html, url=url, furniture=furniture)
        parts = [article.text[b.span.start : b.span.end] for b in article.blocks if b.span and b.kind in body_kinds]
        above = [article.text[b.span.start : b.span.end] for b in article.blocks if b.span and b.reason == STANDFIRST]
        date = article.date_published
        return Extract("\n\n".join(parts), article.headline, article.author, date, "\n\n".join(above))

    return extract


def trafilatura_extractor() -> Extractor:
    import trafilatura

    def extract(html: str, url: str) -> Extract:
        found = trafilatura.bare_extraction(
            html, url=url or None, fast=True, include_comments=False, with_metadata=True
        )
        if found is None:
            return Extract("")
        authors = tuple(filter(None, (found.author or "").split("; ")))
        return Extract(found.text or "", found.title or "", authors, found.date or "")

    return extract


def trafilatura_plain_extractor() -> Extractor:
    import trafilatura

    def extract(html: str, url: str) -> Extract:
        return Extract(trafilatura.extract(html, fast=True, include_comments=False) or "")

    return extract


def readability_extractor() -> Extractor:
    from readability import Document
    from selectolax.lexbor import LexborHTMLParser

    def extract(html: str, url: str) -> Extract:
        document = Document(html)
        body = LexborHTMLParser(document.summary()).text(separator="\n")
        return Extract(body, document.short_title())

    return extract


def resiliparse_extractor() -> Extractor:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    def extract(html: str, url: str) -> Extract:
        tree = HTMLTree.parse(html)
        return Extract(extract_plain_text(tree, main_content=True, alt_texts=False), tree.title or "")

    return extract


EXTRACTORS: dict[str, Callable[[], Extractor]] = {
    "dragoman": dragoman_extractor,
    "trafilatura fast": trafilatura_extractor,
    "trafilatura fast, text only": trafilatura_plain_extractor,
    "readability-lxml": readability_extractor,
    "resiliparse": resiliparse_extractor,
}


class Run(NamedTuple):
    found: list[Extract]
    seconds: list[float]
    failed: list[str]


def run(extractors: dict[str, Extractor], pages: list[Page]) -> dict[str, Run]:
    """Run all extractors page by page in turn, so that a busy machine is busy for all of them."""
    runs = {name: Run([], [], []) for name in extractors}
    for extract in extractors.values():
        extract(pages[0].html, pages[0].url)
    for page in pages:
        for name, extract in extractors.items():
            start = time.perf_counter()
            try:
                found = extract(page.html, page.url)
            except Exception:  # a benchmark counts what any library raises
                found = Extract("")
                runs[name].failed.append(page.name)
            runs[name].seconds.append(time.perf_counter() - start)
            runs[name].found.append(found)
    return runs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=0, help="only every n-th page, so that about N remain per corpus")
    parser.add_argument("--only", default="", help="comma-separated extractors")
    options = parser.parse_args()
    wanted = [name.strip() for name in options.only.split(",") if name.strip()]
    extractors: dict[str, Extractor] = {}
    for name, make in EXTRACTORS.items():
        if wanted and name.split()[0] not in wanted:
            continue
        try:
            extractors[name] = make()
        except ImportError as error:
            print(f"{name}: not installed ({error.name}); install the bench extra")
    for corpus, load in LOADERS.items():
        pages = list(load(options.folder / corpus))
        if options.sample:
            pages = pages[:: max(1, len(pages) // options.sample)]
        print(f"\n{corpus}: {len(pages)} pages")
        for name, result in run(extractors, pages).items():
            spent = statistics.mean(result.seconds) * 1000
            scores = "  ".join(f"{key} {value:.4f}" for key, value in measure(corpus, pages, result.found).items())
            failed = f"  failed {len(result.failed)}" if result.failed else ""
            print(f"  {name:28} {spent:8.2f} ms/page  {scores}{failed}")


if __name__ == "__main__":
    main()
