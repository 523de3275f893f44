"""Settings: option > `QUIZKIT_*` > nearest `quizkit.toml` > user config > default.

A `quizkit.toml` may have come with somebody's deck, so it may neither say where answers go nor
reach out of its own folder. Nothing is read before it is asked for, and TOML only if a file is
there. Pydantic is not needed: a dozen flat settings are a table of small readers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from quizkit.errors import SettingsError
from quizkit.settings.checks import by_code, flat, from_variables, known
from quizkit.settings.table import SETTINGS
from quizkit.settings.target import masked

PROJECT_FILE: Final = "quizkit.toml"
DEFAULT: Final = "default"
PRIVATE: Final = frozenset({"log", "sync", "learner", "learners", "editor", "keys"})
"""What a `quizkit.toml` may not set."""
LEARNERS: Final = "learners"
"""The table of the user config that keeps a random id for each learner's name."""
KEYS: Final = "keys"
"""The table of bindings: a setting as a whole."""
NOBODY: Final = ""
"""The name in that table of whoever gives none, once there are others."""
MAX_BYTES: Final = 64 * 1024
"""Longest settings file [bytes]."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its value, and where each value came from.

    Attributes:
        minutes: Minutes a day [1..1440].
        form: Value of a `Form`, or "" for the ladder's choice.
        lang: Language tag, or "" for the deck's own.
        color: auto, always or never.
        decks: Files and folders added to the list of decks.
        profile: Strictness of `check`.
        select: Codes or families that `check` tells of; all where empty.
        ignore: Codes or families that it does not tell of.
        strict: Warnings count as errors in `check`.
        learner: A learner's name, or "" for the only one.
        log: File of the answers, or None for the one in the data folder.
        sync: Folder or address that answers are synced with, or "".
        theme: Colours of the screens, or "auto".
        motion: auto or reduce.
        bell: The terminal's bell may ring.
        counts: Figures are shown while studying.
        rtl: auto, reorder or off.
        editor: Command that opens a deck, or "" for the environment's.
        keys: A binding's id to its presses, set apart by commas.
        learners: Learner's name to the random id that the log knows.
        thresholds: Thresholds of checks that are set: code, then name, then value.
        origins: Dotted name to "option", a variable, "quizkit.toml", "user config" or "default".
        config: The user config file.
        project: The `quizkit.toml` that was read, or None.
    """

    minutes: int
    form: str
    lang: str
    color: str
    decks: tuple[Path, ...]
    profile: str
    strict: bool
    learner: str
    log: Path | None
    config: Path
    project: Path | None = None
    sync: str = ""
    theme: str = "auto"
    motion: str = "auto"
    bell: bool = False
    counts: bool = True
    rtl: str = "auto"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    editor: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    learners: Mapping[str, str] = field(default_factory=dict)
    thresholds: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> Any:
        """Return the value of a setting by its dotted name.

        Raises:
            SettingsError: If there is no such setting.
        """
        setting = known(name)
        if setting.name.count(".") < 2:
            return getattr(self, setting.name.removeprefix("check."))
        _, code, inner = setting.name.split(".")
        return self.thresholds.get(code, {}).get(inner, setting.default)


class _Layer(NamedTuple):
    """Raw values of one origin, and the folder that their relative paths start from."""

    origin: str
    values: Mapping[str, object]
    folder: Path
    project: bool = False


def read(
    options: Mapping[str, object],
    *,
    environ: Mapping[str, str],
    folder: Path,
    config: Path,
) -> Settings:
    """Return the settings in force.

    Args:
        options: Dotted name to what the command line gives; absent where it gives nothing.
        environ: The environment.
        folder: Working folder; `quizkit.toml` is looked for there and in the folders above.
        config: The user config file; it need not exist.

    Raises:
        SettingsError: With everything that is wrong in all of them.
    """
    problems: list[str] = []
    project = find_project(folder)
    user = load(config, problems)
    layers = [_Layer("default", {}, folder), _file_layer("user config", user, config)]
    if project:
        layers.append(_file_layer(PROJECT_FILE, load(project, problems), project, project=True))
    layers += [_environment(environ, folder), _Layer("option", options, folder)]
    values, origins = _merged(layers, problems)
    learners = _learners(user, config, problems)
    if problems:
        raise SettingsError("; ".join(problems), problems)
    fields = {setting.name.removeprefix("check."): values[setting.name] for setting in SETTINGS}
    return Settings(
        **fields,
        config=config,
        project=project,
        learners=learners,
        thresholds=by_code(values),
        origins=origins,
    )


def find_project(folder: Path) -> Path | None:
    """Return the `quizkit.toml` of this folder or of the nearest one above, or None."""
    places = (place / PROJECT_FILE for place in (folder, *folder.parents))
    return next((place for place in places if place.is_file()), None)


def load(path: Path, problems: list[str]) -> dict[str, Any]:
    """Return what a TOML file holds; a file that is not there holds nothing.

    Args:
        path: The file.
        problems: What is wrong with it is added here, one sentence.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            problems.append(f"cannot read {path}: it is larger than {MAX_BYTES // 1024} KiB")
            return {}
        text = data.decode()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        problems.append(f"cannot read {path}: {why}")
        return {}
    import tomllib  # noqa: PLC0415  # most people have no settings file

    try:
        return tomllib.loads(text)
    except RecursionError:
        problems.append(f"cannot read {path}: its brackets are nested too deeply")
    except ValueError as error:  # TOMLDecodeError, or a figure that Python does not take
        problems.append(f"cannot read {path}: {error}")
    return {}


def _file_layer(
    origin: str, raw: Mapping[str, Any], path: Path, *, project: bool = False
) -> _Layer:
    values: dict[str, object] = {}
    for name, value in raw.items():
        if name == LEARNERS and not project:
            continue
        if isinstance(value, dict) and name != KEYS:
            for inner, item in value.items():
                table = name == "check" and isinstance(item, dict)
                values |= flat(inner, item) if table else {f"{name}.{inner}": item}
        else:
            values[name] = value
    return _Layer(origin, values, path.parent, project)


def _environment(environ: Mapping[str, str], folder: Path) -> _Layer:
    given = {s.name: environ[s.variable] for s in SETTINGS if environ.get(s.variable)}
    given |= from_variables(environ)
    return _Layer("environment", given, folder)


def _merged(layers: list[_Layer], problems: list[str]) -> tuple[dict[str, Any], dict[str, str]]:
    values = {setting.name: setting.default for setting in SETTINGS}
    origins = dict.fromkeys(values, DEFAULT)
    for layer in layers:
        for name, raw in layer.values.items():
            try:
                values[name] = _read_one(layer, name, raw)
            except ValueError as error:
                problems.append(str(error))
                continue
            by = known(name).variable if layer.origin == "environment" else layer.origin
            origins[name] = by
    return values, origins


def _read_one(layer: _Layer, name: str, raw: object) -> Any:
    """Return a value of a layer.

    Raises:
        ValueError: With one whole sentence.
    """
    if layer.project and name.split(".", 1)[0] in PRIVATE:
        message = f'a {PROJECT_FILE} may not set "{name}": it may have come with somebody\'s deck'
        raise ValueError(message)
    try:
        setting = known(name)
    except SettingsError as error:
        raise ValueError(f"{layer.origin}: {error}") from error
    try:
        value = setting.read(raw, layer.folder)
    except ValueError as error:
        message = f'{layer.origin}: "{name}" is {masked(raw)!r}, but should be {error}'
        raise ValueError(message) from error
    if layer.project and name == "decks":
        _stay_inside(value, layer.folder)
    return value


def _stay_inside(paths: tuple[Path, ...], folder: Path) -> None:
    home = folder.resolve()
    for path in paths:
        if not path.resolve().is_relative_to(home):
            message = f'{PROJECT_FILE}: "decks" names {path}, which is outside its folder'
            raise ValueError(message)


def _learners(raw: Mapping[str, Any], path: Path, problems: list[str]) -> dict[str, str]:
    table = raw.get(LEARNERS, {})
    if isinstance(table, dict) and all(
        isinstance(item, str) and re.fullmatch(r"[A-Za-z0-9._-]{1,64}", item)
        for item in table.values()
    ):
        return dict(table)
    problems.append(f"{path}: [{LEARNERS}] should give each name an id of letters and digits")
    return {}


def own_decks(config: Path) -> tuple[Path, ...]:
    """Return the decks that the user config alone adds to the list.

    Raises:
        SettingsError: If the file cannot be read or understood.
    """
    problems: list[str] = []
    raw = load(config, problems).get("decks", ())
    found: tuple[Path, ...] = ()
    try:
        found = _read_one(_Layer("user config", {}, config.parent), "decks", raw)
    except ValueError as error:
        problems.append(str(error))
    if problems:
        raise SettingsError(problems[0], problems)
    return found
