"""What may be named to sync with, and that no password gets into a file or a message."""

from pathlib import Path

import pytest

from quizkit.errors import SettingsError
from quizkit.settings import read
from quizkit.settings.target import has_password, masked, read_target

SECRETS = [
    "postgresql://mai:s3cr3t@school.example/quiz",
    "postgresql://mai:s3/cr3t@school.example/quiz",
    "postgresql://mai:s3cr3t@x@school.example/quiz",
    "postgres://:s3cr3t@[::1]:5432/quiz",
    "postgresql://mai@school.example/quiz?password=s3cr3t",
    "postgresql://mai@school.example/quiz?pass%77ord=s3cr3t",
    "postgresql://mai@school.example/quiz?sslmode=disable&sslpassword=s3cr3t",
    "https://mai:s3cr3t@school.example/quiz",
]


@pytest.mark.parametrize("address", SECRETS)
def test_a_password_is_refused_and_never_told(address, tmp_path) -> None:
    assert has_password(address)
    with pytest.raises(ValueError, match="pgpass") as refused:
        read_target(address, tmp_path)
    assert "s3" not in str(refused.value)
    assert "s3" not in str(masked(address))


@pytest.mark.parametrize("address", SECRETS)
def test_a_settings_file_with_a_password_is_refused_without_it(address, tmp_path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'sync = "{address}"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="pgpass") as refused:
        read({}, environ={}, folder=tmp_path, config=config)
    assert "s3" not in f"{refused.value} {refused.value.problems}"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://school.example/quiz",
        "postgresql://mai@school.example:5433/quiz?sslmode=verify-full",
        "postgres://mai@[::1]:5432/quiz",
    ],
)
def test_an_address_stays_as_it_is(address) -> None:
    assert read_target(address, Path("/elsewhere")) == address
    assert not has_password(address)


def test_a_folder_becomes_a_whole_path(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "mai"))
    assert read_target("stick", tmp_path) == str(tmp_path / "stick")
    assert read_target("~/stick", tmp_path) == str(tmp_path / "mai" / "stick")
    assert read_target(tmp_path, Path("/elsewhere")) == str(tmp_path)
    assert read_target("", tmp_path) == ""


@pytest.mark.parametrize(
    "odd", [None, 3, ["a"], "a\0b", "a\nb", "x" * 3_000, "https://h/q", "s3://b"]
)
def test_anything_else_is_refused(odd, tmp_path) -> None:
    with pytest.raises(ValueError, match="a folder"):
        read_target(odd, tmp_path)
