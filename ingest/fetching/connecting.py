"""Connections that go only where the guard lets them, and end in time. Alone touches httpcore.

A name is looked up once, when a connection is made: the addresses that are checked are the ones
connected to, so a server of names that changes its answer in between changes nothing. Each
connection serves one request at a time, so that its deadline is that request's.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import httpcore
import httpx

from ingest.fetching.addresses import Guard, place

UNTIL = "until"  # the extension of a request that says when, on the monotonic clock, it must end
IDLE = 32  # connections that are kept open for the next page of their host
KEPT = 30.0  # seconds

Origin = tuple[str, str, int]


class OutOfTime(httpx.TimeoutException):
    """A request took all the time that it had."""


class Guarded(httpx.BaseTransport):
    """Another transport behind the guard: hosts are looked up and checked, then it does the rest.

    Args:
        inner: The transport.
        guard: What it may reach.
    """

    def __init__(self, inner: httpx.BaseTransport, guard: Guard) -> None:
        self._inner, self._guard = inner, guard

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, if its host may be reached."""
        self._guard.reachable(*place(request.url))
        return self._inner.handle_request(request)

    def close(self) -> None:
        """Close the transport."""
        self._inner.close()


class Connections(httpx.BaseTransport):
    """The network, over HTTP/1.1 and HTTP/2.

    Args:
        guard: What may be reached.
        monotonic: Seconds that only go forward.
        trust: Whose certificates are trusted; None for the usual ones.
    """

    def __init__(
        self, guard: Guard, monotonic: Callable[[], float], trust: ssl.SSLContext | None = None
    ) -> None:
        self._guard, self._monotonic, self._trust = guard, monotonic, trust
        self._idle: list[tuple[Origin, _Line]] = []  # longest idle first
        self._closed = False
        self._lock = threading.Lock()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; its extension `until` is when the answer must have come in full."""
        url = request.url
        origin = (url.scheme, *place(url))
        line = self._take(origin)
        line.backend.until = request.extensions.get(UNTIL, float("inf"))
        target = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        with ExitStack() as failed:
            failed.callback(line.pool.close)
            with _as_httpx():
                answer = line.pool.handle_request(
                    httpcore.Request(
                        request.method,
                        target,
                        headers=request.headers.raw,
                        content=request.stream,
                        extensions={"timeout": request.extensions.get("timeout", {})},
                    )
                )
            failed.pop_all()
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer, line, lambda: self._give(origin, line)),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close what is idle, and what is in use when it is given back."""
        with self._lock:
            idle, self._idle, self._closed = self._idle, [], True
        for _, line in idle:
            line.pool.close()

    def _take(self, origin: Origin) -> _Line:
        with self._lock:
            if self._trust is None and origin[0] == "https":
                self._trust = httpx.create_ssl_context(trust_env=False)
            for at in reversed(range(len(self._idle))):
                if self._idle[at][0] == origin:
                    return self._idle.pop(at)[1]
        return _Line(_Backend(self._guard, self._monotonic), self._trust)

    def _give(self, origin: Origin, line: _Line) -> None:
        with self._lock:
            self._idle.append((origin, line))
            most = 0 if self._closed else IDLE
            over = self._idle[: max(0, len(self._idle) - most)]
            del self._idle[: len(over)]
        for _, old in over:
            old.pool.close()


class _Line:
    """One connection, open or yet to be opened."""

    def __init__(self, backend: _Backend, trust: ssl.SSLContext | None) -> None:
        self.backend = backend
        self.pool = httpcore.ConnectionPool(
            ssl_context=trust,
            max_connections=1,
            keepalive_expiry=KEPT,
            http2=True,
            network_backend=backend,
        )


class _Body(httpx.SyncByteStream):
    """A body that gives its connection back when it was read to its end, else cuts it."""

    def __init__(self, answer: httpcore.Response, line: _Line, give: Callable[[], None]) -> None:
        self._answer, self._line, self._give = answer, line, give
        self._whole = False

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx():
            yield from self._answer.iter_stream()
        self._whole = True

    def close(self) -> None:
        self._answer.close()
        if self._whole:
            self._give()
        else:
            self._line.pool.close()


class _Backend(httpcore.NetworkBackend):
    def __init__(self, guard: Guard, monotonic: Callable[[], float]) -> None:
        self._guard, self._monotonic = guard, monotonic
        self._inner = httpcore.SyncBackend()
        self.until = float("inf")

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failed: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for ip in self._guard.reachable(host, port):
            try:
                with self.timed(timeout) as left:
                    stream = self._inner.connect_tcp(ip, port, left, local_address, socket_options)
                return _Stream(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError("the host has no address")

    @contextmanager
    def timed(self, timeout: float | None) -> Iterator[float]:
        """The seconds that a step may take; none may be left."""
        left = self.until - self._monotonic()
        if left <= 0:
            raise OutOfTime("no time is left")
        try:
            yield left if timeout is None else min(timeout, left)
        except httpcore.TimeoutException as error:
            if self._monotonic() >= self.until:
                raise OutOfTime("no time is left") from error
            raise


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, backend: _Backend) -> None:
        self._inner, self._backend = inner, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with self._backend.timed(timeout) as left:
            return self._inner.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with self._backend.timed(timeout) as left:
            self._inner.write(buffer, left)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        with self._backend.timed(timeout) as left:
            inner = self._inner.start_tls(ssl_context, server_hostname, left)
        return _Stream(inner, self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


@contextmanager
def _as_httpx() -> Iterator[None]:
    """Errors of httpcore under the names that httpx gives them, which are the same."""
    try:
        yield
    except (
        httpcore.TimeoutException,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
    ) as error:
        known: type[httpx.TransportError] = getattr(httpx, type(error).__name__)
        raise known(str(error)) from error
    except httpcore.ConnectionNotAvailable as error:
        raise httpx.PoolTimeout(str(error)) from error
