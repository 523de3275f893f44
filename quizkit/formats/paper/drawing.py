"""Drawing a paper's questions: every line filled, if the deck can fill it at all.

Places are filled one after the other. Where all that fits a place is taken, a shortest chain of
questions that can stand in other places makes room: augmenting paths, which find a largest matching
of places with facets. What gives another question away is in the way as well, so a chain is taken
only if the whole paper is still sound.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from quizkit.formats.paper.blueprint import Line
from quizkit.formats.paper.candidates import Candidates, Pick
from quizkit.model import FacetId, Form, Question
from quizkit.questions.together import TOGETHER

Clash = Callable[[Question, Question], bool]
"""Says whether two questions give each other away."""

_SAME_STEM: Final = frozenset({Form.ORDER, Form.MATCH})
"""Forms whose stems are alike for all questions."""


class Place(NamedTuple):
    """A place on a paper: which set of questions it belongs to, its line, its number there."""

    set: int
    line: int
    number: int


class _Try(NamedTuple):
    """What is tried for a place: in which forms, and whether no fact may come twice."""

    forms: tuple[Form, ...]
    once: bool


class Drawing:
    """Fills places with questions.

    Args:
        lines: The lines of the blueprint.
        candidates: What fits them.
        clash: Says whether two questions give each other away.
    """

    def __init__(self, lines: Sequence[Line], candidates: Candidates, clash: Clash) -> None:
        self._lines = lines
        self._candidates = candidates
        self._clash = clash
        self._fitting = [candidates.fitting(line) for line in lines]
        self._drawn: dict[Place, Pick] = {}
        self._sets: dict[int, dict[Place, Pick]] = {}
        self._met: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self._owner: dict[FacetId, Place] = {}

    def drawn(self, sets: int) -> Mapping[Place, Pick]:
        """Return as many places filled as can be, by place.

        Args:
            sets: So many sets of questions, which share none [1..26].
        """
        places = sorted(self._places(sets), key=self._room)
        for once in (True, False):
            for spread in (True, False):
                self._fill_all(places, once=once, spread=spread)
        return dict(sorted(self._drawn.items()))

    def _fill_all(self, places: Sequence[Place], *, once: bool, spread: bool) -> None:
        """Fill the places that are empty; what was sought in vain is not sought again."""
        vain: set[tuple[int, int, _Try]] = set()
        for place in places:
            wanted = self._try(place, once=once, spread=spread)
            at = (place.set, place.line, wanted)
            if place not in self._drawn and at not in vain and not self._fill(place, wanted):
                vain.add(at)

    def open_facets(self, line: int) -> Iterator[FacetId]:
        """Yield the facets that a line asks for and no place has."""
        return (facet for facet in self._fitting[line] if facet not in self._owner)

    def _places(self, sets: int) -> Iterator[Place]:
        for at in range(sets):
            for number, line in enumerate(self._lines):
                yield from (Place(at, number, each) for each in range(line.wanted))

    def _room(self, place: Place) -> tuple[int, Place]:
        """Return how much there is for a line: the narrowest comes first."""
        each = 3 if TOGETHER & set(self._lines[place.line].forms) else 1
        return len(self._fitting[place.line]) // each, place

    def _try(self, place: Place, *, once: bool, spread: bool = False) -> _Try:
        """Return what is tried: of several forms that a line names, each place begins with one."""
        forms = self._candidates.forms_of(self._lines[place.line])
        if spread and self._lines[place.line].forms and forms:
            at = place.number % len(forms)
            forms = forms[at : at + 1]
        return _Try(forms, once)

    def _fill(self, start: Place, wanted: _Try) -> bool:
        """Fill a place, moving others where they are in the way; return whether it could be."""
        for facet in self._in_order(start, once=wanted.once):
            if facet not in self._owner and self._may_be_free(start, facet, once=wanted.once):
                pick = self._pick(start, facet, wanted.forms)
                if pick and not self._blockers(start, pick, once=wanted.once, most=0):
                    self._put({start: pick})
                    return True
        return bool(self._drawn) and self._make_room(start, wanted)

    def _may_be_free(self, place: Place, facet: FacetId, *, once: bool) -> bool:
        return not once or not self._met[place.set][_fact(facet)]

    def _make_room(self, start: Place, wanted: _Try) -> bool:
        """Fill a place by a shortest chain of questions that move; return whether there is one."""
        came: dict[Place, tuple[Place, Pick]] = {}
        seen: set[FacetId] = set()
        queue = [start]
        for place in queue:
            tries = wanted if place == start else self._try(place, once=wanted.once)
            for facet in self._in_order(place, once=wanted.once):
                is_new = facet not in seen and self._owner.get(facet) != place
                pick = self._pick(place, facet, tries.forms) if is_new else None
                if pick is None:
                    continue
                seen.add(facet)
                blockers = self._blockers(place, pick, once=wanted.once, most=1)
                if len(blockers) > 1 or start in blockers:
                    continue
                if blockers:
                    (blocker,) = blockers
                    if blocker not in came:
                        came[blocker] = (place, pick)
                        queue.append(blocker)
                elif self._moved(start, place, pick, came, once=wanted.once):
                    return True
        return False

    def _in_order(self, place: Place, *, once: bool) -> Sequence[FacetId]:
        """Return what a line asks for; where facts may come twice, those that came least first."""
        fitting = self._fitting[place.line]
        if once:
            return fitting
        uses = self._met[place.set]
        return sorted(fitting, key=lambda facet: uses[_fact(facet)])

    def _pick(self, place: Place, facet: FacetId, forms: Sequence[Form]) -> Pick | None:
        line = self._lines[place.line]
        return self._candidates.pick(facet, line, forms, open_=lambda: self.open_facets(place.line))

    def _blockers(self, place: Place, pick: Pick, *, once: bool, most: int) -> set[Place]:
        """Return the places whose questions cannot stand beside one; it may stand there itself.

        At most one more than `most` are sought.
        """
        found = {self._owner[facet] for facet in pick.facets if facet in self._owner} - {place}
        for other, theirs in self._sets.get(place.set, {}).items():
            if len(found) > most:
                break
            if other not in found and other != place and self._bar(pick, theirs, once=once):
                found.add(other)
        return found

    def _bar(self, one: Pick, two: Pick, *, once: bool) -> bool:
        """Return whether two questions cannot stand on one paper."""
        if one.facets & two.facets or (once and one.facts & two.facts):
            return True
        first, second = one.question, two.question
        if first.stem == second.stem and first.form not in _SAME_STEM:
            return True
        return self._clash(first, second)

    def _moved(
        self,
        start: Place,
        place: Place,
        pick: Pick,
        came: Mapping[Place, tuple[Place, Pick]],
        *,
        once: bool,
    ) -> bool:
        """Put a question in its place, and those in the way where they can go, if all fit."""
        changes = {place: pick}
        while place != start:
            place, pick = came[place]
            changes[place] = pick
        if len(changes) > 1 and not self._is_sound(changes, once=once):
            return False
        self._put(changes)
        return True

    def _put(self, changes: Mapping[Place, Pick]) -> None:
        for each in changes:
            if each in self._drawn:
                self._met[each.set].subtract(self._drawn[each].facts)
                for facet in self._drawn[each].facets:
                    del self._owner[facet]
        self._drawn.update(changes)
        for each, its in changes.items():
            self._sets.setdefault(each.set, {})[each] = its
            self._met[each.set].update(its.facts)
            self._owner.update(dict.fromkeys(its.facets, each))

    def _is_sound(self, changes: Mapping[Place, Pick], *, once: bool) -> bool:
        after = self._drawn | dict(changes)
        for place, pick in changes.items():
            for other, theirs in after.items():
                if other == place:
                    continue
                if pick.facets & theirs.facets:
                    return False
                if other.set == place.set and self._bar(pick, theirs, once=once):
                    return False
        return True


def _fact(facet: FacetId) -> str:
    return facet.rpartition("#")[0].partition("/")[2]
