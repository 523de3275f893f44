"""Which texts another program may take for right: each is judged right by quizkit itself."""

from collections.abc import Iterator
from decimal import Decimal

from quizkit.formats.posed import Quantity
from quizkit.model import (
    Date,
    Deck,
    Form,
    Many,
    Named,
    Number,
    Outcome,
    Precision,
    Question,
    Text,
    Value,
    Way,
    Words,
)
from quizkit.questions.ask import Asker
from quizkit.text import fold
from quizkit.values.dates import parts
from quizkit.values.show import date_text

_TYPED = (Form.TYPED, Form.CLOZE)


def accepted(asker: Asker, question: Question) -> tuple[str, ...]:
    """Return texts that are right answers, the shown one first; () where nothing is typed.

    Other programs compare letter by letter, so spellings that quizkit judges right are listed:
    aliases, other languages' spellings, the last word where it stands for the name, usual forms of
    a date or number, and each of them without its article and without accents.

    Args:
        asker: What asks and judges.
        question: A question of the forms typed or cloze; of others nothing is typed.
    """
    if question.form not in _TYPED:
        return ()
    shown = (question.answer,)
    if question.plan.many is Many.ALL and len(question.plan.accepted) > 1:
        return shown
    words = asker.deck.words.get(question.plan.language, asker.words)
    texts = dict.fromkeys(
        text
        for value in question.plan.accepted
        for text in _spelt(value, asker.deck, words, question.plan.asked)
    )
    bare = [_bare(text, words) for text in (*shown, *texts)]
    plain = (_plain(text) for text in (*shown, *texts, *bare))
    wanted = dict.fromkeys((*texts, *bare, *plain))
    return tuple(
        dict.fromkeys((*shown, *(text for text in wanted if _is_right(asker, question, text))))
    )


def quantity(question: Question) -> Quantity | None:
    """Return the right answer as a number, or None where it is no single number or year."""
    plan = question.plan
    if len(plan.accepted) != 1 or plan.way not in (Way.PLAIN, Way.FIRST, Way.LAST, Way.HOW_MANY):
        return None
    match plan.accepted[0]:
        case Number(value, unit, bound, step):
            allowed = abs(value) / 10 if bound == "about" else step
            return Quantity(value, allowed, unit)
        case Date() as date if plan.asked is Precision.YEAR:
            return Quantity(Decimal(parts(date)[0]), Decimal(0), is_year=True)
        case _:
            return None


def _spelt(value: Value, deck: Deck, words: Words, asked: Precision | None) -> Iterator[str]:
    match value:
        case Named(name):
            entry = deck.names.get(name)
            yield name
            if entry:
                yield from (*entry.spellings.values(), *entry.aka)
            yield name.split()[-1]
        case Text(text):
            yield text
        case Date() as date:
            yield from _dates(date, words, asked)
        case Number() as number:
            yield from _numbers(number)
        case _:
            return


def _dates(date: Date, words: Words, asked: Precision | None) -> Iterator[str]:
    precision = asked or date.precision
    if precision is None:
        return
    yield date_text(date, words, precision)
    year, month, day = parts(date)
    yield "-".join(date.text.split("-")[:precision])
    if precision is Precision.MONTH and month:
        yield f"{words.months[month - 1]} {year}"
    if precision is Precision.DAY and month and day:
        yield f"{day} {words.months[month - 1]} {year}"
        yield f"{words.months[month - 1]} {day}, {year}"
        yield f"{day}/{month}/{year}"


def _numbers(number: Number) -> Iterator[str]:
    plain = f"{number.value.normalize():f}"
    yield number.shown
    yield plain
    if number.unit:
        yield f"{number.shown} {number.unit}"
        yield f"{plain} {number.unit}"


def _bare(text: str, words: Words) -> str:
    """Return a text without the article that it begins with."""
    first, _, rest = text.partition(" ")
    return rest if rest and fold(first) in words.articles else text


def _plain(text: str) -> str:
    """Return a text without accents, where leaving them out changes it; else itself."""
    bare = fold(text, case=True)
    return text if text.isascii() or not bare else bare


def _is_right(asker: Asker, question: Question, text: str) -> bool:
    return asker.grade(question, text).outcome is Outcome.RIGHT
