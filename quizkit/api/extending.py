"""All that a form, check or format of one's own is made of: import it from here.

What stands here keeps its name and its meaning from one version to the next, as the names of
`quizkit` itself do. Write a thing as `quizkit.register` says; look at a form with `try_form`.

A form's `ask` gets a `Material`: a planned question whose one right answer is proved, with its
sentence, and with wrong answers that are proved wrong. `choice`, `select`, `typed`, `cloze`,
`true_false` and `flip` are quizkit's own forms, each with the same functions: begin with one of
them and change what is to be different. Options that are wrong come from `picked`, or from
`material.lures`; then the proof holds for a form of one's own too. A form of the shape TRUE_FALSE
shows what means "true" as its first option.

A check's `find` gets a `Context` and yields what its methods `on_fact`, `on_card`, `on_kind`,
`on_name` and `on_deck` make of a problem; `told` makes a problem, `place` says where a fact stands.

A format's `write` gets a `Posing` and returns a `Written`; `read` gets the bytes of files by name,
the path and an `Intake`, and returns a `Draft`, a book of sheets: `CardRows` makes one of questions
that are added to it, each an `Asked`, with its answer: `Short`, `Gapped`, `Statement`, `Steps`,
`Several` or `Pairs`.
"""

from collections.abc import Iterable
from typing import NamedTuple

from quizkit.api.deck import Deck
from quizkit.api.registering import register, unregister
from quizkit.checks.context import Context, Finding, place
from quizkit.checks.written import told
from quizkit.errors import ArgumentError, ExtensionError, QuestionError, ResponseError
from quizkit.formats.asloss import lost
from quizkit.formats.book import Answered, Book, Draft, Intake, Line, Sheet, Written
from quizkit.formats.cards.asked import Asked, Gapped, Pairs, Several, Short, Statement, Steps
from quizkit.formats.cards.rows import CardRows
from quizkit.formats.posed import Posed, Posing, Quantity
from quizkit.model import (
    Card,
    FacetId,
    Fact,
    Fix,
    Form,
    Grade,
    Location,
    Lure,
    Many,
    Note,
    Outcome,
    Plan,
    Problem,
    Question,
    Severity,
    Value,
)
from quizkit.questions.forms import choice, cloze, flip, select, true_false, typed
from quizkit.questions.material import Material
from quizkit.questions.pick import picked
from quizkit.questions.responses import Samples
from quizkit.questions.trials import faults
from quizkit.text import fold

__all__ = [
    "Answered",
    "Asked",
    "Book",
    "Card",
    "CardRows",
    "Context",
    "Draft",
    "ExtensionError",
    "Fact",
    "Finding",
    "Fix",
    "Form",
    "Gapped",
    "Grade",
    "Intake",
    "Line",
    "Location",
    "Lure",
    "Many",
    "Material",
    "Note",
    "Outcome",
    "Pairs",
    "Plan",
    "Posed",
    "Posing",
    "Problem",
    "Quantity",
    "Question",
    "ResponseError",
    "Samples",
    "Several",
    "Severity",
    "Sheet",
    "Short",
    "Statement",
    "Steps",
    "Trial",
    "Value",
    "Written",
    "choice",
    "cloze",
    "flip",
    "fold",
    "lost",
    "picked",
    "place",
    "register",
    "select",
    "told",
    "true_false",
    "try_form",
    "typed",
    "unregister",
]


class Trial(NamedTuple):
    """What a form did with a deck.

    Attributes:
        asked: How many questions it made.
        unsuited: How many facets it does not suit.
        faults: What it judged otherwise than its samples say, a sentence each; empty: it is sound.
    """

    asked: int
    unsuited: int
    faults: tuple[str, ...]


def try_form(name: str, deck: Deck, *, most: int = 300) -> Trial:
    """Ask a deck in a form, and hold each question's samples against its grade.

    It is the test that quizkit's own forms must pass; let a test of yours want no faults.

    Args:
        name: The form's word; a form of one's own is registered before.
        deck: A deck; the bundled ones have questions of many kinds.
        most: Of so many facets at most, evenly spread over the deck [1..].

    Raises:
        ArgumentError: If there is no such form, or it asks several facets at once.
        ExtensionError: If the form fails.

    >>> from quizkit.api.deck import load
    >>> try_form("typed", load("vietnam-us"), most=20).faults
    ()
    """
    from quizkit.api.forms import any_form

    form, asker = any_form(name), deck.asker
    if form in (Form.MATCH, Form.ORDER):
        raise ArgumentError.of("name", name, "a form in which one facet is asked")
    facets = _spread(deck.facets, most)
    found: list[str] = []
    asked = 0
    for facet in facets:
        try:
            question = asker.question(facet, form, seed=f"trial:{facet}:0")
        except QuestionError:
            continue
        asked += 1
        found += faults(asker, question)
    return Trial(asked, len(facets) - asked, tuple(found))


def _spread(facets: Iterable[str], most: int) -> list[FacetId]:
    every = [FacetId(facet) for facet in facets]
    step = max(1, -(-len(every) // max(1, most)))
    return every[::step]
