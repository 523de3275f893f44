"""GIFT: questions as text for Moodle's question bank."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from quizkit.formats import posing as drawing
from quizkit.formats.asloss import called, lost, lost_by_all, once
from quizkit.formats.book import Written
from quizkit.formats.gift.forms import TYPED, block, why_not
from quizkit.formats.gift.text import is_typable
from quizkit.formats.posed import Posed, Posing
from quizkit.formats.teller import (
    TOP,
    Teller,
    broken,
    by_kind,
    category,
    is_list,
    long_id,
    noun,
    tags_of,
    wants_case,
)
from quizkit.model import Form, Problem
from quizkit.questions.ask import Asker
from quizkit.questions.calm import calm

ORDER: Final[tuple[Form, ...]] = (
    Form.CHOICE,
    Form.SELECT,
    Form.TYPED,
    Form.CLOZE,
    Form.TRUE_FALSE,
    Form.MATCH,
)
"""The forms that GIFT can hold, best first."""

_XML: Final = "Moodle XML (--to moodle) can"


class _Kept(NamedTuple):
    """The questions that go out, and what became of the others."""

    questions: tuple[Posed, ...]
    losses: tuple[Problem, ...]


def write(posing: Posing) -> Written:
    """Return a file's bytes, and what GIFT cannot hold of the questions."""
    with calm():
        kept = _kept(posing)
        text = "\n".join(_blocks(posing._replace(questions=kept.questions)))
        found = (*posing.losses, *kept.losses, *_losses(posing.asker, kept.questions))
        losses = once((*found, *_by_all(posing, kept.questions)))
    data = text.encode("utf-8", "replace")
    return Written({"": data}, losses, len(kept.questions), "questions")


def _blocks(posing: Posing) -> Iterator[str]:
    deck = posing.asker.deck
    about = " ".join(f"{deck.title}, {deck.licence}".strip(", ").split())
    teller = Teller(posing.asker)
    for kind, questions in by_kind(posing.questions).items():
        yield f"// {about}\n$CATEGORY: {category(posing, kind).removeprefix(TOP)}\n"
        for posed in questions:
            yield f"{block(teller, posed)}\n"


def _kept(posing: Posing) -> _Kept:
    """Return what goes out; what GIFT cannot hold in its form goes out as a choice, or not."""
    ids = {posed.id for posed in posing.questions}
    questions: list[Posed] = []
    losses: list[Problem] = []
    for posed in posing.questions:
        why = why_not(posed)
        if not why:
            questions.append(posed)
            continue
        other = _as_choice(posing.asker, posed)
        if other is None or (other.id != posed.id and other.id in ids):
            losses.append(_left_out(posed, why))
        else:
            ids.add(other.id)
            questions.append(other)
            what = f"GIFT cannot hold {called(posed)}: goes out as choice"
            losses.append(lost("QK901", posed, message=what, tip=f"it cannot hold {why}; {_XML}"))
    return _Kept(tuple(questions), tuple(losses))


def _as_choice(asker: Asker, posed: Posed) -> Posed | None:
    """Return a typed question as a choice, or None where it has not the options."""
    facet = posed.question.facet
    if posed.form not in TYPED or not asker.has_form(facet, Form.CHOICE):
        return None
    question = asker.question(facet, Form.CHOICE, seed=posed.question.seed)
    return drawing.posed(asker, question, with_form=posed.id != facet, points=posed.points)


def _left_out(posed: Posed, why: str) -> Problem:
    what = f"GIFT cannot hold {called(posed)}: left out"
    return lost("QK901", posed, message=what, tip=f"it cannot hold {why}; {_XML}")


def _losses(asker: Asker, questions: Iterable[Posed]) -> Iterator[Problem]:
    for posed in questions:
        yield from tags_of(posed, target="GIFT").losses
        yield from long_id(posed, target="GIFT")
        if posed.picture:
            what = f"GIFT holds no pictures: {called(posed)} goes out without"
            yield lost("QK903", posed, message=what, tip=f"look whether it can do without; {_XML}")
        if posed.form in TYPED:
            yield from broken(posed, target="GIFT")
            yield from _lost_typed(asker, posed)


def _lost_typed(asker: Asker, posed: Posed) -> Iterator[Problem]:
    quantity = posed.quantity
    if quantity and quantity.unit:
        what = f"GIFT holds no units: {called(posed)} without `{quantity.unit}`"
        tip = f"a figure alone is right; say in the wording which unit is wanted; {_XML} hold it"
        yield lost("QK905", posed, message=what, tip=tip)
    elif not quantity and not all(map(is_typable, posed.accepted)):
        what = f"GIFT cannot hold one right spelling of {called(posed)}"
        yield lost("QK905", posed, message=what, tip=f"the others are there; {_XML} hold all")
    elif is_list(posed.question):
        what = f"GIFT takes the list of {called(posed)} in few spellings"
        tip = "each order of its members with commas counts, and no other way to write them"
        yield lost("QK905", posed, message=what, tip=tip)
    if not quantity and wants_case(asker, posed):
        what = f"GIFT does not mind capitals, but the deck does: {called(posed)}"
        yield lost("QK908", posed, message=what, tip=f"{_XML} mind them")


def _by_all(posing: Posing, questions: tuple[Posed, ...]) -> Iterator[Problem]:
    deck = posing.asker.deck
    typed = sum(posed.form in TYPED for posed in questions)
    if typed:
        what = f"GIFT has {typed:,} typed {noun(typed, 'answer')} compared letter by letter"
        tip = "all usual spellings are listed, with and without accents; typing slips are wrong"
        if any(posed.quantity for posed in questions if posed.form in TYPED):
            tip += "; numbers must be typed in figures, with all zeros"
        yield lost_by_all("QK908", deck, message=what, tip=tip)
    if questions:
        what = f"importing GIFT again adds {len(questions):,} {noun(len(questions))} anew"
        tip = "import into a new category (--category NAME), or delete the old one first"
        yield lost_by_all("QK909", deck, message=what, tip=tip)
