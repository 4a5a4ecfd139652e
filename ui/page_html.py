"""HTML that cannot be injected into: every text and attribute escaped, every link looked at."""

from __future__ import annotations

from html import escape

LINKS = ("http://", "https://", "/", "#")  # what an address may begin with
OUTSIDE = ("http://", "https://")
VOID = frozenset({"meta", "link", "hr", "br", "input"})


class Html(str):
    """Text that is HTML already. Made by `tag` and `join` alone."""

    __slots__ = ()


def tag(name: str, /, *children: str | None, **attributes: str | bool | None) -> Html:
    """An element. Children that are not Html are text; None and False attributes are left out.

    An attribute is written with underscores for dashes (`data_ask`) and a last one where its name
    is a keyword (`class_`). An address that is neither of the web nor of this page is left out;
    one that leads away from this server opens in a new tab and learns nothing of this page.
    """
    href = attributes.get("href")
    if isinstance(href, str):
        if not href.startswith(LINKS) or href.startswith(("//", "/\\")):
            del attributes["href"]
        elif href.startswith(OUTSIDE):
            attributes |= {"target": "_blank", "rel": "noopener noreferrer"}
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(*children)}</{name}>")


def join(*children: str | None, by: str = "") -> Html:
    """Children one after the other."""
    return Html(by.join(c if isinstance(c, Html) else escape(c) for c in children if c))


def _attribute(key: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(value)}"'
