"""What changed between two versions of an article, for a reader to see at a glance. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rag.domain import Article, Moment
from rag.sentences import sentence_spans

REWORDED = 0.5  # likeness of a sentence and what it was before
NEAR = 30  # sentences among which a reworded one is looked for
MOST = 4000  # sentences that are compared; of longer texts only what differs at all is told
WORD = re.compile(r"\s*\S+|\s+$")

Part = tuple[str, bool]
"""A stretch of a sentence, and whether it is not in the other version."""


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that was taken out, put in, or reworded; each to the letter.

    Attributes:
        before: As it was; None where it is new.
        after: As it is; None where it was taken out.
    """

    before: str | None
    after: str | None

    @property
    def parts(self) -> tuple[list[Part], list[Part]]:
        """Both sides by stretches of words: what is changed, and what is not."""
        if self.before is None or self.after is None:
            return [(self.before, True)] if self.before else [], (
                [(self.after, True)] if self.after else []
            )
        return _marked(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Edit:
    """Something about an article that changed: its headline, a date, who wrote it."""

    name: str
    before: str | None
    after: str | None


def edits(before: Article, after: Article) -> list[Edit]:
    """What changed around the text."""
    pairs = (
        ("headline", before.title, after.title),
        ("published", _iso(before.published), _iso(after.published)),
        ("modified", _iso(before.modified), _iso(after.modified)),
        ("authors", ", ".join(before.authors), ", ".join(after.authors)),
        ("outlet", before.outlet, after.outlet),
        ("language", before.language, after.language),
        ("section", before.section, after.section),
        ("labels", ", ".join(before.labels), ", ".join(after.labels)),
        ("wire", before.wire, after.wire),
        ("address", before.url, after.url),
    )
    return [Edit(name, was or None, is_ or None) for name, was, is_ in pairs if was != is_]


def changes(before: Article, after: Article) -> list[Change]:
    """What changed in the text, sentence by sentence, in the order of the texts."""
    old = _sentences(before)
    new = _sentences(after)
    if max(len(old), len(new)) > MOST:
        return _without_order(old, new)
    found: list[Change] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            found += _paired(old[i:j], new[k:m])
    return found


def _sentences(article: Article) -> list[str]:
    spans = sentence_spans(article.text, article.language)
    return [" ".join(article.text[start:end].split()) for start, end in spans]


def _without_order(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    there, here = set(new), set(old)
    out = [Change(sentence, None) for sentence in old if sentence not in there]
    return out + [Change(None, sentence) for sentence in new if sentence not in here]


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Sentences that stand in each other's place: reworded where they are alike."""
    at = 0
    for sentence in old:
        like = {n: _likeness(sentence, new[n]) for n in range(at, len(new))[:NEAR]}
        place = max(like, key=lambda n: like[n], default=None)
        if place is None or like[place] < REWORDED:
            yield Change(sentence, None)
            continue
        yield from (Change(None, other) for other in new[at:place])
        yield Change(sentence, new[place])
        at = place + 1
    yield from (Change(None, other) for other in new[at:])


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _marked(before: str, after: str) -> tuple[list[Part], list[Part]]:
    old, new = WORD.findall(before), WORD.findall(after)
    ours: list[Part] = []
    theirs: list[Part] = []
    bare = [word.strip() for word in old], [word.strip() for word in new]
    for kind, i, j, k, m in SequenceMatcher(None, *bare, autojunk=False).get_opcodes():
        if i < j:
            ours.append(("".join(old[i:j]), kind != "equal"))
        if k < m:
            theirs.append(("".join(new[k:m]), kind != "equal"))
    return ours, theirs


def _iso(moment: Moment | None) -> str | None:
    return moment.iso if moment else None
