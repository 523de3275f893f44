"""The little language in which facts are filtered: `kind:visit known<80 -is:new "le duc"`.

Words, or phrases in quotation marks, must stand in the fact: in its sentence, in what belongs to
it, or in its id; case and accents do not count. A minus turns a term round. All terms must hold.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from quizkit.model import STANDINGS, FactRow
from quizkit.text import fold, nearest

FIELDS: Final[Mapping[str, str]] = {
    "kind": "kind:visit",
    "tag": "tag:war",
    "deck": "deck:rivers",
    "id": "id:k7f3",
    "state": "state:learning",
    "is": "is:suspended",
    "due": "due:today or due<7",
    "known": "known<80",
}
"""What may stand before `:`, `<` or `>`, each with an example."""

BEING: Final = (*STANDINGS, "due", "started")
"""What may stand after `is:`: it holds where it holds for any facet of the fact."""

_DAYS: Final = {"today": 0, "tomorrow": 1}
_NUMERIC: Final = frozenset({"known", "due"})
_TERM: Final = re.compile(
    r"""(?P<minus>-?)
        (?:(?P<field>[^\W\d_]+)(?P<sign>:|<=|>=|<|>|=))?
        (?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]*))(?=\s|$)""",
    re.VERBOSE,
)
_TESTS: Final[Mapping[str, Callable[[float, float], bool]]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    ":": lambda one, other: one == other,
}


class FilterError(ValueError):
    """A filter that cannot be read; its text says what was found, and what may stand there."""


class Known(NamedTuple):
    """The words of a collection that may stand in a filter: kinds, tags, and ids of decks."""

    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    decks: tuple[str, ...] = ()


NOTHING_KNOWN: Final = Known()
"""No deck is there."""


class Term(NamedTuple):
    """One condition.

    Attributes:
        field: One of `FIELDS`, or "" for words that must stand in the fact.
        sign: ":", "<", "<=", ">" or ">=".
        value: Folded text, or a number as it was written.
        negated: It must not hold.
        number: The number that the value is: percent or days; 0 for texts.
    """

    field: str
    sign: str
    value: str
    negated: bool = False
    number: float = 0.0

    @property
    def needs_standing(self) -> bool:
        """Whether it asks where the learner stands, and not only what the deck says."""
        return self.field in {"state", "is", "due", "known"}


class Subject(NamedTuple):
    """A fact before a filter; what needs work is worked out when it is asked for.

    Attributes:
        kind: Its kind.
        deck: Id of its deck.
        fact: Its id.
        tags: Its tags.
        text: Returns its folded text.
        row: Returns where the learner stands with it.
        being: Returns what holds for any of its facets, of `BEING`.
    """

    kind: str
    deck: str
    fact: str
    tags: tuple[str, ...]
    text: Callable[[], str]
    row: Callable[[], FactRow]
    being: Callable[[], frozenset[str]]


def read(text: str, known: Known = NOTHING_KNOWN) -> tuple[Term, ...]:
    """Return the terms of a filter, those first that need the least work.

    Args:
        text: What was typed.
        known: What may stand after `kind:`, `tag:` and `deck:`.

    Raises:
        FilterError: If a field, a value or a sign cannot be used.

    >>> [term.field for term in read("known<80 kind:visit hanoi", Known(kinds=("visit",)))]
    ['kind', '', 'known']
    >>> read("knd:visit")
    Traceback (most recent call last):
        ...
    quizkit.practice.filters.FilterError: there is no knd:; did you mean kind:?
    """
    cost = {"": 1, "known": 2, "due": 2, "state": 2, "is": 2}
    return tuple(sorted(_terms(text, known), key=lambda term: cost.get(term.field, 0)))


def _terms(text: str, known: Known) -> Iterator[Term]:
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        found = _TERM.match(text, at)
        if found is None:
            raise FilterError(_unread(text[at:]))
        at = found.end()
        value = found["quoted"] if found["quoted"] is not None else found["bare"]
        negated, sign = bool(found["minus"]), (found["sign"] or ":").replace("=", ":", 1)
        sign = {"<:": "<=", ">:": ">="}.get(sign, sign)
        if found["field"] is None:
            if fold(value):
                yield Term("", ":", fold(value), negated)
            continue
        yield _field(found["field"].casefold(), sign, value, known)._replace(negated=negated)


def _unread(rest: str) -> str:
    if rest.count('"') % 2:
        return f'{rest}: the quotation mark " is not closed'
    return f"{rest.split(maxsplit=1)[0]}: put quotation marks around words that belong together"


def _field(name: str, sign: str, value: str, known: Known) -> Term:
    if name not in FIELDS:
        near = nearest(name, FIELDS)
        tip = f"did you mean {near}:?" if near else f"there are {_listed(FIELDS)}"
        raise FilterError(f"there is no {name}:; {tip}")
    if name in _NUMERIC:
        return _number(name, sign, value)
    if sign != ":":
        raise FilterError(f"{name}{sign}: {name} is no figure; write {FIELDS[name]}")
    if name == "id":
        return Term(name, sign, value.casefold())
    may: Mapping[str, tuple[str, ...]] = {
        "kind": known.kinds,
        "tag": known.tags,
        "deck": known.decks,
        "state": STANDINGS,
        "is": BEING,
    }
    if fold(value) not in map(fold, may[name]):
        raise FilterError(_no_such(name, value, may[name]))
    return Term(name, sign, fold(value))


def _no_such(name: str, value: str, may: tuple[str, ...]) -> str:
    """Return what is said of a value that nothing has."""
    what = "state" if name == "is" else name
    near = nearest(value, may) if value else None
    tip = f"did you mean {near}?" if near else f"there are {_listed(may)}"
    if not may:
        return f"{name}:{value}: there is no {what} here at all"
    return f"{name}:{value}: there is no such {what}; {tip}" if value else f"{name}: {tip}"


def _listed(texts: Mapping[str, str] | tuple[str, ...]) -> str:
    """Return some of the texts as a list."""
    found = tuple(dict.fromkeys(f'"{text}"' if " " in text else text for text in texts))
    more = f" and {len(found) - 9} more" if len(found) > 9 else ""
    return ", ".join(found[:9]) + more


def _number(name: str, sign: str, value: str) -> Term:
    if name == "due" and value.casefold() in _DAYS:
        return Term(name, sign, value.casefold(), number=_DAYS[value.casefold()])
    figure = value.removesuffix("%")
    want = "today, tomorrow or a number of days" if name == "due" else "a number from 0 to 100"
    if not figure.isascii() or not figure.isdigit() or len(figure) > 4:
        raise FilterError(f"{name}{sign}{value}: want {want}, as in {FIELDS[name]}")
    return Term(name, sign, figure, number=float(figure))


def holds(term: Term, subject: Subject) -> bool:
    """Return whether a term holds for a fact."""
    return _holds(term, subject) != term.negated


def _holds(term: Term, subject: Subject) -> bool:
    match term.field:
        case "":
            return term.value in subject.text()
        case "kind":
            return fold(subject.kind) == term.value
        case "deck":
            return fold(subject.deck) == term.value
        case "tag":
            return any(fold(tag) == term.value for tag in subject.tags)
        case "id":
            return subject.fact.casefold().startswith(term.value)
        case "state":
            return subject.row().standing == term.value
        case "is":
            return term.value in subject.being()
        case _:
            figure = _figure(term.field, subject.row())
            return figure is not None and _TESTS[term.sign](figure, term.number)


def _figure(field: str, row: FactRow) -> float | None:
    """Return a row's figure: days until it is due, or whole percents known."""
    if field == "due":
        return None if row.due_days is None else float(row.due_days)
    return None if row.known is None else float(round(100 * row.known))
