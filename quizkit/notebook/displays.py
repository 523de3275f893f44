"""Frozen values that IPython is to draw: it is told how, the values know nothing of it.

A question, a view of a sitting or a plan is a plain value of `model`, which knows no notebook.
IPython takes functions for types that are not its own; they are registered when the library's
handles are imported in a session of IPython, and nothing is imported for it where there is none.
"""

import sys
from collections.abc import Callable, Mapping
from typing import Any

from quizkit.model import (
    AskAgainView,
    ExamPlan,
    FeedbackView,
    Marked,
    MarkView,
    OpenPlan,
    PausedView,
    Problem,
    Question,
    QuestionView,
    RevealView,
    Stats,
    SummaryView,
)

_VIEWS = (
    QuestionView,
    AskAgainView,
    RevealView,
    FeedbackView,
    PausedView,
    SummaryView,
    MarkView,
)


def displays() -> Mapping[type, Callable[[Any], dict[str, str]]]:
    """Return what draws each type, as IPython takes it.

    >>> sorted(kind.__name__ for kind in displays())[:2]
    ['AskAgainView', 'ExamPlan']
    """
    return {
        **dict.fromkeys(_VIEWS, _view),
        Question: _question,
        Problem: _problem,
        Marked: _marked,
        ExamPlan: _plan,
        OpenPlan: _plan,
        Stats: _stats,
    }


def register() -> None:
    """Tell the running IPython how values are drawn; nothing is done where none runs."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is None:
        return
    drawer = shell.display_formatter
    for kind, draw in displays().items():
        drawer.mimebundle_formatter.for_type(kind, draw)
        drawer.formatters["text/plain"].for_type(kind, _printer(draw))


def _printer(draw: Callable[[Any], dict[str, str]]) -> Callable[[Any, Any, bool], None]:
    """Return what writes the text of a value: IPython has its own way with named tuples."""

    def write(value: Any, printer: Any, _cycle: bool) -> None:  # noqa: FBT001  # IPython's call
        printer.text(draw(value)["text/plain"])

    return write


def _view(view: Any) -> dict[str, str]:
    from quizkit.notebook.blocks import drawn
    from quizkit.notebook.study_view import blocks

    return drawn(blocks(view))


def _question(question: Question) -> dict[str, str]:
    from quizkit.notebook import question_view as view
    from quizkit.notebook.marks import bundle

    told = [view.told(question)]
    return bundle(view.in_lines(question), view.html(told), view.markdown(told))


def _problem(problem: Problem) -> dict[str, str]:
    from quizkit.notebook import problem_view as view
    from quizkit.notebook.marks import bundle

    found, none = [problem], ""
    return bundle(view.text(found, none), view.html(found, none), view.markdown(found, none))


def _marked(answer: Marked) -> dict[str, str]:
    from quizkit.notebook import blocks
    from quizkit.notebook.marks import bundle
    from quizkit.notebook.study_view import in_line, marked

    table = [marked([answer])]
    return bundle(in_line(answer), blocks.html(table), blocks.markdown(table))


def _plan(plan: ExamPlan | OpenPlan) -> dict[str, str]:
    from quizkit.notebook.blocks import drawn
    from quizkit.notebook.plan_view import blocks

    return drawn(blocks(plan))


def _stats(stats: Stats) -> dict[str, str]:
    from quizkit.notebook.blocks import drawn
    from quizkit.notebook.stats_view import blocks

    return drawn(blocks(stats))
