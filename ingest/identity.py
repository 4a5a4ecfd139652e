"""Who an article is, and whether it changed: canonical addresses, ids, digests. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from urllib.parse import SplitResult, urlsplit

from rag.domain import Draft, Moment

PORTS = {"http": 80, "https": 443}
TRACKING = re.compile(
    r"""(?ix:
      utm_.*                                          # Google Analytics and everyone after it
    | fbclid | gclid | gclsrc | gbraid | wbraid | dclid | msclkid | yclid | twclid | ttclid | igshid
    | mc_cid | mc_eid | mkt_tok | _hsenc | _hsmi      # newsletters
    | cmpid | cmp | icid | ocid | ito | wt_mc | smid | smtyp | at_medium | at_campaign.*
    | ns_campaign | ns_mchannel | ns_source | xtor    # campaigns of newsrooms
    | ref | ref_src | ref_url | referrer | referer | guccounter | guce_referrer | guce_referrer_sig
    | _ga | _gl
    )"""
)


def canonical(url: str) -> str:
    """The address by which a page is known, however it was reached.

    Scheme and host in lower case; no default port, fragment or tracking parameters; parameters
    sorted. Nothing else is folded: paths, `www.` and http against https can tell pages apart. What
    is not an address comes back as it is.
    """
    try:
        parts = urlsplit(url.strip())
        netloc = _netloc(parts)
    except ValueError:
        return url
    kept = sorted(p for p in parts.query.split("&") if p and not _tracks(p))
    return parts._replace(netloc=netloc, query="&".join(kept), fragment="").geturl()


def _netloc(parts: SplitResult) -> str:
    user, at, _ = parts.netloc.rpartition("@")
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    default = PORTS.get(parts.scheme)
    port = f":{parts.port}" if parts.port is not None and parts.port != default else ""
    return f"{user}{at}{host}{port}"


def _tracks(parameter: str) -> bool:
    return TRACKING.fullmatch(parameter.partition("=")[0]) is not None


def article_id(draft: Draft) -> str:
    """The id it was given; else one of its address (`u…`); else one of its text (`c…`)."""
    if draft.id is not None:
        return draft.id
    if draft.url:
        return "u" + _sha256(canonical(draft.url))[:15]
    return "c" + _sha256(draft.text)[:15]


def digest(draft: Draft) -> str:
    """SHA-256 (hex) over all that a reader could see change, so not over ids and crawl times."""
    seen = [
        draft.title,
        draft.text,
        list(draft.authors),
        draft.outlet,
        _iso(draft.published),
        _iso(draft.modified),
        draft.language,
        canonical(draft.url) if draft.url else None,
    ]
    return _sha256(json.dumps(seen, separators=(",", ":")))


def _iso(moment: Moment | None) -> str | None:
    return moment.iso if moment else None


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
