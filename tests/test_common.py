"""Is the data that all languages share well formed and at one with itself?"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise, product

import pytest

from dragoman.folder import root, rows
from dragoman.language import load_common
from dragoman.modality import Standing, rewrite

COMMON = load_common()
FOLDER = root().joinpath("common")
PLOVER = COMMON.plover
TYPES = PLOVER["types"]
OPERATORS = [
    "plan", "agree", "offer", "promise", "threaten", "refuse", "deny", "cancel", "postpone", "consider",
    "possible", "expect", "assess", "demand", "ask", "fail", "begin", "continue", "stop", "want", "allow",
    "force", "condition", "negation", "future", "try", "ready",
]  # fmt: skip
DATE = re.compile(r"(\d{4}(-\d{2}(-\d{2})?)?)?")
QUERY = re.compile(r"(Q[1-9]\d*)?")


def table(name: str, columns: int) -> list[list[str]]:
    return [cells for _, cells in rows(FOLDER, name, columns)]


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("states.tsv", "code alpha2 numeric wikidata capital lat lon"),
        ("bodies.tsv", "id code sector wikidata note"),
        ("offices.tsv", "office person start end wikidata"),
        ("formats.tsv", "id members kind name"),
        ("places.tsv", "id kind country region lat lon"),
        ("outlets.tsv", "id domain country kind wikidata"),
        ("scales.tsv", "scale version type mode cameo score"),
        ("acts.tsv", "act type mode contexts op"),
    ],
)
def test_tables_begin_with_their_header_and_hold_no_row_twice(name: str, header: str) -> None:
    lines = FOLDER.joinpath(name).read_text("utf-8").splitlines()
    assert lines[0].split("\t") == header.split()
    told = [line for line in lines[1:] if line and not line.startswith("#")]
    assert len(told) == len(set(told))
    assert not [line for line in told if line != line.rstrip(" ") or "  " in line]


def test_ids_are_unique() -> None:
    for name, columns, keys in (
        ("states.tsv", 7, 3),
        ("bodies.tsv", 5, 1),
        ("formats.tsv", 5, 1),
        ("outlets.tsv", 6, 2),
    ):
        for key in range(keys):
            found = [cells[key] for cells in table(name, columns) if cells[key]]
            assert len(found) == len(set(found)), name


def test_states() -> None:
    assert len(COMMON.states) == 198
    assert {"KOS", "PSE", "TWN", "HKG", "VAT"} < set(COMMON.states)
    for code, alpha2, numeric, wikidata, _, lat, lon in table("states.tsv", 7):
        assert re.fullmatch("[A-Z]{3} [A-Z]{2}", f"{code} {alpha2}")
        assert re.fullmatch(r"(\d{3})?", numeric)
        assert re.fullmatch(QUERY, wikidata)
        assert abs(float(lat)) < 90
        assert abs(float(lon)) <= 180


def test_places() -> None:
    for key, _, country, _, lat, lon in table("places.tsv", 6):
        assert re.fullmatch("[a-z]+(-[a-z0-9]+)*", key)
        assert country in COMMON.states, key
        assert abs(float(lat)) < 90, key
        assert abs(float(lon)) <= 180, key


def test_bodies() -> None:
    assert len(COMMON.bodies) >= 60
    for key, body in COMMON.bodies.items():
        assert key.isascii(), key
        assert body.code in ("NATO", "OSCE", "EUU", "UNO", "IGO", "NGO"), key
        assert body.sector in ("", *PLOVER["sectors"]), key
        assert key.partition(".")[0] in COMMON.bodies, f"{key} is an organ of nothing"
        assert re.fullmatch(QUERY, body.wikidata), key
    assert not set(COMMON.bodies) & set(COMMON.states)


def test_offices() -> None:
    assert sum(map(len, COMMON.offices.values())) >= 250
    for person, held in COMMON.offices.items():
        assert re.fullmatch("person:[a-z]+(-[a-z]+)*", person)
        for office in held:
            holder, sector, key = office.office.rsplit(".", 2)
            assert holder in (COMMON.bodies if not sector else COMMON.states), office
            assert sector in ("", *PLOVER["sectors"]), office
            assert re.fullmatch("[a-z]+(-[a-z]+)*", key), office
            assert re.fullmatch(DATE, office.start), office
            assert re.fullmatch(DATE, office.end), office
            assert not office.start or not office.end or office.start < office.end, office
            assert re.fullmatch(QUERY, office.wikidata), office


ONE_HOLDER = ("president", "prime-minister", "head-of-government", "monarch", "foreign-minister", "defence-minister")


def test_an_office_that_has_one_holder_has_one_at_a_time() -> None:
    held: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for person, offices in COMMON.offices.items():
        for office in offices:
            if office.office.rsplit(".", 1)[1] in ONE_HOLDER:
                held[office.office].append((office.start, office.end or "9999", person))
    for office, terms in held.items():
        terms.sort()
        for (_, end, first), (start, _, second) in pairwise(terms):
            assert end <= start, f"{office}: {first} and {second} at one time"


def test_one_person_has_one_wikidata_id() -> None:
    for person, held in COMMON.offices.items():
        assert len({office.wikidata for office in held} - {""}) <= 1, person
    ids = [next((o.wikidata for o in held if o.wikidata), "") for held in COMMON.offices.values()]
    known = [key for key in ids if key]
    assert len(known) == len(set(known))


@pytest.mark.parametrize(
    ("day", "office", "person"),
    [
        ("2021-12-30", "USA.GOV.president", "joe-biden"),
        ("2021-12-30", "RUS.GOV.president", "vladimir-putin"),
        ("2021-12-30", "UKR.GOV.president", "volodymyr-zelensky"),
        ("2021-12-30", "NATO..secretary-general", "jens-stoltenberg"),
        ("2021-12-30", "UKR.GOV.defence-minister", "oleksiy-reznikov"),
        ("2021-12-07", "DEU.GOV.head-of-government", "angela-merkel"),
        ("2021-12-08", "DEU.GOV.head-of-government", "olaf-scholz"),
        ("2014-03-01", "USA.GOV.foreign-minister", "john-kerry"),
        ("2014-03-01", "UKR.GOV.president", "oleksandr-turchynov"),
        ("2019-05-19", "UKR.GOV.president", "petro-poroshenko"),
        ("2019-05-20", "UKR.GOV.president", "volodymyr-zelensky"),
        ("2024-10-01", "NATO..secretary-general", "mark-rutte"),
        ("2022-10-01", "GBR.GOV.prime-minister", "liz-truss"),
    ],
)
def test_who_held_an_office_on_a_day(day: str, office: str, person: str) -> None:
    found = [
        who
        for who, terms in COMMON.offices.items()
        for held in terms
        if held.office == office and held.start <= day and (not held.end or day < held.end)
    ]
    assert found == [f"person:{person}"]


def test_formats() -> None:
    for key, held in COMMON.formats.items():
        assert held.members, key
        assert held.kind, key
        assert held.name.isascii(), key
        assert all(member in COMMON.states or member in COMMON.bodies for member in held.members), key
        if held.kind == "organ":
            assert len(held.members) == 1, key
            assert held.members[0] in COMMON.bodies, key
    standing = [frozenset(held.members) for held in COMMON.formats.values() if held.kind == "standing"]
    assert len(standing) == len(set(standing)), "two formats that the same parties make cannot be told apart"


def test_outlets() -> None:
    kinds = {"agency", "newspaper", "broadcaster", "site", "magazine", "official", "monitor"}
    for key, domain, country, kind, wikidata, _ in table("outlets.tsv", 6):
        assert re.fullmatch("[A-Za-z0-9-]+", key)
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain)
        assert country in COMMON.states, key
        assert kind in kinds, key
        assert re.fullmatch(QUERY, wikidata), key
    assert len(COMMON.outlets) >= 100


def test_acts() -> None:
    for key, act in COMMON.acts.items():
        assert act.type in TYPES, key
        assert act.mode in ("", *TYPES[act.type]["modes"]), key
        assert set(act.contexts) <= set(PLOVER["contexts"]), key
        assert act.op or key.partition(".")[0] == act.type.lower(), key
        assert act.op in ("", *OPERATORS), key


# --- plover.toml --------------------------------------------------------------------------------------------------


def test_types() -> None:
    assert len(TYPES) == 16
    for kind, row in TYPES.items():
        assert row["quad"] in {f"{a}-{b}" for a, b in product(("verbal", "material"), ("cooperation", "conflict"))}, (
            kind
        )
        assert set(row.get("scores", {})) <= set(row["modes"]), kind


def test_every_operator_meets_every_act() -> None:
    held = {(row["op"], row["act"]) for row in PLOVER["rewrite"]}
    for operator, act in product(sorted(OPERATORS), TYPES):
        assert (operator, act) in held or (operator, "*") in held, (operator, act)


def test_rewrites_are_sound() -> None:
    seen: set[tuple[str, str]] = set()
    for row in PLOVER["rewrite"]:
        assert row["op"].removesuffix("-not") in {*OPERATORS, "would"}
        assert row["act"] in ("*", *TYPES)
        assert row["type"] in ("same", *TYPES)
        assert row["modality"] in ("actual", "future", "hypothetical")
        assert row["mode"] in ("", "same", "by-act", *TYPES.get(row["type"], {"modes": ()})["modes"]), row
        assert row.get("recipient_type", "THREATEN") in TYPES
        assert (row["op"], row["act"]) not in seen, f"{row} can never be reached"
        assert (row["op"], "*") not in seen, f"{row} stands after the row for every act"
        seen.add((row["op"], row["act"]))
    for table_of in ("modes_by_act", "modes_by_act_ended"):
        for kind, modes in PLOVER[table_of].items():
            for act, mode in modes.items():
                base, _, own = act.partition(".")
                assert mode in TYPES[kind]["modes"], (kind, act)
                assert own in ("", *TYPES[base]["modes"]), (kind, act)


@pytest.mark.parametrize(
    ("act", "operator", "negated", "expected", "why"),
    [
        ("CONSULT", "future", False, ("AGREE", "", "future", False), "a meeting to come is agreed"),
        ("AID", "promise", False, ("AGREE", "", "future", False), "promised help"),
        ("RETREAT.withdraw", "plan", False, ("CONCEDE", "", "future", False), "a withdrawal to come"),
        ("SANCTION.discontinue", "threaten", False, ("THREATEN", "restrict", "future", False), "sanctions threatened"),
        (
            "SANCTION.discontinue",
            "consider",
            False,
            ("THREATEN", "restrict", "hypothetical", False),
            "sanctions weighed",
        ),
        ("COERCE.arrest", "future", False, ("THREATEN", "arrest", "future", False), "arrests announced"),
        ("ASSAULT.aerial", "threaten", False, ("THREATEN", "violence", "future", False), "air strikes threatened"),
        ("MOBILIZE.troops", "future", False, ("MOBILIZE", "troops", "future", False), "an own move aimed at nobody"),
        ("CONSULT", "refuse", False, ("REJECT", "meet", "actual", True), "a meeting refused"),
        ("CONSULT", "cancel", False, ("REJECT", "meet", "actual", True), "a meeting cancelled"),
        ("CONCEDE", "future", True, ("REJECT", "yield", "future", True), "will not make concessions"),
        ("AID", "future", True, ("REJECT", "assist", "future", True), "will not help"),
        ("ASSAULT", "promise", True, ("AGREE", "", "future", True), "promised not to attack"),
        ("PROTEST.strike", "cancel", False, ("CONCEDE", "", "actual", True), "a strike called off"),
        ("REQUEST", "cancel", False, ("CONCEDE", "", "actual", True), "a demand withdrawn"),
        ("MOBILIZE.troops", "deny", False, ("REJECT", "", "actual", True), "a build-up denied"),
        ("AID", "stop", False, ("SANCTION", "discontinue", "actual", False), "aid stopped"),
        ("ASSAULT", "stop", False, ("RETREAT", "ceasefire", "actual", False), "fire ceased"),
        ("RETREAT.withdraw", "demand", False, ("REQUEST", "yield", "future", False), "a withdrawal demanded"),
        ("SANCTION", "ask", False, ("REQUEST", "assist", "future", False), "sanctions on a third party asked for"),
        ("ACCUSE.allege", "future", False, ("ACCUSE", "allege", "future", False), "keeps its type"),
        (
            "RETREAT.withdraw",
            "condition",
            False,
            ("RETREAT", "withdraw", "hypothetical", False),
            "what if keeps its type",
        ),
        ("ASSAULT", "assess", False, ("ASSAULT", "", "hypothetical", False), "what others expect keeps its type"),
        ("AGREE", "fail", False, ("AGREE", "", "actual", True), "failed to agree"),
    ],
)
def test_rewrites(act: str, operator: str, negated: bool, expected: tuple[str, str, str, bool], why: str) -> None:
    kind, _, mode = act.partition(".")
    stands = Standing((operator,), operator, 0, 0, negated)
    found = rewrite(kind, mode, stands, PLOVER)
    assert (found.type, found.mode, found.modality, found.negated) == expected, why
