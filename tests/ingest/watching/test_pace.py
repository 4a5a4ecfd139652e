from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ingest.watching.pace import FIRST, LONGEST, SHORTEST, due, paced, patience
from ingest.watching.wishes import DAY, HOUR, WEEK, Wishes, cached, stated

NOW = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)  # a Wednesday
RSS = (
    '<rss version="2.0"{0}><channel><title>N</title>{1}'
    "<item><title>A</title><ttl>9</ttl></item>{2}</channel></rss>"
)
SY = ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'


@pytest.mark.parametrize(
    ("interval", "new", "then"),
    [
        (1800, 0, 2700),  # quiet
        (1800, 1, 900),  # busy
        (1800, 12, 450),  # very
        (400, 3, SHORTEST),
        (LONGEST, 0, LONGEST),
        (LONGEST, 1, LONGEST / 2),
    ],
)
def test_a_busy_feed_is_polled_more_often_and_a_quiet_one_less(
    interval: float, new: int, then: float
) -> None:
    assert paced(interval, new) == then


@pytest.mark.parametrize(
    ("failures", "asked", "wait"),
    [
        (1, None, 900),
        (2, None, 1800),
        (3, None, 3600),
        (40, None, DAY),
        (1, 60, 900),
        (1, 7200, 7200),
        (1, 10 * WEEK, WEEK),
    ],
)
def test_a_feed_that_fails_is_left_alone_longer_each_time(
    failures: int, asked: float | None, wait: float
) -> None:
    assert patience(failures, asked) == wait


@pytest.mark.parametrize(
    ("wishes", "jitter", "after"),
    [
        (Wishes(), 0.0, timedelta(minutes=30)),
        (Wishes(), 1.0, timedelta(minutes=33)),
        (Wishes(600), 0.0, timedelta(minutes=30)),
        (Wishes(2 * HOUR), 0.0, timedelta(hours=2)),
        (Wishes(2 * HOUR), 1.0, timedelta(hours=2.2)),  # spread, never earlier
        (Wishes(0, frozenset({13, 14})), 0.0, timedelta(hours=2.5)),  # at 15:00
        (Wishes(0, frozenset(), frozenset({2})), 0.0, timedelta(hours=11.5)),  # on Thursday
        (Wishes(0, frozenset(range(24))), 0.0, timedelta(minutes=30)),  # nonsense
    ],
)
def test_a_feed_is_never_polled_before_it_wishes(
    wishes: Wishes, jitter: float, after: timedelta
) -> None:
    assert due(NOW, FIRST, wishes, jitter) == NOW + after


@pytest.mark.parametrize(
    ("feed", "wishes"),
    [
        (RSS.format("", "", ""), Wishes()),
        (RSS.format("", "<ttl>60</ttl>", ""), Wishes(HOUR)),
        (RSS.format("", "", "<ttl>60</ttl>"), Wishes(HOUR)),  # behind the items
        (RSS.format("", "<ttl>soon</ttl>", ""), Wishes()),
        (RSS.format("", "<ttl>-5</ttl>", ""), Wishes()),
        (RSS.format("", "<ttl>99999999</ttl>", ""), Wishes(WEEK)),
        (RSS.format(SY, "<sy:updatePeriod>hourly</sy:updatePeriod>", ""), Wishes(HOUR)),
        (
            RSS.format(
                SY,
                "<sy:updatePeriod>\n\tdaily\t</sy:updatePeriod>"
                "<sy:updateFrequency>4</sy:updateFrequency>",
                "",
            ),
            Wishes(DAY / 4),
        ),
        (
            RSS.format(
                SY,
                "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
                "",
            ),
            Wishes(DAY),
        ),
        (
            RSS.format(SY, "<ttl>90</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", ""),
            Wishes(5400),
        ),
        (
            RSS.format(
                "", "<skipHours><hour>0</hour><hour>24</hour><hour>3</hour></skipHours>", ""
            ),
            Wishes(0, frozenset({0, 3})),
        ),
        (
            RSS.format("", "<skipDays><day>Saturday</day><day>Someday</day></skipDays>", ""),
            Wishes(0, frozenset(), frozenset({5})),
        ),
        (RSS.format("", "<ttl>30</ttl>", "")[:120], Wishes(1800)),  # cut off
        ('{"version": "https://jsonfeed.org/version/1.1"}', Wishes()),
        ("", Wishes()),
        ('<!DOCTYPE rss [<!ENTITY a "60">]>' + RSS.format("", "<ttl>&a;</ttl>", ""), Wishes()),
    ],
)
def test_a_feed_says_how_often_it_wants_to_be_polled(feed: str, wishes: Wishes) -> None:
    assert stated(feed.encode()) == wishes
    assert Wishes.of_json(wishes.json()) == wishes


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"Cache-Control": "max-age=600"}, 600),
        ({"cache-control": "public, max-age=600, s-maxage=9"}, 600),
        ({"Cache-Control": "max-age=600", "Age": "200"}, 400),
        ({"Cache-Control": "max-age=600", "Age": "900"}, 0),
        ({"Cache-Control": 'max-age="600"'}, 600),
        ({"Cache-Control": "max-age=31536000"}, DAY),
        ({"Cache-Control": "no-cache, max-age=600"}, 0),
        ({"Cache-Control": "max-age=soon"}, 0),
        ({"Expires": "Wed, 25 Nov 2026 13:30:00 GMT"}, 3600),
        ({"Expires": "Wed, 25 Nov 2026 11:30:00 GMT"}, 0),
        ({"Expires": "0"}, 0),
        ({"Cache-Control": "max-age=60", "Expires": "Wed, 25 Nov 2026 13:30:00 GMT"}, 60),
    ],
)
def test_a_server_says_how_long_its_answer_stays_fresh(
    headers: dict[str, str], seconds: float
) -> None:
    assert cached(headers, NOW) == seconds
