"""What a widget says when the learner wants something."""

from typing import Literal

from textual.message import Message

from quizkit.model.action import Action
from quizkit.model.learner import Rating

By = Literal["", "digit", "enter"]
"""The press that a wish came by, where a double press must not count twice."""


class Wanted(Message):
    """The learner wants something of the engine.

    Attributes:
        action: What.
        by: The press it came by: one that may be the echo of the press before.
    """

    def __init__(self, action: Action, by: By = "") -> None:
        super().__init__()
        self.action = action
        self.by: By = by


class Consulted(Message):
    """The learner wants to read more.

    Attributes:
        about: "evidence" or "why".
    """

    def __init__(self, about: Literal["evidence", "why"]) -> None:
        super().__init__()
        self.about = about


class Doubtful(Message):
    """A digit was pressed that would turn a wrong answer into a right one.

    Attributes:
        rating: Its rating.
    """

    def __init__(self, rating: Rating) -> None:
        super().__init__()
        self.rating = rating
