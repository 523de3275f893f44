"""Settings, variables of the environment, files and folders."""

from pathlib import Path
from typing import Final

from making.markdown import code, contents, page, plain, table
from quizkit.checks.catalogue import pages as checks
from quizkit.cli import clock
from quizkit.cli.completing import VARIABLE as COMPLETE
from quizkit.settings.places import Places, places
from quizkit.settings.table import SETTINGS, Setting

ORDER: Final = (
    "What is said first counts: an option, then the variable, then the nearest `quizkit.toml` (in "
    "the working folder or one around it), then your own settings file, then the default. "
    "`quizkit config` shows each value and where it comes from."
)
OTHERS: Final = {
    "QUIZKIT_CONFIG": "Your own settings file, if it is another one.",
    "QUIZKIT_PLAIN": "Lines instead of screens: anything but blank, 0, no, off, false.",
    clock.VARIABLE: "The instant at which quizkit's clock starts, such as "
    "`2026-06-01T08:00+07:00`: for trials and tests; no file can set it.",
    COMPLETE: "Set by a shell that completes a command.",
    "VISUAL": "What opens a deck where the setting `editor` is empty; then `EDITOR`.",
    "EDITOR": "What opens a deck where neither `editor` nor `VISUAL` says.",
    "COLORFGBG": "With the theme `auto`: whether the terminal is light, such as `0;15`.",
    "NO_COLOR": "No colour, if it is set to anything.",
    "TERM": "`dumb`: lines instead of screens, and no colour.",
}
"""Variables that set no setting."""
HOLD: Final = {
    "config": ("Settings: {config_file}.", "Yes; all settings then have their defaults."),
    "data": ("Your answers: {log_file}. Your decks: {decks}.", "No: this is what you know."),
    "state": ("The sitting to go on with, and crash files.", "Yes."),
    "cache": ("What decks and answers add up to.", "Yes; it is made anew."),
}

_MAC: Final = "~/Library/Application Support/quizkit"
_WINDOWS: Final = r"%LOCALAPPDATA%\quizkit"
WHERE: Final = {
    "config": ("~/.config/quizkit", _MAC, _WINDOWS),
    "data": ("~/.local/share/quizkit", _MAC, _WINDOWS),
    "state": ("~/.local/state/quizkit", _MAC, _WINDOWS),
    "cache": ("~/.cache/quizkit", "~/Library/Caches/quizkit", rf"{_WINDOWS}\Cache"),
}
BESIDE: Final = {
    "quizkit.toml": "Settings of a folder with decks, and of all folders in it.",
    "deck.yaml": "The first file of a deck that is a folder.",
    "NAME-copies/events/": "Beside a log: every event once more, as lines of JSON.",
    "NAME-copies/backups/": "Beside a log: what was copied before something was changed in it.",
}


def pages() -> dict[str, str]:
    """Return the settings, the variables, the folders."""
    return {
        "reference/settings/index": _settings(),
        "reference/settings/environment": _variables(),
        "reference/settings/files": _files(),
    }


def _settings() -> str:
    pieces = [piece for each in SETTINGS for piece in _setting(each)]
    return page(
        "Settings",
        ORDER,
        "`quizkit config set NAME VALUE` changes your own file. In a file a name with a dot stands "
        "in a table: `check.profile` is `profile` under `[check]`. A `quizkit.toml` that came with "
        "decks may not set what is marked as your own.",
        *pieces,
        "## Thresholds of checks",
        "In a table of the check's own, such as `[check.QK410]`; as a variable, "
        "`QUIZKIT_CHECK_QK410_WORDS`.",
        _thresholds(),
        contents(["environment", "files"]),
    )


def _setting(each: Setting) -> list[str]:
    lines = [
        f"- **Default:** {code(shown(each.default)) or 'none'}",
        f"- **Takes:** {plain(wanted(each))}",
        f"- **Variable:** {code(each.variable)}",
    ]
    if not each.project:
        lines.append("- **Your own:** a `quizkit.toml` may not set it.")
    return [f"(setting-{each.name})=\n## {each.name}", plain(each.help), "\n".join(lines)]


def shown(value: object) -> str:
    """Return a default as one writes it in a settings file."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{value}"'
        case tuple():
            return f"[{', '.join(map(shown, value))}]"
        case _:
            return str(value)


def wanted(each: Setting) -> str:
    """Return what a setting takes: what its reader says of something that it cannot take."""
    for odd in (object(), "\0"):
        try:
            each.read(odd, Path())
        except ValueError as error:
            return str(error).replace('one of "",', 'nothing (""), or one of')
    raise ValueError(f"setting {each.name}: its reader takes anything")


def _thresholds() -> str:
    rows = []
    for each in checks():
        for line in each.thresholds:
            name, _, says = line.partition(":")
            rows.append((f"[{each.code}](../checks/{each.code}.md)", code(name), plain(says)))
    return table(("check", "name = default [range]", "what"), rows)


def _variables() -> str:
    settings = [
        (code(each.variable), f"Sets [{each.name}](index.md#setting-{each.name}).")
        for each in SETTINGS
    ]
    others = [(code(name), plain(says)) for name, says in OTHERS.items()]
    return page(
        "Environment variables",
        "Every setting has one, in capitals, with `_` for a dot.",
        table(("variable", "what"), settings),
        "## Others",
        table(("variable", "what"), others),
    )


def _files() -> str:
    here = places()
    if set(HOLD) != set(Places._fields):
        message = f"folders that nobody describes: {set(HOLD) ^ set(Places._fields)}"
        raise ValueError(message)
    named = {
        "config_file": code(here.config_file.name),
        "log_file": code(here.log_file.name),
        "decks": code(f"{here.decks.name}/"),
    }
    rows = [(name, holds.format(**named), goes) for name, (holds, goes) in HOLD.items()]
    systems = [(name, *map(code, where)) for name, where in WHERE.items()]
    return page(
        "Files and folders",
        "Four folders, where the system keeps such things for each user; `quizkit doctor` prints "
        "them, `quizkit config path` the settings file.",
        table(("folder", "holds", "may it be deleted?"), rows),
        "## Where",
        table(("folder", "Linux", "macOS", "Windows"), systems),
        "On Linux `XDG_CONFIG_HOME`, `XDG_DATA_HOME`, `XDG_STATE_HOME` and `XDG_CACHE_HOME` move "
        "them.",
        "## Beside them",
        table(("file", "what"), [(code(name), plain(says)) for name, says in BESIDE.items()]),
    )
