"""Files of every kind as bytes, whole and broken, for tests of what reads them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

SENTENCES = tuple(
    f"On day {n} the river rose above the old bridge in the valley, the mayor said."
    for n in range(5)
)
TEXT = " ".join(SENTENCES)
STORY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
PAGE = f"<!doctype html><html><body><article><h1>Flood</h1>{STORY}</article></body></html>".encode()


def zipped(files: Mapping[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def encrypted(files: Mapping[str, bytes]) -> bytes:
    """A zip archive whose members say that they are encrypted."""
    data = bytearray(zipped(files))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := data.find(mark, start + 1)) >= 0:
            struct.pack_into("<H", data, start + at, 1)
    return bytes(data)


CONTAINER = (
    b'<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    b'<rootfiles><rootfile full-path="OEBPS/content.opf" '
    b'media-type="application/oebps-package+xml"/></rootfiles></container>'
)
ABOUT = (
    "<dc:title>The Weekly</dc:title><dc:creator>Jane Doe</dc:creator><dc:language>en-GB"
    "</dc:language><dc:date>2024-12-05</dc:date><dc:identifier>urn:isbn:1</dc:identifier>"
)


def epub(
    documents: Mapping[str, bytes],
    about: str = ABOUT,
    more: Mapping[str, bytes] | None = None,
    container: bytes = CONTAINER,
) -> bytes:
    """An EPUB of these documents, in their order."""
    items = "".join(
        f'<item id="d{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(documents)
    )
    spine = "".join(f'<itemref idref="d{n}"/>' for n in range(len(documents)))
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{about}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    files = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": container,
        "OEBPS/content.opf": package.encode(),
        **{f"OEBPS/{name}": data for name, data in documents.items()},
        **(more or {}),
    }
    return zipped(files)


def chapter(title: str, body: str = STORY) -> bytes:
    """A document of an EPUB."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head>'
        f"<title>x</title></head><body><h1>{title}</h1>{body}</body></html>"
    ).encode()


def warc(
    *records: tuple[str, str, bytes], status: str = "200 OK", packed: bool = True, **headers: str
) -> bytes:
    """A web archive of (address, type, body)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, kind, body in records:
        given = [("Content-Type", kind), *headers.items()]
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=StatusAndHeaders(status, given, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2024-12-06T09:00:00Z"},
        )
        writer.write_record(record)
        record.raw_stream.close()
    return out.getvalue()


def letter(body: str = TEXT, kind: str = "text/plain; charset=utf-8", **headers: str) -> bytes:
    """A message of mail."""
    given = {
        "From": "The Morning Briefing <news@paper.example>",
        "Subject": "Rivers rise",
        "Date": "Fri, 06 Dec 2024 07:00:00 +0100",
        "Message-ID": "<m1@paper.example>",
        "MIME-Version": "1.0",
        "Content-Type": kind,
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in given.items() if value)
    return f"{head}\r\n{body}\r\n".encode()


def mbox(*letters: bytes) -> bytes:
    """A mailbox."""
    line = b"From news@paper.example Fri Dec  6 07:00:00 2024\n"
    return b"".join(line + one.replace(b"\r\n", b"\n") + b"\n" for one in letters)


RSS = (
    b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Paper</title>'
    b"<item><title>Flood</title><link>https://x.example/a</link></item></channel></rss>"
)
ATOM = (
    b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title>'
    b'<entry><id>tag:1</id><title>Flood</title><link href="https://x.example/a"/></entry></feed>'
)
SITEMAP = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    b"<url><loc>https://x.example/a</loc></url></urlset>"
)
