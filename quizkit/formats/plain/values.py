"""A deck as JSON, without sugar: facts, facets, plans with their proof, questions of a seed.

`values.schema.json` describes it; fields are only added to version 1.
"""

import json
import os
from pathlib import PurePath
from typing import Any, Final

from quizkit.formats.book import Written
from quizkit.formats.plain.values_facts import facts_of
from quizkit.formats.plain.values_proof import plain_plan, proof
from quizkit.formats.posed import Picture, Posed, Posing, Quantity
from quizkit.formats.posing import row_of
from quizkit.formats.qti.told import figures
from quizkit.model import Deck, FacetId, Form, Plan
from quizkit.questions.ask import Asker
from quizkit.questions.calm import calm
from quizkit.questions.index import fact_of

ORDER: Final[tuple[Form, ...]] = (
    Form.CHOICE,
    Form.SELECT,
    Form.TYPED,
    Form.CLOZE,
    Form.ORDER,
    Form.TRUE_FALSE,
    Form.MATCH,
    Form.FLIP,
)
"""Every form, best first."""


def write(posing: Posing) -> Written:
    """Return a file's bytes; nothing is lost."""
    with calm():
        found = values(posing)
    text = json.dumps(found, ensure_ascii=False, indent=1)
    data = text.encode("utf-8", "replace") + b"\n"
    return Written({"": data}, posing.losses, len(posing.questions), "questions")


def values(posing: Posing) -> dict[str, Any]:
    """Return a deck and its questions as JSON can hold them."""
    asker = posing.asker
    asked = {facet for each in posing.questions for facet in _facets(each)}
    return {
        "v": 1,
        "deck": _deck(asker.deck),
        "seed": posing.seed,
        **facts_of(asker.deck, shown=lambda path: _beside(asker.deck, path)),
        "facets": [_facet(asker, facet) for facet in asker.survey.facets if facet in asked],
        "questions": [_question(asker, each) for each in posing.questions],
    }


def _facets(posed: Posed) -> tuple[FacetId, ...]:
    return posed.question.facets or (posed.question.facet,)


def _deck(deck: Deck) -> dict[str, Any]:
    return {
        "id": deck.id,
        "title": deck.title,
        "language": deck.language,
        "licence": deck.licence,
        "as_of": deck.as_of.text if deck.as_of else None,
        "sources": {
            name: {
                **source.fields,
                "according_to": source.according_to,
                "at_the_time_of": source.at_time_of,
            }
            for name, source in deck.sources.items()
        },
    }


def _beside(deck: Deck, path: str) -> str:
    """Return where a file lies beside the deck's own, wherever that is."""
    home = os.path.dirname(deck.paths[0]) if deck.paths else ""  # noqa: PTH120  # no file is asked
    return PurePath(os.path.relpath(path, home or ".")).as_posix()


def _facet(asker: Asker, facet: FacetId) -> dict[str, Any]:
    fact_id, role = fact_of(facet)
    row = row_of(asker, facet)
    return {
        "facet": facet,
        "fact": fact_id,
        "role": role,
        "tags": list(row.tags),
        "difficulty": row.difficulty or None,
        "forms": [form.value for form in Form if form in asker.forms(facet)],
        "plans": [_plan(plan) for plan in asker.planner.plans(facet)],
    }


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "wording": plan.template.text,
        "language": plan.language,
        "way": plan.way.value,
        "many": plan.many.value,
        "precision": plan.asked.name.lower() if plan.asked else None,
        "scope": plan.scope,
        "cost": plan.cost,
        **plain_plan(plan),
    }


def _question(asker: Asker, posed: Posed) -> dict[str, Any]:
    return {
        "id": posed.id,
        "name": posed.name,
        "kind": posed.kind,
        **proof(asker, posed.question, answers=True),
        "right": list(posed.accepted),
        "quantity": _quantity(posed.quantity) if posed.quantity else None,
        "hint": posed.question.hint,
        "guess": posed.question.guess,
        "note": posed.note,
        "evidence": posed.evidence,
        "tags": list(posed.tags),
        "difficulty": posed.difficulty or None,
        "points": posed.points,
        "picture": _picture(posed.picture) if posed.picture else None,
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "value": figures(quantity.value),
        "tolerance": figures(quantity.tolerance),
        "unit": quantity.unit,
        "is_year": quantity.is_year,
    }


def _picture(picture: Picture) -> dict[str, Any]:
    """Return what is known of a picture; its bytes stay in the deck's folder."""
    return {
        "name": picture.name,
        "format": picture.format,
        "width": picture.width,
        "height": picture.height,
        "alt": picture.alt,
        "credit": picture.credit,
    }
