"""What sets papers: one module each, imported when it is wanted.

Each has `write(paper) -> (files, losses)`: bytes by name, such as "A.pdf" and "key.pdf", and what
it cannot print.
"""

import importlib
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from quizkit.formats.paper.nouns import Paper
from quizkit.model import Form, Problem

Printed = tuple[Mapping[str, bytes], tuple[Problem, ...]]
"""The files by name, and what could not be printed as it stands."""

_AT: Final = "quizkit.formats.paper."


class Printer(NamedTuple):
    """A way to set papers.

    Attributes:
        module: Where it lives.
        function: The name of what writes there.
        says: What it makes, for people.
        forms: The forms that it can print.
    """

    module: str
    function: str
    says: str
    forms: frozenset[Form]

    def load(self) -> Callable[[Paper], Printed]:
        """Return what writes a paper.

        Raises:
            MissingExtraError: When it is called, if its library is not installed.
        """
        found: Callable[[Paper], Printed] = getattr(
            importlib.import_module(_AT + self.module), self.function
        )
        return found


PAPER_FORMS: Final = (
    Form.CHOICE,
    Form.SELECT,
    Form.TYPED,
    Form.CLOZE,
    Form.ORDER,
    Form.TRUE_FALSE,
    Form.MATCH,
)
"""The forms that a paper can hold; the order settles in which one a facet is asked."""

_ALL: Final = frozenset(PAPER_FORMS)
_MARKED: Final = frozenset({Form.CHOICE, Form.SELECT, Form.TRUE_FALSE})

PRINTERS: Final = {
    "pdf": Printer("typeset", "write", "PDF, a file a variant and one with the key", _ALL),
    "docx": Printer("docx", "write", "Word, to be edited", _ALL),
    "html": Printer("html", "write", "a page to print from a browser", _ALL),
    "amc": Printer("amc", "write", "text for Auto Multiple Choice", _MARKED),
    "typ": Printer("typeset", "write_source", "Typst's own text, to be set otherwise", _ALL),
}
"""Every way to set a paper, in the order in which they are listed."""


def held(to: Iterable[str]) -> frozenset[Form]:
    """Return the forms that all of some printers can hold: all of them print the same questions.

    >>> sorted(form.value for form in held(["pdf", "amc"]))
    ['choice', 'select', 'true-false']
    """
    return _ALL.intersection(*(PRINTERS[name].forms for name in to))


def holding_least(to: Iterable[str]) -> str:
    """Return the printers that cannot hold every form, or "a paper" where all can."""
    names = [name for name in dict.fromkeys(to) if PRINTERS[name].forms < _ALL]
    return ", ".join(names) or "a paper"


def printed(paper: Paper, to: Iterable[str]) -> Printed:
    """Return the files of some printers, and what these could not print as it stands.

    Raises:
        MissingExtraError: If a printer's library is not installed.
    """
    files: dict[str, bytes] = {}
    losses: list[Problem] = []
    for name in dict.fromkeys(to):
        found, lost = PRINTERS[name].load()(paper)
        files.update(found)
        losses += lost
    return files, tuple(losses)
