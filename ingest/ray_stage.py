"""The crew of a Ray cluster: reads and embeds on every core of it; the one module for ray."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar

from ingest.stages.crew import measure_of
from ingest.stages.parsing import failed, loaded, read_and_cut
from ingest.stages.work import Read, Unread
from rag.domain import Draft
from rag.errors import EmbeddingFailed, InputError, SourceRejected
from rag.models.embedding import Embedder, Vectors

LOCAL = "local"
KNOCK = 5.0  # seconds for a cluster to take a connection
TRIES = 3  # workers that may die over the same passages before it is an error

Done = TypeVar("Done")


class Hand:
    """Works in a process of the cluster, with an embedder of its own.

    Args:
        embedder: Opens one there.
    """

    def __init__(self, embedder: Callable[[], Embedder]) -> None:
        self._embedder = embedder()

    def read(self, unit: Draft | Unread) -> Read:
        """What becomes of a source."""
        try:
            return read_and_cut(unit, measure_of(self._embedder) or self._embedder)
        except Exception as error:  # noqa: BLE001  # one hostile file must not end the reading of all
            return [failed(unit, error)]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape `[len(texts), dimension]`."""
        return self._embedder.embed(texts)


class Cluster:
    """A crew of one hand for each core of a Ray cluster; see `ingest.stages.crew.Crew`.

    Files are read here and travel as bytes, so the cluster needs no disk of ours.

    Args:
        address: Of the cluster (`HOST:6379`, `auto`), or `local` for one that is started here and
            ends with the run.
        embedder: Opens the library's embedder on a node; can be pickled.
        hands: How many; one a core if not given.

    Raises:
        InputError: If ray is not installed or no cluster answers.
    """

    def __init__(
        self, address: str, embedder: Callable[[], Embedder], hands: int | None = None
    ) -> None:
        ray = self._ray = _joined(address, hands)
        count = hands or max(1, int(ray.cluster_resources().get("CPU", 1)))
        kind = ray.remote(Hand).options(num_cpus=1, max_restarts=-1)
        self._hands = [kind.remote(embedder) for _ in range(count)]
        self._busy = [0] * count
        self.ahead = 2 * count

    def read(self, unit: Draft | Unread) -> Future[Read]:
        """Read and cut a source there; that its process died is a rejection."""
        done: Future[Read] = Future()
        done.set_running_or_notify_cancel()  # it is under way there
        try:
            sent = unit if isinstance(unit, Draft) else _packed(unit)
        except SourceRejected as rejected:
            done.set_result([rejected])
            return done
        died = "the process that read it crashed on the cluster; the file may be broken or hostile"

        def told(came: Future[Read]) -> None:
            error = came.exception()
            done.set_result([SourceRejected(unit.source, died)] if error else came.result())

        self._ask("read", sent).add_done_callback(told)
        return done

    def embed(self, texts: Sequence[str]) -> Future[Vectors]:
        """Embed there; by another hand where one died."""
        done: Future[Vectors] = Future()
        done.set_running_or_notify_cancel()

        def told(came: Future[Vectors], tries: int) -> None:
            error = came.exception()
            if error is None:
                done.set_result(came.result())
            elif tries < TRIES and isinstance(error, self._ray.exceptions.RayActorError):
                again(tries + 1)
            else:
                done.set_exception(EmbeddingFailed(f"the cluster could not embed: {error}"))

        def again(tries: int) -> None:
            self._ask("embed", list(texts)).add_done_callback(lambda came: told(came, tries))

        again(1)
        return done

    def kill(self) -> None:
        """Drop all work."""
        for hand in self._hands:
            self._ray.kill(hand)

    def close(self) -> None:
        """Let the hands go and leave the cluster."""
        self._hands.clear()
        self._ray.shutdown()

    def _ask(self, what: str, thing: Any) -> Future[Any]:
        """Give work to the hand that has least of it."""
        at = min(range(len(self._hands)), key=self._busy.__getitem__)
        self._busy[at] += 1
        came: Future[Any] = getattr(self._hands[at], what).remote(thing).future()
        came.add_done_callback(lambda _: self._free(at))
        return came

    def _free(self, at: int) -> None:
        self._busy[at] -= 1


def _joined(address: str, hands: int | None) -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anyone
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
    except ImportError as error:
        raise InputError(
            "--ray needs Ray, which is not installed: pip install 'dateline[ray]'"
        ) from error
    local: dict[str, Any] = (
        {"num_cpus": hands, "include_dashboard": False} if address == LOCAL else {}
    )
    try:
        _knock(address)
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, **local)
    except (ConnectionError, ValueError, RuntimeError, OSError) as error:
        raise InputError(
            f"no Ray cluster answers at {address!r}: {str(error).splitlines()[0]}. Start one with "
            "`ray start --head`, or use --ray local"
        ) from error
    return ray


def _knock(address: str) -> None:
    """See that someone is there, for Ray itself tries for minutes.

    Raises:
        OSError: If nobody is.
    """
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), KNOCK).close()


def _packed(unit: Unread) -> Unread:
    """The same with its bytes in the place of its file."""
    return Unread(unit.source, loaded(unit), unit.read)
