"""Does a span name whom and what a sentence names, in full, in short or by its letters? Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from rag.differences.difference import Difference
from rag.differences.units import CURRENCIES
from rag.words import NUMBER_WORDS, STOPWORDS, WORD, stem, words

PREFIX = 4  # letters that "Syria" and "Syrian" share at least
TITLES = frozenset(
    """mr mrs ms miss dr sir lady lord dame prof professor president minister prime king queen
    prince princess general gen col colonel capt captain lt sgt major judge justice mayor senator
    sen rep governor gov chancellor secretary commander chief director chairman chairwoman chair
    bishop pope imam sheikh father sister reverend rev inspector officer superintendent coach
    manager chief-executive ceo deputy vice former acting head foreign finance interior health
    home defence defense transport justice education environment energy st saint the mp mps mep
    councillor cllr ambassador commissioner sergeant constable detective admiral marshal""".split()
)
"""Capitalised before a name, and no part of it."""
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan feb mar apr jun jul aug sept sep oct
    nov dec spring summer autumn winter christmas easter ramadan am pm gmt utc i q1 q2 q3
    q4 u-turn""".split()
)
"""Capitalised, and no name."""
_SAME = {
    "us": "united states", "usa": "united states", "america": "united states",
    "american": "united states", "uk": "united kingdom", "britain": "united kingdom",
    "british": "united kingdom", "un": "united nations", "eu": "european union",
    "french": "france", "dutch": "netherlands", "spanish": "spain", "swiss": "switzerland",
    "greek": "greece", "danish": "denmark", "turkish": "turkey", "welsh": "wales",
    "irish": "ireland", "polish": "poland", "swedish": "sweden", "finnish": "finland",
    "norwegian": "norway", "chinese": "china", "english": "england", "scottish": "scotland",
    "tv": "television", "thai": "thailand", "filipino": "philippines", "peruvian": "peru",
}  # fmt: skip
_MONEY = frozenset(sign for sign in CURRENCIES if sign[0].isalpha()) | {"KSh", "Rs", "Rp", "kr"}
_BREAK = re.compile(r"[.!?:;\n]|[\"“”]")


@lru_cache(maxsize=16384)
def named(text: str) -> tuple[tuple[str, ...], ...]:
    """The names of a text: runs of capitalised words, each in lower case, titles left out.

    A word that opens a sentence counts if what follows it is capitalised, too; `opening` tells the
    others.
    """
    return tuple(run for _, _, run, opens in runs(text) if not opens or len(run) > 1)


@lru_cache(maxsize=16384)
def opening(text: str) -> tuple[str, ...]:
    """Lone capitalised words that open a sentence: names or not, nobody can tell."""
    return tuple(run[0] for _, _, run, opens in runs(text) if opens and len(run) == 1)


@lru_cache(maxsize=8192)
def runs(text: str) -> tuple[tuple[int, int, tuple[str, ...], bool], ...]:
    """Each run of capitalised words: where it begins and ends, they, and whether it opens."""
    return tuple(_runs(text))


def _runs(text: str) -> Iterator[tuple[int, int, tuple[str, ...], bool]]:
    run: list[str] = []
    opens, last, start = False, 0, 0
    for match in WORD.finditer(text):
        gap = text[last : match.start()]
        word = match.group().replace("’", "'")
        low = word.lower().removesuffix("'s").strip(".'")
        broken = bool(_BREAK.search(gap)) or last == 0
        joined = run and gap in (" ", "-", " & ")
        if run and not (joined and word[0].isupper()):
            yield start, last, tuple(run), opens
            run = []
        if _is_name(word, low):
            if not run:
                opens, start = broken, match.start()
            run.append(low)
        last = match.end()
    if run:
        yield start, last, tuple(run), opens


def _plain(word: str, low: str) -> bool:
    """Whether a word is no name however it is written; "US" and "WHO" are not "us" and "who"."""
    return low in STOPWORDS and not (len(word) > 1 and word.isupper())


def _is_name(word: str, low: str) -> bool:
    if not word[0].isupper() or _plain(word, low) or low in CALENDAR or low in TITLES:
        return False
    if word.rstrip("0123456789mbnk") in _MONEY:  # "NOK", "N26m"
        return False
    return low not in NUMBER_WORDS and bool(low)


def unnamed(claim: str, span: str, article: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The names of a sentence that a span does not hold, not even in short.

    Args:
        claim: The sentence.
        span: The text that should name them.
        article: All names of the article, which tell what a short form stands for.
    """
    held = _forms(span)
    found = []
    known = {part for run in article for part in run}
    said = [_sure(run, opens, held, known) for _, _, run, opens in runs(claim)]
    for run in said:
        missing = [part for part in run if not _holds(held, part)]
        if missing and not _short(run, missing, held, article):
            found.append(tuple(missing) if len(missing) < len(run) else run)
    return found


def _sure(
    run: tuple[str, ...], opens: bool, held: frozenset[str], known: set[str]
) -> tuple[str, ...]:
    """What of a run is a name for sure: the word that opens a sentence need not be one."""
    if not opens or run[0] in known or (len(run) > 1 and _holds(held, run[0])):
        return run
    return run[1:]


def name_difference(missing: Sequence[tuple[str, ...]]) -> Difference | None:
    """The reason for a name that is not in the span."""
    if not missing:
        return None
    shown = " ".join(part.upper() if len(part) < 4 else part.title() for part in missing[0])
    return Difference("name", f"the quoted sentence does not name {shown!r}")


def _forms(text: str) -> frozenset[str]:
    spoken = [word.removesuffix("'s") for word in words(text)]
    parts = [part for word in spoken for part in word.split("-")]
    forms = {*spoken, *parts, *(stem(part) for part in parts)}
    parts += [part.replace(".", "") for part in parts if "." in part]  # "U.S." is "US"
    forms |= {*parts}
    forms |= {other for part in parts if part in _SAME for other in _SAME[part].split()}
    low = " ".join(spoken)
    forms |= {short for short, whole in _SAME.items() if whole in low}
    forms |= {"".join(part[0] for part in run) for run in named(text) if len(run) > 1}
    forms |= {f"={a[0]}{b[0]}" for a, b in pairwise(parts)}  # "AI" of "artificial intelligence"
    return frozenset(forms)


def _holds(held: frozenset[str], name: str) -> bool:
    parts = [part for part in name.split("-") if part]
    if all(part in held or stem(part) in held for part in parts):
        return True
    dotted = name.replace(".", "")
    if 1 < len(dotted) < 5 and "=" + dotted in held:
        return True
    if dotted in held or (name in _SAME and all(part in held for part in _SAME[name].split())):
        return True
    if len(name) <= PREFIX:
        return False
    if any(other in (f"{name}stan", f"{name}istan") for other in held):  # Kazakh, Uzbek
        return True
    return any(
        other[: max(PREFIX, len(name) - 3)] == name[: max(PREFIX, len(name) - 3)]
        and abs(len(other) - len(name)) <= 3
        for other in held
        if len(other) >= PREFIX
    )


def _short(
    run: tuple[str, ...],
    missing: list[str],
    held: frozenset[str],
    article: Sequence[tuple[str, ...]],
) -> bool:
    """Whether a span has part of a name that the article gives as one: "Abdurrahman", "SOHR"."""
    for whole in article:
        if all(part in whole for part in run) or _letters(run, whole):
            kept = [part for part in whole if part in held]
            if (kept and any(part in run for part in kept)) or _letters_in(whole, held):
                return True
    return False


def _letters(run: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return len(run) == 1 and len(whole) > 1 and run[0] == "".join(part[0] for part in whole)


def _letters_in(whole: tuple[str, ...], held: frozenset[str]) -> bool:
    return len(whole) > 1 and "".join(part[0] for part in whole) in held
