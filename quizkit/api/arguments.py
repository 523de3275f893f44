"""What the handles ask of their arguments; what is not so is told kindly.

Each that wants something returns nothing and raises `ArgumentError`, which is a ValueError, or
`ArgumentTypeError`, which is a TypeError as well.
"""

from collections.abc import Iterable, Sequence
from numbers import Integral
from typing import ClassVar, Never, TypeGuard

from quizkit.errors import ArgumentError, ArgumentTypeError, shown
from quizkit.practice.clock import Clock, SystemClock
from quizkit.questions.ask import Asker


def whole(
    name: str, given: object, low: int = 0, high: int | None = None, *, optional: bool = False
) -> None:
    """Want a whole number.

    Args:
        name: The argument.
        given: Its value.
        low: The smallest.
        high: The greatest; None: none.
        optional: None is as good.

    >>> whole("minutes", "10", 0, 1440)
    Traceback (most recent call last):
    quizkit.errors.ArgumentError: minutes is '10', wanted a whole number from 0 to 1440
    """
    if optional and given is None:
        return
    if not is_whole(given) or given < low or (high is not None and given > high):
        to = "" if high is None else f" to {high}"
        raise ArgumentError.of(name, given, f"a whole number from {low}{to}")


def is_whole(given: object) -> TypeGuard[int]:
    """Return whether a value is a whole number: also one of numpy, as a data frame's sum is.

    >>> is_whole(3), is_whole(3.0), is_whole(True)
    (True, False, False)
    """
    return isinstance(given, Integral) and not isinstance(given, bool)


def number(name: str, given: object, low: float, high: float) -> None:
    """Want a number between two, which are as good.

    >>> number("target", 90, 0.0, 1.0)
    Traceback (most recent call last):
    quizkit.errors.ArgumentError: target is 90, wanted 0.0 to 1.0
    """
    if isinstance(given, bool) or not isinstance(given, int | float) or not low <= given <= high:
        raise ArgumentError.of(name, given, f"{low} to {high}")


def one_of(name: str, given: object, known: Sequence[str]) -> None:
    """Want one of some words; a word much like one of them is taken for what was meant.

    >>> one_of("form", "flop", ["flip", "typed"])
    Traceback (most recent call last):
    quizkit.errors.ArgumentError: form is 'flop', wanted one of flip, typed; did you mean 'flip'?
    """
    if isinstance(given, str) and given in known:
        return
    from quizkit.text import nearest

    meant = nearest(given, known) if isinstance(given, str) and len(given) > 2 else None
    raise ArgumentError.of(name, given, f"one of {', '.join(known)}", meant=meant)


def several(name: str, given: object, such: str) -> None:
    """Want several in a list, tuple or set; one text alone would be taken letter by letter.

    Args:
        name: The argument.
        given: Its value.
        such: What one of them may be.

    >>> several("tags", "war", "war")
    Traceback (most recent call last):
    quizkit.errors.ArgumentTypeError: tags is 'war', wanted several, such as ['war']
    """
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise ArgumentTypeError.of(name, given, f"several, such as [{such!r}]")


def of_type(name: str, given: object, kinds: type | tuple[type, ...], wanted: str) -> None:
    """Want a value of a type.

    Args:
        name: The argument.
        given: Its value.
        kinds: The types.
        wanted: What is wanted, in words, with how to get it.
    """
    if not isinstance(given, kinds):
        raise ArgumentTypeError.of(name, given, wanted)


def clocked(given: object) -> Clock:
    """Return a clock: the one that is given, or the system's for None.

    >>> clocked(3)
    Traceback (most recent call last):
    quizkit.errors.ArgumentTypeError: clock is 3, wanted a clock, such as ...
    """
    if given is None:
        return SystemClock()
    wanted = "a clock, such as quizkit.practice.clock.FixedClock(a datetime)"
    for method in ("at", "off"):
        if isinstance(given, type) or not callable(getattr(given, method, None)):
            raise ArgumentTypeError.of("clock", given, wanted)
    clock: Clock = given  # type: ignore[assignment]  # it has both methods
    return clock


def seeded(given: object) -> str:
    r"""Return the text of a seed.

    >>> seeded(7)
    '7'
    >>> seeded("\ud800")
    Traceback (most recent call last):
    quizkit.errors.ArgumentError: seed is '\ud800', wanted a text of whole characters
    """
    text = str(given)
    if not text.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ArgumentError.of("seed", given, "a text of whole characters")
    return text


def known_tags(given: Iterable[object], askers: Iterable[Asker]) -> None:
    """Want tags that something asked has.

    Args:
        given: The tags.
        askers: One for each deck.
    """
    from quizkit.session.scope import Scope
    from quizkit.text import nearest

    scope = Scope(list(askers))
    known = {tag for facet in scope.facets for tag in scope.row(facet).tags}
    for tag in given:
        if tag not in known:
            near = nearest(tag, known) if isinstance(tag, str) else None
            tip = f"; did you mean {near!r}?" if near else ""
            raise ArgumentError(f"nothing that is asked has the tag {shown(tag)}{tip}", "tags")


class Uncopied:
    """Base of what is there once: an attempt to copy or pickle it is told what to do instead."""

    _instead: ClassVar = "begin another"

    def __init_subclass__(cls, *, instead: str | None = None) -> None:
        """Take what to do instead, in words; a subclass without keeps its base's."""
        super().__init_subclass__()
        if instead is not None:
            cls._instead = instead

    def _refuse(self) -> Never:
        message = f"{self!r} cannot be copied or pickled; {self._instead}"
        raise ArgumentTypeError(message)

    def __reduce_ex__(self, _protocol: object) -> Never:
        """Refuse to be pickled."""
        self._refuse()

    def __copy__(self) -> Never:
        """Refuse to be copied."""
        self._refuse()

    def __deepcopy__(self, _memo: object) -> Never:
        """Refuse to be copied."""
        self._refuse()
