"""The parts of the system that can be left out, so that an evaluation shows what each is worth."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from rag.errors import InputError

Part = Literal[
    "keywords",
    "vectors",
    "lead",
    "recency",
    "spread",
    "copies",
    "rewrite",
    "guard",
    "focus",
    "model",
    "gate",
    "fallback",
    "window",
    "versions",
]

PARTS: dict[Part, str] = {
    "keywords": "passages found by words",
    "vectors": "passages found by meaning",
    "lead": "what stands first in its article gains a little",
    "recency": "what is fresh gains a little",
    "spread": "two passages of an article before those of others",
    "copies": "passages that copy another outlet's come behind those that do not",
    "rewrite": "follow-up questions are made to stand alone",
    "guard": "an abstention where nothing found bears on the question",
    "focus": "a small model is shown excerpts, not whole passages",
    "model": "the language model; without it the best quotes answer",
    "gate": "sentences that no span carries are not said",
    "fallback": "the best quotes answer where the model gives too little",
    "window": "days that a question speaks of limit what is found",
    "versions": "where sources give different values, each is told",
}
RETRIEVING: tuple[Part, ...] = (
    "keywords",
    "vectors",
    "lead",
    "recency",
    "spread",
    "copies",
    "rewrite",
    "window",
)
"""Those that matter where only passages are asked for."""

ALL: frozenset[Part] = frozenset()
"""Nothing left out."""


def parts_of(names: Iterable[str]) -> frozenset[Part]:
    """The parts of these names.

    Raises:
        InputError: If there is no part of such a name, or nothing would be left to search by.
    """
    known = {name: name for name in get_args(Part)}
    wanted = list(names)
    wrong = [name for name in wanted if name not in known]
    if wrong:
        raise InputError(
            f"there is no part {wrong[0]!r} to leave out; there are {', '.join(known)}"
        )
    without = frozenset(known[name] for name in wanted)
    if {"keywords", "vectors"} <= without:
        raise InputError("without keywords and vectors nothing can be found; leave out one of them")
    return without
