"""Pages that come with status 200 and are no article."""

from __future__ import annotations

from tests.ingest.site.articles import FLOOD, html
from tests.ingest.site.page import Page

CONSENT = (
    "We value your privacy",
    "We and our 842 partners store and/or access information on a device, such as cookies.",
    "You may accept or manage your choices by clicking below, including your right to object.",
    "Accept all. Reject all. More options.",
)
WALLS: dict[str, Page | tuple[Page, ...]] = {
    "/walls/consent": Page(html("Before you continue", CONSENT)),
    "/walls/consent-first": (
        Page(
            status=302,
            headers={
                "Location": "{base}/walls/consent-first?ok",
                "Set-Cookie": "consent=1; Path=/",
            },
        ),
        Page(html("Vltava floods lower town", FLOOD)),
    ),
    "/walls/paywall": Page(
        html(
            "Vltava floods lower town",
            (FLOOD[0], "To continue reading, subscribe from £1 a month.", "Already a subscriber?"),
            '<meta name="articleAccess" content="false">'
            '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": '
            '"False"}</script>',
        )
    ),
    "/walls/not-found-200": Page(html("Page not found", ("Sorry, this page does not exist.",))),
    "/walls/scripts-only": Page(
        "<html><head><title>News</title></head><body><div id=root></div>"
        "<noscript>You need to enable JavaScript to run this app.</noscript>"
        "<script src=/app.js></script></body></html>"
    ),
    "/walls/captcha": Page(
        html("Just a moment…", ("Checking your browser before you access the site.",)), status=403
    ),
    "/walls/empty": Page(""),
}
