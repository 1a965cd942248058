"""Does a spaCy pipeline give frames over our tokens, whichever labels it was trained with?"""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.engines import EngineError
from dragoman.engines.clearnlp import to_universal
from dragoman.engines.naming import engine
from dragoman.engines.nodes import Node
from dragoman.ident import article_id
from dragoman.language import load_language
from dragoman.model import Article, Block, Span

TEXT = "Poland accused Belarus. Belarus was accused by Poland."
UNIVERSAL = (
    ("Poland accused Belarus .", "PROPN VERB PROPN PUNCT", (1, 1, 1, 1), "nsubj ROOT obj punct"),
    (
        "Belarus was accused by Poland .",
        "PROPN AUX VERB ADP PROPN PUNCT",
        (2, 2, 2, 4, 2, 2),
        "nsubj:pass aux:pass ROOT case obl:agent punct",
    ),
)
CLEARNLP = (
    (*UNIVERSAL[0][:3], "nsubj ROOT dobj punct"),
    (
        "Belarus was accused by Poland .",
        "PROPN AUX VERB ADP PROPN PUNCT",
        (2, 2, 2, 2, 3, 2),
        "nsubjpass auxpass ROOT agent pobj punct",
    ),
)


def article(text: str) -> Article:
    return Article(id=article_id(text), text=text, blocks=(Block(kind="paragraph", span=Span(0, len(text))),))


@pytest.fixture(scope="module", params=[UNIVERSAL, CLEARNLP], ids=["universal", "clearnlp"])
def pipeline(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Train a pipeline of two sentences: small, but real."""
    spacy = pytest.importorskip("spacy", reason="the extra dragoman[spacy] is not installed")
    from spacy.training import Example

    spacy.util.fix_random_seed(7)
    nlp = spacy.blank("en")
    nlp.add_pipe("morphologizer")
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    examples = []
    for words, pos, heads, deps in request.param:
        doc = spacy.tokens.Doc(nlp.vocab, words=words.split())
        told = {"pos": pos.split(), "morphs": [""] * len(heads), "heads": list(heads), "deps": deps.split()}
        examples.append(Example.from_dict(doc, told))
    nlp.initialize(lambda: examples)
    for _ in range(60):
        nlp.update(examples)
    path = tmp_path_factory.mktemp("spacy") / "two"
    nlp.to_disk(path)
    return path


def test_spacy_gives_frames_over_our_tokens(pipeline: Path) -> None:
    analysis = engine(f"spacy:{pipeline}")(article(TEXT), load_language("en"))
    told = [
        {
            (a.role, TEXT[s.tokens[a.head].start : s.tokens[a.head].end])
            for f in frames
            if f.kind != "noun"
            for a in f.arguments
        }
        for s, frames in zip(analysis.sentences, analysis.frames, strict=True)
    ]
    assert told == [{("subj", "Poland"), ("obj", "Belarus")}] * 2
    assert analysis.engine.startswith("spacy ")


def test_a_pipeline_that_is_not_there_is_named() -> None:
    pytest.importorskip("spacy", reason="the extra dragoman[spacy] is not installed")
    with pytest.raises(EngineError, match="no such spaCy pipeline"):
        engine("spacy:no_such_pipeline")(article(TEXT), load_language("en"))


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="the extra dragoman[spacy] is not installed")
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(EngineError, match="has no parser"):
        engine(f"spacy:{tmp_path / 'blank'}")(article(TEXT), load_language("en"))


def tree(*rows: tuple[str, int, str]) -> tuple[Node, ...]:
    return tuple(Node(upos, {}, head, label) for upos, head, label in rows)


def test_to_be_serves_the_predicate_beside_it() -> None:
    told = tree(
        ("PROPN", 1, "nsubj"), ("AUX", -1, "ROOT"), ("DET", 3, "det"), ("NOUN", 1, "attr"), ("PUNCT", 1, "punct")
    )
    turned = to_universal(told, ("poland", "is", "a", "member", "."))
    assert [(n.head, n.deprel) for n in turned] == [(3, "nsubj"), (3, "cop"), (3, "det"), (-1, "root"), (3, "punct")]


def test_a_clause_after_a_preposition_is_marked_by_it() -> None:
    told = tree(
        ("PROPN", 1, "nsubj"), ("VERB", -1, "ROOT"), ("ADP", 1, "prep"), ("VERB", 2, "pcomp"), ("NOUN", 3, "dobj")
    )
    turned = to_universal(told, ("poland", "reacted", "by", "closing", "borders"))
    assert [(n.head, n.deprel) for n in turned] == [(1, "nsubj"), (-1, "root"), (3, "mark"), (1, "advcl"), (3, "obj")]


def test_prepositions_one_inside_the_other() -> None:
    told = tree(("VERB", -1, "ROOT"), ("ADP", 0, "prep"), ("NOUN", 1, "pobj"), ("ADP", 2, "prep"), ("PROPN", 3, "pobj"))
    turned = to_universal(told, ("met", "on", "outskirts", "of", "geneva"))
    assert [(n.head, n.deprel) for n in turned] == [(-1, "root"), (2, "case"), (0, "obl"), (4, "case"), (2, "nmod")]
