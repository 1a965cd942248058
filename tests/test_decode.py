"""Bytes become text: what the page is in, whatever it says it is in."""

import pytest

from dragoman.decode import decode
from dragoman.errors import InputError

UK = "Міністр закордонних справ прибув до Києва, щоб обговорити безпеку в Європі."
RU = "Министр иностранных дел прибыл в Киев, чтобы обсудить безопасность в Европе. Объём и съёмка."
EN = "The café’s owner – Zoë Müller – said “no” to the naïve proposal."


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (UK, "utf-8", ""),
        (UK, "utf-8", "windows-1251"),
        (UK, "cp1251", "windows-1251"),
        (UK, "cp1251", "utf-8"),
        (UK, "cp1251", "koi8-r"),
        (UK, "cp1251", ""),
        (UK, "koi8-u", ""),
        (UK, "koi8-u", "windows-1251"),
        (RU, "cp1251", "iso-8859-1"),
        (RU, "koi8-r", "utf-8"),
        (RU, "koi8-r", "windows-1251"),
        (RU, "iso8859-5", "utf-8"),
        (RU, "cp866", ""),
        (EN, "cp1252", ""),
        (EN, "cp1252", "utf-8"),
        (EN, "cp1252", "no-such-charset"),
        (UK, "utf-16", ""),
        (UK.upper(), "cp1251", ""),
    ],
)
def test_the_text_comes_back_whatever_was_declared(text, encoding, declared):
    assert decode(text.encode(encoding), declared=declared) == text


def test_a_meta_tag_breaks_no_utf8():
    page = f'<html><head><meta charset="windows-1251"></head><body>{RU}</body></html>'
    assert decode(page.encode("utf-8")) == page


def test_a_torn_utf8_page_keeps_the_rest():
    data = (RU * 20).encode("utf-8")[:-1] + b"\xd0"
    assert decode(data).startswith(RU)


@pytest.mark.parametrize(
    "data", [b"", b"  \n", b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n", b"ab\0cd" * 10, bytes(range(1, 9)) * 50]
)
def test_what_is_no_text_is_refused_in_one_line(data):
    with pytest.raises(InputError) as error:
        decode(data)
    assert "\n" not in str(error.value)
