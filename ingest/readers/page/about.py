"""What a page says of its article, each fact with where it was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from ingest.identity.addresses import spoken_for
from ingest.readers import linked
from ingest.readers.metadata import sensible_authors
from ingest.readers.stated import Stated

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
SUFFIX = re.compile(r"(.+\S)\s+[|–—·-]\s+(\S.*)", re.DOTALL)
AND = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b)\s+", re.IGNORECASE)
ROLE = re.compile(
    r",\s+(?:(?:AP|AFP|Reuters|Associated Press)\b.*|\S.* (?:writer|reporter|editor))$", re.I
)
NO_NAME = re.compile(r"//|\.\w{2,5}$|^\S+\s?wire services", re.I)
GUESS = "trafilatura"  # the origin of what an extractor takes for a fact
HOST = re.compile(r"^\S+\.[a-z]{2,}$")
LISTED = re.compile(r",(?!\s)|;|\s>\s|\|")
WHOLE = frozenset(
    """
    all home homepage frontpage default general uncategorized main other international none
    allgemein
    """.split()
) | {"front page", "home page", "sin categoría"}
"""Names of no part."""

LONGEST = 60  # characters of the name of a section

Found = tuple[str, str]
"""A value, and its origin."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What an extractor takes for a page's title, authors (parted by semicolons) and outlet."""

    title: str = ""
    author: str = ""
    sitename: str = ""


def outlet(stated: Stated, guess: Guess, url: str | None) -> Found | None:
    """The name of the publication as it writes it itself; else its host."""
    told = (
        *_each("og", stated.meta("og:site_name")),
        *_each("json-ld", linked.values(stated.scripts, "publisher")),
        *_each("meta", stated.meta("application-name")),
        *_each("microdata", stated.prop("publisher")),
        (guess.sitename, GUESS),
    )
    for name, origin in told:
        if name.strip() and "/" not in name:
            return name.strip(), origin
    host = urlsplit(url or "").hostname
    return (host.removeprefix("www."), "url") if host else None


def title(stated: Stated, guess: Guess, house: str | None) -> Found | None:
    """A headline without the name of the outlet that pages add behind a bar or dash."""
    name = (house or "").casefold()
    told = (
        (guess.title, _origin(stated, guess.title)),
        *_each("json-ld", linked.values(stated.scripts, "headline")),
        *_each("og", stated.meta("og:title")),
        *_each("microdata", stated.prop("headline")),
        *_each("h1", stated.headlines),
        (stated.title, "title-tag"),
    )
    kept = [(text.strip(), origin) for text, origin in told if text.strip()]
    for text, origin in [one for one in kept if one[0].casefold() != name] or kept[:1]:
        return _without(text, name), origin
    return None


def _without(text: str, name: str) -> str:
    """A headline without the name (in lower case) of its outlet behind or before it."""
    match = SUFFIX.fullmatch(text)
    if match and match[2].casefold() == name:
        return match[1]
    rest = text[len(name) :].lstrip()
    if name and text.casefold().startswith(name) and rest[:1] in (":", "|"):
        return rest[1:].strip() or text
    return text


def _origin(stated: Stated, text: str) -> str:
    """Where an extractor has a title from."""
    places = (
        ("h1", stated.headlines),
        ("json-ld", linked.values(stated.scripts, "headline")),
        ("og", (*stated.meta("og:title"), *stated.meta("twitter:title"))),
        ("title-tag", (stated.title,)),
    )
    return next((origin for origin, said in places if text in said), GUESS)


def authors(stated: Stated, guess: Guess, house: str | None) -> tuple[tuple[str, ...], str]:
    """The people who wrote it, and where they are named; none where it names none."""
    ours = (house or "").casefold()
    told = (
        (linked.names(stated.scripts, "author"), "json-ld"),
        (_lists((*stated.meta("author"), *stated.meta("article:author"))), "meta"),
        (_lists((*stated.meta("parsely-author"), *stated.meta("sailthru.author"))), "meta"),
        (_lists(stated.prop("author")), "microdata"),
        (guess.author.split(";"), GUESS),
    )
    for names, origin in told:
        people = sensible_authors("; ".join(ROLE.sub("", name) for name in names))
        kept = tuple(n for n in people if n.casefold() != ours and not NO_NAME.search(n))
        if kept:
            return kept, origin
    return (), ""


def bylines(stated: Stated, guess: Guess) -> tuple[str, ...]:
    """All that is said of who wrote it, to the letter."""
    told = (*linked.names(stated.scripts, "author"), *stated.meta("author"), *stated.prop("author"))
    return tuple(dict.fromkeys((*told, *guess.author.split("; "))))


def _lists(lines: Iterable[str]) -> list[str]:
    """The names of bylines such as `Ann Reed, Bo Lind and Cy Moe`."""
    return [name for line in lines for name in AND.split(line) if len(name) < LONGEST]


def language(stated: Stated) -> Found | None:
    """The two or three letters of a language, as the page declares it."""
    told = (
        *_each("html-lang", stated.languages),
        *_each("og", stated.meta("og:locale")),
        *_each("json-ld", linked.values(stated.scripts, "inLanguage")),
        *_each("meta", (*stated.meta("content-language"), *stated.meta("dc.language"))),
    )
    for name, origin in told:
        if match := LANGUAGE.match(name.strip()):
            return match[0].lower(), origin
    return None


def section(stated: Stated) -> Found | None:
    """The part of the publication in which it stands."""
    told = (
        *_each("json-ld", linked.values(stated.scripts, "articleSection")),
        *_each("og", stated.meta("article:section")),
        *_each("meta", (*stated.meta("section"), *stated.meta("parsely-section"))),
        *_each("microdata", stated.prop("articlesection")),
    )
    for name, origin in told:
        first = next((one for one in LISTED.split(name) if _section(one)), "")
        if first:
            return " ".join(first.strip("/ ").split()), origin
    return None


def _section(name: str) -> bool:
    """Whether it names a part, and not the whole or a path."""
    bare = name.strip("/ ").casefold()
    return (
        1 < len(bare) <= LONGEST and bare not in WHOLE and "/" not in bare and not HOST.search(bare)
    )


def _each(origin: str, texts: Iterable[str]) -> Iterator[Found]:
    return ((text, origin) for text in texts)


def address(stated: Stated, url: str | None) -> str | None:
    """The page's canonical address, where it may speak for it; else where it was fetched."""
    return spoken_for(url, (*stated.canonical, *stated.meta("og:url")))
