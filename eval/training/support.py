"""`python -m eval.training.support`: teach the score of support and write its network.

Needs torch (`pip install 'dateline[training]'`) and the embedder's pack. The examples are the
claims of `eval/claims/train` and alterations of them by code; `--claims FILE` adds claims that
people judged (JSON Lines with doc, claim, label and dataset). First the readers are taught, from
the weights of the pack, then the network, then how much each counts. Half an hour on two cores;
`--readers FILE` takes readers already taught, which leaves ten minutes. The seed is fixed, but
another processor may round otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.claims.articles import material_of, training_articles
from eval.training.calibrating import platt
from eval.training.cross_graph import write
from eval.training.crossing import Paired, length, teach
from eval.training.examples import Example, made, written
from eval.training.fitting import Array, Featured, Scales, fit
from eval.training.folds import FOLDS, READERS, fold_of, reader_of
from rag.gate import ENOUGH
from rag.models.minilm_graph import taken_apart
from rag.models.packs import MINILM
from rag.models.token_reader import TokenReader
from rag.settings import read_settings
from rag.spans import Material
from rag.support.alignment import alignment
from rag.support.choice import choose
from rag.support.comparison import comparison
from rag.support.cross_reader import CrossReader, inner
from rag.support.network import SHAPE, Network

SEED = 7
MADE = 0.2  # share of the examples made by code that readers are taught with, to save time
SHARES = {"written": 1.0, "made": 0.6}
JUDGED = 0.45
"""How much a source of examples counts; within it, carried and not carried count the same, so that
one threshold serves texts of every kind, whatever share of them happens to be carried."""


def main() -> None:
    """Do it."""
    asked = _arguments()
    models = read_settings().models
    reader = TokenReader(models)
    articles = training_articles()
    examples = [
        *written(articles),
        *made(articles, random.Random(SEED)),
        *(e for path in asked.claims for e in judged(path)),
    ]
    sentences = [sentence for article in articles for sentence in article.sentences]
    weights = token_weights(reader, sentences)
    paired = features(examples, reader, weights)
    print(f"{len(examples):,} examples, {int(paired.featured.carried.sum()):,} carried")  # noqa: T201
    known = asked.readers or asked.out.with_name("cross_reader.onnx")
    if asked.readers is None:
        readers(examples, paired, models, known)
    read = crossed(examples, paired, CrossReader(known.read_bytes()))
    arrays = taught(examples, paired.featured, read)
    arrays["token_ids"] = np.array(list(weights), np.int32)
    arrays["token_weights"] = np.array(list(weights.values()), np.float32)
    np.savez_compressed(asked.out, **arrays)


def readers(examples: Sequence[Example], paired: Paired, models: Path, target: Path) -> None:
    """Teach the readers, as many at a time as there are cores, and write their graph."""
    packaged = MINILM.path(models, "model.onnx")
    weights, scales = taken_apart(packaged), Scales.of(paired.featured)
    chance = random.Random(SEED)
    used = [i for i, e in enumerate(examples) if e.origin != "made" or chance.random() < MADE]
    with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        runs = []
        for n in range(READERS):
            own = [i for i in used if reader_of(fold_of(examples[i].material)) != n]
            runs.append(pool.submit(teach, paired.only(own), scales, weights, SEED + n))
        write([run.result() for run in runs], scales, length(weights), target)


def crossed(examples: Sequence[Example], paired: Paired, cross: CrossReader) -> Array:
    """The logit of each example from the reader that had not seen it; 0 for those made by code."""
    members = [cross.member(n) for n in range(READERS)]
    logits = np.zeros(len(examples), np.float32)
    for i, example in enumerate(examples):
        if example.origin != "made":
            said, held = paired.vectors[paired.texts[i][0]], paired.held(i)
            logits[i] = members[reader_of(fold_of(example.material))].logit(
                said.astype(np.float32), held.astype(np.float32),
                paired.featured.tokens[i], paired.featured.claims[i],
            )  # fmt: skip
    return logits


def taught(examples: Sequence[Example], featured: Featured, read: Array) -> dict[str, Any]:
    """The arrays of the network, calibrated on claims that its parts had not seen.

    A member is taught on all folds but its own and scores that one; the line from logits to
    probability is fitted to these scores, and those of the readers, of written and judged claims.

    Args:
        examples: What is taught.
        featured: The same as numbers.
        read: Logits of readers that had not seen them.
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
    both = np.column_stack([logits, read, featured.claims[:, -SHAPE:]])
    line = platt(both[real], featured.carried[real], featured.weights[real])
    arrays["members"], arrays["calibration"] = FOLDS, np.array(line, np.float32)
    chances = 1 / (1 + np.exp(-(both @ line[:-1] + line[-1])))
    tell([e for e, is_real in zip(examples, real, strict=True) if is_real], chances[real])
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


def features(examples: Sequence[Example], reader: TokenReader, weights: dict[int, float]) -> Paired:
    """Examples as numbers, each with the evidence that the gate would choose."""
    tokens: list[Array] = []
    claims: list[Array] = []
    paired: list[tuple[str, ...]] = []
    vectors: dict[str, NDArray[np.float16]] = {}
    for one in examples:
        picked = choose(one.claim, one.material.texts, reader, weights) or [0]
        texts = [one.material.texts[i] for i in sorted(picked)]
        said, *held = reader.read([one.claim, *texts])
        tokens.append(alignment(one.claim, said, held, weights))
        claims.append(comparison(one.claim, one.material, picked).features)
        paired.append((one.claim, *texts))
        for text, read in zip(paired[-1], (said, *held), strict=True):
            if text not in vectors:
                vectors[text] = inner([read]).astype(np.float16)
    carried = np.array([e.carried for e in examples], np.float32)
    featured = Featured(tokens, np.stack(claims), carried, weighed(examples))
    return Paired(featured, paired, vectors)


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
    parser.add_argument("--readers", type=Path)
    parser.add_argument("--out", type=Path, default=Path("rag/support/network.npz"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
