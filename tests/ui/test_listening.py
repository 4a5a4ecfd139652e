from __future__ import annotations

import socket

import pytest

from rag.errors import SettingsError
from ui.listening import listen


def test_a_port_is_taken_before_anything_is_opened() -> None:
    with listen("127.0.0.1", 0) as listening:
        assert listening.getsockname()[1] > 0


def test_a_port_that_another_has_is_named_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"127\.0\.0\.1:{port}.*--port"):
            listen("127.0.0.1", port)
