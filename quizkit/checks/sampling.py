"""The questions of a deck as they are asked: what is counted, linted and guessed at."""

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Final

from quizkit.checks.cues import Sheet
from quizkit.model import FacetId, Form, Question
from quizkit.questions.ask import Asker

DRAWN: Final = frozenset({Form.CHOICE, Form.SELECT, Form.TRUE_FALSE, Form.ORDER, Form.MATCH})
"""Forms that look different with each seed."""

MOST: Final = 10_000
"""Of so many questions at most a deck's are drawn again; each is drawn once at least."""


MOST_FACETS: Final = 10_000
"""Of a deck with more facets so many are drawn, spread over all of it."""


def spread(facets: Sequence[FacetId], *, most: int = MOST_FACETS) -> tuple[FacetId, ...]:
    """Return all facets, or of too many some, the same ones each time and in their order.

    >>> len(spread([FacetId(f"d/{n}#who") for n in range(90)], most=20))
    20
    """
    if len(facets) <= most:
        return tuple(facets)
    chosen = Random(f"check {len(facets)}").sample(range(len(facets)), most)
    return tuple(facets[number] for number in sorted(chosen))


def questions(
    asker: Asker,
    *,
    draws: int = 25,
    most: int = MOST,
    facets: Sequence[FacetId] | None = None,
    tick: Callable[[], None] = lambda: None,
) -> tuple[Question, ...]:
    """Return every facet in every form and wording, each different question once.

    Args:
        asker: The deck's asker.
        draws: How often what looks different with each seed is drawn [1..].
        most: With more questions than this nothing is drawn again.
        facets: Those wanted; all where not given.
        tick: Called before each facet and form; what it raises ends this.
    """
    drawn: dict[tuple[FacetId, Form], list[Question]] = {}
    for facet in asker.planner.facets if facets is None else facets:
        for form in _forms(asker, facet):
            tick()
            drawn[facet, form] = [*asker.wordings(facet, form, seed=_seed(0, facet))]
    share = min(draws, max(1, most // max(1, len(drawn))))
    for (facet, form), made in drawn.items():
        for draw in range(1, share if form in DRAWN else 1):
            tick()
            made.extend(asker.wordings(facet, form, seed=_seed(draw, facet)))
    every = (question for made in drawn.values() for question in made)
    found: dict[tuple[object, ...], Question] = {}
    for question in every:
        shown = tuple(sorted(question.options))
        found.setdefault((question.form, question.stem, question.prompts, shown), question)
    return tuple(found.values())


def sheets(asker: Asker, *, draws: int = 25, most: int = MOST) -> tuple[Sheet, ...]:
    """Return every choice question, paper after paper, for a solver to guess at.

    Args:
        asker: The deck's asker.
        draws: How many papers are drawn [1..].
        most: With more questions than this no further paper is drawn.
    """
    return tuple(_papers(asker, draws, most))


def _papers(asker: Asker, draws: int, most: int) -> Iterator[Sheet]:
    every = spread(asker.planner.facets)
    facets = [facet for facet in every if asker.has_form(facet, Form.CHOICE)]
    for draw in range(min(draws, max(1, most // max(1, len(facets))))):
        for facet in facets:
            question = asker.question(facet, Form.CHOICE, seed=_seed(draw, facet))
            if len(question.keys) == 1:
                paper = f"{asker.deck.id} {draw}"
                yield Sheet(question.stem, question.options, question.keys[0], facet, paper)


def _forms(asker: Asker, facet: FacetId) -> list[Form]:
    suited = asker.forms(facet)
    return [form for form in Form if form in suited]


def _seed(draw: int, facet: FacetId) -> str:
    return f"check {draw}:{facet}:0"
