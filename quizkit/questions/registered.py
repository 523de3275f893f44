"""What somebody's own code adds: whether it has all its parts, where it is from, how it fails."""

import inspect
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Final, NamedTuple, Protocol, TypeVar

from quizkit.errors import ExtensionError, QuizkitError

LONGEST: Final = 160
"""Characters of a foreign error that are told."""


class Part(NamedTuple):
    """A function that something of one's own must have.

    Attributes:
        name: Its name.
        wanted: How it is called, for people: "suits(material)".
        args: How many arguments it gets by place.
        names: Those it gets by name.
    """

    name: str
    wanted: str
    args: int
    names: tuple[str, ...] = ()


class Origin(NamedTuple):
    """Where something of one's own is from.

    Attributes:
        home: Module and name of what was registered.
        package: The installed package that brought it, with its version; "" for one's own code.
    """

    home: str
    package: str = ""

    @property
    def told(self) -> str:
        """Where it is from, as people are told.

        >>> Origin("letters.Anagram").told, Origin("letters", "qk-letters 1.0").told
        ('letters.Anagram', 'package qk-letters 1.0')
        """
        return f"package {self.package}" if self.package else self.home


class Registered(Protocol):
    """What a registry holds."""

    @property
    def origin(self) -> Origin:
        """Where it is from."""


T = TypeVar("T", bound=Registered)


def usable(thing: Any) -> Any:
    """Return what is asked to do the work: of a class one of its kind, else the thing itself.

    Raises:
        ExtensionError: If the class wants arguments.
    """
    if not isinstance(thing, type):
        return thing
    try:
        return thing()
    except TypeError as error:
        message = f"{home_of(thing)} cannot be made without arguments; register what you made of it"
        raise ExtensionError(f"{message} ({told(error)})", thing.__name__) from error


def home_of(thing: Any) -> str:
    """Return the module and name of a thing: two versions of one cell of a notebook share it.

    >>> home_of(Part), home_of(inspect)
    ('quizkit.questions.registered.Part', 'inspect')
    """
    if isinstance(thing, ModuleType):
        return thing.__name__
    kind = thing if isinstance(thing, type) else type(thing)
    return f"{kind.__module__}.{kind.__qualname__}"


def look_at(thing: Any, parts: Sequence[Part], *, what: str, name: str) -> None:
    """Look whether a thing has every part, and takes what it will be given.

    Args:
        thing: What is registered.
        parts: Its functions.
        what: "form", "check" or "format".
        name: Its name.

    Raises:
        ExtensionError: If it has not; with the first part that is missing, and how it is called.
    """
    for part in parts:
        found = getattr(thing, part.name, None)
        if not callable(found):
            message = f"the {what} {name} has no function {part.name}; write {part.wanted}"
            raise ExtensionError(message, name)
        if not _takes(found, part):
            message = f"the {what} {name} has a function {part.name} that cannot be called so; "
            raise ExtensionError(f"{message}write {part.wanted}", name)


def _takes(function: Any, part: Part) -> bool:
    try:
        inspect.signature(function).bind(*[None] * part.args, **dict.fromkeys(part.names))
    except ValueError:  # written in C: it does not say
        return True
    except TypeError:
        return False
    return True


def put(registry: dict[str, T], name: str, entry: T, *, what: str) -> None:
    """Put something of one's own into its registry; what has the same home is replaced.

    Raises:
        ExtensionError: If another has the name.
    """
    known = registry.get(name)
    if known is not None and known.origin.home != entry.origin.home:
        message = f"there is a {what} {name} already, of {known.origin.told}; take another name"
        raise ExtensionError(message, name, package=entry.origin.package)
    registry[name] = entry


@contextmanager
def guarded(what: str, name: str, origin: Origin) -> Iterator[None]:
    """Turn what somebody's own code raises into one line that says whose fault it is.

    Raises:
        ExtensionError: For every exception that is not quizkit's own, `sys.exit()` included.
    """
    try:
        yield
    except QuizkitError:
        raise
    except (Exception, SystemExit) as error:
        message = f"the {what} {name} ({origin.told}) failed: {told(error)}"
        raise ExtensionError(message, name, package=origin.package) from error


def told(error: BaseException) -> str:
    """Return an error as one short line: its kind, and what it says.

    >>> told(ValueError("no such", "thing")), told(KeyError())
    ("ValueError: ('no such', 'thing')", 'KeyError')
    """
    text = " ".join(str(error).split())
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
