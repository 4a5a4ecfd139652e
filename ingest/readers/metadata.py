"""Titles and authors as programs leave them in a file: which of them mean anything. Pure."""

from __future__ import annotations

import re

MEANINGLESS = re.compile(
    r"""(?ix:
      | untitled.* | document\d* | dokument\d* | word\ document | title | presentation\d* | slide\ 1
      | microsoft\ (?:word|powerpoint|excel)\b.* | .*\.(?:docx?|pdf|rtf|odt|indd|qxd|pptx?|txt|tex)
      | [\W\d_]+
    )"""
)
BY = re.compile(r"^by:? (?=\S)", re.IGNORECASE)
NOBODY = re.compile(
    r"(?i:|python-docx|admin|administrator|user|owner|author|unknown|anonymous"
    r"|microsoft office user|windows user|[\W\d_]+)"
)


def sensible_title(title: str | None) -> str:
    """A title on one line, or "" for one that names a program, a file or nothing."""
    one = " ".join((title or "").replace("\0", "").split())
    return "" if MEANINGLESS.fullmatch(one) else one


def sensible_authors(line: str | None) -> tuple[str, ...]:
    """The people of a field of authors, parted by semicolons, without those that are nobody."""
    names = (" ".join(name.split()) for name in (line or "").replace("\0", "").split(";"))
    people = (BY.sub("", name) for name in names)
    return tuple(dict.fromkeys(name for name in people if not NOBODY.fullmatch(name)))
