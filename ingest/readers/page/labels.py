"""What a page says it is: opinion, sponsored, a live blog; and whose wire copy. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from ingest.readers import linked
from ingest.readers.stated import Stated
from rag.provenance import Hint
from rag.wires import wire_of

Label = Literal["opinion", "sponsored", "live"]

KINDS: dict[str, Label] = {
    "OpinionNewsArticle": "opinion",
    "LiveBlogPosting": "live",
    "AdvertiserContentArticle": "sponsored",
}
OPINION = re.compile(
    r"(?i)^(?:opinions?|editorials?|op-?ed|columns?|columnists?|commentary|comment|comment is free"
    r"|voices|letters(?: to the editor)?|views?|viewpoint|perspectives?|meinung|kommentare?"
    r"|leitartikel|opinión|opinião|tribunas?|opinions? et débats|idées|débats|opinioni|commenti"
    r"|мнени[ея]|колонк[аи])$"
)
SPONSORED = re.compile(
    r"(?i)^(?:(?:sponsored|promoted|branded|partner|paid) (?:content|post|story|article|by\b.*)"
    r"|sponsored|advertorials?|paid (?:post|partnership|program)|brand ?(?:studio|voice|post)"
    r"|(?:in )?partner(?:ship)? (?:content|with\b.*)|advertis(?:e)?ment feature|presented by\b.*"
    r"|anzeige|werbung|publirreportaje|contenido patrocinado|conteúdo patrocinado|publicité"
    r"|contenu (?:sponsorisé|partenaire)|contenuto sponsorizzato|на правах рекламы"
    r"|партнерский материал)$"
)
LIVE = re.compile(
    r"(?i)(?:^live(?: ?blog| updates?)?$|^(?:live updates?|live ?blog)\s*[:|–-]|liveticker"
    r"|[:|–-]\s*(?:live updates?|live ?blog|as it happened)$"
    r"|^(?:en vivo|en direct|ao vivo)\s*[:|–-])"
)
PATHS: tuple[tuple[re.Pattern[str], Label], ...] = (
    (re.compile(r"/(?:opinions?|commentisfree|editorials?|op-?ed|columnists?)/"), "opinion"),
    (
        re.compile(r"/(?:sponsored|sponsored-content|brandstudio|paidpost|advertorial)/"),
        "sponsored",
    ),
    (re.compile(r"/live(?:blog|-updates?|-news)?/"), "live"),
)
SECTIONS = ("article:section", "section", "parsely-section", "article:tag", "og:type", "genre",
            "article.type", "content-type", "cxenseparse:articletype")  # fmt: skip


def labels(
    stated: Stated, section: str | None, shown: Iterable[str], url: str | None
) -> list[Hint]:
    """The labels of a page, each once with its surest origin.

    Args:
        stated: What the page states.
        section: Where it stands.
        shown: The short lines above its story (its kicker, a notice of a sponsor) and its titles.
        url: Its address, which counts least.
    """
    found: dict[Label, Hint] = {}
    for label, origin in _told(stated, section, shown, url):
        found.setdefault(label, Hint("label", label, origin))
    return list(found.values())


def _told(
    stated: Stated, section: str | None, shown: Iterable[str], url: str | None
) -> Iterator[tuple[Label, str]]:
    yield from ((KINDS[kind], "json-ld") for kind in linked.kinds(stated.scripts) & KINDS.keys())
    said = [
        *((genre, "json-ld") for genre in linked.values(stated.scripts, "genre")),
        *((value, "meta") for name in SECTIONS for value in stated.meta(name)),
        (section or "", "section"),
        *((line, "page") for line in shown),
    ]
    for text, origin in said:
        yield from ((label, origin) for label in _named(text))
    yield from ((label, "url") for path, label in PATHS if path.search((url or "").lower()))


def _named(text: str) -> Iterator[Label]:
    said = text.strip(" \t\n*:|[]()")
    if any(
        OPINION.match(part.strip()) for part in (said, *said.split(":")[:1], *said.split("|")[:1])
    ):
        yield "opinion"
    if SPONSORED.match(said):
        yield "sponsored"
    if LIVE.search(said):
        yield "live"


ROLE = re.compile(r"(?i)(?:,|\bfor|\bby|/)\s+(?:the\s+)?(AP|AFP|Reuters|Associated Press)\b")
SHORT = {"ap": "AP", "afp": "AFP", "reuters": "Reuters", "associated press": "AP"}


def wire(texts: Iterable[str], bylines: Iterable[str], house: str | None) -> Hint | None:
    """The agency that a page names as the source of its story.

    Args:
        texts: The story, and it with what stood around.
        bylines: As they are written; `Ann Reed, AP Science Writer` is of the AP.
        house: Who printed it.
    """
    written = tuple(bylines)
    for line in written:
        if match := ROLE.search(line):
            return Hint("wire", SHORT[match[1].lower()], "byline")
    for text in texts:
        if agency := wire_of(text, written, house):
            return Hint("wire", agency, "page")
    return None
