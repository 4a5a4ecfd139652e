"""The gate with its parts, for those who need nothing else: no library, no language model."""

from __future__ import annotations

from pathlib import Path

from rag.gate import Gate
from rag.models.token_reader import TokenReader
from rag.support.cross_reader import CrossReader
from rag.support.network import Network
from rag.support.score import Support


def open_gate(models: Path) -> Gate:
    """The gate that checks what is said.

    Args:
        models: The directory of model packs.

    Raises:
        PackMissing: If the encoder is not there.
    """
    return Gate(Support(TokenReader(models), Network.shipped(), CrossReader.shipped()))
