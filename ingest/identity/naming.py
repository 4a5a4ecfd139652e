"""What an article is called, and what shows that it changed: ids and digests. Pure."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from urllib.parse import urlsplit

from ingest.identity.addresses import address, canonical, sha256
from rag.domain import Article, Draft, Moment
from rag.provenance import Signs

SPACE = re.compile(r"\s+")
JUNK = re.compile(r"\W*\d{0,3}\W*|false|true|null|none|undefined", re.IGNORECASE)  # no guid at all


def article_id(draft: Draft) -> str:
    """The id it was given; else one of its address (`u…`); else one of its text (`c…`).

    An article that is known already keeps the id it has: see `ingest.identity.recognised`.
    """
    if draft.id is not None:
        return draft.id
    if draft.url:
        return "u" + sha256(canonical(draft.url))[:15]
    return "c" + sha256(draft.text)[:15]


def digest(draft: Draft | Article) -> str:
    """SHA-256 (hex) over all that a reader could see change, so not over ids and crawl times."""
    return _digest(draft, _iso(draft.modified))


def unmoved(draft: Draft, article: Article) -> bool:
    """Whether nothing that a reader sees changed.

    A mere later time of change counts as nothing, and so does what an AMP or print page leaves out.
    """
    told = replace(
        draft,
        title=draft.title or article.title,
        authors=draft.authors or article.authors,
        outlet=draft.outlet or article.outlet,
        published=draft.published or article.published,
        language=draft.language or article.language,
        section=draft.section or article.section,
        labels=draft.labels or article.labels,
        wire=draft.wire or article.wire,
    )
    return _digest(told, None) == _digest(article, None)


def _digest(draft: Draft | Article, modified: str | None) -> str:
    seen = [
        draft.title,
        draft.text,
        list(draft.authors),
        draft.outlet,
        _iso(draft.published),
        modified,
        draft.language,
        canonical(draft.url) if draft.url else None,
    ]
    return sha256(json.dumps(seen + _kind(draft), separators=(",", ":")))


def _kind(draft: Draft | Article) -> list[dict[str, object]]:
    """Section, labels and wire, if any: articles without keep the digests they had before these."""
    kept = (
        ("section", draft.section),
        ("labels", sorted(set(draft.labels))),
        ("wire", draft.wire),
    )
    told: dict[str, object] = {name: value for name, value in kept if value}
    return [told] if told else []


def content(text: str) -> str:
    """SHA-256 (hex) of a text, however it is spaced and its characters are composed."""
    return sha256(SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip())


def signs(draft: Draft) -> Signs:
    """What a draft is recognised by."""
    at = address(draft.url) if draft.url and _is_web(draft.url) else None
    return Signs(content(draft.text), at, _guids(draft))


def _guids(draft: Draft) -> tuple[str, ...]:
    """Hashes of what feeds call it, each with its site: no two sites share their numbers.

    A guid that is the address itself says nothing more.
    """
    if not draft.url or not _is_web(draft.url):
        return ()
    site, known = urlsplit(canonical(draft.url)).hostname, canonical(draft.url)
    told = (hint.value.strip() for hint in draft.hints if hint.name == "guid")
    names = (name for name in told if not JUNK.fullmatch(name) and canonical(name) != known)
    return tuple(dict.fromkeys(sha256(f"{site} {name}") for name in names))


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))


def _iso(moment: Moment | None) -> str | None:
    return moment.iso if moment else None
