"""How is a page got from a URL, without harm to either side?

One GET with an honest name, http and https only, a few redirects, twenty seconds and ten megabytes at most. Whatever
goes wrong is one FetchError that says what to do. Nothing is decoded here: the page's bytes and what the server says
about their encoding are handed on as they came.
"""

from __future__ import annotations

import time
from typing import NamedTuple

import httpx

from . import __version__
from .errors import FetchError

MAX_BYTES = 10_000_000
MAX_SECONDS = 20.0
MAX_REDIRECTS = 5
AGENT = f"dragoman/{__version__} (reads news pages into records for research)"
_TYPES = ("text/", "application/xhtml", "application/xml")
_HEADERS = {"User-Agent": AGENT, "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9"}


class Page(NamedTuple):
    """A page as it came: its bytes, the encoding its server declares ("" for none), its address after redirects."""

    content: bytes
    encoding: str
    url: str


def fetch(url: str, *, transport: httpx.BaseTransport | None = None, limit: int = MAX_BYTES) -> Page:
    """Return the page at a URL; raise FetchError for whatever is not one.

    ``transport`` replaces the network (httpx.MockTransport), ``limit`` is the size in bytes that is still accepted.

    >>> answer = httpx.MockTransport(lambda request: httpx.Response(200, text="<p>Talks</p>"))
    >>> fetch("https://example.org/a", transport=answer).content
    b'<p>Talks</p>'
    """
    address = _checked(url)
    deadline = time.monotonic() + MAX_SECONDS
    timeout = httpx.Timeout(MAX_SECONDS, connect=10.0)
    try:
        with httpx.Client(
            timeout=timeout, transport=transport, headers=_HEADERS, trust_env=transport is None
        ) as client:
            for _ in range(MAX_REDIRECTS + 1):
                with client.stream("GET", address) as response:
                    if not response.has_redirect_location:
                        return _page(response, limit, deadline)
                    address = _next(response)
    except httpx.TimeoutException as error:
        raise FetchError(f"no answer within {MAX_SECONDS:.0f} seconds; try later or save the page to a file") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise FetchError(f"cannot be reached ({error}); check the address and the network") from error
    raise FetchError(f"more than {MAX_REDIRECTS} redirects; open it in a browser and give the address it ends at")


def _checked(url: str) -> httpx.URL:
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise FetchError(f"not a URL ({error}); check the address") from error
    if address.scheme not in ("http", "https") or not address.host:
        raise FetchError("only http and https addresses are read; save the page to a file and read that")
    return address


def _next(response: httpx.Response) -> httpx.URL:
    """Where a redirect leads: joined to the address it came from, and again http or https only."""
    return _checked(str(response.url.join(response.headers["location"])))


def _page(response: httpx.Response, limit: int, deadline: float) -> Page:
    if response.status_code != 200:
        status = f"{response.status_code} {response.reason_phrase}".strip()
        raise FetchError(f"the server answers {status}; check the address or save the page to a file")
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind and not kind.startswith(_TYPES):
        raise FetchError(f"{kind} is not a page; give the address of an HTML or text page")
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length) > limit:
        raise _too_large(limit)
    content = bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > limit:
            raise _too_large(limit)
        if time.monotonic() > deadline:
            raise FetchError(f"not complete after {MAX_SECONDS:.0f} seconds; try later or save the page to a file")
    if not content:
        raise FetchError("the page is empty; check the address")
    return Page(bytes(content), response.charset_encoding or "", str(response.url))


def _too_large(limit: int) -> FetchError:
    return FetchError(f"larger than {limit:,} bytes; save the part you need to a file")
