"""What stands where no widget runs: questions as HTML and as text, without their keys."""

from collections.abc import Sequence
from typing import Final

from quizkit.model import Form, Question, QuestionView
from quizkit.notebook.markup import Html, details, element, joined, listed, output, said
from quizkit.notebook.widget.labels import labels
from quizkit.notebook.widget.pictures import picture
from quizkit.notebook.widget.state import shown
from quizkit.questions.responses import letter

ANSWERS: Final = ("hidden", "folded")
"""What may be wished of the keys: to be left out, or to be folded away."""

_OPEN: Final = frozenset({Form.TYPED, Form.CLOZE})


def questions_html(
    questions: Sequence[Question], *, title: str, language: str, hint: str, answers: str = "hidden"
) -> Html:
    """Return questions as a numbered list.

    Args:
        questions: What is asked.
        title: What stands above.
        language: Language tag of the widget's own words.
        hint: Name of the label that says how answers can be given.
        answers: One of `ANSWERS`.
    """
    tag, words = labels(language)
    rows = [
        element("li", *_asked(each), _key(each, words["answer"]) if answers == "folded" else None)
        for each in questions
    ]
    body = element("ol", *rows) if rows else element("p", words["no question"])
    head = element("p", said(shown(title), tag="strong"))
    return output(head, body, element("p", words[hint]), language=tag)


def view_html(view: QuestionView | None, *, title: str, language: str, hint: str) -> Html:
    """Return the one question of a sitting that waits for its answer.

    Args:
        view: The question, or None where the sitting shows something else.
        title: What stands above.
        language: Language tag of the widget's own words.
        hint: Name of the label that says how answers can be given.
    """
    tag, words = labels(language)
    head = element("p", said(shown(title), tag="strong"))
    body = None if view is None else element("div", *_asked(view), _picture(view))
    return output(head, body, element("p", words[hint]), language=tag)


def _asked(question: Question | QuestionView) -> list[Html]:
    """Return a question as it is seen before its answer."""
    if isinstance(question, QuestionView):
        language, gone = question.language, question.gone
    else:
        language, gone = question.plan.language, frozenset[int]()
    parts = [said(shown(question.stem), language=language, tag="p")]
    if question.prompts:
        parts.append(listed(_said(text, language) for text in question.prompts))
    if question.options:
        rows = (
            element("li", _said(text, language), value=at + 1)
            for at, text in enumerate(question.options)
            if at not in gone
        )
        parts.append(element("ol", *rows, type="a" if question.form is Form.MATCH else None))
    if question.form in _OPEN and "____" not in question.stem:
        parts.append(element("p", "________"))
    return parts


def _said(text: str, language: str) -> Html:
    return said(shown(text), language=language)


def _picture(view: QuestionView) -> Html | None:
    found = picture(view.image)
    if found is None:
        return None
    if not found["src"]:
        return element("p", found["alt"])
    image = element("img", src=found["src"], alt=found["alt"], style="max-width:100%")
    return joined([image, found["credit"]])


def _key(question: Question, label: str) -> Html:
    return details(label, said(shown(question.answer), language=question.plan.language, tag="p"))


def view_text(view: QuestionView | None) -> str:
    """Return the question that waits for its answer as lines of text, or ""."""
    if view is None:
        return ""
    is_match = view.form is Form.MATCH
    lines = [f"  {shown(view.stem)}"]
    lines += [f"    {n} {shown(prompt)}" for n, prompt in enumerate(view.prompts, 1)]
    lines += [
        f"    {letter(at) if is_match else at + 1} {shown(option)}"
        for at, option in enumerate(view.options)
        if at not in view.gone
    ]
    return "".join(f"\n{line}" for line in lines)
