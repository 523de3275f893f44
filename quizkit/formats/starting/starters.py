"""Decks to begin with: a few facts of a built-in kind, to be replaced by one's own."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from quizkit.decks import builtin
from quizkit.decks.events import read
from quizkit.decks.tree import plain
from quizkit.formats.sheets.cells import Value
from quizkit.formats.starting.newdeck import Draft, Group, said

OFTEN: Final = (
    "definition", "event", "work", "birth", "discovery", "place", "attribute", "sequence", "visit",
)  # fmt: skip
"""Kinds that are offered first."""


class Starter(NamedTuple):
    """What a kind's deck begins with.

    Attributes:
        kind: Its name.
        like: A sentence that shows what it is for.
        roles: What each role holds, in words.
        facts: Values by role.
        the: Names that need the article.
    """

    kind: str
    like: str
    roles: Mapping[str, str]
    facts: Sequence[Mapping[str, Value]]
    the: Sequence[str]


@cache
def _all() -> Any:
    data = files("quizkit.formats.starting").joinpath("starters.yaml").read_bytes()
    root = read(data, "starters.yaml").root
    return plain(root) if root is not None else {}


def starter(kind: str, language: str) -> Starter:
    """Return what a deck of a built-in kind begins with.

    Args:
        kind: Its name.
        language: `en` or `vi`.

    Raises:
        KeyError: If there is no such kind.

    >>> starter("visit", "en").like
    'Richard Nixon visited China in 1972.'
    """
    found = _all()[kind][language]
    return Starter(kind, found["like"], found["roles"], found["facts"], found.get("the", ()))


def kinds() -> tuple[str, ...]:
    """Return the built-in kinds, those that are used often first."""
    return (*OFTEN, *(name for name in builtin.names() if name not in OFTEN))


def draft(starters: Sequence[Starter], ids: Iterator[str], head: Draft) -> Draft:
    """Return the draft of a deck with the facts of one or more kinds.

    Args:
        starters: What it begins with; the rules stand above the first.
        ids: Ids for its facts.
        head: Id, title, language and date of the deck.
    """
    language = head.language
    groups = []
    for place, one in enumerate(starters):
        notes = [said(language, "like").format(kind=one.kind, like=one.like)]
        if not place:
            notes += said(language, "replace").split("\n")
        notes += [f"  {role}: {what}" for role, what in one.roles.items()]
        if not place:
            dated = any("date" in fact or "from" in fact for fact in one.facts)
            notes += said(language, "date").split("\n") if dated else []
            notes += said(language, "leave").split("\n")
        rows = [{"id": next(ids), **fact} for fact in one.facts]
        groups.append(Group(one.kind, rows, notes))
    the: dict[str, Mapping[str, Value]] = {
        name: {"the": "yes"} for one in starters for name in one.the
    }
    return head._replace(groups=tuple(groups), names=the)
