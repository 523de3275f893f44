"""The questions of a fact in boxes, as a learner sees them, with what an author asks of each."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from quizkit.model import Form, Refusal
from quizkit.practice.look import Preview, Sample
from quizkit.questions.responses import letter
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.lines import NOTHING, Line, clickable, hung, wrapped
from quizkit.tui.widgets.optionrows import Row, drawn

RIGHT: Final = Content.styled("✓", "bold $text-success")

_MUTED: Final = "$text-muted"
_GAP: Final = "________"


def target(number: int) -> str:
    """Return what a click on the box of a question means, by its number from 0."""
    return f"question {number}"


def preview_lines(preview: Preview, width: int, *, current: int, answers: bool) -> list[Line]:
    """Return all questions of a fact, one under the other, and what is not asked.

    Args:
        preview: The fact's questions.
        width: Cells of a line [>= 20].
        current: The question that is looked at, from 0.
        answers: Show the right answers as well.
    """
    lines = clickable(_head(preview, width))
    for number, sample in enumerate(preview.samples):
        is_current = number == current and len(preview.samples) > 1
        box = _boxed(sample, width, answers=answers, is_current=is_current)
        lines += clickable([*box, *_told(sample, width, preview)], target(number))
    for refusal in sorted(preview.refused, key=lambda refusal: not refusal.code):
        lines += clickable(_refused(refusal, width))
    for word, text in (("source: ", preview.source), ("note: ", preview.note)):
        if text and answers:
            lines += clickable(hung(Content.styled(word, _MUTED), shown(text), width))
    return lines


def _head(preview: Preview, width: int) -> list[Content]:
    fact = preview.fact
    where = Content.styled(f" · line {fact.line}", _MUTED)
    head = joined(shown(f"{fact.id} · {fact.kind}", _MUTED), where)
    lines = [*wrapped(head, width), *wrapped(shown(fact.says), width)]
    if not preview.of_now:
        told = "These are the questions before the deck broke."
        lines = [*wrapped(Content.styled(told, "$text-warning"), width), *lines]
    if not preview.samples:
        lines += wrapped(Content.styled("Nothing is asked of this fact:", "$text-warning"), width)
    return lines


def _boxed(sample: Sample, width: int, *, answers: bool, is_current: bool) -> list[Content]:
    style = "$text-accent" if is_current else _MUTED
    inner = width - 4
    title = shown(f" {sample.role} · {sample.view.form.value} ", "bold" if is_current else "")
    if title.cell_length > inner:
        title = title.truncate(inner)
    rest = "─" * (width - 3 - title.cell_length)
    corner = "┌▸" if is_current else "┌─"
    lines = [joined(Content.styled(corner, style), title, Content.styled(rest + "┐", style))]
    side = Content.styled("│", style)
    for line in _question(sample, inner, answers=answers):
        padding = " " * (inner - line.cell_length)
        lines.append(joined(side, " ", line, padding, " ", side))
    return [*lines, Content.styled("└" + "─" * (width - 2) + "┘", style)]


def _question(sample: Sample, width: int, *, answers: bool) -> Iterator[Content]:
    """Yield the question's lines: nothing of the key unless answers are wanted."""
    view = sample.view
    if view.before:
        yield from wrapped(joined(shown("Read first: ", "bold"), shown(view.before)), width)
    yield from wrapped(shown(view.stem, "bold"), width)
    keys = frozenset(sample.keys) if answers and view.form is not Form.ORDER else frozenset()
    prompts = [Row(str(n), shown(text)) for n, text in enumerate(view.prompts, 1)]
    rows = [_row(view.form, n, text, is_right=n in keys) for n, text in enumerate(view.options)]
    for line in (*drawn(prompts, width), *drawn(rows, width)):
        yield line.content
    yield from wrapped(Content.styled(_asks(view.form), _MUTED), width) if not rows else ()
    if answers and (not keys or view.form is Form.MATCH):
        yield from hung(Content.styled("Answer: ", "$text-success"), shown(sample.answer), width)


def _row(form: Form, number: int, text: str, *, is_right: bool) -> Row:
    """Return an option as a row; which of a match's is right stands in the answer."""
    if form is Form.MATCH:
        return Row(letter(number), shown(text))
    return Row(
        str(number + 1),
        shown(text),
        sign=RIGHT if is_right else Content(" "),
        box="[ ] " if form is Form.SELECT else "",
        after=Content.styled("right", "$text-success") if is_right else NOTHING,
    )


def _asks(form: Form) -> str:
    """Return what a learner has to do where there is nothing to choose from."""
    return "(think of the answer, then see it)" if form is Form.FLIP else f"Your answer: {_GAP}"


def _told(sample: Sample, width: int, preview: Preview) -> Iterator[Content]:
    """Yield what a question's author wants to know of it."""
    if sample.instead is not None:
        told = f"cannot be asked as {sample.instead.value}"
        yield from wrapped(Content.styled(told, "$text-warning"), width)
    parts = []
    if sample.wrong:
        parts.append(f"wrong options {sample.good} good, {len(sample.weak)} weak")
    if preview.whole and {Form.CHOICE, Form.SELECT} & set(sample.forms):
        parts.append(f"guessable from cues: {'yes' if sample.cue else 'no'}")
    parts.append(f"asked as {', '.join(form.value for form in sample.forms)}")
    parts.append(f"seed {preview.seed}" if preview.whole else "…")
    yield from wrapped(Content.styled(" · ".join(parts), _MUTED), width)
    for why in sample.weak:
        yield from hung(Content.styled("weak: ", "$text-warning"), shown(why), width)
    if sample.cue:
        cue = sample.cue
        times = f"in {cue.seen} of {cue.drawn} draws" if cue.drawn > 1 else ""
        text = " · ".join(filter(None, (f"{cue.name}: {cue.why}", times)))
        yield from hung(Content.styled("cue: ", "$text-warning"), shown(text), width)


def _refused(refusal: Refusal, width: int) -> Sequence[Content]:
    code = f" ({refusal.code})" if refusal.code else ""
    style = "$text-error" if refusal.code else _MUTED
    word = "refused" if refusal.code else "not asked"
    head = shown(f"{word} {refusal.role}: ", style)
    if head.cell_length > width // 2:
        return wrapped(joined(head, shown(refusal.message + code)), width)
    return hung(head, shown(refusal.message + code), width)
