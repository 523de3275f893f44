"""An item analysis as one page for a browser or a printer: no script, nothing from elsewhere."""

from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import Final

from quizkit.analysis.items.answers import Figures, OptionFigures, QuestionFigures
from quizkit.analysis.items.keyed import UNKNOWN
from quizkit.analysis.items.told import SHOWN, figures_of, head, notes, signed
from quizkit.model import Location
from quizkit.text import visible

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def page(figures: Figures, places: Mapping[str, Location], *, title: str) -> bytes:
    """Return the report as a page.

    Args:
        figures: What was found.
        places: Where each facet stands in its deck, as far as that is known.
        title: What stands above it.

    >>> b"<h1>A &lt;test&gt;</h1>" in page(Figures(0, 0, None, ()), {}, title="A <test>")
    True
    """
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(title)}</title><style>{_style()}</style></head><body><main>",
        f"<h1>{_text(title)}</h1>",
        f"<p>{_text(head(figures))}</p>",
        *(f'<p class="soft">{_text(note)}</p>' for note in notes(figures)),
        *_todo(figures),
        "<h2>All questions, the weakest first</h2>",
        *(_question(each, places.get(each.facet)) for each in figures.questions),
        *_confusions(figures),
        "</main></body></html>",
    ]
    return ("\n".join(parts) + "\n").encode()


@cache
def _style() -> str:
    return files("quizkit.analysis.items").joinpath("page.css").read_text(encoding="utf-8")


def _text(words: str) -> str:
    return escape(visible(words))


def _todo(figures: Figures) -> Iterator[str]:
    """Yield how many questions want something, or that none does."""
    wanting = sum(bool(each.remarks) for each in figures.questions)
    if wanting:
        of = len(figures.questions)
        yield f"<p><strong>{wanting} of {of} questions want a look.</strong></p>"


def _question(question: QuestionFigures, place: Location | None) -> str:
    where = f"{place.path}:{place.line}, " if place else ""
    parts = [
        '<section class="question">',
        f"<h3>{_text(question.stem)}</h3>",
        f'<p class="soft">{_text(f"{where}{question.facet} ({question.form})")}</p>',
        f"<p>{_text(', '.join(figures_of(question)))}</p>",
    ]
    if question.options:
        parts.append(_options(question))
    elif question.key != UNKNOWN:
        parts.append(f'<p class="soft">Right is {_text(question.key)}</p>')
    if question.remarks:
        todo = "".join(f"<li>{_text(remark)}</li>" for remark in question.remarks)
        parts.append(f'<ul class="todo">{todo}</ul>')
    return "\n".join([*parts, "</section>"])


def _options(question: QuestionFigures) -> str:
    titles = ("option", "chosen by", "", "with the rest")
    top = "".join(f'<th scope="col">{each}</th>' for each in titles)
    rows = "".join(map(_option, question.options))
    return f"<table><thead><tr>{top}</tr></thead><tbody>{rows}</tbody></table>"


def _option(option: OptionFigures) -> str:
    mark, row = ("✓ ", '<tr class="key">') if option.is_key else ("", "<tr>")
    bar = f'<rect width="{option.share * 100:.1f}" height="10"/>'
    return (
        f'{row}<th scope="row">{mark}{_text(option.text)}</th>'
        f'<td class="number">{option.share:.0%}</td>'
        '<td class="bar" aria-hidden="true"><span class="stripe">'
        f'<svg viewBox="0 0 100 10" preserveAspectRatio="none">{bar}</svg></span></td>'
        f'<td class="number">{signed(option.discrimination).strip()}</td></tr>'
    )


def _confusions(figures: Figures) -> Iterator[str]:
    if not figures.confusions:
        return
    yield "<h2>Confused</h2>"
    titles = ("right", "said instead", "answers", "learners")
    top = "".join(f'<th scope="col">{each}</th>' for each in titles)
    rows = "".join(
        f'<tr><th scope="row">{_text(pair.right)}</th><td>{_text(pair.given)}</td>'
        f'<td class="number">{pair.times} of {pair.of}</td>'
        f'<td class="number">{pair.learners}</td></tr>'
        for pair in figures.confusions[:SHOWN]
    )
    yield f"<table><thead><tr>{top}</tr></thead><tbody>{rows}</tbody></table>"
