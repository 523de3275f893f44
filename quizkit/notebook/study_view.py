"""Views of a sitting at the end of a cell: question, feedback, summary. Nothing is asked here."""

from collections.abc import Iterator, Sequence
from typing import Final

from quizkit.model import (
    AskAgainView,
    FeedbackView,
    Forecast,
    Form,
    Image,
    Marked,
    MarkView,
    Outcome,
    PausedView,
    Progress,
    QuestionView,
    RevealView,
    SummaryView,
    View,
)
from quizkit.notebook.blocks import Block, Choices, Grid, Line, Picture
from quizkit.notebook.marks import counted, verdict
from quizkit.practice.facets import due_text
from quizkit.text import visible

MOST_MISSED: Final = 10
"""Questions answered wrong that a summary shows, the newest."""

_ENDS: Final = {"time": "Time is up", "done": "Done for today", "stopped": "Stopped"}
_HOW: Final = {
    Form.ORDER: "Give all the numbers in order, such as 2 1 3.",
    Form.MATCH: "Give each number its letter, such as 1b 2a; - where you do not know.",
    Form.FLIP: "Think of the answer, then reveal it.",
}
_RATE: Final = "Rate yourself: 1 not known, 2 hard, 3 good, 4 easy."
_PASS: Final = frozenset({Outcome.RIGHT, Outcome.SLIP})


def blocks(view: View) -> Iterator[Block]:
    """Yield what a view says.

    Args:
        view: Any view of a sitting or a quiz.
    """
    match view:
        case QuestionView():
            yield from _question(view)
        case AskAgainView():
            names = ", ".join(view.candidates)
            yield from _question(view.question)
            yield Line(
                f"“{view.response}” fits several: {names}. Nothing is counted yet.", "? Which one"
            )
        case RevealView():
            yield from _revealed(view)
        case FeedbackView():
            yield from _feedback(view)
        case PausedView():
            yield Line(f"Paused: {_progress(view.progress)}. No time is counted.")
        case SummaryView():
            yield from _summary(view)
        case MarkView():
            yield from _mark(view)


def marked(answers: Sequence[Marked]) -> Grid:
    """Return the answers of a quiz as a table."""
    rows = ((_outcome(each.score), each.stem, each.response or "-", each.key) for each in answers)
    return Grid(("outcome", "question", "yours", "answer"), tuple(rows))


def in_line(answer: Marked) -> str:
    """Return an answer of a quiz in one line: several stand below each other in a tuple.

    >>> in_line(Marked("d/f#year", Form.TYPED, "When?", (), "1906", "1905", 0.0, "", 900))
    '<✗ wrong: When? 1905; the answer is 1906>'
    """
    told = f"{_outcome(answer.score)}: {answer.stem} {answer.response or '-'}"
    return visible(f"<{told}; the answer is {answer.key}>")


def _question(view: QuestionView) -> Iterator[Block]:
    language = view.language
    if view.before:
        yield Line(view.before, "Read first", language=language)
    yield Line(f"{view.deck} · {view.form.value} · {_progress(view.progress)}", small=True)
    yield Line(view.stem, strong=True, language=language)
    yield from _picture(view.image)
    if view.prompts:
        yield Choices(tuple(enumerate(view.prompts, 1)), language=language)
    left = tuple((n + 1, text) for n, text in enumerate(view.options) if n not in view.gone)
    if left:
        yield Choices(left, letters=view.form is Form.MATCH, language=language)
    if view.gone:
        yield Line(f"{counted(len(view.gone), 'option')} taken away by a hint.", small=True)
    if view.hint:
        yield Line(view.hint, "Hint", language=language)
    if view.several:
        yield Line("Several are right: give their numbers, such as 1 3.", small=True)
    elif view.form in _HOW:
        yield Line(_HOW[view.form], small=True)


def _progress(progress: Progress) -> str:
    of = f" of {progress.total}" if progress.total else ""
    time = ""
    if progress.box_ms:
        time = f", {progress.spent_ms // 60_000} of {progress.box_ms // 60_000} minutes"
    return f"{progress.answered}{of} answered{time}"


def _picture(image: Image | None) -> Iterator[Block]:
    if image is not None:
        yield Picture(image)


def _revealed(view: RevealView) -> Iterator[Block]:
    language = view.question.language
    yield Line(view.question.stem, language=language)
    yield Line(view.key, "Answer", strong=True, language=language)
    yield from (Line(each, language=language) for each in view.lines)
    yield from _picture(view.image)
    yield from _sources(view.source, view.note)
    yield Line(_RATE, small=True)


def _feedback(view: FeedbackView) -> Iterator[Block]:
    language, flip = view.question.language, view.question.form is Form.FLIP
    yield Line(view.question.stem, language=language)
    if not flip:
        yield Line(str(verdict(view)), strong=True)
    if view.response and not flip:
        yield Line(view.response, "You answered", language=language)
    if flip or view.outcome not in _PASS:
        yield Line(view.key, "The answer is", strong=True, language=language)
    told = dict.fromkeys((*view.lines, *([] if view.parts else [view.statement])))
    yield from (Line(each, language=language) for each in told if each)
    yield from _parts(view)
    yield from _picture(view.image)
    yield from _sources(view.source, view.note)
    if view.advice:
        yield Line(view.advice)
    yield from _rated(view)


def _parts(view: FeedbackView) -> Iterator[Block]:
    if view.parts:
        rows = tuple(
            (
                part.text,
                part.key,
                "✓ right" if part.score == 1 else f"✗ {part.given or 'not known'}",
            )
            for part in view.parts
        )
        yield Grid(("asked", "answer", "yours"), rows)


def _sources(source: str, note: str) -> Iterator[Block]:
    if note:
        yield Line(note, "Note", small=True)
    if source:
        yield Line(source, "Source", small=True)


def _rated(view: FeedbackView) -> Iterator[Block]:
    if view.rating is None:
        return
    days = {forecast.rating: forecast.days for forecast in view.forecasts}
    again = f", asked again {due_text(days[view.rating])}" if view.rating in days else ""
    whose = " (your own rating)" if view.override == "rating" else ""
    yield Line(f"{_named(view.rating.name)}{whose}{again}", "Saved as")
    others = [each for each in view.forecasts if each.rating is not view.rating]
    if others:
        told = ", ".join(map(_forecast, others))
        ways = "rate(..) or override()" if view.may_override else "rate(..)"
        yield Line(f"{told}: {ways} changes it.", "Else", small=True)


def _forecast(forecast: Forecast) -> str:
    rating = forecast.rating
    return f"{int(rating)} {_named(rating.name)} {due_text(forecast.days)}"


def _named(name: str) -> str:
    return name.capitalize()


def _summary(view: SummaryView) -> Iterator[Block]:
    time = f"{view.ms / 60_000:.1f} minutes" if view.ms >= 60_000 else f"{view.ms / 1000:.0f} s"
    answers = counted(view.answered, "answer")
    yield Line(f"{_ENDS[view.reason]}: {answers} in {time}, all saved.", strong=True)
    rows = (
        ("✓ right", view.right),
        ("✓ with a slip", view.slips),
        ("~ partly right", view.partly),
        ("✗ wrong", view.wrong),
    )
    found = tuple(row for row in rows if row[1])
    if found:
        yield Grid(("outcome", "answers"), found, row_heads=True)
    yield Line(f"Known {view.known:.0f} of {view.facets} ({round(view.gained) or 0:+d}).")
    yield Line(_later(view))
    yield from (Line(stem, "Fails again and again") for stem in view.stubborn)
    for pair in view.mixed_up:
        yield Line(f"{pair.one} / {pair.other}, {counted(pair.times, 'time')}", "Mixed up")
    if view.missed:
        newest = view.missed[-MOST_MISSED:]
        yield Grid(("missed", "answer"), tuple((each.stem, each.key) for each in newest))


def _later(view: SummaryView) -> str:
    if view.next_days is None:
        return "Nothing more to ask."
    minutes = max(1, round(view.next_minutes))
    return f"Next {due_text(view.next_days)}, about {counted(minutes, 'minute')}."


def _mark(view: MarkView) -> Iterator[Block]:
    yield Line(f"Mark: {view.right:g} of {view.asked}, {view.mark:.0%}.", strong=True)
    if view.answers:
        yield marked(view.answers)
    yield Line(f"Seed {view.seed}.", small=True)


def _outcome(score: float) -> str:
    return "✓ right" if score == 1 else "✗ wrong" if score == 0 else f"~ {score:.0%}"
