"""A paper's variants: the same questions in other orders, with the right answers elsewhere."""

from collections.abc import Collection, Sequence
from random import Random
from string import ascii_lowercase, ascii_uppercase
from typing import Final, NamedTuple

from quizkit.formats.paper.balance import Neighbour, even, ordered, worth
from quizkit.formats.paper.nouns import Place, Variant
from quizkit.formats.paper.printers import PAPER_FORMS
from quizkit.formats.posed import Posed
from quizkit.model import Form, Question

MOST: Final = 26
"""Variants of one paper: as many as there are letters."""

DRAWS: Final = 3
"""So often letters and order are drawn where the first draw is not wholly good."""

LETTERED: Final = frozenset({Form.CHOICE, Form.TRUE_FALSE})
"""Forms with one right letter."""

_GOOD: Final = (0, 0, 0)


class _Laid(NamedTuple):
    """A variant as it is drawn: its questions in order, and the options of each."""

    order: tuple[int, ...]
    options: tuple[tuple[int, ...], ...]
    neighbour: Neighbour


def varied(
    sets: Sequence[Sequence[Posed]], fixed: Collection[str], *, count: int, seed: str
) -> tuple[Variant, ...]:
    """Return the variants of a paper.

    Questions of one form stand together. Of each variant the letters of the choices are right
    equally often within one, as far as sorted options allow; no letter is right more than three
    times in a row; and no variant has the order of the one before or most of its letters.

    Args:
        sets: The questions: one set for all variants, or one for each.
        fixed: Ids of the questions whose options stand by size, and so always in that order.
        count: How many variants [1..26].
        seed: The text that chance starts from.
    """
    found: list[Variant] = []
    laid: list[_Laid] = []
    start = 0
    for number in range(count):
        tasks = sets[number % len(sets)]
        if number and len(sets) > 1:
            start += len(sets[number - 1])
            laid = []
        beside = [*laid[-1:], *(laid[:1] if 2 <= number == count - 1 else [])]
        laid.append(_laid(tasks, fixed, beside, f"{seed}:variant:{number}"))
        places = tuple(_places(tasks, laid[-1], start))
        found.append(Variant(ascii_uppercase[number], places))
    return tuple(found)


def _laid(
    tasks: Sequence[Posed], fixed: Collection[str], beside: Sequence[_Laid], seed: str
) -> _Laid:
    """Return a variant unlike those beside it: the best of some draws."""
    neighbours = [other.neighbour for other in beside]
    drawn = []
    for turn in range(DRAWS):
        rng = Random(f"{seed}:{turn}")
        letters = _letters(tasks, fixed, rng)
        order = ordered(_sections(tasks), letters, neighbours, rng=rng)
        found = worth(order, letters, neighbours)
        drawn.append((found, turn, order, letters, rng))
        if found[:3] == _GOOD:
            break
    _, _, order, letters, rng = min(drawn, key=lambda each: each[:2])
    alone = frozenset(section[0] for section in _sections(tasks) if len(section) == 1)
    options = tuple(
        tuple(range(len(task.question.options)))
        if task.id in fixed or task.form is Form.TRUE_FALSE
        else _options(task, letters[at], [other.options[at] for other in beside], rng=rng)
        for at, task in enumerate(tasks)
    )
    row = tuple(letters[task] for task in order)
    return _Laid(order, options, Neighbour(order, row, alone))


def _sections(tasks: Sequence[Posed]) -> list[list[int]]:
    """Return the questions that stand together: those of one form."""
    forms = [[at for at, task in enumerate(tasks) if task.form is form] for form in PAPER_FORMS]
    return [section for section in forms if section]


def _letters(tasks: Sequence[Posed], fixed: Collection[str], rng: Random) -> list[int | None]:
    """Return where the right option of each question stands, None where there are several.

    Letters are even among the questions with as many options, so that a fourth option is right
    no more often than others; then all together.
    """
    found: list[int | None] = [None] * len(tasks)
    for at, task in enumerate(tasks):
        if task.form is Form.TRUE_FALSE:
            found[at] = task.question.keys[0]
    choices = [at for at, task in enumerate(tasks) if task.form is Form.CHOICE]
    taken: list[int] = []
    for size in sorted({len(tasks[at].question.options) for at in choices}):
        group = [at for at in choices if len(tasks[at].question.options) == size]
        rooms = [_room(tasks[at], fixed) for at in group]
        drawn = even(rooms, rng=rng, others=taken)
        taken += drawn
        for at, letter in zip(group, drawn, strict=True):
            found[at] = letter
    return found


def _room(task: Posed, fixed: Collection[str]) -> Collection[int]:
    question = task.question
    return question.keys[:1] if task.id in fixed else range(len(question.options))


def _options(
    task: Posed, letter: int | None, others: Sequence[tuple[int, ...]], *, rng: Random
) -> tuple[int, ...]:
    """Return which of a question's options stands where: unlike the variants beside, if it can."""
    question = task.question
    count = len(question.options)
    shown = list(range(count))
    for _ in range(DRAWS if count > 1 else 0):
        rng.shuffle(shown)
        if task.form is Form.CHOICE and letter is not None:
            at = shown.index(question.keys[0])
            shown[at], shown[letter] = shown[letter], shown[at]
        if tuple(shown) not in others and not _is_told(question, shown):
            break
    return tuple(shown) if not _is_told(question, shown) else (*shown[1:], shown[0])


def _is_told(question: Question, shown: Sequence[int]) -> bool:
    """Return whether options that are to be put in order stand so already."""
    return question.form is Form.ORDER and tuple(shown) == question.keys


def _places(tasks: Sequence[Posed], laid: _Laid, start: int) -> list[Place]:
    places = []
    for number, at in enumerate(laid.order, 1):
        question, order = tasks[at].question, laid.options[at]
        letters = letters_of(question)
        places.append(
            Place(
                number=number,
                task=start + at,
                options=tuple(question.options[each] for each in order),
                order=order,
                key=key_of(question, order, letters),
                letters=letters,
            )
        )
    return places


def letters_of(question: Question) -> tuple[str, ...]:
    """Return what stands before a question's options: letters, or numbers to be put in order."""
    count = len(question.options)
    match question.form:
        case Form.ORDER:
            return tuple(str(number + 1) for number in range(count))
        case Form.MATCH:
            return tuple(ascii_lowercase[:count])
        case _:
            return tuple(ascii_uppercase[:count])


def key_of(question: Question, order: Sequence[int], letters: Sequence[str]) -> str:
    """Return what is right, as it is marked.

    Args:
        question: The question.
        order: For each option shown, which of the question's it is.
        letters: What stands before the options shown.
    """
    marks = [letters[order.index(key)] for key in question.keys]
    match question.form:
        case Form.SELECT:
            return " ".join(sorted(marks))
        case Form.MATCH:
            return " ".join(f"{number}{mark}" for number, mark in enumerate(marks, 1))
        case Form.CHOICE | Form.TRUE_FALSE | Form.ORDER:
            return " ".join(marks)
        case _:
            return question.answer
