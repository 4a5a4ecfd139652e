"""How much of anything is taken: one name, one number and one sentence for each limit. Pure.

Whatever reads from outside (a server, a file, a member of an archive) takes its limit from here.
"""

from __future__ import annotations

from dataclasses import dataclass

from rag.errors import SourceRejected

KB, MB, GB, TB = 1 << 10, 1 << 20, 1 << 30, 1 << 40


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound, and what is said where it is passed.

    Attributes:
        most: Bytes, or pieces.
        said: What there is too much of; `{}` stands for the number.
        advice: What to do then.
        pieces: Whether it counts pieces and not bytes.
    """

    most: int
    said: str
    advice: str
    pieces: bool = False

    def check(self, size: int, source: str) -> None:
        """Let pass what is within the limit.

        Raises:
            SourceRejected: If it is not.
        """
        if size > self.most:
            raise self.passed(source)

    def passed(self, source: str) -> SourceRejected:
        """The rejection of what is beyond it."""
        told = f"{self.most:,}" if self.pieces else in_words(self.most)
        return SourceRejected(source, f"{self.said.format(told)}; {self.advice}")


PAGE = Limit(10 * MB, "the page is larger than {}", "save its text, and name that file")
LIST = Limit(50 * MB, "the feed or sitemap is larger than {}", "split it")
FILE = Limit(100 * MB, "the file is larger than {}", "split it")
INNER = Limit(100 * MB, "the archive in it is larger than {}", "unpack the outer one")
MESSAGE = Limit(32 * MB, "the message is larger than {}", "save its text")
LINE = Limit(32 * MB, "the line is longer than {}", "no article is; split it")
MANUSCRIPT = Limit(200 * MB, "the Word file unpacks to more than {}", "save its text")
STREAM = Limit(TB, "it unpacks to more than {}", "split it")
MEMBERS = Limit(20_000, "the archive and those in it hold more than {} files", "split it", True)
TOGETHER = Limit(4 * GB, "the archive and those in it unpack to more than {}", "split it")
LISTED = Limit(50_000, "lists in the archive name more than {} articles", "split it", True)
LAYERS = Limit(3, "it is packed more than {} times over", "unpack it", True)

DIRECTORY = 8 * MB  # bytes of the list of members at the end of an archive of MEMBERS files
WINDOW = 8 * MB  # bytes; RFC 9659 lets no zstd content ask for more
FREE = 16 * MB  # bytes unpacked that are not weighed against what was packed
RATIO = 200  # times that data may grow beyond that; text packs 3 to 20 times, bombs 1,000 times


def refuse_bomb(size: int, packed: int, source: str) -> None:
    """Weigh what comes out against what went in.

    Raises:
        SourceRejected: If it grows as no article does.
    """
    if size > FREE and size > RATIO * max(1, packed):
        raise SourceRejected(
            source,
            f"{packed:,} bytes unpack to {size:,} or more: this is a decompression bomb; unpack it "
            "yourself if you trust it",
        )


def in_words(size: int) -> str:
    """A number of bytes as people say it."""
    for unit, name in ((TB, "TB"), (GB, "GB"), (MB, "MB")):
        if size >= unit:
            return f"{size / unit:.3g} {name}"
    return f"{size:,} bytes"
