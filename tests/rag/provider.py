"""A real HTTP server on loopback that speaks chat completions, in good and bad ways."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Provider(ThreadingHTTPServer):
    """Answers as told.

    Attributes:
        said: What its answers say.
        manner: `answers`, `cut`, `breaks`, `ends`, `garbles`, `sleeps`, or a status to refuse with.
        asked: The body of each request.
    """

    daemon_threads = True

    def __init__(self, said: str, manner: str | int) -> None:
        super().__init__(("127.0.0.1", 0), _Speaks)
        self.said, self.manner = said, manner
        self.asked: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Speaks(BaseHTTPRequestHandler):
    server: Provider

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(json.loads(body))
        manner = self.server.manner
        if isinstance(manner, int):
            self.refuse(manner)
        elif manner == "sleeps":
            time.sleep(1.5)
        else:
            self.stream(manner)

    def refuse(self, status: int) -> None:
        answer = json.dumps({"error": {"message": f"no: {status}", "type": "t", "code": None}})
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.send_header("Retry-After", "0")
        self.end_headers()
        self.wfile.write(answer.encode())

    def stream(self, manner: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        if manner == "breaks":  # more is promised than comes
            self.send_header("Content-Length", "1000000")
        self.end_headers()
        said = self.server.said
        for at in range(0, len(said), 7):
            self.event({"content": said[at : at + 7]}, None)
        if manner in ("breaks", "ends"):
            return
        if manner == "garbles":
            self.wfile.write(b"data: {not json\n\n")
            return
        self.event({}, "length" if manner == "cut" else "stop")
        self.send([], usage={"prompt_tokens": 70, "completion_tokens": 7, "total_tokens": 77})
        self.wfile.write(b"data: [DONE]\n\n")

    def event(self, delta: dict[str, str], finish: str | None) -> None:
        self.send([{"index": 0, "delta": delta, "finish_reason": finish}])

    def send(self, choices: list[dict[str, Any]], **more: Any) -> None:
        chunk = {
            "id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m",
            "choices": choices, **more,
        }  # fmt: skip
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def provider(said: str = "", manner: str | int = "answers") -> Iterator[Provider]:
    """A provider that runs while the block does."""
    server = Provider(said, manner)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
