"""Two versions of a deck: what learners will notice when the new one takes the old one's place.

Facts are compared by id and what is asked by facet, so that moving and sorting are no changes.
Memory follows the key of a facet: another key weakens it, another wording does not.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final, NamedTuple

from quizkit.checks.versions import lost_ids
from quizkit.model import Card, Deck, FacetId, Fact, Name, Problem
from quizkit.questions.ask import Asker
from quizkit.questions.calm import calm
from quizkit.questions.index import fact_of
from quizkit.questions.stems import stem
from quizkit.values.relations import plain

CHANGES: Final = {
    "added": "new",
    "removed": "gone",
    "kind": "kind",
    "value": "value",
    "answer": "answer",
    "wording": "wording",
    "refused": "not asked any more",
    "asked": "asked now",
    "accepted": "spellings",
    "shown": "shown after",
}
"""Each kind of change, and the words for it."""

_SHOWN: Final = ("note", "source", "quote", "image")


class Difference(NamedTuple):
    """One thing that learners will notice.

    Attributes:
        fact: Id of the fact or card; "" where a name changed.
        change: A key of `CHANGES`.
        role: The role, field or name that changed, or "".
        old: What it was, in words, or "".
        new: What it is now, or "".
        facets: What is asked of it; of "value" and "answer" that of which memory is weakened.
    """

    fact: str
    change: str
    role: str = ""
    old: str = ""
    new: str = ""
    facets: tuple[str, ...] = ()


class Versions(NamedTuple):
    """All differences, in the order of the new version; what is gone comes last.

    Attributes:
        differences: The differences.
        problems: What the author should look at: ids that were lost (QK103).
        kept: Facets that are asked as before, with all that is known of them.
        weakened: Facets whose answer changed: their memory is kept and lowered.
        lost: Facets that are asked no more; their answers stay in the log.
        renamed: The deck's id changed: no answer of the old one counts for the new one.
    """

    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]
    kept: int
    weakened: int
    lost: int
    renamed: bool


def compare(old: Asker, new: Asker) -> Versions:
    """Return what learners will notice when one version of a deck follows another.

    Args:
        old: What asks for the old version.
        new: What asks for the new one, in the same language.
    """
    with calm():
        before, now = _asked(old), _asked(new)
        keys = {at: (old.key(before[at]), new.key(now[at])) for at in before if at in now}
        weak = {at for at, (was, is_) in keys.items() if was != is_}
        pair = _Pair(old, new, before, now, weak)
        return Versions(
            differences=tuple(pair.differences()),
            problems=tuple(lost_ids(old.deck, new.deck)),
            kept=len(keys) - len(weak),
            weakened=len(weak),
            lost=len(before) - len(keys),
            renamed=old.deck.id != new.deck.id,
        )


At = tuple[str, str]
"""Where a facet is, whatever its deck is called: fact and role."""


def _asked(asker: Asker) -> dict[At, FacetId]:
    return {fact_of(facet): facet for facet in asker.planner.facets}


def _by_fact(asked: Mapping[At, FacetId]) -> dict[str, list[At]]:
    found: dict[str, list[At]] = {}
    for at in asked:
        found.setdefault(at[0], []).append(at)
    return found


class _Pair:
    """An old and a new version of one deck."""

    def __init__(
        self,
        old: Asker,
        new: Asker,
        before: Mapping[At, FacetId],
        now: Mapping[At, FacetId],
        weak: set[At],
    ) -> None:
        self.old, self.new = old, new
        self.before, self.now, self.weak = before, now, weak

    def differences(self) -> Iterator[Difference]:
        """Yield all of them: facts as the new version has them, what is gone, names."""
        old, new = _rows(self.old.deck), _rows(self.new.deck)
        was, is_ = _by_fact(self.before), _by_fact(self.now)
        for id_, row in new.items():
            here = is_.get(id_, [])
            if id_ in old:
                yield from self._changed(old[id_], row, was.get(id_, []), here)
            else:
                told = self.new.told(row)
                yield Difference(id_, "added", new=told, facets=_ids(self.now, here))
        for id_, row in old.items():
            if id_ not in new:
                told = self.old.told(row)
                gone = _ids(self.before, was.get(id_, []))
                yield Difference(id_, "removed", old=told, facets=gone)
        yield from _names(self.old.deck, self.new.deck)

    def _changed(
        self, old: Fact | Card, new: Fact | Card, was: list[At], is_: list[At]
    ) -> Iterator[Difference]:
        found = set[str]()
        for change in self._values(old, new):
            found.add(change.role)
            yield change
        for at in is_:
            if at not in self.before:
                first = self._stems(self.new, self.now[at])[:1]
                yield Difference(new.id, "asked", at[1], new="".join(first), facets=(self.now[at],))
            elif at in self.weak and at[1] not in found:
                answers = (
                    self._answer(self.old, self.before[at]),
                    self._answer(self.new, self.now[at]),
                )
                yield Difference(new.id, "answer", at[1], *answers, facets=(self.now[at],))
            else:
                yield from self._worded(new.id, at)
        for at in was:
            if at not in self.now:
                yield Difference(
                    new.id, "refused", at[1], new=self._why(at), facets=(self.before[at],)
                )
        for field in _SHOWN:
            one, other = (_field(row, field) for row in (old, new))
            if one != other:
                yield Difference(new.id, "shown", field, one, other)

    def _values(self, old: Fact | Card, new: Fact | Card) -> Iterator[Difference]:
        if isinstance(old, Card) or isinstance(new, Card):
            yield from self._cards(old, new)
            return
        if old.kind != new.kind:
            yield Difference(new.id, "kind", old=old.kind, new=new.kind)
        language = self.new.planner.language
        for role in dict.fromkeys((*new.values, *old.values)):
            one, other = old.values.get(role), new.values.get(role)
            if (one and plain(one)) != (other and plain(other)):
                texts = (
                    self.old.text(one, language) if one else "",
                    self.new.text(other, language) if other else "",
                )
                yield Difference(new.id, "value", role, *texts, facets=self._weak(new.id, role))

    def _cards(self, old: Fact | Card, new: Fact | Card) -> Iterator[Difference]:
        if not (isinstance(old, Card) and isinstance(new, Card)):
            yield Difference(new.id, "kind", old=_kind(old), new=_kind(new))
        elif old.answer != new.answer:
            weak = tuple(self.now[at] for at in self.now if at[0] == new.id and at in self.weak)
            yield Difference(new.id, "value", "card", old.answer, new.answer, facets=weak)

    def _weak(self, fact: str, role: str) -> tuple[str, ...]:
        return (self.now[fact, role],) if (fact, role) in self.weak else ()

    def _worded(self, fact: str, at: At) -> Iterator[Difference]:
        one, other = self._stems(self.old, self.before[at]), self._stems(self.new, self.now[at])
        gone = [text for text in one if text not in other]
        come = [text for text in other if text not in one]
        if gone or come:
            texts = ("".join(gone[:1]), "".join(come[:1]))
            yield Difference(fact, "wording", at[1], *texts, facets=(self.now[at],))

    @staticmethod
    def _stems(asker: Asker, facet: FacetId) -> list[str]:
        return [stem(plan, asker.deck) for plan in asker.planner.plans(facet)]

    @staticmethod
    def _answer(asker: Asker, facet: FacetId) -> str:
        plan = asker.planner.plans(facet)[0]
        return ", ".join(asker.text(value, plan.language) for value in plan.accepted)

    def _why(self, at: At) -> str:
        facet = next((f for f in self.new.planner.candidates if fact_of(f) == at), None)
        refusal = self.new.planner.refusal(facet) if facet else None
        if refusal is None:
            return "nothing asks for it"
        return f"{refusal.message} ({refusal.code})" if refusal.code else refusal.message


def _rows(deck: Deck) -> dict[str, Fact | Card]:
    return {row.id: row for row in chain[Fact | Card](deck.facts, deck.cards)}


def _ids(asked: Mapping[At, FacetId], places: list[At]) -> tuple[str, ...]:
    return tuple(asked[at] for at in places)


def _kind(row: Fact | Card) -> str:
    return row.kind if isinstance(row, Fact) else "card"


def _field(row: Fact | Card, field: str) -> str:
    value = getattr(row, field, None)
    return "" if value is None else " ".join(str(value).split())


def _names(old: Deck, new: Deck) -> Iterator[Difference]:
    """Yield names of which other spellings are right now."""
    for name, now in new.names.items():
        was = old.names.get(name)
        if was is not None and _spelt(was) != _spelt(now):
            yield Difference("", "accepted", name, ", ".join(_spelt(was)), ", ".join(_spelt(now)))


def _spelt(name: Name) -> list[str]:
    return sorted({*name.aka, *name.spellings.values()} - {name.name})
