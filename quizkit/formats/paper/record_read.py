"""Reading a `paper.json`: quizkit's own file, taken for a stranger's all the same."""

import json
import re
from pathlib import Path
from string import ascii_uppercase
from typing import Any, Final

from quizkit.errors import FormatError
from quizkit.formats.paper.nouns import Place, Variant
from quizkit.formats.paper.record import CODE_LENGTH, SIGNS, VERSION, Record, Task, code_of, stood
from quizkit.formats.saving import read_one
from quizkit.model import Form

MOST_BYTES: Final = 16 * 1024 * 1024
"""Larger files are no paper."""

_CODE: Final = re.compile(f"[{SIGNS}]{{{CODE_LENGTH}}}")


def read(data: bytes, path: str) -> Record:
    """Return a record.

    Args:
        data: The whole file; it may be a stranger's.
        path: Its path, for messages.

    Raises:
        FormatError: If it is no such file, or was changed since it was written.
    """
    try:
        if len(data) > MOST_BYTES:
            raise _Wrong(f"it has more than {MOST_BYTES // 2**20} MiB")
        record = _record(_Reader(_parsed(data)))
    except _Wrong as error:
        message = f"{path}: this is no paper of quizkit: {error}"
        raise FormatError(message, path) from None
    if code_of(record) != record.code:
        message = f"{path}: this paper's file was changed since it was made: its code differs"
        raise FormatError(message, path)
    return record


def places_in(path: Path) -> dict[str, dict[int, dict[str, Any]]]:
    """Return where the questions of a paper stand, by variant and number, from its file.

    Args:
        path: Its `paper.json`.

    Raises:
        FormatError: If it is not there, no such file, or was changed since it was written.
    """
    return stood(read(*read_one(path, limit=MOST_BYTES)))


class _Wrong(Exception):
    """Raised where a value is not as it should be."""


def _parsed(data: bytes) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({name for name, _ in pairs}) < len(pairs):
            raise _Wrong("a field is given twice")
        return dict(pairs)

    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=once)
    except (ValueError, RecursionError):
        raise _Wrong("it is no JSON") from None


class _Reader:
    """Takes typed values out of a map, each with its name for messages."""

    def __init__(self, value: Any, at: str = "") -> None:
        if not isinstance(value, dict):
            raise _Wrong(f"{at or 'it'} is no map")
        self._value, self._at = value, at

    def _raw(self, name: str) -> Any:
        if name not in self._value:
            raise _Wrong(f"`{self._at}{name}` is missing")
        return self._value[name]

    def text(self, name: str) -> str:
        found = self._raw(name)
        if not isinstance(found, str) or any("\ud800" <= sign <= "\udfff" for sign in found):
            raise _Wrong(f"`{self._at}{name}` is no text")
        return found

    def number(self, name: str, least: int, most: int) -> int:
        found = self._raw(name)
        if not _is_whole(found) or not least <= found <= most:
            raise _Wrong(f"`{self._at}{name}` is no whole number from {least} to {most}")
        return int(found)

    def flag(self, name: str) -> bool:
        found = self._raw(name)
        if not isinstance(found, bool):
            raise _Wrong(f"`{self._at}{name}` is neither true nor false")
        return found

    def items(self, name: str) -> list[Any]:
        found = self._raw(name)
        if not isinstance(found, list):
            raise _Wrong(f"`{self._at}{name}` is no list")
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        found = self.items(name)
        whole = {str(at): text for at, text in enumerate(found)}
        reader = _Reader(whole, f"{self._at}{name}.")
        return tuple(reader.text(at) for at in whole)

    def numbers(self, name: str, below: int) -> tuple[int, ...]:
        found = self.items(name)
        if not all(_is_whole(each) and 0 <= each < below for each in found):
            raise _Wrong(f"`{self._at}{name}` are no whole numbers from 0 to {below - 1}")
        return tuple(found)

    def maps(self, name: str) -> "list[_Reader]":
        found = enumerate(self.items(name))
        return [_Reader(each, f"{self._at}{name}.{at}.") for at, each in found]


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _record(whole: _Reader) -> Record:
    if whole.number("v", 1, 10**6) != VERSION:
        raise _Wrong(f"it is of a later version than {VERSION}; update quizkit")
    tasks = tuple(map(_read_task, whole.maps("tasks")))
    code = whole.text("code")
    if not _CODE.fullmatch(code):
        raise _Wrong("`code` has not six signs")
    return Record(
        code=code,
        title=whole.text("title"),
        deck=whole.text("deck"),
        fingerprint=whole.text("fingerprint"),
        language=whole.text("language"),
        seed=whole.text("seed"),
        at=whole.number("at", -(2**53), 2**53),
        different=whole.flag("different"),
        tasks=tasks,
        variants=tuple(_read_variant(each, tasks) for each in whole.maps("variants")),
    )


def _read_task(found: _Reader) -> Task:
    form = found.text("form")
    if form not in [each.value for each in Form]:
        raise _Wrong("a question has an unknown form")
    options = found.texts("options")
    return Task(
        id=found.text("id"),
        facets=found.texts("facets"),
        form=Form(form),
        key=found.text("key"),
        seed=found.text("seed"),
        stem=found.text("stem"),
        prompts=found.texts("prompts"),
        options=options,
        right=found.numbers("right", len(options)),
        answer=found.text("answer"),
        accepted=found.texts("accepted"),
        points=found.number("points", 1, 10**6),
    )


def _read_variant(found: _Reader, tasks: tuple[Task, ...]) -> Variant:
    name = found.text("name")
    if len(name) != 1 or name not in ascii_uppercase:
        raise _Wrong("a variant's name is no capital")
    return Variant(name, tuple(_read_place(each, tasks) for each in found.maps("places")))


def _read_place(found: _Reader, tasks: tuple[Task, ...]) -> Place:
    task = found.number("task", 0, len(tasks) - 1)
    options = tasks[task].options
    order = found.numbers("order", len(options))
    shown, letters = found.texts("options"), found.texts("letters")
    if sorted(order) != list(range(len(options))) or len(letters) != len(options):
        raise _Wrong("the options of a question are not those of its place")
    if shown != tuple(options[at] for at in order):
        raise _Wrong("the options of a place are not in their order")
    return Place(
        number=found.number("number", 1, 10**6),
        task=task,
        options=shown,
        order=order,
        key=found.text("key"),
        letters=letters,
    )
