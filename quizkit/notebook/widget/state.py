"""Views as plain values: all that a browser is ever told.

Of a question it holds what a learner may see before the answer: no key, no facet (an author's id
may name the answer), no reason why it is asked (it may name what is mixed up). Every text passes
`shown`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from quizkit.model import (
    AskAgainView,
    EvidenceView,
    FactEvidence,
    FeedbackView,
    Forecast,
    Form,
    MarkView,
    Outcome,
    PausedView,
    QuestionView,
    Rating,
    RevealView,
    SourceView,
    SummaryView,
    View,
)
from quizkit.notebook.widget.pictures import picture
from quizkit.text import visible
from quizkit.values.formulas import readable
from quizkit.values.languages import named

Words = Mapping[str, str]
"""What the widget itself says, by name (`labels`)."""

_VERDICTS: Final = {
    Outcome.RIGHT: "right",
    Outcome.SLIP: "slip",
    Outcome.PARTLY: "partly",
    Outcome.WRONG: "wrong",
    Outcome.UNCLEAR: "partly",
}


def shown(text: str) -> str:
    r"""Return a text as it may be shown: formulas readable, nothing hidden, line breaks kept.

    >>> shown("Water is $H_2O$.\u202e")
    'Water is H₂O.�'
    """
    return visible(readable(text), keep_lines=True)


def drawn(view: View, words: Words) -> dict[str, Any]:
    """Return what a view says, as values that JSON has.

    Args:
        view: What is to be shown.
        words: What the widget itself says.

    Returns:
        `phase` (question, reveal, feedback, pause or end) with what that phase shows.
    """
    match view:
        case QuestionView():
            return {"phase": "question", "question": question(view, words)}
        case AskAgainView():
            return {"phase": "question", "question": question(view.question, words)}
        case RevealView():
            return {
                "phase": "reveal",
                "question": question(view.question, words),
                "feedback": _revealed(view, words),
            }
        case FeedbackView():
            return {
                "phase": "feedback",
                "question": question(_as_asked(view), words),
                "feedback": _fed_back(view, words),
            }
        case PausedView():
            return {"phase": "pause", "lines": [words["pause"]]}
        case SummaryView():
            return {"phase": "end", **_summed_up(view, words)}
        case MarkView():
            return {"phase": "end", **_marked(view, words)}


def _as_asked(view: FeedbackView) -> QuestionView:
    """Return the answered question with its own number: a sitting has counted it already."""
    progress = view.question.progress
    if view.rating is None:
        return view.question
    return replace(view.question, progress=progress._replace(answered=progress.answered - 1))


def question(view: QuestionView, words: Words) -> dict[str, Any]:
    """Return a question as it is seen before its answer: there is no key in it."""
    return {
        "form": view.form.value,
        "language": view.language,
        "deck": shown(view.deck),
        "place": _place(view, words),
        "stem": shown(view.stem),
        "options": [shown(option) for option in view.options],
        "prompts": [shown(prompt) for prompt in view.prompts],
        "gone": sorted(view.gone),
        "hint": shown(view.hint),
        "before": shown(view.before),
        "image": picture(view.image),
    }


def _place(view: QuestionView, words: Words) -> str:
    """Return where in the quiz or sitting the question stands, and how it is asked."""
    progress = view.progress
    n, form = progress.answered + 1, "number of" if progress.total else "number"
    parts = [words[form].format(n=n, all=progress.total)]
    if progress.box_ms:
        left = max(0, progress.box_ms - progress.spent_ms) / 60_000
        parts.append(words["left"].format(n=round(left)))
    if view.instead:
        parts.append(words["asked in"].format(language=named(view.language, words["tag"])))
    return " · ".join(parts)


def asked_again(view: AskAgainView, words: Words) -> str:
    """Return what is said when a response fits several names."""
    names = ", ".join(map(shown, view.candidates))
    return words["fits"].format(response=shown(view.response), names=names)


def _revealed(view: RevealView, words: Words) -> dict[str, Any]:
    """Return the answer of a flip question, to be rated."""
    ratings = [_rating(rating, words) for rating in Rating]
    return {
        "verdict": "unknown",
        "heading": words["given up"],
        "key": shown(view.key),
        "lines": [shown(line) for line in view.lines],
        "source": shown(view.source),
        "note": shown(view.note),
        "image": picture(view.image),
        "ratings": ratings,
    }


def _fed_back(view: FeedbackView, words: Words) -> dict[str, Any]:
    """Return what came of an answer."""
    verdict = _verdict(view)
    heading = "given up" if verdict == "unknown" else verdict
    is_told = view.statement in view.lines or bool(view.parts)
    return {
        "verdict": verdict,
        "heading": words[heading],
        "score": view.score,
        "response": shown(view.response),
        "chosen": list(view.chosen),
        "keys": list(view.keys),
        "key": shown(view.key),
        "parts": [
            {
                "text": shown(part.text),
                "key": shown(part.key),
                "given": shown(part.given),
                "right": part.score == 1,
            }
            for part in view.parts
        ],
        "lines": [shown(line) for line in view.lines],
        "statement": "" if is_told else shown(view.statement),
        "source": shown(view.source),
        "note": shown(view.note),
        "advice": shown(view.advice),
        "image": picture(view.image),
        "saved": _saved(view, words),
        "ratings": _ratings(view, words),
    }


def _verdict(view: FeedbackView) -> str:
    if view.question.form is Form.FLIP:
        return "rated"
    if view.outcome is Outcome.WRONG and not view.response:
        return "unknown"
    return _VERDICTS[view.outcome]


def _ratings(view: FeedbackView, words: Words) -> list[dict[str, Any]]:
    """Return what each rating would do; none in a quiz."""
    if view.rating is None:
        return []
    days = {forecast.rating: forecast.days for forecast in view.forecasts}
    return [
        _rating(rating, words)
        | {
            "when": when(days[rating], words) if rating in days else "",
            "held": rating in view.held,
            "is": rating is view.rating,
        }
        for rating in Rating
    ]


def _rating(rating: Rating, words: Words) -> dict[str, Any]:
    name = words[rating.name.lower()]
    return {"rating": int(rating), "name": name, "when": "", "held": False, "is": False}


def _saved(view: FeedbackView, words: Words) -> str:
    if view.rating is None:
        return ""
    ratings = [part.rating for part in view.parts if part.rating] or [view.rating]
    told = ", ".join(words[rating.name.lower()] for rating in ratings)
    found = _forecast(view.forecasts, view.rating)
    if found is None:
        return words["saved plainly"].format(rating=told)
    return words["saved"].format(rating=told, when=when(found.days, words))


def _forecast(forecasts: Sequence[Forecast], rating: Rating) -> Forecast | None:
    return next((forecast for forecast in forecasts if forecast.rating is rating), None)


def when(days: int, words: Words) -> str:
    """Return in words when something is asked again, so many days from now."""
    near = {0: "today", 1: "tomorrow"}.get(days)
    return words[near] if near else words["in days"].format(n=days)


def _summed_up(view: SummaryView, words: Words) -> dict[str, Any]:
    """Return the end of a sitting."""
    heading = {"time": "end time", "done": "end done"}.get(view.reason, "end")
    told = words["told"].format(
        answers=view.answered,
        right=view.right,
        slips=view.slips,
        partly=view.partly,
        wrong=view.wrong,
    )
    lines = [told, words["known"].format(n=round(view.known), all=view.facets)]
    if view.next_days is not None:
        minutes = max(1, round(view.next_minutes))
        lines.append(words["next time"].format(when=when(view.next_days, words), n=minutes))
    return {
        "heading": words[heading],
        "lines": lines,
        "missed": [[shown(each.stem), shown(each.key)] for each in view.missed],
        "retry": view.retry,
    }


def _marked(view: MarkView, words: Words) -> dict[str, Any]:
    """Return the end of a quiz."""
    if not view.asked:
        return {"heading": words["end"], "lines": [words["no question"]], "missed": []}
    lines = [words["mark"].format(right=f"{view.right:g}", all=view.asked) + f", {view.mark:.0%}"]
    if open_ := view.asked - len(view.answers):
        lines.append(words["open"].format(n=open_))
    missed = [[shown(each.stem), shown(each.key)] for each in view.answers if each.score < 1]
    return {"heading": words["end"], "lines": lines, "missed": missed}


def evidence(view: EvidenceView, words: Words, *, why: str) -> list[str]:
    """Return what stands behind an answer, a paragraph each; at least one.

    Args:
        view: The evidence.
        words: What the widget itself says.
        why: One sentence: why it was asked, or "".
    """
    lines = [shown(line) for line in view.lines]
    for pair in view.mixed_up:
        one, other = shown(pair.one), shown(pair.other)
        lines.append(words["taken for"].format(one=one, other=other, n=pair.times))
    for fact in view.facts:
        lines += _behind(fact, words)
    lines = lines or [words["no evidence"]]
    return list(dict.fromkeys([*lines, f"{words['why']}: {shown(why)}"] if why else lines))


def _behind(fact: FactEvidence, words: Words) -> list[str]:
    """Return what stands behind one fact."""
    source = _source(fact.source) if fact.source else ""
    named_lines = (("source", source), ("quote", fact.quote), ("note", fact.note))
    lines = [shown(fact.statement)] if fact.statement else []
    lines += [f"{words[name]}: {shown(text)}" for name, text in named_lines if text]
    if fact.beside:
        lines.append(f"{words['also asked']}:")
        lines += [f"{shown(other.stem)} {shown(other.answer)}" for other in fact.beside]
    return lines


def _source(source: SourceView) -> str:
    parts = (source.title, source.place, source.publisher, source.date, source.url)
    return ", ".join(part for part in parts if part)
