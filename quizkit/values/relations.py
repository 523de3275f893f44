"""How two values stand to each other: the same, excluding each other, one inside the other.

Everything that is called unambiguous or certainly wrong rests on `excludes`, which is strict:
silence, vagueness and another viewpoint exclude nothing.
"""

from collections.abc import Mapping
from typing import Any

from quizkit.model import Date, List, Name, Named, Number, Other, Precision, Text, Value, Views
from quizkit.text import fingerprint, fold, nfc
from quizkit.values.dates import known_at, overlaps, truncate
from quizkit.values.numbers import interval, one_of_unit


class Places:
    """Which names lie in which, however deep.

    >>> places = Places({"Hanoi": Name("Hanoi", "city", within=("Vietnam",)),
    ...                  "Vietnam": Name("Vietnam", "country")})
    >>> places.touch("Vietnam", "Hanoi"), places.touch("Hanoi", "Hue")
    (True, False)
    """

    def __init__(self, names: Mapping[str, Name]) -> None:
        self._up: dict[str, frozenset[str]] = {}
        self._down: dict[str, set[str]] = {}
        for name, entry in names.items():
            if entry.within:
                self._up[name] = self._above(name, names)
        for name, above in self._up.items():
            for higher in above:
                self._down.setdefault(higher, set()).add(name)

    @staticmethod
    def _above(name: str, names: Mapping[str, Name]) -> frozenset[str]:
        found: set[str] = set()
        waiting = list(names[name].within)
        while waiting:
            higher = waiting.pop()
            if higher not in found and higher != name:
                found.add(higher)
                if higher in names:
                    waiting.extend(names[higher].within)
        return frozenset(found)

    def touch(self, one: str, other: str) -> bool:
        """Return whether the two are the same or one lies in the other."""
        return one == other or other in self._up.get(one, ()) or one in self._up.get(other, ())

    def holds(self, one: str, other: str) -> bool:
        """Return whether the second is the first or lies in it."""
        return one == other or one in self._up.get(other, ())

    def around(self, name: str) -> frozenset[str]:
        """Return all names that lie in this one or hold it."""
        if name not in self._up and name not in self._down:
            return frozenset()
        return self._up.get(name, frozenset()) | frozenset(self._down.get(name, ()))


def excludes(
    printed: Value, other: Value | None, *, places: Places, precision: Precision | None = None
) -> bool:
    """Return whether a printed value rules out a fact that has the other value there.

    Args:
        printed: What the stem says.
        other: What the other fact has in that role; None if it is unknown.
        places: Containment between names.
        precision: How coarsely a date was printed; None for its own.

    >>> excludes(Text("US"), Text("US congressional"), places=Places({}))
    False
    >>> excludes(Named("Hue"), Named("Hanoi"), places=Places({}))
    True
    """
    if other is None or isinstance(printed, Views) or isinstance(other, Views):
        return False
    if isinstance(other, Other):
        return True
    if isinstance(printed, List):
        return any(excludes(item, other, places=places) for item in printed.items)
    if isinstance(other, List):
        return other.complete and all(
            excludes(printed, item, places=places, precision=precision) for item in other.items
        )
    return _single(printed, other, places=places, precision=precision)


def _single(printed: Value, other: Value, *, places: Places, precision: Precision | None) -> bool:
    match printed, other:
        case Named(one), Named(two):
            return not places.touch(one, two)
        case Date(), Date():
            return _dates_apart(printed, other, precision)
        case Text(one, True), Text(two, True):
            return one != two
        case Text(one), Text(two):
            return texts_apart(one, two)
        case Number(), Number():
            return _numbers_apart(printed, other)
        case _:
            return False


def _dates_apart(printed: Date, other: Date, precision: Precision | None) -> bool:
    if other.about or other.uncertain or printed.about or printed.uncertain:
        return False
    return not overlaps(truncate(printed, precision) if precision else printed, other)


def texts_apart(one: str, two: str) -> bool:
    """Return whether neither text's words all occur in the other.

    >>> texts_apart("former senators", "US congressional")
    True
    """
    first, second = set(fold(one).split()), set(fold(two).split())
    if not (first and second):
        return nfc(one) != nfc(two)
    return not (first <= second or second <= first)


def _numbers_apart(one: Number, two: Number) -> bool:
    if one_of_unit(one.unit) != one_of_unit(two.unit):
        return False
    (low, high), (bottom, top) = interval(one), interval(two)
    return (high is not None and bottom is not None and high < bottom) or (
        top is not None and low is not None and top < low
    )


def entails(
    printed: Value, other: Value | None, *, places: Places, precision: Precision | None = None
) -> bool:
    """Return whether a printed value certainly speaks of a fact that has the other value there.

    Neither this nor `excludes` holds where the other value is unknown, vague or loosely worded.

    Args:
        printed: What the stem says.
        other: What the other fact has in that role; None if it is unknown.
        places: Containment between names.
        precision: How coarsely a date was printed; None for its own.

    >>> places = Places({"Hanoi": Name("Hanoi", "city", within=("Vietnam",))})
    >>> entails(Named("Vietnam"), Named("Hanoi"), places=places)
    True
    >>> entails(Named("Hanoi"), Named("Vietnam"), places=places)
    False
    """
    match printed, other:
        case Named(one), Named(two):
            return places.holds(one, two)
        case Date(), Date():
            whole = truncate(printed, precision) if precision else printed
            sure = not (other.about or other.uncertain)
            return sure and whole.first <= other.first and other.last <= whole.last
        case Text(one, False), Text(two, False):
            return exact(one) == exact(two)
        case List(items), List(others):
            return all(
                any(entails(item, theirs, places=places) for theirs in others) for item in items
            )
        case _, List(others):
            return any(
                entails(printed, theirs, places=places, precision=precision) for theirs in others
            )
        case _:
            return printed == other


def answer_key(
    value: Value | None, *, precision: Precision | None = None
) -> tuple[Any, ...] | None:
    """Return what makes two answers the same, or None if this value is no answer.

    `other`, open lists, vague dates and viewpoints that disagree are no answers.

    Args:
        value: A value of the role asked for.
        precision: The precision asked for, for dates.
    """
    match value:
        case Named(name):
            return ("name", name)
        case Text(text, member):
            return ("member", text) if member else ("text", exact(text))
        case Number():
            return ("number", value.value, one_of_unit(value.unit), value.bound)
        case Date():
            wanted = precision or value.precision
            if wanted is None or not known_at(value, wanted):
                return None
            return ("date", truncate(value, wanted).text)
        case List(items, complete, ordered):
            keys = [answer_key(item, precision=precision) for item in items]
            if not complete or None in keys:
                return None
            return ("steps", tuple(keys)) if ordered else ("list", frozenset(keys))
        case Views(word, entries):
            return _view_key(word, entries, precision)
        case _:
            return None


def exact(text: str) -> str:
    """Return a text as an answer is told from others: case and blanks put aside, marks kept.

    >>> exact("The  Má") == exact("the má"), exact("má") == exact("mạ")
    (True, False)
    """
    return " ".join(nfc(text).casefold().split())


def _view_key(
    word: str, entries: tuple[tuple[str, Value], ...], precision: Precision | None
) -> tuple[Any, ...] | None:
    keys = {answer_key(value, precision=precision) for _, value in entries}
    if len(keys) != 1:
        return None
    key = keys.pop()
    if key is None or not needs_view(entries, precision):
        return key
    return ("view", word, entries[0][0], key)


def view_keys(value: Views, precision: Precision | None) -> tuple[tuple[Any, ...], ...]:
    """Return what makes the answer from each viewpoint the same; none if one is no answer."""
    keys = [(view, answer_key(entry, precision=precision)) for view, entry in value.entries]
    if any(key is None for _, key in keys):
        return ()
    return tuple(("view", value.word, view, key) for view, key in keys)


def needs_view(entries: tuple[tuple[str, Value], ...], precision: Precision | None) -> bool:
    """Return whether a single viewpoint must be printed: always, but for dates before the day."""
    dated = isinstance(entries[0][1], Date)
    return len(entries) == 1 and (not dated or precision in (None, Precision.DAY))


def plain(value: Value) -> Any:
    """Return the value as text, lists and maps: what is hashed, and what `preview` shows.

    >>> plain(List((Named("Laos"), Named("Vietnam")), complete=False))
    {'list': ['Laos', 'Vietnam'], 'complete': False, 'ordered': False}
    """
    match value:
        case Named(text) | Text(text):
            return text
        case Date():
            return value.text
        case Number():
            figure = {"number": format(value.value.normalize(), "f"), "unit": value.unit}
            return figure | ({"bound": value.bound} if value.bound else {})
        case List(items, complete, ordered):
            return {
                "list": [plain(item) for item in items],
                "complete": complete,
                "ordered": ordered,
            }
        case Views(word, entries):
            return {word: {view: plain(entry) for view, entry in entries}}
        case Other():
            return {"other": True}


def key(type_: str, value: Value) -> str:
    """Return the fingerprint of an answer: its type and value, no aliases and no wording."""
    return fingerprint(type_, plain(value))
