"""Who did it to whom: does a sentence swap the two? Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rag.differences.deeds import PLACING, Deed, deeds, told
from rag.differences.difference import Difference
from rag.differences.names import named
from rag.differences.swaps import swapped
from rag.differences.vocabulary import REPORTING
from rag.words import stem

CONVERSE = {
    stem(one): stem(other)
    for one, other in (
        ("beat", "lose"), ("defeat", "lose"), ("buy", "sell"), ("acquire", "sell"),
        ("precede", "follow"), ("employ", "work"), ("teach", "study"), ("lend", "borrow"),
        ("own", "belong"), ("succeed", "precede"), ("hold", "belong"), ("lead", "trail"),
        ("replace", "precede"), ("lead", "follow"),
    )
}  # fmt: skip
_ALIKE = tuple(
    frozenset(stem(word) for word in group.split())
    for group in (
        "beat defeat outbid overcome top", "buy acquire", "overtake pass push topple",
        "accuse blame denounce", "sue sued charge", "own hold", "dismiss fire sack",
        "follow succeed replace",
        "kill shoot", "hire employ", "deceive mislead betray",
    )
)  # fmt: skip


def role_difference(claim: str, span: str) -> Difference | None:
    """Two who take part in a deed and have changed places."""
    done = told(span)
    for said in deeds(claim):
        straight, crossed = _sides(said, done)
        if crossed is not None and straight is None:
            left, behind = crossed.shown
            why = f"the article has “{left}” and “{behind}” the other way round"
            return Difference("roles", why)
        other = _another(said, done) if straight is not None else None
        if other is not None:
            why = f"the article has “{other.shown[0]}” do this, not “{said.shown[0]}”"
            return Difference("roles", why)
    turned = swapped(claim, span)
    if turned is not None:
        names = (" ".join(sorted(turned.before)).title(), " ".join(sorted(turned.behind)).title())
        return Difference("roles", f"the article has {names[0]} and {names[1]} the other way round")
    return None


def _sides(said: Deed, done: Sequence[Deed]) -> tuple[Deed | None, Deed | None]:
    """What is done in a text as in a sentence, and what the other way round."""
    crossed = straight = None
    for deed in done:
        turned = CONVERSE.get(said.verb) == deed.verb or CONVERSE.get(deed.verb) == said.verb
        if not (turned or _alike(said.verb, deed.verb)):
            continue
        doer, suffers = (deed.suffers, deed.doer) if turned else (deed.doer, deed.suffers)
        right = bool(said.doer & doer) + bool(said.suffers & suffers)
        wrong = bool(said.doer & suffers) + bool(said.suffers & doer)
        if right and right >= wrong:
            straight = deed
        elif wrong > (1 if turned else 0):
            crossed = deed
    return straight, crossed


def _another(said: Deed, done: Sequence[Deed]) -> Deed | None:
    """Who else, by name, did to the same just what one does, by name, in a sentence."""
    alike = [deed for deed in done if _alike(said.verb, deed.verb)]
    if said.verb in REPORTING or not _by_name(said) or any(said.doer & d.doer for d in alike):
        return None
    for deed in alike:
        least = min(len(said.suffers), len(deed.suffers)) / 2
        if _by_name(deed) and len(said.suffers & deed.suffers) >= least:
            return deed
    return None


def _by_name(deed: Deed) -> bool:
    """Whether the one who does it is named, and not only told by a name: "the Halvora boss"."""
    words = deed.shown[0].split()
    low = next((i for i in range(len(words) - 1, -1, -1) if not words[i][0].isupper()), -1)
    if low == len(words) - 1 or not named(f"x {deed.shown[0]}"):
        return False
    return low < 1 or words[low] not in PLACING or words[low - 1][0].isupper()


def _alike(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in _ALIKE)
