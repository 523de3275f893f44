"""What a page lists under Options is what its rule asks for, and what the settings take."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from quizkit.checks import rules
from quizkit.checks.catalogue import Page, pages
from quizkit.checks.thresholds import read, threshold, thresholds
from quizkit.errors import SettingsError
from quizkit.model import Problem
from quizkit.settings import read as read_settings
from quizkit.settings.edit import change

Check = Callable[..., tuple[Problem, ...]]

LISTED = [page for page in pages() if page.thresholds]


def asked() -> dict[str, set[str]]:
    """Return the names of the options that each rule's module asks for, by its code."""
    found: dict[str, set[str]] = {}
    for path in Path(str(rules.__file__)).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        own = re.search(r'^CODE = "(QK\d{3})"', path.read_text(encoding="utf-8"), re.MULTILINE)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "option":
                assert own is not None
                name = node.args[1]
                assert isinstance(name, ast.Constant)
                found.setdefault(own[1], set()).add(str(name.value))
    return found


def test_pages_list_what_their_rules_ask_for() -> None:
    assert {page.code: set(thresholds()[page.code]) for page in LISTED} == asked()


@pytest.mark.parametrize("page", LISTED, ids=lambda page: page.code)
def test_settings_take_exactly_what_a_page_lists(page: Page, tmp_path: Path) -> None:
    for each in thresholds()[page.code].values():
        kept = settings(tmp_path, f"[check.{page.code}]\n{each.name} = {each.default}\n")
        assert kept == {page.code: {each.name: each.default}}
        for wrong in ("-1", '"many"', "true", "[3]", str(each.high + 1)):
            with pytest.raises(SettingsError, match=f"check.{page.code}.{each.name}"):
                settings(tmp_path, f"[check.{page.code}]\n{each.name} = {wrong}\n")
    with pytest.raises(SettingsError, match=f"{page.code} has no option"):
        settings(tmp_path, f"[check.{page.code}]\nnumber = 3\n")


def settings(folder: Path, text: str) -> object:
    (folder / "quizkit.toml").write_text(text, encoding="utf-8")
    config = folder / "config.toml"
    return read_settings({}, environ={}, folder=folder, config=config).thresholds


@pytest.mark.parametrize(
    ("code", "name", "said"),
    [
        ("QK41", "words", 'there is no check "QK41"; did you mean "QK410"?'),
        ("QK410", "word", 'QK410 has no option "word"; did you mean "words"?'),
        ("QK301", "words", "QK301 has nothing that can be set"),
    ],
)
def test_the_nearest_is_named(code: str, name: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        threshold(code, name)


def test_a_rule_looks_with_what_is_set(check: Check) -> None:
    deck = 'cards: [{id: bcd1, q: "Which river flows through the old town?", a: Huong}]'
    options = read({"QK410": {"words": "6"}})
    assert check(deck, "class") == ()
    assert [each.code for each in check(deck, "class", options=options)] == ["QK410"]


def test_a_threshold_is_set_and_taken_out_line_by_line(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    text = "[check]\nstrict = true  # for the exam\n"
    config.write_text(text, encoding="utf-8")
    change(config, "check.QK410.words", 30)
    change(config, "check.QK505.times", 1.5)
    found = read_settings({}, environ={}, folder=tmp_path, config=config)
    assert found.thresholds == {"QK410": {"words": 30}, "QK505": {"times": 1.5}}
    assert (found.get("check.QK410.words"), found.strict) == (30, True)
    assert found.get("check.QK410.syllables") == 40
    change(config, "check.QK410.words", None)
    assert config.read_text(encoding="utf-8").startswith(text)
    again = read_settings({}, environ={}, folder=tmp_path, config=config)
    assert again.thresholds == {"QK505": {"times": 1.5}}


def test_a_variable_wins_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "quizkit.toml").write_text("[check.QK410]\nwords = 20\n", encoding="utf-8")
    environ = {"QUIZKIT_CHECK_QK410_WORDS": "30"}
    config = tmp_path / "config.toml"
    found = read_settings({}, environ=environ, folder=tmp_path, config=config)
    assert found.thresholds == {"QK410": {"words": 30}}
    assert found.origins["check.QK410.words"] == "QUIZKIT_CHECK_QK410_WORDS"
