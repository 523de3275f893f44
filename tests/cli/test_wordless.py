"""The summary of `check` names the rules that could not look for want of word lists."""

import shutil
from pathlib import Path

import pytest

FRENCH = Path(__file__).parents[2] / "examples" / "languages" / "fr.yaml"


def test_a_deck_in_another_language_names_them_from_the_cache_too(call, tmp_path) -> None:
    shutil.copy(FRENCH, tmp_path / "fr.yaml")
    first, again = (call("check", "fr.yaml") for _ in range(2))
    assert first == again
    assert first.code == 0
    last = first.err.splitlines()[-1]
    assert last == "example-fr: no word lists for fr: QK405, QK412 could not look"


@pytest.mark.parametrize(
    ("words", "named"),
    [(["--profile", "class"], "QK504"), (["--profile", "class", "--select", "QK1"], "")],
)
def test_only_what_was_wanted_is_named(call, tmp_path, words, named) -> None:
    shutil.copy(FRENCH, tmp_path / "fr.yaml")
    told = call("check", "fr.yaml", *words).err
    assert ("could not look" in told) == bool(named)
    assert named in told


def test_languages_with_lists_are_not_named(call, rivers) -> None:
    assert "could not look" not in call("check", "rivers.yaml", "--profile", "class").err
