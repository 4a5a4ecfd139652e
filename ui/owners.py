"""Whose a request is: the user who signed in, or nobody in particular where there is no sign-in."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from starlette.requests import HTTPConnection

USER = "dateline.user"  # in the scope of a request, put there by ui/page_doors.py

NOBODY = ""


def owner_of(request: HTTPConnection | None) -> str:
    """The name of the signed-in user; empty where there is no sign-in.

    Args:
        request: As FastAPI gives it, or the `request` of a `gr.Request`.
    """
    return str(request.scope.get(USER, NOBODY)) if request is not None else NOBODY


def sign(scope: MutableMapping[str, Any], user: str) -> None:
    """Note in a request's scope who signed in."""
    scope[USER] = user
