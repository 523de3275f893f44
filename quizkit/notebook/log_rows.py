"""The columns of what a log tells, in their order: they are a promise."""

from typing import Final

from quizkit.notebook.framed import Schema

ANSWERS: Final[Schema] = {
    "at": "instant",
    "day": "day",
    "facet": "text",
    "deck": "text",
    "fact": "text",
    "role": "text",
    "kind": "text",
    "form": "text",
    "stem": "text",
    "response": "text",
    "score": "number",
    "rating": "whole",
    "override": "text",
    "ms": "whole",
    "hints": "whole",
    "stability_days": "number",
    "retrievability_before": "number",
}
"""Columns of the answers, as `practice.answers` returns them."""

MEMORY: Final[Schema] = {
    "facet": "text",
    "stability_days": "number",
    "difficulty": "number",
    "retrievability": "number",
    "due": "day",
    "reviews": "whole",
    "lapses": "whole",
    "suspended": "flag",
}
"""Columns of what is remembered, as `practice.reports.remembered` returns it."""

QUESTIONS: Final[Schema] = {
    "facet": "text",
    "form": "text",
    "language": "text",
    "stem": "text",
    "options": "texts",
    "key": "text",
    "seed": "text",
}
"""Columns of questions with their answers."""
