"""The complaints, a row each."""

from __future__ import annotations

from tests.ingest.complaints.case import Case
from tests.ingest.site.articles import FLOOD, HARVEST, STRIKE, dated, html
from tests.ingest.site.page import Page
from tests.ingest.site.walls import CONSENT

FLOODED = "Vltava floods lower town"
WALKED = "Tram drivers walk out"
OLIVES = "Olive harvest recovers"
LATER = "it is 2,043 days after 2025-06-01, when it was read"
ALONE = {"added": 1}
LONGER = (*FLOOD, *HARVEST)
GOOD = Page(html("Bridge reopens", LONGER, dated("2025-05-20T08:00:00Z")), etag='"good"')

DATES = (
    Case(
        "the time of the crawl became the date of the article (AnythingLLM)",
        (("/articles/harvest",),),
        (ALONE,),
        {OLIVES: {"published": None, "modified": None}},
    ),
    Case(
        "a missing date became now (RAGFlow)",
        (("/dated/none",),),
        (ALONE,),
        {"No date at all": {"published": None}},
        pages={"/dated/none": Page(html("No date at all", LONGER))},
    ),
    Case(
        "a date in the future put the article first for years",
        (("/dated/2031",),),
        (ALONE,),
        {"From the future": {"published": None, "refused": [LATER]}},
        pages={"/dated/2031": Page(html("From the future", LONGER, dated("2031-01-05")))},
    ),
    Case(
        "an unset date became 1 January 1970",
        (("/dated/epoch",),),
        (ALONE,),
        {"From the epoch": {"published": None}},
        pages={"/dated/epoch": Page(html("From the epoch", LONGER, dated("1970-01-01T00:00:00Z")))},
    ),
    Case(
        "the zone of a date was lost, and the day with it",
        (("/articles/flood",),),
        (ALONE,),
        {FLOODED: {"published": "2025-05-10T06:30:00+02:00"}},
    ),
    Case(
        "web pages stayed undated although their feed dates them (Onyx)",
        (("/feeds/dates-it.xml",),),
        (ALONE,),
        {OLIVES: {"published": "2025-05-17T09:00:00+00:00"}},
        pages={
            "/feeds/dates-it.xml": Page(
                "<rss version='2.0'><channel><title>Loopback News</title><item>"
                "<title>Olive harvest recovers</title><link>{base}/articles/harvest</link>"
                "<pubDate>Sat, 17 May 2025 09:00:00 GMT</pubDate></item></channel></rss>",
                "application/rss+xml",
            )
        },
    ),
)

AGAIN = (
    Case(
        "a second crawl stored a second copy (Onyx #4567)",
        (("/articles/flood", "/articles/strike"), ("/articles/flood", "/articles/strike")),
        ({"added": 2}, {"unchanged": 2}),
        {FLOODED: {"versions": 1}, WALKED: {"versions": 1}},
    ),
    Case(
        "the same address with a tracking parameter, or in an AMP dress, was another article",
        (("/articles/flood", "/amp/flood", "/articles/flood?utm_source=rss&utm_medium=feed"),),
        ({"added": 1, "duplicates": 2},),
        {FLOODED: {"versions": 1}},
    ),
    Case(
        "a correction was never seen, or stored beside what it corrects",
        (("/articles/corrected",), ("/articles/corrected",)),
        (ALONE, {"updated": 1}),
        {
            "Eleven hurt as ferry hits quay": {
                "versions": 2,
                "says": "Eleven people were hurt.",
                "published": "2025-05-11T09:00:00Z",
            }
        },
    ),
    Case(
        "an article that its site withdrew was deleted here, with all citations of it",
        (("/articles/withdrawn",), ("/articles/withdrawn",)),
        (ALONE, {"rejected": 1}),
        {"Withdrawn": {"gone": True, "versions": 1}},
        because=("the server answered 410 Gone; the article that was stored of it stays",),
    ),
    Case(
        "an article that left its feed was taken for deleted",
        (("/feeds/leaving.xml",), ("/feeds/leaving.xml",)),
        ({"added": 2}, {"unchanged": 1}),
        {FLOODED: {"gone": False}, WALKED: {"gone": False}},
        pages={
            "/feeds/leaving.xml": tuple(
                Page(
                    "<rss version='2.0'><channel><title>Loopback News</title>"
                    + "".join(
                        f"<item><link>{{base}}/articles/{name}</link></item>" for name in some
                    )
                    + "</channel></rss>",
                    "application/rss+xml",
                )
                for some in (("flood", "strike"), ("strike",))
            )
        },
    ),
    Case(
        "one wire story under two addresses was answered from twice",
        (("/wire/here", "/wire/there"),),
        ({"added": 1, "duplicates": 1},),
        {"Bridge reopens": {"places": 2}},
        pages={"/wire/here": GOOD, "/wire/there": GOOD},
    ),
)

WALLED = (
    *(
        Case(f"{path}: it was stored as an article", ((path,),), ({"rejected": 1},), held=held)
        for path, held in (
            ("/walls/consent", 1),
            ("/walls/paywall", 1),
            ("/walls/not-found-200", 1),
            ("/walls/scripts-only", 1),
            ("/walls/captcha", 0),  # its status tells
            ("/walls/empty", 0),  # there is nothing to look at
        )
    ),
    Case(
        "a consent wall took the place of the article that stood there (trafilatura #569)",
        (("/walls/later",), ("/walls/later",)),
        (ALONE, {"rejected": 1}),
        {"Bridge reopens": {"versions": 1, "gone": False, "says": LONGER[0]}},
        held=1,
        pages={"/walls/later": (GOOD, Page(html("Before you continue", CONSENT)))},
    ),
    Case(
        "once walled, never looked at again",
        (("/walls/lifted",), ("/walls/lifted",)),
        ({"rejected": 1}, ALONE),
        {"Bridge reopens": {"versions": 1}},
        held=0,
        pages={"/walls/lifted": (Page(html("Before you continue", CONSENT), etag='"w"'), GOOD)},
    ),
    Case(
        "a cookie that a redirect sets was not sent back, and the wall never opened",
        (("/walls/consent-first",),),
        (ALONE,),
        {FLOODED: {}},
    ),
)

FEEDS = (
    Case(
        "a feed's summaries were stored in the place of its articles (RAGFlow)",
        (("/feeds/rss.xml",),),
        ({"added": 2},),
        {FLOODED: {"says": FLOOD[2]}, WALKED: {"says": STRIKE[2]}},
    ),
    *(
        Case(complaint, ((path,),), ({"added": 2},), {FLOODED: {}, WALKED: {}})
        for path, complaint in (
            ("/feeds/atom.xml", "an Atom feed was not understood"),
            ("/feeds/feed.json", "a JSON Feed was not understood"),
            ("/feeds/as-html.xml", "a feed sent as text/html was read as a page"),
            ("/feeds/undefined-entity.xml", "one undefined entity broke the whole feed"),
        )
    ),
    Case(
        "a sitemap of sitemaps, one of them packed, was not followed",
        (("/sitemap.xml",),),
        ({"added": 3},),
        {FLOODED: {}, WALKED: {}, OLIVES: {"says": HARVEST[1]}},
    ),
    Case(
        "one dead link in a feed ended the run",
        (("/feeds/dead-link.xml",),),
        ({"added": 1, "rejected": 1},),
        {WALKED: {}},
        because=("the server answered 404 Not Found",),
        pages={
            "/feeds/dead-link.xml": Page(
                "<rss version='2.0'><channel><title>Loopback News</title>"
                "<item><link>{base}/status/404</link></item>"
                "<item><link>{base}/articles/strike</link></item></channel></rss>",
                "application/rss+xml",
            )
        },
    ),
    Case(
        "what robots.txt forbids was fetched",
        (("/private/draft",),),
        ({"rejected": 1},),
        because=("robots.txt of the site asks not to fetch this page",),
    ),
)

MALICE = tuple(
    Case(
        f"{path}: it took the whole run with it",
        (("/articles/strike", path, "/articles/harvest"),),
        ({"added": 2, "rejected": 1},),
        {WALKED: {}, OLIVES: {}},
    )
    for path in (
        "/hostile/gzip-bomb",
        "/hostile/br-bomb",
        "/hostile/bomb-in-gzip",
        "/hostile/endless",
        "/hostile/dripping-head",
        "/hostile/dripping-body",
        "/hostile/silent",
        "/hostile/huge-header",
        "/hostile/cut",
        "/hostile/no-http",
        "/hostile/round",
    )
)

CASES = (*DATES, *AGAIN, *WALLED, *FEEDS, *MALICE)
