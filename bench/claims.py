"""How well claims are checked: Dateline's gate beside plain measures and, if asked, a model's word.

    python bench/claims.py                          our adversarial claims, per kind
    python bench/claims.py --claims FILE             claims that people judged, too (JSON Lines:
                                                     doc, claim, label, dataset)
    python bench/claims.py --claims FILE --judge 60  the language model of the settings, too, as a
                                                     judge of 60 claims of each set

Balanced accuracy of a plain measure is at the threshold that is best for it on these very claims,
which flatters it; Dateline's is at the threshold it ships with. Its network was taught with human-
judged claims, too: figures for claims it was taught with say how it fits them, not how it will do;
`python -m eval.training.support` prints the figures of claims that its parts had not seen.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from claim_measures import Row, asked_of, balanced, cosine, figures, interval, overlap, rouge_l

from eval.claims.articles import held_out_articles
from rag.models.chat import ChatModel, open_chat_model
from rag.settings import Settings, read_settings
from rag.support.opening import open_gate
from rag.verifying import Verifier

SEED = 7
SISTERS = 2  # claims of a sister article held against each


def adversarial() -> list[Row]:
    """Our own claims, and those of sister articles, which are right about the wrong event."""
    articles = {article.id: article for article in held_out_articles()}
    rows = []
    for article in articles.values():
        published = article.published.isoformat()
        for claim in article.claims:
            kind = f"{'faithful' if claim.faithful else 'altered'}: {claim.kind}"
            rows.append(Row(claim.text, article.text, claim.faithful, kind, published))
        rows += [
            Row(claim.text, article.text, False, "altered: wrong_article", published)
            for claim in articles[article.sister].faithful()[:SISTERS]
        ]
    return rows


def judged(path: Path) -> list[Row]:
    """Claims that people judged; carried in part is not carried."""
    read = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Row(r["claim"], r["doc"], r["label"] == "supported", r["dataset"]) for r in read]


def run(rows: Sequence[Row], verifier: Verifier) -> tuple[np.ndarray, np.ndarray, float]:
    start = time.perf_counter()
    found = [verifier.verify(row.claim, row.doc, row.published_at) for row in rows]
    seconds = time.perf_counter() - start
    return (
        np.array([f.score for f in found]), np.array([f.supported for f in found]),
        1000 * seconds / len(rows),
    )  # fmt: skip


def table(rows: Sequence[Row], said: np.ndarray) -> None:
    kinds: dict[str, list[bool]] = defaultdict(list)
    for row, accepted in zip(rows, said, strict=True):
        kinds[row.kind].append(bool(accepted))
    for kind, accepted in sorted(kinds.items()):
        right = np.mean(accepted) if kind.startswith("faithful") else 1 - np.mean(accepted)
        print(f"  {kind:28} {len(accepted):4}  right {right:6.1%}")


def beside(model: ChatModel, rows: Sequence[Row], accepted: np.ndarray, size: int) -> None:
    """A model's word on some of the claims, drawn by chance, and Dateline's on the same."""
    drawn = sorted(random.Random(SEED).sample(range(len(rows)), min(size, len(rows))))
    start = time.perf_counter()
    said = [asked_of(model, rows[i]) for i in drawn]
    took = (time.perf_counter() - start) / len(drawn)
    carried = np.array([rows[i].carried for i in drawn])
    words = np.array([word is True for word in said])
    print(
        f"  {model.name} as a judge of {len(drawn)} of these, {took:.1f} s a claim; "
        f"neither YES nor NO, which counts as not carried: {said.count(None)}"
    )
    for name, found in (("the judge", words), ("Dateline on these", accepted[drawn])):
        spread = interval(lambda i, found=found: balanced(carried[i], found[i]), len(carried))
        yes = f"accepts {found.mean():.0%}, {carried.mean():.0%} are carried"
        print(f"  {name:24} balanced accuracy {balanced(carried, found):.3f} ({spread})  {yes}")


def measured(
    title: str,
    rows: Sequence[Row],
    verifier: Verifier,
    measures: dict[str, Callable[[Row], float]],
    kinds: bool = False,
) -> np.ndarray:
    """Print all about some claims; what Dateline accepts is returned."""
    scores, said, took = run(rows, verifier)
    carried = np.array([row.carried for row in rows])
    print(f"{title}, {len(rows)} claims, {carried.mean():.0%} carried; {took:.1f} ms a claim")
    figures("Dateline", carried, scores, said)
    if kinds:
        altered, faithful = 1 - said[~carried].mean(), 1 - said[carried].mean()
        print(f"  altered rejected {altered:.1%}, faithful rejected {faithful:.1%}")
        table(rows, said)
    for name, measure in measures.items():
        figures(name, carried, np.array([measure(row) for row in rows]), None)
    return said


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--claims", type=Path, metavar="FILE")
    parser.add_argument("--judge", type=int, default=0, metavar="N")
    asked = parser.parse_args()
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})  # times are those of one core
    settings = read_settings()
    verifier = Verifier(open_gate(settings.models))
    measures = {"word overlap": overlap, "ROUGE-L": rouge_l, "cosine": cosine(settings.models)}
    sets = {"adversarial": adversarial()}
    for row in judged(asked.claims) if asked.claims else []:
        sets.setdefault(row.kind, []).append(row)
    accepted = {
        name: measured(name, rows, verifier, measures, kinds=name == "adversarial")
        for name, rows in sets.items()
    }
    if asked.judge:
        os.sched_setaffinity(0, cores)  # a language model gets them all
        model = judge(settings)
        for name, rows in sets.items():
            print(name)
            beside(model, rows, accepted[name], asked.judge)


def judge(settings: Settings) -> ChatModel:
    """The language model of the settings."""
    model = open_chat_model(settings)
    if model is None:
        sys.exit("a judge needs a language model: set DATELINE_LLM to local or PROVIDER:MODEL")
    model.warm()
    return model


if __name__ == "__main__":
    main()
