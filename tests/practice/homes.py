"""A learner's home for tests: a bundled deck, one of their own, a log."""

from quizkit.errors import DeckError
from quizkit.model import Answer, Next
from quizkit.practice.desk import Desk
from quizkit.practice.study import Study
from quizkit.session.sitting import Wish
from tests.cli.conftest import RIVERS

SECOND = RIVERS.replace("deck: rivers", "deck: streams").replace("Two rivers", "Streams")


def shelf(desk: Desk) -> dict:
    found = {}
    for place in desk.listed():
        try:
            found[place] = desk.asker(place)
        except DeckError as error:
            found[place] = error
    return found


def studied(desk: Desk, *decks: str, answers: int = 2) -> Study:
    askers = [desk.asker(desk.find(deck)) for deck in decks]
    wish = Wish(minutes=desk.settings.minutes)
    run = Study(askers, desk.open(), wish=wish, clock=desk.clock, state=desk.places.state)
    run.begin()
    for _ in range(answers):
        desk.clock.move(seconds=20)
        run.act(Answer("1"))
        run.act(Next())
    return run
