"""What a page says about itself in JSON-LD (schema.org), malformed as it often is. Stdlib only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

Thing = dict[str, object]

ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
PAGE = re.compile(r"Page$")
DEEPEST = 4


def things(scripts: Sequence[str]) -> list[Thing]:
    """The articles that the blocks describe, then the pages.

    Lists of other stories (`itemListElement`, `hasPart`) are not looked into. Of a block that is
    not JSON the simple fields are salvaged, as written first.
    """
    found = [thing for script in scripts for thing in _parsed(script)]
    articles = [thing for thing in found if _is(thing, ARTICLE)]
    return articles + [thing for thing in found if _is(thing, PAGE) and thing not in articles]


def values(scripts: Sequence[str], key: str) -> Iterator[str]:
    """The strings under a key, in the order of `things`; of an object or list its (first) name."""
    for thing in things(scripts):
        name = _name(thing.get(key))
        if name:
            yield name


def names(scripts: Sequence[str], key: str) -> tuple[str, ...]:
    """All the names under a key of the first thing that has any."""
    for thing in things(scripts):
        value = thing.get(key)
        found = [_name(one) for one in (value if isinstance(value, list) else [value])]
        if any(found):
            return tuple(dict.fromkeys(name for name in found if name))
    return ()


def _parsed(script: str) -> Iterator[Thing]:
    try:
        yield from _walk(json.loads(script, strict=False), 0)
    except (ValueError, RecursionError):
        yield {"@type": "Article", **_salvaged(script)}


def _salvaged(script: str) -> Thing:
    pairs = re.findall(r'"(datePublished|dateModified|inLanguage)"\s*:\s*"([^"]{2,40})"', script)
    return dict(reversed(pairs))  # of several the first stays


def _walk(node: object, depth: int) -> Iterator[Thing]:
    if depth > DEEPEST:
        return
    if isinstance(node, list):
        for item in node:
            yield from _walk(item, depth + 1)
    elif isinstance(node, dict):
        yield node
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _walk(node.get(key), depth + 1)


def _is(thing: Thing, kind: re.Pattern[str]) -> bool:
    named = thing.get("@type")
    names = named if isinstance(named, list) else [named]
    return any(isinstance(name, str) and kind.search(name) for name in names)


def _name(value: object) -> str:
    if isinstance(value, list):
        return _name(value[0]) if value else ""
    if isinstance(value, dict):
        return _name(value.get("name"))
    return value.strip() if isinstance(value, str) else ""
