"""What every answer of the server passes: who may come in, and that the page asks nobody else."""

from __future__ import annotations

import secrets
from base64 import b64decode
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.api_v1_form import PATH, error
from ui.owners import NOBODY, sign

OPEN = frozenset({"/healthz"})  # to all, so that a watchdog needs no password
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "  # Gradio needs both
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' data: blob:; "
    "font-src 'self' data:; worker-src 'self' blob:; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'; object-src 'none'"
)


class Doors:
    """Asks for the password, if there is one, and adds headers that keep the page to this server.

    Args:
        app: What comes after.
        auth: `user:password`, or empty for none.
    """

    def __init__(self, app: ASGIApp, auth: str = "") -> None:
        self._app, self._auth = app, auth.encode()
        self._password = self._auth.partition(b":")[2]
        self._user = auth.partition(":")[0] if auth else NOBODY

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or ask who it is."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", POLICY)
                headers.setdefault("Referrer-Policy", "no-referrer")
                headers.setdefault("X-Content-Type-Options", "nosniff")
            await send(message)

        if self._auth and scope["path"] not in OPEN and not self._known(Headers(scope=scope)):
            ask = {"WWW-Authenticate": 'Basic realm="Dateline", charset="UTF-8"'}
            await JSONResponse(_refusal(scope["path"]), 401, ask)(scope, receive, guarded)
            return
        sign(scope, self._user)
        await self._app(scope, receive, guarded)

    def _known(self, headers: Headers) -> bool:
        kind, _, given = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":  # clients of OpenAI's API and of MCP know no other
            return self._bears(given.strip().encode("latin-1"))
        try:
            return kind.lower() == "basic" and secrets.compare_digest(
                b64decode(given, validate=True), self._auth
            )
        except ValueError:
            return False

    def _bears(self, key: bytes) -> bool:
        """Whether a key is `user:password`, or the password alone; as slow for either."""
        whole = secrets.compare_digest(key, self._auth)
        alone = secrets.compare_digest(key, self._password)
        return whole or (alone and bool(self._password))


def _refusal(path: str) -> dict[str, Any]:
    if not path.startswith(PATH):
        return {"error": "user and password are needed"}
    said = "a key is needed: give `user:password`, or the password, as the API key"
    return error(401, said, code="invalid_api_key")
