"""Counting tokens in any process, without the model whose tokens they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol, runtime_checkable

from tokenizers import Tokenizer

Counter = Callable[[Sequence[str]], list[int]]


@runtime_checkable
class Counts(Protocol):
    """An embedder that can say how its tokens are counted elsewhere."""

    @property
    def counter(self) -> Counter:
        """Counts as `tokens` does, and can be pickled."""
        ...


class FileCounter:
    """Counts by the rules of a tokenizer's file, which is read at the first count.

    Args:
        path: The `tokenizer.json`.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[type[FileCounter], tuple[Path]]:
        return FileCounter, (self._path,)

    def __call__(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text takes, special ones not counted."""
        encodings = self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        return [len(encoding.ids) for encoding in encodings]

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        tokenizer = Tokenizer.from_file(str(self._path))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer


@dataclass(frozen=True, slots=True)
class CharacterCounter:
    """Counts so many characters as a token.

    Attributes:
        characters: In a token.
    """

    characters: int

    def __call__(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text takes at most."""
        return [len(text) // self.characters + 1 for text in texts]
