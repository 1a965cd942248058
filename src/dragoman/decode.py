"""Which characters do these bytes stand for?

Pages lie about their encoding. UTF-8 proves itself: bytes that decode strictly are UTF-8 whatever the header says. Of
the other encodings each candidate is tried and the words it yields are judged: letters of one script, no capital
after a small letter, vowels among the consonants. The declaration only breaks ties.
"""

from __future__ import annotations

import codecs
import re

from .errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
_CANDIDATES = ("cp1251", "koi8-u", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic", "cp1252", "cp1250")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 60_000
_TORN = 0.02


def _letters(*spans: tuple[int, int]) -> re.Pattern[str]:
    """Return a pattern of one character out of the code point ranges, both ends included."""
    return re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in spans) + "]")


_CYRILLIC = _letters((0x400, 0x4FF))
_LATIN = _letters((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F))
# Cyrillic letters that neither Ukrainian, Belarusian nor Russian has.
_FOREIGN = _letters(
    (0x402, 0x403), (0x405, 0x405), (0x408, 0x40C), (0x40F, 0x40F), (0x452, 0x453), (0x455, 0x455), (0x458, 0x45C),
    (0x45F, 0x48F), (0x492, 0x4FF),
)  # fmt: skip
_VOWEL = _letters(
    (0x61, 0x61), (0x65, 0x65), (0x69, 0x69), (0x6F, 0x6F), (0x75, 0x75), (0x79, 0x79), (0xE0, 0xF6), (0xF8, 0x17F),
    (0x430, 0x430), (0x435, 0x435), (0x438, 0x438), (0x43E, 0x43E), (0x443, 0x443), (0x44B, 0x44B), (0x44D, 0x44F),
    (0x451, 0x451), (0x454, 0x454), (0x456, 0x457),
)  # fmt: skip
# The commonest letters of Cyrillic texts.
_COMMON = _letters(
    (0x430, 0x430), (0x435, 0x435), (0x438, 0x438), (0x43D, 0x43E), (0x440, 0x440), (0x442, 0x442), (0x456, 0x456)
)
_SIGNS = _letters(
    (0x2500, 0x25FF), (0xA4, 0xA4), (0xA6, 0xA6), (0xA8, 0xA8), (0xAC, 0xAC), (0xAF, 0xAF), (0xB1, 0xB1), (0xB5, 0xB6),
    (0xB8, 0xB8), (0x80, 0x9F), (0xFFFD, 0xFFFD),
)  # fmt: skip


def decode(data: bytes, *, declared: str = "") -> str:
    """Return the text that ``data`` holds, with ``\\r\\n`` kept as it is and a byte order mark taken off.

    ``declared`` is the charset of the HTTP header or "". Raises InputError where the bytes are no text at all.

    >>> decode("Київ".encode("cp1251"), declared="utf-8")
    'Київ'
    >>> decode("Мінськ і Київ".encode("koi8-u"))
    'Мінськ і Київ'
    """
    if not data.strip():
        raise InputError("the page is empty: give a page with text")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        torn = data.decode("utf-8", "replace")
    if _mostly_utf8(torn):
        return torn
    names = _ranked(declared, data)
    sample = _sample(data)
    scores = [(_score(sample, name), -rank) for rank, name in enumerate(names)]
    best = names[-max(scores)[1]]
    return data.decode(best, "replace")


def _refuse_binary(data: bytes) -> None:
    """Raise InputError for what is no text."""
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise InputError(f"the input is {what}, not a page: give HTML or plain text")
    head = data[:8192]
    controls = sum(head.count(byte) for byte in (*range(1, 9), *range(14, 27), *range(28, 32)))
    if b"\0" in data or controls > len(head) // 50:
        raise InputError("the input is binary data, not a page: give HTML or plain text")


def _mostly_utf8(text: str) -> bool:
    """Is this UTF-8 with a few torn bytes (a page cut in the middle, one bad comment)?"""
    torn = text.count("\N{REPLACEMENT CHARACTER}")
    whole = sum(1 for char in text if char > "\x7f") - torn
    return torn <= max(1, int(whole * _TORN)) and whole > torn


def _ranked(declared: str, data: bytes) -> list[str]:
    """Return candidate codecs: the HTTP header's, the page's own, then the usual ones."""
    said = _DECLARED.search(data[:4096])
    names: list[str] = []
    for label in (declared, said[1].decode("ascii", "replace") if said else "", *_CANDIDATES):
        try:
            name = codecs.lookup(label.strip()).name if label.strip() else ""
        except (LookupError, ValueError):
            continue
        if name and name not in names and not name.startswith("utf") and name not in ("ascii", "iso8859-1"):
            names.append(name)
    return names


def _sample(data: bytes) -> bytes:
    """Return the words of ``data`` that need an encoding, a bounded number of bytes of them."""
    words = re.findall(rb"[A-Za-z'\x80-\xff]*[\x80-\xff][A-Za-z'\x80-\xff]*", data)
    return b" ".join(words[:6000])[:_SAMPLE]


def _score(sample: bytes, encoding: str) -> float:
    """Return how much the sample reads like words in this encoding (more is better)."""
    try:
        text = sample.decode(encoding, "replace")
    except LookupError:
        return float("-inf")
    good = sum(_word_score(word) for word in _WORD.findall(text) if not word.isascii())
    return good - len(_SIGNS.findall(text))


def _word_score(word: str) -> float:
    """Return about 1 for a plausible word, less for mixed scripts, wandering capitals, rare letters, no vowel."""
    cyrillic, latin = len(_CYRILLIC.findall(word)), len(_LATIN.findall(word))
    if cyrillic and latin:
        return -1.0
    if latin and sum(1 for char in word if char > "\x7f") * 2 > max(2, len(word)):
        return -1.0
    score = 1.0
    if not (word.islower() or word.istitle() or word.isupper()):
        score -= 1.5
    elif word.isupper() and len(word) > 1:
        score -= 0.3
    score -= 0.7 * len(_FOREIGN.findall(word))
    if cyrillic:
        score += len(_COMMON.findall(word.lower())) / len(word) - 0.5
    if len(word) > 3 and not _VOWEL.search(word.lower()):
        score -= 1.0
    return score
