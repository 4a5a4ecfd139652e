"""Downloading one file from a model hub over HTTP, resuming where an earlier try stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx

from rag.errors import PackUnreachable

HUB = "https://huggingface.co"
TIMEOUT = httpx.Timeout(30.0, connect=10.0)


def download(
    address: str,
    target: Path,
    size: int,
    tell: Callable[[int], None],
    *,
    client: httpx.Client | None = None,
) -> None:
    """Fetch a file; bytes that are already in `target` are not fetched again.

    Args:
        address: `BASE/owner/repository/file`, as a pack names it.
        target: Where the bytes go.
        size: How many there should be.
        tell: Told the number of bytes so far.
        client: An HTTP client of one's own.

    Raises:
        PackUnreachable: If the hub does not answer with the file.
    """
    base, owner, repository, name = address.rsplit("/", 3)
    url = f"{base}/{owner}/{repository}/resolve/main/{name}"
    have = target.stat().st_size if target.is_file() and target.stat().st_size < size else 0
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    with client or httpx.Client(timeout=TIMEOUT, follow_redirects=True) as http:
        try:
            with http.stream("GET", url, headers=headers) as response:
                response.raise_for_status()
                resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
                with target.open("ab" if resumed else "wb") as stream:
                    done = have if resumed else 0
                    for block in response.iter_bytes():
                        stream.write(block)
                        done += len(block)
                        tell(done)
        except httpx.HTTPError as error:
            raise PackUnreachable(
                f"neither the package index nor {url} could be reached: {error}. Check the "
                "network, then run `dateline models pull` again: it goes on where it stopped."
            ) from error
