"""The same article in another dress: AMP and its caches, mobile and print pages. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import SplitResult, urlsplit

CACHES = re.compile(
    r"(?:[\w-]+\.)?(?:cdn\.ampproject\.(?:org|net)|bing-amp\.com|amp\.cloudflare\.com)"
)
CACHED = re.compile(r"/[civ]/(?P<safe>s/)?(?P<rest>[^/]+\.[^/]+(?:/.*)?)")
GOOGLE = re.compile(r"(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?")
VIEWED = re.compile(r"/amp/(?P<safe>s/)?(?P<rest>[^/]+\.[^/]+(?:/.*)?)")

DEVICES = re.compile(r"(?:www\d?|m|mobile|mobil|amp|wap|touch|lite)\.(?=[^.]+\.[^.])")
SECOND = re.compile(r"(?<=\.)(?:m|mobile|amp)\.(?=[^.]+\.[^.])")  # en.m.example.org

DRESSES = frozenset({"amp", "m", "mobile", "print"})  # as the first part of a path
AMP = frozenset({"amp", "amp.html", "amp.htm", "amphtml", "amp.php", ".amp"})
PRINT = frozenset(
    "print print.html print.htm print.php printable printerfriendly printer-friendly "
    "printversion print-version imprimir imprimer drucken stampa".split()
)
SUFFIX = re.compile(
    r"(?P<stem>.+?)(?:[.~_-](?:amp|amphtml|print|printable|druck))(?P<kind>\.s?html?)|"
    r"(?P<name>.+)\.amp",
    re.IGNORECASE,
)

SWITCHES: dict[str, frozenset[str]] = {
    "amp": frozenset({"", "1", "true", "yes", "amp"}),
    "isamp": frozenset({"", "1", "true"}),
    "mobile": frozenset({"", "1", "true", "yes", "0", "false", "no"}),
    "m": frozenset({"0", "1"}),  # other numbers are months
    "print": frozenset({"", "1", "true", "yes", "print"}),
    "printable": frozenset({"", "1", "true", "yes"}),
    "printview": frozenset({"", "1", "true", "yes"}),
    "printer_friendly": frozenset({"", "1", "true", "yes"}),
    "printerfriendly": frozenset({"", "1", "true", "yes"}),
    "druck": frozenset({"", "1", "true"}),
    "device": frozenset({"mobile", "desktop", "tablet"}),
}
"""Parameters that choose a dress, with the values that do."""

CHOICES = re.compile(r"(?:view|mode|format|type|output|outputtype|layout|version|display)", re.I)
CHOSEN = frozenset({"amp", "mobile", "print", "printable", "desktop", "printfriendly"})


def origin(parts: SplitResult) -> SplitResult:
    """The page that an AMP cache or viewer shows; any other address as it is."""
    host = parts.hostname or ""
    cached = CACHED.fullmatch(parts.path) if CACHES.fullmatch(host) else None
    viewed = VIEWED.fullmatch(parts.path) if GOOGLE.fullmatch(host) else None
    found = cached or viewed
    if found is None:
        return parts
    scheme = "https" if found["safe"] else "http"
    return urlsplit(f"{scheme}://{found['rest']}")._replace(query=parts.query)


def plain_host(host: str) -> str:
    """A host without what names a device: `m.`, `amp.`, `www.`."""
    bare = DEVICES.sub("", host, count=1) if DEVICES.match(host) else host
    return SECOND.sub("", bare, count=1)


def plain_path(parts: Sequence[str]) -> list[str]:
    """The parts of a path without those that name a dress; something is always left.

    Args:
        parts: What stands between slashes, none empty.
    """
    kept = list(parts)
    if len(kept) > 1 and kept[0].lower() in DRESSES:
        kept = kept[1:]
    if len(kept) > 1 and kept[-1].lower() in AMP | PRINT:
        kept = kept[:-1]
    if len(kept) > 2:  # /news/amp/world-7
        kept = [kept[0], *(part for part in kept[1:-1] if part.lower() != "amp"), kept[-1]]
    if kept and (dressed := SUFFIX.fullmatch(kept[-1])):
        kept[-1] = dressed["name"] or dressed["stem"] + dressed["kind"]
    return kept


def dresses(name: str, value: str) -> bool:
    """Whether a parameter chooses a dress."""
    name, value = name.lower(), value.lower()
    if name in SWITCHES:
        return value in SWITCHES[name]
    return bool(CHOICES.fullmatch(name)) and value in CHOSEN
