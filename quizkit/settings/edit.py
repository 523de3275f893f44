"""Changes to the user config: one line at a time, so that comments and order stay."""

import json
import os
import re
import secrets
import tomllib
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from quizkit.errors import SettingsError
from quizkit.settings import LEARNERS, MAX_BYTES, NOBODY, load
from quizkit.settings.checks import known
from quizkit.settings.lock import locked


def change(config: Path, name: str, value: object) -> None:
    """Set a setting in the user config, or take it out with None.

    Args:
        config: The user config file; it and its folder are made if they are missing.
        name: Dotted name of a setting.
        value: A value as its setting reads it, or None.

    Raises:
        SettingsError: If the file cannot be read, understood or written.
    """
    rework(config, name, lambda: value)


def rework(config: Path, name: str, new: Callable[[], object]) -> None:
    """Set a setting to what a function makes of the file as it stands, however many do so at once.

    Args:
        config: The user config file.
        name: Dotted name of a setting.
        new: Reads the file again and returns the new value, or None to take the setting out.

    Raises:
        SettingsError: If the file cannot be read, understood or written.
    """
    table, _, key = known(name).name.rpartition(".")
    with locked(config):
        _change(config, table, key, value=new())


def enlist(config: Path, learner: str, *, unnamed: str = "") -> str:
    """Return the id of a learner's name; a new name gets a random one, kept in the user config.

    However many processes ask at once for a new name, they all get the same id.

    Args:
        config: The user config file.
        learner: The name.
        unnamed: Id of the learner who has studied without a name so far; with the first name it
            is kept as the id of whoever gives none.

    Raises:
        SettingsError: If the file cannot be read, understood or written.
    """
    with locked(config):
        listed = _loaded(config).get(LEARNERS, {})
        if learner in listed:
            return str(listed[learner])
        if unnamed and NOBODY not in listed:
            _change(config, LEARNERS, NOBODY, value=unnamed)
        made = secrets.token_hex(16)
        _change(config, LEARNERS, learner, value=made)
        return made


def rebind(config: Path, names: Sequence[str], id_: str) -> None:
    """Let names of learners stand for an id; those that are not listed yet are added.

    Args:
        config: The user config file; it and its folder are made if they are missing.
        names: The names.
        id_: The id.

    Raises:
        SettingsError: If the file cannot be read, understood or written.
    """
    with locked(config):
        for name in names:
            _change(config, LEARNERS, name, value=id_)


def delist(config: Path, id_: str) -> tuple[str, ...]:
    """Take the names of a learner's id out of the user config, and return them.

    Args:
        config: The user config file; there need be none.
        id_: The id.

    Raises:
        SettingsError: If the file cannot be read, understood or written.
    """
    if not config.exists():
        return ()
    with locked(config):
        listed = _loaded(config).get(LEARNERS, {})
        names = tuple(name for name, each in listed.items() if str(each) == id_)
        for name in names:
            _change(config, LEARNERS, name, value=None)
    return names


def _loaded(config: Path) -> dict[str, Any]:
    problems: list[str] = []
    found = load(config, problems)
    if problems:
        raise SettingsError(problems[0], problems)
    return found


def _change(config: Path, table: str, key: str, *, value: object) -> None:
    """Change one line; the lock is held."""
    before = _loaded(config)
    text = config.read_text(encoding="utf-8") if config.exists() else ""
    plain = None if value is None else _plain(value)
    after = _edited(text, table, key, value=plain)
    _verify(config, after, _expected(before, table, key, value=plain))
    _write(config, after)


def _plain(value: object) -> Any:
    """Return a value as TOML reads it back."""
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    return value if isinstance(value, bool | int | float) else str(value)


def _toml(value: Any) -> str:
    """Return a plain value as TOML writes it: its strings are those of JSON, but for U+007F."""
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, dict):
        pairs = (f"{_toml(name)} = {_toml(item)}" for name, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _expected(before: Mapping[str, Any], table: str, key: str, *, value: Any) -> dict[str, Any]:
    wanted = deepcopy(dict(before))
    inside = wanted
    for name in table.split(".") if table else ():
        inside = inside.setdefault(name, {})
    if value is None:
        inside.pop(key, None)
    else:
        inside[key] = value
    return wanted


def _edited(text: str, table: str, key: str, *, value: Any) -> str:
    """Return the file's text with one line replaced, added or taken out."""
    lines = text.splitlines()
    start, end = _region(lines, table)
    written = key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _toml(key)
    own = re.compile(rf"\s*(?:{re.escape(written)}|{re.escape(_toml(key))})\s*=")
    at = next((n for n in range(start, end) if own.match(lines[n])), None)
    new = [] if value is None else [f"{written} = {_toml(value)}"]
    if at is None:
        while end > start and not lines[end - 1].strip():
            end -= 1
        lines[end:end] = new
    else:
        lines[at : at + 1] = new
    return "".join(line + "\n" for line in lines)


def _region(lines: list[str], table: str) -> tuple[int, int]:
    """Return the first line of a table and the line after its last; a new one is added."""
    heads = [n for n, line in enumerate(lines) if line.lstrip().startswith("[")]
    if not table:
        return 0, heads[0] if heads else len(lines)
    start = next((n + 1 for n in heads if lines[n].strip() == f"[{table}]"), None)
    if start is None:
        lines += ([""] if lines else []) + [f"[{table}]"]
        return len(lines), len(lines)
    return start, next((n for n in heads if n >= start), len(lines))


def _verify(config: Path, text: str, expected: Mapping[str, Any]) -> None:
    """Refuse a change that would not read back as meant (a value over several lines)."""
    if len(text.encode()) > MAX_BYTES:
        message = f"cannot change {config}: it would be larger than {MAX_BYTES // 1024} KiB"
        raise SettingsError(message)
    try:
        back: Mapping[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        back = {"": None}
    if _full(back) != _full(expected):
        message = f"cannot change {config} without harm to its layout: edit it by hand"
        raise SettingsError(message)


def _full(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value != {}}


def _write(path: Path, text: str) -> None:
    """Write a file as a whole or not at all."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        message = f"cannot write {path}: {error.strerror}"
        raise SettingsError(message) from error
