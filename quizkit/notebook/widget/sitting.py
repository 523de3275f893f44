"""A sitting as a widget."""

from typing import Any

from quizkit.model import AskAgainView, EvidenceView, QuestionView
from quizkit.notebook.widget.fallback import view_html, view_text
from quizkit.notebook.widget.panel import panel_class
from quizkit.notebook.widget.play import Play
from quizkit.notebook.widget.state import shown
from quizkit.practice.study import Study


def sitting_panel(study: Study) -> Any:
    """Return the widget of a sitting; who acts on the sitting calls its `refresh` then.

    Args:
        study: The sitting; it has begun.

    Raises:
        MissingExtraError: If anywidget is not installed.
    """
    made = panel_class()
    first = next(iter(study.engine.scope.askers.values()))
    language = first.planner.language

    def behind() -> EvidenceView | None:
        from quizkit.practice.evidence import evidence  # only where it is looked at

        return evidence(study)

    def fallback() -> dict[str, str]:
        view = study.view.question if isinstance(study.view, AskAgainView) else study.view
        asked = view if isinstance(view, QuestionView) else None
        title = asked.deck if asked else first.deck.title
        html = view_html(asked, title=title, language=language, hint="static")
        answered = len(study.sitting.queue.asked)
        text = f"<sitting of {shown(study.log.path.name)}: {answered} answered>{view_text(asked)}"
        return {"text/plain": text, "text/html": html}

    return made(Play(study, language=language, evidence=behind), fallback)
