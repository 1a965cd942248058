"""What do the models reach? ``python -m training.report --data TREEBANKS --gold GOLD`` prints all; ``--only`` a part.

*trees*: gold tokens, test files that were never trained on, our own scorer; ``core`` is the F1 of nsubj, nsubj:pass,
obj, iobj and obl:agent with head and label. *roles*: ordered actor and recipient, right in some event of the text, on
hand-coded gold and on our own held-out sentences, with each part of the analysis left out in turn. *speed*: one
thread, whole batches.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy starts its threads

from dragoman import reading as pipeline
from dragoman import syntax
from dragoman.engines import network_engine
from dragoman.engines.forms import agreed
from dragoman.engines.network import Network, parse, unpack
from dragoman.engines.nodes import Node as Told
from dragoman.engines.trees import frames_of_tree
from dragoman.ident import article_id
from dragoman.language import Language, load_language, packed_network, setting, surface
from dragoman.model import Analysis, Article, Block, Event, Frame, Mention, Reading, Span, Table
from dragoman.sentences import split_sentences

from .conllu import Node, Tree, read
from .conllu import parse as parse_conllu
from .gold_tokens import tokens_of, voted, words_of_tree
from .score import MEASURES, score

TESTS = {
    "en": (("en_ewt-test", "en_ewt"), ("en_pud-test", "en_gum"), ("own en_news-test", "en_gum")),
    "uk": (("uk_parlamint-test", "uk_parlamint"), ("uk_iu-test", "uk_parlamint"), ("own uk_news-test", "uk_news")),
    "ru": (("ru_pud-test", "ru_gsd"), ("ru_taiga-test", "ru_taiga"), ("own ru_news-test", "ru_news")),
}
OWN = Path(__file__).parent / "treebank"
Analyse = Callable[[Article, Language], Analysis]


def main() -> None:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder that holds test-only/")
    parser.add_argument("--gold", type=Path, help="folder of hand-coded gold")
    parser.add_argument("--only", choices=("trees", "sentences", "roles", "speed"))
    parser.add_argument("--languages", default="en,uk,ru")
    given = parser.parse_args()
    codes = given.languages.split(",")
    if given.only in (None, "trees"):
        print_trees(codes, given.data)
    if given.only in (None, "sentences"):
        print_sentences(codes, given.data)
    if given.only in (None, "roles"):
        print_frames(codes)
        print_roles(codes, given.gold)
    if given.only in (None, "speed"):
        print_speed(codes, given.data)


# --- trees --------------------------------------------------------------------------------------------------------


def print_trees(codes: Iterable[str], data: Path | None) -> None:
    """Print how near the predicted trees come to the gold ones, and what the readings and the votes are worth."""
    print("| test | way | n | " + " | ".join(MEASURES) + " |\n|" + "---|" * (len(MEASURES) + 3))
    for code in codes:
        language = load_language(code)
        network = _network(language)
        for test, style in TESTS[code]:
            trees = load_test(test, data)
            if not trees:
                continue
            plain = predict(trees, network, language, style)
            blind = predict(trees, network, language, style, readings=False)
            ways = [("network", plain), ("without our readings", blind)]
            if setting(language, "syntax", "roles") == "case":
                ways.append(("network, forms and votes", [voted(tree, language) for tree in plain]))
            for name, predicted in ways:
                counts = score(zip(trees, predicted, strict=True))
                cells = " | ".join(f"{counts[measure].f1:.1f}" for measure in MEASURES)
                print(f"| {test} | {name} | {sum(map(len, trees))} | {cells} |", flush=True)


def load_test(name: str, data: Path | None) -> list[Tree]:
    """Return the trees of a test file, ours or one of the data's; none where it is absent."""
    path = OWN / f"{name.removeprefix('own ')}.conllu" if name.startswith("own ") else None
    path = path or (data / "test-only" / f"{name}.conllu.gz" if data else Path("absent"))
    return list(read(path)) if path.is_file() else []


def predict(
    trees: list[Tree], network: Network, language: Language, style: str, *, readings: bool = True
) -> list[Tree]:
    """Return the network's trees over the words of gold trees."""
    seen = [words_of_tree(tree, language) for tree in trees]
    if not readings:
        seen = [words_of_tree(tree, None) for tree in trees]
    found = []
    for tree, words in zip(trees, parse(network, seen, style), strict=True):
        tokens = tokens_of(tree, language)
        nodes = []
        for node, token, word in zip(tree, tokens, words, strict=True):
            upos, feats = word.node.upos, word.node.feats
            if readings:
                upos, feats = agreed(token, upos, feats)
            form = surface(language, node.form)
            lemma = form[: len(form) - word.cut] + word.add
            known = [r.lemma for r in token.readings if r.upos == upos]
            if readings and known:
                lemma = known[0]
            nodes.append(Node(node.form, lemma, upos, feats, word.node.head + 1, word.node.deprel))
        found.append(tuple(nodes))
    return found


# --- roles --------------------------------------------------------------------------------------------------------


class Asked(NamedTuple):
    """A text with the pairs of actors and recipients that its events have."""

    text: str
    published: str
    pairs: tuple[tuple[frozenset[str], frozenset[str]], ...]


def print_roles(codes: Iterable[str], gold: Path | None) -> None:
    """Print the share of events whose actors and recipients are right, in order, in some event of the text."""
    ways = ways_to_analyse()
    print("| gold (n) | " + " | ".join(ways) + " |\n|" + "---|" * (len(ways) + 1))
    for code in codes:
        for name, asked in gold_sets(code, gold):
            total = sum(len(one.pairs) for one in asked)
            cells = [f"{100 * sum(_right(one, code, way) for one in asked) / total:.1f}" for way in ways.values()]
            print(f"| {name} ({total}) | " + " | ".join(cells) + " |", flush=True)


def ways_to_analyse() -> dict[str, Analyse]:
    """Return the ways to analyse by name: all parts, and each part left out."""

    def patched(**names: object) -> Analyse:
        def way(article: Article, language: Language) -> Analysis:
            with patch.multiple(network_engine, **names):
                return network_engine.analyse(article, language)

        return way

    return {
        "all": network_engine.analyse,
        "no tree": patched(combine=lambda tree, chunks: chunks),
        "no chunks": patched(combine=lambda tree, chunks: tree),
        "no tags": patched(_told=lambda tokens, words: tokens),
        "chunks alone": syntax.analyse,
    }


def gold_sets(code: str, gold: Path | None) -> Iterator[tuple[str, list[Asked]]]:
    """Yield the sets of a language: hand-coded gold, and our own held-out sentences."""
    own = OWN / f"{code}_news-test.conllu"
    if own.is_file():
        yield f"own held-out {code}", list(_own(own))
    for name in ("challenge/roles", "challenge/modality", "gsr_dev"):
        path = gold / f"{name}_{code}.jsonl" if gold else Path("absent")
        if path.is_file():
            yield path.stem, [_asked(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _own(path: Path) -> Iterator[Asked]:
    """Yield the sentences of one of our treebanks whose event has parties on both sides."""
    for block in path.read_text("utf-8").strip().split("\n\n"):
        said = dict(line[2:].split(" = ", 1) for line in block.split("\n") if line.startswith("# ") and " = " in line)
        actors, _, recipients = said.get("parties", "").partition(">")
        if said.get("event", "NONE") != "NONE" and actors.strip() and recipients.strip():
            yield Asked(said["text"], "2022-01-15", ((_codes(actors), _codes(recipients)),))


def _codes(written: str) -> frozenset[str]:
    return frozenset(part.strip().partition(".")[0] for part in written.split(",") if part.strip())


def _asked(record: Table) -> Asked:
    pairs = []
    for event in record["events"]:
        if not event.get("optional"):
            sides = [frozenset(one["code"] for one in event[side]) for side in ("actor", "recipient")]
            pairs.append((sides[0], sides[1]))
    return Asked(record["text"], record["published"], tuple(pairs))


def _right(asked: Asked, code: str, analyse: Analyse) -> int:
    with patch.object(pipeline, "analyse", analyse):
        read = pipeline.read(asked.text, published=asked.published, language=code)
    found = set(_pairs(read))
    return sum(pair in found for pair in asked.pairs)


def _pairs(read: Reading) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    actors = {actor.id: actor for actor in read.actors}
    mentions = {fact.id: actors[fact.actor] for fact in read.facts if isinstance(fact, Mention)}
    for fact in read.facts:
        if isinstance(fact, Event):
            actor, recipient = (frozenset(mentions[m].country for m in side) for side in (fact.actor, fact.recipient))
            yield actor, recipient


# --- sentences ----------------------------------------------------------------------------------------------------


def print_sentences(codes: Iterable[str], data: Path | None) -> None:
    """Print how well our splitter finds the ends of sentences, ten of a treebank joined by blanks to one text."""
    print("| sentence ends | n | precision | recall |\n|---|---|---|---|")
    for code in codes:
        language = load_language(code)
        for test, _ in TESTS[code]:
            trees = load_test(test, data)
            right = found = total = 0
            for first in range(0, len(trees), 10):
                text, ends = "", set()
                for tree in trees[first : first + 10]:
                    text += "".join(n.form + (" " if n.space_after else "") for n in tree).strip() + " "
                    ends.add(len(text) - 1)
                told = {s.end for s in split_sentences(text.strip(), language.tokenizer)}
                right, found, total = right + len(told & ends), found + len(told), total + len(ends)
            if total:
                print(f"| {test} | {total} | {100 * right / found:.1f} | {100 * right / total:.1f} |", flush=True)


# --- frames -------------------------------------------------------------------------------------------------------


def print_frames(codes: Iterable[str]) -> None:
    """Print how many acts of our own held-out sentences have the very subjects and objects that the gold tree gives.

    The gold frames are those that the gold tree's own frames would be; only verbs with both a subject and an object
    count, in sentences that our splitter keeps whole.
    """
    ways = ways_to_analyse()
    print("| acts with subject and object (n) | " + " | ".join(ways) + " |\n|" + "---|" * (len(ways) + 1))
    for code in codes:
        path = OWN / f"{code}_news-test.conllu"
        if not path.is_file():
            continue
        language = load_language(code)
        right, total = dict.fromkeys(ways, 0), 0
        for text, tree in _texts(path):
            article = Article(
                id=article_id(text), text=text, blocks=(Block(kind="paragraph", span=Span(0, len(text))),)
            )
            sentences = syntax.sentences_of(article, language)
            if len(sentences) != 1 or len(sentences[0].tokens) != len(tree):
                continue
            nodes = tuple(Told(n.upos, n.feats, n.head - 1, n.deprel) for n in tree)
            wanted = _cores(frames_of_tree(sentences[0], nodes, language))
            total += len(wanted)
            for name, way in ways.items():
                with patch.object(network_engine, "_names_an_act", lambda *_: True):  # sport and weather count too
                    found = _cores(way(article, language).frames[0])
                right[name] += sum(found.get(head) == core for head, core in wanted.items())
        cells = [f"{100 * right[name] / max(1, total):.1f}" for name in ways]
        print(f"| own held-out {code} ({total}) | " + " | ".join(cells) + " |", flush=True)


def _texts(path: Path) -> Iterator[tuple[str, Tree]]:
    for block in path.read_text("utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        yield next(line[9:] for line in lines if line.startswith("# text = ")), next(parse_conllu(lines))


def _cores(frames: Iterable[Frame]) -> dict[int, tuple[frozenset[int], frozenset[int]]]:
    """Return the heads of subjects and objects of each verb that has both."""
    found = {}
    for frame in frames:
        sides = [frozenset(a.head for a in frame.arguments if a.role == role) for role in ("subj", "obj")]
        if frame.kind != "noun" and sides[0] and sides[1]:
            found[frame.head] = (sides[0], sides[1])
    return found


# --- speed --------------------------------------------------------------------------------------------------------


def print_speed(codes: Iterable[str], data: Path | None) -> None:
    """Print how fast one thread tags and parses, words per second, and how long it takes to be ready."""
    for code in codes:
        language = load_language(code)
        test, style = TESTS[code][1]
        trees = load_test(test, data)
        started = time.perf_counter()
        network = unpack(packed_network(setting(language, "syntax", "network")))
        ready = time.perf_counter() - started
        seen = [words_of_tree(tree, language) for tree in trees]
        started = time.perf_counter()
        parse(network, seen, style, lemmas=False)  # as pages are read
        parsed = time.perf_counter() - started
        words = sum(map(len, trees))
        size = len(packed_network(setting(language, "syntax", "network"))) / 1e6
        print(f"{code}: {words / parsed:.0f} words/s over {words} words, ready in {ready:.2f} s, {size:.1f} MB")


def _network(language: Language) -> Network:
    return unpack(packed_network(setting(language, "syntax", "network")))


if __name__ == "__main__":
    main()
