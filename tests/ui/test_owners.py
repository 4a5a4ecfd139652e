"""Whose a request is, to the API and to an event of the page alike."""

from __future__ import annotations

import asyncio

import gradio as gr
import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from gradio_client import Client

from tests.ui.conftest import serving
from ui.owners import owner_of
from ui.page_doors import Doors

BASIC = "Basic YW5uYTpzM2NyZXQ6eA=="  # anna:s3cret:x


def the_app(auth: str) -> FastAPI:
    app = FastAPI()
    app.add_middleware(Doors, auth=auth)

    @app.get("/who")
    def who(request: Request) -> str:
        return owner_of(request)

    def asked(request: gr.Request) -> str:
        return owner_of(request.request)

    async def mount() -> FastAPI:
        with gr.Blocks(analytics_enabled=False) as blocks:
            gr.Button().click(asked, None, gr.Textbox(), api_name="who")
        mounted: FastAPI = gr.mount_gradio_app(app, blocks, "/", ssr_mode=False)
        return mounted

    return asyncio.run(mount())


@pytest.mark.parametrize("header", [BASIC, "Bearer s3cret:x", "Bearer anna:s3cret:x"])
def test_who_signed_in_owns_the_request(header: str) -> None:
    client = TestClient(the_app("anna:s3cret:x"))
    assert client.get("/who", headers={"Authorization": header}).json() == "anna"


@pytest.mark.parametrize("headers", [{}, {"Authorization": BASIC}])
def test_without_sign_in_nobody_in_particular_does(headers: dict[str, str]) -> None:
    assert TestClient(the_app("")).get("/who", headers=headers).json() == ""
    assert owner_of(None) == ""


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(("auth", "owner"), [("anna:s3cret:x", "anna"), ("", "")])
def test_an_event_of_the_page_knows_it_too(auth: str, owner: str) -> None:
    with serving(the_app(auth)) as address:
        asked = Client(address, headers={"Authorization": BASIC}, verbose=False)
        assert asked.predict(api_name="/who") == owner
        asked.close()
