"""Articles as outlets publish them, one that is corrected, and the page that lists them."""

from __future__ import annotations

from tests.ingest.site.page import Page

FLOOD = (
    "The river Vltava rose above the old bridge on Friday night, the mayor said on Saturday.",
    "About 400 people left their homes in the lower town, and two schools took them in.",
    "Engineers expect the water to fall from Sunday; the bridge stays closed for a week.",
)
STRIKE = (
    "Tram drivers in Leeds walked out on Monday after talks on pay ended without an offer.",
    "The union says that 1,200 drivers took part; the operator speaks of about 900.",
    "Both sides meet again on Thursday with a mediator whom the city council named.",
)
HARVEST = (
    "Olive growers in Jaén expect a harvest of 480,000 tonnes, the regional office said.",
    "That is a third more than last year, when a spring without rain halved the crop.",
    "Prices at the mills have fallen since October, and shops are to follow by the spring.",
)


def html(title: str, paragraphs: tuple[str, ...], head: str = "") -> str:
    """A page with an article, the site's menu and its footer."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}'
        '</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>'
        f"<article><h1>{title}</h1>{text}</article>"
        "<footer>Loopback News, 1 Socket Street. All rights reserved.</footer></body></html>"
    )


def dated(published: str, modified: str = "") -> str:
    """The head of a page that says when it was published, and changed."""
    later = f'<meta property="article:modified_time" content="{modified}">' if modified else ""
    return f'<meta property="article:published_time" content="{published}">{later}'


SEEN_AT = "Sat, 10 May 2025 08:00:00 GMT"
HOME = html("Loopback News", ("Today: the flood, the strike and the harvest.",)).replace(
    "</head>",
    '<link rel="alternate" type="application/rss+xml" title="All" href="/feeds/rss.xml">'
    '<link rel="alternate" type="application/atom+xml" title="Atom" href="{base}/feeds/atom.xml">'
    '<link rel="alternate" type="application/feed+json" title="JSON" href="feeds/feed.json">'
    "</head>",
)

ARTICLES: dict[str, Page | tuple[Page, ...]] = {
    "/": Page(HOME),
    "/robots.txt": Page(
        "User-agent: *\nDisallow: /private/\nSitemap: {base}/sitemap.xml\n", "text/plain"
    ),
    "/articles/flood": Page(
        html("Vltava floods lower town", FLOOD, dated("2025-05-10T06:30:00+02:00"))
    ),
    "/articles/strike": Page(html("Tram drivers walk out", STRIKE, dated("2025-05-12T09:00:00Z"))),
    "/articles/harvest": Page(html("Olive harvest recovers", HARVEST)),  # undated
    "/articles/flood?utm_source=x": Page(html("Vltava floods lower town", FLOOD)),
    "/amp/flood": Page(
        html("Vltava floods lower town", FLOOD, '<link rel="canonical" href="/articles/flood">')
    ),
    "/articles/corrected": (
        Page(
            html("Four hurt as ferry hits quay", ("Four people were hurt.", *STRIKE)), etag='"one"'
        ),
        Page(
            html(
                "Eleven hurt as ferry hits quay",
                ("Eleven people were hurt.", *STRIKE),
                dated("2025-05-11T09:00:00Z", "2025-05-12T10:00:00Z"),
            ),
            etag='"two"',
        ),
    ),
    "/articles/tagged": Page(html("Tagged", FLOOD), etag='W/"v1"'),
    "/articles/stamped": Page(html("Stamped", FLOOD), modified=SEEN_AT),
    "/articles/both": Page(html("Both", FLOOD), etag='"b1"', modified=SEEN_AT),
    "/private/draft": Page(html("Not for robots", FLOOD)),
    "/articles/withdrawn": (Page(html("Withdrawn", FLOOD), etag='"w"'), Page("Gone", status=410)),
    "/text": Page("The river rose.\n\nIt fell on Sunday.", "text/plain; charset=utf-8"),
}
