"""Redirects, statuses, compressions and servers that are busy for a while."""

from __future__ import annotations

import gzip

from tests.ingest.site.articles import FLOOD, STRIKE, html
from tests.ingest.site.page import Page

STORY = html("Vltava floods lower town", FLOOD)


def to(address: str, status: int = 302) -> Page:
    """A redirect."""
    return Page(status=status, headers={"Location": address})


def busy(status: int, after: str | None = None, times: int = 1) -> tuple[Page, ...]:
    """A page that answers from the second visit on, or later."""
    headers = {"Retry-After": after} if after is not None else {}
    return (*[Page("busy", status=status, headers=headers)] * times, Page(STORY))


MOVING: dict[str, Page | tuple[Page, ...]] = {
    "/moved/301": to("{base}/articles/flood", 301),
    "/moved/302": to("/articles/flood"),
    "/moved/303": to("/articles/flood", 303),
    "/moved/307": to("../articles/flood", 307),
    "/moved/308": to("/articles/flood", 308),
    "/moved/twice": to("/moved/301", 301),
    "/moved/permanent-then-not": to("/moved/302", 301),
    "/moved/fragment": to("/articles/flood#comments"),
    "/moved/no-scheme": to("//{base}/articles/flood".replace("{base}", "127.0.0.1:1")),
    "/moved/nowhere": Page(status=302),
    "/moved/space": to("/articles/with space"),
    "/moved/utf8": to("/articles/%C5%99eka"),
    "/moved/utf8-raw": to("/articles/Řeka".encode().decode("latin-1")),
    "/articles/with%20space": Page(STORY),
    "/articles/%C5%99eka": Page(STORY),
    "/articles/%C5%98eka": Page(STORY),
    "/moved/cookie": Page(
        status=302, headers={"Location": "/articles/flood", "Set-Cookie": "seen=1; Path=/"}
    ),
    "/moved/to-gone": to("/status/410"),
    "/moved/to-missing": to("/status/404"),
    "/moved/canonical": Page(STORY, headers={"Link": '<{base}/articles/flood>; rel="canonical"'}),
    "/moved/canonical-elsewhere": Page(
        STORY, headers={"Link": '</articles/flood>; rel=canonical, </x>; rel="next"'}
    ),
    "/moved/canonical-nonsense": Page(
        STORY, headers={"Link": "<javascript:alert(1)>; rel=canonical"}
    ),
    **{f"/status/{code}": Page("no", status=code) for code in (204, 400, 401, 403, 404, 410, 451)},
    "/status/500": Page("broken", status=500),
    "/status/503": Page("broken", status=503),
    "/busy/429": busy(429),
    "/busy/429-seconds": busy(429, "7"),
    "/busy/500": busy(500),
    "/busy/502-twice": busy(502, times=2),
    "/busy/503-long": busy(503, "31"),
    "/busy/503-date": busy(503, "Fri, 31 Dec 1999 23:59:59 GMT"),
    "/busy/503-nonsense": busy(503, "soon"),
    "/busy/408": busy(408),
    "/packed/gzip": Page(STORY, packed=("gzip",)),
    "/packed/x-gzip": Page(STORY, packed=("x-gzip",)),
    "/packed/deflate": Page(STORY, packed=("deflate",)),
    "/packed/raw-deflate": Page(STORY, packed=("raw deflate",)),
    "/packed/br": Page(STORY, packed=("br",)),
    "/packed/zstd": Page(STORY, packed=("zstd",)),
    "/packed/twice": Page(STORY, packed=("gzip", "br")),
    "/packed/identity": Page(STORY, headers={"Content-Encoding": "identity"}),
    "/packed/unknown": Page(STORY, headers={"Content-Encoding": "compress"}),
    "/packed/lies": Page(STORY, headers={"Content-Encoding": "gzip"}),
    "/packed/members": Page(
        gzip.compress(b"<p>one") + gzip.compress(b"<p>two"),
        headers={"Content-Encoding": "gzip"},
    ),
    "/kinds/image": Page(b"\x89PNG", "image/png"),
    "/kinds/none": Page("<p>bare", None),
    "/kinds/rss": Page("<rss/>", "application/rss+xml"),
    "/kinds/upper": Page(STORY, "Text/HTML;Charset=UTF-8"),
    "/other": Page(html("Tram drivers walk out", STRIKE)),
}
