"""What stands on a paper, in words: shared by all that set papers."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from quizkit.formats.paper.keys import ALSO
from quizkit.formats.paper.labels import Labels, labels_of
from quizkit.formats.paper.nouns import Paper, Place, Variant
from quizkit.formats.posed import Posed
from quizkit.model import Form

OPEN: Final = frozenset({Form.TYPED, Form.CLOZE})
"""Forms in which the learner writes."""

_GAP: Final = re.compile("(?<!_)____(?!_)")
_TAB: Final = "    "


class Line(NamedTuple):
    """A line of an answer: what is right, and what stands around it."""

    before: str
    right: str
    after: str = ""


class Solved(NamedTuple):
    """A question with its answer, as the key tells it.

    Attributes:
        where: Its number in each variant: "A 3 · B 7".
        stem: The stem, None for a gap.
        answer: What is right, in words, line by line.
        more: What else is right, how it is known, where it is from, what the author adds.
    """

    where: str
    stem: tuple[str | None, ...]
    answer: tuple[Line, ...]
    more: tuple[str, ...]


def plain(text: str) -> str:
    """Return a text as it can be set: tabs become blanks.

    >>> plain("a" + chr(9) + "b")
    'a    b'
    """
    return text.replace("\t", _TAB)


def stem_parts(task: Posed) -> tuple[str | None, ...]:
    """Return the stem in parts: None where a cloze has its gap."""
    stem = plain(task.question.stem)
    if task.form is not Form.CLOZE:
        return (stem,)
    pieces = _GAP.split(stem)
    parts: list[str | None] = [pieces[0]]
    for piece in pieces[1:]:
        parts += [None, piece]
    return tuple(parts)


def sections(paper: Paper, variant: Variant) -> Iterator[tuple[Place, str]]:
    """Yield a variant's questions, each with what stands above it where a section begins.

    A section is a run of questions of one form; above it stands what the learner is to do.
    """
    labels = labels_of(paper.language)
    before = None
    for place in variant.places:
        form = paper.tasks[place.task].form
        yield place, "" if form is before else labels.asks.get(form, labels.question)
        before = form


def answer_lines(task: Posed) -> tuple[Line, ...]:
    """Return the right answer in words, line by line."""
    question = task.question
    options = [plain(text) for text in question.options]
    if task.form is Form.MATCH:
        pairs = zip(question.prompts, question.keys, strict=True)
        return tuple(_filled(plain(prompt), options[at]) for prompt, at in pairs)
    if task.form is Form.ORDER:
        return tuple(Line(f"{turn}. ", options[at]) for turn, at in enumerate(question.keys, 1))
    if task.form in OPEN or not options:
        return (Line("", plain(question.answer)),)
    return tuple(Line("", options[at]) for at in sorted(question.keys))


def _filled(prompt: str, text: str) -> Line:
    """Return a sentence of a match with its gap filled."""
    pieces = _GAP.split(prompt, maxsplit=1)
    return Line(pieces[0], text, pieces[1]) if len(pieces) == 2 else Line(f"{prompt} → ", text)


def solved(paper: Paper) -> Iterator[Solved]:
    """Yield the paper's questions with their answers, in the order of its tasks."""
    labels = labels_of(paper.language)
    numbers: dict[int, list[str]] = {}
    for variant in paper.variants:
        for place in variant.places:
            numbers.setdefault(place.task, []).append(f"{variant.name} {place.number}")
    for at, task in enumerate(paper.tasks):
        where = " · ".join(numbers.get(at, ()))
        yield Solved(where, stem_parts(task), answer_lines(task), tuple(_more(task, labels)))


def _more(task: Posed, labels: Labels) -> Iterator[str]:
    also = task.accepted[1 : 1 + ALSO] if task.form in OPEN else ()
    if also:
        yield plain(labels.also.format(answers="; ".join(also)))
    told = task.evidence and task.evidence != task.question.stem
    yield from (plain(text) for text in (task.evidence if told else "", task.note) if text)
    if task.source:
        yield plain(task.source)


def whole_line(paper: Paper) -> str:
    """Return how many questions a paper has and what they are worth."""
    labels = labels_of(paper.language)
    count = len(paper.variants[0].places) if paper.variants else 0
    line = labels.whole.format(questions=count, points=paper.points)
    return f"{line} {labels.different}" if paper.different else line


def letter(place: Place, at: int) -> str:
    """Return what stands before an option, or ""."""
    return place.letters[at] if at < len(place.letters) else ""


def credit_line(task: Posed, labels: Labels) -> str:
    """Return whose a question's picture is, or ""."""
    if task.picture is None or not task.picture.credit:
        return ""
    return plain(labels.picture.format(credit=task.picture.credit))


def alt_text(task: Posed, labels: Labels, number: int) -> str:
    """Return what a question's picture shows, in words; its question where nobody said it."""
    alt = task.picture.alt if task.picture else ""
    return plain(alt) or f"{labels.question} {number}"
