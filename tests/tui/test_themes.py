import pytest
from textual.theme import BUILTIN_THEMES

from quizkit.settings.table import THEMES
from quizkit.tui import themes
from quizkit.tui.themes import GROUNDS, MARK, MARKS, OWN, PAIRS, TEXT, TEXTS, colours, contrast

COLOURED = [name for name in themes.NAMES if name != "auto" and not name.startswith("ansi-")]


def test_the_setting_offers_what_there_is() -> None:
    assert set(THEMES) == set(themes.NAMES)
    assert set(BUILTIN_THEMES) < set(themes.NAMES)


@pytest.mark.parametrize("name", COLOURED)
def test_text_and_marks_stand_out(name: str) -> None:
    found = colours(themes.named(name))
    for least, group in ((TEXT, TEXTS), (MARK, MARKS)):
        low = {
            f"{above} on {ground}": round(contrast(found[above], found[ground]), 2)
            for above in group
            for ground in GROUNDS
            if contrast(found[above], found[ground]) < least
        }
        assert low == {}
    for above, ground in PAIRS:
        assert contrast(found[above], found[ground]) >= TEXT


@pytest.mark.parametrize("name", OWN)
def test_own_themes_need_no_mending(name: str) -> None:
    assert themes.mended(OWN[name]) == OWN[name]


def test_high_contrast_is_high() -> None:
    found = colours(OWN["quizkit-hc"])
    assert min(contrast(found[a], found[g]) for a in TEXTS for g in GROUNDS) >= 7


def test_what_textual_misses_is_mended() -> None:
    for name in ("textual-light", "atom-one-light"):
        found = colours(BUILTIN_THEMES[name])
        assert contrast(found["text-success"], found["background"]) < TEXT
        found = colours(themes.named(name))
        assert contrast(found["text-success"], found["background"]) >= TEXT


def test_a_theme_that_is_fine_stays_as_it_is() -> None:
    dracula = BUILTIN_THEMES["dracula"]
    mended = themes.named("dracula")
    assert colours(mended)["text-success"] == colours(dracula)["text-success"]
    assert colours(mended)["foreground"] == colours(dracula)["foreground"]


@pytest.mark.parametrize(
    ("setting", "value", "expected"),
    [
        ("auto", "15;0", "quizkit-dark"),
        ("auto", "0;15", "quizkit-light"),
        ("auto", "0;default;7", "quizkit-light"),
        ("auto", "0;default", "quizkit-dark"),
        ("auto", "", "quizkit-dark"),
        ("nord", "0;15", "nord"),
    ],
)
def test_auto_follows_the_terminal(setting: str, value: str, expected: str) -> None:
    assert themes.chosen(setting, {"COLORFGBG": value}) == expected


@pytest.mark.parametrize(
    ("before", "color", "after"),
    [
        ({"NO_COLOR": "1"}, "auto", {"NO_COLOR": "1"}),
        ({"NO_COLOR": ""}, "auto", {}),
        ({}, "auto", {}),
        ({"NO_COLOR": "1"}, "always", {}),
        ({}, "never", {"NO_COLOR": "1"}),
        ({"NO_COLOR": ""}, "never", {"NO_COLOR": "1"}),
    ],
)
def test_no_colour_is_a_wish_only_where_it_says_something(before, color, after) -> None:
    assert themes.prepare(before, color) is bool(after)
    assert before == after
