"""Errors of the network, told as rejections of the address that was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from ingest.fetching.connecting import OutOfTime
from ingest.fetching.limits import Limits
from rag.errors import SourceBusy, SourceRejected


@contextmanager
def rejecting(url: str, limits: Limits) -> Iterator[None]:
    """Turns every error of httpx, and every rejection of a hop, into a rejection of `url`."""
    try:
        yield
    except SourceBusy as error:
        raise SourceBusy(url, error.reason, error.after) from error
    except SourceRejected as error:
        raise SourceRejected(url, error.reason) from error
    except OutOfTime as error:
        reason = f"the page did not arrive within {limits.total:g} seconds"
        raise SourceRejected(url, reason) from error
    except httpx.TimeoutException as error:
        raise SourceRejected(url, f"no answer within {limits.read:g} seconds") from error
    except httpx.ConnectError as error:
        raise SourceRejected(url, f"could not connect: {error}") from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise SourceRejected(url, f"this is not an address that can be fetched: {error}") from error
    except (httpx.HTTPError, httpx.StreamError) as error:
        reason = f"the answer broke off or cannot be read: {error or type(error).__name__}"
        raise SourceRejected(url, reason) from error
