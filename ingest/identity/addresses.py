"""Addresses of articles: cleaned to be shown, folded to be compared, chosen among several. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote_to_bytes, urljoin, urlsplit

from ingest.identity.tracking import tracks
from ingest.identity.variants import dresses, origin, plain_host, plain_path
from rag.provenance import Address

PORTS = {"http": 80, "https": 443}
WEB = frozenset(PORTS)
INDEX = re.compile(r"(?:index|default)\.(?:s?html?|php\d?|aspx?|jsp)", re.IGNORECASE)
SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
FRONT = re.compile(r"/*|/*(?:home|start|startseite|index|default)(?:\.\w{2,5})?/*", re.IGNORECASE)
SECTION = re.compile(r"/[^/\d-]+(?:-[^/\d-]+)?")  # one part, no number and at most one dash
ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
UNRESERVED = re.compile(rb"[A-Za-z0-9._~-]")
DEEPEST = 12  # dresses over dresses, and escapes of escapes
LEGAL = "!$&'()*+,;=:@/%?~-._[]"  # what stays as it is where the rest is escaped


def clean(url: str) -> str:
    """An address that leads to the same page, without what only tells how it was reached.

    Host in lower case; no default port, fragment, session or tracking parameters. What is no
    address of the web comes back as it is.
    """
    parts = _parts(url)
    if parts is None:
        return url
    query = "&".join(p for p in _parameters(parts) if not tracks(_name(p), parts.hostname or ""))
    path = SESSION.sub("", parts.path)
    return parts._replace(
        netloc=_netloc(parts, _host(parts)), path=path, query=query, fragment=_route(parts)
    ).geturl()


@lru_cache(maxsize=4096)
def canonical(url: str) -> str:
    """What all addresses of one article have in common, as an address that is not to be fetched.

    Beyond `clean`: https and no `www.`; AMP, mobile and print dresses taken off; no trailing slash
    or index file; one way of escaping; parameters sorted. Parameters that may name the article or a
    page of it stay, and so does the case of paths.
    """
    for _ in range(DEEPEST):
        folded = _folded(url)
        if folded == url:
            break
        url = folded
    return url


def _folded(url: str) -> str:
    parts = _parts(url)
    if parts is None:
        return url
    parts = origin(parts)
    host = plain_host(_host(parts))
    path, query = _path(parts), _query(parts, host)
    scheme = "https" if parts.port is None or parts.port == PORTS[parts.scheme] else parts.scheme
    netloc = _netloc(parts, host)
    return SplitResult(scheme, netloc, path, query, _route(parts)).geturl()


def address(url: str) -> Address:
    """An address with the hashes that it is found by."""
    cleaned = clean(url)
    return Address(cleaned, sha256(cleaned), sha256(canonical(url)))


def undressed(url: str) -> bool:
    """Whether an address is that of the plain page, neither mobile nor AMP nor for print."""
    parts = _parts(url)
    if parts is None:
        return True
    host = _host(parts)
    segments = [part for part in parts.path.split("/") if part]
    return (
        origin(parts) == parts
        and plain_host(host) == host.removeprefix("www.")
        and plain_path(segments) == segments
        and not any(dresses(*_pair(p)) for p in _parameters(parts))
    )


def spoken_for(url: str | None, references: Iterable[str]) -> str | None:
    """The address that a page gives itself, where it may; else the one where it was fetched.

    A page that names another site could otherwise replace an article of that site; one that names
    the front page or a section would make many articles one.

    Args:
        url: Where the page was fetched, after redirects; None for a saved page.
        references: What it names as its own: rel=canonical, then og:url; may be relative.
    """
    for reference in filter(None, (text.strip() for text in references)):
        try:
            named = urljoin(url or "", reference)
            if _speaks_for(named, url):
                return named
        except ValueError:
            continue
    return url


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: the same host, or one beneath the other."""
    ours, theirs = (urlsplit(canonical(url)).hostname or "" for url in (one, other))
    return ours == theirs or ours.endswith(f".{theirs}") or theirs.endswith(f".{ours}")


def sha256(text: str) -> str:
    """In hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _speaks_for(named: str, url: str | None) -> bool:
    there = urlsplit(named)
    if there.scheme not in WEB or not there.hostname or not _inner(there):
        return False
    return url is None or (
        same_site(named, url) and not _section_of(there, urlsplit(canonical(url)))
    )


def _inner(there: SplitResult) -> bool:
    """Whether it is not the front page."""
    return bool(there.query) or not FRONT.fullmatch(there.path)


def _section_of(there: SplitResult, page: SplitResult) -> bool:
    """Whether an address is that of the section that a page is in."""
    path = there.path.rstrip("/")
    return (
        not there.query
        and bool(SECTION.fullmatch(path))
        and page.path.startswith(f"{path}/")
        and canonical(there.geturl()) != page.geturl()
    )


def _parts(url: str) -> SplitResult | None:
    """The parts of an address of the web; None for anything else."""
    try:
        parts = urlsplit(url.strip())
        usable = parts.scheme in WEB and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if usable else None


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _netloc(parts: SplitResult, host: str) -> str:
    user, at, _ = parts.netloc.rpartition("@")
    host = f"[{host}]" if ":" in host else host
    port = "" if parts.port in (None, PORTS[parts.scheme]) else f":{parts.port}"
    return f"{user}{at}{host}{port}"


def _route(parts: SplitResult) -> str:
    """A fragment that names a page, as sites write it that are one page of scripts."""
    return parts.fragment if parts.fragment.startswith(("!", "/")) else ""


def _path(parts: SplitResult) -> str:
    path = _escaped(SESSION.sub("", parts.path))
    segments = [segment for segment in path.split("/") if segment]
    if segments and INDEX.fullmatch(segments[-1]):
        segments.pop()
    return "/" + "/".join(plain_path(segments)) if segments else ""


def _query(parts: SplitResult, host: str) -> str:
    kept = {
        _escaped(p)
        for p in _parameters(parts)
        if not tracks(_name(p), host) and not dresses(*_pair(p))
    }
    return "&".join(sorted(kept))


def _parameters(parts: SplitResult) -> list[str]:
    """The parameters as they stand; what was escaped as HTML twice is read as it was meant."""
    return [p for part in parts.query.split("&") if (p := part.removeprefix("amp;"))]


def _name(parameter: str) -> str:
    return parameter.partition("=")[0]


def _pair(parameter: str) -> tuple[str, str]:
    name, _, value = parameter.partition("=")
    return name, value


def _escaped(text: str) -> str:
    """Escaped in one way: letters, digits and marks bare, all else in capitals."""
    return ESCAPE.sub(_escape, quote(text, safe=LEGAL, encoding="utf-8", errors="surrogatepass"))


def _escape(found: re.Match[str]) -> str:
    byte = unquote_to_bytes(found[0])
    return byte.decode("ascii") if UNRESERVED.fullmatch(byte) else found[0].upper()
