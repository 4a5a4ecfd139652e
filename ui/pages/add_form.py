"""The form of the page Add: addresses to paste, files to drop, and what may narrow them. Pure."""

from __future__ import annotations

from ingest.guards.limits import FILE
from ingest.readers.kinds import UNDERSTOOD
from ui.adding.uploads import ACCEPTED, LARGE, bound_of, words
from ui.page_html import Html, join, tag

EXAMPLE = "https://example.com/news/article\nhttps://example.com/feed.xml"
SAID = "txt, md, html, pdf, docx, epub, eml, mbox, csv, json, jsonl, xml, warc or zip"


def form_html() -> Html:
    """The whole form; add.js sends it."""
    return tag(
        "form",
        tag("h2", "Add articles"),
        tag(
            "p",
            "Dateline answers from what you bring in, and from nothing else. Addresses are fetched "
            "by this server, at the pace that their sites ask for.",
            class_="lead",
        ),
        _addresses(),
        _files(),
        _more(),
        tag(
            "div",
            tag("button", "Add to the library", type="submit", class_="primary"),
            tag("p", role="status", class_="said"),
            class_="acts",
        ),
        id="add-form",
        aria_label="Add articles",
        novalidate=True,
    )


def _addresses() -> Html:
    return tag(
        "div",
        tag("label", "Addresses", for_="add-addresses"),
        tag(
            "p",
            "One a line: a page, a feed, a sitemap, or the front page of a site.",
            class_="hint",
            id="add-addresses-hint",
        ),
        tag(
            "textarea",
            id="add-addresses",
            name="addresses",
            rows="4",
            spellcheck="false",
            autocapitalize="off",
            autocomplete="off",
            placeholder=EXAMPLE,
            aria_describedby="add-addresses-hint add-problem",
            dir="ltr",
        ),
        tag("p", id="add-problem", class_="problem", role="alert"),
        class_="field",
    )


def _files() -> Html:
    label = tag(
        "label",
        tag("span", "Choose files", class_="choose"),
        tag("span", " or drop them here", class_="drop-words"),
        tag("span", f"{SAID}; {words()}", class_="hint", id="add-files-hint"),
        for_="add-files",
    )
    picker = tag(
        "input",
        id="add-files",
        type="file",
        multiple=True,
        accept=ACCEPTED,
        aria_describedby="add-files-hint",
        data_endings=" ".join(UNDERSTOOD),
        data_streamed=" ".join(ending for ending in UNDERSTOOD if bound_of(f"a{ending}") is LARGE),
        data_most=str(FILE.most),
        data_large=str(LARGE.most),
    )
    return join(
        tag("div", picker, label, class_="drop", id="add-drop"),
        tag("ul", class_="chosen", id="add-chosen", aria_label="Chosen files"),
    )


def _more() -> Html:
    limit = tag(
        "input",
        id="add-limit",
        type="number",
        name="limit",
        min="1",
        max="1000000",
        inputmode="numeric",
    )
    since = tag("input", id="add-since", type="date", name="since")
    return tag(
        "details",
        tag("summary", "More"),
        tag(
            "div",
            tag("label", "At most so many articles of each feed, sitemap or site", limit),
            tag("label", "Of feeds and sitemaps, nothing they date before", since),
            class_="pair",
        ),
        class_="more",
        data_keep="add-more",
    )
