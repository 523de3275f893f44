"""Turns what the planner refuses into problems: one collision, one problem.

A collision usually blocks several facets, in both directions. Facts that stand in each other's
way are drawn together; the first three are shown, the rest is counted.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from quizkit.checks.context import Context, Finding, place
from quizkit.model import (
    Date,
    Fact,
    Note,
    Precision,
    Problem,
    Refusal,
    Related,
    Severity,
    Text,
    Value,
)
from quizkit.questions.index import facet_id
from quizkit.values.show import show

SHOWN: Final = 3
"""Facts of a collision that are shown; more are counted."""

_LACKS: Final = {None: "no sure date", Precision.YEAR: "no month", Precision.MONTH: "no day"}


class Cluster(NamedTuple):
    """Refusals that have one cause. `facts` are all that it involves, in deck order."""

    refusals: tuple[Refusal, ...]
    facts: tuple[Fact, ...]

    @property
    def first(self) -> Refusal:
        """The refusal that stands for all: the one whose fact the hint wants to change."""
        for refusal in self.refusals:
            if refusal.fact in refusal.hint.split():
                return refusal
        return self.refusals[0]


def collisions(context: Context, code: str, severity: Severity) -> Iterator[Finding]:
    """Yield one finding for each set of facts that cannot be told apart.

    Args:
        context: The deck and its plans.
        code: The code of the refusals to look at.
        severity: What such a problem does.
    """
    for cluster in _clusters(context, code, _by_facts):
        yield _finding(context, cluster, severity, also="this fits too")


def by_role(context: Context, code: str, severity: Severity) -> Iterator[Finding]:
    """Yield one finding for each role of a kind that is refused, however many facts have it."""
    for cluster in _clusters(context, code, _by_wanted):
        yield _finding(context, cluster, severity, also="the same here")


def _by_facts(refusal: Refusal, fact: Fact) -> list[str]:
    return [fact.id, *refusal.collides]


def _by_wanted(refusal: Refusal, fact: Fact) -> list[str]:
    accepted = refusal.code in fact.ok  # for itself, not for all that have the same fault
    return [f"{fact.kind} {refusal.role} {refusal.message} {accepted and fact.id}"]


def _clusters(
    context: Context, code: str, ties: Callable[[Refusal, Fact], list[str]]
) -> Iterator[Cluster]:
    """Yield the refusals with a code, those together that share a tie."""
    refused = [refusal for refusal in context.refusals if refusal.code == code]
    tied = [(refusal, ties(refusal, context.facts[refusal.fact])) for refusal in refused]
    above: dict[str, str] = {}
    for _, names in tied:
        for name in names:
            above[_root(above, name)] = _root(above, names[0])
    groups: dict[str, list[Refusal]] = {}
    for refusal, names in tied:
        groups.setdefault(_root(above, names[0]), []).append(refusal)
    for refusals in groups.values():
        involved = {name for refusal in refusals for name in (refusal.fact, *refusal.collides)}
        order = sorted(involved, key=context.order.__getitem__)
        yield Cluster(tuple(refusals), tuple(context.facts[name] for name in order))


def _root(above: dict[str, str], name: str) -> str:
    """Return what stands for all that a name is tied to (a disjoint-set forest)."""
    while (higher := above.setdefault(name, name)) != name:
        above[name] = above.setdefault(higher, higher)
        name = higher
    return name


def _finding(context: Context, cluster: Cluster, severity: Severity, *, also: str) -> Finding:
    first = cluster.first
    fact = context.facts[first.fact]
    own = next((context.facts[name] for name in first.collides), None)
    related: list[Related] = []
    if own is not None:
        explain = _giving_away if first.code == "QK308" else _telling
        related += explain(context, fact, own, first.role)
    others = [other for other in cluster.facts if other.id != fact.id and other is not own]
    shown = others[: SHOWN - 1 - (own is not None)]
    related += [Related(place(other, first.role), also) for other in shown]
    problem = Problem(
        first.code,
        severity,
        first.message,
        place(fact, first.role),
        label="I wanted to ask for this",
        related=tuple(related),
        notes=tuple(_notes(cluster, fact)),
    )
    finding = context.on_fact(problem, fact, role=first.role)
    return finding._replace(facts=tuple(fact.id for fact in cluster.facts))


def _notes(cluster: Cluster, fact: Fact) -> Iterator[Note]:
    first = cluster.first
    if first.tried:
        told = "none of them tells" if len(first.tried) > 1 else "it does not tell"
        yield Note("tried", f"{', '.join(first.tried)}; {told} the facts apart")
    if first.hint:
        where = _where(cluster) if _left_out(first) else ""
        yield Note("help", _lines_for_ids(first.hint, cluster.facts) + where)
    if "dont ask" not in first.hint:
        yield Note("or", f"write `dont ask: [{first.role}]`{_where(cluster)} to leave it out")
    if len(cluster.refusals) > 1:
        yield Note("known", f"it blocks {_count(cluster)}")
    yield Note("why", f"quizkit why {first.facet}")


def _left_out(refusal: Refusal) -> bool:
    """Return whether the hint ends with what leaves a role out."""
    return refusal.hint.endswith(f"dont ask: [{refusal.role}]")


def _count(cluster: Cluster) -> str:
    roles = dict.fromkeys(f"`{refusal.role}`" for refusal in cluster.refusals)
    facts = len({refusal.fact for refusal in cluster.refusals})
    return f"{len(cluster.refusals)} questions: {', '.join(roles)} of {facts} facts"


def _where(cluster: Cluster) -> str:
    count = len({refusal.fact for refusal in cluster.refusals})
    return ("", "", " on both lines")[count] if count < 3 else " on all of them"


def _lines_for_ids(hint: str, facts: Sequence[Fact]) -> str:
    """Return a hint in which facts are named by their lines, as a writer sees them."""
    lines = {fact.id: f"line {place(fact).line}" for fact in facts}
    return " ".join(lines.get(word, word) for word in hint.split(" "))


def _telling(context: Context, fact: Fact, other: Fact, asked: str) -> Iterator[Related]:
    """Yield the places that explain why two facts cannot be told apart."""
    refusal = context.planner.refusal(facet_id(context.deck.id, fact.id, asked))
    tried = {text.partition(" (")[0] for text in refusal.tried} if refusal else set()
    for role in context.deck.kinds[fact.kind].roles:
        mine, theirs = fact.values.get(role), other.values.get(role)
        if role not in tried or mine == theirs:
            continue
        if mine is None or theirs is None:
            lacking = fact if mine is None else other
            yield Related(place(lacking), f"no `{role}` given here")
            return
        if isinstance(mine, Date) and isinstance(theirs, Date):
            yield from _dates(context, (fact, mine), (other, theirs), role)
            return
        if isinstance(mine, Text) and isinstance(theirs, Text):
            yield Related(place(other, role), "these words may mean the same")
            return
    yield Related(place(other, asked), "this fits too")


def _giving_away(context: Context, fact: Fact, other: Fact, asked: str) -> Iterator[Related]:
    """Yield the value that holds the answer, and the fact that it would exclude."""
    answer = fact.values[asked]
    for role, value in fact.values.items():
        if role != asked and context.giveaway(answer, value, None):
            yield Related(place(fact, role), "this holds the answer")
            break
    yield Related(place(other, asked), "this fits too")


def _dates(
    context: Context, mine: tuple[Fact, Date], theirs: tuple[Fact, Date], role: str
) -> Iterator[Related]:
    """Yield two dates of which one may be the other, with what the vaguer one lacks."""
    vague, sharp = sorted((mine, theirs), key=lambda pair: pair[1].precision or 0)
    yield Related(place(sharp[0], role), _shown(context, sharp[1]))
    lacks = _LACKS.get(vague[1].precision, "the same date")
    yield Related(place(vague[0], role), f"{lacks}: it may be the same")


def _shown(context: Context, value: Value) -> str:
    words = context.deck.words.get(context.deck.language)
    if words is None:
        return ""
    return show(value, words=words, names=context.deck.names)
