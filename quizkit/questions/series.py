"""Steps and numbers in a row: what came after, which was larger, how many times as large."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise

from quizkit.model import (
    Date,
    Fact,
    List,
    Many,
    Number,
    Part,
    Plan,
    Precision,
    Printed,
    Slot,
    Template,
    Value,
    Way,
)
from quizkit.questions.choices import Wording, prepare
from quizkit.questions.search import Goal, Search
from quizkit.values.dates import known_at, overlaps, truncate
from quizkit.values.relations import excludes

FEWEST_TIMES = Decimal("1.5")
"""Nobody speaks of fewer times as large."""


def after_plans(search: Search, goal: Goal, wordings: Sequence[Wording]) -> Iterator[Plan]:
    """Yield the plans that ask which step comes right after another, for each pair of steps.

    Args:
        search: The deck's search.
        goal: A fact and its steps.
        wordings: The role's `ask after`.
    """
    if not isinstance(goal.value, List):
        return
    steps = goal.value.items
    once = [step for step in steps if steps.count(step) == 1]
    for wording in wordings:
        plan = search.one(goal, wording)
        for step, answer in pairwise(steps):
            if plan and step in once and not search.giveaway(answer, step, None):
                yield plan._replace(
                    printed=(*plan.printed, Printed("step", step)),
                    accepted=(answer,),
                    many=Many.ONE,
                    way=Way.AFTER,
                )


def pair_plans(search: Search, goal: Goal, texts: Sequence[Template], way: Way) -> Iterator[Plan]:
    """Yield the plans that set a number beside the same number at an earlier time.

    The two facts agree in all roles but the number and one date. The earliest and the latest
    before are taken.

    Args:
        search: The deck's search.
        goal: The later number.
        texts: The role's `ask larger` or `ask times`, `{it}` replaced.
        way: LARGER or TIMES.
    """
    for clock, earlier in _earlier(goal):
        for rank, text in enumerate(texts):
            plan = _pair(search, goal, text, (earlier, clock, rank), way)
            if plan:
                yield plan


def _earlier(goal: Goal) -> Iterator[tuple[str, Fact]]:
    """Yield the date role that differs, with the first and the last of the earlier facts."""
    clocks = [role for role, level in goal.usable.items() if level]
    for clock in clocks:
        mine = goal.fact.values[clock]
        found = []
        for other in goal.among.members(_twins(goal, clock)):
            time = other.values.get(clock)
            if not (isinstance(time, Date) and isinstance(mine, Date)):
                continue
            if _is_before(time, mine) and _is_like(goal, other):
                found.append((time.first, other.id, other))
        found.sort(key=lambda entry: entry[:2])
        for _, _, other in found[:1] + found[1:][-1:]:
            yield clock, other


def _is_before(one: Date, two: Date) -> bool:
    """Return whether a date lies in an earlier year than another."""
    if not known_at(one, Precision.YEAR):
        return False
    years = truncate(one, Precision.YEAR), truncate(two, Precision.YEAR)
    return not overlaps(*years) and one.first < two.first


def _twins(goal: Goal, clock: str) -> int:
    """Return the facts that give the same values but for the number and one date."""
    left = goal.among.all
    for role, value in goal.fact.values.items():
        if role not in (goal.role.name, clock):
            left &= goal.among.column(role).masks.get(value, 0)
    return left


def _is_like(goal: Goal, other: Fact) -> bool:
    """Return whether a twin gives no more roles, a number too, and is told alike."""
    mine = goal.fact
    told = (mine.according_to, mine.at_time_of, mine.valid)
    return (
        mine.values.keys() == other.values.keys()
        and isinstance(other.values.get(goal.role.name), Number)
        and (other.according_to, other.at_time_of, other.valid) == told
    )


def _pair(
    search: Search, goal: Goal, text: Template, about: tuple[Fact, str, int], way: Way
) -> Plan | None:
    earlier, clock, rank = about
    low, high = earlier.values[goal.role.name], goal.value
    other = next(iter(search.goals(earlier, goal.role)), None)
    if other is None or not isinstance(low, Number) or not isinstance(high, Number):
        return None
    last = search.one(goal, _dated(text, "later", clock, goal.role.name, rank))
    first = search.one(other, _dated(text, "earlier", clock, goal.role.name, rank))
    if not last or not first or last.parts != first.parts:
        return None
    accepted = _answer(search, (first, low), (last, high), clock, way)
    if accepted is None:
        return None
    times = tuple(
        item._replace(role=role)
        for plan, role in ((first, "earlier"), (last, "later"))
        for item in plan.printed
        if item.role == clock
    )
    rest = tuple(item for item in last.printed if item.role != clock)
    if rest != tuple(item for item in first.printed if item.role != clock):
        return None
    return last._replace(
        template=text,
        printed=(*rest, *times),
        asked=accepted.precision if isinstance(accepted, Date) else None,
        accepted=(accepted,),
        many=Many.ONE,
        way=way,
        rank=rank,
        definite=way is Way.TIMES,
        not_excluded=tuple(dict.fromkeys((*first.not_excluded, *last.not_excluded))),
    )


def _dated(text: Template, word: str, clock: str, role: str, rank: int) -> Wording:
    """Return a wording in which `{earlier}` or `{later}` is the date of one fact."""
    parts = tuple(
        Part(
            part.mode,
            tuple(
                Slot("role", clock) if isinstance(piece, Slot) and piece.kind == word else piece
                for piece in part.pieces
            ),
        )
        for part in text.parts
    )
    dated = text._replace(parts=parts)
    return prepare(dated, dated, role, rank=rank)


def _answer(
    search: Search, first: tuple[Plan, Number], last: tuple[Plan, Number], clock: str, way: Way
) -> Value | None:
    (early, low), (late, high) = first, last
    if not excludes(low, high, places=search.places):
        return None
    if way is Way.TIMES:
        words = search.deck.words[search.deck.language]
        return _ratio(low, high, words.decimal)
    plan = late if high.value > low.value else early
    return next((item.value for item in plan.printed if item.role == clock), None)


def _ratio(low: Number, high: Number, decimal: str) -> Number | None:
    """Return how many times as large, to two digits; None where that tells little."""
    if low.bound not in ("", "about") or high.bound not in ("", "about") or low.value <= 0:
        return None
    ratio = high.value / low.value
    if ratio < FEWEST_TIMES:
        return None
    unit = Decimal(1).scaleb(ratio.adjusted() - 1 if ratio >= 10 else -1)
    value = (ratio / unit).to_integral_value(ROUND_HALF_EVEN) * unit
    if value >= 10 or value == value.to_integral_value():
        value = value.to_integral_value()
    return Number(value, "", "about", unit / 2, f"{value:f}".replace(".", decimal))
