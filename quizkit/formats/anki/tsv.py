"""Text for Anki: a line a question, known again by its guid when it is imported once more."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from quizkit.formats.anki import writing as anki
from quizkit.formats.anki.fields import answer, held, note, options, stem, tags
from quizkit.formats.asloss import called, lost
from quizkit.formats.book import Written
from quizkit.formats.posed import Posed, Posing
from quizkit.model import Problem
from quizkit.questions.ask import Asker

ORDER: Final = anki.ORDER

HEAD: Final = (
    "#separator:tab",
    "#html:true",
    "#notetype:Basic",
    "#guid column:1",
    "#deck column:2",
    "#tags column:5",
    "#columns:guid\tdeck\tFront\tBack\ttags",
)
"""What tells Anki how to read the lines below it."""


def write(posing: Posing) -> Written:
    """Return the text: guid, deck, front, back and tags of each question.

    Args:
        posing: The questions.
    """
    deck = posing.asker.deck
    name = anki.name_of(deck)
    text = StringIO()
    text.writelines(f"{line}\n" for line in HEAD)
    lines = csv.writer(text, delimiter="\t", lineterminator="\n")
    for posed in posing.questions:
        front, back = sides(posed, posing.asker)
        lines.writerow((posed.id, name, front, back, " ".join(tags(posed))))
    losses = (
        *posing.losses,
        *anki.told(deck, posing.questions),
        *_without_pictures(posing.questions),
    )
    return Written({"": text.getvalue().encode()}, losses, len(posing.questions), "questions")


def sides(posed: Posed, asker: Asker) -> tuple[str, str]:
    """Return front and back of a question as HTML.

    Args:
        posed: The question.
        asker: What asked it.
    """
    question = posed.question
    begin = f'<div dir="auto" lang="{held(question.plan.language)}">'
    below = [each for each in (note(posed, asker), _small(held(posed.source))) if each]
    told = "".join(f"<div>{each}</div>" for each in below)
    front = f"{begin}{stem(question)}{options(question)}</div>"
    return front, f"{begin}<b>{answer(question)}</b>{'<hr>' if told else ''}{told}</div>"


def _small(html: str) -> str:
    return f"<small>{html}</small>" if html else ""


def _without_pictures(questions: tuple[Posed, ...]) -> Iterator[Problem]:
    for posed in questions:
        if posed.picture:
            yield lost(
                "QK903",
                posed,
                message=f"text for Anki holds no pictures: {called(posed)} goes without",
                tip="an Anki package brings them along: --to anki",
            )
