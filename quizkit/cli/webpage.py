"""Questions as one HTML page without scripts: answers folded away, nothing fetched."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from quizkit.model import Form, Question, Refusal
from quizkit.practice.samples import told_answer
from quizkit.questions.ask import Asker

_STYLE: Final = (
    "body{max-width:45rem;margin:2rem auto;padding:0 1rem;line-height:1.5;"
    "font-family:system-ui,sans-serif}li{margin-bottom:1.2rem}li li{margin-bottom:0}"
    "small{opacity:.75}:root{color-scheme:light dark}@media print{li{break-inside:avoid}}"
)


def page(
    asker: Asker, questions: Sequence[Question], refusals: Sequence[Refusal], *, answers: bool
) -> Iterator[str]:
    """Yield the lines of the page.

    Args:
        asker: What made the questions.
        questions: In the order of the page.
        refusals: What is not asked, with the reasons.
        answers: With them, each folded under its question, and with the refusals.
    """
    title = escape(asker.deck.title)
    yield "<!doctype html>"
    yield f'<html lang="{escape(asker.planner.language)}">'
    yield '<head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>"
    yield f"<style>{_STYLE}</style></head>"
    yield f"<body><h1>{title}</h1>"
    yield "<ol>"
    for question in questions:
        yield from _question(asker, question, answers=answers)
    yield "</ol>"
    told = [refusal for refusal in refusals if refusal.code] if answers else []
    if told:
        yield "<h2>Not asked</h2><ul>"
        yield from (f"<li>{escape(f'{r.facet}: {r.message} ({r.code})')}</li>" for r in told)
        yield "</ul>"
    yield "</body></html>"


def _question(asker: Asker, question: Question, *, answers: bool) -> Iterator[str]:
    language = question.plan.language
    other = f' lang="{escape(language)}"' if language != asker.planner.language else ""
    yield f"<li{other}><p><strong>{escape(question.stem)}</strong>"
    yield f"<br><small>{question.form.value}</small></p>"
    if question.prompts:
        yield from _listed(question.prompts, "1")
    if question.options:
        numbered = "1" if question.form is not Form.MATCH else "A"
        yield from _listed(question.options, numbered)
    if answers:
        source = asker.source_line(question.plan.fact)
        yield f"<details><summary>Answer</summary><p>{escape(told_answer(question))}</p>"
        yield f"<p><small>{escape(': '.join(filter(None, (question.facet, source))))}</small></p>"
        yield "</details>"
    yield "</li>"


def _listed(texts: Sequence[str], numbered: str) -> Iterator[str]:
    yield f'<ol type="{numbered}">'
    yield from (f"<li>{escape(text)}</li>" for text in texts)
    yield "</ol>"
