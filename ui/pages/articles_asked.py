"""What a reader wants to see of the library, as the address of the page Articles says it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args
from urllib.parse import parse_qs, urlencode

from rag.domain import Scope, Window
from rag.index.listed import Order, Wanted
from rag.provenance import storable

Show = Literal["articles", "stories", "timeline", "quarantined"]

PAGE = "/articles"
LONGEST = 200  # characters of what is searched for
LAST = 10**6  # a page that no library has
FIELDS = 40  # of an address
DOWN: dict[Order, bool] = {
    "match": True, "published": True, "fetched": True, "outlet": False, "headline": False,
}  # fmt: skip
"""Whether the last comes first where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A view of the library.

    Attributes:
        show: Which view.
        q: Words that are looked for.
        outlet: The only outlet, if one.
        first: The first day of publication.
        last: The last day.
        undated: Only articles without a date.
        gone: Only those that their sites do not give any more.
        order: What a list is sorted by; None for the view's own way.
        down: Whether the last comes first; None for the order's own way.
        page: From 1.
        story: The only story, if one.
    """

    show: Show = "articles"
    q: str = ""
    outlet: str = ""
    first: date | None = None
    last: date | None = None
    undated: bool = False
    gone: bool = False
    order: Order | None = None
    down: bool | None = None
    page: int = 1
    story: str = ""

    @property
    def sorted_by(self) -> Order:
        """What the list is sorted by: where words are looked for, how well they fit."""
        chosen = self.order or ("match" if self.q else "published")
        return "published" if chosen == "match" and not self.q else chosen

    @property
    def falls(self) -> bool:
        """Whether the last comes first."""
        return DOWN[self.sorted_by] if self.down is None else self.down

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return self.wide() != replace(self, page=1, order=None, down=None)

    def wide(self) -> Asked:
        """The same view of everything."""
        return Asked(self.show)

    def at(self, **changes: Any) -> Asked:
        """Another view; from its first page, unless a page is named."""
        return replace(self, **({"page": 1} | changes))

    @property
    def query(self) -> str:
        """What stands behind the question mark; only what is not as it would be anyway."""
        fields = {
            "show": "" if self.show == "articles" else self.show,
            "q": self.q,
            "outlet": self.outlet,
            "from": self.first.isoformat() if self.first else "",
            "to": self.last.isoformat() if self.last else "",
            "undated": "1" if self.undated else "",
            "gone": "1" if self.gone else "",
            "sort": self.order or "",
            "dir": "" if self.down is None else "down" if self.down else "up",
            "story": self.story,
            "page": str(self.page) if self.page > 1 else "",
        }
        return urlencode({name: value for name, value in fields.items() if value})

    @property
    def url(self) -> str:
        """The address of the view."""
        return f"{PAGE}?{self.query}" if self.query else PAGE

    @property
    def scope(self) -> Scope:
        """What the keyword index may find."""
        window = Window(self.first, self.last) if self.first or self.last else None
        return Scope(window, (self.outlet,) if self.outlet else ())

    def wanted(self, found: tuple[str, ...] = ()) -> Wanted:
        """The same for the archive, with what the keyword index found."""
        return Wanted(
            words=self.q,
            found=found,
            outlet=self.outlet or None,
            first=self.first,
            last=self.last,
            undated=self.undated,
            gone=self.gone,
            order=self.sorted_by,
            down=self.falls,
        )


def asked_of(query: str) -> Asked:
    """Read an address; what makes no sense in it is passed over.

    Args:
        query: What stands behind the question mark; the mark itself may lead.
    """
    try:
        given = parse_qs(query.removeprefix("?"), max_num_fields=FIELDS)
    except ValueError:
        return Asked()
    whole = {name: storable(values[-1]) for name, values in given.items()}
    told = {name: " ".join(value.split())[:LONGEST] for name, value in whole.items()}
    return Asked(
        show=_one_of(Show, told.get("show")) or "articles",
        q=told.get("q", ""),
        outlet=whole.get("outlet", ""),
        first=_day(told.get("from")),
        last=_day(told.get("to")),
        undated=told.get("undated") == "1",
        gone=told.get("gone") == "1",
        order=_one_of(Order, told.get("sort")),
        down={"down": True, "up": False}.get(told.get("dir", "")),
        page=_page(told.get("page", "")),
        story=whole.get("story", ""),
    )


def _one_of(names: Any, said: str | None) -> Any:
    return said if said in get_args(names) else None


def _day(said: str | None) -> date | None:
    try:
        day = date.fromisoformat(said) if said else None
    except ValueError:
        return None
    return day if day and day.year < date.max.year else None  # a day after it can be counted


def _page(said: str) -> int:
    return min(max(int(said), 1), LAST) if said.isascii() and said.isdigit() else 1
