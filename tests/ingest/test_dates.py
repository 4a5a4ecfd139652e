"""What sources write for dates, each row as real ones do, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import checked, chosen, judged
from ingest.readers.moments import lenient
from rag.domain import Draft, Hint, Moment
from rag.provenance import RefusedDate

NOW = datetime(2026, 5, 4, 12, 0, 30, tzinfo=UTC)
FETCHED = Moment("2026-05-04T12:00:30+00:00", "fetch")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-05-03", "2026-05-03"),
        ("2026-05-03T10:00:00Z", "2026-05-03T10:00:00Z"),
        ("2026-05-03T10:00:00+05:30", "2026-05-03T10:00:00+05:30"),
        ("2026-05-03T10:00:00-08:00", "2026-05-03T10:00:00-08:00"),
        ("2026-05-03T10:00:00", "2026-05-03T10:00:00"),
        ("2026-05-03 10:00:00 +0200", "2026-05-03T10:00:00+02:00"),
        ("2026-05-03T10:00:00.000+0000", "2026-05-03T10:00:00+00:00"),
        ("20260503T101500Z", "2026-05-03T10:15:00+00:00"),
        ("2026-05-03 10:00:00 UTC", "2026-05-03T10:00:00+00:00"),
        ("2026-05-03T10:00:00 PDT", "2026-05-03T10:00:00-07:00"),
        ("Sun, 03 May 2026 10:00:00 GMT", "2026-05-03T10:00:00+00:00"),
        ("Sun, 03 May 2026 10:00:00 EST", "2026-05-03T10:00:00-05:00"),
        ("Sun, 03 May 2026 10:00:00 CEST", "2026-05-03T10:00:00+02:00"),
        ("Sun, 03 May 2026 10:00:00 IST", "2026-05-03T10:00:00"),  # of three countries
        ("Sun, 03 May 2026 10:00:00 -0000", "2026-05-03T10:00:00"),  # the sender knows no zone
        ("3 May 2026", "2026-05-03"),
        ("May 3, 2026", "2026-05-03"),
        ("03.05.2026", "2026-05-03"),
        ("3. 5. 2026, 10:30 Uhr", "2026-05-03T10:30:00"),
        ("31/12/2025", "2025-12-31"),
        ("12/31/2025 10:00", "2025-12-31T10:00:00"),
        ("1777802400", "2026-05-03T10:00:00+00:00"),
        ("1777802400000", "2026-05-03T10:00:00+00:00"),
        ("2026-05-05T11:00:00Z", "2026-05-05T11:00:00Z"),  # a clock ahead, or a zone left out
        ("1851-09-18", "1851-09-18"),  # the first issue of an old paper
        ("1970-01-02", "1970-01-02"),
        ("1969-12-31", "1969-12-31"),
    ],
)
def test_a_date_is_kept_with_the_zone_that_its_source_gave(text: str, iso: str) -> None:
    assert judged(text, "meta", "published", NOW) == Moment(iso, "meta")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2026-13-01", "there is no month 13"),
        ("2026-00-10", "there is no month 0"),
        ("2026-02-30", "there is no day 30 in month 2 of 2026"),
        ("2026-05-00T10:00:00Z", "there is no day 0 in month 5 of 2026"),
        ("2025-02-29", "there is no day 29 in month 2 of 2025"),
        ("2026-05-03T25:00:00Z", "there is no time 25:00:00"),
        ("2026-05-03 10:75", "there is no time 10:75:00"),
        ("0001-01-01T00:00:00Z", "what programs write where no date is set"),
        ("0001-01-01", "what programs write where no date is set"),
        ("0000-00-00 00:00:00", "what programs write where no date is set"),
        ("1970-01-01", "the second from which computers count"),
        ("1970-01-01T00:00:00Z", "the second from which computers count"),
        ("1970-01-01T01:00:00+01:00", "the second from which computers count"),
        ("1969-12-31T16:00:00-08:00", "the second from which computers count"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", "the second from which computers count"),
        ("1900-01-01T00:00:00", "what systems write where no date is set"),
        ("1899-12-30", "the day from which spreadsheets count"),
        ("0024-05-03", "no article here is of the year 24"),
        ("1066-10-14", "no article here is of the year 1066"),
        ("2026-05-05T12:00:31Z", "it is more than a day after 2026-05-04"),
        ("2026-05-14", "it is 9 days after 2026-05-04"),
        ("2099-01-01", "days after 2026-05-04"),
        ("9999-12-31T23:59:59Z", "days after 2026-05-04"),
        ("9999999999", "days after 2026-05-04"),
        ("03/05/2026", "it can be read as two dates"),
        ("yesterday", "it is no date that can be read"),
        ("2026", "it is no date that can be read"),
        ("{{ article.date }}", "it is no date that can be read"),
        ("null", "it is no date that can be read"),
    ],
)
def test_a_date_that_no_article_can_have_is_refused_with_its_reason(text: str, why: str) -> None:
    refused = judged(text, "json-ld", "published", NOW)
    assert isinstance(refused, RefusedDate)
    assert (refused.which, refused.text, refused.origin) == ("published", text, "json-ld")
    assert why in refused.reason


@given(st.text())
def test_whatever_a_source_writes_is_a_moment_or_a_reason(text: str) -> None:
    found = judged(text, "meta", "modified", NOW)
    assert found.reason if isinstance(found, RefusedDate) else found.iso == lenient(text)


@pytest.mark.parametrize("origin", ["fetch", "crawl", "ingest", "http-date"])
def test_the_time_of_a_crawl_is_never_one_of_publication(origin: str) -> None:
    refused = judged("2026-05-04T12:00:00Z", origin, "published", NOW)
    assert isinstance(refused, RefusedDate)
    assert "fetched, not published" in refused.reason


def test_the_first_date_that_holds_is_taken_and_those_before_it_are_told() -> None:
    candidates = [("", "meta"), ("1970-01-01", "json-ld"), ("2026-05-03", "meta"), ("x", "time")]
    moment, refused = chosen(candidates, "published", NOW)
    assert moment == Moment("2026-05-03", "meta")
    assert [(r.text, r.origin) for r in refused] == [("1970-01-01", "json-ld")]


def test_where_no_date_holds_there_is_none_and_all_are_told() -> None:
    moment, refused = chosen([("2026-13-01", "meta"), ("soon", "feed")], "published", NOW)
    assert moment is None
    assert [r.text for r in refused] == ["2026-13-01", "soon"]


DRAFT = Draft(source="x", text="Words.", url="https://x.org/a")


def test_what_a_reader_let_through_is_refused_and_the_article_stays_undated() -> None:
    draft = replace(
        DRAFT,
        published=Moment("2099-01-01", "file"),
        modified=Moment("1970-01-01T00:00:00Z", "json-ld"),
    )
    done = checked(draft, NOW)
    assert (done.published, done.modified) == (None, None)
    assert [(r.which, r.origin) for r in done.refused] == [
        ("published", "file"),
        ("modified", "json-ld"),
    ]
    assert checked(done, NOW) == done


def test_good_dates_stay_to_the_letter() -> None:
    draft = replace(
        DRAFT,
        published=Moment("2026-05-03T10:00:00-08:00", "json-ld"),
        modified=Moment("2026-05-04", "meta"),
        fetched=FETCHED,
    )
    assert checked(draft, NOW) == draft


@pytest.mark.parametrize("iso", ["2026-05-04T12:00:30Z", "2026-05-04T14:00:29.512+02:00"])
def test_a_page_that_is_dated_anew_whenever_it_is_made_is_undated(iso: str) -> None:
    done = checked(replace(DRAFT, published=Moment(iso, "meta"), fetched=FETCHED), NOW)
    assert done.published is None
    assert "the second in which the page was fetched" in done.refused[0].reason


def test_the_day_of_the_fetch_alone_is_a_day_like_others() -> None:
    draft = replace(DRAFT, published=Moment("2026-05-04", "meta"), fetched=FETCHED)
    assert checked(draft, NOW).published == Moment("2026-05-04", "meta")


def test_a_saved_page_is_judged_by_when_it_was_fetched() -> None:
    then = Moment("2020-01-01T00:00:00+00:00", "warc")
    draft = replace(DRAFT, published=Moment("2026-05-03", "meta"), fetched=then)
    assert checked(draft, NOW).published is None


def test_a_date_of_a_feed_that_was_not_taken_is_told() -> None:
    draft = replace(DRAFT, hints=(Hint("published", "Mon, 32 May 2026 10:00", "feed"),))
    done = checked(draft, NOW)
    assert done.published is None
    assert [(r.which, r.origin) for r in done.refused] == [("published", "feed")]
