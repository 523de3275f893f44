"""The ladder: which form a facet is asked in, how near its distractors are, what a guess is worth.

Rung 0: a choice with far distractors. Rung 1: a choice with the learner's own confusions. Rung 2:
a cloze, or typed with the first letter given; a whole list by selecting. Rung 3: typed freely.
That forms are keyed to stability is quizkit's own idea; all of it stands in this module.
"""

from collections.abc import Collection
from math import comb
from typing import Final

from quizkit.model import Form

RUNGS: Final = (3.0, 14.0, 45.0)
"""Stability [days] from which on a facet stands on rung 1, 2, 3."""

PREFERRED: Final = (
    (Form.CHOICE, Form.SELECT, Form.ORDER, Form.TYPED, Form.CLOZE, Form.TRUE_FALSE, Form.FLIP),
    (Form.CHOICE, Form.SELECT, Form.ORDER, Form.TYPED, Form.CLOZE, Form.TRUE_FALSE, Form.FLIP),
    (Form.SELECT, Form.ORDER, Form.CLOZE, Form.TYPED, Form.CHOICE, Form.TRUE_FALSE, Form.FLIP),
    (Form.TYPED, Form.ORDER, Form.CLOZE, Form.SELECT, Form.FLIP, Form.CHOICE, Form.TRUE_FALSE),
)
"""For each rung the forms in the order in which they are tried.

True or false is half a guess: it is left for what can neither be chosen nor typed. An order here
is one of steps; no other form but flip suits them.
"""

TOGETHER: Final = 0.25
"""How often [0..1] a facet on the last rung is asked together with others, where it can be."""

LETTER_GUESS: Final = 0.05
"""Chance to be right without knowing where the first letter or the sentence helps."""

FAR: Final = 0.2
"""Closeness of distractors for what is hardly known."""

NEAR: Final = 0.9
"""Closeness of distractors for what is well known."""


def rung(stability: float | None, failed_rung: int = -1) -> int:
    """Return the rung that a facet stands on.

    After a wrong answer it is one below the rung that failed, whatever the stability says.

    Args:
        stability: S [days, > 0], or None before the first answer.
        failed_rung: Rung of the newest wrong answer [0..3], or -1 since a right one.

    Returns:
        Rung [0..3].

    >>> [rung(s) for s in (None, 2.9, 3.0, 14.0, 45.0)]
    [0, 0, 1, 2, 3]
    >>> rung(20.0, 3), rung(20.0, 0)
    (2, 0)
    """
    if failed_rung >= 0:
        return max(0, failed_rung - 1)
    return 0 if stability is None else sum(stability >= least for least in RUNGS)


def choose(forms: Collection[Form], rung: int, *, wish: Form | None = None) -> Form | None:
    """Return the form to ask in.

    Args:
        forms: The forms in which the facet can be asked.
        rung: Where it stands [0..3].
        wish: The form that the learner wants, taken wherever it is possible.

    Returns:
        The form, or None where the facet can be asked in none that exists.

    >>> can = {Form.CHOICE, Form.TYPED, Form.FLIP}
    >>> [choose(can, rung).value for rung in range(4)]
    ['choice', 'choice', 'typed', 'typed']
    >>> choose(can, 0, wish=Form.TYPED).value
    'typed'
    """
    if wish is not None and wish in forms:
        return wish
    return next((form for form in PREFERRED[rung] if form in forms), None)


def together(rung: int, u: float, *, wish: Form | str | None = None) -> tuple[Form, ...]:
    """Return the forms in which a started facet may be asked together with others, best first.

    On the last rung one in four is put in order or matched, so that what is well known is also
    told apart; in those forms nothing is asked that would not be asked today anyway.

    Args:
        rung: Where the facet stands [0..3].
        u: Chance, evenly spread [0..1).
        wish: The form that the learner wants: if it is one of these two, on every rung. A form of
            one's own, a name, is never one of them.

    >>> [together(3, u) for u in (0.1, 0.2, 0.9)] == [
    ...     (Form.ORDER, Form.MATCH), (Form.MATCH, Form.ORDER), ()]
    True
    >>> together(0, 0.9, wish=Form.MATCH), together(2, 0.1)
    ((<Form.MATCH: 'match'>,), ())
    """
    if wish is not None:
        return (wish,) if isinstance(wish, Form) and wish in (Form.ORDER, Form.MATCH) else ()
    if rung < len(RUNGS) or u >= TOGETHER:
        return ()
    both = (Form.ORDER, Form.MATCH)
    return both if u < TOGETHER / 2 else both[::-1]


def first_letter(form: Form, rung: int) -> bool:
    """Return whether a typed question gives the first letter away from the start.

    Such a letter counts in a review's `hints` (it makes a guess easier), but not against the
    rating.
    """
    return form is Form.TYPED and rung == 2


def distractors(rung: int) -> int:
    """Return how many wrong options a choice may have on a rung: 2 on rung 0, then 3."""
    return 2 if rung == 0 else 3


def nearness(recall: float | None, rung: int) -> float:
    """Return how close [0..1] the distractors should be to the key.

    0.2 for new facets, on rung 0 and below a recall of 0.7, then rising evenly to 0.9 at 0.95.

    Args:
        recall: Chance to know it now [0..1], or None before the first answer.
        rung: Where the facet stands [0..3].

    >>> [round(nearness(r, 1), 3) for r in (None, 0.5, 0.7, 0.825, 0.95, 1.0)]
    [0.2, 0.2, 0.2, 0.55, 0.9, 0.9]
    """
    if recall is None or rung == 0:
        return FAR
    return FAR + (NEAR - FAR) * min(1.0, max(0.0, (recall - 0.7) / 0.25))


def guess(
    form: Form, *, options: int = 0, picked: int = 1, hints: int = 0, told: bool = True
) -> float:
    """Return the chance to be right without knowing.

    Args:
        form: How it was asked.
        options: Options shown.
        picked: For a selection: how many were to be picked.
        hints: Hints taken: options taken away, or letters given.
        told: For a selection: whether the stem says how many.

    Returns:
        g [0..1].

    >>> guess(Form.CHOICE, options=4), guess(Form.CHOICE, options=4, hints=2)
    (0.25, 0.5)
    >>> guess(Form.TYPED), guess(Form.TYPED, hints=1), guess(Form.CLOZE)
    (0.0, 0.05, 0.05)
    >>> guess(Form.SELECT, options=6, picked=2) == 1 / 15
    True
    >>> guess(Form.SELECT, options=6, picked=2, told=False) == 1 / 64
    True
    """
    match form:
        case Form.CHOICE | Form.MATCH:
            return 1.0 / max(1, options - hints)
        case Form.TRUE_FALSE:
            return 0.5
        case Form.SELECT:
            return 1.0 / max(1, comb(options, picked)) if told else 0.5**options
        case Form.CLOZE:
            return LETTER_GUESS
        case Form.TYPED:
            return LETTER_GUESS if hints else 0.0
        case Form.ORDER | Form.FLIP:
            return 0.0
