"""A deck in figures, as lines and as JSON: what `quizkit check --stats` shows."""

from collections.abc import Iterator, Mapping
from typing import Any

from quizkit.checks.cue_rates import Rate
from quizkit.checks.figures import Figures


def lines(deck: str, found: Figures) -> Iterator[str]:
    """Yield the figures of a deck as lines for people.

    Args:
        deck: Its id.
        found: Its figures.
    """
    yield f"{deck}: {found.questions} different questions"
    yield from _rows("by form", {form.value: count for form, count in found.forms.items()})
    yield from _rows("by role", found.roles)
    yield from _rows("refused", found.refused)
    yield f"  flaws: {_spread(found)}"
    strict = f"{found.share(0, strict=True):.1%} none"
    yield f"    counting the forms true-false and cloze as flaws: {strict}"
    yield from _rows("by criterion", {each.value: n for each, n in found.criteria.items()})
    yield from _examples(found)
    yield from _cues(found)


def plain(found: Figures) -> dict[str, Any]:
    """Return the figures of a deck as JSON knows them."""
    return {
        "questions": found.questions,
        "forms": {form.value: count for form, count in found.forms.items()},
        "roles": dict(found.roles),
        "refused": dict(found.refused),
        "flaws": {
            "none": found.share(0),
            "at_most_one": found.share(1),
            "none_strict": found.share(0, strict=True),
            "spread": {str(number): found.spread[number] for number in sorted(found.spread)},
            "criteria": {criterion.value: count for criterion, count in found.criteria.items()},
        },
        "flawed": [
            {
                "facet": question.facet,
                "form": question.form.value,
                "stem": question.stem,
                "options": list(question.options),
                "keys": list(question.keys),
                "flaws": [{"criterion": each.criterion.value, "why": each.why} for each in flaws],
            }
            for question, flaws in found.flawed
        ],
        "cues": [_rate(rate) for rate in found.cues],
    }


def _rows(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    yield f"  {title}:" if counts else f"  {title}: none"
    for name, count in counts.items():
        yield f"    {count:>7}  {name}"


def _spread(found: Figures) -> str:
    none, one = found.share(0), found.share(1)
    return f"{none:.1%} none, {one - none:.1%} one, {1 - one:.1%} two or more"


def _examples(found: Figures) -> Iterator[str]:
    """Yield the first question of each criterion."""
    told = set()
    for question, flaws in found.flawed:
        for flaw in flaws:
            if flaw.criterion not in told:
                told.add(flaw.criterion)
                yield f"  {flaw.criterion.value}: {flaw.why}"
                options = f" ({' / '.join(question.options)})" if question.options else ""
                yield f"    {question.facet}: {question.stem}{options}"


def _cues(found: Figures) -> Iterator[str]:
    if not found.cues:
        yield "  cues: no choice questions"
        return
    first = found.cues[0]
    yield f"  cues: chance is {float(first.chance):.1%} of {first.questions} choice questions"
    for rate in found.cues:
        sure = ", more than chance" if rate.tells else ""
        yield f"    {float(rate.hit):>7.1%}  {rate.cue} ({100 * float(rate.lead):+.1f}{sure})"


def _rate(rate: Rate) -> dict[str, Any]:
    return {
        "cue": rate.cue,
        "questions": rate.questions,
        "spoke": rate.spoke,
        "hit": float(rate.hit),
        "chance": float(rate.chance),
        "tells": rate.tells,
    }
