"""Which addresses may be fetched: of the public web, unless a setting allows a host by name."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

from rag.errors import SourceRejected

PORTS = frozenset({80, 443, 8080, 8443})
DEFAULT_PORTS = {"http": 80, "https": 443}
GLOBAL = ip_network("2000::/3")  # all of IPv6 that is given out for the public
TRANSLATED = ip_network("64:ff9b::/96")  # IPv4 addresses as networks of IPv6 alone write them
TUNNELLED = (0x00005EFE, 0x02005EFE)  # ISATAP: what stands before an IPv4 address in IPv6
REFUSED = [  # not for the public, though the standard library counts them as global
    ip_network("168.63.129.16/32"),  # metadata of Azure
    ip_network("192.0.0.0/24"),  # protocol assignments, metadata of Oracle
    ip_network("192.88.99.0/24"),  # relays of 6to4
    ip_network("2002::/16"),  # 6to4, which can carry any IPv4 address
    ip_network("2001::/32"),  # Teredo, alike
    ip_network("3fff::/20"),  # documentation
]
NEVER = [  # where clouds tell secrets: not even for a host that is allowed by its name
    ip_network("169.254.0.0/16"),
    ip_network("168.63.129.16/32"),
    ip_network("192.0.0.192/32"),
    ip_network("100.100.100.200/32"),
    ip_network("fe80::/10"),
    ip_network("fd00:ec2::/32"),
]
HOST = re.compile(r"[A-Za-z0-9._:-]+")
NUMERIC = re.compile(r"(?:^|\.)(?:\d+|0[xX][0-9a-fA-F]*)\.?$")

Resolve = Callable[[str, int], list[str]]


def addresses(host: str, port: int) -> list[str]:
    """Every address a name resolves to.

    Raises:
        OSError: If it has none.
        UnicodeError: If it cannot be a name.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also as IPv6 wraps IPv4 addresses."""
    ip = _unwrapped(address)
    if isinstance(ip, IPv6Address) and (ip not in GLOBAL or _tunnelled(ip)):
        return False
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in REFUSED)


def place(url: httpx.URL) -> tuple[str, int]:
    """The host of an address as it is looked up, also for names in Unicode, and its port."""
    host = url.raw_host.decode("ascii")
    return host, url.port or DEFAULT_PORTS.get(url.scheme, 0)


class Guard:
    """Refuses addresses that lead inside.

    Args:
        allowed_hosts: Hosts that may have private addresses, and any port: `intranet.example`, or
            `intranet.example:8000` for that port alone.
        allowed_ports: Ports that any host may have.
        resolve: A name and port to its addresses.
    """

    def __init__(
        self,
        allowed_hosts: Collection[str] = (),
        allowed_ports: Collection[int] = PORTS,
        resolve: Resolve = addresses,
    ) -> None:
        self._allowed = frozenset(host.strip().lower() for host in allowed_hosts)
        self._ports = frozenset(allowed_ports)
        self._resolve = resolve

    def vet(self, source: str, address: str) -> httpx.URL:
        """An address that may be fetched, as far as can be told before its host is looked up.

        Raises:
            SourceRejected: If it is not one of http or https, its port is not one of the web's, or
                its host is a number in disguise; `source` is what is rejected.
        """
        try:
            url = httpx.URL(address)
            host, port = place(url)
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            reason = f"this is not an address that can be fetched: {error}"
            raise SourceRejected(source, reason) from error
        if url.scheme not in DEFAULT_PORTS or not host:
            raise SourceRejected(source, f"{address!r} is not an http or https address")
        if port not in self._ports and not self._allows(host, port):
            known = ", ".join(str(number) for number in sorted(self._ports))
            raise SourceRejected(source, f"port {port} is not one of the web's ({known})")
        if not HOST.fullmatch(host):
            reason = f"this is not an address that can be fetched: {host!r} is no name of a host"
            raise SourceRejected(source, reason)
        if NUMERIC.search(host) and not _plain(host):
            reason = f"the host {host!r} is a number in disguise, not a public address"
            raise SourceRejected(source, reason)
        return url

    def reachable(self, host: str, port: int) -> list[str]:
        """The addresses of a host, to be connected to as they are: the name is not asked again.

        Raises:
            SourceRejected: If it has none, or any of them is not public and the host not allowed.
        """
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise SourceRejected(host, f"the host {host!r} has no address: {error}") from error
        allowed = self._allows(host, port)
        for ip in found:
            if (host != ip and _never(ip)) or not (allowed or public(ip)):
                reason = f"the host {host!r} is at {ip}, which is not a public address"
                raise SourceRejected(host, f"{reason}; only hosts that were allowed may be")
        return found

    def _allows(self, host: str, port: int) -> bool:
        name = host.lower().removesuffix(".")
        bracketed = f"[{name}]" if ":" in name else name
        return not self._allowed.isdisjoint({name, bracketed, f"{bracketed}:{port}"})


def _plain(host: str) -> bool:
    try:
        return str(IPv4Address(host)) == host
    except ValueError:
        return False


def _never(address: str) -> bool:
    ip = _unwrapped(address)
    return ip.is_multicast or ip.is_unspecified or any(ip in net for net in NEVER)


def _unwrapped(address: str) -> IPv4Address | IPv6Address:
    ip = ip_address(address)
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        return ip.ipv4_mapped
    if isinstance(ip, IPv6Address) and ip in TRANSLATED:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip


def _tunnelled(ip: IPv6Address) -> bool:
    return (int(ip) >> 32) & 0xFFFFFFFF in TUNNELLED
