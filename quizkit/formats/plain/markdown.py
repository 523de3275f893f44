"""Markdown: questions to read, and their answers at the end; as CommonMark has it."""

from collections.abc import Iterator
from typing import Final

from quizkit.formats.asloss import called, is_picture_telling, lost
from quizkit.formats.book import Written
from quizkit.formats.paper.labels import Labels, labels_of
from quizkit.formats.plain.markdown_text import line, lines
from quizkit.formats.posed import Posed, Posing
from quizkit.formats.teller import Teller, by_kind
from quizkit.model import Deck, Form
from quizkit.questions.ask import Asker
from quizkit.questions.calm import calm
from quizkit.questions.responses import letter

ORDER: Final[tuple[Form, ...]] = (
    Form.CHOICE,
    Form.SELECT,
    Form.TYPED,
    Form.CLOZE,
    Form.ORDER,
    Form.TRUE_FALSE,
    Form.MATCH,
    Form.FLIP,
)
"""Every form, best first."""


def write(posing: Posing) -> Written:
    """Return a page's bytes, and what is left out of it."""
    with calm():
        text = "\n\n".join(_blocks(posing))
        losses = [
            lost(
                "QK903",
                each,
                message=f"Markdown holds no pictures: {called(each)} goes out without",
                tip=f"{_instead(each, posing.asker)}; --to html takes it along",
            )
            for each in posing.questions
            if each.picture
        ]
    data = text.encode("utf-8", "replace") + b"\n"
    return Written({"": data}, (*posing.losses, *losses), len(posing.questions), "questions")


def _instead(posed: Posed, asker: Asker) -> str:
    if is_picture_telling(posed, asker):
        return "what it shows may tell the answer, so that is left out as well"
    return "what it shows stands there in words"


def _blocks(posing: Posing) -> Iterator[str]:
    deck = posing.asker.deck
    labels = labels_of(deck.language)
    groups = by_kind(posing.questions)
    numbers = {
        posed.id: number
        for number, posed in enumerate((each for group in groups.values() for each in group), 1)
    }
    yield f"# {line(deck.title)}"
    yield from _about(deck)
    for kind, questions in groups.items():
        if len(groups) > 1:
            yield f"## {line('cards' if kind == 'card' else kind)}"
        for posed in questions:
            yield from _question(posed, numbers[posed.id], labels, posing.asker)
    yield f"# {line(labels.key)}"
    teller = Teller(posing.asker)
    for questions in groups.values():
        for posed in questions:
            yield _answer(teller, posed, numbers[posed.id], labels)


def _about(deck: Deck) -> Iterator[str]:
    if deck.licence:
        yield line(deck.licence)


def _question(posed: Posed, number: int, labels: Labels, asker: Asker) -> Iterator[str]:
    question = posed.question
    yield f"**{number}.** {lines(question.stem)}"
    if posed.picture and not is_picture_telling(posed, asker):
        yield f"*{line(posed.picture.alt)}*"
    if posed.form is Form.SELECT:
        yield f"*{line(labels.asks[Form.SELECT])}*"
    if question.prompts:
        yield _listed(((str(n), text) for n, text in enumerate(question.prompts, 1)))
    if question.options:
        bullet = "*" if question.prompts else "-"  # another sign begins another list
        entries = ((letter(n).upper(), text) for n, text in enumerate(question.options))
        yield _listed(entries, bullet=bullet)


def _listed(entries: Iterator[tuple[str, str]], *, bullet: str = "-") -> str:
    return "\n".join(f"{bullet} **{mark}** {lines(text, margin='  ')}" for mark, text in entries)


def _answer(teller: Teller, posed: Posed, number: int, labels: Labels) -> str:
    """Return a question's right answer and what is told of it, each on a line of its own."""
    texts = [_right(posed)]
    also = posed.accepted[1:]
    if also and not posed.quantity:
        texts.append(lines(labels.also.format(answers=", ".join(also))))
    texts += [lines(text) for text in teller.after(posed)]
    texts.append(lines(posed.id))
    return f"**{number}.** " + "\\\n".join(texts)


def _right(posed: Posed) -> str:
    question = posed.question
    if posed.form is Form.ORDER:
        return " ".join(f"**{letter(key).upper()}**" for key in question.keys)
    if posed.form is Form.MATCH:
        return " ".join(f"**{n}{letter(key).upper()}**" for n, key in enumerate(question.keys, 1))
    marks = [f"**{letter(key).upper()}** " for key in sorted(question.keys)]
    if posed.form is Form.SELECT:
        options = (question.options[key] for key in sorted(question.keys))
        return ", ".join(mark + lines(text) for mark, text in zip(marks, options, strict=True))
    return "".join(marks) + lines(question.answer)
