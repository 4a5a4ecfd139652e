"""Whether a page stands where an article should: walls, teasers, errors, empty shells. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.readers.page.phrases import (
    ASKS,
    CONSENT,
    CONSENT_TITLE,
    LOGIN,
    LOGIN_TITLE,
    MISSING,
    MISSING_TITLE,
    OFFERS,
    ROBOT,
    ROBOT_TITLE,
    SCRIPTED,
)

LEAST = 150  # characters; what is shorter is a notice, a wall or a menu
TEASER = 1_500  # characters; a longer text of a page that is not free may be the whole of it
ASKING = 4_000  # characters; a longer text is an article, even where it asks for a subscription
NOTICE = 1_200  # characters of an error page with all that stands around
DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""A character of Chinese, Japanese or Korean, which says as much as several Latin letters."""

LETTERS = 3  # Latin letters that say as much as one of these
MOSTLY = 0.5  # of a text's words; with as many about consent, it is about nothing else


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page shows.

    Attributes:
        text: What was taken for its story.
        shown: All of its words, in order.
        titles: What it calls itself.
        paid: Whether it says that its story is not free to read.
        scripts: How many scripts it brings.
    """

    text: str
    shown: str = ""
    titles: tuple[str, ...] = ()
    paid: bool = False
    scripts: int = 0


def said(text: str) -> int:
    """How much a text says, in Latin letters."""
    return len(text) + (LETTERS - 1) * len(DENSE.findall(text))


def wall(page: Seen) -> str | None:
    """Why a page is no article, in words for a reader; None if it may be one."""
    for found in (_robots, _missing, _consent, _unscripted, _paywall, _login, _short):
        if reason := found(page):
            return reason
    return None


def _robots(page: Seen) -> str | None:
    if said(page.text) > NOTICE:
        return None
    named = any(ROBOT_TITLE.search(title) for title in page.titles)
    if named or (len(page.shown) < NOTICE and ROBOT.search(page.shown)):
        return (
            "a check for robots stands where the article should; open it in a browser and save it"
        )
    return None


def _missing(page: Seen) -> str | None:
    named = any(MISSING_TITLE.search(title) for title in page.titles)
    told = MISSING.search(page.text[:400] or page.shown[:NOTICE])
    reason = "an error page, though the server gave it as a page that is there"
    if named and (said(page.text) < LEAST or (told and said(page.text) < NOTICE)):
        return reason
    if told and said(page.text) < 2 * LEAST and len(page.shown) < 4 * NOTICE:
        return reason
    return None


def _consent(page: Seen) -> str | None:
    lines = [line for line in (page.text or page.shown).split("\n") if line.strip()]
    about = sum(len(line) for line in lines if CONSENT.search(line))
    cues = {match[0].lower() for match in CONSENT.finditer(page.text or page.shown)}
    mostly = about >= MOSTLY * sum(map(len, lines))
    named = any(CONSENT_TITLE.search(title) for title in page.titles)
    if (mostly and len(cues) >= 3) or (named and len(cues) >= 2 and said(page.text) < ASKING):
        return "a question about cookies or consent stands where the article should"
    return None


def _unscripted(page: Seen) -> str | None:
    told = SCRIPTED.search(page.text or page.shown)
    if said(page.text) < 2 * LEAST and (told or (page.scripts and len(page.shown) < LEAST)):
        return (
            "no article text found: the page is empty until its scripts have run; "
            "open it in a browser and save it"
        )
    return None


TEASED = "a teaser before a paywall; the article itself needs a subscription"


def _paywall(page: Seen) -> str | None:
    """A page that asks for money before its story is told."""
    if page.paid and said(page.text) < TEASER:
        return TEASED
    if said(page.text) < TEASER and ASKS.search(page.shown):
        return TEASED
    lines = [line for line in page.text.split("\n") if line.strip()]
    end = "\n".join(lines[-3:])
    asks = ASKS.search(end) or OFFERS.search(end)
    if said(page.text) < ASKING and len(end) < NOTICE and asks:
        return TEASED
    return None


def _login(page: Seen) -> str | None:
    named = any(LOGIN_TITLE.search(title) for title in page.titles)
    if said(page.text) < NOTICE and (named and LOGIN.search(page.shown)):
        return "a page to log in stands where the article should"
    return None


def _short(page: Seen) -> str | None:
    if said(page.text) >= LEAST:
        return None
    least = LEAST if said(page.text) == len(page.text) else LEAST // LETTERS
    return (
        f"no article text found: {len(page.text)} characters of running text where an article has "
        f"{least} or more; it may be a menu, a notice, or need a browser or a subscription"
    )
