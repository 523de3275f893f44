"""Nouns of what a learner wants: the actions that the engine takes."""

from typing import NamedTuple

from quizkit.model.learner import Rating


class Answer(NamedTuple):
    """The learner's response, raw: an option's number or text, or a typed text."""

    response: str


class Reveal(NamedTuple):
    """Show the answer: of a flip question to rate oneself, of any other "I don't know"."""


class Hint(NamedTuple):
    """Help a little: takes a wrong option away, or shows the first letter."""


class Rate(NamedTuple):
    """The learner's own rating, of a flip question or in place of the one given."""

    rating: Rating


class Override(NamedTuple):
    """I was right."""


class Undo(NamedTuple):
    """Take the last answer back; again, the one before."""


class Redo(NamedTuple):
    """Take the last undo back."""


class Skip(NamedTuple):
    """Ask this later in the sitting."""


class PutOff(NamedTuple):
    """Do not ask this again on this learner-day, in this sitting."""


class Suspend(NamedTuple):
    """Stop asking this facet."""


class Flag(NamedTuple):
    """Tell the deck's author that something is wrong here, in the learner's words."""

    text: str


class Consult(NamedTuple):
    """Read more about the answer than its feedback tells: these texts."""

    told: tuple[str, ...]


class Next(NamedTuple):
    """Go on: after the feedback, after a pause."""


class Pause(NamedTuple):
    """Let the time stand still, with nothing to be read, until `Next`."""


class Stop(NamedTuple):
    """End the sitting."""


class Retry(NamedTuple):
    """At the end of a sitting: ask once more what was missed in it."""


class More(NamedTuple):
    """At the end of a sitting: go on for so many minutes [1..1440]."""

    minutes: int = 5


class Contrast(NamedTuple):
    """At the end of a sitting: set the two answers mixed up most against each other."""


Action = (
    Answer
    | Reveal
    | Hint
    | Rate
    | Override
    | Undo
    | Redo
    | Skip
    | PutOff
    | Suspend
    | Flag
    | Consult
    | Next
    | Pause
    | Stop
    | Retry
    | More
    | Contrast
)
