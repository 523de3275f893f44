"""A paper made of its questions: laid out in variants, its key solved again, its code."""

from collections.abc import Mapping
from typing import NamedTuple

from quizkit.formats.paper.composing import Composed
from quizkit.formats.paper.labels import labels_of
from quizkit.formats.paper.nouns import Look, Paper
from quizkit.formats.paper.record import Record, record_of
from quizkit.formats.paper.solved import verify
from quizkit.formats.paper.variants import varied
from quizkit.formats.posed import Posed
from quizkit.model import Form
from quizkit.questions.ask import Asker
from quizkit.questions.calm import calm
from quizkit.text import canonical, digest

_SORTABLE = frozenset({Form.CHOICE, Form.SELECT, Form.MATCH})


class Head(NamedTuple):
    """What stands around a paper's questions.

    Attributes:
        title: What stands on top; "": the deck's title.
        instructions: Paragraphs before the first question.
        look: How it is set.
        seed: The text that chance starts from.
        at: When it is made [seconds since 1970, UTC].
        variants: How many [1..26].
    """

    title: str = ""
    instructions: tuple[str, ...] = ()
    look: Look = Look()
    seed: str = "1"
    at: int = 0
    variants: int = 1


class Made(NamedTuple):
    """A paper, and what is kept of it."""

    paper: Paper
    record: Record


def made(asker: Asker, composed: Composed, head: Head) -> Made:
    """Return a paper whose key has been worked out again from its deck.

    Args:
        asker: What made the questions.
        composed: The questions: one set, or one for each variant.
        head: What stands around them.

    Raises:
        WrongKeyError: If the deck says otherwise than a key: a fault of this program.
    """
    with calm():
        tasks = tuple(task for tasks in composed.sets for task in tasks)
        fixed = frozenset(task.id for task in tasks if _stands_by_size(asker, task))
        variants = varied(composed.sets, fixed, count=head.variants, seed=head.seed)
        labels = labels_of(asker.planner.language)
        paper = Paper(
            title=head.title or asker.deck.title,
            deck=asker.deck.id,
            language=asker.planner.language,
            instructions=head.instructions,
            fields={"name": labels.name, "class": labels.group, "date": labels.date},
            tasks=tasks,
            variants=variants,
            code="",
            at=head.at,
            seed=head.seed,
            look=head.look,
            different=len(composed.sets) > 1,
            fingerprint=fingerprint(asker),
        )
        verify(paper, asker)
        record = record_of(paper, _keys(asker, tasks))
    return Made(paper._replace(code=record.code), record)


def fingerprint(asker: Asker) -> str:
    """Return 16 hex digits that change with what a deck asks, or with an answer; no wording does.

    Args:
        asker: What asks.
    """
    survey = asker.survey
    answers = [[facet, survey[facet].key] for facet in survey.facets]
    return digest(canonical(answers))[:16]


def _stands_by_size(asker: Asker, task: Posed) -> bool:
    return task.form in _SORTABLE and asker.is_sorted(task.question)


def _keys(asker: Asker, tasks: tuple[Posed, ...]) -> Mapping[str, str]:
    """Return the fingerprint of each question's answer; of several facets, of all of them."""
    found = {}
    for task in tasks:
        facets = task.question.facets or (task.question.facet,)
        keys = [asker.survey[facet].key for facet in facets]
        found[task.id] = keys[0] if len(keys) == 1 else digest(canonical(keys))
    return found
