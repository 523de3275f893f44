"""A deck's questions drawn for another program: each facet in a form that it can hold."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from quizkit.decks.paths import PathFault
from quizkit.decks.pictures import picture_of
from quizkit.decks.report import fit, help_
from quizkit.formats.accepted import accepted, quantity
from quizkit.formats.posed import Picture, Posed, Posing
from quizkit.model import Card, Deck, FacetId, Fact, Form, Location, Problem, Question, Severity
from quizkit.questions.ask import Asker
from quizkit.questions.calm import calm
from quizkit.questions.grouping import grouped
from quizkit.questions.index import fact_of
from quizkit.questions.together import TOGETHER

ORDER = (Form.CHOICE, Form.SELECT, Form.TYPED, Form.CLOZE, Form.ORDER, Form.TRUE_FALSE, Form.FLIP)
"""The forms in which one facet goes out, best first, as far as a target can hold them."""


class Wish(NamedTuple):
    """What is wanted of a deck.

    Attributes:
        most: So many questions at most, drawn by the seed; None: all, in the deck's order.
        seed: The text that chance starts from.
        forms: Each facet in each of these forms that it suits; empty: in one, the best.
        tags: Only facts with one of these tags; empty: all.
        kinds: Only facts of these kinds; empty: all.
        at: When it is written [seconds since 1970, UTC].
        category: Where the target shall put the questions, or "".
        before: The file that is written over, or None.
    """

    most: int | None = None
    seed: str = "1"
    forms: tuple[Form, ...] = ()
    tags: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    at: int = 0
    category: str = ""
    before: bytes | None = None


def pose(asker: Asker, *, order: Sequence[Form], wish: Wish, target: str) -> Posing:
    """Return a deck's questions for a target, and what it cannot ask.

    Args:
        asker: What makes them.
        order: The forms that the target can hold, best first.
        wish: What is wanted.
        target: The target's name, for what is said of losses.
    """
    with calm():
        facets = list(_wanted(asker, wish))
        todo, losses = _todo(asker, facets, order=order, wish=wish, target=target)
        if wish.most is not None and wish.most < len(todo):
            todo = _drawn(todo, wish)
        several = len({form for _, form in todo}) > 1 and bool(wish.forms)
        questions = tuple(
            posed(asker, question, with_form=several) for question in _asked(asker, todo, wish.seed)
        )
    return Posing(asker, questions, tuple(losses), wish.seed, wish.at, wish.category, wish.before)


def posed(asker: Asker, question: Question, *, with_form: bool = False, points: int = 1) -> Posed:
    """Return a question with all that may go out with it.

    Args:
        asker: What made it.
        question: The question.
        with_form: Its form belongs to its id.
        points: What it is worth [> 0].
    """
    fact_id, role = fact_of(question.facet)
    row = row_of(asker, question.facet)
    fact = row if isinstance(row, Fact) else None
    return Posed(
        id=f"{question.facet}/{question.form.value}" if with_form else question.facet,
        question=question,
        kind=fact.kind if fact else "card",
        at=place_of(row, role),
        accepted=accepted(asker, question),
        quantity=quantity(question),
        note=row.note,
        evidence=asker.statement(fact_id, language=question.plan.language) if fact else "",
        source=asker.source_line(fact_id),
        tags=row.tags,
        difficulty=row.difficulty,
        picture=_picture(asker.deck, fact.image) if fact and not question.facets else None,
        points=points,
    )


def row_of(asker: Asker, facet: FacetId) -> Fact | Card:
    """Return the fact or card that a facet is of."""
    fact_id = fact_of(facet)[0]
    return asker.planner.facts.get(fact_id) or asker.planner.cards[fact_id]


def place_of(row: Fact | Card, role: str = "") -> Location:
    """Return where a fact or card stands in its deck, or the role of it that is asked for."""
    span = row.spans.get(role) or row.spans.get("q") or row.spans.get("cloze") or row.spans[""]
    return Location(row.path, span.line, span.column, span.width)


def _wanted(asker: Asker, wish: Wish) -> Iterator[FacetId]:
    for facet in asker.survey.facets:
        row = row_of(asker, facet)
        kind = row.kind if isinstance(row, Fact) else "card"
        if wish.kinds and kind not in wish.kinds:
            continue
        if not wish.tags or set(wish.tags).intersection(row.tags):
            yield facet


Todo = tuple[tuple[FacetId, ...], Form]


def _todo(
    asker: Asker, facets: Sequence[FacetId], *, order: Sequence[Form], wish: Wish, target: str
) -> tuple[list[Todo], list[Problem]]:
    """Return which facets are asked together in which form, and what cannot be asked."""
    wanted = [form for form in order if form in wish.forms] if wish.forms else list(order)
    groups = grouped(asker, facets, TOGETHER & set(wish.forms) & set(order), seed=wish.seed)
    inside = {facet for group in groups.values() for facet in group}
    todo: list[Todo] = []
    losses: list[Problem] = []
    for facet in facets:
        alone = [form for form in wanted if form is not Form.MATCH and asker.has_form(facet, form)]
        todo += [((facet,), form) for form in (alone if wish.forms else alone[:1])]
        todo += [(group, form) for (first, form), group in groups.items() if first == facet]
        if not alone and facet not in inside:
            losses.append(_left_out(asker, facet, wanted, target))
    return todo, losses


def _left_out(asker: Asker, facet: FacetId, wanted: Collection[Form], target: str) -> Problem:
    row = row_of(asker, facet)
    fact_id, role = fact_of(facet)
    forms = ", ".join(form.value for form in Form if form in asker.forms(facet))
    what = f"{target} cannot ask {facet.partition('/')[2]}: left out"
    asked = ", ".join(form.value for form in wanted) or "none of the forms wanted"
    tip = f"it can be asked as {forms}; {target} takes {asked}"
    if Form.CHOICE in wanted:
        tip += "; two good wrong answers make it a choice"
    return Problem(
        "QK901",
        Severity.WARNING,
        fit(what),
        place_of(row, role),
        notes=(help_(tip),),
        fact=fact_id,
        role=role,
    )


def _drawn(todo: Sequence[Todo], wish: Wish) -> list[Todo]:
    """Return so many as are wanted, by chance, one of each fact before a second of any."""
    places = list(range(len(todo)))
    Random(f"{wish.seed}:pose").shuffle(places)
    met: dict[str, int] = {}
    ranked = []
    for turn, place in enumerate(places):
        facts = {fact_of(facet)[0] for facet in todo[place][0]}
        rank = max(met.get(fact, 0) for fact in facts)
        met.update((fact, rank + 1) for fact in facts)
        ranked.append((rank, turn, place))
    chosen = sorted(place for _, _, place in sorted(ranked)[: wish.most])
    return [todo[place] for place in chosen]


def _asked(asker: Asker, todo: Iterable[Todo], seed: str) -> Iterator[Question]:
    for facets, form in todo:
        text = f"{seed}:{facets[0]}:0"
        if len(facets) > 1:
            yield asker.together(facets, form, seed=text)
        else:
            yield asker.question(facets[0], form, seed=text)


def _picture(deck: Deck, image: Mapping[str, str]) -> Picture | None:
    """Return a fact's picture, or None where it cannot be used, which a check tells (QK806)."""
    if not deck.paths or "file" not in image:
        return None
    try:
        found = picture_of(Path(deck.paths[0]).absolute().parent, image["file"])
        data = found.path.read_bytes()
    except (PathFault, OSError):
        return None
    return Picture(
        found.path.name,
        data,
        found.format,
        found.width,
        found.height,
        image.get("alt", ""),
        image.get("credit", ""),
    )
