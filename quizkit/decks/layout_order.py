"""The order of fields, by where a map stands in a deck; and which texts are wordings."""

from collections.abc import Mapping, Sequence
from typing import Final

from quizkit.decks.groups import HOLDERS
from quizkit.decks.layout_read import Entry, Holder

Path = tuple[str | int, ...]
"""Names of fields and places in lists, from the root."""

OTHERS: Final = "*"
"""Stands for fields with names of the author's own."""

HEAD: Final = (
    "quizkit", "deck", "title", "language", "licence", "as of", "ok", "include", "sources",
    "names", "kinds", "words", "facts", "about", "cards",
)  # fmt: skip
SOURCE: Final = (
    "title", "author", "publisher", "date", "url", "accessed", "file", "licence", "language",
    "note", "according to", "at the time of",
)  # fmt: skip
NAME: Final = ("is", "in", "the", "aka", "not", OTHERS, "ok")
KIND: Final = ("called", "says", "ask how many", "roles", "ok")
ROLE: Final = (
    "is", "of", "one", "name one", "strict", "ask", "ask to", "ask all", "ask one", "ask first",
    "ask last", "ask which not", "ask after", "ask larger", "ask times", "ok",
)  # fmt: skip
_LAST: Final = (
    "source",
    "quote",
    "note",
    "tags",
    "difficulty",
    "disputed",
    "valid",
    "requires",
    "image",
    "ok",
)
GROUP: Final = (
    "file", "source", "tags", "complete", "according to", "at the time of", "note", "difficulty",
    "dont ask", "disputed", "valid", "ok", "facts", "table",
)  # fmt: skip
FACT: Final = (
    "id", OTHERS, "according to", "at the time of", "ask", "ask to", "dont ask", "wrong",
    "never wrong", *_LAST,
)  # fmt: skip
CARD: Final = ("id", "q", "a", "cloze", "also", "wrong", *_LAST)

_SECTIONS: Final[Mapping[tuple[str, int], Sequence[str]]] = {
    ("sources", 2): SOURCE,
    ("names", 2): NAME,
    ("kinds", 2): KIND,
    ("kinds", 4): ROLE,
    ("cards", 2): CARD,
}


def ordered(holder: Holder, path: Path) -> list[tuple[str | int, Entry]]:
    r"""Return the entries of a map or list in the order of the layout, with name or place of each.

    >>> from quizkit.decks.layout_read import written
    >>> root = written("title: X\nquizkit: 1\n", "d.yaml").root
    >>> [name for name, _ in ordered(root, ())]
    ['quizkit', 'title']
    """
    if not holder.is_map:
        return list(enumerate(holder.entries))
    named = [(entry.key.text, entry) for entry in holder.entries if entry.key is not None]
    order = _order([name for name, _ in named], path)
    if order is None:
        return [(name, entry) for name, entry in named]
    rank: dict[str | int, int] = {name: place for place, name in enumerate(order)}
    others = rank.get(OTHERS, len(rank))
    return sorted(
        [(name, entry) for name, entry in named], key=lambda pair: rank.get(pair[0], others)
    )


def _order(names: Sequence[str], path: Path) -> Sequence[str] | None:
    """Return the order of a map's fields, or None if the author's own holds."""
    if not path:
        return HEAD
    section = path[0]
    if section == "facts" and len(path) > 1:
        if any(name in HOLDERS for name in names):
            return GROUP
        return FACT if _is_fact(path[2:]) else None
    if section == "kinds" and len(path) == 4 and path[2] != "roles":
        return None
    return _SECTIONS.get((str(section), len(path)))


def _is_fact(steps: Path) -> bool:
    """Return whether the steps after the kind's name lead to a fact."""
    match steps:
        case (int(),) | ("facts", int()) | (int(), "facts", int()):
            return True
        case _:
            return False


def is_wording(path: Path) -> bool:
    """Return whether a value is a wording: it has quotation marks in any case.

    >>> is_wording(("kinds", "visit", "roles", "who", "ask", 0)), is_wording(("title",))
    (True, False)
    """
    match path:
        case ("kinds", _, "called" | "says" | "ask how many", *_):
            return True
        case ("kinds", _, "roles", _, str(field), *_):
            return field.startswith("ask") and field != "ask to"
        case ("cards", _, "q" | "cloze"):
            return True
        case ("facts", _, *steps):
            return "ask" in steps[1:] and isinstance(steps[steps.index("ask") - 1], int)
        case _:
            return False
