"""What type of page a saved page is, and what an extracted text does wrong. Pure but for lxml."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from extraction_measure import words
from lxml.html import HTMLParser, document_fromstring

SHORT, LONG = 1_000, 8_000  # characters of a true text
LISTED = 5
SOME = 3  # words; a difference of fewer is one of writing
EDGE = 0.1  # of a text at its beginning and end
LANG = re.compile(rb"<html[^>]*?\blang\s*=\s*[\"']?([a-z]{2})", re.I)
COMMON = frozenset("the of and to in that for with was on".split())


def kinds_of(page: bytes, true: str) -> list[str]:
    """The types of a page; each has at least one."""
    tree = document_fromstring(
        page.decode("utf-8", "replace").encode(), parser=HTMLParser(encoding="utf-8")
    )
    said = words(true.lower())
    english = sum(word in COMMON for word in said) > 0.08 * len(said)
    linked = " ".join(tree.xpath('//script[contains(@type, "ld+json")]/text()'))
    paragraphs = sum(len("".join(p.itertext())) for p in tree.iter("p"))
    lines = [line for line in true.splitlines() if line.strip()]
    headed = sum(0 < len(line) < 60 and not re.search(r"[.!?…”\"]\W*$", line) for line in lines)
    found = {
        "news or opinion with JSON-LD": bool(re.search(r"Article\"|BlogPosting", linked)),
        "no JSON-LD of an article": not re.search(r"Article\"|BlogPosting", linked),
        "short (under 1,000 characters)": len(true) < SHORT,
        "long (over 8,000 characters)": len(true) > LONG,
        "lists, guides, results (many short lines)": headed >= LISTED
        and headed >= 0.2 * len(lines),
        "not in English": not english,
        "story not in paragraphs": paragraphs < 0.7 * len(true),
        "behind a paywall": bool(re.search(r'isAccessibleForFree"\s*:\s*"?false', linked, re.I)),
    }
    return [kind for kind, so in found.items() if so]


def mistakes(true: str, given: str) -> set[str]:
    """What is too much and what is missing, and where."""
    wanted, got = words(true), words(given)
    if not got:
        return {"no text at all"}
    found: set[str] = set()
    matched = SequenceMatcher(None, wanted, got, autojunk=False)
    for kind, i1, i2, j1, j2 in matched.get_opcodes():
        if kind == "equal":
            continue
        if i2 - i1 > SOME:
            found.add(f"lost {_place(i1, i2, len(wanted))}")
        if j2 - j1 > SOME:
            found.add(f"too much {_place(j1, j2, len(got))}")
        if max(i2 - i1, j2 - j1) <= SOME:
            found.add(f"up to {SOME} words differ")
    return found


def _place(start: int, end: int, total: int) -> str:
    if start <= EDGE * total and end < total:
        return "at the beginning"
    return "at the end" if end >= (1 - EDGE) * total else "in between"
