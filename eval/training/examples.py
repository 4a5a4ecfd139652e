"""What the score of support learns from: claims with their evidence, carried or not."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from eval.claims.articles import Claim, ClaimArticle, material_of
from eval.training.alterations import ALTERATIONS, Around, invented, joined, predicated
from rag.spans import Material

SHORT = 5  # words; a shorter sentence is left alone
SISTERS = 4  # claims of a sister article, held against this one
FOREIGN = 8  # claims about other articles, held against this one
PREDICATED = 80  # sentences of other articles whose predicates are borrowed, an article
PART = 4  # sentences of an article that stand for the whole
STITCHED = 3  # halves of other articles' sentences, an article
TRIED = {True: 3, False: 2}  # alterations of a faithful claim, and of an article's own sentence

Origin = Literal["written", "made", "judged"]


@dataclass(frozen=True, slots=True)
class Example:
    """A claim, what may carry it, and whether it does.

    Attributes:
        claim: The sentence.
        material: The article.
        carried: The label.
        kind: How it came to be, for tables.
        origin: Written by hand, made by code, or judged by people elsewhere.
    """

    claim: str
    material: Material
    carried: bool
    kind: str
    origin: Origin


def written(articles: Sequence[ClaimArticle], sisters: int = SISTERS) -> Iterator[Example]:
    """The claims as they were written, and those of the sister article, which are not carried."""
    by_id = {article.id: article for article in articles}
    for article in articles:
        for claim in article.claims:
            kind = f"{'faithful' if claim.faithful else 'altered'}: {claim.kind}"
            yield Example(claim.text, article.material, claim.faithful, kind, "written")
        other = by_id.get(article.sister)
        for claim in other.faithful()[:sisters] if other else []:
            yield Example(claim.text, article.material, False, "altered: wrong_article", "written")


def made(articles: Sequence[ClaimArticle], chance: random.Random) -> Iterator[Example]:
    """Own sentences of articles, carried as they are and not when altered by code."""
    everything = [sentence for article in articles for sentence in article.sentences]
    claims = [claim for article in articles for claim in article.claims]
    for article in articles:
        own = [s for s in article.sentences if len(s.split()) >= SHORT]
        faithful = [claim.text for claim in article.faithful()]
        for sentence in own:
            yield Example(sentence, article.material, True, "verbatim", "made")
        for sentence in (*own, *faithful, *faithful):
            yield from _altered(sentence, article, faithful, chance)
        yield from _foreign(article, chance.sample(claims, FOREIGN), chance)
        yield from _parts(article)
        yield from _grafted(article, everything, chance)


def _parts(article: ClaimArticle) -> Iterator[Example]:
    """Faithful claims held against a few sentences, which carry them or say nothing of them."""
    sentences = article.sentences
    for start in range(0, len(sentences) - PART + 1, PART):
        part = material_of(" ".join(sentences[start : start + PART]), article.title, article.day)
        for claim in article.faithful():
            inside = [start <= at < start + PART for at in claim.at]
            if all(inside):
                yield Example(claim.text, part, True, "in part", "made")
            elif not any(inside):
                yield Example(claim.text, part, False, "absent", "made")


def _grafted(
    article: ClaimArticle, everything: Sequence[str], chance: random.Random
) -> Iterator[Example]:
    """Beginnings of this article with the ends of other articles' sentences."""
    own = [s for s in article.sentences if len(s.split()) >= SHORT]
    faithful = [claim.text for claim in article.faithful()]
    for other in chance.sample(everything, PREDICATED):
        false = predicated(chance.choice((*own, *faithful)), other)
        if false and other not in article.sentences:
            yield Example(false, article.material, False, "predicated", "made")
    for other in chance.sample(everything, STITCHED):
        false = joined(chance.choice(own), other, chance)
        if false and false not in everything:
            yield Example(false, article.material, False, "stitched on", "made")


def _foreign(
    article: ClaimArticle, claims: Sequence[Claim], chance: random.Random
) -> Iterator[Example]:
    """Claims about other articles, as they are and told of somebody of this one."""
    for claim in claims:
        if claim in article.claims:
            continue
        yield Example(claim.text, article.material, False, "foreign", "made")
        false = invented(claim.text, Around(article.sentences, chance))
        if false:
            yield Example(false, article.material, False, "invented", "made")


def _altered(
    sentence: str, article: ClaimArticle, faithful: Sequence[str], chance: random.Random
) -> Iterator[Example]:
    around = Around(article.sentences, chance)
    if len(sentence.split()) < SHORT:
        return
    for alter in chance.sample(ALTERATIONS, TRIED[sentence in faithful]):
        false = alter(sentence, around)
        if false and false != sentence and false not in faithful:
            yield Example(false, article.material, False, alter.__name__, "made")
