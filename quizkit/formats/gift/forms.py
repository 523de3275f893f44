"""A question as a block of GIFT: what each form needs."""

from collections.abc import Iterator
from typing import Final

from quizkit.formats.gift.text import (
    ARROW,
    GAP,
    escaped,
    is_plain,
    is_typable,
    option,
    stem,
    told,
    typed,
    weighed,
)
from quizkit.formats.posed import Posed
from quizkit.formats.qti.told import figures
from quizkit.formats.teller import (
    FRACTIONS,
    MAX_MATCHED,
    Teller,
    id_of,
    name_of,
    spellings,
    tags_of,
)
from quizkit.model import Form

TYPED: Final = (Form.TYPED, Form.CLOZE)


def block(teller: Teller, posed: Posed) -> str:
    """Return a question's lines, without the blank one that ends it.

    Args:
        teller: What tells of it.
        posed: The question, which `why_not` lets pass.
    """
    marks = [f"[id:{_marked(id_of(posed))}]"]
    marks += [f"[tag:{tag}]" for tag in tags_of(posed, target="GIFT").texts]
    lines = list(_PARTS[posed.form](teller, posed))
    texts = teller.after(posed)
    if texts:
        lines.append("####" + told("\n".join(texts)))
    before, behind = _around(teller, posed)
    answers = "".join(f"\n\t{line}" for line in lines)
    head = f"// {' '.join(marks)}\n::{escaped(name_of(posed))}::"
    return f"{head}{before}{{{answers}\n}}{behind}"


def why_not(posed: Posed) -> str:
    """Return why GIFT cannot hold a question in its form, or ""."""
    question = posed.question
    if posed.form in TYPED and not posed.quantity and not is_typable(posed.accepted[0]):
        return f"{ARROW} in an answer that is typed"
    if posed.form is Form.MATCH:
        if any(ARROW in prompt for prompt in question.prompts):
            return f"{ARROW} in a sentence to be matched"
        if any(len(text) > MAX_MATCHED or not is_plain(text) for text in question.options):
            return f"an answer of over {MAX_MATCHED} characters to be matched"
    if posed.form is Form.SELECT and len(question.keys) not in FRACTIONS:
        return f"more than {max(FRACTIONS)} right options"
    return ""


def _marked(text: str) -> str:
    return text.replace("]", r"\]")


def _around(teller: Teller, posed: Posed) -> tuple[str, str]:
    """Return what stands before the answers and behind them: a gap's sentence is cut in two.

    A sentence that begins with its gap, or has several signs for one, stays whole.
    """
    question = posed.question
    if posed.form is not Form.CLOZE:
        return stem(question.stem, typed=posed.form is Form.TYPED), ""
    gap = teller.asker.deck.words[question.plan.language].blank
    before, found, behind = question.stem.partition(gap)
    if not found or gap in behind or before.endswith("_") or behind.startswith("_"):
        return stem(question.stem, typed=True), ""
    is_cut = before.strip() and behind.strip() and not behind.lstrip().startswith(("[", "//"))
    if not is_cut or GAP in before or not is_plain(question.stem):
        return stem(before, typed=True) + GAP + escaped(behind), ""
    return stem(before, typed=True), escaped(behind)


def _choice(teller: Teller, posed: Posed) -> Iterator[str]:
    question = posed.question
    replied = teller.replies(question)
    for number, text in enumerate(question.options):
        mark = "=" if number in question.keys else "~"
        yield f"{mark}{option(text)}{_reply(replied.get(number, ''))}"


def _select(teller: Teller, posed: Posed) -> Iterator[str]:
    question = posed.question
    replied = teller.replies(question)
    share = FRACTIONS[len(question.keys)]
    for number, text in enumerate(question.options):
        weight = share if number in question.keys else f"-{share}"
        yield f"~%{weight}%{weighed(text)}{_reply(replied.get(number, ''))}"


def _true_false(teller: Teller, posed: Posed) -> Iterator[str]:
    replied = teller.replies(posed.question)
    side = ("TRUE", "FALSE")[posed.question.keys[0]]
    yield side + _reply(replied.get(1 - posed.question.keys[0], ""))


def _typed(teller: Teller, posed: Posed) -> Iterator[str]:
    if posed.quantity:
        yield f"#{figures(posed.quantity.value)}:{figures(posed.quantity.tolerance)}"
        return
    for text in spellings(teller.asker, posed):
        if is_typable(text):
            yield f"={typed(text)}"


def _match(_: Teller, posed: Posed) -> Iterator[str]:
    question = posed.question
    for prompt, key in zip(question.prompts, question.keys, strict=True):
        yield f"={weighed(prompt)} {ARROW} {escaped(question.options[key])}"
    for number, text in enumerate(question.options):
        if number not in question.keys:
            yield f"= {ARROW} {escaped(text)}"


_PARTS: Final = {
    Form.CHOICE: _choice,
    Form.SELECT: _select,
    Form.TYPED: _typed,
    Form.CLOZE: _typed,
    Form.TRUE_FALSE: _true_false,
    Form.MATCH: _match,
}


def _reply(text: str) -> str:
    return f"#{told(text)}" if text else ""
