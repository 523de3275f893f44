from pathlib import Path

import pytest

from quizkit.tui import keymap
from quizkit.tui.keymap import checked, known, sentence


@pytest.fixture(scope="module")
def bindings():
    return known()


def test_everything_that_can_be_pressed_has_an_id(bindings) -> None:
    assert {"help", "quit", "palette", "study.hint", "settings.open"} <= set(bindings)


@pytest.mark.parametrize("presses", ["x", "f5", "ctrl+g,x", "Z", "exclamation_mark", "!"])
def test_presses_of_ones_own_count(bindings, presses) -> None:
    good, faults = checked({"settings.default": presses}, bindings)
    assert faults == []
    assert good == {"settings.default": presses.replace("!", "exclamation_mark")}


@pytest.mark.parametrize(
    ("name", "presses", "why"),
    [
        ("settings.defalt", "x", 'there is no such binding; did you mean "settings.default"?'),
        ("settings.default", "", "it needs a press: a binding cannot be taken away"),
        ("settings.default", "x,ctrl+h", '"ctrl+h" is what terminals send for backspace'),
        ("settings.default", "ctrl+i", "for tab"),
        ("settings.default", "ctrl+m", "for enter"),
        ("settings.default", "ctrl+j", "for enter"),
        ("settings.default", "ctrl+[", "for escape"),
        ("settings.default", "ctrl+w", '"ctrl+w" is needed where an answer is typed'),
        ("settings.default", "?", '"question_mark" is for help, wherever one is'),
        ("settings.default", "F1", '"f1" is for help, wherever one is'),
        ("settings.default", "ctrl+q", '"ctrl+q" is for quitting, wherever one is'),
        ("settings.default", "ctrl+p", '"ctrl+p" is for the palette, wherever one is'),
        ("settings.default", "blue", '"blue" is no press'),
        ("settings.default", "strg+x", '"strg+x" is no press'),
        ("settings.default", "left", '"left" is "settings.less" there'),
        ("quit", "f1", '"f1" is for help, wherever one is'),
        ("quit", "Q", '"Q" could not be typed any more; take one with ctrl, or F2 to F12'),
        ("palette", "slash", "on some screen, and would hide it"),
        ("help", "d", "on some screen, and would hide it"),
    ],
)
def test_what_would_take_something_away_is_refused(bindings, name, presses, why) -> None:
    good, faults = checked({name: presses, "settings.open": "o"}, bindings)
    assert good == {"settings.open": "o"}
    assert [fault.name for fault in faults] == [name]
    assert why in faults[0].why


def test_what_nothing_may_hide_can_move(bindings) -> None:
    keys = {"quit": "f10", "palette": "ctrl+o", "help": "f2"}
    assert checked(keys, bindings) == (keys, [])


def test_two_may_change_places(bindings) -> None:
    keys = {"settings.down": "k", "settings.up": "j"}
    assert checked(keys, bindings) == (keys, [])
    _, faults = checked({"settings.down": "x", "settings.up": "x"}, bindings)
    assert len(faults) == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('minutes = 5\n[keys]\n"study.hint" = "x"\n', 3),
        ('[keys]\n\nstudy.hint = "x"\n', 3),
        ('[keys.study]\nhint = "x"\n', 2),
        ('a = 1\nkeys = {"study.hint" = "x"}\n', 2),
        ('hint = "x"\n[keys]\nquit = "x"\n', 0),
        ("", 0),
    ],
)
def test_the_line_is_told(tmp_path: Path, text: str, line: int) -> None:
    assert keymap.line_of(text, "study.hint") == line
    (tmp_path / "config.toml").write_text(text)
    told = sentence(keymap.Fault("study.hint", "why"), tmp_path / "config.toml", "user config")
    where = f"config.toml, line {line}" if line else "config.toml"
    assert told == f'{where}: "study.hint" is left as it was: why.'


def test_a_variable_has_no_line() -> None:
    told = sentence(keymap.Fault("quit", "why"), Path("config.toml"), "QUIZKIT_KEYS")
    assert told.startswith('QUIZKIT_KEYS: "quit"')


async def test_presses_of_ones_own_are_obeyed_and_the_refused_are_told(stage) -> None:
    keys = {"home.settings": "f5", "home.stats": "ctrl+q"}
    async with stage(keys=keys) as s:
        await s.settle()
        assert 'option: "home.stats" is left as it was' in " ".join(s.app.key_faults)
        await s.press("comma")
        assert len(s.app.screen_stack) == 1
        found = {a.binding.id: a.binding.key for a in s.screen.active_bindings.values()}
        assert found["home.settings"] == "f5"
        assert found["home.stats"] == "s"
