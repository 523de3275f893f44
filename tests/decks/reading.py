"""Decks from text, with other files beside them, without a disk."""

from collections.abc import Mapping
from pathlib import Path

from quizkit import decks
from quizkit.errors import DeckError
from quizkit.model import Deck, Fact, Problem

HEADER = {"quizkit": "1", "deck": "x", "title": "X", "language": "en"}

TRIP = """kinds:
  trip:
    called: "the trip[ to {to}]"
    says: "{who} went to {to}."
    roles:
      who: {is: person, ask: "Who made {it}?"}
      to: {is: place, ask: "Where did {who} go?"}
      date: {is: date, ask: "{when} did {who} go to {to}?"}
      days: {is: number, ask: "How many days was {who} there?"}
      rank: {is: [Colonel, General], ask: "What was {who}?"}
      via: {is: list, of: place, ask: "Which places did {who} pass?"}
      route: {is: steps, ask: "How did {who} go?"}
      of: text
facts:
  trip:
"""


def whole(text: str) -> str:
    """Return a deck with the header lines that it lacks put before it."""
    given = {line.partition(":")[0] for line in text.splitlines()}
    return "".join(f"{k}: {v}\n" for k, v in HEADER.items() if k not in given) + text


def read(text: str | bytes, files: Mapping[str, str | bytes] | None = None) -> Deck:
    """Return the deck of a text; `files` are beside it, by path."""
    content = {"d.yaml": text if isinstance(text, bytes) else whole(text), **(files or {})}

    def opener(path: Path) -> bytes:
        found = content.get(path.as_posix())
        if found is None:
            raise FileNotFoundError(2, "No such file")
        return found if isinstance(found, bytes) else found.encode()

    return decks.load("d.yaml", opener=opener)


def problems(
    text: str | bytes, files: Mapping[str, str | bytes] | None = None
) -> tuple[Problem, ...]:
    """Return what is found in a deck, whether it loads or not."""
    try:
        return read(text, files).problems
    except DeckError as error:
        return error.problems


def found(text: str | bytes, files: Mapping[str, str | bytes] | None = None) -> list[str]:
    """Return code, line and column of each problem; the deck's own text begins in line 1."""
    extra = 0 if isinstance(text, bytes) else whole(text).count("\n") - text.count("\n")
    return [
        f"{p.code} {p.at.line - (extra if p.at.path == 'd.yaml' else 0)}:{p.at.column}"
        for p in problems(text, files)
    ]


def trip(fields: str) -> Fact:
    """Return a trip with these fields."""
    return read(f"{TRIP}    - {{{fields}}}\n").facts[0]


def marked(text: str, code: str) -> tuple[str, list[str]]:
    """Return a text without its mark `§`, and what `found` tells of a problem at that place."""
    before = text[: text.index("§")]
    line = before.count("\n") + 1
    return text.replace("§", ""), [f"{code} {line}:{len(before) - before.rfind(chr(10))}"]
