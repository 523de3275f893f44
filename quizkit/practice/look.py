"""A deck on its author's bench: what a look at its files found, and what it asks of a fact."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from quizkit.model import Form, Problem, QuestionView, Refusal, Severity
from quizkit.practice.watched import Seen

if TYPE_CHECKING:
    from quizkit.checks.guessing import Cue


class FactLine(NamedTuple):
    """A fact or card in a list: its sentence, and where it stands."""

    id: str
    kind: str
    says: str
    path: str
    line: int


class Asked(NamedTuple):
    """How often a fact is asked and refused: its facets, counted."""

    asked: int
    refused: int


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a deck found.

    Attributes:
        place: The deck's path, as given.
        deck: Its id, or "" where it never could be read.
        title: Its title.
        facts: Its facts and cards, in the deck's order.
        asked: Facets that are asked.
        refused: Facets that a fault of the deck keeps from being asked.
        told: What else is not asked, in words.
        problems: By file and line; what an `ok:` accepts is not among them.
        accepted: How many problems an `ok:` accepts.
        lines: The lines of each file that was read.
        files: The files it was read from, and those it asks for that are missing.
        broken: Why the deck cannot be used as it stands now, or "". Then `facts` and all that can
            be asked are those of the last look at which it could.
        complete: Every rule has looked. Before that `asked` is 0, and `problems` are what reading
            found and what of the last look still stands.
        by_fact: How often each fact is asked; empty until it is complete.
        edited: The fact or card on the first line that is not as it was at the look before, or "".
        seconds: How long it took to read.
    """

    place: str
    deck: str = ""
    title: str = ""
    facts: tuple[FactLine, ...] = ()
    asked: int = 0
    refused: int = 0
    told: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    accepted: int = 0
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: tuple[Seen, ...] = ()
    broken: str = ""
    complete: bool = False
    by_fact: Mapping[str, Asked] = field(default_factory=dict)
    edited: str = ""
    seconds: float = 0.0

    def count(self, word: str) -> int:
        """Return how many problems there are of a severity: "error", "warning" or "note"."""
        return sum(problem.severity.word == word for problem in self.problems)

    def narrowed(self, takes: Callable[[str], bool]) -> "Look":
        """Return it with problems of the wanted codes only; what stops a deck always is told.

        Args:
            takes: Tells whether a code is wanted.
        """
        kept = (p for p in self.problems if p.severity is Severity.FATAL or takes(p.code))
        return replace(self, problems=tuple(kept))

    def fails(self, *, strict: bool) -> bool:
        """Return whether a check would say no.

        Args:
            strict: Warnings count as errors.
        """
        return bool(self.broken or self.count("error") or (strict and self.count("warning")))


class Sample(NamedTuple):
    """A facet's question as a learner sees it, and what its author wants to know of it.

    Attributes:
        view: The question; there is no key in it.
        keys: Indexes of the right options; of an order all of them in the right order, of a match
            for each prompt.
        answer: The right answer as people read it.
        forms: The forms in which it can be asked, in their order.
        first: The form in which a learner meets it first.
        wrong: How many wrong options it shows.
        weak: Those of them that nobody would choose, a reason each.
        cue: What gives its key away among options, or None.
        instead: The form that was wanted, where it cannot be asked in it; else None.
    """

    view: QuestionView
    keys: tuple[int, ...]
    answer: str
    forms: tuple[Form, ...]
    first: Form
    wrong: int
    weak: tuple[str, ...]
    cue: "Cue | None"
    instead: Form | None = None

    @property
    def role(self) -> str:
        """The role asked for."""
        return self.view.facet.rpartition("#")[2]

    @property
    def good(self) -> int:
        """How many wrong options somebody would choose."""
        return self.wrong - len(self.weak)


@dataclass(frozen=True, slots=True)
class Preview:
    """All that a deck asks of one fact.

    Attributes:
        fact: The fact or card.
        samples: Its questions, in the order of its roles.
        refused: Why its other facets are never asked.
        seed: The seed in force.
        form: The form wanted, or None: that in which a learner meets it first.
        forms: The forms in which any of it can be asked.
        source: Where the fact is from, or "".
        note: The author's note, or "".
        whole: Whether cues were looked for, and what can be asked together.
        of_now: Whether the deck stands so; False where it is the last one that could be used.
    """

    fact: FactLine
    samples: tuple[Sample, ...]
    refused: tuple[Refusal, ...]
    seed: str
    form: Form | None
    forms: tuple[Form, ...]
    source: str = ""
    note: str = ""
    whole: bool = True
    of_now: bool = True
