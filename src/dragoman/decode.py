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
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_FOREIGN = re.compile(
    "[\u0402\u0403\u0405\u0408-\u040c\u040f\u0452\u0453\u0455\u0458-\u045c\u045f\u0460-\u048f\u0492-\u04ff]"
)
_VOWEL = re.compile(
    "[aeiouy\u00e0-\u00f6\u00f8-\u017f\u0430\u0435\u0438\u043e\u0443\u044b\u044d-\u044f\u0451\u0454\u0456\u0457]"
)
_COMMON = re.compile("[\u0430\u0435\u0438\u043d\u043e\u0440\u0442\u0456]")
_SIGNS = re.compile("[\u2500-\u25ff\u00a4\u00a6\u00ac\u00b1\u00b5\u00b6\u00a8\u00b8\u00af\u0080-\u009f\ufffd]")
_SAMPLE = 60_000
_TORN = 0.02


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
