"""Where articles give different values for what is asked, and which of them is the newest. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rag.domain import epoch
from rag.sentences import sentence_spans
from rag.versions.amounts import amounts
from rag.versions.asking import Asked, asked_of
from rag.versions.days import days
from rag.versions.given import Given, Told
from rag.versions.pairs import pairs
from rag.versions.persons import persons
from rag.versions.sameness import concerns, of_one_thing
from rag.versions.values import Value, differ
from rag.wires import same_source


@dataclass(frozen=True, slots=True)
class Version:
    """One value, and where it was given last.

    Attributes:
        value: As written.
        quote: The sentence, verbatim.
        start: Where the value begins in it.
        end: Where it ends.
        outlet: Who printed it.
        published_at: When.
        article_id: Where.
        source: Which of the quotes given it stands in.
        newest: Whether no other version is as new; of two on one day without a time, neither is.
    """

    value: str
    quote: str
    start: int
    end: int
    outlet: str | None
    published_at: str | None
    article_id: str
    source: int
    newest: bool = False


Kind = Literal["conflict", "update"]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two values or more for one thing, the oldest first.

    Attributes:
        kind: "update" where a newer value replaces an older one: by the same outlet, of a count
            that runs on, or of how things stand; else "conflict".
        versions: What was given.
    """

    kind: Kind
    versions: tuple[Version, ...]


def disagreements(question: str, quotes: Sequence[Told]) -> tuple[Disagreement, ...]:
    """Find where quotes give different values for what a question asks for.

    It prefers to miss one: a sentence counts only if it tells of what is asked, as a fact, of all
    and not of a part, and gives one value; two sentences only if nothing tells them apart (places,
    days, names of another event).

    Args:
        question: A standalone question in English.
        quotes: What was found or cited, best first; `around` may be empty.

    Returns:
        One at the most, for the one thing that is asked.
    """
    asked = asked_of(question)
    if asked is None:
        return ()
    given = [one for one in _all_given(asked, quotes) if concerns(asked, one)]
    versions: list[list[Given]] = []
    for one in given:
        alike = next((v for v in versions if not any(differ(one.value, o.value) for o in v)), None)
        if alike is not None:
            others = [o for v in versions if v is not alike for o in v]
            if all(of_one_thing(asked, one, other) for other in others):
                alike.append(one)
        elif all(of_one_thing(asked, one, other) for v in versions for other in v):
            versions.append([one])
    if len(versions) < 2:
        return ()
    shown = sorted((max(v, key=_order) for v in versions), key=_order)
    return (Disagreement(_kind(asked, shown), _marked(shown)),)


def _all_given(asked: Asked, quotes: Sequence[Told]) -> Iterator[Given]:
    """The first value that each article gives."""
    known: set[str] = set()
    for source, said in enumerate(quotes):
        if said.article_id in known:
            continue
        for start, end in sentence_spans(said.text):
            sentence = said.text[start:end]
            found = [] if sentence.endswith("?") else _values(asked, sentence, said.published_at)
            if found and not any(differ(found[0], other) for other in found[1:]):
                known.add(said.article_id)
                yield Given(found[0], sentence, said, source)
                break


def _values(asked: Asked, sentence: str, published_at: str | None) -> list[Value]:
    if asked.sort == "pair":
        return list(pairs(sentence, asked))
    if asked.sort == "day":
        published = date.fromisoformat(published_at[:10]) if published_at else None
        return list(days(sentence, asked, published))
    if asked.sort == "name":
        return list(persons(sentence, asked))
    return list(amounts(sentence, asked))


def _order(one: Given) -> tuple[int, int]:
    """By day, then by the time of day."""
    iso = one.said.published_at
    return (one.day.toordinal() if one.day else 0, epoch(iso) if iso else 0)


def _kind(asked: Asked, shown: Sequence[Given]) -> Kind:
    houses = [one.said.outlet or one.said.article_id for one in shown]
    same = all(same_source(houses[0], house) for house in houses[1:])
    apart = len({one.day for one in shown}) == len(shown)
    return "update" if same or (apart and (asked.state or shown[-1].value.running)) else "conflict"


def _marked(shown: Sequence[Given]) -> tuple[Version, ...]:
    last, before = shown[-1], shown[-2]
    timed = all("T" in (one.said.published_at or "") for one in (last, before))
    known = bool(last.day and before.day)
    newer = known and (last.day != before.day or (timed and _order(last) > _order(before)))
    return tuple(
        Version(
            one.sentence[one.value.start : one.value.end], one.sentence,
            one.value.start, one.value.end, one.said.outlet, one.said.published_at,
            one.said.article_id, one.source, newest=newer and one is last,
        )
        for one in shown
    )  # fmt: skip
