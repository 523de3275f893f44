"""What stands in the braces of a GIFT question: which answers are right, wrong, or partly right."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from quizkit.formats.cards.asked import Answer, Pairs, Statement
from quizkit.formats.cards.marks import FULL, Marked, from_marks
from quizkit.formats.cards.quantities import number_answer, range_answer
from quizkit.formats.gift.read_text import GiftFault, cut, plain, split_format

if TYPE_CHECKING:
    from quizkit.formats.cards.rows import CardRows

MOST_ANSWERS: Final = 500
"""Answers of a question."""

_TRUE: Final = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_MARKS: Final = re.compile(r"\\.|[=~]", re.DOTALL)
_WEIGHT: Final = re.compile(r"%(-?[0-9]{1,3}(?:[.,][0-9]{1,8})?)%")
_RANGE: Final = re.compile(r"(-?[0-9.,eE+-]{1,40}?)\s*\.\.\s*(-?[0-9.,eE+-]{1,40})")
_NUMBER: Final = re.compile(r"(-?[0-9.,eE+-]{1,40})(?:\s*:\s*([0-9.,eE+-]{1,40}))?")


class Found(NamedTuple):
    """What the braces say.

    Attributes:
        answer: What is right.
        note: What is said after the answer.
    """

    answer: Answer
    note: str = ""


class _Part(NamedTuple):
    """An answer as typed: its sign `=` or `~`, its weight [percent], its text, what is said."""

    sign: str
    weight: float
    text: str
    feedback: str


def answers_of(text: str, *, rows: "CardRows", line: int, format_: str) -> Found:
    """Return what stands in the braces of a question.

    Args:
        text: As typed, escapes and all, without the braces.
        rows: Takes what is lost.
        line: Where the question stands [from 1].
        format_: The format of its stem.

    Raises:
        GiftFault: If nothing can be made of it.
    """
    reader = _Reader(rows, line, format_)
    body, general = cut(text, "####")
    note = reader.said(general or "")
    body = body.strip()
    if not body:
        raise GiftFault("its answer is free text", "quizkit asks for answers that it can judge")
    if body.startswith("#"):
        return Found(reader.number(body[1:]), note)
    told = cut(body, "#")[0].strip().upper()
    if told in _TRUE:
        return Found(Statement(_TRUE[told]), note)
    parts = list(reader.parts(body))
    if not parts:
        raise GiftFault("nothing in its { } begins with = or ~", "= is right, ~ is wrong")
    if all(part.sign == "=" for part in parts) and any("->" in part.text for part in parts):
        return Found(reader.pairs(parts), note)
    answer = reader.marked(parts)
    own = next((part.feedback for part in parts if part.weight == FULL), "")
    return Found(answer, note or reader.said(own))


class _Reader:
    """Reads the answers of one question."""

    def __init__(self, rows: "CardRows", line: int, format_: str) -> None:
        self.rows = rows
        self.line = line
        self.format = format_

    def said(self, text: str) -> str:
        """Return a text as people read it."""
        format_, rest = split_format(text, self.format)
        return plain(rest, format_, rows=self.rows, line=self.line)

    def parts(self, body: str) -> list[_Part]:
        """Return the answers of a body; what stands before the first is passed over."""
        begins = [found for found in _MARKS.finditer(body) if found[0] in ("=", "~")]
        ends = [*(found.start() for found in begins[1:]), len(body)]
        if not begins:
            return []
        if len(begins) > MOST_ANSWERS:
            raise GiftFault(f"it has more than {MOST_ANSWERS} answers", "cut it into several")
        if body[: begins[0].start()].strip():
            raise GiftFault("a text stands before its first = or ~", "each answer begins with one")
        return [
            self._part(found[0], body[found.end() : end])
            for found, end in zip(begins, ends, strict=True)
        ]

    def _part(self, sign: str, text: str) -> _Part:
        text = text.strip()
        weight = FULL if sign == "=" else 0.0
        found = _WEIGHT.match(text)
        if found is not None:
            weight, text = float(found[1].replace(",", ".")), text[found.end() :]
        text, feedback = cut(text, "#")
        return _Part(sign, weight, text.strip(), (feedback or "").strip())

    def pairs(self, parts: Sequence[_Part]) -> Pairs:
        """Return what belongs together."""
        pairs, others = [], []
        for part in parts:
            left, arrow, right = part.text.partition("->")
            if not arrow:
                tip = "each answer of a question of pairs is = one -> other"
                raise GiftFault("one of its pairs has no ->", tip)
            first, second = self.said(left), self.said(right)
            if first and second:
                pairs.append((first, second))
            elif second:
                others.append(second)
        if not pairs:
            raise GiftFault("none of its pairs has two sides", "a pair is = one -> other")
        return Pairs(tuple(pairs), tuple(others))

    def marked(self, parts: Sequence[_Part]) -> Answer:
        """Return the answer of a choice, or of a short answer."""
        is_choice = any(part.sign == "~" for part in parts)
        marks = []
        for part in parts:
            text = part.text
            if not is_choice and _is_pattern(text):
                self.rows.dropped_answer("the wildcard * in an answer", self.line)
                continue
            text = text if is_choice else text.replace("\\\\*", "*").replace("\\*", "*")
            marks.append(Marked(self.said(text), part.weight))
        answer = from_marks(marks, rows=self.rows, line=self.line, is_choice=is_choice)
        if answer is None:
            raise GiftFault("none of its answers is fully right", "one answer begins with =")
        return answer

    def number(self, body: str) -> Answer:
        """Return the answer of a question for a number."""
        parts = self.parts(body) if "=" in body or "~" in body else [self._part("=", body)]
        marks = []
        for part in parts:
            text = part.text.strip()
            bounds, single = _RANGE.fullmatch(text), _NUMBER.fullmatch(text)
            if bounds is not None:
                said = range_answer(bounds[1], bounds[2], rows=self.rows, line=self.line)
            elif single is not None:
                said = number_answer(single[1], single[2] or "", rows=self.rows, line=self.line)
            else:
                said = ""
            if said:
                marks.append(Marked(said, part.weight))
            elif text != "*":
                raise GiftFault("its answer is no number", "a number is {#1992} or {#3.14:0.01}")
        answer = from_marks(marks, rows=self.rows, line=self.line, is_choice=False)
        if answer is None:
            raise GiftFault("none of its numbers is fully right", "a number is {#1992}")
        return answer


def _is_pattern(text: str) -> bool:
    return "*" in re.sub(r"\\\\\*|\\\*", "", text)
