"""A server of HTTP/2 alone, over TLS, whose only page says which protocol it came over.

`loopback.pem` is a certificate for loopback.test that signs itself, and its key; it is secret to
nobody and trusted by nobody but these tests.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived, StreamEnded

NAME = "loopback.test"
PEM = Path(__file__).with_name("loopback.pem")
BODY = b"<p>over h2</p>"


def trusting() -> ssl.SSLContext:
    """A context that trusts this server alone."""
    return ssl.create_default_context(cafile=str(PEM))


@contextmanager
def serving_http2() -> Iterator[tuple[int, list[str]]]:
    """Serve on loopback; the port, and the protocol of each request."""
    seen: list[str] = []
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(PEM)
    context.set_alpn_protocols(["h2", "http/1.1"])
    listener = socket.create_server(("127.0.0.1", 0))
    ending = threading.Event()

    def accept() -> None:
        while True:
            try:
                plain, _ = listener.accept()
            except OSError:
                return
            if ending.is_set():
                plain.close()
                return
            try:
                with context.wrap_socket(plain, server_side=True) as connection:
                    _answer(connection, seen)
            except OSError:
                continue  # a client that does not trust it

    thread = threading.Thread(target=accept, name="http2")
    thread.start()
    try:
        yield listener.getsockname()[1], seen
    finally:
        ending.set()
        socket.create_connection(listener.getsockname()).close()
        thread.join()
        listener.close()


def _answer(connection: ssl.SSLSocket, seen: list[str]) -> None:
    talk = H2Connection(H2Configuration(client_side=False))
    talk.initiate_connection()
    connection.sendall(talk.data_to_send())
    while data := connection.recv(65536):
        for event in talk.receive_data(data):
            if isinstance(event, RequestReceived):
                seen.append(connection.selected_alpn_protocol() or "")
            if isinstance(event, StreamEnded):
                head = [(":status", "200"), ("content-type", "text/html")]
                talk.send_headers(event.stream_id, head)
                talk.send_data(event.stream_id, BODY, end_stream=True)
        connection.sendall(talk.data_to_send())
