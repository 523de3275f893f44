"""Docstrings as they are written here, for an extension that expects a type before a colon."""

import re
from collections.abc import Iterator
from typing import Final

from docutils.nodes import Element, Text, field_name  # type: ignore[import-untyped]
from sphinx.application import Sphinx

_HIDDEN: Final = "\ue000"
"""Stands for a colon while the sections of a docstring are read."""
_SECTION: Final = re.compile(r"(Args|Attributes|Raises|Returns|Yields|Example|Examples|Note):$")
_UNTYPED: Final = ("Returns:", "Yields:")


def hide(
    _app: Sphinx, what: str, _name: str, _object: object, _options: object, lines: list[str]
) -> None:
    """Hide the colons of sentences that are no "type: sentence": results and properties."""
    lines[:] = _hidden(lines, is_value=what in ("attribute", "property"))


def _hidden(lines: list[str], *, is_value: bool) -> Iterator[str]:
    inside = is_value
    for line in lines:
        if _SECTION.match(line):
            inside = line in _UNTYPED
            yield line
        else:
            yield line.replace(":", _HIDDEN) if inside else line


def show(
    _app: Sphinx, _what: str, _name: str, _object: object, _options: object, lines: list[str]
) -> None:
    """Put the colons back, once the sections are read."""
    lines[:] = [line.replace(_HIDDEN, ":") for line in lines]


def plainer(_app: Sphinx, doctree: Element) -> None:
    """Write a list of parameters as all lists are written here, and call attributes so."""
    for text in list(doctree.findall(Text)):
        if text == " -- ":
            text.parent.replace(text, Text(": "))
        elif text == "Variables" and isinstance(text.parent, field_name):
            text.parent.replace(text, Text("Attributes"))
