"""What the page says of dates, numbers, answers and abstentions, in plain English. Pure."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import quote, urlsplit

from rag.domain import Answer, Found, Reason, Window

WAYS_OUT: dict[Reason, str] = {
    "nothing_found": "Other words may find it. Or it is in none of the articles yet: "
    "`dateline ingest` brings more in, and this page answers from them within seconds.",
    "outside_window": "Ask again without the dates, or bring in articles of those days.",
    "unverified": "Something was written, but no stored article says it, so it is not shown as an "
    "answer. The passages that come nearest are in the evidence: read them yourself.",
    "unsafe": "They were neither shown to the model nor quoted. Other words may find others.",
}


def day(iso: str | None) -> str:
    """A day as it stands in a paper; "undated" where nothing is known."""
    if not iso:
        return "undated"
    try:
        return day_of(datetime.fromisoformat(iso))
    except ValueError:
        return iso


def day_of(moment: date) -> str:
    """A day as it stands in a paper."""
    return f"{moment.day} {moment:%B %Y}"


def count(n: int, one: str, many: str = "") -> str:
    """1 outlet, 2 outlets."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def source(outlet: str | None, url: str | None) -> str:
    """Who published it: the outlet, else the host of the address, else that nobody knows."""
    if outlet:
        return outlet
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.") or "unknown source"
    except ValueError:
        return "unknown source"


def read_url(
    article_id: str, version: int, start: int | None = None, end: int | None = None
) -> str:
    """The address on this server of an article or of a span in it; works without JavaScript."""
    page = f"/read/{quote(article_id, safe='')}?version={version}"
    return page if start is None or end is None else f"{page}&start={start}&end={end}#quote"


def found_line(found: Found) -> str:
    """How much was found, and how quickly."""
    passages = [hit.passage for hit in found.hits]
    outlets = {source(p.outlet, p.url) for p in passages}
    articles = {p.article_id for p in passages}
    return (
        f"{count(len(passages), 'passage')} of {count(len(articles), 'article')} from "
        f"{count(len(outlets), 'outlet')} in {found.seconds:.2f} s"
    )


def receipt(answer: Answer) -> list[str]:
    """What stands under an answer: what was verified, as of when, from how many outlets."""
    said = [s for s in answer.sentences if s.status == "supported"]
    outlets = {source(c.outlet, c.url) for c in answer.citations}
    line = []
    if said:
        line.append(f"{len(said)} of {count(len(answer.sentences), 'sentence')} verified")
    line.append(f"as of {day_of(answer.as_of)}")
    if answer.window:
        line.append(f"searched {window(answer.window)}")
    if outlets:
        told = answer.sources.said if answer.sources else None
        line.append(told or count(len(outlets), "outlet"))
    if answer.abstained:
        return [*line, f"searched in {answer.seconds.retrieve:.2f} s"]
    line.append(f"quotes in {answer.seconds.retrieve:.2f} s")
    if answer.model == "quotes":
        line.append("the articles’ own sentences")
    else:
        line.append(f"written by {answer.model} in {answer.seconds.total:.1f}\u00a0s")
    return line


def window(searched: Window) -> str:
    """The days that were searched, and the words that asked for them."""
    first = day_of(searched.start) if searched.start else "the beginning"
    last = day_of(searched.end) if searched.end else "today"
    days = first if first == last else f"{first} to {last}"
    return days if searched.origin == "given" else f"{days} (“{searched.origin}”)"
