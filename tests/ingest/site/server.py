"""The server behind the site: threads over http.server, pages from the tables."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.ingest.site.articles import ARTICLES
from tests.ingest.site.encodings import ENCODINGS
from tests.ingest.site.feeds import FEEDS
from tests.ingest.site.hostile import HOSTILE
from tests.ingest.site.moving import MOVING
from tests.ingest.site.page import Asked, Page, Pages
from tests.ingest.site.walls import WALLS

ALL: Pages = {**ARTICLES, **FEEDS, **MOVING, **WALLS, **ENCODINGS, **HOSTILE}
NOT_FOUND = Page("<h1>404</h1>", status=404)


class Site:
    """The site while it runs.

    Attributes:
        base: Its address, without a slash at the end.
        seen: What was asked for, in order.
        most_at_once: How many requests were being answered at one time, at most.
    """

    def __init__(self, pages: Pages) -> None:
        self.base = ""
        self.seen: list[Asked] = []
        self.most_at_once = 0
        self.ending = threading.Event()
        self._pages = dict(pages)
        self._lock = threading.Lock()
        self._visits: Counter[str] = Counter()
        self._now = 0

    def url(self, path: str) -> str:
        """The address of a page."""
        return self.base + path

    def add(self, path: str, *pages: Page) -> str:
        """Put up a page, or one that changes from visit to visit; its address."""
        self._pages[path] = pages if len(pages) > 1 else pages[0]
        self._visits.pop(path, None)
        return self.url(path)

    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [asked.path for asked in self.seen if asked.path != "/robots.txt"]

    def forget(self) -> None:
        """Begin to count visits anew."""
        self.seen.clear()
        self._visits.clear()

    def entered(self, path: str, headers: Mapping[str, str], peer: int) -> Page:
        """Note a request that came in; the page that answers it."""
        with self._lock:
            self.seen.append(Asked(path, dict(headers), time.monotonic(), peer))
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
            found = self._pages.get(path) or self._pages.get(path.partition("?")[0], NOT_FOUND)
            steps = found if isinstance(found, tuple) else (found,)
            page = steps[min(self._visits[path], len(steps) - 1)]
            self._visits[path] += 1
            return page

    def left(self) -> None:
        """Note that a request was answered."""
        with self._lock:
            self._now -= 1


@contextmanager
def serving(pages: Pages = ALL) -> Iterator[Site]:
    """Serve pages on 127.0.0.1, on a port of one's own."""
    site = Site(pages)
    server = _Server(site)
    site.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), name="site")
    thread.start()
    try:
        yield site
    finally:
        site.ending.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True  # a client that keeps its connection must not keep the test
    request_queue_size = 64

    def __init__(self, site: Site) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site = site

    def handle_error(self, *_: object) -> None:
        """A client that goes away is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        site = self.server.site
        headers: Mapping[str, str] = self.headers  # type: ignore[assignment]
        page = site.entered(self.path, headers, self.client_address[1])
        try:
            if page.tell:
                page.tell(self.connection, site.ending)
                self.close_connection = True
            else:
                self._send(page)
        finally:
            site.left()

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send(self, page: Page) -> None:
        base = self.server.site.base
        known = page.known(self.headers)  # type: ignore[arg-type]
        status = 304 if known else page.status
        bodiless = status in (204, 304)
        body = b"" if bodiless else page.data(base)
        sent = {"Content-Type": page.kind, "ETag": page.etag, "Last-Modified": page.modified}
        if page.packed:
            names = [name.removeprefix("raw ") for name in page.packed]
            sent["Content-Encoding"] = ", ".join(names)
        if not bodiless:
            sent["Content-Length"] = str(len(body))
        self.send_response(status)
        for name, value in {**sent, **page.headers}.items():
            if value is not None:
                self.send_header(name, value.replace("{base}", base))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the test output clean."""
