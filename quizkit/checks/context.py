"""What a rule sees: the deck, its plans, and indexes that several rules share."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple, Protocol, TypeVar, cast

from quizkit.checks.sampling import questions, spread
from quizkit.checks.sight import Sight, sight
from quizkit.model import (
    Card,
    Deck,
    Fact,
    Kind,
    Location,
    Name,
    PartMode,
    Plan,
    Problem,
    Refusal,
    Role,
    Severity,
    Template,
)
from quizkit.questions.ask import Asker
from quizkit.questions.giveaway import Giveaway
from quizkit.questions.plan import Planner
from quizkit.questions.stems import stem
from quizkit.questions.wording import expand, slots
from quizkit.values.relations import Places

PRACTICE, CLASS, EXAM, SHARED = PROFILES = ("practice", "class", "exam", "shared")
"""How strict a check may be; each holds the ones before."""

T = TypeVar("T")

Options = Mapping[str, Mapping[str, object]]
"""Thresholds that were set: code, then name, then value."""

NO_LINES: Final[Mapping[str, Sequence[str]]] = {}
NO_OPTIONS: Final[Options] = {}


class Finding(NamedTuple):
    """A problem, and who may accept it.

    Attributes:
        problem: What was found.
        holders: Keys of what may carry an `ok:` for it, narrowest first (see `holder`).
        facts: Ids of all facts and cards that it involves.
    """

    problem: Problem
    holders: tuple[str, ...]
    facts: tuple[str, ...] = ()


class Context:
    """A deck with its plans, as the rules see it.

    Attributes:
        deck: The deck.
        planner: Its plans and refusals.
        lines: Lines of each file of the deck, by its path, without line ends; empty where the
            files are not at hand, and then no rule offers a fix.
        draws: With how many seeds questions are drawn to be looked at; 0: none is drawn.
    """

    def __init__(
        self,
        deck: Deck,
        planner: Planner,
        *,
        lines: Mapping[str, Sequence[str]] = NO_LINES,
        options: Options = NO_OPTIONS,
        draws: int = 0,
        tick: Callable[[], None] = lambda: None,
    ) -> None:
        self.draws = draws
        self._tick = tick
        self.deck = deck
        self.planner = planner
        self.lines = lines
        self._options = options

    def option(self, code: str, name: str, default: T) -> T:
        """Return a threshold of a rule: what the settings say, else the default.

        Args:
            code: The rule's code.
            name: The option's name, as its page lists it.
            default: Its value where nothing is set; what is set has the same type.
        """
        return cast("T", self._options.get(code, {}).get(name, default))

    def go_on(self) -> None:
        """Do nothing, or raise what ends the run where somebody wants it to end."""
        self._tick()

    @cached_property
    def places(self) -> Places:
        """Which names lie in which."""
        return Places(self.deck.names)

    @cached_property
    def asker(self) -> Asker:
        """What makes the deck's questions, for rules that look at them as they are asked."""
        return Asker(self.deck, planner=self.planner)

    @cached_property
    def drawn(self) -> tuple[Sight, ...]:
        """Every facet in every form and wording, drawn with `draws` seeds, ready to be judged.

        Of a very big deck not every facet (`sampling.spread`), and fewer seeds.
        """
        if not self.draws:
            return ()
        facets = spread(self.planner.facets)
        made = questions(self.asker, draws=self.draws, facets=facets, tick=self._tick)
        return tuple([sight(question, self.deck) for question in made])

    @cached_property
    def giveaway(self) -> Giveaway:
        """Whether a text holds an answer."""
        return self.planner.search.giveaway

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.deck.facts}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Position of each fact in the deck."""
        return {fact.id: index for index, fact in enumerate(self.deck.facts)}

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Fact, ...]]:
        """Facts of each kind that has any, in deck order."""
        found: dict[str, list[Fact]] = {}
        for fact in self.deck.facts:
            found.setdefault(fact.kind, []).append(fact)
        return {kind: tuple(facts) for kind, facts in found.items()}

    @cached_property
    def refusals(self) -> tuple[Refusal, ...]:
        """Why facets are not asked, in the order of the facets."""
        found = (self.planner.refusal(facet) for facet in self.planner.candidates)
        return tuple(refusal for refusal in found if refusal is not None)

    @cached_property
    def plans(self) -> Mapping[tuple[str, str], tuple[Plan, ...]]:
        """The plans for each fact and role that is asked by itself."""
        found: dict[tuple[str, str], tuple[Plan, ...]] = {}
        for facet in self.planner.facets:
            plans = self.planner.plans(facet)
            if plans:
                found[plans[0].fact, plans[0].role] = plans
        return found

    @cached_property
    def stems(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The sentences of `plans`, in their order; none where the language has no words."""
        if self.planner.language not in self.deck.words:
            return {}
        return {at: tuple([stem(p, self.deck) for p in each]) for at, each in self.plans.items()}

    @cached_property
    def own_kinds(self) -> tuple[Kind, ...]:
        """The kinds that the deck itself defines."""
        return tuple(kind for kind in self.deck.kinds.values() if not kind.builtin)

    def on_fact(self, problem: Problem, fact: Fact, *, role: str = "") -> Finding:
        """Return a finding about a fact, which fact, role, group, kind or deck may accept."""
        keys = [holder("fact", fact.id), holder("role", fact.kind, role)]
        keys += [holder("group", str(fact.group)), holder("kind", fact.kind), holder("deck")]
        return Finding(problem._replace(fact=fact.id, role=role), tuple(keys), (fact.id,))

    def on_kind(self, problem: Problem, kind: Kind, *, role: str = "") -> Finding:
        """Return a finding about a kind or one of its roles."""
        keys = (holder("role", kind.name, role), holder("kind", kind.name), holder("deck"))
        return Finding(problem._replace(role=role), keys)

    def on_card(self, problem: Problem, card: Card) -> Finding:
        """Return a finding about a hand-written card."""
        keys = (holder("fact", card.id), holder("deck"))
        return Finding(problem._replace(fact=card.id), keys, (card.id,))

    def on_name(self, problem: Problem, name: Name) -> Finding:
        """Return a finding about a name."""
        return Finding(problem, (holder("name", name.name), holder("deck")))

    def on_deck(self, problem: Problem) -> Finding:
        """Return a finding about the deck as a whole."""
        return Finding(problem, (holder("deck"),))


Finder = Callable[[Context], Iterator[Finding]]
"""The function of a rule: a context in, findings out."""


class Rule(Protocol):
    """A module of `checks.rules`; its docstring is its page."""

    __doc__: str | None

    @property
    def CODE(self) -> str: ...  # noqa: D102, N802

    @property
    def SEVERITY(self) -> Severity: ...  # noqa: D102, N802

    @property
    def PROFILE(self) -> str: ...  # noqa: D102, N802

    @property
    def FIX(self) -> str: ...  # noqa: D102, N802

    @property
    def find(self) -> Finder | None: ...  # noqa: D102


class Wording(NamedTuple):
    """A wording of a role: field is `ask`, `ask all`, `ask first`, `ask last`, `ask which not`."""

    kind: Kind
    role: Role
    field: str
    language: str
    template: Template

    @property
    def at(self) -> Location:
        """Where it stands."""
        return self.template.at


def holder(what: str, *names: str) -> str:
    """Return the key of a thing that may carry an `ok:`.

    >>> holder("role", "visit", "who")
    'role visit who'
    """
    return " ".join((what, *names))


def place(thing: Fact | Card, *keys: str) -> Location:
    """Return where the first of these fields stands that was typed, else the whole fact or card."""
    for key in (*keys, ""):
        span = thing.spans.get(key)
        if span is not None:
            return Location(thing.path, *span)
    return Location(thing.path)


def wordings(kind: Kind, *, fields: Sequence[str] = ()) -> Iterator[Wording]:
    """Yield the wordings of a kind's roles, of these fields only if any are given."""
    for role in kind.roles.values():
        for field, by_language in role.wordings.items():
            if not fields or field in fields:
                for language, templates in by_language.items():
                    for template in templates:
                        yield Wording(kind, role, field, language, template)


def bare_roles(template: Template, called: Template | None) -> tuple[str, ...]:
    """Return the roles that a wording prints outside brackets, itself or through `{it}`.

    A role that is printed twice is there twice.

    >>> from quizkit.questions.wording import parse
    >>> bare_roles(parse("Who led {it} {on date}[ in {place}]?"), parse("the war of {date}"))
    ('date', 'date')
    """
    found = slots(expand(template, called), PartMode.BARE)
    return tuple(slot.role for slot in found if slot.role)


def has_slot(template: Template, kind: str) -> bool:
    """Return whether a wording has a placeholder of this kind: it, on, when, count, .."""
    return any(slot.kind == kind for slot in slots(template))
