"""What an export loses, as problems: one a facet and code, or one for the whole of it."""

from collections.abc import Iterable
from typing import Final

from quizkit.decks.report import fit, help_
from quizkit.formats.posed import Posed, Posing
from quizkit.model import Deck, Location, Problem, Severity
from quizkit.questions.ask import Asker
from quizkit.questions.index import fact_of
from quizkit.session.picture import is_telling, picture

SEVERITIES: Final = {
    "QK901": Severity.WARNING,
    "QK902": Severity.WARNING,
    "QK903": Severity.WARNING,
    "QK904": Severity.NOTE,
    "QK905": Severity.NOTE,
    "QK906": Severity.ERROR,
    "QK908": Severity.NOTE,
    "QK909": Severity.NOTE,
    "QK910": Severity.ERROR,
}
"""What each loss does."""


def lost(code: str, posed: Posed, *, message: str, tip: str) -> Problem:
    """Return what is lost of one question.

    Args:
        code: Such as "QK902".
        posed: The question.
        message: One sentence without a full stop that names the target; cut to 72 characters.
        tip: What can be done, or what stays true all the same.
    """
    fact, role = fact_of(posed.question.facet)
    return Problem(
        code, SEVERITIES[code], fit(message), posed.at, notes=(help_(tip),), fact=fact, role=role
    )


def lost_by_all(code: str, deck: Deck, *, message: str, tip: str) -> Problem:
    """Return what holds for the whole export, at the deck's head.

    Args:
        code: Such as "QK909".
        deck: The deck that is exported.
        message: One sentence without a full stop that names the target and the number of
            questions; cut to 72 characters.
        tip: What can be done, or what stays true all the same.
    """
    place = Location(deck.paths[0] if deck.paths else "")
    return Problem(code, SEVERITIES[code], fit(message), place, notes=(help_(tip),), deck=deck.id)


def without_telling_pictures(posing: Posing, target: str) -> Posing:
    """Return questions without the pictures that may show the answer, and what that loses.

    For targets that show a picture with the question, and have no place for it behind the answer.

    Args:
        posing: The questions.
        target: The target's name.
    """
    told = [each for each in posing.questions if is_picture_telling(each, posing.asker)]
    if not told:
        return posing
    names = {each.id for each in told}
    questions = tuple(
        each._replace(picture=None) if each.id in names else each for each in posing.questions
    )
    losses = (picture_held_back(each, target) for each in told)
    return posing._replace(questions=questions, losses=(*posing.losses, *losses))


def is_picture_telling(posed: Posed, asker: Asker) -> bool:
    """Return whether a question has a picture that may give its answer away."""
    image = picture(posed.question, asker) if posed.picture else None
    return image is not None and is_telling(image, posed.question, asker)


def picture_held_back(posed: Posed, target: str) -> Problem:
    """Return what is said of a picture that would give the answer away."""
    tip = "it may tell the answer: say with `alt:` what it shows, in words without the answer"
    if posed.picture and posed.picture.alt.strip():
        tip = "its `alt:` tells the answer; while practising it comes after"
    message = f"{target} goes without the picture of {called(posed)}"
    return lost("QK903", posed, message=message, tip=tip)


def called(posed: Posed) -> str:
    """Return what messages call a question: its id without the deck's."""
    return posed.id.partition("/")[2]


def once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems in their order, of each facet and code the first.

    >>> twice = [Problem("QK902", Severity.WARNING, text, Location("d"), fact="a") for text in "xy"]
    >>> [problem.message for problem in once(twice)]
    ['x']
    """
    met = {
        (problem.code, problem.fact, problem.role, problem.deck): problem
        for problem in reversed(list(problems))
    }
    return tuple(reversed(met.values()))
