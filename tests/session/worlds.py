"""A deck, a log in memory and a driver for tests of the engine."""

from dataclasses import replace
from functools import cache

from quizkit.memory.replay import EMPTY, NEEDS_FOLD, advance, fold
from quizkit.memory.timeline import learner_day, live, timeline
from quizkit.model import (
    Action,
    Answer,
    Deck,
    Draft,
    Event,
    Fact,
    FeedbackView,
    Form,
    Group,
    Kind,
    Memory,
    Name,
    Named,
    Next,
    Now,
    Question,
    QuestionView,
    Rate,
    Rating,
    Reveal,
    Role,
    View,
)
from quizkit.questions.ask import Asker
from quizkit.questions.wording import parse
from quizkit.session.engine import Engine
from quizkit.session.own import NOBODY
from quizkit.session.sitting import Asking, Move, Past, Sitting, Step, Wish
from quizkit.store.event import Link, make
from quizkit.values.dates import read_date
from quizkit.values.words import builtin

START = 1_780_275_600_000  # 2026-06-01T08:00:00+07:00
OFF = 420
DEVICE = "5f0c1d2e3a4b59687786a5b4c3d2e1f0"

FIRST = ("Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal", "Ida", "Jo", "Kim", "Lou", "Mia")
LAST = ("Ash", "Birch", "Cedar", "Elm", "Fir", "Gum", "Holm", "Ivy", "Juniper", "Kauri", "Larch")


def role(name: str, type_: str, *asks: str) -> Role:
    return Role(name, type_, ask={"en": tuple(map(parse, asks))} if asks else {})


@cache
def deck(count: int = 40, *, name: str = "trips") -> Deck:
    """Return a deck of trips: each has its own traveller, host, place and year; three facets."""
    roles = {
        "who": role("who", "person", "Who led {it}?", "Who was the leader of {it}?"),
        "host": role("host", "person", "Who received {it}?", "Who was host to {it}?"),
        "place": role("place", "city", "Where did {it} go?", "What was the goal of {it}?"),
        "date": role("date", "date"),
    }
    kind = Kind(
        "trip",
        roles,
        called={"en": parse("the trip[! {on date}]")},
        says={"en": (parse("{who} led {it} to {place}."),)},
    )
    names = {}
    facts = []
    for number in range(count):
        who, host = _person(2 * number), _person(2 * number + 1)
        place = f"{LAST[number % 11]}{'abcdefghijklmnopqrstu'[number // 11]}ville"
        names |= {n: Name(n, "person") for n in (who, host)} | {place: Name(place, "city")}
        values = {
            "who": Named(who),
            "host": Named(host),
            "place": Named(place),
            "date": read_date(str(1900 + number)),
        }
        facts.append(Fact(f"t{number}", "trip", values, 0, f"{name}.yaml", {}))
    return Deck(
        id=name,
        title="Trips",
        language="en",
        licence="",
        as_of=None,
        sources={},
        names=names,
        kinds={"trip": kind},
        facts=tuple(facts),
        cards=(),
        groups=(Group(0, "trip"),),
        words={"en": builtin("en")},
        paths=(f"{name}.yaml",),
    )


def _person(number: int) -> str:
    middle = "" if number < 143 else f"{'ABCD'[number // 143]}. "
    return f"{FIRST[number % 13]} {middle}{LAST[number // 13 % 11]}"


@cache
def asker(count: int = 40, *, name: str = "trips") -> Asker:
    return Asker(deck(count, name=name))


class MemoryLog:
    """A log as the engine's driver needs it, without a file."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.broken = False
        self._memory = EMPTY
        self._folded = 0

    def append(self, drafts: tuple[Draft, ...], *, at: int, off: int) -> tuple[Event, ...]:
        if self.broken:
            raise OSError("disk full")
        made = []
        for draft in drafts:
            newest = (self.events + made)[-1] if self.events or made else None
            link = Link(
                DEVICE, newest.seq + 1 if newest else 1, newest.id if newest else None, None, "mai"
            )
            made.append(make(draft, link, at=at, off=off)[0])
        self.events += made
        return tuple(made)

    def memory(self) -> Memory:
        fresh = self.events[self._folded :]
        if len(self.events) < self._folded or any(e.kind in NEEDS_FOLD for e in fresh):
            self._memory = fold(self.events)
        else:
            for event in fresh:
                t = max(event.at, (self._memory.last or 0) + 1)
                self._memory = advance(self._memory, event, t)
        self._folded = len(self.events)
        return self._memory

    def past(self) -> Past:
        times = timeline(self.events)
        ordered = sorted(self.events, key=lambda e: (times[e.id], e.dev, e.seq, e.id))
        return Past(tuple(ordered), live(self.events))


class World:
    """A learner, a clock that the test moves, a log, an engine and a sitting."""

    def __init__(self, *askers: Asker, wish: Wish | None = None, ms: int = START) -> None:
        self.engine = Engine(askers or (asker(),))
        self.log = MemoryLog()
        self.ms = ms
        self.wish = wish or Wish(minutes=0, seed="7")
        self.sitting: Sitting
        self.view: View
        self.notice = ""
        self.own = NOBODY

    @property
    def now(self) -> Now:
        return Now(self.ms, OFF, learner_day(self.ms, OFF))

    def begin(self, **wish: object) -> View:
        self.wish = replace(self.wish, **wish)
        memory = self.log.memory()
        return self.commit(self.engine.begin(memory, self.wish, self.now, own=self.own))

    def act(self, action: Action, *, seconds: float = 5) -> View:
        self.ms += int(seconds * 1000)
        return self.commit(self.engine.act(self.sitting, action, self.now, past=self.log.past))

    def commit(self, move: Move) -> View:
        events = ()
        if move.drafts:
            events = self.log.append(move.drafts, at=self.ms, off=OFF)
        return self.take(move.then(events, self.log.memory()))

    def take(self, step: Step) -> View:
        self.sitting, self.view, self.notice = step
        return self.view

    @property
    def question(self) -> Question:
        assert isinstance(self.sitting.screen, Asking)
        return self.sitting.screen.question

    def right(self) -> str:
        question = self.question
        if question.options:
            return " ".join(str(key + 1) for key in question.keys)
        return question.answer

    def wrong(self) -> str:
        question = self.question
        if question.form is Form.ORDER:
            return " ".join(str(key + 1) for key in reversed(question.keys))
        if question.form is Form.MATCH:
            return " ".join(str(key + 1) for key in (*question.keys[1:], question.keys[0]))
        if question.options:
            gone = self.sitting.screen.gone
            wrong = [n for n in range(len(question.options)) if n not in (*question.keys, *gone)]
            return str(wrong[0] + 1)
        return "nobody at all"

    def answer(self, *, well: bool = True, seconds: float = 5) -> FeedbackView:
        if self.question.form is Form.FLIP:
            self.act(Reveal(), seconds=seconds)
            view = self.act(Rate(Rating.GOOD if well else Rating.AGAIN), seconds=0)
        else:
            view = self.act(Answer(self.right() if well else self.wrong()), seconds=seconds)
        assert isinstance(view, FeedbackView)
        return view

    def next(self) -> View:
        return self.act(Next(), seconds=1)

    def run(self, *grades: bool) -> list[FeedbackView]:
        """Answer and go on, once for each grade."""
        found = []
        for well in grades:
            assert isinstance(self.view, QuestionView)
            found.append(self.answer(well=well))
            self.next()
        return found

    def sleep(self, days: int) -> None:
        self.ms += days * 86_400_000
