"""Does the one who says it in a sentence say it in the span? Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.differences.alignment import Aligned, aligned_stems
from rag.differences.difference import Difference
from rag.differences.names import named, runs
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
_HE = re.compile(
    r"\b(?:he|she|they|it|i|we)(?:\s+(?:also|later|then|had|has|have|would|will|not|\w+ly))*$", re.I
)
_NOUN = re.compile(r"(?:\b(?:the|an?|its|their|his|her|this|that|any|no|to|having)|[’']s?)$", re.I)
_GERUND = re.compile(r"\b(?:without|by|of|for|from|in|before|after|while)$", re.I)
_OWNER = re.compile(r"[’'](?:s)?$")
_HAD = re.compile(r"\b(?:has|have|had|having)(?:\s+\w+)?$", re.I)
_BOSS = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}(?:mayor|chief|boss|head|leader|director|manager|minister|president"
    r"|management|officials?|police|spokes\w+|union|workers?|staff|coach|owners?|government)\b"
)
_ITS = re.compile(
    r"\b(?:[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\b|\b[Tt]he [\w-]+[’']s?\s"
    r"|\b[Tt]he [a-z]+(?: [a-z]+)?, [A-Z]"
)
_OF = re.compile(r"\b(?:of|for|at|from)\s+(?:the\s+)?$")
_PARTS = re.compile(r";\s+|,\s+(?:and|but|while|whereas|although|though)\s+")
_END = re.compile(
    r"(?<!\bM[rs])(?<!\bMrs)(?<!\bDr)\.|[!?;\n“”\"]"
    r"|, (?:but|and|while|as|after|when|because)\b"
)


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
        if stem(match.group().lower()) in REPORTING and not match.group()[0].isupper():
            yield from _reporting(bare, match)


def _reporting(bare: str, verb: re.Match[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """The one who says something by a reporting verb."""
    before, behind = _before(bare, verb.start()), bare[verb.end() :]
    if _said_by_nobody(verb.group(), before):
        return
    if _HE.search(before):
        yield "", frozenset()
    elif _PASSIVE.search(bare[max(0, verb.start() - LONG) : verb.start()]):
        agent = _BY.match(behind)
        if agent:
            yield from _one(_after(behind, agent.end()))
    elif named(_padded(before)) or _PRONOUN.search(before):
        yield from _one(before)
    else:
        yield from _one(_after(bare, verb.end()))


def _said_by_nobody(verb: str, before: str) -> bool:
    """Whether a word reports nothing here: "a promise", "without telling", "asked to explain"."""
    if verb.endswith("ing") and _GERUND.search(before):
        return True
    return bool(_NOUN.search(before)) or (verb == "written" and not _HAD.search(before))


def speaker_difference(claim: str, span: str) -> Difference | None:
    """A speaker who is not named where the span has what is said, while another speaks there.

    A "she" there is the one who was named in the sentence before.
    """
    for part in _PARTS.split(claim) if not quoted(claim) else [claim]:
        for shown, who in speakers(part):
            said = _said(part, who)
            if not who or len(said) < 2:
                continue
            place = aligned_stems(said, span)
            if place.share < HELD or _named_in(who, place.text):
                continue
            if _ITS.search(place.text) and _only_told(part, who):
                continue
            other = _other(who, place, span)
            if other:
                return Difference("speaker", f"in the article {other} says this, not {shown}")
    return None


def _other(who: frozenset[str], place: Aligned, span: str) -> str:
    """Who else says what a sentence of a span says, or ""."""
    spoken = list(speakers(place.text))
    others = [other for other, name in spoken if name]
    if spoken and not spoken[0][1] and _subjects(place.before) & who:
        return ""
    if others or not spoken or not _SHE.search(place.text):
        return others[-1] if others else ""
    if not place.before:
        behind = span[place.start + len(place.text) :]
        return "somebody else" if _introduced(who, behind) else ""
    if _named_in(who, place.before):
        return ""
    last = named(_padded(place.before))
    return " ".join(part.title() for part in last[-1]) if last else ""


def _subjects(sentence: str) -> frozenset[str]:
    """The name that a sentence has first, and those who speak: one of whom "she" is in the next."""
    found = [run for _, _, run, opens in runs(sentence) if not opens or len(run) > 1]
    opened = [run for _, _, run, opens in runs(sentence) if opens]
    first = frozenset((opened or [()])[0]) | frozenset((found or [()])[0])
    return first.union(*(who for _, who in speakers(sentence)))


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
    padded = _padded(clause)
    found = [(run, _tells(padded, start, end)) for start, end, run, _ in runs(padded)]
    if found:
        speaking = [run for run, tells in found if not tells] or [run for run, _ in found]
        shown = " ".join(part.title() for part in speaking[-1])
        yield shown, frozenset(part for run, _ in found for part in run)
    elif _PRONOUN.search(clause):
        yield "", frozenset()


def _only_told(part: str, who: frozenset[str]) -> bool:
    """Whether a speaker is told by the name of another: "the mayor of Sollan"."""
    padded = _padded(part)
    own = [(a, b) for a, b, run, _ in runs(padded) if frozenset(run) <= who]
    return bool(own) and all(_tells(padded, a, b) for a, b in own)


def _tells(text: str, start: int, end: int) -> bool:
    """Whether a name only tells who somebody is: "Sollan's mayor", "the mayor of Sollan"."""
    owner = _OWNER.search(text[start:end]) is not None and text[end : end + 1] == " "
    return owner or bool(_OF.search(text[max(0, start - 12) : start]) or _BOSS.match(text, end))


def _padded(clause: str) -> str:
    """So that the first word of a clause is not taken for the first of a sentence."""
    return f"x {clause}"


def _before(text: str, end: int) -> str:
    clause = _END.split(text[:end])[-1]
    return " ".join(clause.split()[-REACH:])


def _after(text: str, start: int) -> str:
    return " ".join(_END.split(text[start:])[0].split()[:REACH])
