"""Simulated sittings, and an overseer who checks each question by rules of its own.

The overseer shares no code with the queue: it reads the day's candidates, what was asked and what
was shown, and finds what must not be.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from random import Random

from quizkit.memory.due import EXAM_GAIN
from quizkit.memory.timeline import timeline
from quizkit.model import (
    Date,
    Draft,
    FacetId,
    FeedbackView,
    Form,
    Hint,
    List,
    Named,
    Precision,
    Rating,
    Skip,
    Suspend,
    Text,
    Value,
    Views,
)
from quizkit.questions.ask import Asker
from quizkit.session.exams import EPOCH
from quizkit.session.own import NOBODY, Own, own
from quizkit.session.scope import Scope, deck_of, row_of
from quizkit.session.sitting import Asking
from quizkit.session.standing import Standing
from quizkit.session.why import reason
from quizkit.text import words
from tests.session.worlds import OFF, World

QUESTIONS = 40
"""Most questions of a sitting."""

GAP = 4
"""Answers between two questions about one fact where nothing else is left."""

MOST_WRONG = 3
"""Wrong answers to a facet, after which it does not return in the sitting."""

NOT_TELLING = frozenset({Precision.DAY, Precision.MONTH})
NEVER = frozenset({"refused", "dont ask"})


class Overseer:
    """Follows one sitting and finds faults.

    Args:
        world: The learner, just after the sitting has begun.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.scope: Scope = world.engine.scope
        self.answered: list[tuple[FacetId, bool]] = []
        self.told: set[FacetId] = set()
        self.against: dict[FacetId, int] = {}
        self.faults: list[str] = []
        self.previous = world.log.memory()

    def question(self) -> None:
        """Look at the question on the screen."""
        question = self.world.question
        facets = question.facets or (question.facet,)
        asked = {facet for facet, _ in self.answered}
        for facet in facets:
            if facet in asked:
                self._returns(facet)
            else:
                self._first(facet, asked)
        if not question.facets:
            self._wording()

    def answer(self, view: FeedbackView) -> None:
        """Note what an answer came to and what was shown with it."""
        for part in self.world.sitting.screen.each:
            facet = part.asking.question.facet
            self.against.pop(facet, None)
            self.answered.append((facet, part.body["rating"] > Rating.AGAIN))
            own = part.asking.question
            shown = (own.stem, own.answer, view.statement, view.note, *view.lines)
            self.told |= set(given_away(self.scope, facet, shown))
        newest = self.world.sitting.queue.asked[-1]
        if newest.rival:
            self.against = dict.fromkeys((newest.facet, newest.rival), len(self.answered))
        self.previous = self.world.log.memory()

    def _returns(self, facet: FacetId) -> None:
        results = [is_right for each, is_right in self.answered if each == facet]
        wanted = 0
        fails = 0
        for is_right in results:
            if is_right:
                wanted = max(0, wanted - 1)
            else:
                fails += 1
                wanted = min(fails, 2)
        if fails >= MOST_WRONG:
            self.faults.append(f"{facet} returns, but it was wrong {fails} times")
        since = self.against.get(facet)
        if since is not None and len(self.answered) - since < GAP:
            self.faults.append(f"{facet} comes too soon after it was set against another")
        if not wanted and since is None:
            self.faults.append(f"{facet} returns, but it was right")

    def _first(self, facet: FacetId, asked: set[FacetId]) -> None:
        if facet in self.told:
            self.faults.append(f"{facet} was given away")
        mine = self.scope.facts(facet)
        if not any(mine & self.scope.facts(other) for other in asked):
            return
        others = [other for other in self._others(asked) if not self.scope.facts(other) & mine]
        if others:
            self.faults.append(f"{facet} has a sibling, and {others[0]} is left")
        newest = [other for other, _ in self.answered[-GAP:]]
        if any(mine & self.scope.facts(other) for other in newest):
            self.faults.append(f"{facet} comes too soon after its sibling")

    def _others(self, asked: set[FacetId]) -> Iterator[FacetId]:
        """Yield the candidates that could have come without breaking a rule."""
        sitting = self.world.sitting
        standing = standing_of(self.world)
        met = {fact for each in asked for fact in self.scope.facts(each)}
        waits = {fact for each in sitting.queue.skipped for fact in self.scope.facts(each)}
        for facet in sitting.order:
            facts = self.scope.facts(facet)
            if facet in self.told or facet in sitting.queue.dropped or facts & (met | waits):
                continue
            if standing.is_answered_today(facet) or standing.state(facet).suspended:
                continue
            is_new = standing.state(facet).state is None
            siblings = self.scope.siblings(facet)
            if is_new and any(map(standing.is_answered_today, siblings)):
                continue
            yield facet

    def _wording(self) -> None:
        question = self.world.question
        before = self.previous.facets.get(question.facet)
        if before is None or not before.stem or question.stem != before.stem:
            return
        asker = self.scope.asker(question.facet)
        wordings = asker.wordings(question.facet, question.form, seed=question.seed)
        if len(wordings) > 1:
            self.faults.append(f"{question.facet} is worded twice alike: {question.stem}")


def given_away(scope: Scope, facet: FacetId, shown: Iterable[str]) -> Iterator[FacetId]:
    """Yield the facets whose answer stands in the texts, if their facts share another name."""
    texts = [words(text) for text in shown]
    mine = names(scope, facet)
    for other in scope.facets:
        if other == facet or deck_of(other) != deck_of(facet):
            continue
        shared = mine & names(scope, other)
        for value in values(scope.plan(other).accepted):
            answer = words(scope.text(other, value))
            if any(words(name) != answer for name in shared) and any(
                answer and answer == text[at : at + len(answer)]
                for text in texts
                for at in range(len(text))
            ):
                yield other


def values(found: Iterable[Value]) -> Iterator[Value]:
    """Yield the single values that give something away when they are read."""
    for value in found:
        match value:
            case List(items):
                yield from values(items)
            case Views(_, entries):
                yield from values(entry for _, entry in entries)
            case Named() | Text() | Date(precision=Precision.DAY | Precision.MONTH):
                yield value


def names(scope: Scope, facet: FacetId) -> frozenset[str]:
    """Return the names that a facet's fact holds and that not too many others hold too."""
    asker = scope.asker(facet)
    held = {fact.id: set(held_names(fact.values.values())) for fact in asker.deck.facts}
    count = Counter(name for each in held.values() for name in each)
    own = held.get(row_of(facet).partition("/")[2], set())
    return frozenset(name for name in own if count[name] <= max(10, len(held) // 4))


def held_names(found: Iterable[Value]) -> Iterator[str]:
    """Yield the names in values."""
    for value in found:
        if isinstance(value, Named):
            yield value.name
        elif isinstance(value, List):
            yield from held_names(value.items)
        elif isinstance(value, Views):
            yield from held_names(entry for _, entry in value.entries)


def standing_of(world: World) -> Standing:
    """Return where the learner stands now."""
    return world.engine.course.at(world.sitting)


def reasons(world: World, minutes: int) -> Iterator[str]:
    """Yield the facets that have no reason, or one that does not hold."""
    standing, scope = standing_of(world), world.engine.scope
    for asker in scope.askers.values():
        for facet in asker.planner.candidates:
            found = reason(standing, facet, minutes=minutes)
            if not found.sentence.endswith(".") or found.facet != facet:
                yield f"{facet}: {found}"
            if facet not in scope:
                if found.kind not in NEVER:
                    yield f"{facet} is never asked, but {found.kind}"
                continue
            if found.kind not in true_of(standing, facet):
                yield f"{facet} is {found.kind}, but {sorted(true_of(standing, facet))}"


def true_of(standing: Standing, facet: FacetId) -> frozenset[str]:
    """Return the kinds of reasons that may be given of a facet that can be asked."""
    state = standing.state(facet)
    if state.suspended:
        return frozenset({"suspended"})
    if standing.is_answered_today(facet):
        is_owed = state.failed_rung >= 0 and not standing.is_put_off(facet)
        return frozenset({"relearning" if is_owed else "answered"})
    if state.state is None:
        if standing.missing(facet):
            return frozenset({"requires"})
        answered = any(map(standing.is_answered_today, standing.scope.siblings(facet)))
        in_turn = {"new", "minutes", "started", "lookalike"}
        return frozenset({"sibling"} if answered else in_turn)
    outlook = standing.outlook(facet)
    is_worth = standing.gain(facet) > EXAM_GAIN if outlook.is_exam else standing.is_due(facet)
    if not is_worth:
        return frozenset({"due", "contrast"})
    low = (standing.recall(facet) or 0.0) < outlook.keep
    return frozenset({"keep" if low else "gain", "second", "minutes", "contrast", "treated"})


def simulate(askers: tuple[Asker, ...], rng: Random, *, sittings: int) -> list[str]:
    """Run sittings of one learner over many days; return the faults found.

    Args:
        askers: One for each deck.
        rng: Settles days, answers, skips, hints, suspensions and exams.
        sittings: How many.
    """
    world, faults = World(*askers), list[str]()
    skill = rng.choice((0.5, 0.75, 0.95))
    for number in range(sittings):
        minutes = rng.choice((0, 0, 2))
        world.own = put_off(world)
        world.begin(minutes=minutes, seed=str(number), form=rng.choice((None, None, *Form)))
        faults += sitting(world, rng, skill=skill)
        faults += reasons(world, rng.choice((0, 1, 10)))
        if rng.random() < 0.2:
            body = {"deck": "", "tags": [], "date": day_text(world, rng), "minutes": 10}
            world.log.append((Draft("exam", body),), at=world.ms, off=OFF)
        if rng.random() < 0.1 and world.engine.scope.facets:
            mark = Draft(
                rng.choice(("reset", "resume")),
                {"facet": rng.choice(world.engine.scope.facets)},
            )
            world.log.append((mark,), at=world.ms, off=OFF)
        world.ms += 60_000
        world.sleep(rng.choice((0, 0, 1, 1, 1, 2, 5, 30)))
    return faults


def put_off(world: World) -> Own:
    """Return the learner's own figures as far as they tell what waits for another day."""
    past, times = world.log.past(), timeline(world.log.events)
    live = (e for e in reversed(past.events) if e.kind == "review" and e.id in past.live)
    found = own(world.log.memory(), [(times[event.id], event) for event in live])
    return replace(NOBODY, put_off=found.put_off)


def day_text(world: World, rng: Random) -> str | None:
    """Return the date of an exam near the learner's day, or None to call it off."""
    ahead = rng.choice((None, -1, 0, 1, 5, 20))
    return None if ahead is None else str(date.fromordinal(EPOCH + world.now.day + ahead))


def sitting(world: World, rng: Random, *, skill: float) -> list[str]:
    """Answer the questions of a sitting; return the faults found."""
    overseer = Overseer(world)
    for _ in range(QUESTIONS):
        if not isinstance(world.sitting.screen, Asking):
            break
        overseer.question()
        chance = rng.random()
        if chance < 0.05:
            world.act(Skip())
            continue
        if chance < 0.06 and not world.question.facets:
            world.act(Suspend())
            continue
        if chance < 0.1:
            world.act(Hint())
        overseer.answer(world.answer(well=rng.random() < skill, seconds=rng.choice((2, 5, 20))))
        world.next()
    return overseer.faults
