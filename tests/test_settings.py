"""Settings: from the environment and .env, every fault at once, and never a secret in a message."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.settings import Settings, SettingsError, read_settings

SECRET = "MTIzNDU2.secret.token-of-the-test"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch, tmp_path):
    """Start each test in an empty folder without any setting in the environment."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def faults(**values: str) -> dict[str, str]:
    """Return what is said of each faulty setting."""
    with pytest.raises(SettingsError) as refused:
        read_settings(None, values)
    return dict(fault.split(": ", 1) for fault in refused.value.faults)


def test_nothing_set_gives_the_defaults():
    settings = read_settings()
    assert settings.discord_token is None
    assert settings.discord_api_url is None
    assert (str(settings.data_dir), settings.log_level, settings.log_format) == ("data", "INFO", "auto")


def test_every_fault_is_named_at_once():
    found = faults(discord_token="with a space", discord_api_url="ftp://x", log_level="loud", log_format="xml")
    assert set(found) == {"DISCORD_TOKEN", "DISCORD_API_URL", "LOG_LEVEL", "LOG_FORMAT"}
    assert all(text and text[0] not in "[{" for text in found.values())


def test_the_folder_of_the_database_is_known_though_other_settings_are_faulty(tmp_path):
    (tmp_path / ".env").write_text("DATA_DIR=kept\nLOG_LEVEL=loud\nHEALTH_PORT=no\n")
    with pytest.raises(SettingsError) as refused:
        read_settings()
    assert refused.value.data_dir == Path("kept")


def test_the_error_is_one_line_for_each_fault():
    with pytest.raises(SettingsError) as refused:
        read_settings(None, {"log_level": "loud", "log_format": "xml"})
    assert str(refused.value).splitlines() == list(refused.value.faults)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__, "the library's error repeats the values"


def test_the_environment_wins_over_the_file_which_wins_over_the_default(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("LOG_LEVEL=ERROR\nLOG_FORMAT=json\nDISCORD_TOKEN=from.file\n")
    monkeypatch.setenv("LOG_LEVEL", "debug")
    settings = read_settings()
    assert (settings.log_level, settings.log_format) == ("DEBUG", "json")
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == "from.file"


def test_an_empty_value_is_no_value(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("DISCORD_TOKEN=\nDATA_DIR=\n")
    monkeypatch.setenv("DISCORD_API_URL", "")
    settings = read_settings()
    assert settings.discord_token is None
    assert settings.discord_api_url is None
    assert str(settings.data_dir) == "data"


def test_faults_of_the_file_are_named_too(tmp_path):
    (tmp_path / ".env").write_text("LOG_LEVEL=loud\nDISCORD_TOKEN='two words'\n# a comment\nUNKNOWN=ignored\n")
    with pytest.raises(SettingsError) as refused:
        read_settings()
    assert len(refused.value.faults) == 2


@pytest.mark.parametrize("word", ("warning", "Warning", "WARNING"))
def test_case_does_not_matter_for_words(word):
    settings = read_settings(None, {"log_level": word, "log_format": "JSON"})
    assert (settings.log_level, settings.log_format) == ("WARNING", "json")


@pytest.mark.parametrize(
    "address",
    (
        "https://proxy.example.invalid/api/v10",
        "http://127.0.0.1:8080/api",
        "http://localhost/api",
        "http://[::1]:9/api",
        "HTTPS://example.invalid",
    ),
)
def test_https_or_this_machine_may_stand_in_for_discord(address):
    assert read_settings(None, {"discord_api_url": address + "/"}).discord_api_url == address


@pytest.mark.parametrize(
    "address",
    (
        "http://example.invalid/api",
        "http://127.0.0.1.example.invalid/api",
        "http://localhost@example.invalid/api",
        "ftp://127.0.0.1",
        "file:///etc/passwd",
        "127.0.0.1:8080",
        "https://",
        "//example.invalid",
        "http://[::1",
        "https://example.invalid/api?to=elsewhere",
        "https://example.invalid/api#part",
        "http://127.0.0.1:99999/api",
    ),
)
def test_no_other_address_may(address):
    assert "https://" in faults(discord_api_url=address)["DISCORD_API_URL"]


def test_settings_cannot_be_changed():
    settings = read_settings()
    with pytest.raises(ValidationError):
        settings.log_level = "DEBUG"


@pytest.mark.parametrize("shown", (repr, str, lambda one: one.model_dump_json(), lambda one: str(one.model_dump())))
def test_the_token_is_never_shown(shown):
    settings = read_settings(None, {"discord_token": SECRET})
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == SECRET
    assert SECRET not in shown(settings)


@given(st.text(min_size=1, max_size=80))
def test_no_faulty_value_is_repeated(text):
    """Whatever is in a setting may be a secret in the wrong place."""
    mark = "wrong-place"
    values: dict[str, Any] = dict.fromkeys(
        ("discord_token", "discord_api_url", "log_level", "log_format"), f"{mark} {text}"
    )
    with pytest.raises(SettingsError) as refused:
        read_settings(None, values)
    assert mark not in repr(refused.value)
    assert mark not in str(refused.value)
    assert len(refused.value.faults) == 4


def test_a_file_that_cannot_be_read_is_one_fault():
    with pytest.raises(SettingsError) as refused:
        # A file that even root cannot read from its beginning.
        read_settings(Path("/proc/self/mem"))
    (told,) = refused.value.faults
    assert told.startswith("/proc/self/mem: cannot be read (")
    assert "let the user that runs Charley read it" in told


def test_a_file_that_is_no_text_is_one_fault_and_not_repeated(tmp_path):
    file = tmp_path / ".env"
    file.write_bytes(f"DISCORD_TOKEN={SECRET}\n".encode("utf-16"))
    with pytest.raises(SettingsError) as refused:
        read_settings(file)
    (told,) = refused.value.faults
    assert told.startswith(f"{file}: is no text in UTF-8")
    assert SECRET not in repr(refused.value)


@pytest.mark.parametrize("host", ("127.0.0.1", "0.0.0.0", "::1", "::", "localhost", "10.0.0.7"))
def test_the_health_page_is_at_an_address(host):
    assert read_settings(None, {"health_host": host}).health_host == host


@pytest.mark.parametrize("host", ("charley.example", "http://127.0.0.1", "127.0.0.1:9643", "127.0.0.256", " "))
def test_a_host_that_is_no_address_is_a_fault(host):
    assert "must be an address" in faults(health_host=host)["HEALTH_HOST"]


@pytest.mark.parametrize("port", (-1, 65_536, "x"))
def test_a_port_that_is_none_is_a_fault(port):
    assert set(faults(health_port=port)) == {"HEALTH_PORT"}
