"""Questions as Markdown, to be read aloud or printed."""

import re
from collections.abc import Iterator, Sequence

from quizkit.model import Form, Question
from quizkit.questions.ask import Asker

_MARKS = re.compile(r"([\\`*<|~]|(?<!_)_(?!_)|(?<=\])[(\[])")


def sheet(asker: Asker, questions: Sequence[Question], *, answers: bool) -> Iterator[str]:
    """Yield the lines of a Markdown page with questions, options, answers and sources.

    Args:
        asker: What made the questions.
        questions: In the order of the page.
        answers: With them, the right options are set in bold.
    """
    noun = "question" if len(questions) == 1 else "questions"
    yield f"# {escape(asker.deck.title)}: {len(questions)} {noun}"
    for number, question in enumerate(questions, 1):
        yield ""
        yield from _question(asker, number, question, answers=answers)


def _question(asker: Asker, number: int, question: Question, *, answers: bool) -> Iterator[str]:
    yield f"{number}. {escape(question.stem)} ({question.form.value})"
    indent = " " * (len(str(number)) + 2)
    for prompt in question.prompts:
        yield f"{indent}- {escape(prompt)}"
    if question.prompts:
        yield f"{indent}- {' / '.join(map(escape, question.options))}"
    else:
        picked = question.keys if answers and question.form is not Form.ORDER else ()
        for at, option in enumerate(question.options):
            text = escape(option)
            yield f"{indent}- **{text}**" if at in picked else f"{indent}- {text}"
    if answers:
        source = asker.source_line(question.plan.fact)
        yield ""
        yield f"{indent}Answer: {escape(_answer(question))}"
        if source:
            yield f"{indent}Source: {escape(source)}"


def _answer(question: Question) -> str:
    if question.form in (Form.ORDER, Form.MATCH):
        return " / ".join(question.options[at] for at in question.keys)
    return question.answer


def escape(text: str) -> str:
    r"""Return a text that Markdown shows as it stands.

    >>> escape("In ____ [sic](1) a_b*")
    'In ____ [sic]\\(1) a\\_b\\*'
    """
    return _MARKS.sub(r"\\\1", text)
