"""A learner's folder in which a script is played, and what came of it."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

from quizkit.errors import ResponseError
from quizkit.model import Answer, Form, Next, Outcome, Question, QuestionView
from quizkit.practice.clock import FixedClock
from quizkit.practice.study import Study
from quizkit.questions.ask import Asker
from quizkit.session.sitting import Asking, Wish
from quizkit.store.log import open_log
from tests.decks_as_text import deck
from tests.front_ends.scripts import Script
from tests.session.test_several import fairs, trips
from tests.session.worlds import asker

START = datetime.fromisoformat("2026-06-01T08:00:00+07:00")
TIMES = frozenset({"ms"})
"""What of an event tells a time."""

PACTS = """
names:
  Alphaland: {is: country}
  Bethania: {is: country}
  Gammara: {is: country}
  Deltora: {is: country}
  Epsilonia: {is: country}
  Zetaville: {is: country}
kinds:
  pact:
    called: "the {what} pact"
    roles:
      what: text
      states: {is: list, of: country, ask all: "Which {count} countries signed {it}?"}
facts:
  pact:
    - {id: p1, what: river, states: [Alphaland, Bethania]}
    - {id: p2, what: timber, states: [Gammara, Deltora]}
    - {id: p3, what: harbour, states: [Epsilonia, Zetaville]}
    - {id: p4, what: salt, states: [Alphaland, Gammara]}
"""
LONG = """
kinds:
  voyage:
    called: "the voyage of the {ship}"
    says: "{who} led {it}."
    roles:
      ship: text
      who: {is: person, ask: "Who led {it}?", one: yes}
facts:
  voyage:
    - {id: v1, ship: Swift, who: Bernard Castleton}
    - {id: v2, ship: Heron, who: Cornelia Castleton}
    - {id: v3, ship: Raven, who: Dominic Hallmark}
    - {id: v4, ship: Finch, who: Evangeline Ironside}
    - {id: v5, ship: Crane, who: Ferdinand Draperson}
    - {id: v6, ship: Stork, who: Georgina Hallmark}
    - {id: v7, ship: Eagle, who: Henrietta Ironside}
    - {id: v8, ship: Goose, who: Isidore Draperson}
"""


@cache
def _pacts() -> Asker:
    return Asker(deck(PACTS))


@cache
def _long() -> Asker:
    return Asker(deck(LONG))


DECKS: dict[str, Callable[[], Asker]] = {
    "trips": lambda: asker(12),
    "long names": _long,
    "pacts": _pacts,
    "fairs": fairs,
    "leaders": trips,
}


class Bench:
    """One learner's folder, clock and log.

    Args:
        folder: Where everything of this learner is.
        script: What is played.
    """

    def __init__(self, folder: Path, script: Script) -> None:
        self.folder = folder
        self.script = script
        self.clock = FixedClock(START)
        self.study: Study | None = None
        if script.known:
            self._learn(script.known)
            self.clock.move(days=script.away)

    def _learn(self, count: int) -> None:
        self.open(wish=Wish(minutes=0, form=Form.TYPED, seed="7"))
        while count and isinstance(self.run.view, QuestionView):
            self.run.act(Answer(self.response("right")))
            self.run.act(Next())
            count -= 1
        self.close()
        (self.folder / "state" / "sitting.json").unlink(missing_ok=True)

    def open(self, *, wish: Wish | None = None) -> Study:
        """Open the log and begin the sitting, or go on with it."""
        script = self.script
        wish = wish or Wish(minutes=script.minutes, form=script.form, seed="7", extra=script.extra)
        log = open_log(self.folder / "log.db", learner="mai")
        made = [DECKS[script.deck]()]
        study = Study(made, log, wish=wish, clock=self.clock, state=self.folder / "state")
        study.begin()
        self.study = study
        return study

    @property
    def run(self) -> Study:
        """The sitting."""
        assert self.study is not None
        return self.study

    def close(self) -> None:
        """Close the log as a process that is killed does: without a word to the sitting."""
        self.run.log.close()
        self.study = None

    @property
    def question(self) -> Question:
        """The question that waits for its answer."""
        asking = self.run.sitting.screen
        assert isinstance(asking, Asking), asking
        return asking.question

    @property
    def form(self) -> Form:
        """The form of the question that waits for its answer."""
        return self.question.form

    def response(self, how: str) -> str:
        """Return a response that is right, wrong and so on, as a learner would type it."""
        if how == "mix up":
            return self._of_another()
        wanted = {"slip": Outcome.SLIP, "unclear": Outcome.UNCLEAR, "partly": Outcome.PARTLY}
        outcome = wanted.get(how, Outcome.RIGHT if how == "right" else Outcome.WRONG)
        made = self.run.engine.scope.asker(self.question.facet)
        for tried in _tries(self.question, self.run.sitting.screen.gone):
            try:
                grade = made.grade(self.question, tried)
            except ResponseError:
                continue
            if grade.outcome is outcome:
                return tried
        raise AssertionError(f"no response to {self.question.stem} is {how}")

    def _of_another(self) -> str:
        scope, own = self.run.engine.scope, self.question.facet
        role = own.rpartition("#")[2]
        started = self.run.engine.course.at(self.run.sitting).started
        others = (f for f in started if f != own and f.rpartition("#")[2] == role)
        return scope.answer(next(others))

    def events(self) -> list[tuple[str, dict[str, object]]]:
        """Return what the log holds, each event named by its place, without times."""
        with open_log(self.folder / "log.db", learner="mai", readonly=True) as log:
            events = list(log.events())
        places = {event.id: f"event {number}" for number, event in enumerate(events)}
        return [(event.kind, _placed(event.body, places)) for event in events]

    def kept(self) -> dict[str, object] | None:
        """Return what is written down of the sitting, without its process, event and times."""
        path = self.folder / "state" / "sitting.json"
        if not path.exists():
            return None
        held = json.loads(path.read_text(encoding="utf-8"))
        return {name: held[name] for name in held if name not in {"pid", "sitting"}}


def _placed(body: dict[str, object], places: dict[str, str]) -> dict[str, object]:
    found = {name: value for name, value in body.items() if name not in TIMES}
    if found.get("sitting"):
        found["sitting"] = places[found["sitting"]]
    if "targets" in found:
        found["targets"] = sorted(places[target] for target in found["targets"])
    return found


def _tries(question: Question, gone: frozenset[int]):
    """Yield responses of all sorts."""
    count = len(question.options)
    keys = list(question.keys)
    if question.form is Form.MATCH:
        turned = [*keys[1:], keys[0]]
        swapped = [keys[1], keys[0], *keys[2:]]
        for each in (keys, swapped, turned):
            yield " ".join(f"{at}{'abcdefgh'[key]}" for at, key in enumerate(each, 1))
    elif question.form is Form.ORDER:
        for each in (keys, [keys[1], keys[0], *keys[2:]], keys[::-1]):
            yield " ".join(str(key + 1) for key in each)
    elif question.form is Form.SELECT:
        yield " ".join(str(key + 1) for key in sorted(keys))
        yield str(keys[0] + 1)
        yield str(next(at for at in range(count) if at not in keys) + 1)
    elif count:
        yield from (str(at + 1) for at in range(count) if at not in gone)
    else:
        answer = question.answer
        yield answer
        yield answer.rpartition(" ")[2]
        yield answer[:-2] + answer[-1]
        yield "nobody at all"
