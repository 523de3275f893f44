"""Who accepts a problem: `ok:` with a reason, on what has the problem or on what holds it."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from quizkit.checks.context import Context, Finding, holder, place
from quizkit.checks.excused import without_code
from quizkit.checks.rules import stale_ok
from quizkit.model import Card, Fact, Fix, Location, Note, Problem, Severity


class _Holder(NamedTuple):
    """A thing that carries an `ok:`."""

    key: str
    ok: Mapping[str, str]
    at: Location


class Holders:
    """Everything in a deck that carries an `ok:`, and which of them were needed."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._held = {held.key: held for held in _holders(context)}
        self._needed: set[tuple[str, str]] = set()

    @cached_property
    def _things(self) -> list[tuple[tuple[str, int, int], Fact | Card]]:
        """Facts and cards in the order of the files, each with its start."""
        things: list[Fact | Card] = [*self._context.deck.facts, *self._context.deck.cards]
        return sorted(((_start(thing), thing) for thing in things), key=lambda pair: pair[0])

    def accept(self, finding: Finding) -> Problem:
        """Return the problem, marked with the narrowest reason for which it is accepted.

        A problem of several facts is accepted by any of them.
        """
        problem = finding.problem
        if problem.severity is Severity.FATAL:
            return problem
        reasons = []
        for key in (*(holder("fact", fact) for fact in finding.facts), *finding.holders):
            held = self._held.get(key)
            reason = held.ok.get(problem.code, "").strip() if held else ""
            if reason:
                self._needed.add((key, problem.code))
                reasons.append(reason)
        return problem._replace(suppressed=reasons[0]) if reasons else problem

    def locate(self, problem: Problem) -> Finding:
        """Return a problem that reading found as a finding about the fact or card it lies in."""
        at = (problem.at.path, problem.at.line, problem.at.column)
        if problem.code == "QK306":
            return self._in_group(problem)
        index = bisect_right(self._things, at, key=lambda pair: pair[0]) - 1
        thing = self._things[index][1] if index >= 0 else None
        if thing is None or not _holds(thing, problem.at):
            return self._context.on_deck(problem)
        if isinstance(thing, Card):
            return self._context.on_card(problem, thing)
        return self._context.on_fact(problem, thing, role=_role_at(thing, problem.at))

    def _in_group(self, problem: Problem) -> Finding:
        """Return a problem of a group as a finding about all its facts."""
        deck = self._context.deck
        above = [
            g for g in deck.groups if g.at[:2] <= problem.at[:2] and g.at.path == problem.at.path
        ]
        group = max(above, key=lambda group: group.at.line).index if above else -1
        facts = tuple(fact.id for fact in deck.facts if fact.group == group)
        keys = (holder("group", str(group)), holder("deck"))
        return Finding(problem, keys, facts)

    def stale(self, codes: Collection[str]) -> Iterator[Problem]:
        """Yield each `ok:` that accepts nothing, of the codes that were looked for."""
        for held in self._held.values():
            for code in held.ok:
                if code in codes and (held.key, code) not in self._needed:
                    yield Problem(
                        stale_ok.CODE,
                        stale_ok.SEVERITY,
                        f"`ok: {code}` accepts nothing any more",
                        held.at,
                        notes=(Note("help", f"take {code} out of `ok:`"),),
                        fix=self._without(held, code),
                        profile=stale_ok.PROFILE,
                    )

    def _without(self, held: _Holder, code: str) -> Fix | None:
        edit = without_code(self._context.lines.get(held.at.path, ()), held.at, code)
        return Fix("safe", f"take {code} out of `ok:`", (edit,)) if edit else None


def _holders(context: Context) -> Iterator[_Holder]:
    """Yield what carries an `ok:`."""
    deck = context.deck
    if deck.ok:
        yield _Holder(holder("deck"), deck.ok, Location(deck.paths[0] if deck.paths else ""))
    for name in deck.names.values():
        if name.ok:
            yield _Holder(holder("name", name.name), name.ok, name.at)
    yield from filter(_has_any, _of_kinds(context))
    for group in deck.groups:
        if group.ok:
            yield _Holder(holder("group", str(group.index)), group.ok, group.at)
    things: list[Fact | Card] = [*deck.facts, *deck.cards]
    for thing in things:
        if thing.ok:
            yield _Holder(holder("fact", thing.id), thing.ok, place(thing, "ok"))


def _has_any(held: _Holder) -> bool:
    return bool(held.ok)


def _of_kinds(context: Context) -> Iterator[_Holder]:
    """Yield kinds and roles, whether they carry an `ok:` or not."""
    for kind in context.deck.kinds.values():
        yield _Holder(holder("kind", kind.name), kind.ok, kind.at)
        for role in kind.roles.values():
            yield _Holder(holder("role", kind.name, role.name), role.ok, role.at)


def _start(thing: Fact | Card) -> tuple[str, int, int]:
    at = place(thing)
    return at.path, at.line, at.column


def _holds(thing: Fact | Card, at: Location) -> bool:
    """Return whether a place lies in a fact or card, as far as its fields reach."""
    last = max((span.line for span in thing.spans.values()), default=0)
    return thing.path == at.path and place(thing).line <= at.line <= last


def _role_at(fact: Fact, at: Location) -> str:
    """Return the field or role that stands at a place, or ""."""
    return next(
        (name for name, span in fact.spans.items() if name and span[:2] == (at.line, at.column)), ""
    )
