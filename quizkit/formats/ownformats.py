"""A format of one's own: what it must have, and what if it fails.

It writes questions (`posed.Posing` in, `book.Written` out) or reads a file (bytes in, a
`book.Draft` out), or does both. What it does wrong is told as its own fault.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any, Final, TypeVar

from quizkit.errors import ExtensionError
from quizkit.formats.book import NO_INTAKE, Draft, Intake, Written
from quizkit.formats.posed import Posing
from quizkit.formats.posing import ORDER as ALONE
from quizkit.model import Form
from quizkit.questions.fitting import misfit
from quizkit.questions.registered import Origin, Part, guarded, home_of, look_at, usable

WRITES: Final = Part("write", "write(posing) -> Written", 1)
READS: Final = Part("read", "read(files, path, intake) -> Draft", 3)

T = TypeVar("T")

_NAME: Final = re.compile(r"[a-z][a-z0-9]{0,11}(?:-[a-z0-9]{1,12}){0,2}")
_SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,12}")


class OwnFormat:
    """A format of somebody's own code, as the module of a built-in one.

    Attributes:
        NAME: Its name, as `--to` and `--from` take it.
        SUFFIX: How its files end.
        CALLED: Its name, as people know it.
        SAYS: What it is, for people.
        ORDER: The forms that it can hold, best first.
        writes: Decks can be exported to it.
        reads: It can be imported.
        origin: Where it is from.
    """

    def __init__(self, thing: Any, *, package: str = "") -> None:
        self._format = usable(thing)
        self.origin = Origin(home_of(thing), package)
        self.NAME = self._text("NAME", _NAME, 'small letters, digits and hyphens: "aiken"')
        self.SUFFIX = self._text("SUFFIX", _SUFFIX, 'a dot and what follows it: ".aiken"')
        self.CALLED = str(getattr(self._format, "CALLED", self.NAME))
        self.SAYS = str(getattr(self._format, "SAYS", self.CALLED))
        self.ORDER = self._order()
        self.writes = hasattr(self._format, "write")
        self.reads = hasattr(self._format, "read")
        if not (self.writes or self.reads):
            message = f"the format {self.NAME} has neither of its functions; write "
            message += f"{WRITES.wanted} or {READS.wanted}"
            raise ExtensionError(message, self.NAME, package=package)
        parts = [WRITES] * self.writes + [READS] * self.reads
        look_at(self._format, parts, what="format", name=self.NAME)

    def _text(self, name: str, pattern: re.Pattern[str], wanted: str) -> str:
        value = getattr(self._format, name, None)
        if isinstance(value, str) and pattern.fullmatch(value):
            return value
        message = f"{self.origin.home} has the {name} {value!r:.60}, wanted {wanted}"
        raise ExtensionError(message, str(value)[:60], package=self.origin.package)

    def _order(self) -> tuple[Form, ...]:
        order: Iterable[object] = getattr(self._format, "ORDER", ALONE)
        found = tuple(form for form in order if isinstance(form, Form))
        if found:
            return found
        message = f"the format {self.NAME} has an ORDER without forms; name those it can hold"
        raise ExtensionError(message, self.NAME, package=self.origin.package)

    def write(self, posing: Posing) -> Written:
        """Return the bytes of all files, and what is lost.

        Raises:
            ExtensionError: If the format fails, or names a file outside the place it is given.
        """
        written = self._made("write", Written, lambda: self._format.write(posing))
        for name in written.files:
            if not _is_below(name) and (name or len(written.files) > 1):
                message = f"the format {self.NAME} ({self.origin.told}) wrote a file {name!r:.60}, "
                message += "wanted names below the place that is given, or one file with no name"
                raise ExtensionError(message, self.NAME, package=self.origin.package)
        return written

    def read(self, files: Mapping[str, bytes], path: str, intake: Intake = NO_INTAKE) -> Draft:
        """Return what a file holds."""
        return self._made("read", Draft, lambda: self._format.read(files, path, intake))

    def held(self, text: str) -> str:
        """Return what a cell of the format holds of a text: all of it, if the format says nothing.

        What cannot be held is no change when it comes back.
        """
        held: Callable[[str], str] | None = getattr(self._format, "held", None)
        return self._made("held", str, lambda: held(text)) if held else text

    def _made(self, name: str, wanted: type[T], make: Callable[[], object]) -> T:
        with guarded("format", self.NAME, self.origin):
            made = make()
        fault = misfit(made) if isinstance(made, wanted) and hasattr(made, "_fields") else ""
        if isinstance(made, wanted) and not fault:
            return made
        message = f"the format {self.NAME} ({self.origin.told}) returned {made!r:.60} from {name}, "
        message += f"wanted a {wanted.__name__}"
        if fault:
            message += f"; of another type is {fault}"
        raise ExtensionError(message, self.NAME, package=self.origin.package)


def _is_below(name: str) -> bool:
    """Return whether a file's name leads nowhere else, on any system."""
    parts = PurePosixPath(name).parts
    return bool(parts) and ".." not in parts and not set(name) & set("\\:\0") and name[0] != "/"
