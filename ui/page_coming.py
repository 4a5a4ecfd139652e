"""The language model in the background: fetched if it is not here, loaded, its progress told."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import Protocol

from rag.answering import Dateline
from rag.errors import DatelineError
from rag.models.packs import PACKS, Pack
from rag.models.pulling import Progress, pull

MEANWHILE = "Until then answers are the articles’ own sentences."

log = logging.getLogger(__name__)


class Pull(Protocol):
    """Fetches a pack, as rag.models.pulling.pull does."""

    def __call__(self, pack: Pack, models: Path, progress: Progress | None = None) -> None:
        """Fetch what is missing."""


class Coming:
    """Brings the embedded model on a thread of its own; any other model is left alone.

    Args:
        dateline: Whose model.
        models: The directory of model packs.
        fetch: How a pack is fetched.
    """

    def __init__(self, dateline: Dateline, models: Path, fetch: Pull = pull) -> None:
        self._dateline, self._models, self._fetch = dateline, models, fetch
        self._line: str | None = None
        self._thread = threading.Thread(target=self._run, name="dateline model", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def join(self) -> None:
        """Wait until it is here and warm, or failed."""
        self._thread.join()

    def line(self) -> str | None:
        """What to tell readers, if anything."""
        return self._line

    def _run(self) -> None:
        model = self._dateline.model
        pack = PACKS.get(model.name) if model else None
        if model and pack and not model.ready():
            self._tell(pack.name, 0, pack.size)
            try:
                self._fetch(pack, self._models, self._tell)
            except (DatelineError, OSError) as error:
                self._line = (
                    f"The language model could not be fetched: {error} "
                    "Answers are the articles’ own sentences."
                )
                log.warning("the language model could not be fetched: %s", error)
                return
        self._line = None
        self._warm()

    def _tell(self, _label: str, done: int, total: int) -> None:
        self._line = (
            f"Language model is coming: {done / 1e6:,.0f} of {total / 1e6:,.0f} MB. {MEANWHILE}"
        )

    def _warm(self) -> None:
        try:
            self._dateline.warm()
        except DatelineError as error:
            log.warning("warming up failed: %s", error)
