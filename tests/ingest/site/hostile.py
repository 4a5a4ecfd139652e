"""What a server does that means harm, or does it by mistake: it must end in a rejection."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import zlib

import brotli
import zstandard

from tests.ingest.site.page import Page

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
MEGABYTE = 2**20


def zeros(packer: str, megabytes: int, layers: int = 1) -> bytes:
    """A bomb: very many zeros, packed."""
    if packer == "gzip":
        packed, block = zlib.compressobj(9, wbits=31), bytes(MEGABYTE)
        data = b"".join(packed.compress(block) for _ in range(megabytes)) + packed.flush()
    elif packer == "br":
        data = brotli.compress(bytes(megabytes * MEGABYTE), quality=5)
    else:
        data = zstandard.compress(bytes(megabytes * MEGABYTE))
    for _ in range(layers - 1):
        data = gzip.compress(data)
    return data


def bomb(packer: str, megabytes: int = 64, layers: int = 1) -> Page:
    """A page that is a bomb."""
    names = ", ".join([packer, *["gzip"] * (layers - 1)])
    return Page(lambda: zeros(packer, megabytes, layers), headers={"Content-Encoding": names})


def endless_body(connection: socket.socket, ending: threading.Event) -> None:
    """A body without a length that does not end."""
    connection.sendall(HEAD + b"Connection: close\r\n\r\n<p>")
    while not ending.is_set():
        connection.sendall(b"more and more " * 4096)


def endless_chunks(connection: socket.socket, ending: threading.Event) -> None:
    """The same in chunks."""
    connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    while not ending.is_set():
        connection.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def dripping_head(connection: socket.socket, ending: threading.Event) -> None:
    """A header of one letter at a time: no single wait is long."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not ending.wait(0.05):
        connection.sendall(b"x")


def dripping_body(connection: socket.socket, ending: threading.Event) -> None:
    """A body of one letter at a time."""
    connection.sendall(HEAD + b"Content-Length: 1000000\r\n\r\n")
    while not ending.wait(0.05):
        connection.sendall(b"x")


def silent(_connection: socket.socket, ending: threading.Event) -> None:
    """Nothing at all."""
    ending.wait(30)


def continuing(connection: socket.socket, ending: threading.Event) -> None:
    """An answer is always just about to come."""
    while not ending.wait(0.001):
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


def huge_header(connection: socket.socket, _ending: threading.Event) -> None:
    """A header of some megabytes."""
    connection.sendall(HEAD + b"X-Long: " + b"x" * (4 * MEGABYTE) + b"\r\n\r\n")


def many_headers(connection: socket.socket, _ending: threading.Event) -> None:
    """Very many headers."""
    lines = b"".join(b"X-%d: y\r\n" % number for number in range(200_000))
    connection.sendall(HEAD + lines + b"\r\n")


def cut(connection: socket.socket, _ending: threading.Event) -> None:
    """Less than was promised."""
    connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\n<p>Only this")


def reset(connection: socket.socket, _ending: threading.Event) -> None:
    """The connection is torn down without a word."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def no_http(connection: socket.socket, _ending: threading.Event) -> None:
    """Another protocol."""
    connection.sendall(b"SSH-2.0-OpenSSH_9.9\r\n")


def liar(connection: socket.socket, ending: threading.Event) -> None:
    """A promise of petabytes."""
    connection.sendall(HEAD + b"Content-Length: 1125899906842624\r\n\r\n<p>")
    ending.wait(30)


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
    "<rss version='2.0'><channel><title>&d;</title></channel></rss>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<rss version='2.0'><channel><title>&x;</title></channel></rss>"
)
HOSTILE: dict[str, Page | tuple[Page, ...]] = {
    "/hostile/gzip-bomb": bomb("gzip", 256),
    "/hostile/br-bomb": bomb("br"),
    "/hostile/zstd-bomb": bomb("zstd"),
    "/hostile/bomb-in-gzip": bomb("gzip", 256, layers=2),
    "/hostile/many-layers": bomb("gzip", 1, layers=12),
    "/hostile/endless": Page(tell=endless_body),
    "/hostile/endless-chunks": Page(tell=endless_chunks),
    "/hostile/dripping-head": Page(tell=dripping_head),
    "/hostile/dripping-body": Page(tell=dripping_body),
    "/hostile/silent": Page(tell=silent),
    "/hostile/continuing": Page(tell=continuing),
    "/hostile/huge-header": Page(tell=huge_header),
    "/hostile/many-headers": Page(tell=many_headers),
    "/hostile/cut": Page(tell=cut),
    "/hostile/reset": Page(tell=reset),
    "/hostile/no-http": Page(tell=no_http),
    "/hostile/liar": Page(tell=liar),
    "/hostile/round": Page(status=302, headers={"Location": "/hostile/round"}),
    "/hostile/ping": Page(status=302, headers={"Location": "/hostile/pong"}),
    "/hostile/pong": Page(status=302, headers={"Location": "/hostile/ping"}),
    **{
        f"/hostile/away-{name}": Page(status=302, headers={"Location": where})
        for name, where in {
            "metadata": "http://169.254.169.254/latest/meta-data/",
            "private": "http://10.0.0.1/",
            "loopback": "http://127.0.0.2:80/",
            "local-name": "http://localhost:8080/admin",
            "mapped": "http://[::ffff:169.254.169.254]/",
            "ipv6": "http://[::1]/",
            "octal": "http://0177.0.0.1/",
            "hex": "http://0x7f.0.0.1/",
            "dword": "http://2130706433/",
            "short": "http://127.1/",
            "file": "file:///etc/passwd",
            "gopher": "gopher://127.0.0.1:70/_x",
            "data": "data:text/html,<p>words",
            "script": "javascript:alert(1)",
            "port": "http://93.184.215.14:25/",
            "redis": "http://93.184.215.14:6379/",
            "bad-port": "http://x.example:port/",
        }.items()
    },
    "/hostile/laughs.xml": Page(LAUGHS, "application/rss+xml"),
    "/hostile/outside.xml": Page(OUTSIDE, "application/rss+xml"),
    "/hostile/utf16-laughs.xml": Page(
        LAUGHS.replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16"), "application/xml"
    ),
}
