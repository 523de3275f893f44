"""QTI 2.1: a package with an item a question, a test of them all, and what belongs to them."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from quizkit.formats.asloss import lost_by_all, without_telling_pictures
from quizkit.formats.book import Written
from quizkit.formats.posed import Posing, plain_name
from quizkit.formats.qti.losses import counted, lost_of, to_the_letter
from quizkit.formats.qti.package import MANIFEST, TEST, Exam, assessment_of, item_path, manifest_of
from quizkit.formats.qti.questions import asks_number, item_of
from quizkit.formats.qti.told import pictures
from quizkit.formats.strangers.archive import packed
from quizkit.formats.teller import Teller
from quizkit.formats.xml_write import document
from quizkit.model import Form, Problem
from quizkit.questions.calm import calm

ORDER: Final[tuple[Form, ...]] = (
    Form.CHOICE,
    Form.SELECT,
    Form.TYPED,
    Form.CLOZE,
    Form.ORDER,
    Form.TRUE_FALSE,
    Form.MATCH,
)
"""The forms that QTI can hold, best first."""

KEEP: Final = ("p", "prompt", "simpleChoice", "simpleAssociableChoice")
"""Elements in which a line break would be a blank."""


def write(posing: Posing) -> Written:
    """Return a package's bytes, and what QTI cannot hold of the questions."""
    posing = without_telling_pictures(posing, "QTI")
    with calm():
        files = {path: document(root, keep=KEEP) for path, root in documents(posing)}
    data = packed({**files, **pictures(posing.questions)})
    return Written({"": data}, losses(posing), len(posing.questions), "questions")


def documents(posing: Posing) -> Iterator[tuple[str, Element]]:
    """Yield the package's documents with their paths."""
    deck = posing.asker.deck
    name = plain_name(f"{deck.id}/{posing.category}" if posing.category else deck.id)
    title = posing.category or deck.title
    exam = Exam(name, title, deck.language, deck.licence, posing.questions)
    yield MANIFEST, manifest_of(exam)
    yield TEST, assessment_of(exam)
    teller = Teller(posing.asker)
    for posed in posing.questions:
        yield item_path(posed), item_of(posed, teller)


def losses(posing: Posing, target: str = "QTI") -> tuple[Problem, ...]:
    """Return what a package loses.

    Args:
        posing: The questions.
        target: The target's name.
    """
    return (*posing.losses, *_lost(posing, target))


def _lost(posing: Posing, target: str) -> Iterator[Problem]:
    for each in posing.questions:
        yield from lost_of(each, target)
    rows = sum(each.form is Form.ORDER for each in posing.questions)
    if rows:
        what = f"{target} marks {counted(rows)} of order as wholly right or wrong"
        tip = "quizkit counts the neighbours that follow each other"
        yield lost_by_all("QK905", posing.asker.deck, message=what, tip=tip)
    yield from to_the_letter(posing, target, numbers=sum(map(asks_number, posing.questions)))
