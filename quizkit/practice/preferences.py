"""The settings as people change them: what may be chosen, and where each value comes from."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from quizkit.errors import SettingsError
from quizkit.practice.clock import moment
from quizkit.practice.desk import Desk
from quizkit.practice.home import day_words
from quizkit.session.exams import coming
from quizkit.settings import DEFAULT, Settings
from quizkit.settings.edit import change
from quizkit.settings.table import DIRECTIONS, MOTIONS, PROFILES, THEMES, known

USER: Final = "user config"
FIRST: Final = ("minutes", "form")
"""What most people change."""
MORE: Final = (
    "theme", "motion", "counts", "bell", "rtl", "lang", "editor", "check.profile", "keys",
    "learner", "log", "sync",
)  # fmt: skip

_LABELS: Final = {
    "minutes": "Minutes a day", "form": "Answer by", "theme": "Theme", "motion": "Movement",
    "counts": "Figures", "bell": "Bell", "rtl": "Right to left", "lang": "Language",
    "editor": "Editor", "check.profile": "Checks", "keys": "Own presses", "learner": "Learner",
    "log": "Answers in", "sync": "Sync with",
}  # fmt: skip
_FLAGS: Final = ("yes", "no")
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "form": ("", "choice", "typed"),
    "theme": THEMES,
    "motion": MOTIONS,
    "counts": _FLAGS,
    "bell": _FLAGS,
    "rtl": DIRECTIONS,
    "check.profile": PROFILES,
}
_WORDS: Final = {
    ("form", ""): "auto", ("form", "choice"): "choosing", ("form", "typed"): "typing",
    ("lang", ""): "the deck's own", ("editor", ""): "the system's", ("keys", ""): "none",
    ("learner", ""): "nobody by name", ("log", ""): "the data folder",
    ("sync", ""): "nothing",
}  # fmt: skip
_TYPED: Final = frozenset({"minutes", "lang", "editor"})
_LATER: Final = frozenset({"lang"})
_ELSEWHERE: Final = {
    "keys": 'They are kept in your settings file under "keys".',
    "learner": "Another learner: quizkit --learner NAME.",
    "log": "Another file: quizkit --log FILE.",
    "sync": "A folder or a server: quizkit config set sync PLACE.",
}


class Preference(NamedTuple):
    """A setting as it is shown.

    Attributes:
        name: Its dotted name.
        label: Its name for people.
        value: Its value as text that the setting reads.
        shown: Its value for people.
        origin: Where it comes from, for people.
        help: A sentence on what it does.
        choices: What it may be; empty where it is typed, or not changed here.
        is_typed: It can be typed.
        fixed: Why it is not changed here, a sentence; "" if it is.
    """

    name: str
    label: str
    value: str
    shown: str
    origin: str
    help: str
    choices: tuple[str, ...] = ()
    is_typed: bool = False
    fixed: str = ""

    def beside(self, steps: int) -> str:
        """Return the choice so many steps after the value, round and round."""
        at = self.choices.index(self.value) if self.value in self.choices else -steps
        return self.choices[(at + steps) % len(self.choices)]


def preference(settings: Settings, name: str) -> Preference:
    """Return a setting as it is shown.

    Raises:
        SettingsError: If there is none of that name.
    """
    setting = known(name)
    value = _text(settings.get(name))
    by = settings.origins.get(name, DEFAULT)
    fixed = _ELSEWHERE.get(name, "") or _above(by)
    choices = () if fixed else _CHOICES.get(name, ())
    if choices and value not in choices:
        choices = (*choices, value)
    return Preference(
        name,
        _LABELS.get(name, name),
        value,
        _WORDS.get((name, value), value) or "-",
        {USER: "your settings", DEFAULT: "default", "option": "an option"}.get(by, by),
        setting.help + (" From the next start." if name in _LATER else ""),
        choices,
        is_typed=name in _TYPED and not fixed,
        fixed=fixed,
    )


def _above(origin: str) -> str:
    """Return what has the last word over the user config, as a sentence; "" if nothing has."""
    if origin in (USER, DEFAULT):
        return ""
    if origin == "option":
        return "An option of this call sets it; without the option your own value counts."
    return f"{origin} sets it, and goes before your own value: change it there."


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return " ".join(f"{name}={presses}" for name, presses in value.items())
    return "" if value is None else str(value)


def prefer(desk: Desk, name: str, text: str) -> Settings:
    """Keep a value in the user config, and return the settings with it; they hold at once.

    A value that is the default is taken out of the file instead.

    Args:
        desk: Whose settings they are.
        name: Dotted name of a setting that is changed on the screen.
        text: The value as its setting reads it.

    Raises:
        SettingsError: If the value cannot be, is not for here to change, or cannot be kept.
    """
    setting = known(name)
    now = preference(desk.settings, name)
    if now.fixed:
        raise SettingsError(now.fixed)
    try:
        value = setting.read(text, Path.cwd())
    except ValueError as error:
        raise SettingsError(f"{now.label}: it should be {error}") from None
    kept = None if value == setting.default else value
    change(desk.settings.config, name, kept)
    origins = {**desk.settings.origins, name: DEFAULT if kept is None else USER}
    field = name.removeprefix("check.")
    desk.settings = replace(desk.settings, origins=origins, **{field: value})
    return desk.settings


def restore(desk: Desk, name: str) -> Settings:
    """Take a value out of the user config, and return the settings without it.

    Raises:
        SettingsError: If there is no such setting, or the file cannot be changed.
    """
    return prefer(desk, name, _text(known(name).default))


def next_exam(desk: Desk) -> str:
    """Return the nearest exam for people, "Fri 5 June (rivers)", or "".

    Raises:
        StoreError: If the log cannot be read.
    """
    with desk.reading() as log:
        exams = coming(log.memory(), moment(desk.clock).day) if log else ()
    near = next(iter(exams), None)
    if near is None:
        return ""
    return day_words(near.day) + (f" ({near.deck})" if near.deck else "")
