"""What a receipt looks like, read strictly from JSON that anyone may have edited (pydantic)."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rag.domain import Reason, Status
from rag.errors import InputError
from rag.receipts import FORMAT, digest_of

LARGEST = 2**53  # integers from here on are not the same for every reader of JSON
REMEDY = "a receipt comes from `dateline ask --receipt FILE`"

Number = Annotated[int, Field(ge=0, le=LARGEST)]
Positive = Annotated[int, Field(ge=1, le=LARGEST)]
Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class Said(_Part):
    """A sentence."""

    text: str = Field(pattern=r"\S")
    status: Status
    citations: list[Positive]


class Cited(_Part):
    """A citation, with the hashes of what it was made of."""

    n: Positive
    article_id: str = Field(pattern="^[^\\x00]+$")  # which no database can hold
    version: Positive
    title: str
    outlet: str | None
    url: str | None
    published_at: str | None
    published_origin: str | None
    start: Number
    end: Number
    quote: str = Field(min_length=1)
    quote_sha256: Hash
    text_sha256: Hash
    article_digest: str


class Form(_Part):
    """A receipt, as far as its checks look at it."""

    format: Literal[1]
    created_at: str
    question: str
    as_of: str
    abstained: bool
    reason: Reason | None
    text: str
    sentences: list[Said]
    citations: list[Cited]
    made_with: dict[str, str | None]
    digest: str


def read_receipt(value: object, named: str) -> tuple[Form, str]:
    """A receipt and the digest that it should have.

    Args:
        value: What JSON gave.
        named: Where it came from, for a message.

    Raises:
        InputError: If it is no receipt, naming the first place that is wrong.
    """
    if isinstance(value, dict) and value.get("format", FORMAT) != FORMAT:
        raise InputError(
            f"{named} has format {value['format']!r}, and only {FORMAT} is known here: "
            "check it with the Dateline that made it"
        )
    try:
        form = Form.model_validate(value)
        assert isinstance(value, dict)
        return form, digest_of(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(at) for at in first["loc"])
        told = f"{place}: {first['msg']}" if place else first["msg"]
        raise InputError(f"{named} is no receipt ({told}); {REMEDY}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{named} is no receipt ({error}); {REMEDY}") from error


def parse_receipt(data: bytes, named: str) -> Any:
    """The JSON of a file.

    Raises:
        InputError: If it is none.
    """
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"{named} is not UTF-8 ({error.reason}); {REMEDY}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{named} is not JSON ({error}); {REMEDY}") from error
