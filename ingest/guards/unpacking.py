"""Unpacking what servers and files compress, a piece at a time. Alone touches brotli and zstandard.

No step holds more than a small piece of what comes out of it, so a bomb is told before it goes off.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import brotli
import zstandard

from ingest.guards.limits import LAYERS, WINDOW, Limit
from ingest.guards.streams import PIECE, within
from rag.errors import SourceRejected

GZIP = b"\x1f\x8b"
BROKEN = (zlib.error, brotli.error, zstandard.ZstdError)

Pieces = Iterator[bytes]


def unpack(
    pieces: Iterable[bytes], codings: Sequence[str], *, source: str, limit: Limit
) -> Iterator[bytes]:
    """Undo content codings, the last one first.

    Args:
        pieces: The packed bytes.
        codings: Their names in the order they were applied: gzip, deflate, br, zstd, identity.
        source: What is read, for rejections.
        limit: What may go into, and come out of, any of them.

    Raises:
        SourceRejected: If there is more, a coding is not known, or the bytes are not in it.
    """
    names = [name for name in (coding.strip().lower() for coding in codings) if name]
    LAYERS.check(len(names), source)
    stream = within(pieces, source=source, limit=limit)
    for name in reversed(names):
        if name not in CODINGS:
            raise SourceRejected(source, f"it is packed in a way that is not known: {name!r}")
        stream = within(CODINGS[name](stream), source=source, limit=limit)
    try:
        yield from stream
    except (*BROKEN, EOFError) as error:
        reason = f"the answer broke off or cannot be read: not {', '.join(names)} ({error})"
        raise SourceRejected(source, reason) from error


def _gunzip(pieces: Pieces) -> Pieces:
    return _inflated(pieces, 31, members=True)


def _inflate(pieces: Pieces) -> Pieces:
    """Deflate: with zlib's two bytes before it as the standard says, or bare as some send it."""
    first = next(pieces, b"")
    while len(first) == 1:
        more = next(pieces, None)
        if more is None:
            break
        first += more
    marked = len(first) > 1 and first[0] & 15 == 8 and int.from_bytes(first[:2], "big") % 31 == 0
    return _inflated(_before(first, pieces), 15 if marked else -15, members=False)


def _before(first: bytes, pieces: Pieces) -> Pieces:
    if first:
        yield first
    yield from pieces


def _inflated(pieces: Pieces, wbits: int, *, members: bool) -> Pieces:
    inflate, begun = zlib.decompressobj(wbits), False
    for piece in pieces:
        data = piece
        while data or (begun and inflate.unconsumed_tail):
            if inflate.eof:
                if not (members and data.startswith(GZIP)):
                    return  # servers add zeros and such
                inflate = zlib.decompressobj(wbits)
            begun = True
            out = inflate.decompress(data, PIECE)
            if out:
                yield out
            data = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
    if begun and not inflate.eof:
        raise EOFError("it ends early")


def _unbrotli(pieces: Pieces) -> Pieces:
    unpacker, begun = brotli.Decompressor(), False
    for piece in pieces:
        if unpacker.is_finished():
            return
        begun = True
        yield unpacker.process(piece, output_buffer_limit=PIECE)
        while not unpacker.can_accept_more_data():
            yield unpacker.process(b"", output_buffer_limit=PIECE)
    if begun and not unpacker.is_finished():
        raise EOFError("it ends early")


def _unzstd(pieces: Pieces) -> Pieces:
    source = io.BufferedReader(_Readable(pieces), PIECE)
    unpacker = zstandard.ZstdDecompressor(max_window_size=WINDOW)
    with unpacker.stream_reader(source, read_across_frames=True) as reader:
        while piece := reader.read(PIECE):
            yield piece


class _Readable(io.RawIOBase):
    """Pieces as a file to read."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces, self._rest = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            more = next(self._pieces, None)
            if more is None:
                return 0
            self._rest = more
        view = memoryview(buffer)
        size = min(len(view), len(self._rest))
        view[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


CODINGS: dict[str, Callable[[Pieces], Pieces]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _unzstd,
    "identity": lambda pieces: pieces,
}
