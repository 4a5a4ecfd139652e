"""What each figure and each kind of question means, in a sentence for the reader of a report."""

from __future__ import annotations

GROUPS = {
    "retrieval": "Finding",
    "answers": "Answers",
    "citations": "Citations",
    "abstention": "Knowing when not to answer",
    "time": "Dates",
    "speed": "Speed",
}

METRICS = {
    "hit@1": "The first article found bears on the answer.",
    "hit@5": "One of the first five articles found bears on the answer.",
    "recall@5": "How much of the needed evidence is in the first five articles found.",
    "recall@10": "How much of the needed evidence is in the first ten articles found.",
    "MRR@10": "1 divided by the rank of the first right article among ten; 0 if there is none.",
    "MAP@10": "Precision at the rank of each right article among ten, averaged.",
    "nDCG@10": "Like recall@10, but right articles count for more the higher they stand.",
    "quote recall@10": "How many expected sentences are in the first ten passages, verbatim.",
    "answer in context": "The words of an accepted answer are in the passages found.",
    "correct": "An accepted answer was said, or nothing where the articles hold no answer.",
    "exact match": "What was said is an accepted answer and nothing else.",
    "token F1": "How many words an answer shares with the accepted one that it is closest to.",
    "answer stated": "An accepted answer stands in what was said.",
    "choice accuracy": "Of several choices, the right one was said and no other.",
    "evidence cited": "How much of the expected evidence the citations point to.",
    "judged correct": "A language model, shown the accepted answers, calls the answer right.",
    "citation precision": "How many citations help to carry the sentence that names them.",
    "citation recall": "How many sentences are carried by the quotes that they name.",
    "quote fidelity": "How many quotes stand in the stored article where the citation says.",
    "supported sentences": "How many sentences that a reader saw are carried by what was found.",
    "abstention precision": "Of the questions not answered, how many have no answer.",
    "abstention recall": "Of the questions without an answer, how many were not answered.",
    "abstention F1": "The harmonic mean of the two above.",
    "risk-coverage area": "How often answers are wrong, averaged over how many are given; "
    "0 is best.",
    "answered": "How many questions were answered at all, rightly or wrongly.",
    "window accuracy": "The days searched are the days that the question means.",
    "nothing later than as-of": "Nothing published after the day of the question was found or "
    "cited.",
    "retrieval p50": "Half of all questions had their passages within this time.",
    "retrieval p95": "Nineteen of twenty questions had their passages within this time.",
    "first token p50": "Half of all answers began within this time.",
    "answer p50": "Half of all answers were complete, and checked, within this time.",
    "answer p95": "Nineteen of twenty answers were complete, and checked, within this time.",
    "questions per second": "Questions done per second of the whole run, with its parallel jobs.",
    "prompt tokens": "What the model read for a question, on average.",
    "completion tokens": "What the model wrote for a question, on average.",
}

KINDS = {
    "single": "one article gives the answer",
    "multi-article": "needs two articles or more",
    "comparison": "sets two facts against each other",
    "temporal": "depends on a date",
    "follow-up": "needs the questions before it",
    "unanswerable": "no article gives an answer: it is right to say none",
    "contradicted": "sources disagree",
    "updated": "an earlier article gave another answer",
}

REASONS = {
    "nothing_found": "nothing found",
    "outside_window": "nothing in these days",
    "unverified": "nothing that could be verified",
    "unsafe": "passages not fit to be read to a model",
}
"""Why nothing was answered, for people."""
