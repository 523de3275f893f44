"""What installed packages bring: their entry points, looked up and loaded when they are wanted.

A package is installed where Python looks for packages, by whoever uses the computer. The folder in
which a program is started is no such place, for a deck may lie there: what looks like a package in
it is passed by. A deck, a `quizkit.toml` and a file in a deck's folder can name nothing here.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizkit.errors import ExtensionError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

FORMS: Final = "quizkit.forms"
CHECKS: Final = "quizkit.checks"
FORMATS: Final = "quizkit.formats"
"""The groups of entry points."""

_ABOUT: Final = (".dist-info", ".egg-info")
_LIST: Final = "entry_points.txt"
"""The file of a package's entry points, in the folder of what is told about it."""

_WHENCE: Final = "direct_url.json"
"""The file that says whether a package is used from the folder in which it is written."""

LONGEST: Final = 160
"""Characters of a foreign error that are told."""

UNREADABLE: Final = "?"
"""The name of what stands in a list that cannot be read."""

Take = Callable[[Any, str], tuple[str, Callable[[], None]]]
"""Takes what an entry point leads to, and its package; returns its name, and what registers it."""


class Found(NamedTuple):
    """An entry point.

    Attributes:
        name: The name that the package gives.
        package: The package with its version.
        point: What loads it.
    """

    name: str
    package: str
    point: "EntryPoint | Unreadable"


class Unreadable:
    """Stands for the entry points of a package whose list cannot be read."""

    dist = None

    def __init__(self, error: Exception) -> None:
        self._error = error

    def load(self) -> Any:
        """Raise what went wrong."""
        raise self._error


class Installed:
    """The entry points of one group, each loaded at most once.

    Args:
        group: The group's name.
        take: Looks at what is loaded.
    """

    def __init__(self, group: str, take: Take) -> None:
        self.group = group
        self._take = take
        self._found: tuple[Found, ...] | None = None
        self._done: dict[str, str] = {}

    @property
    def found(self) -> tuple[Found, ...]:
        """What there is, by name and package; nothing of it is loaded by that."""
        if self._found is None:
            self._found = find(self.group)
        return self._found

    @property
    def names(self) -> tuple[str, ...]:
        """The names that packages give."""
        known = (each.name for each in self.found if each.name != UNREADABLE)
        return tuple(dict.fromkeys(known))

    def load(self, name: str | None = None) -> tuple[str, ...]:
        """Load what has a name, or all of it, and return one line for each that cannot be used.

        Args:
            name: The name; None: all.
        """
        lines = []
        for each in self.found:
            if name is None or each.name == name:
                if each.name not in self._done:
                    self._done[each.name] = self._loaded(each)
                elif each is not self._first(each.name):
                    lines.append(_told(each, self.group, "another package has that name"))
                    continue
                lines.append(self._done[each.name])
        return tuple(filter(None, lines))

    def forget(self) -> None:
        """Forget what was found and loaded, as if nobody had looked yet."""
        self._found, self._done = None, {}

    def _first(self, name: str) -> Found:
        return next(each for each in self.found if each.name == name)

    def _loaded(self, found: Found) -> str:
        """Load an entry point and return why it cannot be used, or ""."""
        try:
            called, register = self._take(_load(found.point), found.package)
            if called != found.name:
                return _told(found, self.group, f"it calls itself {called}; both must be the same")
            register()
        except ExtensionError as error:
            return _told(found, self.group, str(error))
        except (Exception, SystemExit) as error:
            text = " ".join(str(error).split())[:LONGEST]
            return _told(found, self.group, f"{type(error).__name__}: {text}".rstrip(": "))
        return ""


def _told(found: Found, group: str, why: str) -> str:
    what = group.removeprefix("quizkit.").removesuffix("s")
    return f"the {what} {found.name} of the package {found.package} cannot be used: {why}"


def _load(point: "EntryPoint | Unreadable") -> Any:
    """Return what an entry point leads to; no file beside a deck stands in for it.

    A package that is being written in the folder one is in, or in its `src`, is loaded from there.
    """
    about = json.loads((point.dist and point.dist.read_text(_WHENCE)) or "{}")
    if about.get("dir_info", {}).get("editable") and _is_here(about.get("url", "")):
        return point.load()
    path = sys.path[:]
    sys.path[:] = places()
    try:
        return point.load()
    finally:
        sys.path[:] = path


def _is_here(url: str) -> bool:
    try:
        return Path.cwd().as_uri() in (url.rstrip("/"), f"{url.rstrip('/')}/src")
    except OSError:
        return False


def find(group: str) -> tuple[Found, ...]:
    """Return the entry points of a group in all installed packages, by name and package."""
    found: dict[str, list[Found]] = {}
    for folder in _naming(f"[{group}]"):
        from importlib.metadata import Distribution  # noqa: PLC0415  # 50 ms, rarely needed

        try:
            there = Distribution.at(folder)
            package = f"{there.metadata['Name']} {there.version}"
            points = there.entry_points.select(group=group)
            mine = [Found(each.name, package, each) for each in points]
        except Exception as error:  # whatever is wrong with what an installer has written
            package = folder.name
            mine = [Found(UNREADABLE, package, Unreadable(error))]
        found.setdefault(package, mine)  # twice on the path: the first is what is imported
    every = (each for points in found.values() for each in points)
    return tuple(sorted(every, key=lambda each: (each.name, each.package)))


def _naming(head: str) -> Iterator[Path]:
    """Yield the folders of what is told about packages whose entry points have a heading."""
    for place in dict.fromkeys(places()):
        try:
            names = sorted(name for name in os.listdir(place) if name.endswith(_ABOUT))  # noqa: PTH208  # names only
        except OSError:  # an archive, or nothing at all
            continue
        for name in names:
            try:
                text = Path(place, name, _LIST).read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            if head in text:
                yield Path(place, name)


def places() -> list[str]:
    """Return the folders where Python looks for packages, without the one that it was started in.

    What is not named from the root goes by that folder, so it is left out as well.
    """
    try:
        here = Path.cwd().resolve()
    except OSError:  # it is gone
        here = None
    return [entry for entry in sys.path if Path(entry).is_absolute() and not _is_at(entry, here)]


def _is_at(entry: str, here: Path | None) -> bool:
    try:
        return Path(entry).resolve() == here
    except OSError:
        return True
