"""Which answers are taken for one another, and how often."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from quizkit.memory.confusions import Confusions, Mixup
from quizkit.memory.renames import current
from quizkit.memory.replay import Moment
from quizkit.memory.reviews import MILLION
from quizkit.model import FacetId, Memory
from quizkit.session.exams import day_text
from quizkit.session.scope import Scope
from quizkit.text import fold

LOOKED_AT: Final = 500
"""Wrong answers that are looked at, those given most often: some have to be graded again."""

PAIRS: Final = 12
"""Pairs that are told, at most."""

Named = Callable[[str, str], tuple[str, str] | None]
"""Facet and wrong answer as given, to the right answer and the one it was taken for, or None."""


class MixedUp(NamedTuple):
    """Two answers that were taken for one another.

    Attributes:
        one: As people read it.
        other: As people read it.
        times: How often, both ways together.
        other_for_one: How often `other` was answered where `one` was right.
        one_for_other: How often `one` was answered where `other` was right.
        last: Learner-day of the last time, YYYY-MM-DD.
    """

    one: str
    other: str
    times: int
    other_for_one: int
    one_for_other: int
    last: str


def mixed(
    memory: Memory, named: Named, *, decks: Iterable[str] = (), most: int = PAIRS
) -> tuple[MixedUp, ...]:
    """Return the pairs of answers that were mixed up, most often first.

    Args:
        memory: A fold of the learner's log.
        named: What a wrong answer means, such as `by_decks` or `by_log` makes.
        decks: Ids of the decks that count; all if empty.
        most: How many pairs, at most.

    Raises:
        ValueError: If the memory was not made by a fold.
    """
    if not isinstance(memory.confusions, Confusions):
        raise ValueError("confusions are not a fold's, want a memory that a fold returned")
    wanted = frozenset(decks)
    given = [
        (facet, text, times)
        for facet, wrong in memory.confusions.mixups.items()
        if not wanted or facet.partition("/")[0] in wanted
        for text, times in wrong.items()
    ]
    given.sort(key=lambda each: (-len(each[2]), each[0], each[1]))
    pairs: dict[tuple[str, str], list[tuple[bool, Mixup]]] = {}
    for facet, text, times in given[:LOOKED_AT]:
        found = named(facet, text)
        if found is not None and fold(found[0]) != fold(found[1]):
            one, other = sorted(found)
            pairs.setdefault((one, other), []).extend((found[0] == one, each) for each in times)
    rows = [_row(*names, times) for names, times in pairs.items()]
    return tuple(sorted(rows, key=lambda each: (-each.times, each)))[:most]


def _row(one: str, other: str, times: Iterable[tuple[bool, Mixup]]) -> MixedUp:
    told = list(times)
    forth = sum(is_one for is_one, _ in told)
    last = max(day for _, (day, _) in told)
    return MixedUp(one, other, len(told), forth, len(told) - forth, day_text(last))


def by_decks(scope: Scope) -> Named:
    """Return what tells wrong answers by decks: only those that are right elsewhere count.

    Args:
        scope: What the decks ask.
    """

    def named(facet: str, given: str) -> tuple[str, str] | None:
        name = FacetId(facet)
        if name not in scope:
            return None
        other = scope.meant(name, given)
        return (scope.answer(name), other) if other else None

    return named


def by_log(told: Iterable[Moment], memory: Memory) -> Named:
    """Return what tells wrong answers by the log alone, for decks that are not at hand.

    The right answer is the one that was last given rightly; facets without one are not told.

    Args:
        told: The live events with their times, in their order.
        memory: What they add up to.
    """
    rights: dict[str, str] = {}
    for _, event in told:
        if event.kind == "review" and event.body["score"] == MILLION:
            text = _one_given(event.body)
            if text:
                rights[current(event.body["facet"], memory.renames)] = text
    spelled = {fold(text): text for text in rights.values()}

    def named(facet: str, given: str) -> tuple[str, str] | None:
        right = rights.get(facet)
        return None if right is None else (right, spelled.get(fold(given), given))

    return named


def either(first: Named, second: Named, *, decks: Iterable[str]) -> Named:
    """Return what asks the first for facets of some decks, and the second for all others.

    Args:
        first: For facets of these decks.
        second: For all others.
        decks: Ids of the decks.
    """
    at_hand = frozenset(decks)

    def named(facet: str, given: str) -> tuple[str, str] | None:
        return (first if facet.partition("/")[0] in at_hand else second)(facet, given)

    return named


def _one_given(body: Mapping[str, object]) -> str:
    """Return the one answer that a review gave, as it was shown or typed, or ""."""
    response, options = body["response"], body["options"]
    if isinstance(response, str) and body["form"] in ("typed", "cloze"):
        return response.strip()
    if isinstance(response, list) and isinstance(options, list) and body["form"] == "choice":
        return options[response[0]] if response and response[0] < len(options) else ""
    return ""
