"""Settings from the environment and .env: one frozen model, read once, with every fault named at once."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.reminders.limits import HYDRATE_A_DAY, REMINDERS_A_PERSON, SCHEDULES_A_SERVER
from bot.reminders.pace import RATE

LOOPBACK = ("localhost", "127.0.0.1", "::1")
_ADDRESS = "must begin with https://, or with http:// and a loopback address such as 127.0.0.1, and end with its path"


class SettingsError(Exception):
    """Hold one clear line for each setting that is wrong, and the folder of the database if that one is not wrong."""

    def __init__(self, faults: tuple[str, ...], data_dir: Path | None = None) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults
        self.data_dir = data_dir


class Settings(BaseSettings):
    """Hold the settings of one run; `.env.example` says what each is for."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    discord_token: SecretStr | None = Field(default=None, description="the bot's token; needed only by `charley run`")
    data_dir: Path = Field(default=Path("data"), description="the folder of charley.db")
    discord_api_url: str | None = Field(default=None, description="another address of Discord's API; loopback or https")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="the least that is logged"
    )
    log_format: Literal["auto", "human", "json"] = Field(
        default="auto", description="`auto`: human on a terminal, else JSON"
    )

    health_host: str = Field(
        default="127.0.0.1", description="the address of /healthz, /readyz and /metrics; loopback unless told otherwise"
    )
    health_port: int = Field(default=9643, ge=0, le=65_535, description="their port; 0: they are not there")

    reminders_a_person: int = Field(
        default=REMINDERS_A_PERSON, ge=0, le=100, description="reminders that one person may have"
    )
    schedules_a_server: int = Field(
        default=SCHEDULES_A_SERVER, ge=0, le=100, description="schedules that one server may have"
    )
    hydrate_a_day: int = Field(
        default=HYDRATE_A_DAY, ge=1, le=HYDRATE_A_DAY, description="reminders to drink that a person may get in a day"
    )
    sends_a_second: int = Field(
        default=RATE,
        ge=1,
        le=RATE,
        description="messages that Charley sends in a second, of the 50 that Discord allows",
    )

    @field_validator("discord_token")
    @classmethod
    def _looks_like_a_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and any(sign.isspace() for sign in value.get_secret_value()):
            raise ValueError("has a space or a line break in it; copy the token again")
        return value

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _any_case(cls, value: Any, info: Any) -> Any:
        if not isinstance(value, str):
            return value
        return value.upper() if info.field_name == "log_level" else value.lower()

    @field_validator("health_host")
    @classmethod
    def _is_address(cls, value: str) -> str:
        if value == "localhost":
            return value
        try:
            return str(ip_address(value))
        except ValueError:
            raise ValueError("must be an address such as 127.0.0.1, ::1 or 0.0.0.0, or localhost") from None

    @field_validator("discord_api_url")
    @classmethod
    def _is_safe(cls, value: str | None) -> str | None:
        if value is None:
            return None
        try:
            address = urlsplit(value)
            host, _ = address.hostname, address.port
        except ValueError:
            raise ValueError(_ADDRESS) from None
        safe = address.scheme == "https" or (address.scheme == "http" and host in LOOPBACK)
        # Paths are added to its end, so nothing may stand behind its own.
        if not host or not safe or address.query or address.fragment:
            raise ValueError(_ADDRESS)
        return value.rstrip("/")


def read_settings(env_file: Path | None = Path(".env"), values: Mapping[str, Any] | None = None) -> Settings:
    """Return the settings of the environment and *env_file*; raise SettingsError with every fault.

    A faulty value is never repeated: it could be a secret in the wrong place.
    """
    try:
        return Settings(_env_file=env_file, **dict(values or {}))  # pyright: ignore[reportCallIssue] - pydantic-settings takes it
    except ValidationError as error:
        raise SettingsError(
            tuple(
                f"{str(fault['loc'][0]).upper()}: {fault['msg'].removeprefix('Value error, ')}"
                for fault in error.errors()
            ),
            _data_dir(env_file, dict(values or {}), {str(fault["loc"][0]) for fault in error.errors()}),
        ) from None
    except UnicodeDecodeError:
        raise SettingsError((f"{env_file}: is no text in UTF-8; write it anew, beginning with .env.example",)) from None
    except OSError as error:
        raise SettingsError(
            (f"{env_file}: cannot be read ({error.strerror}); let the user that runs Charley read it",)
        ) from None


def _data_dir(env_file: Path | None, values: dict[str, Any], faulty: set[str]) -> Path | None:
    """Return the folder of the database where other settings are faulty, None if its own is."""
    if "data_dir" in faulty:
        return None
    sound = {name: Settings.model_fields[name].default for name in faulty}
    return Settings(_env_file=env_file, **values | sound).data_dir  # pyright: ignore[reportCallIssue] - as above
