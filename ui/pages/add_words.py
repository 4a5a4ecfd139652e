"""What the page Add says of pace, progress, outcomes and times, in plain English. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from rag.index.feeds import Feed
from ui.adding.job import KINDS, Job, Source
from ui.page_words import count, day_of

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
STATES = {
    "new": "not polled yet",
    "fresh": "brought something new",
    "quiet": "nothing new",
    "failing": "failing",
    "gone": "gone",
}


def tally(outcomes: Mapping[str, int], rejected: int = 0) -> str:
    """12 added, 1 duplicate, 4 rejected; that there was nothing where that is so."""
    counts = Counter(outcomes)
    said = [f"{counts[kind]:,} {kind}" for kind in KINDS if counts[kind]]
    if counts["duplicates"] == 1:
        said = [part.replace("duplicates", "duplicate") for part in said]
    said += [f"{rejected:,} rejected"] if rejected else []
    return ", ".join(said) or "nothing"


def pace(rate: float) -> str:
    """How quickly it goes: 4.2 a second, 38 a minute; nothing where nobody can say yet."""
    if rate <= 0:
        return ""
    if rate >= 1:
        return f"{rate:,.0f} a second" if rate >= 10 else f"{rate:.1f} a second"
    return f"{max(1, round(rate * MINUTE))} a minute"


def span(seconds: float) -> str:
    """A while in words: 20 seconds, 3 minutes, 2 hours, 4 days."""
    if seconds < MINUTE:
        return count(max(1, round(seconds)), "second")
    if seconds < 59.5 * MINUTE:
        return count(round(seconds / MINUTE), "minute")
    if seconds < DAY:
        return count(max(1, round(seconds / HOUR)), "hour")
    return count(round(seconds / DAY), "day")


def roughly(seconds: float) -> str:
    """What is left, no more exactly than it can be known."""
    if seconds < 10:
        return "a few seconds left"
    rounded = 5 * round(seconds / 5) if seconds < 55 else max(seconds, MINUTE)
    return f"about {span(rounded)} left"


def ago(at: datetime, now: datetime) -> str:
    """Just now, 5 minutes ago, 2 hours ago; the day where it is long past."""
    seconds = (now - at).total_seconds()
    if seconds < 45:
        return "just now"
    return f"{span(max(seconds, MINUTE))} ago" if seconds < 7 * DAY else f"on {day_of(at)}"


def until(at: datetime, now: datetime) -> str:
    """In 5 minutes, within a minute, now."""
    seconds = (at - now).total_seconds()
    if seconds <= 0:
        return "now"
    return "within a minute" if seconds < MINUTE else f"in {span(seconds)}"


def progress(source: Source, now: datetime) -> str:
    """How far a source is, at what pace, and how long it will take."""
    if source.step == "waiting":
        return "waiting"
    if source.step == "done":
        return tally(source.outcomes, len(source.rejected))
    if source.step == "stopped":
        return _stopped(source)
    if not source.found:
        return "opening"
    if source.of is None and not source.done:
        return f"{source.found:,} found so far"
    so_far = f"{source.done:,} so far" if source.of is None else f"{source.done:,} of {source.of:,}"
    left = source.left(now)
    parts = [so_far, pace(source.rate(now)), "" if not left else roughly(left)]
    return " · ".join(part for part in parts if part)


def _stopped(source: Source) -> str:
    if source.began is None:
        return "not begun"
    done = tally(source.outcomes, len(source.rejected))
    of = f" of {source.of:,}" if source.of and source.of > source.done else ""
    return f"stopped after {source.done:,}{of}: {done}" if source.done else "stopped"


def headline(job: Job) -> str:
    """What became of a job, as the headline of its report."""
    done = tally(job.outcomes, len(job.rejected))
    if job.state == "failed":
        return f"Could not go on: {done}"
    if job.state == "stopped":
        if done != "nothing":
            return f"Stopped: {done}"
        return "Stopped: nothing came in" if job.began else "Stopped before it began"
    return done[0].upper() + done[1:] if done != "nothing" else "Nothing to add"


def under_way(job: Job) -> str:
    """What a job that is not over is at."""
    if job.state == "stopping":
        return "Stopping: what is in hand is being finished"
    if job.state == "waiting":
        return f"Waiting: {count(len(job.sources), 'source')}"
    if len(job.sources) == 1 or job.at is None:
        return "Reading"
    return f"Reading source {job.at} of {len(job.sources)}"


def clock_time(at: datetime, now: datetime) -> str:
    """The time in the server's zone, with the day where it is another one."""
    local = at.astimezone()
    time = f"{local:%H:%M}"
    return time if local.date() == now.astimezone().date() else f"{day_of(local)}, {time}"


def feed_lines(feed: Feed, now: datetime, *, on: bool) -> list[str]:
    """How a feed goes: what it brought, when it was polled, and when it is polled next."""
    brought = f"{count(feed.articles, 'article')} brought" if feed.articles else ""
    if brought and feed.newest_at:
        brought += f", last {ago(datetime.fromisoformat(feed.newest_at), now)}"
    return [line for line in (brought, f"{_polled(feed, now)}; {_next(feed, now, on=on)}") if line]


def _polled(feed: Feed, now: datetime) -> str:
    if feed.polled_at is None:
        return "Not polled yet"
    return f"Polled {ago(datetime.fromisoformat(feed.polled_at), now)}"


def _next(feed: Feed, now: datetime, *, on: bool) -> str:
    if feed.status == "gone":
        return "not polled any more"
    due = datetime.fromtimestamp(feed.due, now.tzinfo)
    if not on:
        return "next when watching is on"
    if feed.polled_at is None and due - now > timedelta(seconds=MINUTE):
        return "being polled for the first time"
    return f"next {until(due, now)}"
