"""Browsing: the facts of decks as rows, filtered and sorted.

What a row tells is worked out when it is shown, or when a filter or an order needs it, and kept;
so a long list opens at once, and its second filter is quick.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import Final, NamedTuple

from quizkit.model import Card, FacetId, Fact, FactRow, FactView, Memory, Reason
from quizkit.practice import reports
from quizkit.practice.clock import Clock, moment
from quizkit.practice.evidence import facets_of, fact_in
from quizkit.practice.facets import due_days, known_now, standing_of
from quizkit.practice.filters import Known, Subject, Term, holds, read
from quizkit.practice.finding import entry
from quizkit.practice.reports import NO_LIMIT, Today
from quizkit.practice.study import figures
from quizkit.questions.ask import Asker
from quizkit.session.scope import Scope
from quizkit.session.standing import Standing
from quizkit.session.why import reason
from quizkit.store.log import Log
from quizkit.text import fold

SORTS: Final = ("deck", "known", "due", "kind")
"""Orders of a list: as the decks have them, the least known first, what is due first, by kind."""

_NEVER: Final = frozenset({"refused", "not asked"})
_LATE: Final = 1_000_000


class Found(NamedTuple):
    """What a filter found.

    Attributes:
        facts: The places of the facts in the list, sorted.
        of: Facts there are in all.
        facets: Facets that can be asked, of all facts.
        terms: The filter's terms; none if nothing was filtered.
    """

    facts: Sequence[int]
    of: int
    facets: int
    terms: tuple[Term, ...] = ()


class Browser:
    """The facts and cards of some decks, with where the learner stands.

    Args:
        askers: One for each deck.
        memory: What the learner remembers.
        clock: What tells the time.
        log: The learner's log; None: nothing but the memory is known.
    """

    def __init__(
        self, askers: Sequence[Asker], memory: Memory, clock: Clock, *, log: Log | None = None
    ) -> None:
        self._askers = tuple(askers)
        self._scope = Scope(askers)
        self._clock = clock
        self._all: list[tuple[Asker, Fact | Card]] = []
        for asker in askers:
            self._all += [(asker, fact) for fact in asker.deck.facts]
            self._all += [(asker, card) for card in asker.deck.cards]
        self._texts: dict[int, str] = {}
        self._sentences: dict[int, str] = {}
        self.renew(memory, log)

    def renew(self, memory: Memory, log: Log | None = None) -> None:
        """Take in what the learner has done since."""
        now = moment(self._clock)
        self._standing = Standing(self._scope, memory, now.day, own=figures(log, memory))
        self._rows: dict[int, FactRow] = {}
        self._words: dict[FacetId, str] = {}
        self._beings: dict[int, frozenset[str]] = {}

    def __len__(self) -> int:
        """Return how many facts and cards there are."""
        return len(self._all)

    @cached_property
    def known(self) -> Known:
        """What may stand in a filter."""
        rows = [row for _, row in self._all]
        kinds = dict.fromkeys(map(_kind, rows))
        tags = dict.fromkeys(tag for row in rows for tag in row.tags)
        return Known(tuple(kinds), tuple(tags), tuple(self._scope.askers))

    @property
    def title(self) -> str:
        """The deck's title, or how many decks there are."""
        if len(self._askers) == 1:
            return self._askers[0].deck.title
        return f"{len(self._askers)} decks"

    def find(self, text: str = "", *, sort: str = "deck") -> Found:
        """Return the facts that a filter lets through, in an order.

        Args:
            text: The filter; blank: all facts.
            sort: One of `SORTS`.

        Raises:
            FilterError: If the filter cannot be read.
            ValueError: If there is no such order.
        """
        if sort not in SORTS:
            message = f"sort: {sort}, want {', '.join(SORTS)}"
            raise ValueError(message)
        terms = read(text, self.known)
        found: Iterable[int] = range(len(self._all))
        for term in terms:
            found = [at for at in found if holds(term, self._subject(at))]
        facts = tuple(self._sorted(found, sort))
        return Found(facts, len(self._all), len(self._scope.facets), terms)

    def row(self, at: int) -> FactRow:
        """Return a fact as a row of the list."""
        found = self._rows.get(at)
        if found is None:
            found = self._rows[at] = self._made(at)
        return found

    def place(self, name: str) -> int | None:
        """Return the place of a fact, given as `deck/fact`, or None."""
        return self._places.get(name)

    @property
    def names(self) -> Iterable[str]:
        """The facts, each as `deck/fact`."""
        return self._places

    def fact(self, name: str, log: Log | None = None) -> FactView:
        """Return a fact, given as `deck/fact`, in full.

        Raises:
            LookupError: If there is none.
        """
        asker = self._scope.askers.get(name.partition("/")[0])
        if asker is None:
            message = f'there is no deck of "{name}"'
            raise LookupError(message)
        return fact_in(self._standing, asker, name, log=log)

    def why(self, facet: FacetId, *, today: Today = NO_LIMIT, log: Log | None = None) -> Reason:
        """Return why a facet is asked today, or is not.

        Raises:
            LookupError: If there is no such facet.
        """
        memory = self._standing.memory
        return reports.why(self._askers, memory, self._clock, facet=facet, today=today, log=log)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {f"{a.deck.id}/{row.id}": at for at, (a, row) in enumerate(self._all)}

    def _subject(self, at: int) -> Subject:
        asker, row = self._all[at]
        return Subject(
            kind=_kind(row),
            deck=asker.deck.id,
            fact=row.id,
            tags=row.tags,
            text=partial(self._text, at),
            row=partial(self.row, at),
            being=partial(self._being, at),
        )

    def _text(self, at: int) -> str:
        found = self._texts.get(at)
        if found is None:
            asker, row = self._all[at]
            told = entry(row, asker.deck)
            self._sentences[at] = told.says
            found = self._texts[at] = fold(f"{told.says} {told.more}")
        return found

    def _sentence(self, at: int) -> str:
        if at not in self._sentences:
            asker, row = self._all[at]
            self._sentences[at] = entry(row, asker.deck).says
        return self._sentences[at]

    def _facets(self, at: int) -> tuple[FacetId, ...]:
        """Return the facets that ask about a fact, or where none does all that could."""
        asker, row = self._all[at]
        asked = self._scope.facets_of(f"{asker.deck.id}/{row.id}")
        return asked or facets_of(asker, row)

    def _word(self, facet: FacetId) -> str:
        found = self._words.get(facet)
        if found is None:
            found = self._words[facet] = standing_of(self._standing, facet)
        return found

    def _being(self, at: int) -> frozenset[str]:
        """Return what holds for any facet of a fact."""
        found = self._beings.get(at)
        if found is None:
            found = self._beings[at] = self._been(at)
        return found

    def _been(self, at: int) -> frozenset[str]:
        asker, row = self._all[at]
        words = {self._word(facet) for facet in (*self._facets(at), *facets_of(asker, row))}
        if words & {"learning", "known", "treated"}:
            words.add("started")
        if self.row(at).due_days == 0:
            words.add("due")
        return frozenset(words)

    def _made(self, at: int) -> FactRow:
        asker, row = self._all[at]
        facets = self._facets(at)
        asked = [facet for facet in facets if self._word(facet) not in _NEVER]
        due = [days for f in asked if (days := due_days(self._standing, f)) is not None]
        return FactRow(
            name=f"{asker.deck.id}/{row.id}",
            deck=asker.deck.id,
            fact=row.id,
            kind=_kind(row),
            sentence=self._sentence(at),
            standing=_summed(map(self._word, asked or facets)),
            known=sum(map(self._chance, asked)) / len(asked) if asked else None,
            due_days=min(due, default=None),
            facets=len(asked),
            why="" if asked else self._why_never(facets),
        )

    def _chance(self, facet: FacetId) -> float:
        return known_now(self._standing, facet) or 0.0

    def _why_never(self, facets: Sequence[FacetId]) -> str:
        """Return why nothing of a fact is asked: a refusal before what nobody wanted asked."""
        first = sorted(facets, key=lambda facet: self._word(facet) != "refused")[:1]
        return next((reason(self._standing, f, minutes=0).sentence for f in first), "")

    def _sorted(self, found: Iterable[int], sort: str) -> Iterable[int]:
        match sort:
            case "known":
                return sorted(found, key=lambda at: _last(self.row(at).known))
            case "due":
                return sorted(found, key=lambda at: _last(self.row(at).due_days))
            case "kind":
                return sorted(found, key=lambda at: fold(_kind(self._all[at][1])))
            case _:
                return found


def _last(figure: float | None) -> float:
    return _LATE if figure is None else figure


def _kind(row: Fact | Card) -> str:
    return row.kind if isinstance(row, Fact) else "card"


def _summed(words: Iterable[str]) -> str:
    """Return where the learner stands with a fact of whose facets these words are true.

    >>> _summed(["new", "known"]), _summed(["suspended", "new"]), _summed(["not asked", "refused"])
    ('learning', 'new', 'refused')
    """
    found = set(words)
    for word in ("treated", "refused"):
        if word in found:
            return word
    if len(found) > 1:
        found -= {"suspended"}
    if len(found) == 1:
        return found.pop()
    return "learning" if found else "not asked"
