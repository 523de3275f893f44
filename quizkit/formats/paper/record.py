"""`paper.json`: what was asked where, so that results can be read by facet, never by number.

Its code is a hash of the rest, so a file that was changed is told from one that was not; the time
when it was made does not count, so that the same paper has the same code tomorrow. It is read by
`record_read`.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from quizkit.formats.paper.nouns import Paper, Place, Variant
from quizkit.formats.posed import Posed
from quizkit.model import Form
from quizkit.text import canonical, digest

VERSION: Final = 1
NAME: Final = "paper.json"

RESULTS: Final = "results.csv"
"""The table beside it, into which a teacher writes what was marked."""

SIGNS: Final = "34679ACDEFHJKMNPRTWXY"
"""Signs of a code: none that is taken for another when it is read from paper."""

CODE_LENGTH: Final = 6
"""Signs of a code."""


class Task(NamedTuple):
    """A question of a paper, as results are read by.

    Attributes:
        id: Its id.
        facets: What it asks; several of a match, and of an order of facts.
        form: How.
        key: Fingerprint of the right answer, by which a changed one is told.
        seed: The text that it was drawn from.
        stem: What was asked.
        prompts: The sentences of a match.
        options: Its options, in the order of the question.
        right: Indexes of the right options; of an order all in the right order; of a match for
            each sentence.
        answer: The right answer, as people read it.
        accepted: For typed answers: all texts that are right.
        points: What it is worth [1..].
    """

    id: str
    facets: tuple[str, ...]
    form: Form
    key: str
    seed: str
    stem: str
    prompts: tuple[str, ...]
    options: tuple[str, ...]
    right: tuple[int, ...]
    answer: str
    accepted: tuple[str, ...]
    points: int


class Record(NamedTuple):
    """A paper as its file tells of it.

    Attributes:
        code: Six signs, as on its pages.
        title: As on its pages.
        deck: The deck's id.
        fingerprint: Of the deck: of all that it asked and all its answers.
        language: Language tag.
        seed: The text that chance started from.
        at: When it was made [seconds since 1970, UTC].
        different: Each variant has questions of its own.
        tasks: The questions.
        variants: Where they stand.
    """

    code: str
    title: str
    deck: str
    fingerprint: str
    language: str
    seed: str
    at: int
    different: bool
    tasks: tuple[Task, ...]
    variants: tuple[Variant, ...]


def record_of(paper: Paper, keys: Mapping[str, str]) -> Record:
    """Return what is written of a paper; its code follows from all the rest.

    Args:
        paper: The paper; its own code does not matter.
        keys: The fingerprint of each question's right answer, by the question's id.
    """
    tasks = tuple(_task(task, keys.get(task.id, "")) for task in paper.tasks)
    found = Record(
        code="",
        title=paper.title,
        deck=paper.deck,
        fingerprint=paper.fingerprint,
        language=paper.language,
        seed=paper.seed,
        at=paper.at,
        different=paper.different,
        tasks=tasks,
        variants=paper.variants,
    )
    return found._replace(code=code_of(found))


def _task(task: Posed, key: str) -> Task:
    question = task.question
    return Task(
        id=task.id,
        facets=tuple(question.facets or (question.facet,)),
        form=question.form,
        key=key,
        seed=question.seed,
        stem=question.stem,
        prompts=question.prompts,
        options=question.options,
        right=question.keys,
        answer=question.answer,
        accepted=task.accepted,
        points=task.points,
    )


def code_of(record: Record) -> str:
    """Return the six signs of a record; its own `code` and `at` do not count."""
    content = _content(record)
    del content["code"], content["at"]
    number = int(digest(canonical(content)), 16)
    found = []
    for _ in range(CODE_LENGTH):
        number, sign = divmod(number, len(SIGNS))
        found.append(SIGNS[sign])
    return "".join(found)


def write(record: Record) -> bytes:
    """Return a record as a file: JSON in UTF-8, a line a value, and a line end."""
    text = json.dumps(_content(record), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _content(record: Record) -> dict[str, Any]:
    whole: dict[str, Any] = {"v": VERSION, **record._asdict()}
    whole["tasks"] = [{**task._asdict(), "form": task.form.value} for task in record.tasks]
    whole["variants"] = [
        {"name": variant.name, "places": [place._asdict() for place in variant.places]}
        for variant in record.variants
    ]
    return whole


def stood(record: Record) -> dict[str, dict[int, dict[str, Any]]]:
    """Return where each question stood, as an item analysis reads it.

    Returns:
        By variant and number: `facet`, `form` (its word), `stem`, `options` (what stands before
        one, to its text), `key` (as it is marked), `answer`, `accepted`.
    """
    return {
        variant.name: {place.number: _stood(record, place) for place in variant.places}
        for variant in record.variants
    }


def _stood(record: Record, place: Place) -> dict[str, Any]:
    task = record.tasks[place.task]
    return {
        "facet": task.id,
        "form": task.form.value,
        "stem": task.stem,
        "options": dict(zip(place.letters, place.options, strict=True)),
        "key": place.key,
        "answer": task.answer,
        "accepted": task.accepted,
    }


def without_results(files: Mapping[str, bytes], place: Path) -> dict[str, bytes]:
    """Return what is written to a place: what was typed into its table of results stays."""
    is_there = (place / RESULTS).exists()
    return {name: data for name, data in files.items() if name != RESULTS or not is_there}
