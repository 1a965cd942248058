"""Which articles are one story: same words, near words, a part of the words, a named source; and which are not."""

import pytest

from dragoman.alike import overlap, tell
from dragoman.ident import article_id, fact_id
from dragoman.model import Actor, Article, Event, Evidence, Generator, Mention, Reading, Span
from dragoman.story import stories, told_once

LINES = [
    "The two ministers met in the morning and spoke about grain and the ports.",
    "They agreed to send a joint team to the harbour before the end of the month.",
    "A spokesman said that no paper had been signed and that none was foreseen.",
    "Fishermen on both shores have waited for years for the line to be drawn.",
    "The last round of talks broke down over the price of fuel and the tolls.",
    "Both capitals said that they would keep the crossing open at night as well.",
]
STORY = " ".join(LINES)
OTHER = "In another part of the world rain fell on a parade, and the band played on until the drums were wet through."


def reading(text, published="2022-01-10", url="", told=(), **fields):
    """Build a reading by hand; ``told`` are (event, actor, recipient) codes."""
    identity = article_id(text, url)
    actors, facts = {}, []
    for event, *codes in told:
        ids = []
        for code in codes:
            actors[code] = Actor(id=code, name=code, country=code)
            span = Span(0, 3)
            mention = fact_id(identity, "mention", span, "hand", code)
            facts.append(Mention(id=mention, evidence=Evidence(span=span, rule="hand"), actor=code))
            ids.append(mention)
        key = fact_id(identity, "event", Span(0, 3), "hand", event, *codes)
        facts.append(
            Event(
                id=key,
                evidence=Evidence(span=Span(0, 3), rule="hand"),
                event=event,
                act=event,
                actor=(ids[0],),
                recipient=tuple(ids[1:]),
            )
        )
    article = Article(id=identity, text=text, url=url, date_published=published, **fields)
    return Reading(
        article=article, actors=tuple(actors.values()), facts=tuple(facts), generator=Generator(version="0", data="0")
    )


def shape(*readings):
    """Return the stories as derivations, original first."""
    return [tuple(kind for _, kind in story.articles) for story in stories(readings)]


@pytest.mark.parametrize(
    ("second", "fields", "expected", "why"),
    [
        (STORY, {"published": "2022-01-11"}, [("", "syndicated")], "the same words"),
        (STORY.replace(" ", "\n").upper(), {"published": "2022-01-11"}, [("", "syndicated")], "case and blanks aside"),
        (STORY.replace("grain", "wheat"), {"published": "2022-01-11"}, [("", "syndicated")], "nearly the same words"),
        (" ".join(LINES[:3]), {"published": "2022-01-11"}, [("", "shortened")], "half of it"),
        (
            STORY.replace("grain", "wheat"),
            {"published": "2022-01-11", "url": "a.org/1"},
            [("", "revision")],
            "one page twice",
        ),
        (OTHER, {"published": "2022-01-11"}, [("",), ("",)], "other words"),
        (
            STORY,
            {"published": "2022-01-09", "derivation": "syndicated"},
            [("", "syndicated")],
            "a copy is never the original",
        ),
    ],
)
def test_two_articles(second, fields, expected, why):
    first = reading(STORY, url="https://www.a.org/1/")
    other = reading(second, **{"url": "https://b.org/2", **fields})
    assert shape(first, other) == expected, why
    assert stories((first, other)) == stories((other, first))


TOLD = (("ACCUSE", "POL", "BLR"), ("CONSULT", "POL", "LTU"), ("SANCTION", "EUU", "BLR"))


@pytest.mark.parametrize(
    ("told", "published", "joined", "why"),
    [
        (TOLD, "2021-11-13", True, "same events, next day"),
        (TOLD, "2021-12-13", False, "a month later it is another article"),
        (TOLD[:1], "2021-11-13", False, "one shared event is too little"),
    ],
)
def test_a_translation_finds_its_original(told, published, joined, why):
    first = reading(OTHER, "2021-11-12", "https://edition.cnn.com/x", TOLD, in_language="en")
    copy = reading(
        "Текст", published, "https://farm.example/x", told, in_language="uk", is_based_on="CNN", derivation="translated"
    )
    assert shape(copy, first) == ([("", "translated")] if joined else [("",), ("",)]), why


def test_two_originals_that_fit_decide_nothing():
    first = reading(OTHER, "2021-11-12", "https://edition.cnn.com/x", TOLD)
    twin = reading(STORY, "2021-11-12", "https://edition.cnn.com/y", TOLD)
    copy = reading("Текст", "2021-11-13", "https://farm.example/x", TOLD, is_based_on="CNN", derivation="translated")
    assert len(stories((first, twin, copy))) == 3


def test_overlap_is_that_of_the_runs_of_words():
    words = [f"w{i * 7919 % 100003}" for i in range(4000)]
    whole, half = tell([reading(" ".join(words)), reading(" ".join(words[:2000]))])
    share = overlap(whole.runs, half.runs)
    assert share.second == 1.0
    assert share.similar == pytest.approx(0.5, abs=0.01)


def test_a_story_has_one_vote_and_it_is_the_last_version_of_its_own_outlet():
    first = reading(STORY, "2022-01-10", "https://a.org/1", TOLD)
    later = reading(STORY.replace("grain", "wheat"), "2022-01-11", "https://a.org/1", TOLD[:2])
    copy = reading(STORY, "2022-01-12", "https://b.org/1", TOLD)
    assert told_once((first, copy)) == (first,)
    assert told_once((copy, later, first)) == (later,)


def test_who_quotes_keeps_the_vote_for_own_words():
    first = reading(STORY, "2022-01-10", "https://a.org/1", publisher="The Old Bridge", in_language="en")
    told = "The Old Bridge wrote this, and we have thought about it. " + " ".join(LINES[1:3]) + " We doubt it."
    other = reading(f"{OTHER} {told} {OTHER[::-1]}", "2022-01-11", "https://b.org/1", TOLD, in_language="en")
    assert shape(first, other) == [("", "quoted")]
    assert [len(r.facts) for r in told_once((first, other))] == [0, len(other.facts)]


def test_what_an_outlet_repeats_and_a_third_says_is_no_quotation():
    background = " ".join(LINES[1:3])
    first = reading(f"{STORY}", url="https://a.org/1", publisher="The Old Bridge", in_language="en")
    again = reading(
        f"{OTHER} {background} {OTHER[::-1]}", url="https://a.org/2", publisher="The Old Bridge", in_language="en"
    )
    said = reading(
        STORY.replace(background, f"\u201c{background}\u201d"),
        url="https://c.org/1",
        publisher="The Old Bridge",
        in_language="en",
    )
    both = reading(
        f"{OTHER} The Old Bridge heard: \u201c{background}\u201d {OTHER[::-1]}", url="https://b.org/1", in_language="en"
    )
    assert len(stories((first, again))) == 2
    assert len(stories((said, both))) == 2


def test_every_article_is_in_one_story():
    many = [reading(f"{line} {OTHER} {i}") for i, line in enumerate(LINES)]
    found = [article for story in stories(many) for article, _ in story.articles]
    assert sorted(found) == sorted(r.article.id for r in many)


ORDER = (
    "Defence Minister Sergei Shoigu on Thursday ordered troops near Ukraine to return to their bases. The aims of the drills "
    "had been reached, he said at the Opuk range in Crimea. Units of the 58th army are to begin the march on 23 April and be "
    "home by 1 May. Kyiv welcomed the step and asked for more. NATO said that it was watching the movements with care. "
    "Trains were being loaded in the south, and the heavy guns were to follow a week later, a spokesman told reporters. "
    "Nobody could say how many battalions had come in the weeks before, and the ministry gave no figure when it was asked."
)


@pytest.mark.parametrize(
    ("swaps", "published", "together", "why"),
    [
        ([], "2021-04-22", True, "the same day"),
        ([], "2021-12-25", True, "word for word, but the page says another date"),
        ([("with care", "closely")], "2021-12-25", True, "nearly so"),
        ([("58th", "49th"), ("at the Opuk range in Crimea", "at the Kadamovsky range near Rostov")], "2021-04-22", False, "another place, another army"),
        ([("on Thursday", "on Saturday"), ("on 23 April", "on 26 December"), ("by 1 May", "by 31 December")], "2021-12-25", False, "other days"),
        ([("58th army", "49th army")], "2022-02-15", False, "months later another army"),
        ([("58th army", "49th army")], "2021-04-22", True, "the same day a corrected number"),
    ],
)  # fmt: skip
def test_dates_and_places_decide(swaps, published, together, why):
    from dragoman import read

    text = ORDER
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    first = read(ORDER, published="2021-04-22", url="https://a.org/1", language="en")
    second = read(text, published=published, url="https://b.org/1", language="en")
    assert (len(stories((first, second))) == 1) == together, why
