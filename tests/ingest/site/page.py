"""What a page of the site is: a body and how it is sent."""

from __future__ import annotations

import gzip
import socket
import threading
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import brotli
import zstandard

HTML = "text/html; charset=utf-8"
Tell = Callable[[socket.socket, threading.Event], None]
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "raw deflate": lambda data: zlib.compress(data, wbits=-15),
    "br": brotli.compress,
    "zstd": zstandard.compress,
}


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of the site.

    Attributes:
        body: Text (sent as UTF-8, with `{base}` replaced), bytes (sent as they are), or a function
            that makes bytes.
        kind: The Content-Type; None for none.
        status: The status.
        headers: More headers; `{base}` is replaced in them too.
        etag: The ETag, which also answers If-None-Match.
        modified: The Last-Modified, which also answers If-Modified-Since.
        packed: Content encodings, in the order of their application: `("gzip",)`.
        tell: Writes to the socket instead of all this, until the event is set; see hostile.py.
    """

    body: str | bytes | Callable[[], bytes] = ""
    kind: str | None = HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None
    modified: str | None = None
    packed: tuple[str, ...] = ()
    tell: Tell | None = None

    def data(self, base: str) -> bytes:
        """The body as it travels."""
        body = self.body() if callable(self.body) else self.body
        data = body.replace("{base}", base).encode() if isinstance(body, str) else body
        for name in self.packed:
            data = PACKERS[name](data)
        return data

    def known(self, headers: Mapping[str, str]) -> bool:
        """Whether who asks with these headers has this page already."""
        wanted = headers.get("If-None-Match")
        if wanted is not None:
            return self.etag is not None and wanted == self.etag
        since = headers.get("If-Modified-Since")
        return since is not None and since == self.modified


Pages = Mapping[str, Page | tuple[Page, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that came in: its path with the query, its headers, when, and from which port."""

    path: str
    headers: Mapping[str, str]
    at: float
    peer: int = 0
