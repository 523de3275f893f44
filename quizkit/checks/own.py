"""Checks of one's own beside the rules of quizkit: what they must have, and what if they fail.

A check of one's own sees what a rule sees, a `Context`, and yields `Finding`s. It cannot take a run
down: what it raises becomes a problem of the deck, which names the check and where it is from.
"""

import re
from collections.abc import Iterator
from typing import Any, Final, cast

from quizkit.checks.context import PROFILES, Context, Finding
from quizkit.errors import ExtensionError
from quizkit.model import Location, Note, Problem, Severity
from quizkit.questions.fitting import misfit
from quizkit.questions.registered import Origin, Part, home_of, look_at, put, told, usable

CODE: Final = re.compile(r"(?!QK)[A-Z]{2,4}[0-9]{3}")
"""A code of one's own: two to four capital letters, not those of quizkit, and three digits."""

PARTS: Final = (Part("find", "find(context) -> Iterator[Finding]", 1),)
"""What a check does, as the module of a rule."""

OPEN: Final = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
"""What a problem of a check may do; only reading a file can find that it does not load."""


class OwnRule:
    """A check of somebody's own code, as a rule.

    Attributes:
        CODE: Its code.
        SEVERITY: What its problems do.
        PROFILE: From which strictness on they are told.
        FIX: "safe", "unsafe" or "-": whether they bring a mending.
        origin: Where it is from.
    """

    def __init__(self, thing: Any, *, package: str = "") -> None:
        self._check = usable(thing)
        self.origin = Origin(home_of(thing), package)
        self.CODE = _code(self._check, self.origin)
        self.SEVERITY = cast("Severity", self._one_of("SEVERITY", OPEN, None))
        self.PROFILE = cast("str", self._one_of("PROFILE", PROFILES, None))
        self.FIX = cast("str", self._one_of("FIX", ("-", "safe", "unsafe"), "-"))
        look_at(self._check, PARTS, what="check", name=self.CODE)
        self.__doc__ = getattr(self._check, "__doc__", None)
        if not (self.__doc__ or "").strip():
            message = f"the check {self.CODE} has no docstring, which is its page; "
            raise ExtensionError(f"{message}say in one line what it finds", self.CODE)

    @property
    def __name__(self) -> str:
        """Name of its module or class, for programs."""
        return self.origin.home.rpartition(".")[2]

    def _one_of(self, name: str, known: tuple[Any, ...], default: object) -> object:
        value = getattr(self._check, name, default)
        if value in known:
            return value
        words = ", ".join(map(str, map(_shown, known)))
        message = (
            f"the check {self.CODE} has the {name} {_shown(value)!s:.60}, wanted one of {words}"
        )
        raise ExtensionError(message, self.CODE, package=self.origin.package)

    def find(self, context: Context) -> Iterator[Finding]:
        """Yield what the check finds, and where it fails one problem that says so."""
        try:
            for found in self._check.find(context):
                yield self._sound(found)
        except (Exception, SystemExit) as error:
            context.go_on()  # whoever wants the run to end may have raised it
            yield self._failed(context, error)

    def _sound(self, found: object) -> Finding:
        if not isinstance(found, Finding):
            message = f"it found {found!r:.60}, wanted a Finding, as context.on_fact(..) returns it"
            raise TypeError(message)
        if fault := misfit(found.problem) or misfit(found):
            message = f"it found a problem with a part of another type, {fault}"
            raise TypeError(message)
        if found.problem.code != self.CODE or found.problem.severity not in OPEN:
            message = f"it found a problem {found.problem.code!r:.20}, wanted {self.CODE}"
            raise ValueError(message)
        return found

    def _failed(self, context: Context, error: BaseException) -> Finding:
        paths = context.deck.paths
        notes = (
            Note("help", f"it says {told(error)}"),
            Note("help", f"it is from {self.origin.told}; tell its author"),
            Note("help", f"leave it out meanwhile: --ignore {self.CODE}"),
        )
        message = f"the check {self.CODE} failed: {type(error).__name__}"
        at = Location(paths[0] if paths else "")
        return Finding(Problem(self.CODE, Severity.ERROR, message, at, notes=notes), ())


OWN: Final[dict[str, OwnRule]] = {}
"""The checks of one's own, by code."""


def add(rule: OwnRule) -> None:
    """Register a check of one's own.

    Raises:
        ExtensionError: If another has its code.
    """
    put(OWN, rule.CODE, rule, what="check")


def _code(thing: Any, origin: Origin) -> str:
    code = getattr(thing, "CODE", None)
    if isinstance(code, str) and CODE.fullmatch(code):
        return code
    message = f"{origin.home} has the CODE {code!r:.40}, wanted two to four capital letters, other "
    message += "than QK, and three digits, such as ABC101"
    raise ExtensionError(message, str(code)[:40], package=origin.package)


def _shown(value: object) -> object:
    return f"Severity.{value.name}" if isinstance(value, Severity) else value
