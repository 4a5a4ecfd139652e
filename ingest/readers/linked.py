"""What a page says about itself in JSON-LD (schema.org), malformed as it often is. Stdlib only."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence

Thing = dict[str, object]

ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
PAGE = re.compile(r"Page$")
DEEPEST = 4
LARGEST = 2_000_000  # characters of a block that is mended; a larger one is only looked through

WRAPPING = re.compile(r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|"
                      r"(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)\s*;?\s*$")  # fmt: skip
COMMA = re.compile(r",(\s*[}\]])")
SIMPLE = re.compile(
    r'"(datePublished|dateModified|inLanguage|headline|articleSection|isAccessibleForFree)"'
    r'\s*:\s*"?((?:[^"\\\n]|\\.){2,300}?)"?\s*(?=[,}\n])'
)
NAMED = re.compile(
    r'"(author|publisher)"\s*:\s*[\[{\s]*(?:"@type"\s*:\s*"\w+"\s*,\s*)?(?:"name"\s*:\s*)?"([^"\n]{2,100})"'
)


def things(scripts: Sequence[str]) -> list[Thing]:
    """The articles that the blocks describe, then the pages.

    Lists of other stories (`itemListElement`, `hasPart`) are not looked into. What refers to
    another node by its `@id` is that node. Of a block that is not JSON even when it is mended the
    simple fields are salvaged, as written first.
    """
    found = [thing for script in scripts for thing in _parsed(script)]
    named = {str(thing["@id"]): thing for thing in found if "@id" in thing and len(thing) > 2}
    articles = [_whole(thing, named) for thing in found if _is(thing, ARTICLE)]
    pages = [_whole(thing, named) for thing in found if _is(thing, PAGE)]
    return articles + [thing for thing in pages if thing not in articles]


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


def kinds(scripts: Sequence[str]) -> set[str]:
    """The types of what the blocks describe: `NewsArticle`, and the like."""
    return {kind for thing in things(scripts) for kind in _kinds(thing)}


def paid(scripts: Sequence[str]) -> bool:
    """Whether a page says that its story is not free to read."""
    said = (thing.get("isAccessibleForFree") for thing in things(scripts))
    return any(one is False or str(one).strip().lower() in ("false", "no") for one in said)


def _parsed(script: str) -> Iterator[Thing]:
    for mended in (str, _mended):
        try:
            read = json.loads(mended(script), strict=False)
        except (ValueError, RecursionError):
            continue
        broken = isinstance(read, dict) and mended is _mended
        yield from _walk({"@type": "Article", **read} if broken else read, 0)
        return
    yield {"@type": "Article", **_salvaged(script)}


def _mended(script: str) -> str:
    """A block without the comment around it, commas before brackets, or escaped quotes."""
    if len(script) > LARGEST:
        return script
    bare = WRAPPING.sub("", WRAPPING.sub("", script)).strip().rstrip(";")
    bare = html.unescape(bare) if '"' not in bare else bare
    return COMMA.sub(r"\1", bare)


def _salvaged(script: str) -> Thing:
    pairs = [*SIMPLE.findall(script), *NAMED.findall(script)]
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


def _whole(thing: Thing, named: dict[str, Thing]) -> Thing:
    """A thing with the nodes in place of what only refers to them."""
    return {key: _referred(value, named) for key, value in thing.items()}


def _referred(value: object, named: dict[str, Thing]) -> object:
    if isinstance(value, list):
        return [_referred(one, named) for one in value]
    if isinstance(value, dict) and "name" not in value:
        return named.get(str(value.get("@id")), value)
    return value


def _is(thing: Thing, kind: re.Pattern[str]) -> bool:
    return any(kind.search(name) for name in _kinds(thing))


def _kinds(thing: Thing) -> list[str]:
    named = thing.get("@type")
    names = named if isinstance(named, list) else [named]
    return [name for name in names if isinstance(name, str)]


def _name(value: object) -> str:
    if isinstance(value, list):
        return _name(value[0]) if value else ""
    if isinstance(value, dict):
        return _name(value.get("name"))
    return html.unescape(value).strip() if isinstance(value, str) else ""
