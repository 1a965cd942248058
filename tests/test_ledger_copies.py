"""Do copies of a page change the ledger?"""

from __future__ import annotations

import pytest

from dragoman.model import Reading
from dragoman.reading import read
from dragoman.views.ledger import ledger

TEXTS = {
    "en": "Kenya demanded that Uganda release the two fishermen held since Monday on the lake. The foreign ministry in "
    "Nairobi said the boats had been in Kenyan waters when a patrol stopped them, and that a consul was on the way.",
    "ru": "Кения потребовала от Уганды освободить двух рыбаков, задержанных в понедельник на озере. Министерство "
    "иностранных дел сообщило, что лодки находились в кенийских водах, когда их остановил патруль.",
    "uk": "Кенія вимагає від Уганди звільнити двох рибалок, затриманих у понеділок на озері. Міністерство закордонних "
    "справ повідомило, що човни були в кенійських водах, коли їх зупинив патруль.",
}


def pile(text: str, language: str, copies: int) -> list[Reading]:
    """The page and its copies, each a day later on a page of its own."""
    days = [f"2022-01-{11 + n:02}" for n in range(copies + 1)]
    return [read(text, published=day, language=language, url=f"https://{day}.example/a") for day in days]


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_ten_copies_add_nothing(language: str) -> None:
    alone, many = (ledger(pile(TEXTS[language], language, copies)) for copies in (0, 10))
    assert len(alone) == 1
    assert many == alone
