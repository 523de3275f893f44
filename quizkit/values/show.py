"""Values as people read them, in one language."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quizkit.model import (
    Date,
    List,
    Name,
    Named,
    Number,
    Other,
    Precision,
    Text,
    Value,
    Views,
    Words,
)
from quizkit.values.dates import parts


class Spelling(NamedTuple):
    """How a deck is written that is shown in another language than its own.

    Attributes:
        glossary: Texts and units to language tag to spelling.
        origin: The words of the deck's own language.
    """

    glossary: Mapping[str, Mapping[str, str]]
    origin: Words

    def of(self, text: str, words: Words) -> str:
        """Return a text as it is spelled in the language of the words."""
        return self.glossary.get(text, {}).get(words.tag, text)


def show(
    value: Value,
    *,
    words: Words,
    names: Mapping[str, Name],
    precision: Precision | None = None,
    article: bool = False,
    spelling: Spelling | None = None,
) -> str:
    """Return the text of a value.

    Args:
        value: The value.
        words: The language's words.
        names: The deck's names, for spellings and articles.
        precision: How coarsely a date is printed; None for its own.
        article: Whether "the" is printed before a name that has it.
        spelling: How the deck's texts and numbers are written, where in another language.

    >>> from quizkit.values.words import builtin
    >>> show(List((Named("Laos"), Named("Vietnam"))), words=builtin("en"), names={})
    'Laos and Vietnam'
    """

    def inner(item: Value) -> str:
        return show(
            item,
            words=words,
            names=names,
            precision=precision,
            article=article,
            spelling=spelling,
        )

    match value:
        case Text(text):
            return spelling.of(text, words) if spelling else text
        case Named(text):
            return _name(text, words=words, names=names, article=article)
        case Date():
            return date_text(value, words, precision)
        case Number():
            return number_text(_turned(value, words, spelling) if spelling else value, words)
        case List(items):
            return join([inner(item) for item in items], words)
        case Views(word, entries):
            return words.comma.join(
                f"{inner(entry)} ({_view(word, inner(_read(view, names)), words)})"
                for view, entry in entries
            )
        case Other():
            return "?"


def _turned(number: Number, words: Words, spelling: Spelling) -> Number:
    """Return a number as another language writes it: its marks, its scale word, its unit."""
    shown = scale_in(number.shown, spelling.origin, words) or number.shown
    return number._replace(shown=shown, unit=spelling.of(number.unit, words))


def _read(view: str, names: Mapping[str, Name]) -> Value:
    return Named(view) if view in names else Text(view)


def _view(word: str, view: str, words: Words) -> str:
    return words.views.get(word, f"{word} {{}}").format(view)


def scale_in(shown: str, origin: Words, words: Words) -> str | None:
    """Return a figure as another language writes it, or None if it lacks the scale word.

    >>> from quizkit.values.words import builtin
    >>> scale_in("1,250.5 million", builtin("en"), builtin("vi"))
    '1.250,5 triệu'
    """
    figure, space, scale = shown.partition(" ")
    marks = {origin.thousands: words.thousands, origin.decimal: words.decimal}
    turned = "".join(marks.get(char, char) for char in figure)
    if not space:
        return turned
    factor = origin.scales.get(scale)
    for word, other in words.scales.items():
        if other == factor:
            return f"{turned} {word}"
    return None


def _name(name: str, *, words: Words, names: Mapping[str, Name], article: bool) -> str:
    entry = names.get(name)
    if entry is None:
        return name
    text = entry.spellings.get(words.tag, name)
    return f"{words.the} {text}" if article and entry.article and words.the else text


def date_text(date: Date, words: Words, precision: Precision | None = None) -> str:
    """Return a date as it is printed alone; vague ones as the author wrote them.

    Beside a month a year of one or two digits is printed with four: "March 0025" is no day.

    >>> from quizkit.values.dates import read_date
    >>> from quizkit.values.words import builtin
    >>> date_text(read_date("1992-11-18"), builtin("en"), Precision.MONTH)
    'November 1992'
    """
    wanted = precision or date.precision
    if wanted is None:
        return _interval_text(date, words)
    year, month, day = parts(date)
    text = words.dates[wanted - 1].format(
        year=f"{year:04}" if wanted > Precision.YEAR and year < 100 else year,
        month=words.months[month - 1] if month else "",
        day=day or "",
    )
    return f"{words.bounds['about']} {text}" if date.about else text


def day_text(month: int, day: int, words: Words) -> str:
    """Return a day of no year.

    >>> from quizkit.values.words import builtin
    >>> [day_text(7, 11, builtin(tag)) for tag in ("en", "vi")]
    ['11 July', 'ngày 11 tháng 7']
    """
    year = words.dates[1].replace("{month}", "")
    pattern = words.dates[2].replace(year, "").replace("{year}", "")
    return pattern.format(month=words.months[month - 1], day=day).strip(" ,")


def _interval_text(date: Date, words: Words) -> str:
    from_, slash, until = date.text.partition("/")
    if not slash:
        return date.text
    return " - ".join("…" if end in ("..", "") else end for end in (from_, until))


def number_text(number: Number, words: Words) -> str:
    """Return a number with its bound and unit, the figure as the author wrote it."""
    figure = (
        f"{number.shown}{number.unit}" if number.unit == "%" else f"{number.shown} {number.unit}"
    )
    bound = words.bounds.get(number.bound, number.bound)
    return f"{bound} {figure}".strip()


def join(texts: Sequence[str], words: Words) -> str:
    """Return texts as a list of the language: "a, b and c"."""
    if len(texts) < 2:
        return "".join(texts)
    return words.comma.join(texts[:-1]) + words.join + texts[-1]
