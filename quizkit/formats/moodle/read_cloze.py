"""Moodle's texts with gaps: `{1:SHORTANSWER:=Paris~%50%paris}` in the middle of a sentence."""

import re
from typing import TYPE_CHECKING, Final

from quizkit.formats.cards.asked import Gapped, Short
from quizkit.formats.cards.marks import FULL, Marked, from_marks
from quizkit.formats.cards.quantities import number_answer
from quizkit.formats.moodle.read_text import Faulty, is_pattern, starred

if TYPE_CHECKING:
    from quizkit.formats.cards.rows import CardRows

_GAP: Final = re.compile(
    r"\{[0-9]{0,3}:([A-Z_]{1,20}):"
    r"((?:[^\\{}]|\\.|\{(?![0-9]{0,3}:[A-Z_]{1,20}:)){1,8000})\}",
    re.DOTALL,
)
"""A gap; none holds the beginning of another one, so that no sign is looked at for each."""

_SPLIT: Final = re.compile(r"\\.|~", re.DOTALL)
_WEIGHT: Final = re.compile(r"%(-?[0-9]{1,3}(?:\.[0-9]{1,8})?)%")
_ESCAPE: Final = re.compile(r"\\([}#~/\"\\])")
_FEEDBACK: Final = re.compile(r"\\.|#", re.DOTALL)

_SHORT: Final = ("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC")
_NUMBER: Final = ("NUMERICAL", "NM")


def gapped(text: str, *, rows: "CardRows", line: int, fault: Faulty) -> Gapped:
    """Return a text with its one gap.

    Args:
        text: The text, its gaps as Moodle writes them.
        rows: Takes what is lost.
        line: Where it stands in the file [from 1].
        fault: Makes what is raised.

    Raises:
        MoodleFault: If it has no gap or several, or no answer is fully right.
    """
    found = list(_GAP.finditer(text))
    if len(found) != 1:
        why = f"it has {len(found)} gaps" if found else "it has no gap"
        raise fault(why, "a card has one; make several questions of it in Moodle")
    gap = found[0]
    parts = _parts(gap[2])
    answers = [_marked(part, gap[1], rows=rows, line=line) for part in parts]
    is_choice = gap[1] not in (*_SHORT, *_NUMBER)
    known = [answer for answer in answers if answer is not None]
    answer = from_marks(known, rows=rows, line=line, is_choice=is_choice)
    if not isinstance(answer, Short):
        raise fault("no answer of its gap is fully right", "one of them begins with =")
    return Gapped(text[: gap.start()], text[gap.end() :], answer)


def _parts(text: str) -> list[str]:
    parts, begin = [], 0
    for found in _SPLIT.finditer(text):
        if found[0] == "~":
            parts.append(text[begin : found.start()])
            begin = found.end()
    return [*parts, text[begin:]]


def _marked(part: str, type_: str, *, rows: "CardRows", line: int) -> Marked | None:
    """Return an answer with what it earns; None where it cannot be taken."""
    weight = _WEIGHT.match(part)
    mark = float(weight[1]) if weight else FULL * part.startswith("=")
    text = part[weight.end() :] if weight else part.removeprefix("=")
    for sign in _FEEDBACK.finditer(text):
        if sign[0] == "#":
            text = text[: sign.start()]
            break
    if type_ in _NUMBER:
        value, _, allowed = text.partition(":")
        said = number_answer(value.strip(), allowed.strip(), rows=rows, line=line)
        return Marked(said, mark) if said else None
    if type_ in _SHORT and is_pattern(text):
        rows.dropped_answer("the wildcard * in an answer", line)
        return None
    text = starred(text) if type_ in _SHORT else text
    return Marked(_ESCAPE.sub(r"\1", text).strip(), mark)
