"""What a wording could print, in the order of cost.

Costs (DESIGN.md section 5): year 1, place 2, month 3, any other name 4, day 5; text, number, list,
steps 6. At most three optional parts. Ties go by order in the wording.
"""

from functools import lru_cache
from itertools import combinations, product
from typing import Final, NamedTuple

from quizkit.model import BEFORE, Part, PartMode, Precision, Role, Slot, Template
from quizkit.questions.wording import names_one_thing, part_roles, slots

MOST_PARTS: Final = 3
DATE_COST: Final = {Precision.YEAR: 1, Precision.MONTH: 3, Precision.DAY: 5}


class Extra(NamedTuple):
    """A part that may be printed: its place, its roles that are no dates, its cost, its dates."""

    at: int
    roles: tuple[str, ...]
    cost: int
    dates: tuple[tuple[str, Precision], ...]


class Choice(NamedTuple):
    """One way to print: cost, optional parts, roles that are no dates, precision of each date."""

    cost: int
    parts: tuple[int, ...]
    roles: tuple[str, ...]
    dates: tuple[tuple[str, Precision], ...]


class Wording(NamedTuple):
    """A wording made ready for one asked role.

    Attributes:
        template: With `{it}` replaced.
        bare: Roles printed always.
        parts: Index, mode and roles of each optional and forced part.
        definite: It speaks of one thing: `{it}`.
        dated: It has `{when}`.
        views: It has `{view}`.
        rank: Which of the role's wordings it is.
        broken: It prints a role twice, or the asked one, outside brackets.
        statement: It is a statement (`says`) with a gap instead of a question.
    """

    template: Template
    bare: tuple[str, ...]
    parts: tuple[tuple[int, PartMode, tuple[str, ...]], ...]
    definite: bool
    dated: bool
    views: bool
    rank: int
    broken: bool
    statement: bool = False


def prepare(template: Template, whole: Template, role: str, *, rank: int) -> Wording:
    """Make a question's wording ready.

    Args:
        template: As the author wrote it.
        whole: The same with `{it}` replaced.
        role: The role asked for.
        rank: Which of the role's wordings it is.
    """
    bare = tuple(slot.role for slot in slots(whole, PartMode.BARE) if slot.role)
    parts = tuple(
        (index, part.mode, part_roles(part))
        for index, part in enumerate(whole.parts)
        if part.mode is not PartMode.BARE
    )
    kinds = {slot.kind for slot in slots(whole)}
    return Wording(
        whole,
        bare,
        parts,
        names_one_thing(template),
        "when" in kinds,
        "view" in kinds,
        rank,
        role in bare or len(set(bare)) < len(bare),
    )


def prepare_statement(whole: Template, role: str, *, rank: int) -> Wording:
    """Make a statement ready whose asked role becomes a gap; its part is printed always."""
    parts = tuple(
        Part(PartMode.BARE, part.pieces) if role in part_roles(part) else part
        for part in whole.parts
    )
    opened = whole._replace(parts=parts)
    gaps = sum(slot.role == role for slot in slots(opened))
    wording = prepare(opened, opened, role, rank=rank)
    bare = tuple(name for name in wording.bare if name != role)
    return wording._replace(
        bare=bare,
        broken=gaps != 1 or len(set(bare)) < len(bare),
        statement=True,
    )


def role_cost(role: Role) -> int:
    """Return what printing a role costs; dates cost by precision instead."""
    kind: str | None = role.type
    while kind:
        if kind == "place":
            return 2
        if kind == "name":
            return 4
        kind = BEFORE.get(kind)
    return 6


@lru_cache(maxsize=4096)
def choices(
    fixed: tuple[tuple[str, Precision], ...], optional: tuple[Extra, ...]
) -> tuple[Choice, ...]:
    """Return every way to print, cheapest first.

    Args:
        fixed: Dates that are printed in any case, with their finest precision.
        optional: The parts that may be printed.
    """
    found = []
    for count in range(min(MOST_PARTS, len(optional)) + 1):
        for chosen in combinations(optional, count):
            roles = tuple(role for part in chosen for role in part.roles)
            dates = (*fixed, *(date for part in chosen for date in part.dates))
            names = [*roles, *(name for name, _ in dates)]
            if len(set(names)) == len(names):
                found.extend(_refined(chosen, roles, dates))
    return tuple(sorted(found, key=lambda choice: (choice.cost, choice.parts, choice.dates)))


def _refined(
    chosen: tuple[Extra, ...], roles: tuple[str, ...], dates: tuple[tuple[str, Precision], ...]
) -> list[Choice]:
    base = sum(part.cost for part in chosen)
    names = [name for name, _ in dates]
    levels = [[p for p in Precision if p <= finest] for _, finest in dates]
    return [
        Choice(
            base + sum(DATE_COST[p] for p in picked),
            tuple(part.at for part in chosen),
            roles,
            tuple(zip(names, picked, strict=True)),
        )
        for picked in product(*levels)
    ]


def printed_order(template: Template, parts: tuple[int, ...]) -> tuple[Slot, ...]:
    """Return the role placeholders that are printed, in the order of the wording."""
    return tuple(
        piece
        for index, part in enumerate(template.parts)
        if part.mode is PartMode.BARE or index in parts
        for piece in part.pieces
        if isinstance(piece, Slot) and piece.role
    )
