"""Sketches of texts by which copies are found among all articles. Alone touches datasketch.

MinHash (Broder 1997) estimates Jaccard's index of two texts' runs of words; locality-sensitive
hashing (Indyk and Motwani 1998) puts sketches into buckets such that alike texts share one. A
bucket takes two values here, so that a text cut to a third of its length is found, too: of pairs
with Jaccard's index .33 all but one in a thousand share a bucket, of those with .02 two in a
hundred do, and these are told apart by what they hold.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from rag.sharing import Runs

VALUES = 128  # of a sketch
ROWS = 2  # values that make a bucket
SEED = 1
SCHEME = f"minhash-affine32-{VALUES}-{ROWS}-{SEED}"  # changes when a text's sketch would
ERROR = 0.1  # of an estimated Jaccard's index: two standard errors and more


def sketch(runs: Runs) -> bytes:
    """The sketch of a text's runs of words."""
    from datasketch import MinHash  # it takes a second, which a run without anything new saves

    made = MinHash(VALUES, SEED, hashfunc=int, permutations=_permutations(), scheme="affine32")
    made.update_batch([_number(run) for run in runs])
    return bytes(np.asarray(made.hashvalues, dtype="<u4").tobytes())


def keys(sketched: bytes) -> list[int]:
    """The buckets that a sketch is in, as signed numbers of 64 bits."""
    values = [sketched[at : at + 4 * ROWS] for at in range(0, len(sketched), 4 * ROWS)]
    return [_hashed(bytes([place]) + value) for place, value in enumerate(values)]


def may_hold(one: bytes, size: int, other: bytes, its_size: int, least: float) -> bool:
    """Whether the longer of two texts may hold `least` of the shorter one, as far as sketches tell.

    Args:
        one: A sketch.
        size: Runs of words that its text has.
        other: Another sketch.
        its_size: The same for that one.
        least: A share from 0 to 1.
    """
    equal = np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4")
    index = float(np.mean(equal)) + ERROR
    return index / (1 + index) * (size + its_size) >= least * min(size, its_size)


@lru_cache(maxsize=1)
def _permutations() -> Sequence[object]:
    from datasketch import MinHash

    return MinHash(VALUES, SEED, scheme="affine32").permutations  # type: ignore[no-any-return]


def _number(run: tuple[str, ...]) -> int:
    return int.from_bytes(hashlib.blake2b(" ".join(run).encode(), digest_size=4).digest(), "little")


def _hashed(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little", signed=True)
