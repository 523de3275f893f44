"""What a front end is asked to open first, and what is left when it is closed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from quizkit.model import AnyForm, View
    from quizkit.session.sitting import Wish

Place = Literal["home", "study", "quiz", "check"]


@dataclass(frozen=True, slots=True)
class QuizWish:
    """What is wanted of a quiz.

    Attributes:
        count: Questions wanted [>= 1].
        seed: The seed's text; "" draws one.
        forms: Only these forms; of one's own their names; empty: any.
        tags: Only facts with one of these; all if empty.
    """

    count: int = 20
    seed: str = ""
    forms: tuple["AnyForm", ...] = ()
    tags: tuple[str, ...] = ()


class Opening(NamedTuple):
    """The first screen, and what it is about.

    Attributes:
        screen: Which one.
        decks: Where its decks are; none: all of the list.
        wish: Returns what is wanted of a sitting; it is called off the first paint's way. None:
            what the settings say.
        fresh: Begin a new sitting in any case.
        quiz: What is wanted of a quiz.
        fact: The fact that the check of a deck begins with, or "".
    """

    screen: Place = "home"
    decks: tuple[Path, ...] = ()
    wish: "Callable[[], Wish] | None" = None
    fresh: bool = False
    quiz: QuizWish = QuizWish()
    fact: str = ""


class Closed(NamedTuple):
    """What is left when the screens are closed.

    Attributes:
        code: The exit code [0..143].
        view: What was on the screen last of a sitting or quiz, or None.
        told: What went wrong, for standard error.
    """

    code: int
    view: "View | None" = None
    told: tuple[str, ...] = ()
