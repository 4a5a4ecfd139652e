"""Reads the articles with their claims; the form is in README.md beside this file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from rag.domain import Passage
from rag.spans import Material, materials

FOLDER = files("eval.claims")
TRAINING = (
    "business", "conflict", "courts", "culture", "local", "nature", "politics", "reference",
    "science", "source", "sport", "summary", "twins",
)  # fmt: skip
HELD_OUT = "adversarial"


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence about an article.

    Attributes:
        text: The sentence.
        faithful: Whether the article carries it.
        kind: In which way it was reworded, or altered.
        at: The sentences that carry it, or carry what was altered.
    """

    text: str
    faithful: bool
    kind: str
    at: tuple[int, ...]


@dataclass(frozen=True)
class ClaimArticle:
    """An invented article and claims about it."""

    id: str
    sister: str
    title: str
    published: date
    paragraphs: tuple[tuple[str, ...], ...]
    claims: tuple[Claim, ...]

    @property
    def sentences(self) -> list[str]:
        """Its sentences in order."""
        return [sentence for paragraph in self.paragraphs for sentence in paragraph]

    @property
    def text(self) -> str:
        """The whole, a blank line between paragraphs."""
        return "\n\n".join(" ".join(paragraph) for paragraph in self.paragraphs)

    @property
    def day(self) -> str:
        """When it was published, as ISO."""
        return self.published.isoformat()

    @cached_property
    def material(self) -> Material:
        """It as the gate finds it."""
        return material_of(self.text, self.title, self.day)

    def faithful(self) -> list[Claim]:
        """The claims that it carries."""
        return [claim for claim in self.claims if claim.faithful]


def material_of(text: str, title: str = "", published_at: str | None = None) -> Material:
    """A whole document as the gate finds it."""
    passage = Passage("doc", "doc", 1, 0, len(text), text, title, published_at=published_at)
    return materials([passage])[0]


def training_articles() -> list[ClaimArticle]:
    """Those that the score of support is taught with."""
    return [a for name in TRAINING for a in _read(FOLDER / "train" / f"{name}.jsonl")]


def held_out_articles() -> list[ClaimArticle]:
    """Those that it never saw."""
    return list(_read(FOLDER / f"{HELD_OUT}.jsonl"))


def _read(file: Traversable) -> Iterator[ClaimArticle]:
    for line in file.read_text(encoding="utf-8").splitlines():
        yield _article(json.loads(line))


def _article(row: dict[str, Any]) -> ClaimArticle:
    return ClaimArticle(
        id=row["id"],
        sister=row["sister"],
        title=row["title"],
        published=date.fromisoformat(row["published_at"]),
        paragraphs=tuple(tuple(paragraph) for paragraph in row["paragraphs"]),
        claims=tuple(
            Claim(c["claim"], c["label"] == "faithful", c["kind"], tuple(c["at"]))
            for c in row["claims"]
        ),
    )
