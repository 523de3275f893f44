"""Papers for tests: of bundled decks, of the hostile deck, made once."""

from functools import cache
from pathlib import Path

from quizkit.decks import load
from quizkit.formats.paper.blueprint import Line
from quizkit.formats.paper.composing import Composed, Order, composed
from quizkit.formats.paper.making import Head, Made, made
from quizkit.formats.paper.nouns import Look, Paper, Variant
from quizkit.formats.paper.printers import PAPER_FORMS
from quizkit.model import Form
from quizkit.questions.ask import Asker
from tests.formats.hostile import hostile_asker

DECKS = Path(__file__).parents[3] / "decks"
ALL = frozenset(PAPER_FORMS)

EXAM = (
    Line(8, forms=(Form.CHOICE,), points=2),
    Line(2, forms=(Form.SELECT,), points=3),
    Line(3, forms=(Form.TYPED,)),
    Line(2, forms=(Form.CLOZE,)),
    Line(2, forms=(Form.TRUE_FALSE,)),
    Line(1, forms=(Form.ORDER,)),
    Line(2, forms=(Form.MATCH,)),
)
"""Twenty questions in every form of a paper."""


@cache
def bundled(name: str, language: str = "") -> Asker:
    """Return what asks a bundled deck."""
    return Asker(load(DECKS / name), language=language or None)


@cache
def drawn(
    name: str, lines: tuple[Line, ...] = EXAM, *, seed: str = "7", sets: int = 1, language: str = ""
) -> Composed:
    """Return the questions of a paper; every line is filled."""
    asker = hostile_asker() if name == "hostile" else bundled(name, language)
    found = composed(asker, Order(lines, ALL, seed=seed, sets=sets))
    assert found.short == ()
    return found


@cache
def exam(  # what papers differ by
    name: str = "vietnam-us",
    lines: tuple[Line, ...] = EXAM,
    *,
    variants: int = 4,
    seed: str = "7",
    sets: int = 1,
    language: str = "",
    look: Look | None = None,
) -> Made:
    """Return a paper."""
    asker = hostile_asker() if name == "hostile" else bundled(name, language)
    found = drawn(name, lines, seed=seed, sets=sets, language=language)
    instructions = ("Answer all questions.", "No dictionaries.")
    head = Head("", instructions, look or Look(), seed, 1_780_272_000, variants)
    return made(asker, found, head)


def marks(paper: Paper, variant: Variant, form: Form) -> list[str]:
    """Return the keys of a variant's questions of one form, in their order."""
    return [place.key for place in variant.places if paper.tasks[place.task].form is form]
