"""The table of settings: each with its default, its reader and one sentence."""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from quizkit.errors import SettingsError
from quizkit.settings.target import read_target
from quizkit.text import nearest

PROFILES: Final = ("practice", "class", "exam", "shared")
COLORS: Final = ("auto", "always", "never")
FORMS: Final = (
    "choice", "select", "typed", "cloze", "true-false", "order", "match", "flip"
)  # fmt: skip
"""The forms that can be asked."""
THEMES: Final = (
    "auto", "quizkit-dark", "quizkit-light", "quizkit-hc", "ansi-dark", "ansi-light",
    "textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha",
    "catppuccin-macchiato", "catppuccin-frappe", "catppuccin-latte", "dracula", "tokyo-night",
    "monokai", "flexoki", "solarized-dark", "solarized-light", "rose-pine", "rose-pine-moon",
    "rose-pine-dawn", "atom-one-dark", "atom-one-light",
)  # fmt: skip
"""Colours of the screens."""
MOTIONS: Final = ("auto", "reduce")
DIRECTIONS: Final = ("auto", "reorder", "off")
"""What is done with text that runs from right to left."""
_BINDING: Final = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+){0,5}")
_PRESSES: Final = re.compile(r"(?:[^\s,]{1,40}(?:,[^\s,]{1,40}){0,9})?")
_TEXT: Final = re.compile(r"[^\x00\ud800-\udfff]+", re.DOTALL)


class Setting(NamedTuple):
    """A setting: its dotted name, its default, its reader, one sentence.

    `read` takes what a file, a variable or an option holds and the folder that relative paths
    start from; it raises ValueError with what was wanted. `project` tells whether a
    `quizkit.toml` may set it.
    """

    name: str
    default: Any
    read: Callable[[object, Path], Any]
    help: str
    project: bool = True

    @property
    def variable(self) -> str:
        """Return the environment variable that sets it."""
        return "QUIZKIT_" + self.name.replace(".", "_").upper()


def _minutes(raw: object, _folder: Path) -> int:
    text = "" if isinstance(raw, bool) else str(raw).strip()
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 1440):
        message = "a whole number of minutes from 1 to 1440"
        raise ValueError(message)
    return int(text)


def _flag(raw: object, _folder: Path) -> bool:
    word = str(raw).strip().lower()
    if word in {"true", "yes", "on", "1"}:
        return True
    if word in {"false", "no", "off", "0", ""}:
        return False
    message = "yes or no"
    raise ValueError(message)


def _matching(pattern: str, wanted: str) -> Callable[[object, Path], str]:
    def read(raw: object, _folder: Path) -> str:
        if not isinstance(raw, str) or not re.fullmatch(pattern, raw):
            raise ValueError(wanted)
        return raw

    return read


def _one_of(*words: str) -> Callable[[object, Path], str]:
    def read(raw: object, _folder: Path) -> str:
        if raw not in words:
            raise ValueError("one of " + ", ".join(word or '""' for word in words))
        return str(raw)

    return read


def _codes(raw: object, _folder: Path) -> tuple[str, ...]:
    items = re.split(r"[\s,]+", raw) if isinstance(raw, str) else raw
    if not isinstance(items, list | tuple):
        items = [raw]
    found = tuple(str(item).strip().upper() for item in items if item != "")
    if not all(re.fullmatch(r"[A-Z]{2,4}[0-9]{0,3}", code) for code in found):
        message = 'codes or families such as ["QK301", "QK4"]'
        raise ValueError(message)
    return found


def _path(raw: object, folder: Path) -> Path:
    if not isinstance(raw, str | Path) or not str(raw):
        message = "a path"
        raise ValueError(message)
    whole = folder / os.path.expanduser(raw)  # noqa: PTH111  # an unknown user is no error
    path = os.path.abspath(whole)  # noqa: PTH100  # links stay
    if not _TEXT.fullmatch(path):
        message = "a path in UTF-8"
        raise ValueError(message)
    return Path(path)


def _paths(raw: object, folder: Path) -> tuple[Path, ...]:
    items = raw.split(os.pathsep) if isinstance(raw, str) else raw
    if not isinstance(items, list | tuple):
        message = "a list of paths"
        raise ValueError(message)
    return tuple(_path(item, folder) for item in items if item != "")


def _keys(raw: object, _folder: Path) -> dict[str, str]:
    """Return bindings by their id, each with its presses set apart by commas."""
    wanted = 'bindings such as "study.hint=h,ctrl+g study.skip=x"'
    if isinstance(raw, str):
        pairs = [pair.partition("=") for pair in raw.split()]
        if not all(separator for _, separator, _ in pairs):
            raise ValueError(wanted)
        raw = {name: presses for name, _, presses in pairs}
    if not isinstance(raw, Mapping):
        raise ValueError(wanted)
    found: dict[str, str] = {}
    for name, presses in _flat(raw):
        if not isinstance(presses, str) or not _BINDING.fullmatch(name):
            raise ValueError(wanted)
        found[name] = ",".join(press.strip() for press in presses.split(","))
        if not _PRESSES.fullmatch(found[name]):
            raise ValueError(wanted)
    return found


def _flat(raw: Mapping[Any, object], before: str = "") -> list[tuple[str, object]]:
    """Return what a table holds by dotted name: `study.hint` without quotes is a table in it."""
    found: list[tuple[str, object]] = []
    for name, value in raw.items():
        inner = f"{before}{name}"
        found += _flat(value, f"{inner}.") if isinstance(value, Mapping) else [(inner, value)]
    return found


SETTINGS: Final = (
    Setting("minutes", 10, _minutes, "Minutes a day."),
    Setting("form", "", _one_of("", *FORMS), "Always ask in this form."),
    Setting(
        "lang",
        "",
        _matching(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*|", 'a language tag such as "vi", or ""'),
        "Ask in this language where a deck has it.",
    ),
    Setting("color", "auto", _one_of(*COLORS), "Colour on a terminal."),
    Setting("decks", (), _paths, "Decks added to the list: files or folders."),
    Setting("check.profile", "practice", _one_of(*PROFILES), "How strict `check` is."),
    Setting("check.select", (), _codes, "Only these codes or families in `check`."),
    Setting("check.ignore", (), _codes, "Not these codes or families in `check`."),
    Setting("check.strict", default=False, read=_flag, help="Warnings count as errors in `check`."),
    Setting(
        "learner",
        "",
        _matching(r"[^\x00-\x1f\x7f\ud800-\udfff]{0,64}", "a name of at most 64 characters"),
        "Whose answers these are.",
        project=False,
    ),
    Setting("log", None, _path, "The file that keeps the answers.", project=False),
    Setting(
        "sync",
        "",
        read_target,
        "What `quizkit sync` syncs with: a folder, or a class's address.",
        project=False,
    ),
    Setting("theme", "auto", _one_of(*THEMES), "Colours of the screens."),
    Setting("motion", "auto", _one_of(*MOTIONS), "Movement on the screens."),
    Setting("bell", default=False, read=_flag, help="Ring the terminal's bell at the time's end."),
    Setting("counts", default=True, read=_flag, help="Show figures while studying."),
    Setting("rtl", "auto", _one_of(*DIRECTIONS), "Text from right to left: reorder it or not."),
    Setting(
        "editor",
        "",
        _matching(r"[^\x00-\x1f\x7f\ud800-\udfff]{0,500}", "a command of at most 500 characters"),
        'What opens a deck; "" is $VISUAL, else $EDITOR.',
        project=False,
    ),
    Setting("keys", {}, _keys, "Presses of your own: binding=press,press.", project=False),
)
BY_NAME: Final = {setting.name: setting for setting in SETTINGS}


def known(name: str) -> Setting:
    """Return a setting by its dotted name.

    Raises:
        SettingsError: If there is none; the nearest one is named.

    >>> known("minutes").variable
    'QUIZKIT_MINUTES'
    """
    if name not in BY_NAME:
        raise SettingsError(unknown(name))
    return BY_NAME[name]


def unknown(name: str) -> str:
    """Return the sentence that says so, with the nearest setting."""
    near = nearest(name, BY_NAME)
    return f'there is no setting "{name}"' + (f'; did you mean "{near}"?' if near else "")
