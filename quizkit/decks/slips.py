"""Slips within a line that YAML cannot read: signs too many, too few, or read as something else.

They are tried before the other `suspects`, which would explain some of them by more than was done.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from quizkit.decks.suspects import Sight, Suspect, cut, quoted, shown, values

_EMPTY: Final = re.compile(r"(?<=[{,])( *)([^\W\d_][\w ]*):(?= *[,}])")
_IN_LIST: Final = 2
"""Blanks by which what stands after `- ` is further in than the dash."""


def value_missing(sight: Sight) -> Iterator[Suspect]:
    """Suspect a field of a one-line map that has a colon and nothing after it."""
    for found in _EMPTY.finditer(sight.text):
        text = f"{sight.text[: found.end()]} x{sight.text[found.end() :]}"
        said = (
            f"`{found[2]}` has no value",
            "nothing follows this colon",
            f"write a value after `{found[2]}: `, or take it out with its comma",
        )
        yield Suspect(found.end(), *said, {sight.number: text}, is_whole=False)


def comma_twice(sight: Sight) -> Iterator[Suspect]:
    """Suspect two commas with nothing between them."""
    found = re.search(r",( *,)+", sight.text)
    if found:
        said = ("two commas stand side by side", "here", "take one of them out")
        fixed = f"{sight.text[: found.start()]},{sight.text[found.end() :]}"
        yield sight.one(found.start() + 1, said, fixed)


def hash_in_text(sight: Sight) -> Iterator[Suspect]:
    """Suspect a `#` in a text of a one-line map: the rest, and its brace, is a comment."""
    for begin, end, field in values(sight):
        value = sight.text[begin:end]
        place = value.find(" #")
        if place > 0 and value[0] not in "\"'":
            said = (
                "what follows this `#` is a comment",
                "I read no further than this",
                f"put the text in quotes:  {field}: {shown(value)}",
            )
            yield sight.one(begin + place + 2, said, quoted(sight.text, begin, end))


def lone_quote(sight: Sight) -> Iterator[Suspect]:
    """Suspect a quotation mark after a text that has none before it."""
    for begin, end, field in values(sight):
        value = sight.text[begin:end]
        sign = value[-1]
        if sign in "\"'" and value.count(sign) == 1 and "\\" not in value and len(value) > 1:
            said = (
                "a quotation mark has no partner",
                "it closes here",
                f"put one before the text as well:  {field}: {cut(sign + value)}",
            )
            yield sight.one(end, said, f"{sight.text[:begin]}{sign}{sight.text[begin:]}")


def text_after_quotes(sight: Sight) -> Iterator[Suspect]:
    """Suspect that quotation marks hold the first words of a text only."""
    for begin, end, field in values(sight):
        value = sight.text[begin:end]
        sign, other = value[0], "'" if value[0] == '"' else '"'
        close = value.find(sign, 1)
        is_cut = sign in "\"'" and close > 0 and value[-1] != sign
        if is_cut and other not in value and "\\" not in value:
            whole = f"{other}{value}{other}"
            said = (
                "the text goes on after its quotation marks",
                "I read this as its end",
                f"put all of it in quotes:  {field}: {cut(whole)}",
            )
            fixed = f"{sight.text[:begin]}{whole}{sight.text[end:]}"
            yield sight.one(begin + close + 1, said, fixed)


def dash_before_text(sight: Sight) -> Iterator[Suspect]:
    """Suspect a text that begins with a dash, which would begin a list."""
    for begin, end, field in values(sight):
        value = sight.text[begin:end]
        if value.startswith("- "):
            help_ = f"put it in quotes:  {field}: {shown(value)}"
            said = ("a text cannot begin with `- `", "here", help_)
            yield sight.one(begin + 1, said, quoted(sight.text, begin, end))


def dash_forgotten(sight: Sight) -> Iterator[Suspect]:
    """Suspect that blanks stand where the members above have their dash."""
    found = re.match(r"( +)([{\[].*)", sight.text)
    if found is None or len(found[1]) < _IN_LIST or sight.number == 1:
        return
    indent = len(found[1]) - _IN_LIST
    if sight.lines[sight.number - 2].startswith("- ", indent):
        said = ("a dash is missing before this", "here", "begin each member of a list with `- `")
        yield sight.one(indent + 1, said, f"{' ' * indent}- {found[2]}")


SLIPS: Final[tuple[Callable[[Sight], Iterator[Suspect]], ...]] = (
    value_missing, comma_twice, hash_in_text, lone_quote, text_after_quotes, dash_before_text,
    dash_forgotten,
)  # fmt: skip
"""The slips, the surest first."""
