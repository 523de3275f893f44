"""What a front end is asked to open first."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from quizkit.model import Form
    from quizkit.session.sitting import Wish

Place = Literal["home", "study", "quiz", "check"]


@dataclass(frozen=True, slots=True)
class QuizWish:
    """What is wanted of a quiz.

    Attributes:
        count: Questions wanted [>= 1].
        seed: The seed's text; "" draws one.
        forms: Only these forms; empty: any.
        tags: Only facts with one of these; all if empty.
    """

    count: int = 20
    seed: str = ""
    forms: tuple["Form", ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """The first screen, and what it is about.

    Attributes:
        screen: Which one.
        decks: Where its decks are; none: all of the list.
        wish: What is wanted of a sitting; None: what the settings say.
        fresh: Begin a new sitting in any case.
        quiz: What is wanted of a quiz.
    """

    screen: Place = "home"
    decks: tuple[Path, ...] = ()
    wish: "Wish | None" = None
    fresh: bool = False
    quiz: QuizWish = field(default_factory=QuizWish)
