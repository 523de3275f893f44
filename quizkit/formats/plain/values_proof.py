"""A question with its proof, in plain values: what `preview --json` and `export --to json` hold.

The format is described in docs/reference/verify.md.
"""

from typing import Any

from quizkit.model import Date, Lure, Plan, Precision, Printed, Question
from quizkit.questions.ask import Asker
from quizkit.values.dates import truncate
from quizkit.values.relations import plain


def proof(asker: Asker, question: Question, *, answers: bool) -> dict[str, Any]:
    """Return a question and why it has one answer, as JSON can hold them.

    Args:
        asker: What made the question.
        question: The question.
        answers: Without, only what a learner sees.
    """
    plan = question.plan
    shown: dict[str, Any] = {
        "facet": question.facet,
        "form": question.form.value,
        "language": plan.language,
        "stem": question.stem,
        "options": list(question.options),
        "prompts": list(question.prompts),
    }
    if not answers:
        return shown
    return (
        shown
        | {"key": question.answer, "keys": list(question.keys)}
        | _heart(question)
        | {
            "facets": [_part(part) for part in asker.parts(question) if question.facets],
            "source": asker.source_line(plan.fact),
            "line": line_of(asker, plan.fact),
        }
    )


def _heart(question: Question) -> dict[str, Any]:
    """Return what a question asks and why its answer is the only one."""
    plan = question.plan
    return {
        "accepted": [plain(value) for value in plan.accepted],
        "asked": {"role": plan.role, "precision": _precision(plan.asked)},
        "printed": [_printed(printed) for printed in plan.printed],
        "not_excluded": list(plan.not_excluded),
        "many": plan.many.value,
        "definite": plan.definite,
        "scope": plan.scope,
        "lures": [plain_lure(lure) for lure in question.lures],
        "way": plan.way.value,
    }


def _part(part: Question) -> dict[str, Any]:
    """Return one facet of a question that asks several; of a match with its sentence."""
    return {"facet": part.facet, "stem": part.stem, "key": part.answer} | _heart(part)


def plain_plan(plan: Plan) -> dict[str, Any]:
    """Return the heart of a plan: what is printed, what that leaves, what is right."""
    return {
        "printed": [_printed(printed) for printed in plan.printed],
        "not_excluded": list(plan.not_excluded),
        "accepted": [plain(value) for value in plan.accepted],
    }


def _printed(printed: Printed) -> dict[str, Any]:
    value = printed.value
    if isinstance(value, Date) and printed.precision:
        value = truncate(value, printed.precision)
    precision = _precision(printed.precision)
    return {"role": printed.role, "value": plain(value), "precision": precision}


def _precision(precision: Precision | None) -> str | None:
    return precision.name.lower() if precision else None


def plain_lure(lure: Lure) -> dict[str, Any]:
    """Return a wrong option with the reason why it is wrong."""
    return {"value": plain(lure.value), "why": lure.why, "fact": lure.fact}


def line_of(asker: Asker, fact: str) -> int:
    """Return the line that a fact or card begins in."""
    planner = asker.planner
    spans = planner.facts[fact].spans if fact in planner.facts else planner.cards[fact].spans
    return spans[""].line
