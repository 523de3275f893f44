"""What a wording could print, in the order of cost.

Costs: year 1, place 2, month 3, any other name 4, day 5; text, number, list, steps
6. At most three optional parts. Ties go by order in the wording.
"""

from collections.abc import Mapping
from itertools import combinations, product
from typing import Final, NamedTuple

from quizkit.model import BEFORE, Part, PartMode, Precision, Role, Slot, Template
from quizkit.questions.giveaway import as_told
from quizkit.questions.wording import names_one_thing, part_roles, slots

Usable = Mapping[str, Precision | None]

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
        literal: Its own words outside brackets, folded, with a blank before and after.
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
    literal: str
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
        _literal(whole),
        role in bare or len(set(bare)) < len(bare),
    )


def _literal(whole: Template) -> str:
    texts = (
        piece if isinstance(piece, str) else " x0x "
        for part in whole.parts
        if part.mode is PartMode.BARE
        for piece in part.pieces
    )
    return f" {as_told(''.join(texts))} "


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


class Menu(NamedTuple):
    """What a wording can print for facts that have the same roles.

    Attributes:
        wording: The wording.
        forced: Indexes of the forced parts.
        always: Roles printed in any case, dates excepted.
        choices: Every way to print the rest, cheapest first; none if a bare role is missing.
    """

    wording: Wording
    forced: tuple[int, ...] = ()
    always: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


def make_menu(wording: Wording, usable: Usable, costs: Mapping[str, int]) -> Menu:
    """Return what can be printed.

    Args:
        wording: The wording.
        usable: The roles that may be printed, dates with the finest precision.
        costs: What printing each role costs, dates excepted.
    """
    if wording.broken or not usable.keys() >= set(wording.bare):
        return Menu(wording)
    always = list(wording.bare)
    forced: list[int] = []
    parts = [part for part in wording.parts if part[2] and usable.keys() >= set(part[2])]
    for at, mode, roles in parts:
        if mode is PartMode.FORCED and not set(roles) & set(always):
            always.extend(roles)
            forced.append(at)
    extra = tuple(
        _extra(at, roles, usable, costs)
        for at, mode, roles in parts
        if mode is PartMode.OPTIONAL and not set(roles) & set(always)
    )
    return Menu(
        wording,
        tuple(forced),
        tuple(role for role in always if usable[role] is None),
        choices(tuple((role, level) for role in always if (level := usable[role])), extra),
    )


def _extra(at: int, roles: tuple[str, ...], usable: Usable, costs: Mapping[str, int]) -> Extra:
    others = tuple(role for role in roles if usable[role] is None)
    dates = tuple((role, level) for role in roles if (level := usable[role]))
    return Extra(at, others, sum(costs[role] for role in others), dates)


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
