"""What is packed comes out within its limit, or is told to be too much, broken or a bomb."""

from __future__ import annotations

import gzip
import io
import re
import tracemalloc
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.guards import limits
from ingest.guards.limits import FREE, MB, PAGE, RATIO, Limit, refuse_bomb
from ingest.guards.streams import drained, gunzipped
from ingest.guards.unpacking import unpack
from rag.errors import SourceRejected
from tests.ingest.site.hostile import zeros
from tests.ingest.site.page import PACKERS

SMALL = replace(PAGE, most=MB)
LIMITS = {name: one for name, one in vars(limits).items() if isinstance(one, Limit)}


def pieces(data: bytes, size: int) -> Iterable[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


@given(
    st.binary(max_size=4000), st.integers(1, 999), st.lists(st.sampled_from([*PACKERS]), max_size=3)
)
def test_what_is_packed_comes_out_as_it_went_in(data: bytes, size: int, how: list[str]) -> None:
    packed = data
    for name in how:
        packed = PACKERS[name](packed)
    codings = [name.removeprefix("raw ") for name in how]
    found = b"".join(unpack(pieces(packed, size), codings, source="x", limit=SMALL))
    assert found == data


@pytest.mark.parametrize("packer", ["gzip", "br", "zstd"])
def test_a_bomb_is_told_without_the_memory_that_it_asks_for(packer: str) -> None:
    bomb = zeros(packer, 128)
    tracemalloc.start()
    with pytest.raises(SourceRejected, match="larger than 1 MB"):
        b"".join(unpack([bomb], [packer], source="x", limit=SMALL))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * MB


@pytest.mark.parametrize("packer", ["gzip", "deflate", "br"])
def test_what_ends_early_is_not_taken_for_a_whole(packer: str) -> None:
    packed = PACKERS[packer](bytes(range(256)) * 40)
    with pytest.raises(SourceRejected, match="ends early"):
        b"".join(unpack([packed[: len(packed) // 2]], [packer], source="x", limit=SMALL))


def test_endless_nothings_are_too_much_too() -> None:
    nothings = gzip.compress(b"") * 100_000
    with pytest.raises(SourceRejected, match="larger than 1 MB"):
        b"".join(unpack(pieces(nothings, 4096), ["gzip"], source="x", limit=SMALL))


def test_bytes_after_the_end_are_passed_over() -> None:
    packed = gzip.compress(b"words") + b"\0" * 512
    assert b"".join(unpack([packed], ["gzip"], source="x", limit=SMALL)) == b"words"
    assert gunzipped(io.BytesIO(packed), "x").read() == b"words"


def test_a_zstd_window_of_gigabytes_is_refused() -> None:
    frame = bytes.fromhex("28b52ffd") + b"\x00" + b"\xa8" + b"\x01\x00\x00"
    with pytest.raises(SourceRejected, match="not zstd"):
        b"".join(unpack([frame], ["zstd"], source="x", limit=SMALL))


def test_a_stream_is_read_only_as_far_as_it_may_go() -> None:
    stream = io.BytesIO(bytes(10 * MB))
    with pytest.raises(SourceRejected, match="larger than 1 MB"):
        drained(stream, SMALL, "x")
    assert stream.tell() < 2 * MB


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zeros("gzip", 64), "this is a decompression bomb; unpack it yourself"),
        (gzip.compress(bytes(range(256)) * 40)[:-20], "broken or cut off"),
        (b"\x1f\x8bx", "broken or cut off|not gzip data"),
        (b"words", "this is not gzip data"),
    ],
)
def test_a_packed_file_that_cannot_be_unpacked_says_why(data: bytes, said: str) -> None:
    with pytest.raises(SourceRejected, match=said):
        gunzipped(io.BytesIO(data), "x").read()


@pytest.mark.parametrize(
    ("size", "packed", "refused"),
    [
        (FREE, 1, False),
        (FREE + 1, 1, True),
        (FREE + 1, 0, True),
        (RATIO * MB, MB, False),
        (RATIO * MB + 1, MB, True),
    ],
)
def test_what_grows_as_no_article_does_is_a_bomb(size: int, packed: int, refused: bool) -> None:
    if not refused:
        refuse_bomb(size, packed, "x")
        return
    with pytest.raises(SourceRejected, match="decompression bomb"):
        refuse_bomb(size, packed, "x")


@pytest.mark.parametrize("name", LIMITS)
def test_every_limit_says_what_there_is_too_much_of_and_what_to_do(name: str) -> None:
    limit = LIMITS[name]
    limit.check(limit.most, "x")
    with pytest.raises(SourceRejected) as caught:
        limit.check(limit.most + 1, "x")
    what, number, advice = re.fullmatch(  # type: ignore[union-attr]
        r"([a-zA-Z ]+ than )([\d,.]+(?: bytes| MB| GB| TB)?)[^;]*; (.+)", caught.value.reason
    ).groups()
    assert all((what, number, advice))
    assert len({one.said for one in LIMITS.values()} - {limit.said}) >= len(LIMITS) - 2
