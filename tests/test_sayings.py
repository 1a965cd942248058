"""By whom a fact came to the page, how far its source is trusted, who says what on a theme, and who denies it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman import ledger, read, to_json
from dragoman.cli import app
from dragoman.errors import RecordError
from dragoman.grades import Grades, parse_grades
from dragoman.ident import article_id
from dragoman.language import load_language
from dragoman.model import Article, Block, Chain, Reading, Span, Statement
from dragoman.reading import read_article
from dragoman.views.chains import chains
from dragoman.views.denials import denials
from dragoman.views.positions import positions

SEED = Path(__file__).parents[2] / "shared" / "seed" / "page.txt"
ASK = {"published": "2022-01-10", "language": "en"}


NOBODY = Grades({})


def chain_of(reading: Reading, cue: str, grades: Grades = NOBODY) -> Chain:
    """Return the chain of the statement with this cue."""
    text = reading.article.text
    spans = {f.id: f.evidence.span for f in reading.facts if isinstance(f, Statement)}
    return next(c for c in chains(reading, grades) if c.fact in spans and text[spans[c.fact].start :].startswith(cue))


def test_a_chain_runs_from_the_source_to_the_page() -> None:
    reading = read("The army said the mayor believed the bridge was mined.", url="https://paper.example/a", **ASK)
    assert [(link.role, link.name) for link in chain_of(reading, "believed").links] == [
        ("source", "mayor"),
        ("through", "army"),
        ("page", "https://paper.example/a"),
    ]


def test_a_relay_stands_between_source_and_page() -> None:
    reading = read("The ship carried no weapons, its captain told Reuters.", url="https://paper.example/a", **ASK)
    assert [link.role for link in chain_of(reading, "told").links] == ["source", "relay", "page"]


@pytest.mark.parametrize(
    ("language", "text", "cue", "names"),
    [
        (
            "en",
            "The agency reported that the ministry had said the minister believed the deal was dead.",
            "believed",
            ["minister", "ministry", "agency"],
        ),
        ("uk", "Агентство пише, що міністерство заявило, що угода мертва.", "заявило", ["міністерство", "Агентство"]),
        (
            "uk",
            "Укрінформ повідомляє, що, за словами речника МЗС, консула відкликано.",
            "за словами",
            ["речника МЗС", "Укрінформ"],
        ),
        ("ru", "Как передает «Интерфакс» со ссылкой на МИД, консула отозвали.", "передает", ["МИД", "Интерфакс"]),
        (
            "ru",
            "РИА Новости сообщает, что, по словам представителя МИД, консула отозвали.",
            "по словам",
            ["представителя МИД", "РИА Новости"],
        ),
    ],
)
def test_a_chain_names_everybody_between(language: str, text: str, cue: str, names: list[str]) -> None:
    reading = read(text, published="2022-01-10", language=language)
    assert [link.name for link in chain_of(reading, cue).links] == names


def test_where_nobody_is_named_the_narrator_begins() -> None:
    reading = read("Estonia was thanked by Ukraine.", url="https://paper.example/a", **ASK)
    (chain,) = chains(reading)
    assert [link.role for link in chain.links] == ["page"]


GRADES = "# our own\nsource\tgrade\nRUS\tD4\nReuters\tB2\npaper.example\tA1\n"


def test_a_grade_comes_from_the_table_alone() -> None:
    grades = parse_grades(GRADES)
    reading = read("The ship carried no weapons, its captain told Reuters.", url="https://www.paper.example/a", **ASK)
    chain = chain_of(reading, "told", grades)
    assert [link.grade for link in chain.links] == ["F6", "B2", "A1"]
    assert chain.grade == "F6"


def test_copies_never_raise_a_grade() -> None:
    text = "Russia said the exercise in the west of the country was over and all of its units had gone home."
    grades = parse_grades(GRADES)
    pile = [read(text, url=f"https://copy{n}.example/a", **ASK) for n in range(5)]
    (position,) = positions(pile, grades=grades)
    assert [stand.grade for stand in position.stands] == ["D4"]


@pytest.mark.parametrize("table", ["CNN\tZ9", "CNN", "CNN B2", "\tB2"])
def test_a_broken_table_names_its_line(table: str) -> None:
    with pytest.raises(RecordError, match="grades:1: write a source"):
        parse_grades(table)


@pytest.mark.skipif(not SEED.exists(), reason=f"the seed page is not at {SEED.name}")
def test_every_chain_of_the_seed_page_ends_in_its_outlet() -> None:
    found = chains(read(SEED.read_text("utf-8"), published="2021-12-28"))
    assert found
    assert {chain.links[-1].name for chain in found} == {"CNN"}


def test_a_demand_that_nobody_answers_waits() -> None:
    asked = read("Ukraine demanded that Russia withdraw its troops from the border.", **ASK)
    later = read("Rain fell on the coast.", published="2022-01-22", language="en")
    assert [(d.open, d.waiting) for d in ledger([asked, later])] == [(True, 12)]


ANSWERED = [
    (
        "en",
        "Ukraine demanded that Russia release the sailors; Moscow refused.",
        ("UKR",),
        ("RUS",),
        [("RUS", "refused")],
    ),
    (
        "en",
        "Ukraine demanded that Russia release the sailors; Moscow partly complied.",
        ("UKR",),
        ("RUS",),
        [("RUS", "partly")],
    ),
    (
        "en",
        "Germany replied to Ukraine's demands, refusing to send howitzers.",
        ("UKR",),
        ("DEU",),
        [("DEU", "refused")],
    ),
    (
        "uk",
        "Україна вимагала від Росії звільнити моряків; Москва відмовилася.",
        ("UKR",),
        ("RUS",),
        [("RUS", "refused")],
    ),
    (
        "uk",
        "Україна вимагала, щоб Росія звільнила моряків; Москва погодилася лише частково.",
        ("UKR",),
        ("RUS",),
        [("RUS", "partly")],
    ),
    (
        "uk",
        "Німеччина відповіла на вимоги України, відмовившись надіслати гаубиці.",
        ("UKR",),
        ("DEU",),
        [("DEU", "refused")],
    ),
    (
        "ru",
        "Украина потребовала от России освободить моряков; Москва отказалась.",
        ("UKR",),
        ("RUS",),
        [("RUS", "refused")],
    ),
    ("ru", "Украина попросила у Германии гаубицы; Берлин пока не ответил.", ("UKR",), ("DEU",), [("DEU", "deferred")]),
    (
        "ru",
        "Германия ответила на требования Украины, отказавшись передать гаубицы.",
        ("UKR",),
        ("DEU",),
        [("DEU", "refused")],
    ),
]


@pytest.mark.parametrize(("language", "text", "by", "to", "answers"), ANSWERED)
def test_demands_find_their_answers(
    language: str, text: str, by: tuple[str, ...], to: tuple[str, ...], answers: list[tuple[str, str]]
) -> None:
    (demand,) = [d for d in ledger([read(text, published="2022-01-10", language=language)]) if d.kind == "demand"]
    assert (demand.by, demand.to, [(a.by, a.answer) for a in demand.answers]) == (by, to, answers)


@pytest.mark.parametrize(
    ("language", "demand", "refusal", "deed"),
    [
        (
            "en",
            "Ukraine demanded that Russia release the captured sailors.",
            "Russia refused to release the captured sailors.",
            "Russia released twenty captured sailors.",
        ),
        (
            "uk",
            "Україна вимагала від Росії звільнити полонених моряків.",
            "Росія відмовилася звільнити полонених моряків.",
            "Росія звільнила двадцятьох полонених моряків.",
        ),
        (
            "ru",
            "Украина потребовала от России освободить пленных моряков.",
            "Россия отказалась освободить пленных моряков.",
            "Россия освободила двадцать пленных моряков.",
        ),
    ],
)
def test_conflicting_answers_stand_side_by_side(language: str, demand: str, refusal: str, deed: str) -> None:
    told = pile(("2022-01-10", language, demand), ("2022-01-14", language, refusal), ("2022-01-20", language, deed))
    (found,) = ledger(told)
    assert [(a.answer, a.date) for a in found.answers] == [("refused", "2022-01-14"), ("accepted", "2022-01-20")]


# --- who says what ------------------------------------------------------------------------------------------------

PILE = (
    ("2022-01-13", "en", "Finland said the embargo on spare parts should stay."),
    ("2022-01-15", "en", "Finland's president said the embargo on spare parts was working."),
    ("2022-01-14", "en", "Finland said its airports would stay open."),
    ("2022-01-12", "uk", "Литва заявила, що ембарго на запчастини слід скасувати."),
    ("2022-01-16", "ru", "Литва заявила, что эмбарго на запчасти пора смягчить."),
)


def pile(*told: tuple[str, str, str]) -> list[Reading]:
    return [read(text, published=day, language=language) for day, language, text in told]


def test_positions_stand_latest_first() -> None:
    found = {(p.actor, p.theme): [s.date for s in p.stands] for p in positions(pile(*PILE))}
    assert found[("FIN", "embargo spare parts")] == ["2022-01-15", "2022-01-13"]
    assert ["2022-01-14"] in found.values()


@pytest.mark.parametrize(
    ("theme", "expected"),
    [
        ("spare part", [("FIN", ["2022-01-15", "2022-01-13"])]),
        ("запчастини", [("LTU", ["2022-01-16"]), ("LTU", ["2022-01-12"])]),
        ("скасувати", [("LTU", ["2022-01-12"])]),
        ("volcano", []),
    ],
)
def test_a_theme_is_words_of_the_sources_language(theme: str, expected: list[tuple[str, list[str]]]) -> None:
    assert [(p.actor, [s.date for s in p.stands]) for p in positions(pile(*PILE), theme)] == expected


# --- claims and denials -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            (
                ("2022-01-11", "en", "Ukraine said two drones crossed the border on Friday."),
                ("2022-01-12", "en", "Belarus denied that any drones had crossed the border."),
            ),
            [(("BLR",), ("UKR",))],
        ),
        (
            (
                ("2022-01-11", "uk", "Лондон заявив, що Іран постачав ракети загонам."),
                ("2022-01-12", "uk", "Тегеран заперечив, що постачав ракети загонам."),
            ),
            [(("IRN",), ("GBR",))],
        ),
        (
            (
                ("2022-01-11", "ru", "Лондон заявил, что Иран поставлял ракеты отрядам."),
                ("2022-01-12", "ru", "Тегеран отрицает, что поставлял ракеты отрядам."),
            ),
            [(("IRN",), ("GBR",))],
        ),
        (
            (
                ("2022-01-11", "en", "Ukraine said grain exports had fallen by a third."),
                ("2022-01-12", "en", "Belarus denied that any drones had crossed the border."),
            ),
            [(("BLR",), ())],
        ),
        (
            (
                ("2022-01-11", "uk", "Київ повідомив про напад угруповання на сервери."),
                ("2022-01-12", "ru", "Москва отрицает нападение на серверы."),
            ),
            [(("RUS",), ())],
        ),
        (
            (("2022-01-11", "en", "Iran said the talks went on. Iran denied that the talks went on in secret."),),
            [(("IRN",), ())],
        ),
    ],
)
def test_a_denial_stands_beside_its_claim(
    told: tuple[tuple[str, str, str], ...], expected: list[tuple[tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert [(d.by, d.claimed_by) for d in denials(pile(*told))] == expected


# --- quotations of a copy -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("derivation", "flags"), [("translated", [True, False]), ("", [False, False])])
def test_a_quotation_in_a_translated_copy_is_not_verbatim(derivation: str, flags: list[bool]) -> None:
    text = "«Ми готові», – сказав міністр. Він додав, що рішення ухвалять у травні."
    block = Block(kind="paragraph", span=Span(0, len(text)))
    page = Article(id=article_id(text), text=text, in_language="uk", blocks=(block,), derivation=derivation)
    reading = read_article(page, load_language("uk"))
    assert [fact.translated for fact in reading.facts if isinstance(fact, Statement)] == flags


# --- the commands -------------------------------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path: Path) -> Path:
    path = tmp_path / "readings.jsonl"
    path.write_text("\n".join(to_json(reading) for reading in pile(*PILE)), "utf-8")
    return path


@pytest.mark.parametrize(
    ("arguments", "shows"),
    [
        (("ledger", "--view", "positions"), "embargo spare parts"),
        (("ledger", "--view", "positions", "--theme", "airports"), "airports would stay open"),
        (("ledger", "--view", "denials", "--format", "json"), "[]"),
        (("statements", "--chain"), "Finland [F6]"),
    ],
)
def test_the_commands_show_it(files: Path, arguments: tuple[str, ...], shows: str) -> None:
    done = CliRunner().invoke(app, [arguments[0], str(files), *arguments[1:]])
    assert done.exit_code == 0, done.output
    assert shows in done.output


def test_a_broken_table_ends_the_command(files: Path, tmp_path: Path) -> None:
    table = tmp_path / "grades.tsv"
    table.write_text("CNN\n", "utf-8")
    done = CliRunner().invoke(app, ["statements", str(files), "--chain", "--grades", str(table)])
    assert done.exit_code == 2
    assert "write a source, a tab and a grade" in done.output
