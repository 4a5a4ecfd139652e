"""What looks like a date and is none: "May" the verb, April Jones, 2,000 troops. Pure."""

from __future__ import annotations

import re

from rag.dates.atoms import Atom

_ALSO_WORDS = frozenset(("march", "april", "may", "june", "august", "jan", "mar", "dec", "sept"))
"""Months that are names or other words, too: they need a word before them that tells."""

_TEMPORAL = re.compile(
    r"(?:\b(?:in|since|until|till|last|next|this|early|late|during|throughout|through|by|before"
    r"|after|from|to|for|of|between|coming|past)|\bmid|\bof\s+the)[\s-]+$"
)
_STRONG = re.compile(
    r"(?:\b(?:in|since|until|till|last|next|this|early|late|during|throughout|(?:end|start"
    r"|beginning|middle)\s+of)|\bmid)[\s-]+$"
)
_MONTH_BESIDE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)(?:,|\s+and|\s+or|\s+to|\s?[-–/])\s*$"
)
_PEOPLE = re.compile(r"\b(?:Theresa|Mrs?\.?|Ms\.?|James|Brian|Elaine|Imelda)\s+May\b")
_RULES = re.compile(r"\s+(?:government|era|premiership|administration|ministry|family|deal)\b")
_HELD = re.compile(r"\s+(?:on|for|of|in|to|through|against|towards?|by|from|was|is)\b")
_ARTICLE = re.compile(r"\b(?:the|a|its|his|her|their|our|that)\s+$")
_VERB_AFTER = re.compile(
    r"\s+(?:have|be|not|also|well|still|never|soon|yet|even|only|seem|need|take|go|get|come|by|on"
    r"|from|to|into|past|through|in)\b"
)
_ON_DAY = re.compile(r"\b(?:on|since|before|after|until|till|of|from)\s+(?:the\s+)?$")

_DAY_NAMED = re.compile(
    r"\b(?:black|good|ash|super|cyber|bloody|palm|maundy|giving|shrove|sheffield|holy|easter"
    r"|whit|manic|ruby)\s+$"
)
_PAPER = re.compile(
    r"\s+(?:times|night\s+live|mirror|express|mail|telegraph|people|post|addams|herald|show|tonight"
    r"|programme|of\s+the\s+proms)\b"
)
_MEASURED = re.compile(
    r"\s+(?:people|men|women|children|homes|houses|jobs|votes|dollars|pounds|euros|miles|metres"
    r"|meters|feet|kilomet(?:re|er)s|km|mph|tonnes|tons|cases|deaths|troops|soldiers|hours|days"
    r"|weeks|months|years|points|patients|schools|calories|words|hectares|acres|workers|members"
    r"|times|percent|per\s+cent|employees|students|refugees|migrants|victims|residents|passengers"
    r"|police|officers|signatures|copies|fans|seats|or\s+(?:so|more))\b"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|during|before|after|from|through|to|of|early|mid|late|between"
    r"|and|for|circa|until|throughout)[\s-]+(?:the\s+(?:year\s+)?)?$"
)
_YEAR_SET = re.compile(
    r"(?:\b(?:the|a|an|its|his|her|their|our|this|that|ly)\s+|[(\[]|(?:’s|'s)\s+)$"
)
_LETTER = re.compile(r"\s+[^\W\d_]")
_OF = re.compile(r"\s+(?:of|in)\b")
_NOUN = re.compile(r"\s+(?!and\b|or\b)\w")
_LOOSE = ("in", "over", "during", "since", "until", "by", "before", "after", "from")
_SEASON_BEFORE = re.compile(
    r"\b(?:in|over|during|since|until|by|before|after|from|this|last|next|past|coming|early|late"
    r"|mid|end\s+of)[\s-]+(?:the\s+)?$"
)


def is_time(atom: Atom, text: str, low: str) -> bool:
    """Whether an expression found names a time here.

    Args:
        atom: What was found.
        text: The text it was found in.
        low: The same in lower case.
    """
    before, after = low[max(0, atom.start - 24) : atom.start], low[atom.end : atom.end + 24]
    if atom.kind == "month":
        return _is_month(atom, text, before, after)
    if atom.kind == "day":
        return _is_day(atom, text, before, after)
    if atom.kind == "weekday":
        return not _DAY_NAMED.search(before) and not _is_title(atom, text, after)
    if atom.kind == "near":
        usa = before.endswith("usa ")
        return not usa and not _is_title(atom, text, after)
    if atom.kind == "year":
        return _is_year(before, after)
    if atom.kind in ("unit", "rolling"):
        return not (after.startswith(" of ") and "own" not in atom.parts)
    if atom.kind == "season":
        return "sy" in atom.parts or _is_season(before, after)
    return True


def _is_season(before: str, after: str) -> bool:
    led = _SEASON_BEFORE.search(before)
    if led is None or _OF.match(after):
        return False
    return (
        led[0].split()[0] not in _LOOSE or led[0].rstrip().endswith("the") or not _NOUN.match(after)
    )


def _is_title(atom: Atom, text: str, after: str) -> bool:
    """Whether it begins the name of a newspaper or a programme."""
    return text[atom.start].isupper() and bool(_PAPER.match(after))


def _is_month(atom: Atom, text: str, before: str, after: str) -> bool:
    word = atom.parts["m3"].rstrip(".")
    if "y3" in atom.parts or "nth" in atom.parts:
        return True
    if word not in _ALSO_WORDS and len(word) > 3:
        return True
    small = text[atom.start].islower()
    if word == "may" and _PEOPLE.search(text):
        return bool(_STRONG.search(before)) and not small
    if small and word in ("may", "march", "mar", "august") and _VERB_AFTER.match(after):
        return False
    if _TEMPORAL.search(before) or _MONTH_BESIDE.search(before):
        return not (small and word == "may" and not _STRONG.search(before))
    if small or not _ARTICLE.search(before):
        return not small and word not in ("may", "march") and after[:2] in ("'s", "’s")
    follows = text[atom.end : atom.end + 2]
    noun = follows[:1] == " " and follows[1:].islower()
    return noun and not (_RULES.match(after) if word == "may" else _HELD.match(after))


def _is_day(atom: Atom, text: str, before: str, after: str) -> bool:
    if "iso" in atom.parts or "n1" in atom.parts or "y1" in atom.parts or "y2" in atom.parts:
        return True
    word = (atom.parts.get("m1") or atom.parts["m2"]).rstrip(".")
    if word not in ("may", "march", "mar", "sun"):
        return True
    if word in text[atom.start : atom.end]:  # in lower case
        return bool(_ON_DAY.search(before)) and not _VERB_AFTER.match(after)
    return True


def _is_year(before: str, after: str) -> bool:
    if _MEASURED.match(after):
        return False
    if not before.strip():
        return bool(_LETTER.match(after))
    if _YEAR_BEFORE.search(before):
        return True
    return bool(_YEAR_SET.search(before)) and (bool(_LETTER.match(after)) or after[:1] in ")],")
