"""The data that the template of papers is filled with: texts and measures, nothing else."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, Final
from unicodedata import normalize

from quizkit.formats.paper.keys import matrix
from quizkit.formats.paper.labels import Labels, labels_of
from quizkit.formats.paper.nouns import Look, Paper, Place, Variant
from quizkit.formats.paper.typeset_parts import (
    OPEN,
    alt_text,
    credit_line,
    letter,
    plain,
    sections,
    solved,
    stem_parts,
    whole_line,
)
from quizkit.formats.posed import Picture, Posed

SERIF: Final = "Libertinus Serif"
SANS: Final = "DejaVu Sans Mono"
"""The faces that the typst package brings: the second is its only one without serifs."""

_TWO_MARKS: Final = re.compile("[ấ-ẫắ-ẵế-ễố-ỗ]", re.IGNORECASE)
"""Letters whose upper mark the face without serifs sets on the next letter."""

_DPI: Final = 144
_WIDEST: Final = 300
_TALLEST: Final = 210
_LONG: Final = 1_800
"""A question that takes more room than this is measured before it is kept on one page."""

_BEGIN, _END = 14, 22
"""Characters of a stem that stand where the table of variants has several bands."""

_TAG: Final = re.compile(r"([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}))?(?:-|$)", re.IGNORECASE)

_SUFFIXES: Final = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}

Data = dict[str, Any]


def variant_data(paper: Paper, variant: Variant, *, fonts: Sequence[str]) -> Data:
    """Return what one variant's file shows.

    Args:
        paper: The paper.
        variant: One of its variants.
        fonts: Families of a font of the user's own.
    """
    labels = labels_of(paper.language)
    title = f"{paper.title} – {labels.variant} {variant.name}"
    return {
        **_common(paper, labels, fonts),
        "title": plain(title if len(paper.variants) > 1 else paper.title),
        "heading": plain(paper.title),
        "sub": whole_line(paper),
        "variant": variant.name,
        "fields": [plain(label) for label in paper.fields.values()],
        "instructions": [plain(text) for text in paper.instructions],
        "questions": [
            {**_question(paper, place, labels), "section": section}
            for place, section in sections(paper, variant)
        ],
    }


def key_data(paper: Paper, *, fonts: Sequence[str]) -> Data:
    """Return what the key's file shows.

    Args:
        paper: The paper.
        fonts: Families of a font of the user's own.
    """
    labels = labels_of(paper.language)
    return {
        **_common(paper, labels, fonts),
        "title": plain(f"{paper.title} – {labels.key}"),
        "heading": plain(paper.title),
        "sub": f"{labels.key}. {whole_line(paper)}",
        "variant": "",
        "matrix": _matrix(paper),
        "keys": [
            {
                "name": variant.name,
                "keys": [
                    {"number": place.number, "key": plain(place.key)} for place in variant.places
                ],
            }
            for variant in paper.variants
        ],
        "solved": [
            {
                "where": each.where,
                "stem": each.stem,
                "answer": each.answer,
                "more": each.more,
                "long": _length(task) > _LONG // 3,
            }
            for each, task in zip(solved(paper), paper.tasks, strict=True)
        ],
    }


def picture_names(paper: Paper) -> dict[int, str]:
    """Return the file name of each task's picture, by the task's place."""
    return {
        at: f"picture-{at + 1}.{_SUFFIXES[task.picture.format]}"
        for at, task in enumerate(paper.tasks)
        if task.picture
    }


def _common(paper: Paper, labels: Labels, fonts: Sequence[str]) -> Data:
    found = _TAG.match(paper.language)
    language, region = found.groups() if found else ("en", None)
    return {
        "look": _look(paper.look, fonts, _face(paper, labels)),
        "words": {
            "page": labels.page,
            "points": labels.points,
            "variant": labels.variant,
            "key": labels.key,
            "matrix": labels.matrix,
            "question": labels.question,
            "answers": f"{labels.question} · {labels.answer}",
        },
        "language": language.lower(),
        "region": region.upper() if region else None,
        "deck": paper.deck,
        "code": paper.code,
        "foot": _short(
            plain(paper.title), 20 if paper.look.spaced else 30 if paper.look.large else 60
        ),
        "points": paper.points,
    }


def _short(title: str, most: int) -> str:
    return title if len(title) <= most else title[: most - 1].rstrip() + "…"


def texts_of(task: Posed) -> Iterator[str]:
    """Yield all texts of a question that a paper or its key may print."""
    question = task.question
    yield from (question.stem, question.answer, task.note, task.evidence, task.source)
    yield from question.options
    yield from question.prompts
    yield from task.accepted
    if task.picture is not None:
        yield task.picture.credit


def _face(paper: Paper, labels: Labels) -> str:
    """Return the first face of a paper that brings no font of its own."""
    words = (word for word in labels if isinstance(word, str))
    around = (paper.title, *paper.instructions, *words, *paper.fields.values())
    texts = chain(around, *map(texts_of, paper.tasks))
    unsafe = any(_TWO_MARKS.search(normalize("NFC", text)) for text in texts)
    return SANS if paper.look.spaced and not unsafe else SERIF


def _look(look: Look, fonts: Sequence[str], face: str) -> Data:
    """Return the measures: sizes in points, distances in parts of the size of the letters."""
    size = 18.0 if look.large else 11.0
    return {
        "page": look.page,
        "large": look.large,
        "fonts": [*fonts, face, *({SERIF, SANS} - {face})],
        "size": size * 0.9 if face == SANS and not fonts else size,
        "tracking": 0.04 if look.spaced else 0,
        "words": 0.2 if look.spaced else 0,
        "leading": 1.0 if look.spaced else 0.62,
        "written": 1.3 if look.spaced else 1.05,
        "paragraphs": 1.6 if look.spaced else 1.0,
        "rows": 0.9 if look.spaced else 0.5,
        "inner": 1.1 if look.spaced else 0.85,
        "apart": 2.4 if look.spaced else 1.75,
        "gap": 18 if look.large else 24,
        "line": 40 if look.large else 26,
        "lines": look.lines,
    }


def _question(paper: Paper, place: Place, labels: Labels) -> Data:
    task = paper.tasks[place.task]
    return {
        "number": place.number,
        "form": task.form.value,
        "stem": stem_parts(task),
        "points": task.points,
        "long": _length(task) > (_LONG if not paper.look.large else _LONG // 3),
        "options": [
            {"letter": letter(place, at), "text": plain(text)}
            for at, text in enumerate(place.options)
        ],
        "wide": paper.look.large or _is_wide(task),
        "prompts": [plain(text) for text in task.question.prompts],
        "picture": _picture(paper, place, labels),
    }


def _length(task: Posed) -> int:
    """Return how much room a question takes, in characters or so: a line counts for 60."""
    question = task.question
    texts = (question.stem, *question.options, *question.prompts)
    lines = sum(text.count("\n") + 1 for text in texts)
    return sum(len(text) for text in texts) + 60 * lines + (600 if task.picture else 0)


def _is_wide(task: Posed) -> bool:
    """Whether a match's texts are too long to stand beside each other."""
    question = task.question
    return (
        max(map(len, question.prompts), default=0) > 160
        or max(map(len, question.options), default=0) > 80
    )


def _picture(paper: Paper, place: Place, labels: Labels) -> Data | None:
    task = paper.tasks[place.task]
    if task.picture is None:
        return None
    return {
        "file": picture_names(paper)[place.task],
        "alt": alt_text(task, labels, place.number),
        "credit": credit_line(task, labels),
        "width": picture_width(task.picture, large=paper.look.large),
    }


def picture_width(picture: Picture, *, large: bool) -> float:
    """Return how wide a picture is printed [points].

    Args:
        picture: The picture.
        large: For large print.
    """
    scale = 1.3 if large else 1.0
    natural = picture.width * 72 / _DPI
    by_height = _TALLEST * picture.width / picture.height
    return round(min(natural * scale, _WIDEST * scale, by_height * scale), 2)


def _matrix(paper: Paper) -> Data:
    table = matrix(paper)
    return {
        "variants": table.variants,
        "rows": [
            {
                "stem": plain(row.stem),
                "brief": _brief(task.question.stem),
                "answer": _beside(task),
                "cells": [
                    None
                    if cell is None
                    else {"number": cell.number, "key": "" if task.form in OPEN else cell.key}
                    for cell in row.cells
                ],
            }
            for row, task in zip(table.rows, paper.tasks, strict=True)
        ],
    }


def _brief(stem: str) -> str:
    """Return a stem's beginning and its end, by which stems differ most."""
    line = " ".join(stem.split())
    return line if len(line) <= _BEGIN + _END + 2 else f"{line[:_BEGIN]} … {line[-_END:]}"


def _beside(task: Posed) -> str:
    """Return the answer that stands with the stem: what is written looks the same everywhere."""
    return plain(task.question.answer) if task.form in OPEN else ""
