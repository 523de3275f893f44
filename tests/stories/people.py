"""Scripted learners: a folder with a deck and a log, a clock that stands, and what they answer."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

from quizkit.decks import load
from quizkit.model import Answer, Event, Memory, Next, Question, QuestionView, View
from quizkit.practice.clock import FixedClock, moment
from quizkit.practice.study import Study
from quizkit.questions.ask import Asker
from quizkit.session.scope import Scope
from quizkit.session.sitting import Wish
from quizkit.session.standing import Standing
from quizkit.store.log import open_log
from tests.session.worlds import FIRST, LAST

START = datetime.fromisoformat("2026-06-01T08:00:00+07:00")

HEAD = """\
quizkit: 1
deck: trips
title: Trips
language: en
licence: CC0-1.0
kinds:
  trip:
    called: "the trip[! {on date}]"
    says: "{who} led {it} to {place}."
    roles:
      who: {is: person, one: yes, ask: ["Who led {it}?", "Who was the leader of {it}?"]}
      host: {is: person, one: yes, ask: ["Who received {it}?", "Who was host to {it}?"]}
      place: {is: city, one: yes, ask: ["Where did {it} go?", "What was the goal of {it}?"]}
      date: date
facts:
  trip:
"""


def trip(number: int, *, more: str = "", **values: str) -> str:
    """Return the line of a trip; each has its own leader, host, place and year."""
    who, host = (f"{FIRST[n % 13]} {LAST[n // 13 % 11]}" for n in (2 * number, 2 * number + 1))
    place = f"{LAST[number % 11]}{'abcdefg'[number // 11]}ville"
    values = {"who": who, "host": host, "place": place, "date": str(1900 + number)} | values
    inside = ", ".join(f"{role}: {value}" for role, value in values.items())
    return f"    - {{id: t{number}, {inside}{more}}}\n"


def trips(count: int = 40) -> str:
    """Return a deck of trips as its author writes it; three facets each, two wordings a facet."""
    return HEAD + "".join(map(trip, range(count)))


class Turn(NamedTuple):
    """A question, what was right, and what was shown after the answer."""

    seen: QuestionView
    question: Question
    told: View

    @property
    def facet(self) -> str:
        return self.seen.facet

    @property
    def fact(self) -> str:
        return self.seen.facet.partition("#")[0]


Script = Callable[[Question], str | None]
"""What is answered to a question, or None for the right answer."""


def right(_: Question) -> str | None:
    """Know everything."""
    return None


def nothing(_: Question) -> str | None:
    """Know nothing, and say so."""
    return ""


def key(question: Question) -> str:
    """Return the right response."""
    if question.options:
        return " ".join(str(index + 1) for index in question.keys)
    return question.answer


class Learner:
    """Somebody with a folder of their own.

    Args:
        folder: Where deck and log lie.
        text: The deck.
    """

    def __init__(self, folder: Path, text: str = "") -> None:
        self.folder = folder
        self.clock = FixedClock(START)
        self.deck = folder / "trips.yaml"
        self.write(text or trips())
        self.log = open_log(folder / "log.db", learner="mai")

    def write(self, text: str) -> None:
        """Let the author write the deck anew."""
        self.deck.write_text(text, encoding="utf-8")
        self.asker = Asker(load(self.deck))

    def restart(self) -> None:
        """Go on as after `kill -9`: nothing was closed properly."""
        self.log.close()
        self.log = open_log(self.folder / "log.db", learner="mai")

    def sleep(self, days: int = 1) -> None:
        self.clock.move(days=days)

    @property
    def now(self) -> str:
        """The time, as `QUIZKIT_NOW` takes it."""
        zone = timezone(timedelta(minutes=self.clock.off()))
        return datetime.fromtimestamp(self.clock.at() / 1000, UTC).astimezone(zone).isoformat()

    @property
    def day(self) -> int:
        return moment(self.clock).day

    @property
    def reviews(self) -> list[Event]:
        """What was answered, oldest first."""
        return [event for event in self.log.events() if event.kind == "review"]

    @property
    def memory(self) -> Memory:
        return self.log.memory()

    @property
    def standing(self) -> Standing:
        return Standing(Scope([self.asker]), self.memory, self.day)

    def begin(self, *, minutes: int = 0, fresh: bool = True, **wish: object) -> Study:
        """Sit down."""
        run = Study(
            [self.asker],
            self.log,
            wish=Wish(minutes=minutes, **wish),
            clock=self.clock,
            state=self.folder / "state",
        )
        run.begin(fresh=fresh)
        return run

    def study(
        self, script: Script = right, *, most: int = 200, seconds: float = 5, **wish: object
    ) -> list[Turn]:
        """Answer what one sitting asks, up to so many questions."""
        return self.answer(self.begin(**wish), script, most=most, seconds=seconds)

    def answer(
        self, run: Study, script: Script = right, *, most: int = 200, seconds: float = 5
    ) -> list[Turn]:
        """Answer what is asked, up to so many questions."""
        turns: list[Turn] = []
        while isinstance(run.view, QuestionView) and len(turns) < most:
            seen, question = run.view, asked(run)
            response = script(question)
            self.clock.move(seconds=seconds)
            told = run.act(Answer(key(question) if response is None else response))
            turns.append(Turn(seen, question, told))
            run.act(Next())
        return turns


def asked(run: Study) -> Question:
    """Return the question on the screen, with its key."""
    return run.sitting.screen.question
