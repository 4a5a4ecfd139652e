"""Does the one who says it in a sentence say it in the span? Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.differences.alignment import Aligned, aligned_stems
from rag.differences.difference import Difference
from rag.differences.names import named
from rag.differences.quotations import quoted
from rag.differences.vocabulary import REPORTING
from rag.words import WORD, content, stem

REACH = 9  # words between a reporting verb and the one who reports
LONG = 40  # characters before a verb in which a "was" may make it a passive
HELD = 0.5  # share of what is said that a sentence must hold to be the one that says it
_QUOTATION = re.compile(r"[\"“„][^\"“”„]*[\"”]")
_ACCORDING = re.compile(r"\baccording to\b", re.I)
_VIEW = re.compile(
    r"\bin ((?:[\w.’'-]+ ){0,3}[\w.’'-]+)[’']s? (?:view|opinion|words|account)\b", re.I
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are|stands?|stood)\s+(?:\w+\s+)?$", re.I)
_BY = re.compile(r"^\W*(?:[\w'’-]+\W+){0,3}?by\s+", re.I)
_PRONOUN = re.compile(r"\b(?:he|she|they|it|who|i|we)\b", re.I)
_SHE = re.compile(r"\b(?:he|she)\b", re.I)
_END = re.compile(r"[.!?;\n“”\"]|, (?:but|and|while|as|after|when|because)\b")


def speakers(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Each one who is said to say something: as shown, and the words of the name.

    A pronoun gives an empty name: someone speaks, and the text does not say here who.
    """
    bare = _QUOTATION.sub(lambda m: "“" + " " * (len(m.group()) - 2) + "”", text)
    for match in _ACCORDING.finditer(bare):
        yield from _one(_after(bare, match.end()))
    for match in _VIEW.finditer(bare):
        yield from _one(match[1])
    for match in WORD.finditer(bare):
        if stem(match.group().lower()) not in REPORTING or match.group()[0].isupper():
            continue
        before, behind = _before(bare, match.start()), bare[match.end() :]
        if _PASSIVE.search(bare[max(0, match.start() - LONG) : match.start()]):
            agent = _BY.match(behind)
            if agent:
                yield from _one(_after(behind, agent.end()))
            continue
        yield from (
            _one(before)
            if named(_padded(before)) or _PRONOUN.search(before)
            else _one(_after(bare, match.end()))
        )


def speaker_difference(claim: str, span: str) -> Difference | None:
    """A speaker who is not named where the span has what is said, while another speaks there.

    A "she" there is the one who was named in the sentence before.
    """
    for shown, who in speakers(claim):
        if not who:
            continue
        said = _said(claim, who)
        place = aligned_stems(said, span)
        if place.share < HELD or len(said) < 2 or _named_in(who, place.text):
            continue
        other = _other(who, place, span)
        if other:
            return Difference("speaker", f"in the article {other} says this, not {shown}")
    return None


def _other(who: frozenset[str], place: Aligned, span: str) -> str:
    """Who else says what a sentence of a span says, or ""."""
    spoken = list(speakers(place.text))
    others = [other for other, name in spoken if name]
    if others or not spoken or not _SHE.search(place.text):
        return others[-1] if others else ""
    if not place.before:
        behind = span[place.start + len(place.text) :]
        return "somebody else" if _introduced(who, behind) else ""
    if _named_in(who, place.before):
        return ""
    runs = named(_padded(place.before))
    return " ".join(part.title() for part in runs[-1]) if runs else ""


def _said(claim: str, who: frozenset[str]) -> list[str]:
    """The stems of what is said: of the quotation, or else of all but the speaker and the verb."""
    inside = quoted(claim)
    stems = content(" ".join(inside)) if inside else content(claim)
    left = REPORTING | {stem(part) for name in who for part in name.split("-")} | {"accord"}
    return [part for part in stems if part not in left]


def _introduced(who: frozenset[str], behind: str) -> bool:
    """Whether one is named in full only behind what is said, and so did not say it."""
    return any(len(run) > 1 and frozenset(run) & who for run in named(behind))


def _named_in(who: frozenset[str], text: str) -> bool:
    held = {stem(part)[:5] for part in content(text)} | frozenset(content(text))
    return any(stem(part)[:5] in held for name in who for part in name.split("-"))


def _one(clause: str) -> Iterator[tuple[str, frozenset[str]]]:
    runs = named(_padded(clause))
    if runs:
        shown = " ".join(part.title() for part in runs[-1])
        yield shown, frozenset(part for run in runs for part in run)
    elif _PRONOUN.search(clause):
        yield "", frozenset()


def _padded(clause: str) -> str:
    """So that the first word of a clause is not taken for the first of a sentence."""
    return f"x {clause}"


def _before(text: str, end: int) -> str:
    clause = _END.split(text[:end])[-1]
    return " ".join(clause.split()[-REACH:])


def _after(text: str, start: int) -> str:
    return " ".join(_END.split(text[start:])[0].split()[:REACH])
