"""What a parsed page states about itself outside its story, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Tree = Any  # an lxml element; lxml comes without types

STORY = "boolean(ancestor::article or ancestor::main or ancestor::header)"
ASIDE = "boolean(ancestor::aside or ancestor::nav or ancestor::footer or ancestor::li)"


@dataclass(frozen=True, slots=True)
class TimeTag:
    """A <time>: its machine-readable value, its class and properties, and whether in the story."""

    value: str
    label: str
    inside: bool


@dataclass(frozen=True, slots=True)
class Stated:
    """JSON-LD blocks, meta tags (names in lower case), times, canonical links, languages."""

    scripts: tuple[str, ...] = ()
    metas: tuple[tuple[str, str], ...] = ()
    times: tuple[TimeTag, ...] = ()
    canonical: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def meta(self, name: str) -> list[str]:
        """The contents of the meta tags of this name."""
        return [content for key, content in self.metas if key == name]


def look(tree: Tree) -> Stated:
    """Read off a page what it states, in document order."""
    metas = tree.xpath(".//meta[@content and (@property or @name or @itemprop)]")
    return Stated(
        scripts=tuple(map(str, tree.xpath('.//script[contains(@type, "ld+json")]/text()'))),
        metas=tuple((_name(meta), str(meta.get("content"))) for meta in metas),
        times=tuple(_time(tag) for tag in tree.xpath(".//time[@datetime]")),
        canonical=tuple(map(str, tree.xpath('.//link[@rel="canonical"]/@href'))),
        languages=tuple(map(str, tree.xpath("/html/@lang"))),
    )


def _name(meta: Tree) -> str:
    return str(meta.get("property") or meta.get("name") or meta.get("itemprop")).lower()


def _time(tag: Tree) -> TimeTag:
    label = " ".join(tag.get(name) or "" for name in ("itemprop", "class"))
    label += " pubdate" if "pubdate" in tag.attrib else ""
    return TimeTag(str(tag.get("datetime")), label, tag.xpath(STORY) and not tag.xpath(ASIDE))
