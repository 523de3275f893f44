"""Values of roles: a text, list or map of a deck file becomes a typed value.

A value that cannot be read is a problem (QK011, QK012, QK013, QK016, QK112) and is left out: its
role is unknown in that fact, and is not asked.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from quizkit.decks.context import Context, where
from quizkit.decks.meant import swapped
from quizkit.decks.names import NameTable
from quizkit.decks.report import guess, help_, short
from quizkit.decks.tree import Items, Map, Node, Scalar
from quizkit.model import (
    BEFORE,
    OTHER,
    Date,
    Fix,
    List,
    Named,
    Number,
    Role,
    Text,
    Value,
    Views,
    Words,
)
from quizkit.values.dates import DateFault, read_date
from quizkit.values.numbers import NumberFault, read_number

ReadText = Callable[[Scalar, str], Value | None]
"""Reads one text of a file; None where a problem was reported."""

_VIEW: Final = re.compile(r"(in|per|as of) +(.+)")
_ODD_VIEW: Final = re.compile(
    r"(in|at|on|by|per|from|as of|asof|according to) +(.+)", re.IGNORECASE
)
_SPAN: Final = re.compile(r"([0-9]{4}) ?[-–—] ?([0-9]{4})")
_YEAR: Final = re.compile(r"[0-9]{4}")
_DATE: Final = re.compile(r"[0-9]{3,4}[X0-9]?[-/~?%.]")


class Typer:
    """Makes the readers of roles.

    Args:
        context: Takes the problems.
        names: The deck's names; grows with those that are first met as values.
    """

    def __init__(self, context: Context, names: NameTable) -> None:
        self.context = context
        self.names = names

    def reader(self, role: Role) -> "Reader":
        """Return what reads the values of a role."""
        return Reader(self, role, self.text_reader(role.type, role))

    def text_reader(self, type_: str, role: Role) -> ReadText:
        """Return what reads one text as a type; `role` says what members it has, and of what."""
        if type_ in ("list", "steps"):
            inner = self.text_reader(role.of, role)
            ordered = type_ == "steps"

            def one(node: Scalar, path: str) -> Value | None:
                if _is_other(node):
                    return OTHER
                found = inner(node, path)
                return None if found is None else List((found,), ordered=ordered)

            return one
        if type_ == "any":
            return self._any
        read = self._plain_reader(type_, role)
        return lambda node, path: OTHER if _is_other(node) else read(node, path)

    def _plain_reader(self, type_: str, role: Role) -> ReadText:
        if type_ == "date":
            return self.date
        if type_ == "number":
            return self._number
        if type_ == "enum":
            return lambda node, path: self._member(node, path, role)
        if type_ == "name" or type_ in BEFORE:
            return lambda node, path: self._name(node, path, type_)
        return lambda node, path: Text(node.text)

    def _name(self, node: Scalar, path: str, type_: str) -> Value | None:
        main = self.names.take(node, type_, path)
        return None if main is None else Named(main)

    def _member(self, node: Scalar, path: str, role: Role) -> Value | None:
        if node.text in role.members:
            return Text(node.text, member=True)
        self.context.report.add(
            "QK112",
            where(path, node),
            f"`{short(node.text)}` is none of the values of `{short(role.name)}`",
            notes=guess(node.text, role.members, what="its values"),
        )
        return None

    def date(self, node: Scalar, path: str) -> Date | None:
        """Return a date, or None after a problem (QK011, QK012)."""
        try:
            return read_date(node.text)
        except DateFault as fault:
            tip = _date_tip(node.text, fault.offer)
            what = "there is no date" if fault.impossible else "cannot read the date"
            if "before" in str(fault):
                what = "the end is before the start in"
            self.context.report.add(
                "QK012" if fault.impossible else "QK011",
                where(path, node),
                f"{what} `{short(node.text)}`",
                notes=[help_("look the date up" if fault.impossible else tip)],
                fix=None if fault.impossible else self._swapped(node, path, fault.offer or ""),
            )
            return None

    def _swapped(self, node: Scalar, path: str, text: str) -> Fix | None:
        tree = self.context.files.get(path)
        return swapped(tree.lines if tree else (), where(path, node), node.text, text)

    def _number(self, node: Scalar, path: str) -> Value | None:
        try:
            return read_number(node.text, self.context.words)
        except NumberFault:
            self.context.report.add(
                "QK013",
                where(path, node),
                f"cannot read the number `{short(node.text)}`",
                notes=[help_("write the figure, then the unit: 4350 km, over 75 billion USD")],
            )
            return None

    def _any(self, node: Scalar, path: str) -> Value | None:
        """Read a value by its look, as `about:` wants it."""
        text = node.text
        if text in self.names.names and self.names.names[text].declared:
            return Named(text)
        meant = self.names.spellings.get(text, [])
        if len(meant) == 1:
            return self._name(node, path, "name")
        if node.style:
            return Text(text)
        if _YEAR.fullmatch(text) or _DATE.match(text):
            try:
                return read_date(text)
            except DateFault:
                pass
        number = measured(text, self.context.words)
        return Text(text) if number is None else number

    def read_list(self, node: Items, path: str, role: Role) -> Value | None:
        """Return a list of values, or None after a problem."""
        of = "any" if role.type == "any" else role.of
        read = self.text_reader(of, role)
        complete = True
        found: list[Value] = []
        for place, item in enumerate(node.items):
            if isinstance(item, Scalar) and item.text == "..." and place == len(node.items) - 1:
                complete = False
                continue
            if not isinstance(item, Scalar):
                self._nested(item, path)
                return None
            value = read(item, path)
            if value is None:
                return None
            found.append(value)
        if not found:
            self._shape(node, path, f"`{short(role.name)}` needs a value in its list")
            return None
        return List(tuple(found), complete, ordered=role.type == "steps")

    def _nested(self, node: Node, path: str) -> None:
        self._shape(node, path, "cannot use a list or map inside a list")

    def refuse_list(self, node: Items, path: str, role: Role) -> None:
        """Report a list where one value is wanted."""
        self._shape(
            node,
            path,
            f"cannot use a list for `{short(role.name)}`: one value is wanted",
            f"write a fact for each value, or `is: list` and `of: {role.type}` in the role",
        )

    def _shape(self, node: Node, path: str, what: str, tip: str = "") -> None:
        notes = [help_(tip)] if tip else []
        self.context.report.add("QK006", where(path, node), what, notes=notes)

    def read_views(self, node: Map, path: str, reader: "Reader") -> Value | None:
        """Return a value by viewpoints, or None after a problem."""
        found = [_VIEW.fullmatch(key) for key in node.fields]
        words = {match[1] for match in found if match}
        odd = next((key for key, match in zip(node.fields, found, strict=True) if not match), None)
        if odd is not None or len(words) != 1:
            self._no_views(node, path, odd)
            return None
        entries: list[tuple[str, Value]] = []
        for match, inner in zip(found, node.fields.values(), strict=True):
            value = None if isinstance(inner, Map) else reader.read(inner, path)
            if isinstance(inner, Map):
                self._nested(inner, path)
            if value is None or match is None:
                return None
            if match[1] == "as of" and not self._dated(match, node, path):
                return None
            entries.append((match[2], value))
        return Views(words.pop(), tuple(entries))

    def _dated(self, match: re.Match[str], node: Map, path: str) -> bool:
        at = node.key(match[0])
        skip = match.start(2)
        return (
            self.date(Scalar(match[2], at.line, at.column + skip, len(match[2])), path) is not None
        )

    def _no_views(self, node: Map, path: str, odd: str | None) -> None:
        key = odd or next(iter(list(node.fields)[1:]), "")
        at = where(path, node.key(key))
        field = key in ("according to", "at the time of")
        tip = (
            f"write `{key}:` beside the fact's other fields"
            if field
            else "begin each key with the same word: `in`, `per` or `as of`"
        )
        begun = [match[1] for name in node.fields if (match := _VIEW.fullmatch(name))]
        meant = "" if field or odd is None else _viewed(key, begun)
        if meant:
            tip = f"write `{meant}:`; each key begins with the same word: `in`, `per` or `as of`"
        what = (
            f"`{short(key)}` does not begin with `in`, `per` or `as of`"
            if odd
            else "cannot mix `in`, `per` and `as of` in one value"
        )
        fix = self._swapped(Scalar(key, at.line, at.column, at.width), path, meant)
        self.context.report.add("QK016", at, what, notes=[help_(tip)], fix=fix)


def measured(text: str, words: Words) -> Number | None:
    """Return the number that a text is where any type may stand, or None.

    >>> from quizkit.values.words import builtin
    >>> measured("4 Strings", builtin("en")) is None, measured("4 km", builtin("en")).unit
    (True, 'km')
    """
    if not any(char.isdigit() for char in text):
        return None
    try:
        number = read_number(text, words)
    except NumberFault:
        return None
    return number if len(number.unit.split()) < 2 and not number.unit.istitle() else None


def _date_tip(text: str, offer: str | None) -> str:
    if offer:
        return f"write `{offer}`, if that is meant"
    span = _SPAN.fullmatch(text)
    if span is not None:
        within = f"at some time within these years is `{span[1]}/{span[2]}`"
        return f"{within}; a span is two roles, `from` and `until`"
    return "write the year first, as in 1992, 1992-11 or 1992-11-18"


def _viewed(key: str, begun: Sequence[str]) -> str:
    """Return a viewpoint's key as it was probably meant, with the word of the others.

    >>> _viewed("by Oslo", ["in"]), _viewed("2020", []), _viewed("according to WHO", [])
    ('in Oslo', 'as of 2020', 'per WHO')
    """
    found = _ODD_VIEW.fullmatch(key)
    rest = found[2] if found else key
    if begun:
        return f"{begun[0]} {rest}"
    if _YEAR.match(rest):
        return f"as of {rest}"
    return f"{'in' if not found or found[1].lower() in ('at', 'in') else 'per'} {rest}"


def _is_other(node: Scalar) -> bool:
    return node.text == "other" and not node.style


class Reader:
    """Reads the values of one role; equal texts are read once.

    Args:
        typer: What it belongs to.
        role: The role.
        text: Reads a value that is one text.
    """

    def __init__(self, typer: Typer, role: Role, text: ReadText) -> None:
        self.typer = typer
        self.role = role
        self.text = text
        self.memo: dict[str, Value] = {}

    def read(self, node: Node, path: str) -> Value | None:
        """Return a value, or None after a problem."""
        if isinstance(node, Scalar):
            value = None if node.style else self.memo.get(node.text)
            if value is None:
                value = self.text(node, path)
                # An alias is told of wherever it stands (QK111), so it is read each time.
                if not (value is None or node.style or node.text in self.typer.names.spellings):
                    self.memo[node.text] = value
            return value
        if isinstance(node, Map):
            return self.typer.read_views(node, path, self)
        if self.role.type in ("list", "steps", "any"):
            return self.typer.read_list(node, path, self.role)
        self.typer.refuse_list(node, path, self.role)
        return None
