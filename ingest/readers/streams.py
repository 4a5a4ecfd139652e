"""Streams that end in a clear rejection: unpacked within bounds, broken ones named. Stdlib only."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, Any

from rag.errors import SourceRejected

FREE = 64 * 1024 * 1024  # bytes unpacked that nobody asks about
RATIO = 200  # times that data may grow beyond that; text packs 3 to 20 times, bombs 1,000 times
MOST = 1 << 40  # bytes of a stream, however slowly it grows


class Unpacked(io.RawIOBase):
    """A packed stream, unpacked as it is read.

    Args:
        stream: What unpacks.
        packed: How many bytes of packed data were read up to now.
        source: What to call it in a rejection.
        most: Bytes that it may unpack to.
    """

    def __init__(
        self, stream: IO[bytes], packed: Callable[[], int], source: str, most: int = MOST
    ) -> None:
        self._stream, self._packed, self._source, self._most = stream, packed, source, most
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
        self._weigh()
        return len(piece)

    def tell(self) -> int:
        """How many bytes were unpacked."""
        return self.total

    def close(self) -> None:
        """Close what unpacks, too."""
        self._stream.close()
        super().close()

    def _weigh(self) -> None:
        if self.total > self._most:
            limit = self._most // 2**20
            raise SourceRejected(self._source, f"it unpacks to more than {limit} MB; split it")
        packed = max(1, self._packed())
        if self.total > FREE and self.total > RATIO * packed:
            raise SourceRejected(
                self._source,
                f"{packed:,} bytes unpack to {self.total:,} and more: this is a decompression "
                "bomb; unpack it yourself if you trust it",
            )


def gunzipped(raw: IO[bytes], source: str) -> IO[bytes]:
    """The stream in a gzip file, within bounds."""
    unpacked = Unpacked(gzip.GzipFile(fileobj=raw), raw.tell, source)  # type: ignore[arg-type]
    return io.BufferedReader(unpacked, 1 << 16)


def drained(stream: IO[bytes], most: int, source: str, advice: str = "split it") -> bytes:
    """All of a stream that may hold `most` bytes.

    Raises:
        SourceRejected: If it holds more.
    """
    data = stream.read(most + 1)
    if len(data) > most:
        raise SourceRejected(source, f"larger than {most // 2**20} MB; {advice}")
    return data
