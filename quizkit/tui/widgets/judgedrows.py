"""The options of an answered question, each with what came of it."""

from textual.content import Content

from quizkit.model.question import Form
from quizkit.model.view import FeedbackView, PartView
from quizkit.questions.responses import NONE, letter
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.lines import NOTHING
from quizkit.tui.widgets.optionrows import BLANK, Row, faint, labelled
from quizkit.tui.widgets.ordering import ordinal
from quizkit.tui.widgets.verdicts import BAD, GOOD

_YES = Content.styled("✓", f"bold {GOOD}")
_NO = Content.styled("✗", f"bold {BAD}")


def judged_rows(view: FeedbackView) -> list[Row]:
    """Return the rows of a question's options with signs and words; none for typed forms."""
    match view.question.form:
        case Form.ORDER:
            return _ordered(view)
        case Form.MATCH:
            return _matched(view)
        case Form.CHOICE | Form.TRUE_FALSE | Form.SELECT:
            return [_picked(view, at) for at in range(len(view.question.options))]
        case _:
            return _typed(view)


def _picked(view: FeedbackView, at: int) -> Row:
    question = view.question
    is_key, is_own = at in view.keys, at in view.chosen
    text, label = question.options[at], labelled(question, at)
    if not is_key and not is_own:
        gone = at in question.gone
        after = Content.styled("taken away", "$text-muted") if gone else NOTHING
        return Row(label, faint(text) if gone else shown(text), after=after)
    if is_key:
        words = "right, your answer" if is_own else "right"
        if question.several and not is_own:
            words = "right, not marked"
        return Row(label, shown(text, GOOD), sign=_YES, after=Content.styled(words, GOOD))
    return Row(label, shown(text, BAD), sign=_NO, after=Content.styled("your answer", BAD))


def _typed(view: FeedbackView) -> list[Row]:
    if view.question.form is Form.FLIP:
        return [Row("", shown(view.key, "bold"))]
    if view.score == 1 and view.response.strip() == view.key:
        return []
    return [Row("", shown(view.key, GOOD), sign=_YES, after=Content.styled("right", GOOD))]


def _ordered(view: FeedbackView) -> list[Row]:
    """Return the options in the right order; beside each the place it was given."""
    given = {option: place for place, option in enumerate(view.chosen, 1)}
    keys = {part.text: part.key for part in view.parts}
    rows = []
    for place, option in enumerate(view.keys, 1):
        text = view.question.options[option]
        had = given.get(option)
        sign = _YES if had == place else _NO if had else BLANK
        words = [shown(keys[text])] if text in keys else []
        if had and had != place:
            words.append(Content.styled(f"you: {ordinal(had)}", BAD))
        after = joined(*words, between=" · ")
        rows.append(
            Row(str(option + 1), shown(text), sign=sign, box=f"{ordinal(place):>4} ", after=after)
        )
    return rows


def _matched(view: FeedbackView) -> list[Row]:
    """Return the sentences with what belongs to each; beside each what it was given."""
    parts: tuple[PartView | None, ...] = view.parts or (None,) * len(view.keys)
    rows = []
    given = view.chosen or (NONE,) * len(view.keys)
    for at, (key, own, part) in enumerate(zip(view.keys, given, parts, strict=True)):
        options = view.question.options
        text = part.text if part else view.question.prompts[at]
        words = [joined(f"{letter(key)} ", shown(options[key], GOOD))]
        if own == NONE:
            words.append(Content("not known"))
        elif own != key:
            words.append(
                joined(Content.styled(f"you: {letter(own)} ", BAD), shown(options[own], BAD))
            )
        sign = _YES if own == key else _NO if own != NONE else Content("?")
        after = joined(*words, between=" · ")
        rows.append(Row(str(at + 1), shown(text), sign=sign, after=after))
    return rows
