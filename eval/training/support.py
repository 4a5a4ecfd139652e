"""`python -m eval.training.support`: teach the score of support and write its network.

Needs torch (`pip install 'dateline[training]'`) and the embedder's pack. The examples are the
claims of `eval/claims/train` and alterations of them by code; `--claims FILE` adds claims that
people judged (JSON Lines with doc, claim, label and dataset). Ten minutes on two cores; the seed
is fixed, but another processor may round otherwise.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.claims.articles import material_of, training_articles
from eval.training.calibrating import platt
from eval.training.examples import Example, made, written
from eval.training.fitting import Array, Featured, Scales, fit
from eval.training.folds import FOLDS, fold_of
from rag.gate import ENOUGH
from rag.models.token_reader import TokenReader
from rag.settings import read_settings
from rag.spans import Material
from rag.support.alignment import alignment
from rag.support.choice import choose
from rag.support.comparison import comparison
from rag.support.network import Network

SEED = 7
SHARES = {"written": 1.0, "made": 0.6}
JUDGED = 0.45
"""How much a source of examples counts; within it, carried and not carried count the same, so that
one threshold serves texts of every kind, whatever share of them happens to be carried."""


def main() -> None:
    """Do it."""
    asked = _arguments()
    reader = TokenReader(read_settings().models)
    articles = training_articles()
    examples = [
        *written(articles),
        *made(articles, random.Random(SEED)),
        *(e for path in asked.claims for e in judged(path)),
    ]
    sentences = [sentence for article in articles for sentence in article.sentences]
    weights = token_weights(reader, sentences)
    featured = features(examples, reader, weights)
    print(f"{len(examples):,} examples, {int(featured.carried.sum()):,} carried")  # noqa: T201
    arrays = taught(examples, featured)
    arrays["token_ids"] = np.array(list(weights), np.int32)
    arrays["token_weights"] = np.array(list(weights.values()), np.float32)
    np.savez_compressed(asked.out, **arrays)


def taught(examples: Sequence[Example], featured: Featured) -> dict[str, Any]:
    """The arrays of the network, calibrated on claims that its parts had not seen.

    A member is taught on all folds but its own and scores that one; the line from logit to
    probability is fitted to these scores of written and judged claims.
    """
    folds = np.array([fold_of(e.material) for e in examples])
    scales = Scales.of(featured)
    arrays: dict[str, Any] = {name: getattr(scales, name) for name in Scales.__slots__}
    logits = np.zeros(len(examples))
    for fold in range(FOLDS):
        member = fit(featured.only(np.flatnonzero(folds != fold).tolist()), scales, SEED + fold)
        arrays |= {f"{fold}.{name}": array for name, array in member.items()}
        alone = Network(arrays | {"members": fold + 1, "calibration": (1.0, 0.0)}).member(fold)
        for i in np.flatnonzero(folds == fold).tolist():
            logits[i] = alone.logit(featured.tokens[i], featured.claims[i])
        print(f"fold {fold + 1} of {FOLDS}")  # noqa: T201
    real = np.array([e.origin != "made" for e in examples])
    line = platt(logits[real], featured.carried[real], featured.weights[real])
    arrays["members"], arrays["calibration"] = FOLDS, np.array(line, np.float32)
    tell(examples, 1 / (1 + np.exp(-(line[0] * logits + line[1]))))
    return arrays


def tell(examples: Sequence[Example], chances: NDArray[np.floating]) -> None:
    """Print how claims fared with parts that had not seen them, at the gate's threshold."""
    groups = {e.kind if e.origin == "judged" else e.origin for e in examples}
    for group in sorted(groups):
        rows = [
            (e.carried, c)
            for e, c in zip(examples, chances, strict=True)
            if group in (e.kind, e.origin)
        ]
        accepted = np.mean([c >= ENOUGH for carried, c in rows if carried])
        rejected = np.mean([c < ENOUGH for carried, c in rows if not carried])
        print(  # noqa: T201
            f"{group}: {len(rows)} claims, of those carried {accepted:.1%} accepted, of the others "
            f"{rejected:.1%} rejected, balanced accuracy {(accepted + rejected) / 2:.3f}"
        )


def features(
    examples: Sequence[Example], reader: TokenReader, weights: dict[int, float]
) -> Featured:
    """Examples as numbers, each with the evidence that the gate would choose."""
    tokens: list[Array] = []
    claims: list[Array] = []
    for one in examples:
        picked = choose(one.claim, one.material.texts, reader, weights) or [0]
        texts = [one.material.texts[i] for i in sorted(picked)]
        said, *held = reader.read([one.claim, *texts])
        tokens.append(alignment(one.claim, said, held, weights))
        claims.append(comparison(one.claim, one.material, picked).features)
    return Featured(
        tokens,
        np.stack(claims),
        np.array([e.carried for e in examples], np.float32),
        weighed(examples),
    )


def weighed(examples: Sequence[Example]) -> Array:
    """How much each example counts; 1 in the mean."""
    sources = [e.kind if e.origin == "judged" else e.origin for e in examples]
    sizes = Counter(zip(sources, (e.carried for e in examples), strict=True))
    weights = [
        SHARES.get(source, JUDGED) / sizes[source, e.carried]
        for source, e in zip(sources, examples, strict=True)
    ]
    return np.array(weights, np.float32) * len(weights) / np.float32(sum(weights))


def token_weights(reader: TokenReader, sentences: Sequence[str]) -> dict[int, float]:
    """How much each token tells: inverse sentence frequency, in nats."""
    often: Counter[int] = Counter()
    for sentence in sentences:
        often.update({int(i) for i in reader.read([sentence])[0].ids})
    return {token: log(len(sentences) / count) for token, count in sorted(often.items())}


def judged(path: Path) -> list[Example]:
    """Claims that people judged; what is carried only in part counts as not carried."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = []
    for row in rows:
        carried = row["label"] == "supported"
        document = _document(row["doc"])
        found.append(Example(row["claim"], document, carried, row["dataset"], "judged"))
    return found


@lru_cache(maxsize=64)
def _document(text: str) -> Material:
    return material_of(text)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--claims", type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path, default=Path("rag/support/network.npz"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
