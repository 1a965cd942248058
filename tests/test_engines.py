"""Does an engine keep our offsets, and does it say what is missing?"""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.engines import EngineError
from dragoman.engines.udpipe_engine import analyse
from dragoman.ident import article_id
from dragoman.language import load_language
from dragoman.model import Article, Block, Span

TEXT = "Poland accused Belarus. Belarus was accused by Poland."
TRAINING = """\
1 Poland Poland PROPN _ Number=Sing 2 nsubj
2 accused accuse VERB _ Tense=Past|VerbForm=Fin 0 root
3 Belarus Belarus PROPN _ Number=Sing 2 obj
4 . . PUNCT _ _ 2 punct

1 Belarus Belarus PROPN _ Number=Sing 3 nsubj:pass
2 was be AUX _ Tense=Past|VerbForm=Fin 3 aux:pass
3 accused accuse VERB _ Tense=Past|VerbForm=Part 0 root
4 by by ADP _ _ 5 case
5 Poland Poland PROPN _ Number=Sing 3 obl:agent
6 . . PUNCT _ _ 3 punct

"""


def article(text: str) -> Article:
    span = Span(0, len(text))
    return Article(id=article_id(text), text=text, blocks=(Block(kind="paragraph", span=span),))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Train a model of two sentences: small, but real."""
    udpipe = pytest.importorskip("ufal.udpipe", reason="the extra dragoman[udpipe] is not installed")
    rows = [f"{row}\t_\t_".replace(" ", "\t") if row else "" for row in TRAINING.split("\n")]
    reader = udpipe.InputFormat.newConlluInputFormat()
    reader.setText("\n".join(rows * 10))
    error, sentences, sentence = udpipe.ProcessingError(), udpipe.Sentences(), udpipe.Sentence()
    while reader.nextSentence(sentence, error):
        sentences.append(sentence)
        sentence = udpipe.Sentence()
    parser = "iterations=10;hidden_layer=20;embedding_form=10;embedding_upostag=10;embedding_feats=10"
    packed = udpipe.Trainer.train(
        "morphodita_parsito", sentences, udpipe.Sentences(), "none", "models=1;iterations_1=5", parser, error
    )
    assert not error.occurred(), error.message
    path = tmp_path_factory.mktemp("models") / "two.udpipe"
    path.write_bytes(packed)
    return path


def test_udpipe_gives_frames_over_our_tokens(model: Path) -> None:
    analysis = analyse(article(TEXT), load_language("en"), model=model)
    assert [TEXT[t.start : t.end] for t in analysis.sentences[1].tokens] == [
        "Belarus",
        "was",
        "accused",
        "by",
        "Poland",
        ".",
    ]
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
    assert analysis.engine == "udpipe two.udpipe"


def test_two_runs_are_equal(model: Path) -> None:
    english = load_language("en")
    assert analyse(article(TEXT), english, model=model) == analyse(article(TEXT), english, model=model)


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    pytest.importorskip("ufal.udpipe", reason="the extra dragoman[udpipe] is not installed")
    with pytest.raises(EngineError, match=r"no\.udpipe: no such UDPipe model"):
        analyse(article(TEXT), load_language("en"), model=tmp_path / "no.udpipe")


def test_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    pytest.importorskip("ufal.udpipe", reason="the extra dragoman[udpipe] is not installed")
    (tmp_path / "text.udpipe").write_text("no model", "utf-8")
    with pytest.raises(EngineError, match="not a UDPipe model"):
        analyse(article(TEXT), load_language("en"), model=tmp_path / "text.udpipe")


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ufal.udpipe", None)
    with pytest.raises(EngineError, match=r"pip install 'dragoman\[udpipe\]'"):
        analyse(article(TEXT), load_language("en"), model=tmp_path / "any.udpipe")
