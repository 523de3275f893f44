"""Kinds for questions of other programs that no card can hold: in order, several, by pairs."""

import re
from collections.abc import Collection, Mapping
from typing import Final

from quizkit.decks import builtin
from quizkit.formats.sheets.cells import typed
from quizkit.text import fold

ORDERING: Final[Mapping[str, tuple[str, ...]]] = {
    "ordering": (
        'says: "{task} {steps}."',
        "roles:",
        "  task: name",
        '  steps: {is: steps, one: yes, ask: "{task}"}',
    )
}
"""What is to be put in order; the task is a name, since two names never mean the same."""

SEVERAL: Final[Mapping[str, tuple[str, ...]]] = {
    "several answers": (
        "roles:",
        "  task: name",
        '  answers: {is: list, of: text, ask all: "{task} ({count})"}',
    )
}
"""What has several right answers that are wanted together."""

_LONGEST: Final = 40


def kind_of_pairs(stem: str) -> tuple[str, ...]:
    r"""Return the lines of a kind of two roles that is asked as a question asked it.

    Args:
        stem: The question, such as "Match each country with its capital."

    >>> print("\n".join(kind_of_pairs("Match each country with its capital.")))
    says: "{left}: {right}."
    roles:
      left: text
      right: {is: text, one: yes, ask: "Match each country with its capital: {left}"}
    """
    lead = re.sub(r"([\\\[\]{}])", r"\\\1", stem.rstrip(" .:"))
    asks = " ".join(f"{lead}: {{left}}".removeprefix(": ").split())
    asks = '"' + asks.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return (
        'says: "{left}: {right}."',
        "roles:",
        "  left: text",
        f"  right: {{is: text, one: yes, ask: {asks}}}",
    )


def named_kind(text: str, taken: Collection[str]) -> str:
    """Return a kind's name made of a question's name, unlike those that are taken.

    >>> named_kind("Capitals (Asia)!", ()), named_kind("Capitals", ["capitals"])
    ('capitals asia', 'capitals 2')
    """
    plain = " ".join(re.findall(r"[^\W_]+", fold(text)))[:_LONGEST].strip() or "pairs"
    name, number = plain, 2
    while name in taken or name in builtin.names() or name in ("facts", "table", "file"):
        name, number = f"{plain} {number}", number + 1
    return name if typed(name) == name else f"pairs {name}"
