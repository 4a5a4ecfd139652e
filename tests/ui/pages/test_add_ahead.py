"""Sources read ahead: several at a time, each by itself; faults and stops go where they belong."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from contextlib import closing

import pytest

from ingest.stages.work import Item
from rag.errors import LibraryError, SourceRejected
from ui.adding.ahead import ITEMS, Ahead
from ui.adding.reading import counted


def never() -> bool:
    return False


def test_the_next_sources_are_opened_while_the_first_is_given() -> None:
    both = threading.Barrier(3, timeout=10)

    def opened(number: int) -> Generator[Item]:
        both.wait()  # passes only if three sources are open at a time
        yield SourceRejected(str(number), "why")

    with closing(Ahead(3, opened, width=3)) as ahead:
        given = [[item.source for item in ahead.items(n, never)] for n in range(3)]  # type: ignore[union-attr]
        assert given == [["0"], ["1"], ["2"]]
        assert all(ahead.ended(number) for number in range(3))


def test_a_fault_is_raised_where_its_source_is_asked_for() -> None:
    def opened(number: int) -> Generator[Item]:
        yield SourceRejected(str(number), "why")
        if number == 1:
            raise LibraryError("the archive cannot be read")

    with closing(Ahead(2, opened)) as ahead:
        assert len(list(ahead.items(0, never))) == 1
        with pytest.raises(LibraryError, match="cannot be read"):
            list(ahead.items(1, never))


def test_whoever_stops_need_not_wait_for_what_does_not_come() -> None:
    stuck, stopping = threading.Event(), threading.Event()

    def opened(_number: int) -> Generator[Item]:
        yield SourceRejected("a", "why")
        stuck.wait()

    with closing(Ahead(1, opened)) as ahead:
        items = ahead.items(0, stopping.is_set)
        next(items)
        stopping.set()
        assert list(items) == []
        assert not ahead.ended(0)
    stuck.set()


def test_what_nobody_takes_is_not_read_on() -> None:
    read: list[int] = []
    closed = threading.Event()

    def opened(_number: int) -> Generator[Item]:
        try:
            for number in range(10 * ITEMS):
                read.append(number)
                yield SourceRejected(str(number), "why")
        finally:
            closed.set()

    ahead = Ahead(1, opened)
    next(ahead.items(0, never))
    ahead.close()
    assert closed.wait(10)
    assert len(read) <= ITEMS + 3


def test_what_a_list_lists_is_counted_before_the_first_is_given() -> None:
    told: list[tuple[int, bool]] = []

    def leads() -> Iterator[Item]:
        yield from (SourceRejected(str(number), "why") for number in range(3))

    given = counted(leads(), lambda found, whole: told.append((found, whole)))
    assert len(list(given)) == 3
    assert told[-1] == (3, True)
