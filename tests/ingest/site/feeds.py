"""Feeds and sitemaps of the site, whole, changing and broken."""

from __future__ import annotations

import gzip
import json

from tests.ingest.site.page import Page

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Loopback News</title><link>{base}/</link><ttl>30</ttl>
<item><title>Vltava floods lower town</title><link>{base}/articles/flood</link>
<guid isPermaLink="false">flood-1</guid><pubDate>Sat, 10 May 2025 06:30:00 +0200</pubDate>
<description>The river rose above the old bridge.</description></item>
<item><title>Tram drivers walk out</title><link>{base}/articles/strike</link>
<guid isPermaLink="false">strike-1</guid><pubDate>Mon, 12 May 2025 09:00:00 GMT</pubDate></item>
</channel></rss>"""
LATER = RSS.replace(
    "</channel>",
    "<item><title>Olive harvest recovers</title><link>{base}/articles/harvest</link>"
    '<guid isPermaLink="false">harvest-1</guid></item></channel>',
)
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Loopback News</title><id>{base}/</id>
<updated>2025-05-12T09:00:00Z</updated>
<entry><title>Vltava floods lower town</title><id>tag:loopback,2025:flood</id>
<link rel="alternate" href="{base}/articles/flood"/><updated>2025-05-10T04:30:00Z</updated>
<published>2025-05-10T04:30:00Z</published></entry>
<entry><title>Tram drivers walk out</title><id>tag:loopback,2025:strike</id>
<link href="/articles/strike"/><updated>2025-05-12T09:00:00Z</updated></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Loopback News",
        "home_page_url": "{base}/",
        "items": [
            {
                "id": "flood-1",
                "url": "{base}/articles/flood",
                "title": "Vltava floods lower town",
                "date_published": "2025-05-10T06:30:00+02:00",
            },
            {"id": "strike-1", "url": "{base}/articles/strike", "content_text": "Walked out."},
        ],
    }
)
URLSET = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>{base}/articles/flood</loc><news:news><news:publication>
<news:name>Loopback News</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2025-05-10T06:30:00+02:00</news:publication_date>
<news:title>Vltava floods lower town</news:title></news:news></url>
<url><loc>{base}/articles/strike</loc><lastmod>2025-05-12</lastmod></url></urlset>"""
INDEX = (
    f"<?xml version='1.0'?><sitemapindex {URLSET}><sitemap><loc>{{base}}/sitemaps/news.xml</loc>"
    "</sitemap><sitemap><loc>{base}/sitemaps/more.xml.gz</loc></sitemap></sitemapindex>"
)
MORE = f"<urlset {URLSET}><url><loc>/articles/harvest</loc></url></urlset>"
XML = "application/xml"

FEEDS: dict[str, Page | tuple[Page, ...]] = {
    "/feeds/rss.xml": Page(RSS, "application/rss+xml", etag='"rss-1"'),
    "/feeds/growing.xml": (
        Page(RSS, "application/rss+xml", etag='"g1"'),
        Page(LATER, "application/rss+xml", etag='"g2"'),
    ),
    "/feeds/atom.xml": Page(ATOM, "application/atom+xml"),
    "/feeds/feed.json": Page(JSON_FEED, "application/feed+json"),
    "/feeds/as-html.xml": Page(RSS, "text/html"),  # many servers say so
    "/feeds/cut.xml": Page(RSS[: len(RSS) - 120], "application/rss+xml"),
    "/feeds/empty.xml": Page(
        '<rss version="2.0"><channel><title>Empty</title></channel></rss>', "application/rss+xml"
    ),
    "/feeds/undefined-entity.xml": Page(RSS.replace("old bridge", "old&nbsp;bridge"), XML),
    "/feeds/moved.xml": Page(status=301, headers={"Location": "{base}/feeds/rss.xml"}),
    "/feeds/gone.xml": Page("gone", status=410),
    "/feeds/resting.xml": Page("later", status=429, headers={"Retry-After": "900"}),
    "/sitemap.xml": Page(INDEX, XML),
    "/sitemaps/news.xml": Page(NEWS, XML),
    "/sitemaps/more.xml.gz": Page(gzip.compress(MORE.encode()), "application/gzip"),
    "/sitemaps/itself.xml": Page(INDEX.replace("news.xml", "itself.xml"), XML),
}
