"""How well claims are checked: Dateline's gate beside plain measures and, if asked, a model's word.

    python bench/claims.py                          our adversarial claims, per kind
    python bench/claims.py --claims FILE             claims that people judged, too (JSON Lines:
                                                     doc, claim, label, dataset)
    python bench/claims.py --claims FILE --judge 60  the language model of the settings, too, as a
                                                     judge of 60 claims of each set; that of
                                                     DATELINE_JUDGE, if it is set

Balanced accuracy of a plain measure is at the threshold that is best for it on these very claims,
which flatters it; Dateline's is at the threshold it ships with. Its network and its readers were
taught with human-judged claims, too: "unseen" is the part of each alone that was not taught with
the claim's document.
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

from eval.claims.articles import held_out_articles, material_of
from eval.training.folds import FOLDS, fold_of, reader_of
from rag.gate import Gate
from rag.judging import Judge
from rag.models.chat import open_chat_model
from rag.models.token_reader import TokenReader
from rag.prompts import SUPPORT_VERSION
from rag.settings import Settings, read_settings
from rag.support.cross_reader import CrossReader
from rag.support.network import Network
from rag.support.score import Support
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


def beside(
    judge: Judge, support: Support, rows: Sequence[Row], accepted: np.ndarray, size: int
) -> None:
    """A model's word on some of the claims, drawn by chance, and Dateline's on the same."""
    drawn = sorted(random.Random(SEED).sample(range(len(rows)), min(size, len(rows))))
    start = time.perf_counter()
    said = [asked_of(judge, support, rows[i]) for i in drawn]
    took = (time.perf_counter() - start) / len(drawn)
    carried = np.array([rows[i].carried for i in drawn])
    words = np.array([word is True for word in said])
    print(
        f"  {judge.name}, prompt {SUPPORT_VERSION}, as a judge of {len(drawn)} of these, "
        f"{took:.1f} s a claim; "
        f"neither YES nor NO, which counts as not carried: {said.count(None)}"
    )
    kept = np.array([word is not False for word in said])  # a judge may only reject
    alone = accepted[drawn]
    named = (("the judge", words), ("Dateline on these", alone), ("both", alone & kept))
    for name, found in named:
        spread = interval(lambda i, found=found: balanced(carried[i], found[i]), len(carried))
        yes = f"accepts {found.mean():.0%}, {carried.mean():.0%} are carried"
        print(f"  {name:24} balanced accuracy {balanced(carried, found):.3f} ({spread})  {yes}")


def measured(
    title: str,
    rows: Sequence[Row],
    verifier: Verifier,
    measures: dict[str, Callable[[Row], float]],
    unseen: Sequence[Verifier] = (),
) -> np.ndarray:
    """Print all about some claims; what Dateline accepts is returned.

    Args:
        title: What they are.
        rows: The claims.
        verifier: Dateline.
        measures: What it is held against.
        unseen: A verifier for each fold, by what was not taught with it; none for claims that
            nothing was taught with, which are told by kind instead.
    """
    scores, said, took = run(rows, verifier)
    carried = np.array([row.carried for row in rows])
    print(f"{title}, {len(rows)} claims, {carried.mean():.0%} carried; {took:.1f} ms a claim")
    figures("Dateline", carried, scores, said)
    if not unseen:
        altered, faithful = 1 - said[~carried].mean(), 1 - said[carried].mean()
        print(f"  altered rejected {altered:.1%}, faithful rejected {faithful:.1%}")
        table(rows, said)
    if unseen:
        folds = [fold_of(material_of(row.doc)) for row in rows]
        pairs = zip(folds, rows, strict=True)
        found = [unseen[n].verify(row.claim, row.doc, row.published_at) for n, row in pairs]
        alone = np.array([f.score for f in found]), np.array([f.supported for f in found])
        figures("Dateline, unseen", carried, *alone)
        figures("the same, by document", *by_document(rows, alone[0]), None)
    for name, measure in measures.items():
        figures(name, carried, np.array([measure(row) for row in rows]), None)
    return said


def by_document(rows: Sequence[Row], scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whether all claims about a document are carried, and the least of their scores.

    A summary is judged so in the TRUE benchmark (Honovich et al. 2022).
    """
    carried: dict[str, bool] = defaultdict(lambda: True)
    least: dict[str, float] = defaultdict(lambda: 1.0)
    for row, score in zip(rows, scores, strict=True):
        carried[row.doc] &= row.carried
        least[row.doc] = min(least[row.doc], float(score))
    return np.array(list(carried.values())), np.array(list(least.values()))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--claims", type=Path, metavar="FILE")
    parser.add_argument("--judge", type=int, default=0, metavar="N")
    asked = parser.parse_args()
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})  # times are those of one core
    settings = read_settings()
    support = Support(TokenReader(settings.models), Network.shipped(), CrossReader.shipped())
    verifier = Verifier(Gate(support))
    parts = [(support.network.member(n), support.cross.member(reader_of(n))) for n in range(FOLDS)]
    unseen = [Verifier(Gate(Support(support.reader, *part))) for part in parts]
    measures = {"word overlap": overlap, "ROUGE-L": rouge_l, "cosine": cosine(settings.models)}
    sets = {"adversarial": adversarial()}
    for row in judged(asked.claims) if asked.claims else []:
        sets.setdefault(row.kind, []).append(row)
    accepted = {
        name: measured(name, rows, verifier, measures, () if name == "adversarial" else unseen)
        for name, rows in sets.items()
    }
    if asked.judge:
        os.sched_setaffinity(0, cores)  # a language model gets them all
        reader = second_reader(settings)
        for name, rows in sets.items():
            print(name)
            beside(reader, support, rows, accepted[name], asked.judge)


def second_reader(settings: Settings) -> Judge:
    """The one of the settings, or the language model of the settings as one."""
    model = open_chat_model(settings.model_copy(update={"llm": settings.judge or settings.llm}))
    if model is None:
        sys.exit(
            "a judge needs a language model: set DATELINE_JUDGE or DATELINE_LLM to local or "
            "PROVIDER:MODEL"
        )
    model.warm()
    return Judge(model)


if __name__ == "__main__":
    main()
