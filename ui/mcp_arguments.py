"""What the MCP tools take: typed arguments that become their JSON schema, and errors in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rag.answering import readable
from rag.retriever import K
from ui.api_fields import Outlets


class Question(BaseModel):
    """Arguments of `ask` and `search`."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    question: str = Field(
        min_length=1, max_length=4000, pattern=r"\S", description="What to ask, in plain words."
    )
    as_of: date | None = Field(
        default=None, description="Answer as on that day (YYYY-MM-DD): hide all that came later."
    )
    from_: date | None = Field(
        default=None, alias="from", description="First day of publication that counts (YYYY-MM-DD)."
    )
    to: date | None = Field(
        default=None, description="Last day of publication that counts (YYYY-MM-DD)."
    )
    outlet: Outlets = Field(
        default=[], description="Names of the only outlets that count; all if empty."
    )
    k: int = Field(default=K, ge=1, le=50, description="How many passages are looked at.")


class Place(BaseModel):
    """Arguments of `read_article`."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(
        min_length=1, max_length=1000, description="The article's id, as ask and search give it."
    )
    version: int | None = Field(
        default=None, ge=1, le=2**53, description="Which version; the newest if not given."
    )
    start: int = Field(
        default=0, ge=0, le=2**53, description="The first character to read, counted from 0."
    )
    end: int | None = Field(
        default=None, ge=0, le=2**53, description="Where to stop; the end of the text if not given."
    )


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema of a tool's arguments."""
    schema = model.model_json_schema(by_alias=True)
    schema.pop("title"), schema.pop("description")
    for field in schema["properties"].values():
        field.pop("title", None)
    return schema


def said(error: ValidationError, model: type[BaseModel]) -> str:
    """What is wrong with arguments, and what they could be."""
    wrong = [
        f"{'.'.join(str(at) for at in e['loc']) or 'arguments'}: {e['msg']}" for e in error.errors()
    ]
    known = ", ".join(field.alias or name for name, field in model.model_fields.items())
    return readable(f"{'; '.join(wrong)} (the arguments are: {known})")
