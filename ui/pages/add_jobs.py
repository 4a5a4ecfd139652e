"""Jobs on the page Add: what runs with its progress, and the reports of what is over. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from ui.adding.job import Job, Rejection, Source
from ui.page_html import OUTSIDE, Html, join, tag
from ui.page_words import count
from ui.pages.add_words import clock_time, headline, progress, span, under_way
from ui.pages.articles_asked import Asked

SHOWN = 500  # rejections of a report that stand on the page; its file has all
LISTED = 60  # sources of a job that stand on the page
MANY = 50  # changes that are worth to tell of while they are indexed
INDEXING = "{} still to be indexed; answers draw on them as that goes on."
FRESH = timedelta(minutes=1)  # for so long the end of a job is news
OPEN = 12  # rejections that are shown at once in the newest report


def now_html(jobs: Sequence[Job], now: datetime, behind: int = 0) -> Html:
    """What runs and what waits, oldest first; a line for those who hear the page.

    Args:
        jobs: Newest first.
        now: The time, with a zone.
        behind: Changes of the library that its indexes have not applied.
    """
    going = [job for job in reversed(jobs) if not job.over]
    parts = [_going(job, now) for job in going]
    title = tag("h2", "Being added", id="now-title") if going else None
    return tag(
        "section",
        title,
        tag("p", _heard(jobs, now), role="status", class_="heard"),
        *parts,
        tag("p", INDEXING.format(count(behind, "change")), class_="hint")
        if behind >= MANY
        else None,
        aria_labelledby="now-title" if going else None,
        aria_label=None if going else "Being added",
        class_="now" if going else "now idle",
    )


def _heard(jobs: Sequence[Job], now: datetime) -> str:
    """What a screen reader says when it changes: no numbers that run."""
    going = [job for job in reversed(jobs) if not job.over]
    if going:
        return under_way(going[0])
    ended = jobs[0].ended if jobs else None
    return f"{headline(jobs[0])}." if ended and now - ended < FRESH else ""


def _going(job: Job, now: datetime) -> Html:
    waiting, stopping = job.state == "waiting", job.state == "stopping"
    stop = tag(
        "button",
        "Stopping…" if stopping else "Remove" if waiting else "Stop",
        type="button",
        data_cancel=job.id,
        disabled=stopping,
        aria_label=f"Remove from the queue: {_names(job)}" if waiting else None,
    )
    rows = [_row(source, now) for source in _near(job)]
    hidden = len(job.sources) - len(rows)
    return tag(
        "div",
        tag("div", tag("p", under_way(job), class_="at"), stop, class_="bar"),
        tag("ul", *rows, class_="rows"),
        tag("p", f"and {count(hidden, 'more source')}", class_="hint") if hidden else None,
        class_="job",
    )


def _near(job: Job) -> Sequence[Source]:
    """The sources to be shown: of very many those around the one that is read."""
    first = min(max((job.at or 1) - 4, 0), max(len(job.sources) - LISTED, 0))
    return job.sources[first : first + LISTED]


def _row(source: Source, now: datetime) -> Html:
    return tag(
        "li",
        tag("div", _name(source.name), tag("span", progress(source, now), class_="told")),
        _bar(source) if source.step == "reading" else None,
        class_=f"is-{source.step}",
    )


def _bar(source: Source) -> Html:
    """A bar as long as what is done; where nobody knows of how much, one that only moves."""
    said = {"class_": "progress", "aria_label": f"Progress of {source.name}"}
    if not source.of:
        return tag("progress", **said)
    return tag("progress", **said, value=str(source.done), max=str(source.of))


def reports_html(jobs: Sequence[Job], now: datetime) -> Html:
    """The reports, newest first; how to begin where there is none."""
    over = [job for job in jobs if job.over]
    if not over:
        if jobs:
            return join()
        return tag(
            "section",
            tag("h2", "Reports"),
            tag(
                "p",
                "Nothing was added here since the server started. What you add is reported in this "
                "place: what came in, what was known already, and each page that was turned away, "
                "with the reason.",
                class_="empty",
            ),
            class_="reports",
        )
    first, *others = over
    cards = [_report(first, now, newest=True), *(_report(job, now) for job in others)]
    return tag("section", tag("h2", "Reports"), *cards, class_="reports")


def _report(job: Job, now: datetime, *, newest: bool = False) -> Html:
    asked = job.asked.isoformat(timespec="seconds")
    told = [
        tag("time", clock_time(job.asked, now), datetime=asked, data_clock=True),
        span(job.seconds(now)) if job.began else None,
        f"at most {job.limit:,} of each" if job.limit else None,
        f"since {job.since}" if job.since else None,
    ]
    return tag(
        "article",
        tag("h3", headline(job)),
        tag("p", join(*told, by=" · "), class_="origin"),
        tag("p", job.failure, class_="failure", role="alert" if newest else None)
        if job.failure
        else None,
        _sources(job, now),
        _rejections(job, newest=newest),
        _held(job),
        class_=f"report {job.state}",
        id=f"job-{job.id}",
    )


def _sources(job: Job, now: datetime) -> Html:
    lines = [
        tag(
            "li", _name(s.name), tag("span", progress(s, now), class_="told"), class_=f"is-{s.step}"
        )
        for s in job.sources[:LISTED]
    ]
    if len(job.sources) <= 3:
        return tag("ul", *lines, class_="rows")
    hidden = len(job.sources) - len(lines)
    return tag(
        "details",
        tag("summary", count(len(job.sources), "source")),
        tag("ul", *lines, class_="rows"),
        tag("p", f"and {hidden:,} more", class_="hint") if hidden else None,
        data_keep=f"sources-{job.id}",
    )


def _rejections(job: Job, *, newest: bool) -> Html | None:
    """Every rejection with its source and reason; beyond what a page bears, in a file."""
    rejected = job.rejected
    if not rejected:
        return None
    head = tag("tr", tag("th", "Turned away", scope="col"), tag("th", "Why", scope="col"))
    rows = [_rejection(one) for one in rejected[:SHOWN]]
    whole = tag("a", "all as JSON", href=f"/api/jobs/{job.id}", target="_blank")
    hidden = len(rejected) - len(rows)
    return tag(
        "details",
        tag("summary", f"{len(rejected):,} rejected, with reasons"),
        tag("table", tag("thead", head), tag("tbody", *rows)),
        tag("p", f"and {hidden:,} more: ", whole, class_="hint") if hidden else None,
        class_="rejections",
        data_keep=f"rejected-{job.id}",
        open=newest and len(rejected) <= OPEN,
    )


def _rejection(one: Rejection) -> Html:
    kept = tag("span", " Kept to be looked at.", class_="kept") if one.held else None
    return tag("tr", tag("td", _name(one.source)), tag("td", one.reason, kept, dir="auto"))


def _held(job: Job) -> Html | None:
    if not job.quarantined:
        return None
    one = job.quarantined == 1
    pages, them = ("1 page is", "it") if one else (f"{job.quarantined:,} pages are", "them")
    link = tag("a", "look at what was held back", href=Asked("quarantined").url)
    said = f"{pages} kept in quarantine, and no answer draws on {them}: "
    return tag("p", said, link, ".", class_="held")


def _name(name: str) -> Html:
    """An address as a link, anything else as it is; its direction reaches nobody beside it."""
    said = name.removeprefix("https://") if name.startswith(OUTSIDE) else name
    inner = tag("a", said, href=name) if name.startswith(OUTSIDE) else said
    return tag("bdi", inner, class_="name", title=name)


def _names(job: Job) -> str:
    first = job.sources[0].name
    more = len(job.sources) - 1
    return f"{first} and {more} more" if more else first
