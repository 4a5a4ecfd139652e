"""Streams that end in a clear rejection: unpacked within bounds, broken ones named. Stdlib only."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from ingest.guards.limits import STREAM, Limit, refuse_bomb
from rag.errors import SourceRejected

PIECE = 64 * 1024  # bytes that one step may give at once


class Unpacked(io.RawIOBase):
    """A packed stream, unpacked as it is read.

    Args:
        stream: What unpacks.
        packed: How many bytes of packed data were read up to now.
        source: What to call it in a rejection.
    """

    def __init__(self, stream: IO[bytes], packed: Callable[[], int], source: str) -> None:
        self._stream, self._packed, self._source = stream, packed, source
        self.total = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Unpack some more.

        Raises:
            SourceRejected: If the data is broken, or grows as no article does.
        """
        try:
            piece = self._stream.read(len(buffer))
        except gzip.BadGzipFile as error:
            raise SourceRejected(self._source, f"this is not gzip data: {error}") from error
        except zipfile.BadZipFile as error:
            raise SourceRejected(self._source, f"the zip archive is broken: {error}") from error
        except (EOFError, zlib.error) as error:
            reason = f"the packed data is broken or cut off: {error}; fetch it again"
            raise SourceRejected(self._source, reason) from error
        buffer[: len(piece)] = piece
        self.total += len(piece)
        STREAM.check(self.total, self._source)
        refuse_bomb(self.total, self._packed(), self._source)
        return len(piece)

    def tell(self) -> int:
        """How many bytes were unpacked."""
        return self.total

    def close(self) -> None:
        """Close what unpacks, too."""
        self._stream.close()
        super().close()


def gunzipped(raw: IO[bytes], source: str) -> IO[bytes]:
    """The stream in a gzip file, within bounds."""
    unpacked = Unpacked(gzip.GzipFile(fileobj=raw), raw.tell, source)  # type: ignore[arg-type]
    return io.BufferedReader(unpacked, 1 << 16)


def drained(stream: IO[bytes], limit: Limit, source: str) -> bytes:
    """All of a stream; hardly more of it is read than may be taken.

    Raises:
        SourceRejected: If it holds more.
    """
    pieces = iter(lambda: stream.read(PIECE), b"")
    return b"".join(within(pieces, source=source, limit=limit))


def within(pieces: Iterable[bytes], *, source: str, limit: Limit) -> Iterator[bytes]:
    """The pieces as they are, as long as there are not too many bytes.

    Raises:
        SourceRejected: If there are.
    """
    size = 0
    for piece in pieces:
        size += len(piece)
        limit.check(size, source)
        yield piece
