"""What a newsroom changed: paragraph by paragraph, fact by fact."""

import pytest

from dragoman import read
from dragoman.revisions import revise, revisions

FIRST = "Ministers meet in Geneva\n\nPoland accused Belarus of piracy on Monday.\n\nSome 4,000 soldiers stand at the border, a spokesman said.\n\nLithuania condemned Belarus."
URL = "https://post.example/1"


def version(text, published="2021-11-10", url=URL):
    return read(text, published=published, language="en", url=url)


@pytest.mark.parametrize(
    ("old", "new", "paragraphs", "facts", "why"),
    [
        ("", "", ["kept", "kept", "kept"], set(), "nothing"),
        ("4,000", "5,000", ["kept", "changed", "kept"], {("superseded", "Some 4,000", "Some 5,000")}, "another number"),
        (
            "\n\nLithuania condemned Belarus.",
            "",
            ["kept", "kept", "removed"],
            {("retracted", "condemned", "")},
            "told no more",
        ),
        (
            "\n\nLithuania condemned",
            "\n\nLatvia imposed sanctions on Belarus.\n\nLithuania condemned",
            ["kept", "kept", "added", "kept"],
            {("added", "", "sanctions")},
            "told anew",
        ),
    ],
)
def test_changes(old, new, paragraphs, facts, why):
    before, after = version(FIRST), version(FIRST.replace(old, new) if old else FIRST, "2021-11-11")
    found = revise(before, after)
    words = {"": ""}
    for reading in (before, after):
        spans = {fact.id: fact.evidence.span for fact in reading.facts}
        words |= {key: reading.article.text[span.start : span.end] for key, span in spans.items()}
    assert [change.kind for change in found.paragraphs] == paragraphs, why
    told = {
        (c.kind, words[c.before], words[c.after]) for c in found.facts if "said" not in words[c.before] + words[c.after]
    }
    assert told == facts, why


def test_versions_are_compared_one_after_the_other():
    one, two = version(FIRST), version(FIRST.replace("4,000", "5,000"), "2021-11-11")
    three = version(FIRST.replace("4,000", "6,000"), "2021-11-12")
    elsewhere = version(FIRST, "2021-11-12", "https://copy.example/1")
    found = revisions((three, elsewhere, one, two))
    assert [(r.before, r.after) for r in found] == [
        (one.article.id, two.article.id),
        (two.article.id, three.article.id),
    ]


def test_the_command_lists_changes(tmp_path):
    from typer.testing import CliRunner

    from dragoman import to_json
    from dragoman.cli import app

    path = tmp_path / "readings.jsonl"
    versions = (version(FIRST), version(FIRST.replace("4,000", "5,000"), "2021-11-11"))
    path.write_text("".join(to_json(reading) + "\n" for reading in versions), "utf-8")
    shown = CliRunner().invoke(app, ["stories", str(path), "--changes"]).stdout
    assert "changed paragraph" in shown
    assert "superseded fact" in shown
    lines = CliRunner().invoke(app, ["stories", str(path), "--changes", "--format", "jsonl"]).stdout.splitlines()
    assert len(lines) == 1
    assert '"superseded"' in lines[0]
