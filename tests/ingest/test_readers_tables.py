"""Tables of articles, with fields of any name."""

from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path

import pytest

from ingest.readers.fields import parse_fields, renamed
from ingest.readers.jsonl import read_jsonl
from ingest.readers.tables import read_table
from rag.domain import Draft, Moment
from rag.errors import InputError, SourceRejected


def read(data: bytes, *fields: str) -> list[Draft | SourceRejected]:
    return list(read_table(io.BytesIO(data), source="a.csv", fields=parse_fields(fields)))


def one(data: bytes, *fields: str) -> Draft:
    [found] = read(data, *fields)
    assert isinstance(found, Draft), found
    return found


def test_rows_are_articles_and_are_known_by_their_number() -> None:
    data = b'title,text,published_at\r\nA,"The river\nrose.",2024-12-06\r\n\r\nB,It fell.,\r\n'
    assert read(data) == [
        Draft("a.csv:2", "The river\nrose.", "A", published=Moment("2024-12-06", "file")),
        Draft("a.csv:4", "It fell.", "B"),
    ]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"title;text\nA;It rose, then fell.\n", "It rose, then fell."),
        (b"title\ttext\nA\tIt rose, then fell.\n", "It rose, then fell."),
        (b"title|text\nA|It rose.\n", "It rose."),
        (b"text\nIt rose.\n", "It rose."),
        (b'"a,b,c";text\nA;It rose.\n', "It rose."),
        (b"\xef\xbb\xbftext,title\nIt rose.,A\n", "It rose."),
        ("text,title\nŽluťoučký kůň,A\n".encode("utf-16"), "Žluťoučký kůň"),
        (
            "text,title\nCafé déjà fermé à Besançon,A\n".encode("cp1252"),
            "Café déjà fermé à Besançon",
        ),
        (b'text,title\n"He said ""no"".",A\n', 'He said "no".'),
        (b'text,title\nHe said "no".,A\n', 'He said "no".'),
        (b"text , title\nIt rose.,A\n", "It rose."),
        (b"text,title,\nIt rose.,A,\n", "It rose."),
        (b"text,title,url\nIt rose.,A\n", "It rose."),
        (b"text,title\n" + b"x" * 200_000 + b",A\n", "x" * 200_000),
    ],
)
def test_tables_are_read_as_programs_write_them(data: bytes, text: str) -> None:
    assert one(data).text == text


@pytest.mark.parametrize(
    ("cell", "authors"),
    [
        ("Jane Doe", ("Jane Doe",)),
        ("Jane Doe; Jo Roe", ("Jane Doe", "Jo Roe")),
        ('"[""Jane Doe"", ""Jo Roe""]"', ("Jane Doe", "Jo Roe")),
        ("\"['Jane Doe', 'Jo Roe']\"", ("Jane Doe", "Jo Roe")),
        ('"Doe, Jane"', ("Doe, Jane",)),
        ("", ()),
    ],
)
def test_a_cell_can_name_several_authors(cell: str, authors: tuple[str, ...]) -> None:
    assert one(f"text,authors\nIt rose.,{cell}\n".encode()).authors == authors


def test_a_cell_can_hold_several_labels() -> None:
    found = one(b"text,kind,desk\nIt rose.,opinion; live,Local\n", "labels=kind", "section=desk")
    assert (found.labels, found.section) == (("opinion", "live"), "Local")


def test_columns_of_other_names_are_mapped() -> None:
    data = b"headline,body,date,link\nA,It rose.,2024-12-06T07:00:00Z,https://x.example/a\n"
    found = one(data, "text=body", "title=headline", "published_at=date", "url=link")
    assert (found.title, found.text, found.url) == ("A", "It rose.", "https://x.example/a")
    assert found.published == Moment("2024-12-06T07:00:00Z", "file")


def test_a_column_can_be_left_out() -> None:
    data = b"text,published_at\nIt rose.,someday\n"
    assert isinstance(read(data)[0], SourceRejected)
    assert one(data, "published_at=").published is None


def test_a_column_that_is_not_there_is_told_of_once() -> None:
    data = b"headline,body\n" + b"A,It rose.\n" * 100
    [missing] = read(data)
    assert isinstance(missing, SourceRejected)
    assert "'headline', 'body'" in missing.reason
    [wrong] = read(data, "text=body", "title=titel")
    assert isinstance(wrong, SourceRejected)
    assert "there is no column 'titel'; there are headline, body" in wrong.reason


def test_one_bad_row_does_not_stop_the_others() -> None:
    data = b'text,title\nIt rose.,A\n"It "rose".",B\nIt fell.,C,D\n,E\nIt ran.,F\n'
    found = read(data)
    assert [isinstance(row, Draft) for row in found] == [True, False, False, False, True]
    assert [row.source for row in found] == [f"a.csv:{n}" for n in range(2, 7)]


def test_memory_stays_flat_however_long_a_table_is(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"text,title\n" + b"".join([b"x" * 1000 + b",A\n"] * 20_000))
    with path.open("rb") as file:
        tracemalloc.start()
        total = sum(1 for _ in read_table(file, source="a.csv"))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert total == 20_000
    assert peak < 1_000_000


def test_json_lines_are_mapped_too_into_objects_within_objects() -> None:
    value = {"article": {"body": "It rose."}, "meta.date": "2024-12-06", "by": ["Jane Doe"]}
    fields = parse_fields(("text=article.body", "published_at=meta.date", "authors=by"))
    [found] = read_jsonl([json.dumps(value)], source="a", fields=fields)
    assert found == Draft(
        "a:1", "It rose.", authors=("Jane Doe",), published=Moment("2024-12-06", "file")
    )


@pytest.mark.parametrize(
    ("value", "fields", "said"),
    [
        ({"body": "A"}, {"text": "body"}, {"body": "A", "text": "A"}),
        ({"text": "A"}, {"text": "body"}, {"text": "A"}),
        ({"text": "A", "url": "x"}, {"url": ""}, {"text": "A"}),
        ({"a": "A"}, {"text": "a.b"}, {"a": "A"}),
        ([1], {"text": "a"}, [1]),
    ],
)
def test_names_are_mapped(value: object, fields: dict[str, str], said: object) -> None:
    assert renamed(value, fields) == said


@pytest.mark.parametrize("given", ["text", "words=body", "=body", ""])
def test_a_mapping_that_means_nothing_is_refused(given: str) -> None:
    with pytest.raises(InputError, match="write OURS=THEIRS as in text=body"):
        parse_fields([given])


def test_a_field_can_be_mapped_once() -> None:
    with pytest.raises(InputError, match="given twice"):
        parse_fields(["text=a", "text=b"])
