"""One extractor over a folder of saved pages, run in an environment that has it.

    python bench/extraction_systems.py SYSTEM FOLDER OUT.json

Writes {"texts": {page: text}, "seconds": s, "version": v}; a page that a system fails on gives "".
"""

from __future__ import annotations

import contextlib
import gzip
import json
import logging
import os
import sys
import time
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

Extract = Callable[[bytes, str], str | None]


def dateline() -> Extract:
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from ingest.readers.html import read_page
    from rag.errors import SourceRejected

    now = datetime.now(UTC)

    def extract(page: bytes, url: str) -> str | None:
        with contextlib.suppress(SourceRejected):  # what it prints of a page that it holds back too
            return read_page(page, source=url, url=url, clock=lambda: now).draft.text
        return None

    return extract


def trafilatura(*, fast: bool) -> Extract:
    from trafilatura import extract

    return lambda page, url: extract(page, url=url, include_comments=False, fast=fast)


def readability() -> Extract:
    from lxml.html import fromstring
    from readability import Document

    def extract(page: bytes, _url: str) -> str:
        tree = fromstring(Document(page.decode("utf-8", "replace")).summary())
        return "\n".join(part for part in tree.itertext())

    return extract


def newspaper() -> Extract:
    from newspaper import Article

    def extract(page: bytes, url: str) -> str:
        article = Article(url, fetch_images=False)
        article.download(input_html=page.decode("utf-8", "replace"))
        article.parse()
        return article.text

    return extract


def goose() -> Extract:
    from goose3 import Goose

    reader = Goose({"enable_image_fetching": False})
    return lambda page, _url: reader.extract(raw_html=page.decode("utf-8", "replace")).cleaned_text


def news_please() -> Extract:
    from newsplease import NewsPlease

    def extract(page: bytes, url: str) -> str | None:
        article = NewsPlease.from_html(page.decode("utf-8", "replace"), url=url, fetch_images=False)
        return article.maintext

    return extract


def resiliparse() -> Extract:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda page, _url: extract_plain_text(page.decode("utf-8", "replace"), main_content=True)


def soup() -> Extract:
    from bs4 import BeautifulSoup

    return lambda page, _url: BeautifulSoup(page, "lxml").get_text(" ")


SYSTEMS: dict[str, tuple[str, Callable[[], Extract]]] = {
    "dateline extract": ("dateline", dateline),
    "trafilatura": ("trafilatura", lambda: trafilatura(fast=False)),
    "trafilatura fast": ("trafilatura", lambda: trafilatura(fast=True)),
    "readability-lxml": ("readability-lxml", readability),
    "newspaper4k": ("newspaper4k", newspaper),
    "goose3": ("goose3", goose),
    "news-please": ("news-please", news_please),
    "resiliparse": ("resiliparse", resiliparse),
    "BeautifulSoup text": ("beautifulsoup4", soup),
}
"""Name in the table: its distribution, and what makes its extractor."""

RIVALS = sorted({"lxml_html_clean", *(name for name, _ in SYSTEMS.values())} - {"dateline"})
"""What a throw-away environment for all of them needs."""


def pages(folder: Path) -> dict[str, tuple[bytes, str]]:
    """Each page's bytes and address."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    return {
        name: (gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()), about["url"])
        for name, about in sorted(truth.items())
    }


def run(system: str, folder: Path) -> dict[str, object]:
    distribution, make = SYSTEMS[system]
    extract, texts = make(), {}
    todo = pages(folder)
    for page, url in list(todo.values())[:1]:  # what is loaded at the first page is not its time
        one(extract, page, url)
    start = time.process_time()
    for name, (page, url) in todo.items():
        texts[name] = one(extract, page, url)
    seconds = time.process_time() - start
    return {"texts": texts, "seconds": seconds, "version": version(distribution)}


def one(extract: Extract, page: bytes, url: str) -> str:
    try:
        return extract(page, url) or ""
    except Exception:  # noqa: BLE001 - whatever a rival raises, it gave no text
        return ""


def main() -> None:
    system, folder, out = sys.argv[1:]
    warnings.simplefilter("ignore")
    logging.disable()
    with Path(os.devnull).open("w", encoding="utf-8") as null, contextlib.redirect_stderr(null):
        found = run(system, Path(folder))
    Path(out).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
