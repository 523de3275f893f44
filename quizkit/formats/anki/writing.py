"""Anki packages: one note a facet, so that a second import updates what the first one brought."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from quizkit.decks.report import fit, short
from quizkit.errors import FormatError
from quizkit.formats.anki.before import Before, before_of
from quizkit.formats.anki.fields import FIELDS, fields, shown_of, tag_of, tags
from quizkit.formats.anki.package import BETWEEN, Note, Target, number_of, package
from quizkit.formats.asloss import lost_by_all
from quizkit.formats.book import Written
from quizkit.formats.posed import Posed, Posing
from quizkit.model import Deck, Form, Many, Problem
from quizkit.questions.calm import calm
from quizkit.questions.index import fact_of

ORDER: Final = (
    Form.CHOICE, Form.SELECT, Form.TYPED, Form.CLOZE, Form.ORDER, Form.MATCH, Form.TRUE_FALSE,
    Form.FLIP,
)  # fmt: skip
"""Any form becomes a card to flip; its options stand on it."""

PARENT: Final = "quizkit"
"""The deck in Anki inside which all others are."""

_COLONS: Final = re.compile("::+")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]+")


def write(posing: Posing) -> Written:
    """Return a package's bytes; no fields are ever added, so that Anki takes every update.

    Args:
        posing: The questions, and the package that is written over.

    Raises:
        FormatError: If notes there have other fields, or another note type: learners who imported
            it could not be given an update, so nothing is written (QK906).
    """
    at = max(1, posing.at)
    deck = posing.asker.deck
    earlier = before_of(posing.before)
    _refuse(earlier, posing)
    media: dict[str, bytes] = {}
    with calm():
        notes = [earlier.dated(note, at) for note in _notes(posing, at, media)]
    target = Target(number_of(deck.id), name_of(deck), _says(deck), at)
    data = package(target, notes, media)
    losses = (*posing.losses, *told(deck, posing.questions))
    return Written({"": data}, losses, len(notes), "questions")


def name_of(deck: Deck) -> str:
    """Return what a deck is called in Anki, inside the deck of all that quizkit brings.

    Two colons would make another deck inside it.
    """
    title = _CONTROL.sub(" ", _COLONS.sub(":", deck.title)).strip(": ")
    return f"{PARENT}::{title or deck.id}"


def told(deck: Deck, questions: Iterable[Posed]) -> Iterator[Problem]:
    """Yield what Anki cannot do with questions that it shows: each loss once.

    Args:
        deck: The deck that they are of.
        questions: The questions.
    """
    every = tuple(questions)
    asked = sum(each.form is not Form.FLIP for each in every)
    if asked:
        yield lost_by_all(
            "QK901",
            deck,
            message=f"Anki flips {_counted(asked)} and judges no answer",
            tip="options stay on the card, always the same; the learner says how well it was known",
        )
    more = sum(len(each.accepted) > 1 or _is_partial(each) for each in every)
    if more:
        yield lost_by_all(
            "QK905",
            deck,
            message=f"Anki knows one right wording of {_counted(more)} and no part marks",
            tip="the learner judges; the card shows the answer as the deck prints it",
        )
    yield from _beside(deck, every)
    changed = sorted({tag for each in every for tag in each.tags if tag_of(tag) != tag})
    if changed:
        number = "1 tag" if len(changed) == 1 else f"{len(changed):,} tags"
        yield lost_by_all(
            "QK904",
            deck,
            message=f"Anki parts tags at blanks: `{short(changed[0])}` gets low lines instead",
            tip=f"{number} in all; look for them there with low lines",
        )


def _beside(deck: Deck, questions: Sequence[Posed]) -> Iterator[Problem]:
    facts = [fact_of(each.question.facet)[0] for each in questions]
    beside = len(facts) - len(set(facts))
    if beside:
        yield lost_by_all(
            "QK905",
            deck,
            message=f"Anki does not space {_counted(beside)} from others of the same fact",
            tip="each question is a note of its own; the tag fact::ID finds those of one fact",
        )


def _is_partial(posed: Posed) -> bool:
    plan, number = posed.question.plan, posed.quantity
    return bool(plan.many is Many.ALL or posed.question.facets or (number and number.tolerance))


def _counted(number: int) -> str:
    return "1 question" if number == 1 else f"{number:,} questions"


def _notes(posing: Posing, at: int, media: dict[str, bytes]) -> Iterator[Note]:
    for posed in posing.questions:
        shown = shown_of(posed, posing.asker) if posed.picture else None
        if shown is not None:
            media[shown.name] = shown.data
        text = BETWEEN.join(fields(posed, posing.asker, shown=shown))
        yield Note(posed.id, at, f" {' '.join(tags(posed))} ", text)


def _says(deck: Deck) -> str:
    return escape(deck.licence)


def _refuse(earlier: Before, posing: Posing) -> None:
    """Return if the package that is written over can be updated.

    Raises:
        FormatError: If it cannot.
    """
    problem = _conflict(earlier, posing)
    if problem is not None:
        message = "the package that is there cannot be updated; nothing was written"
        raise FormatError(message, problems=(problem,))


def _conflict(earlier: Before, posing: Posing) -> Problem | None:
    deck = posing.asker.deck
    if earlier.has_other_fields():
        return lost_by_all(
            "QK906",
            deck,
            message="Anki would skip the update: the package there has other fields",
            tip=f"in Anki give the note type the fields {', '.join(FIELDS)} again and export it "
            "there, or write to a new path for learners who have not imported this package",
        )
    others = earlier.strangers(posed.id for posed in posing.questions)
    if others:
        first = others[0].partition("/")[2]
        return lost_by_all(
            "QK906",
            deck,
            message=fit(f"Anki would skip {_counted(len(others))} with another note type there"),
            tip=f"the first is {first}; in Anki give its note the type quizkit again and export it "
            "there, or write to a new path for learners who have not imported this package",
        )
    return None
