"""What a parsed page states about itself outside its story, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.readers import linked

Tree = Any  # an lxml element; lxml comes without types

STORY = "boolean(ancestor::article or ancestor::main or ancestor::header)"
PROPS = (
    './/body//*[@itemprop and (contains("'
    + " ".join(
        ("author", "headline", "articleSection", "publisher", "datePublished", "dateModified")
    )
    + '", @itemprop) and string-length(@itemprop) > 5)'
    + ' or @rel="author"]'
)
LONGEST = 300  # characters of a property; what is longer is the story
ASIDE = "boolean(ancestor::aside or ancestor::nav or ancestor::footer or ancestor::li)"


@dataclass(frozen=True, slots=True)
class TimeTag:
    """A <time>: its machine-readable value, its class and properties, and whether in the story."""

    value: str
    label: str
    inside: bool


@dataclass(frozen=True, slots=True)
class Stated:
    """JSON-LD blocks, meta tags and microdata (names in lower case), times, links, languages."""

    scripts: tuple[str, ...] = ()
    metas: tuple[tuple[str, str], ...] = ()
    times: tuple[TimeTag, ...] = ()
    canonical: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    title: str = ""
    props: tuple[tuple[str, str], ...] = ()
    headlines: tuple[str, ...] = ()

    def prop(self, name: str) -> list[str]:
        """The values of the microdata of this name (in lower case)."""
        return [value for key, value in self.props if key == name]

    @property
    def titles(self) -> list[str]:
        """All that the page calls itself."""
        from_scripts = linked.values(self.scripts, "headline")
        return [*self.meta("og:title"), *self.meta("twitter:title"), *from_scripts, self.title]

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
        title=" ".join((tree.findtext(".//title") or "").split()),
        props=tuple(_props(tree)),
        headlines=tuple(filter(None, map(said, tree.iter("h1")))),
    )


def said(element: Tree) -> str:
    """The words in an element, on one line."""
    return " ".join("".join(map(str, element.itertext())).split())


def _props(tree: Tree) -> Iterator[tuple[str, str]]:
    """Microdata of the body, and links to authors; of a person or house its name."""
    for element in tree.xpath(PROPS):
        name = str(element.get("itemprop") or "author").lower().split()[0]
        inner = element.xpath('.//*[@itemprop="name"]')
        value = element.get("content") or element.get("datetime")
        value = value or (inner[0].get("content") or said(inner[0]) if inner else said(element))
        if value and len(value) <= LONGEST:
            yield name, value


def _name(meta: Tree) -> str:
    return str(meta.get("property") or meta.get("name") or meta.get("itemprop")).lower()


def _time(tag: Tree) -> TimeTag:
    label = " ".join(tag.get(name) or "" for name in ("itemprop", "class"))
    label += " pubdate" if "pubdate" in tag.attrib else ""
    return TimeTag(str(tag.get("datetime")), label, tag.xpath(STORY) and not tag.xpath(ASIDE))
