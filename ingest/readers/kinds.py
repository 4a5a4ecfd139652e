"""What a file is: by its ending, checked against how its data begins. Pure."""

from __future__ import annotations

import re
from pathlib import PurePath

from rag.errors import SourceRejected

SAME = {
    **{".txt": ".txt", ".md": ".md", ".markdown": ".md"},
    **{".html": ".html", ".htm": ".html", ".xhtml": ".html"},
    **{".pdf": ".pdf", ".docx": ".docx", ".epub": ".epub"},
    **{".eml": ".eml", ".mhtml": ".eml", ".mht": ".eml", ".mbox": ".mbox"},
    **{".json": ".json", ".jsonl": ".jsonl", ".ndjson": ".jsonl"},
    **{".csv": ".csv", ".tsv": ".csv", ".xml": ".xml", ".rss": ".xml", ".atom": ".xml"},
    **{".rdf": ".xml", ".warc": ".warc", ".arc": ".warc"},
    **{".zip": ".zip", ".wacz": ".wacz"},
}
"""Endings of files, and the one that stands for all of their format."""

ONE_EACH = frozenset({".txt", ".md", ".html", ".pdf", ".docx", ".eml"})
LINES = frozenset({".jsonl"})
PACKABLE = frozenset({".jsonl", ".csv", ".mbox", ".warc", ".xml", ".json", ".txt", ".md", ".html"})
UNDERSTOOD = (*SAME, *(f"{ending}.gz" for ending, kind in SAME.items() if kind in PACKABLE))
BEGINNING = 4096  # bytes that `mislabelled` looks at

ASSETS = frozenset(
    ".css .js .mjs .map .png .jpg .jpeg .gif .svg .webp .avif .ico .bmp .woff .woff2 .ttf .otf "
    ".eot .mp3 .mp4 .webm .m4a .ogg .download".split()
)
"""Endings of what saved pages are made of beside their HTML."""

MAGIC = (
    (b"%PDF-", ".pdf", "a PDF"),
    (b"PK\x03\x04", ".zip", "a zip archive, as docx, xlsx, odt and epub are too"),
    (b"PK\x05\x06", ".zip", "an empty zip archive"),
    (b"\x1f\x8b", ".gz", "packed with gzip"),
    (b"WARC/", ".warc", "a web archive"),
    (b"\xd0\xcf\x11\xe0", "", "an old Office file; save it as .docx"),
    (b"{\\rtf", "", "RTF; save it as .docx"),
    (b"\x89PNG", "", "a picture"),
    (b"\xff\xd8\xff", "", "a picture"),
    (b"GIF8", "", "a picture"),
    (b"7z\xbc\xaf", "", "a 7z archive; unpack it"),
    (b"Rar!", "", "a RAR archive; unpack it"),
    (b"\x28\xb5\x2f\xfd", "", "packed with zstd; unpack it"),
    (b"BZh", "", "packed with bzip2; unpack it"),
    (b"\xfd7zXZ", "", "packed with xz; unpack it"),
    (b"bplist00", "", "a property list, as Safari's web archives; save the page as HTML"),
    (b"SQLite format 3\0", "", "a SQLite database; export its table as CSV"),
)
PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)[\s>]", re.I | re.DOTALL)
FEED = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*)?<(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]", re.I)
SAVED = re.compile(rb"\s*(?:From: <Saved by|MIME-Version: 1\.0\s)", re.I)
LISTED = re.compile(rb"\s*\[\s*(?:[\r\n]|\{)")
MARK = b"\xef\xbb\xbf"


def kind_of(path: PurePath) -> tuple[str, bool]:
    """The ending that stands for a file's format ("" for none known), and if it is in a .gz."""
    name = path.name.lower()
    packed = name.endswith(".gz")
    kind = SAME.get(PurePath(name.removesuffix(".gz")).suffix, "")
    return ("", False) if packed and kind not in PACKABLE else (kind, packed)


def unknown(path: PurePath) -> str:
    """Why a file of this name is not read."""
    ending = path.suffix.lower()
    said = f"files ending in {ending!r}" if ending else "files without an ending"
    return f"{said} are not understood; what is: {' '.join(UNDERSTOOD)}"


def check_label(kind: str, beginning: bytes, source: str) -> None:
    """Whether data that is called `kind` can be of it.

    Raises:
        SourceRejected: If it is clearly something else; says what, and what to call it.
    """
    if not beginning:
        raise SourceRejected(source, "the file is empty")
    beginning = beginning.removeprefix(MARK)
    if kind not in (".pdf", ".docx", ".epub", ".zip", ".wacz"):  # their readers say it better
        for magic, ending, what in MAGIC:
            if beginning.startswith(magic) and ending != kind:
                named = f"{kind}.gz" if ending == ".gz" else ending
                advice = f"; name it {named}" if ending else ""
                raise SourceRejected(source, f"it is not {kind} but {what}{advice}")
    if reason := _text_label(kind, beginning):
        raise SourceRejected(source, reason)


def _text_label(kind: str, beginning: bytes) -> str | None:
    if kind in (".txt", ".md", ".csv", ".jsonl", ".json", ".eml", ".mbox") and PAGE.match(
        beginning
    ):
        return f"it is not {kind} but a web page; name it .html"
    if kind in (".txt", ".html", ".csv", ".jsonl", ".json") and FEED.match(beginning):
        return f"it is not {kind} but a feed or sitemap; name it .xml"
    if kind == ".html" and SAVED.match(beginning):
        return "it is not .html but a page saved as mail; name it .mhtml"
    first = beginning.split(b"\n", 1)[0].rstrip()
    if kind == ".jsonl" and LISTED.match(beginning) and not first.endswith(b"]"):
        return "it is not JSON Lines but one JSON list; name it .json"
    return None
