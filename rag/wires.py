"""Which news agency does an article come from, by its dateline, byline or last line? Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

HEAD = 160  # characters in which a dateline stands
FOOT = 240  # characters in which a credit stands

AGENCIES: dict[str, str] = {
    "ap": "AP", "associated press": "AP", "reuters": "Reuters", "thomson reuters": "Reuters",
    "afp": "AFP", "agence france-presse": "AFP", "agence france presse": "AFP", "dpa": "dpa",
    "deutsche presse-agentur": "dpa", "upi": "UPI", "united press international": "UPI",
    "pa": "PA", "press association": "PA", "pa media": "PA", "xinhua": "Xinhua", "tass": "TASS",
    "interfax": "Interfax", "sana": "SANA", "ansa": "ANSA", "efe": "EFE", "kyodo": "Kyodo",
    "kyodo news": "Kyodo", "yonhap": "Yonhap", "bloomberg": "Bloomberg", "ians": "IANS",
    "pti": "PTI", "press trust of india": "PTI", "ani": "ANI", "anadolu": "Anadolu",
    "anadolu agency": "Anadolu", "aap": "AAP", "australian associated press": "AAP",
    "canadian press": "CP", "cnn": "CNN", "cnn wire": "CNN", "irna": "IRNA", "wam": "WAM",
}  # fmt: skip
"""Names of agencies in lower case, each with its usual short one."""

_NAME = "|".join(sorted((re.escape(name) for name in AGENCIES), key=len, reverse=True))
_LETTERS = r"[A-Z]{3,6}"  # of an agency that is not listed
_DATELINE = re.compile(
    rf"^[^\n]{{0,70}}?\((?:(?P<name>(?i:{_NAME}))|(?P<letters>{_LETTERS}))\)[^\n.!?]{{0,30}}?\s?[—–-]"
)
_PLAIN = re.compile(rf"^[^\n.!?]{{0,60}}?[—–-]\s?(?P<name>(?i:{_NAME}))\s?[—–:-]")
_CREDIT = re.compile(
    rf"(?i:material|reporting|reports?|copy|text|information) (?:from|by) (?:the )?"
    rf"(?:(?P<name>(?i:{_NAME}))\b|(?P<letters>{_LETTERS})\b)\W*$"
)
_MARK = re.compile(
    rf"(?:^|\n|\. )\W*(?:©|\(c\)|copyright|source:|via)?\s*(?:20\d\d\s+)?(?:the )?"
    rf"(?:(?P<name>(?i:{_NAME}))|\((?P<letters>{_LETTERS})\))\W*$",
    re.IGNORECASE,
)
_NO_AGENCY = frozenset("USA UAE GMT UTC NGO CEO NATO WHO".split())


def wire_of(text: str, authors: Sequence[str] = (), outlet: str | None = None) -> str | None:
    """The agency that a text names as its own, in short; None where it names none.

    Args:
        text: The whole article.
        authors: Its byline.
        outlet: Who printed it; an agency's own report comes from it.
    """
    for found in (_DATELINE.match(text[:HEAD]), _PLAIN.match(text[:HEAD])):
        if found and (known := _short(found.groupdict())):
            return known
    for name in (*authors, outlet or ""):
        low = _bare(name)
        if low in AGENCIES:
            return AGENCIES[low]
    for pattern in (_CREDIT, _MARK):
        found = pattern.search(text[-FOOT:].rstrip())
        if found and (known := _short(found.groupdict())):
            return known
    return None


def short(name: str) -> str:
    """An agency's usual short name; another name as it is."""
    return AGENCIES.get(_bare(name), name)


def same_source(one: str, other: str) -> bool:
    """Whether two names are of one house: "MPS" is the Merravian Press Service."""
    a, b = _bare(one), _bare(other)
    return (
        a == b
        or AGENCIES.get(a, a).lower() == AGENCIES.get(b, b).lower()
        or (_letters(a) == b or _letters(b) == a)
    )


def _short(found: dict[str, str | None]) -> str | None:
    if found.get("name"):
        return AGENCIES[_bare(str(found["name"]))]
    letters = found.get("letters")
    return letters if letters and letters.isupper() and letters not in _NO_AGENCY else None


def _bare(name: str) -> str:
    return name.strip().lower().removeprefix("the ").removesuffix(" staff")


def _letters(name: str) -> str:
    parts = re.findall(r"[^\W_]+", name)
    return "".join(part[0] for part in parts) if len(parts) > 1 else ""
