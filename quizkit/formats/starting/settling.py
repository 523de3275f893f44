"""A new deck made sound: what a check would call an error is left out or not asked, and told."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from quizkit.checks.run import run
from quizkit.decks.files import read_deck
from quizkit.errors import FormatError
from quizkit.formats.sheets.cells import Value
from quizkit.formats.starting.newdeck import Draft, deck_text
from quizkit.model import Problem, Severity
from quizkit.questions.plan import Planner

_ROUNDS: Final = 8

_BESIDE: Final = frozenset(("id", "dont ask", "note", "source", "tags"))
"""What a row has besides roles."""

_UNREADABLE: Final = frozenset(("QK011", "QK012", "QK013", "QK016", "QK112"))
"""Codes of values that a role cannot take."""


class _Fault(NamedTuple):
    """What is wrong with a fact or card: a role that cannot be asked or read, or all of a card."""

    id: str
    role: str
    is_unreadable: bool
    message: str


def settled(draft: Draft, path: str) -> tuple[Draft, tuple[str, ...]]:
    """Return a draft whose deck has no error, and what was changed, in words.

    Args:
        draft: The draft; each of its facts and cards has an id.
        path: The path of its file.

    Raises:
        FormatError: If nothing is left of it.
    """
    found: Counter[tuple[str, bool, str]] = Counter()
    for _ in range(_ROUNDS):
        faults = list(dict.fromkeys(_faults(draft, path)))
        if not faults:
            break
        roles: dict[tuple[str, bool, str], set[str]] = {}
        for one in faults:
            what = "" if one.role else one.message
            roles.setdefault((one.role, one.is_unreadable, what), set()).add(one.id)
        found.update({kind: len(ids) for kind, ids in roles.items()})
        draft = _without(draft, faults)
        if not (draft.cards or any(group.rows for group in draft.groups)):
            raise FormatError("no row is left that a question can be made of")
    return draft, tuple(_said(*kind, count) for kind, count in found.items())


def _said(role: str, is_unreadable: bool, what: str, count: int) -> str:  # noqa: FBT001
    facts = f"{count} {'fact' if count == 1 else 'facts'}"
    if not role:
        return f"left out {count} {'card' if count == 1 else 'cards'}: {what}"
    if is_unreadable:
        return f"left out `{role}` of {facts}: it is not what the other cells there are"
    why = "the question would have several answers, or give its answer away"
    return f"`{role}` is not asked of {facts}: {why}"


def _faults(draft: Draft, path: str) -> Iterator[_Fault]:
    deck = read_deck(path, opener=lambda _: deck_text(draft, path)).deck
    if deck is None:
        return
    planner = Planner(deck)
    errors = [one for one in run(deck, planner, draws=0) if one.severity <= Severity.ERROR]
    cards = {card.id for card in deck.cards}
    yield from (_fault(one, is_card=one.fact in cards) for one in errors if one.fact)
    codes = {found.code for found in errors}
    for facet in planner.candidates if codes else ():
        refusal = planner.refusal(facet)
        if refusal is not None and refusal.code in codes and refusal.role:
            yield _Fault(refusal.fact, refusal.role, is_unreadable=False, message="")


def _fault(problem: Problem, *, is_card: bool) -> _Fault:
    if is_card:
        return _Fault(problem.fact, "", is_unreadable=False, message=problem.message)
    unreadable = problem.code in _UNREADABLE
    return _Fault(problem.fact, problem.role, is_unreadable=unreadable, message="")


def _without(draft: Draft, faults: Sequence[_Fault]) -> Draft:
    by_id: dict[str, list[_Fault]] = {}
    for one in faults:
        by_id.setdefault(one.id, []).append(one)
    groups = []
    for group in draft.groups:
        rows = [_mended(row, by_id.get(str(row["id"]), ())) for row in group.rows]
        groups.append(group._replace(rows=[row for row in rows if _says_something(row)]))
    cards = [card for card in draft.cards if card["id"] not in by_id]
    return draft._replace(groups=groups, cards=cards)


def _says_something(row: Mapping[str, Value]) -> bool:
    """Return whether a fact still has two roles: one to ask, and one to ask it of."""
    return len(row.keys() - _BESIDE) > 1


def _mended(row: Mapping[str, Value], faults: Sequence[_Fault]) -> Mapping[str, Value]:
    gone = {one.role for one in faults if one.is_unreadable}
    kept = {role: value for role, value in row.items() if role not in gone}
    before = kept.get("dont ask", [])
    listed = list(before) if isinstance(before, list) else [before]
    new = [one.role for one in faults if one.role in kept and one.role not in listed]
    unasked: list[Value] = [*listed, *dict.fromkeys(new)]
    return {**kept, "dont ask": unasked} if unasked else kept
