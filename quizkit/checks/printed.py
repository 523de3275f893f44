"""Which wordings a deck's questions use, and which of their parts these print."""

from collections.abc import Collection
from typing import NamedTuple

from quizkit.checks.context import Context
from quizkit.model import Kind, Part


class Usage(NamedTuple):
    """What the questions of one kind make of its wordings.

    Attributes:
        wordings: Each wording that asks something: the role that it asks for, and its text.
        parts: The same of the parts in brackets that some question prints, `{it}` put in.
    """

    wordings: set[tuple[str, str]]
    parts: set[tuple[str, str, Part]]


def usage(context: Context) -> dict[str, Usage]:
    """Return for each kind what its questions use, in the language of the plans."""
    found: dict[str, Usage] = {}
    for plans in context.plans.values():
        for plan in plans:
            used = found.setdefault(plan.kind, Usage(set(), set()))
            role, template = plan.role, plan.template
            used.wordings.add((role, template.text))
            if plan.parts:
                every = template.parts
                used.parts.update((role, template.text, every[index]) for index in plan.parts)
    return found


def given_roles(context: Context, kind: Kind) -> frozenset[str]:
    """Return the roles that at least one fact of a kind gives."""
    found: set[str] = set()
    for fact in context.by_kind.get(kind.name, ()):
        found.update(fact.values)
    return frozenset(found)


def never_together(context: Context, kind: Kind, roles: Collection[str]) -> bool:
    """Return whether no fact of a kind gives all of some roles."""
    wanted = set(roles)
    return not any(wanted <= fact.values.keys() for fact in context.by_kind.get(kind.name, ()))
