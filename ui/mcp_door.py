"""Where MCP clients come in: /gradio_api/mcp/, beside Gradio's own routes, without Gradio's server.

Gradio's would list whatever the page exposes, cannot give structured content of ours, and its
extra asks for older releases of mcp and pydantic than those in use.
"""

from __future__ import annotations

import importlib.metadata

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.mcp_tools import Tools

PATHS = ("/gradio_api/mcp/", "/gradio_api/mcp")


def mcp_routes(tools: Tools) -> list[Route]:
    """The routes; they must stand before Gradio is mounted."""
    door = McpDoor(tools)
    return [Route(path, door, include_in_schema=False) for path in PATHS]


class McpDoor:
    """Lets requests of MCP clients in; what answers them is made at the first of them.

    Args:
        tools: What they may call.
    """

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._answer: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. Nothing is ever sent unasked, so there is no stream to GET."""
        refused = _refused(scope)
        if refused is None:
            if self._answer is None:
                self._answer = await run_in_threadpool(self._made)
            await self._answer(scope, receive, send)
        else:
            await refused(scope, receive, send)

    def _made(self) -> ASGIApp:
        from ui.mcp_server import answering  # slow to import

        return answering(self._tools, importlib.metadata.version("dateline"))


def _refused(scope: Scope) -> JSONResponse | None:
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is not None and origin.partition("://")[2] != headers.get("host"):
        return JSONResponse({"error": "pages of other sites may not call this"}, 403)
    if scope["method"] != "POST":
        said = "an MCP client is needed to talk to this: it sends POST requests"
        return JSONResponse({"error": said}, 405, {"Allow": "POST"})
    return None
