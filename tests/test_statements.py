"""Who says so: the gold of statements in three languages, the rules' own examples, and what holds for every page.

``statements_gold_xx.jsonl`` holds one text per line with its statements marked in place: ``[S:…]`` source, ``[Q:…]``
cue, ``[C:…]`` content, ``[R:…]`` relay, ``[A:…]`` addressee. Digits tell statements of one text apart (``[S2:…]``,
``[C1,2:…]``), ``/deny`` after the letters of a cue gives its stance, ``.m`` after those of a content says that it is
mixed. A blank line in the text begins a new paragraph.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from dragoman.actors import find_mentions
from dragoman.attribution import attribution
from dragoman.language import Language, load_language
from dragoman.match import lexicon_items
from dragoman.model import Actor, Article, Block, Mention, Span, Statement
from dragoman.quotes import MARKS, find_quotes
from dragoman.statements import find_statements
from dragoman.syntax import analyse
from dragoman.views.answers import stands

HERE = Path(__file__).parent
LANGUAGES = ("en", "uk", "ru")
_MARK = re.compile(r"\[([SQCRA])([\d,]*)(?:/(\w+))?(?:\.(m))?:|\]")


class Gold(NamedTuple):
    """One statement as it should be found."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    relay: Span | None
    style: str
    stance: str


class Row(NamedTuple):
    """A text with its statements."""

    id: str
    construction: str
    text: str
    statements: tuple[Gold, ...]


def parse(record: dict[str, str]) -> Row:
    """Return a row of the gold with its marks turned into spans."""
    marked, text, stack = record["marked"], "", []
    found: list[tuple[str, str, str, Span]] = []
    position = 0
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        position = mark.end()
        if mark[0] != "]":
            stack.append((mark[1], mark[2] or "1", mark[3] or mark[4] or "", len(text)))
            continue
        letter, numbers, note, start = stack.pop()
        found += [(letter, number, note, Span(start, len(text))) for number in numbers.split(",")]
    text += marked[position:]
    assert not stack, record["id"]
    numbers = sorted({number for _, number, _, _ in found})
    return Row(record["id"], record["construction"], text, tuple(_gold(text, n, found) for n in numbers))


def _gold(text: str, number: str, found: list[tuple[str, str, str, Span]]) -> Gold:
    mine = [(letter, note, span) for letter, n, note, span in found if n == number]
    first = {letter: (note, span) for letter, note, span in reversed(mine)}
    content = tuple(sorted(span for letter, _, span in mine if letter == "C"))
    mixed = any(letter == "C" and note == "m" for letter, note, _ in mine)
    quoted = bool(content) and content[0].start > 0 and text[content[0].start - 1] in MARKS
    style = "mixed" if mixed else ("direct" if quoted else "indirect")
    relay, source = first.get("R"), first.get("S")
    return Gold(
        source[1] if source else None,
        first["Q"][1],
        content,
        relay[1] if relay else None,
        style,
        first["Q"][0] or "say",
    )


SETS = ("gold", "heldout", "heldout2", "heldout3/dev")


def rows(code: str, name: str = "gold", half: str = "") -> list[Row]:
    """Return a gold set of a language; the held-out ones were written, and measured once, before any tuning on them.

    ``half``: only the rows of this half of a set that has two ("dev", whose rows are read, and "test", whose are not).
    """
    lines = (HERE / f"statements_{name}_{code}.jsonl").read_text("utf-8").splitlines()
    return [parse(record) for record in map(json.loads, lines) if not half or record["half"] == half]


def article_of(text: str, language: str) -> Article:
    """Return an article of paragraphs."""
    blocks, start = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(kind="paragraph", span=Span(start, start + len(part))))
        start += len(part) + 2
    return Article(
        id=f"test:{text}",
        text=text,
        in_language=language,
        date_published="2022-01-15",
        anchor="2022-01-15",
        blocks=tuple(blocks),
    )


class Answer(NamedTuple):
    """What was found in a text."""

    statements: tuple[Statement, ...]
    spans: dict[str, Span]
    actors: dict[str, str]


def read(text: str, language: Language) -> Answer:
    article = article_of(text, language.code)
    analysis = analyse(article, language)
    cast = find_mentions(article, analysis, language)
    statements, mentions, _ = find_statements(article, analysis, language, cast.mentions, cast.actors)
    everyone: tuple[Mention, ...] = (*cast.mentions, *mentions)
    return Answer(statements, {m.id: m.evidence.span for m in everyone}, {m.id: m.actor for m in everyone})


# --- scoring ------------------------------------------------------------------------------------------------------


def touches(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.start < other.end and other.start < one.end


def shared(ones: tuple[Span, ...], others: tuple[Span, ...]) -> bool:
    """Tell whether two contents share half of the characters of the longer."""
    mine = {i for s in ones for i in range(s.start, s.end)}
    theirs = {i for s in others for i in range(s.start, s.end)}
    return 2 * len(mine & theirs) >= max(len(mine), len(theirs))


def pairs(row: Row, answer: Answer) -> list[tuple[Gold, Statement]]:
    """Return gold statements with the ones that answer them: the cue touches, then the source, then the content."""
    left, found = list(answer.statements), []
    for gold in row.statements:
        best = max(left, key=lambda s: rank(gold, s, answer), default=None)
        if best is not None and rank(gold, best, answer)[0]:
            left.remove(best)
            found.append((gold, best))
    return found


def rank(gold: Gold, statement: Statement, answer: Answer) -> tuple[bool, bool, bool]:
    source = answer.spans.get(statement.source)
    return (
        touches(gold.cue, statement.evidence.span),
        touches(gold.source, source),
        shared(gold.content, statement.content),
    )


def count(row: Row, answer: Answer, total: Counter[str]) -> list[str]:
    """Add a row to the counts; return what is wrong with it."""
    wrong: list[str] = []
    found = pairs(row, answer)
    total["gold"] += len(row.statements)
    total["got"] += len(answer.statements)
    total["relays"] += sum(g.relay is not None for g in row.statements)
    total["relays got"] += sum(bool(s.relay) for s in answer.statements)
    for gold, got in found:
        source, relay = answer.spans.get(got.source), answer.spans.get(got.relay)
        checks = {
            "cue": (touches(gold.cue, got.evidence.span), gold.cue == got.evidence.span),
            "source": (touches(gold.source, source), gold.source == source),
            "content": (shared(gold.content, got.content), gold.content == got.content),
        }
        for part, (near, same) in checks.items():
            total[f"{part} near"] += near
            total[f"{part} same"] += same
            if not same:
                wrong.append(f"{part} {'inexact' if near else 'WRONG'}")
        total["relay right"] += gold.relay is not None and touches(gold.relay, relay)
        total["style right"] += gold.style == got.style
        total["stance right"] += gold.stance == got.stance
        if (gold.relay is None) != (relay is None) or (gold.relay is not None and not touches(gold.relay, relay)):
            wrong.append("relay")
        if gold.style != got.style:
            wrong.append(f"style {got.style}")
    wrong += ["MISSED"] * (len(row.statements) - len(found))
    wrong += ["FALSE"] * (len(answer.statements) - len(found))
    return wrong


def f1(total: Counter[str], right: str, gold: str = "gold", got: str = "got") -> float:
    return 2 * total[right] / (total[gold] + total[got]) if total[gold] + total[got] else 1.0


# --- the tests ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    return load_language(request.param)


def test_gold_is_well_formed(language: Language) -> None:
    gold = rows(language.code)
    assert len(gold) >= 100
    assert sum(not row.statements for row in gold) >= 20
    assert len({row.id for row in gold}) == len(gold)
    for row in gold:
        assert (row.construction == "none") == (not row.statements), row.id
        for said in row.statements:
            assert said.content, row.id
            for span in (said.source, said.cue, said.relay, *said.content):
                assert span is None or row.text[span.start : span.end].strip() == row.text[span.start : span.end], (
                    row.id
                )


@pytest.mark.parametrize("name", SETS)
def test_gold_scores(language: Language, name: str) -> None:
    total: Counter[str] = Counter()
    false: list[str] = []
    for row in rows(language.code, *name.split("/")):
        answer = read(row.text, language)
        count(row, answer, total)
        if not row.statements and answer.statements:
            false.append(row.text)
    assert not false
    for part in ("source", "cue", "content"):
        assert f1(total, f"{part} near") >= 0.92, part
        assert f1(total, f"{part} same") >= 0.80, part
    few = total["relays"] < 10
    assert f1(total, "relay right", "relays", "relays got") >= (0.80 if few else 0.90)


# what is reached on rows that nobody reads: source near, source same, cue, content, relay; false ones. Floors only rise.
UNREAD = {
    "en": (0.90, 0.88, 0.92, 0.90, 0.82, 2),
    "uk": (0.96, 0.85, 0.96, 0.96, 0.90, 0),
    "ru": (0.92, 0.83, 0.92, 0.88, 0.85, 1),
}


def test_the_unread_half_keeps_its_floors(language: Language) -> None:
    total: Counter[str] = Counter()
    false = 0
    for row in rows(language.code, "heldout3", "test"):
        answer = read(row.text, language)
        count(row, answer, total)
        false += bool(answer.statements and not row.statements)
    reached = [f1(total, part) for part in ("source near", "source same", "cue near", "content near")]
    reached.append(f1(total, "relay right", "relays", "relays got"))
    *floors, most = UNREAD[language.code]
    assert all(one >= floor for one, floor in zip(reached, floors, strict=True)), reached
    assert false <= most


# --- the rules' own examples --------------------------------------------------------------------------------------

REPLIES = ("deferral", "refusal", "consent", "partial")
KINDS = ("according", "impersonal", "pointer", "relay", "citing", "anonymity", *REPLIES)


def rule_rows(code: str) -> list[tuple[str, str, list[str], list[str]]]:
    tables = load_language(code).statements
    return [(kind, row["id"], row["examples"], row["not"]) for kind in KINDS for row in tables.get(kind, ())]


def fires(kind: str, name: str, text: str, language: Language) -> bool:
    """Tell whether a rule of ``statements.toml`` does its work in a text."""
    if kind in REPLIES:
        rules = attribution(language)
        analysis = analyse(article_of(text, language.code), language)
        return any(
            rule.kind == kind and stands(rule, sentence.tokens, i) is not None
            for sentence in analysis.sentences
            for i in range(len(sentence.tokens))
            for rule in rules.replies_at(sentence.tokens, i)
        )
    answer = read(text, language)
    if kind == "anonymity":
        return any(statement.condition for statement in answer.statements)
    if kind in ("relay", "citing"):
        return any(statement.relay for statement in answer.statements)
    return any(statement.evidence.rule == name for statement in answer.statements)


def test_rules_have_examples_and_counter_examples(language: Language) -> None:
    for kind, name, examples, others in rule_rows(language.code):
        assert examples, name
        assert others, name
        for text in examples:
            assert fires(kind, name, text, language), (name, text)
        for text in others:
            assert not fires(kind, name, text, language), (name, text)


def test_rules_add_no_words_to_the_lexicon(language: Language) -> None:
    """A lemma that only ``statements.toml`` knew would change the reading of a page by what was read before it."""
    fresh = load_language.__wrapped__(language.code)
    for kind, entries in language.statements.get("verbs", {}).items():
        for entry in entries:
            lemma = lexicon_items(entry, language.lexicon, language.tokenizer)[-1][1:].partition("|")[0]
            assert any(reading.lemma == lemma for reading in fresh.lexicon.analyse(lemma)), (kind, entry)


def test_reporting_words_are_many_and_classed(language: Language) -> None:
    rows = [
        line.split("\t")
        for line in (HERE.parent / "src/dragoman/languages" / language.code / "reporting.tsv")
        .read_text("utf-8")
        .splitlines()[1:]
        if line[0] != "#"
    ]
    stances = [
        "say",
        "assess",
        "confirm",
        "deny",
        "promise",
        "warn",
        "demand",
        "ask",
        "accuse",
        "think",
        "announce",
        "agree",
    ]
    assert len({row[1] for row in rows if "|v" in row[1]}) >= 150
    assert {row[0] for row in rows} <= set(stances)
    assert {row[2] for row in rows} <= {"strong", "neutral", "weak"}
    assert {row[3] for row in rows} <= {"+", "-", "0"}


# --- what holds for every page ------------------------------------------------------------------------------------


def full(text: str, code: str, name: str = "") -> tuple[tuple[Statement, ...], dict[str, Actor], dict[str, Mention]]:
    language = load_language(code)
    article = article_of(text, code)
    if name:
        article = msgspec.structs.replace(article, id=name)
    analysis = analyse(article, language)
    cast = find_mentions(article, analysis, language)
    statements, mentions, actors = find_statements(article, analysis, language, cast.mentions, cast.actors)
    return statements, {**cast.actors, **actors}, {m.id: m for m in (*cast.mentions, *mentions)}


def test_inner_statements_know_the_outer_one() -> None:
    text = "The official said the White House believed the talks would go on."
    statements, _, _ = full(text, "en")
    outer, inner = sorted(statements, key=lambda s: s.evidence.span)
    assert inner.within == outer.id
    assert not outer.within
    assert outer.content[0].end == inner.content[0].end


def test_unnamed_sources_live_in_their_article() -> None:
    text = "A senior diplomat said the talks had failed. The diplomat said nobody was to blame."
    first, actors, mentions = full(text, "en", "one")
    assert [actors[mentions[s.source].actor].anonymous for s in first] == [True, True]
    second, _, others = full(text, "en", "two")
    assert mentions[first[0].source].actor != others[second[0].source].actor


def test_two_sources_of_one_claim_are_two_statements() -> None:
    statements, _, _ = full("The talks go on, a NATO officer and a Russian diplomat confirmed.", "en")
    assert len(statements) == 2
    assert len({s.content for s in statements}) == 1
    assert len({s.source for s in statements}) == 2


@pytest.mark.parametrize(
    ("code", "text", "heard"),
    [
        ("en", "Canada informed NATO that it would stay.", "NATO"),
        ("uk", "Канада повідомила Україні, що лишиться.", "Україні"),
        ("ru", "Канада сообщила Украине, что останется.", "Украине"),
    ],
)
def test_addressee(code: str, text: str, heard: str) -> None:
    (statement,), _, mentions = full(text, code)
    span = mentions[statement.addressee].evidence.span
    assert text[span.start : span.end] == heard


def test_titles_are_not_read() -> None:
    language = load_language("en")
    article = article_of("Canada said it would stay.", "en")
    title = msgspec.structs.replace(article, blocks=(msgspec.structs.replace(article.blocks[0], kind="title"),))
    assert find_statements(title, analyse(title, language), language, (), {})[0] == ()


def test_two_runs_are_equal(language: Language) -> None:
    for row in rows(language.code)[:20]:
        assert read(row.text, language) == read(row.text, language)


QUOTES = [
    ("“No.” He left.", ["No."]),
    ("«Газета «Труд» вышла», – сказал он.", ["Газета «Труд» вышла"]),
    ("„Nein“, said he.", ["Nein"]),
    ("“We said “no” to them” twice.", ["We said “no” to them"]),
    ("“Opened so, closed otherwise», he said.", ["Opened so, closed otherwise"]),
    ("'The door is open,' he said; it's open.", ["The door is open,"]),
    ("The ministers' plan is the boys' plan.", []),
    ('He said "one" and "two".', ["one", "two"]),
    ('A 6" pipe and nothing else.', []),
    ("«Never closed.", ["Never closed."]),
]


@pytest.mark.parametrize(("text", "words"), QUOTES)
def test_marks_of_all_customs(text: str, words: list[str]) -> None:
    assert [text[quote.first : quote.last] for quote in find_quotes(article_of(text, "en"))] == words


# --- what our own pages taught us ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        # who hears is not who speaks
        ("en", "Reporters were told that the minister had left.", [("", "the minister had left")]),
        ("en", "The spokeswoman was asked whether troops would be sent.", []),
        # an infinitive behind a noun, a participle in an apposition: no insertions
        ("en", "Asked about it, the spokesman said he had nothing to add.", [("spokesman", "he had nothing to add")]),
        ("en", "The deal, first reported by Politico, runs until 2030.", []),
        # a verb tagged as a noun stays outside its subject
        (
            "en",
            "The tents could house a brigade, experts at the institute estimate.",
            [("experts at the institute", "The tents could house a brigade")],
        ),
        ("en", '"We want a fresh vote!" they chanted.', [("they", "We want a fresh vote!")]),
        # a pronoun is the last speaker, not the subject of what is said
        (
            "uk",
            "«Ми готові», – відповів міністр оборони Литви. Вільнюс передав висновки, додав він.",
            [("міністр оборони Литви", "Ми готові"), ("він", "Вільнюс передав висновки")],
        ),
        # "this" before a pronoun is a phrase of its own
        ("uk", "Міст закрито. Про це він сказав у вівторок.", [("він", "Міст закрито")]),
        # an as-clause with a quotation behind it
        ("uk", "Договір чинний, і, як висловився міністр, «ніхто не поспішає».", [("міністр", "ніхто не поспішає")]),
        (
            "ru",
            "Договор истекает, и, как выразился министр, «никто не торопится».",
            [("министр", "никто не торопится")],
        ),
        # what describes a source is not what it says
        (
            "ru",
            "По словам собеседников, знакомых с ходом переговоров, цена близка к рыночной.",
            [("собеседников", "цена близка к рыночной")],
        ),
        # two over one span are two sources
        (
            "uk",
            "Угорщина і Словаччина домовилися, оголосили обидва уряди.",
            [("обидва уряди", "Угорщина і Словаччина домовилися")] * 2,
        ),
        ("ru", "Правительство уверяет, что да.", [("Правительство", "да")]),
        # a number behind a name begins what is told
        ("en", "A spokeswoman told Interfax eleven had been fined.", [("spokeswoman", "eleven had been fined")]),
        # a colon leads to a quotation, whoever says it afterwards
        ("en", 'Unions were angry: "This is a betrayal," said their leader.', [("leader", "This is a betrayal")]),
        # whose words, by a possessive
        ("uk", "Іран, за його словами, купив ще сто центрифуг.", [("його", "Іран … купив ще сто центрифуг")]),
        ("ru", "Иран, по его словам, купил еще сто центрифуг.", [("его", "Иран … купил еще сто центрифуг")]),
        # behind a quotation and a dash every verb with a subject reports
        ("uk", "«Ми будуємо», – відрубав речник іранського МЗС.", [("речник іранського МЗС", "Ми будуємо")]),
        ("ru", "«Мы строим», — вздохнул представитель иранского МИД.", [("представитель иранского МИД", "Мы строим")]),
        ("uk", "Гурт «Вода і камінь» – гордість міста.", []),
    ],
)
def test_what_our_own_pages_taught_us(code: str, text: str, expected: list[tuple[str, str]]) -> None:
    answer = read(text, load_language(code))

    def cut(span: Span | None) -> str:
        return text[span.start : span.end] if span else ""

    found = [(cut(answer.spans.get(s.source)), " … ".join(map(cut, s.content))) for s in answer.statements]
    assert found == expected


@pytest.mark.parametrize(
    ("code", "text", "pronoun", "antecedent"),
    [
        ("en", "The minister said the talks were over. “We are leaving,” he added.", "he", "minister"),
        # the one asked, where the one who asks cannot be meant
        ("en", "The chairwoman asked the minister if the deal was off. He replied that it was.", "He", "minister"),
        ("en", "Reporters asked Ms Silva whether she would run. “I have not decided,” she said.", "she", "Ms Silva"),
        ("en", "The agency said the boat had sunk. In its view, nobody survived.", "its", "agency"),
        (
            "en",
            "The two envoys said the pact would be signed. They added that a summit followed.",
            "They",
            "two envoys",
        ),
        ("uk", "За словами мера, міст закрито. «Рух відновлять завтра», – сказала вона.", "вона", "мера"),
        ("uk", "Речниця сказала міністрові, що угода готова. Він відповів, що підпише її.", "Він", "міністрові"),
        ("uk", "Голова комісії запитала міністра, чи угода готова. Він відповів, що так.", "Він", "міністра"),
        ("ru", "Министр заявила, что переговоры сорваны. «Мы подождем», — добавила она.", "она", "Министр"),
        ("ru", "Глава комиссии спросила министра, готов ли договор. Он ответил, что да.", "Он", "министра"),
        ("ru", "Министры сообщили, что пакт готов. По их словам, саммит пройдет осенью.", "их", "Министры"),
        # the verb of the first speaks of a man: who "she" is nobody tells
        ("uk", "Речник заявив, що міст закрито. На її думку, рух відновлять завтра.", "її", ""),
    ],
)
def test_a_pronoun_speaks_for_its_antecedent(code: str, text: str, pronoun: str, antecedent: str) -> None:
    answer = read(text, load_language(code))
    cut = {m: text[span.start : span.end] for m, span in answer.spans.items()}
    said = next(s for s in answer.statements if cut[s.source] == pronoun)
    others = {words for m, words in cut.items() if answer.actors[m] == answer.actors[said.source]} - {pronoun}
    assert others == ({antecedent} if antecedent else set())


def test_an_unnamed_source_is_the_same_in_every_case() -> None:
    text = "Міст закрито, заявив речник обласної ради. За словами речника обласної ради, рух відновлять."
    answer = read(text, load_language("uk"))
    assert len({answer.actors[s.source] for s in answer.statements}) == 1
