"""Values as people read them, in one language."""

from collections.abc import Mapping, Sequence

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


def show(
    value: Value,
    *,
    words: Words,
    names: Mapping[str, Name],
    precision: Precision | None = None,
    article: bool = False,
) -> str:
    """Return the text of a value.

    Args:
        value: The value.
        words: The language's words.
        names: The deck's names, for spellings and articles.
        precision: How coarsely a date is printed; None for its own.
        article: Whether "the" is printed before a name that has it.

    >>> from quizkit.values.words import builtin
    >>> show(List((Named("Laos"), Named("Vietnam"))), words=builtin("en"), names={})
    'Laos and Vietnam'
    """

    def inner(item: Value) -> str:
        return show(item, words=words, names=names, precision=precision, article=article)

    match value:
        case Text(text):
            return text
        case Named(text):
            return _name(text, words=words, names=names, article=article)
        case Date():
            return date_text(value, words, precision)
        case Number():
            return number_text(value, words)
        case List(items):
            return join([inner(item) for item in items], words)
        case Views(word, entries):
            return words.comma.join(
                f"{inner(entry)} ({words.views.get(word, word + ' {}').format(view)})"
                for view, entry in entries
            )
        case Other():
            return "?"


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
