"""The entry: a typed response judged by the type of the right answer."""

import re
from collections.abc import Iterator, Sequence
from typing import Final
from unicodedata import normalize

from quizkit.grading import dates, names, numbers, sets
from quizkit.grading.lexicon import Lexicon
from quizkit.grading.spellings import MAX_LENGTH
from quizkit.model import (
    Date,
    Grade,
    List,
    Many,
    Named,
    Number,
    Outcome,
    Precision,
    Text,
    Value,
    Views,
    Words,
)
from quizkit.values.leaves import leaves_of

WRONG: Final = Grade(Outcome.WRONG, 0.0)
"""Wrong, and nothing that could be named."""

_RANK: Final = (Outcome.RIGHT, Outcome.SLIP, Outcome.PARTLY, Outcome.UNCLEAR, Outcome.WRONG)
_LAST_BRACKET: Final = re.compile(r" ?\([^()]*\)$")


class _Member:
    """Judges one member; of several accepted values any is right."""

    def __init__(
        self,
        *,
        type_: str,
        lexicon: Lexicon,
        words: Words,
        asked: Precision | None,
        strict: frozenset[str],
    ) -> None:
        self.type_ = type_
        self.lexicon = lexicon
        self.words = words
        self.asked = asked
        self.strict = strict

    def judge(self, response: str, accepted: Sequence[Value]) -> Grade:
        """Return the best of what each type of value makes of the response."""
        return min(
            self._by_type(response, accepted),
            key=lambda grade: (_RANK.index(grade.outcome), -grade.score, grade.given is None),
            default=WRONG,
        )

    def _by_type(self, response: str, accepted: Sequence[Value]) -> Iterator[Grade]:
        named = [value for value in accepted if isinstance(value, (Named, Text))]
        if named:
            yield names.grade(
                response,
                named,
                type_=self.type_,
                lexicon=self.lexicon,
                strict=self.strict,
                words=self.words,
            )
        dated = [value for value in accepted if isinstance(value, Date)]
        if dated:
            yield dates.grade(response, dated, words=self.words, asked=self.asked)
        figures = [value for value in accepted if isinstance(value, Number)]
        if figures:
            yield numbers.grade(response, figures, words=self.words, others=self.lexicon.numbers)


def judge(  # noqa: PLR0913  # what is right, and all that it depends on, each by its own name
    response: str,
    *,
    accepted: Sequence[Value],
    type_: str,
    lexicon: Lexicon,
    words: Words,
    asked: Precision | None = None,
    many: Many = Many.ONE,
    strict: frozenset[str] = frozenset(),
) -> Grade:
    """Judge a typed response.

    Another value of the type is never right: names and texts are looked up among all values of
    the type, the key being one of them, and the strictest look that finds any decides; a typing
    error counts only where no other value is as near; a number is right within its tolerance only
    if the deck does not state it elsewhere.

    Args:
        response: What was written; over 500 characters it is wrong without a look.
        accepted: The right answers. Lists stand for their members, viewpoints for their values.
        type_: Type of the role asked for: a type of `model.TYPES`, or "enum".
        lexicon: All names and texts of the deck.
        words: Words of the deck's language.
        asked: The precision asked for, for dates.
        many: Whether one, any or all of the accepted are wanted.
        strict: "accents", "case", both or neither: what counts besides letters.

    Returns:
        The grade; `given` is the value that the response was taken for, right or wrong. Nothing
        that is written raises an error.

    >>> from quizkit.values.words import builtin
    >>> years = [Date("2017", 736330, 736694, Precision.YEAR),
    ...          Date("2019", 737060, 737424, Precision.YEAR)]
    >>> judge("2019 and 2018", accepted=years, type_="date", lexicon=Lexicon({}),
    ...       words=builtin("en"), many=Many.ALL).detail
    '1 of 2 right, 1 wrong'
    """
    if len(response) > MAX_LENGTH or len(normalize("NFKC", response)) > MAX_LENGTH:
        return WRONG
    values = [value for one in accepted for value in leaves_of(one)]
    member = _Member(type_=type_, lexicon=lexicon, words=words, asked=asked, strict=strict)
    text = response.strip()
    if (many is Many.ALL or any(isinstance(one, List) for one in accepted)) and len(values) > 1:
        return sets.grade(response, values, words=words, judge=member.judge)
    found = member.judge(text, values) if text else WRONG
    if found.given is None and any(isinstance(one, Views) for one in accepted):
        return min(found, member.judge(_LAST_BRACKET.sub("", text), values), key=_rank)
    return found


def _rank(grade: Grade) -> int:
    return _RANK.index(grade.outcome)
