"""One frozen Settings, read once at the door from the environment and .env (pydantic-settings)."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from rag.errors import SettingsError


class Settings(BaseSettings):
    """What a user may choose. Each field is explained in .env.example."""

    model_config = SettingsConfigDict(
        frozen=True,
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        populate_by_name=True,
    )

    library: Path = Field(
        default_factory=lambda: user_data_path("dateline") / "library", alias="DATELINE_LIBRARY"
    )
    models: Path = Field(
        default_factory=lambda: user_cache_path("dateline") / "models", alias="DATELINE_MODELS"
    )
    llm: str = Field(default="", alias="DATELINE_LLM")
    judge: str = Field(default="", alias="DATELINE_JUDGE")
    embedder: str = Field(default="local", alias="DATELINE_EMBEDDER")
    archive_url: str = Field(default="", alias="DATELINE_ARCHIVE_URL")
    chroma_url: str = Field(default="", alias="DATELINE_CHROMA_URL")
    openai_api_key: str = Field(default="", alias="OPENAI_API_KEY", repr=False)
    openai_base_url: str = Field(default="", alias="OPENAI_BASE_URL")
    llm_timeout: float = Field(default=120.0, gt=0, alias="DATELINE_LLM_TIMEOUT")
    llm_retries: int = Field(default=2, ge=0, alias="DATELINE_LLM_RETRIES")
    contact: str = Field(default="", alias="DATELINE_CONTACT")
    fetch_hosts: str = Field(default="", alias="DATELINE_FETCH_HOSTS")
    auth: str = Field(default="", alias="DATELINE_AUTH", repr=False)
    watch: bool = Field(default=False, alias="DATELINE_WATCH")
    log: str = Field(default="WARNING", alias="DATELINE_LOG")

    @property
    def allowed_hosts(self) -> list[str]:
        """The hosts that may be fetched from though their addresses are private."""
        return self.fetch_hosts.replace(",", " ").split()

    @property
    def llm_name(self) -> str:
        """The model to use: as set, else the key's provider if there is a key, else `local`."""
        if self.llm:
            return self.llm
        return "openai:gpt-5-mini" if self.openai_api_key else "local"


def read_settings(library: Path | None = None) -> Settings:
    """Read the settings; `library`, where given, wins over the environment.

    Raises:
        SettingsError: If a value cannot be read, naming the setting and the value.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = first["loc"][0] if first["loc"] else "?"
        raise SettingsError(
            f"{name}={first['input']!r} makes no sense: {first['msg']}. "
            "Correct it in .env or the environment; .env.example explains each setting."
        ) from error
    if library is not None:
        settings = settings.model_copy(update={"library": library})
    return settings.model_copy(update={"library": settings.library.expanduser().absolute()})
