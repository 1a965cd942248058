"""Does fetch return pages, and refuse everything else with one clear error?"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from dragoman.errors import FetchError
from dragoman.fetch import AGENT, MAX_REDIRECTS, fetch

HTML = {"content-type": "text/html; charset=windows-1251"}


def answering(*responses: httpx.Response) -> httpx.MockTransport:
    queue = list(responses)
    return httpx.MockTransport(lambda request: queue.pop(0) if len(queue) > 1 else queue[0])


def moved(place: str) -> httpx.Response:
    return httpx.Response(302, headers={"location": place})


def test_a_page_is_its_bytes_its_declared_encoding_and_its_address() -> None:
    page = fetch("https://example.org/a", transport=answering(httpx.Response(200, headers=HTML, content=b"\xca\xe8")))
    assert page == (b"\xca\xe8", "windows-1251", "https://example.org/a")


def test_no_declared_encoding_is_an_empty_string() -> None:
    assert fetch("https://example.org", transport=answering(httpx.Response(200, content=b"x"))).encoding == ""


def test_the_address_after_relative_redirects_is_kept() -> None:
    page = fetch("http://example.org/a", transport=answering(moved("/b"), moved("c"), httpx.Response(200, text="ok")))
    assert page.url == "http://example.org/c"


def test_the_request_says_honestly_who_asks() -> None:
    seen: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["user-agent"])
        return httpx.Response(200, text="ok")

    fetch("https://example.org", transport=httpx.MockTransport(handle))
    assert seen == [AGENT]
    assert AGENT.startswith("dragoman/")


REFUSED = [
    # url, answer, what the message says
    ("ftp://example.org/a", httpx.Response(200, text="x"), "only http and https"),
    ("file:///etc/passwd", httpx.Response(200, text="x"), "only http and https"),
    ("https://", httpx.Response(200, text="x"), "only http and https"),
    ("https://exa mple.org:port/", httpx.Response(200, text="x"), "not a URL"),
    ("https://example.org", moved("file:///etc/passwd"), "only http and https"),
    ("https://example.org", moved("https://example.org/again"), f"more than {MAX_REDIRECTS} redirects"),
    ("https://example.org", httpx.Response(404), "404 Not Found"),
    ("https://example.org", httpx.Response(503), "503"),
    ("https://example.org", httpx.Response(200, content=b""), "empty"),
    ("https://example.org", httpx.Response(200, headers={"content-type": "application/pdf"}, content=b"%PDF"), "pdf"),
    ("https://example.org", httpx.Response(200, headers={"content-type": "image/png"}, content=b"x"), "not a page"),
    ("https://example.org", httpx.Response(200, content=b"x" * 2001), "larger than 2,000 bytes"),
]


@pytest.mark.parametrize(("url", "answer", "says"), REFUSED)
def test_refused(url: str, answer: httpx.Response, says: str) -> None:
    with pytest.raises(FetchError, match=says) as caught:
        fetch(url, transport=answering(answer), limit=2000)
    assert "\n" not in str(caught.value)


def test_a_stream_is_cut_where_it_grows_too_large() -> None:
    sent: list[int] = []

    def endless() -> Iterator[bytes]:
        for number in range(1000):
            sent.append(number)
            yield b"x" * 1000

    with pytest.raises(FetchError, match="larger"):
        fetch("https://example.org", transport=answering(httpx.Response(200, content=endless())), limit=5000)
    assert len(sent) < 10


def test_network_failures_are_told_in_one_line() -> None:
    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("name not known", request=request)

    def slow(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow", request=request)

    with pytest.raises(FetchError, match="cannot be reached"):
        fetch("https://example.org", transport=httpx.MockTransport(broken))
    with pytest.raises(FetchError, match="no answer within"):
        fetch("https://example.org", transport=httpx.MockTransport(slow))


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/old":
            self.send_response(301)
            self.send_header("Location", "/new")
            self.end_headers()
            return
        body = "<p>Переговори</p>".encode("koi8-u")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=koi8-u")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()
        thread.join()


def test_over_a_real_socket(server: str) -> None:
    page = fetch(f"{server}/old")
    assert page.content.decode(page.encoding) == "<p>Переговори</p>"
    assert page.url == f"{server}/new"
