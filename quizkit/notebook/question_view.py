"""Questions at the end of a cell: each with its answer and evidence folded away, no script."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from quizkit.model import Question
from quizkit.notebook import markdown as md
from quizkit.notebook.marks import counted, key_of
from quizkit.notebook.markup import Html, details, element, joined, listed, output, said
from quizkit.questions.ask import Asker
from quizkit.questions.index import fact_of
from quizkit.questions.responses import letter
from quizkit.text import visible

MOST: Final = 200
"""Questions that are shown; a slice shows others."""

_SMALL: Final = "font-size:smaller"
_NONE: Final = "No questions."


class Told(NamedTuple):
    """A question with what there is to say after its answer.

    Attributes:
        question: The question with its key.
        evidence: What is true and who says so, a text each; a source stands last.
    """

    question: Question
    evidence: tuple[str, ...] = ()


def told(question: Question, asker: Asker | None = None) -> Told:
    """Return a question with its evidence: the facts in a sentence each, and their sources.

    Args:
        question: The question.
        asker: What knows its facts; None: there is no evidence.
    """
    if asker is None:
        return Told(question)
    facts = [fact_of(facet)[0] for facet in question.facets] or [question.plan.fact]
    language = question.plan.language
    sentences = (asker.statement(fact, language=language) for fact in facts)
    sources = (asker.source_line(fact) for fact in facts)
    return Told(question, tuple(filter(None, dict.fromkeys((*sentences, *sources)))))


def html(questions: Sequence[Told], *, more: int = 0) -> Html:
    """Return questions as a numbered list, their answers folded away.

    Args:
        questions: What is shown.
        more: How many there are besides.
    """
    rows = [_entry(each, n) for n, each in enumerate(questions, 1)]
    return output(*rows, element("p", _rest(len(rows), more)))


def markdown(questions: Sequence[Told], *, more: int = 0) -> str:
    """Return questions as Markdown; answers are folded away where it may hold HTML.

    Args:
        questions: What is shown.
        more: How many there are besides.
    """
    blocks = ["\n".join(_lines(each, n)) for n, each in enumerate(questions, 1)]
    return "\n\n".join((*blocks, _rest(len(blocks), more) or "")).rstrip()


def plain(questions: Sequence[Question]) -> str:
    """Return the stems, one a line.

    Args:
        questions: What is shown.
    """
    lines = [f"<{counted(len(questions), 'question')}>"]
    lines += [f"  {n}. {visible(each.stem)}" for n, each in enumerate(questions[:MOST], 1)]
    if len(questions) > MOST:
        lines.append(f"  and {len(questions) - MOST:,} more")
    return "\n".join(lines)


def _rest(shown: int, more: int) -> str | None:
    """Return what is said below the questions, or None."""
    if more:
        return f"and {more:,} more; a slice such as questions[{shown}:] shows them."
    return None if shown else _NONE


def in_lines(question: Question) -> str:
    """Return one question as lines: the stem, its options, and the key."""
    rows = [f"  {number} {text}" for number, text in enumerate(question.prompts, 1)]
    sign = letter if question.prompts else _number
    rows += [f"  {sign(index)} {text}" for index, text in enumerate(question.options)]
    return visible(
        "\n".join((question.stem, *rows, f"  Answer: {key_of(question)}")), keep_lines=True
    )


def options(prompts: Sequence[str], texts: Sequence[str], language: str) -> Html:
    """Return the sentences of a match, and options numbered as an answer names them.

    Args:
        prompts: The sentences of a match; of other forms there are none.
        texts: The options.
        language: Language tag of both.
    """
    kinds = (("1", prompts), ("a" if prompts else "1", texts))
    rows = ((kind, [said(text, language=language) for text in row]) for kind, row in kinds if row)
    return joined(listed(row, kind=kind) for kind, row in rows)


def _entry(each: Told, number: int) -> Html:
    question = each.question
    language = question.plan.language
    evidence = (said(text, language=language, tag="p") for text in each.evidence)
    answer = details(
        "Answer",
        element("p", said(key_of(question), language=language, tag="strong")),
        *evidence,
        element("p", element("code", question.facet), style=_SMALL),
    )
    return element(
        "div",
        element(
            "p",
            f"{number}. ",
            said(question.stem, language=language, tag="strong"),
            " ",
            element("span", f"({question.variant or question.form.value})", style=_SMALL),
        ),
        options(question.prompts, question.options, language),
        answer,
        style="margin:0 0 1em",
    )


def _lines(each: Told, number: int) -> Iterator[str]:
    question = each.question
    yield f"**{number}\\. {md.written(question.stem)}**\n"
    sign = letter if question.prompts else _number
    for n, text in enumerate(question.prompts, 1):
        yield f"- {n}\\. {md.written(text)}"
    if question.prompts:
        yield ""
    for index, text in enumerate(question.options):
        yield f"- {sign(index)}\\. {md.written(text)}"
    told = "\n\n".join((f"**{md.written(key_of(question))}**", *map(md.written, each.evidence)))
    yield f"\n{md.folded('Answer', told)}"


def _number(index: int) -> str:
    return str(index + 1)
