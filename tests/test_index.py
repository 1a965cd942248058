"""What counts in the index, on which scale, in which period and between whom. Readings are built by hand."""

import pytest

from dragoman.errors import DragomanError
from dragoman.ident import article_id, fact_id
from dragoman.language import load_common
from dragoman.model import Actor, Article, Event, Evidence, Generator, Mention, Reading, Span, Time
from dragoman.views.index import index, scale_of, scales

RUN = "On a day in the year the ports were quiet and nobody who waited at the gate was told for how long the wait would be. "


def reading(*told, published="2022-01-20", text=RUN, **fields):
    """Build a reading; each event is (type, actors, recipients, further fields)."""
    identity = article_id(text, published)
    actors, facts = {}, []
    for number, (kind, who, whom, *rest) in enumerate(told):
        span = Span(number, number + 1)
        evidence = Evidence(span=span, rule="hand")
        more = dict(rest[0]) if rest else {}
        day = more.pop("day", "")

        def mention(code, number=number, span=span, evidence=evidence):
            head, _, sector = code.partition(".")
            actors[code] = Actor(id=code, name=code, country=head, sector=sector)
            fact = Mention(
                id=fact_id(identity, "mention", span, "hand", code, str(number)), evidence=evidence, actor=code
            )
            facts.append(fact)
            return fact.id

        time = fact_id(identity, "time", span, "hand", str(number)) if day else ""
        if day:
            facts.append(Time(id=time, evidence=evidence, type="DATE", value=day))
        fields_of = {"act": kind, "time": time, **more}
        key = fact_id(identity, "event", span, "hand", str(number))
        facts.append(
            Event(
                id=key,
                evidence=evidence,
                event=kind,
                actor=tuple(map(mention, who.split())),
                recipient=tuple(map(mention, whom.split())),
                **fields_of,
            )
        )
    article = Article(id=identity, text=text, date_published=published, anchor=published, **fields)
    return Reading(
        article=article, actors=tuple(actors.values()), facts=tuple(facts), generator=Generator(version="0", data="0")
    )


def sums(*readings, **options):
    return {(p.period, p.actor, p.recipient): (p.events, p.conflict, p.cooperation) for p in index(readings, **options)}


def test_conflict_and_cooperation_add_up_apart():
    one = reading(("ACCUSE", "POL", "BLR", {"mode": "disapprove"}), ("THREATEN", "POL", "BLR"), ("AID", "POL", "BLR"))
    assert sums(one) == {("2022-01", "POL", "BLR"): (3, -5.5, 10.0)}


@pytest.mark.parametrize(
    ("fields", "counted", "why"),
    [
        ({}, True, "done"),
        ({"negated": True}, False, "not done"),
        ({"modality": "future"}, False, "still to come"),
        ({"modality": "hypothetical"}, False, "only possible"),
        ({"modality": "historical"}, False, "old background"),
        ({"act": "SANCTION", "modality": "future"}, True, "a threat is spoken, though the sanction is to come"),
        ({"act": "AID", "negated": True}, True, "a refusal is spoken, though the aid is not given"),
        ({"act": "AID", "modality": "hypothetical"}, False, "perhaps"),
    ],
)
def test_what_counts(fields, counted, why):
    assert bool(sums(reading(("REJECT", "POL", "BLR", fields)))) == counted, why


@pytest.mark.parametrize(
    ("event", "pairs"),
    [
        (("CONSULT", "POL LTU", ""), {("POL", "LTU"), ("LTU", "POL")}),
        (("SANCTION", "USA GBR", "BLR RUS"), {("USA", "BLR"), ("USA", "RUS"), ("GBR", "BLR"), ("GBR", "RUS")}),
        (("SANCTION", "USA.GOV USA.LEG", "BLR"), {("USA", "BLR")}),
        (("ASSAULT", "GEO.PRE", "GEO.MIL"), {("GEO.PRE", "GEO")}),
        (("COERCE", "BLR.COP", "BLR.CVL"), set()),
        (("SUPPORT", "EST+LVA", "UKR"), {("EST", "UKR"), ("LVA", "UKR")}),
    ],
)
def test_dyads(event, pairs):
    assert {key[1:] for key in sums(reading(event))} == pairs


@pytest.mark.parametrize(
    ("day", "period", "expected"),
    [
        ("2022-01-12", "day", "2022-01-12"),
        ("2022-01-12", "week", "2022-W02"),
        ("2021-12-30", "month", "2021-12"),
        ("2021-12-30", "quarter", "2021-Q4"),
        ("2021", "year", "2021"),
        ("2021", "month", "2022-01"),
        ("2022-02-12", "month", "2022-01"),
        ("2022-01-12T10:00", "day", "2022-01-12"),
        ("", "day", "2022-01-20"),
    ],
)
def test_periods(day, period, expected):
    assert [key[0] for key in sums(reading(("ACCUSE", "POL", "BLR", {"day": day})), period=period)] == [expected]


def test_copies_count_once():
    first = reading(("ACCUSE", "POL", "BLR"))
    copy = reading(("ACCUSE", "POL", "BLR"), published="2022-01-21", derivation="syndicated")
    other = reading(
        ("ACCUSE", "POL", "BLR"),
        published="2022-01-21",
        text="Wholly different words stand in this one. " + "Rain. " * 30,
    )
    assert sums(first, copy, first)["2022-01", "POL", "BLR"][0] == 1
    assert sums(first, other)["2022-01", "POL", "BLR"][0] == 2


def test_a_scale_is_always_named_with_its_version():
    (point,) = index((reading(("REQUEST", "POL", "BLR", {"mode": "change"})),), scale="goldstein")
    assert (point.scale, point.conflict) == ("goldstein-cameo-roots", -5.0)
    (point,) = index((reading(("REQUEST", "POL", "BLR", {"mode": "change"})),))
    assert (point.scale, point.conflict) == ("plover-2.0", -1.0)


def test_unknown_scales_and_periods_are_said():
    with pytest.raises(DragomanError, match=r"choose plover-2\.0, goldstein-cameo-roots"):
        scale_of("richter")
    with pytest.raises(DragomanError, match="choose day, week"):
        index((), period="fortnight")


def test_scales_know_every_type_and_agree_with_the_types():
    types = load_common().plover["types"]
    for scale in scales().values():
        assert {kind for kind, _ in scale.weights} == set(types)
        assert all(mode in {"", *types[kind]["modes"]} for kind, mode in scale.weights)
    plover = scale_of("plover").weights
    for kind, row in types.items():
        assert plover[kind, ""] == row["score"]
        assert {mode: score for (k, mode), score in plover.items() if k == kind and mode} == row.get("scores", {})
