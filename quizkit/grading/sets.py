"""Grading of whole lists: each member by itself, in no order."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from quizkit.model import Grade, Outcome, Value, Words

_COMMA: Final = r",(?![0-9]{3}(?![0-9]))|\u3001"
_MOST_MEMBERS: Final = 64
_LONGEST: Final = 3

Judge = Callable[[str, Sequence[Value]], Grade]
"""Judges one member against those values any of which is right."""


def grade(response: str, accepted: Sequence[Value], *, words: Words, judge: Judge) -> Grade:
    """Judge a response against a complete list.

    Members are separated by semicolons, lines, or else commas, and by the language's "and". The
    score is (right - wrong) / length of the list, at least 0. A member given twice counts once.

    Args:
        response: What was written.
        accepted: All members, each once [at least 1].
        words: The language's words.
        judge: Judges one member.

    Returns:
        RIGHT, SLIP (all right, one misspelt), PARTLY or WRONG; UNCLEAR if a member is.
    """
    pieces = _pieces(response, words)
    tally = _Tally(accepted, judge)
    index = 0
    while index < len(pieces):
        index += tally.take(pieces[index:])
    return tally.grade()


def _pieces(response: str, words: Words) -> list[str]:
    """Return members and separators in turn, so that joined they give the text again."""
    text = ";".join(" ".join(line.split()) for line in response.splitlines())
    joins = "|".join(re.escape(word) for word in (words.join.strip(), "&") if word)
    strong = ";" if ";" in text else _COMMA
    return re.split(f"({strong}| (?:{joins}) )", text, flags=re.IGNORECASE)[: 2 * _MOST_MEMBERS]


class _Tally:
    """Which members were given, and what else was."""

    def __init__(self, accepted: Sequence[Value], judge: Judge) -> None:
        self.accepted = tuple(accepted)
        self.judge = judge
        self.scores: dict[int, float] = {}
        self.wrong: list[Grade] = []
        self.slips: list[str] = []
        self.unclear: Grade | None = None

    def take(self, pieces: Sequence[str]) -> int:
        """Take the next member, which may itself hold a separator; return the pieces taken."""
        single = pieces[0].strip()
        if not single:
            return 2
        for length in range(_LONGEST, 0, -1):
            if 2 * length - 1 <= len(pieces):
                found = self.judge("".join(pieces[: 2 * length - 1]).strip(), self.accepted)
                if found.score > 0:
                    self._right(found, single)
                    return 2 * length
        found = self.judge(single, self.accepted)
        if found.outcome is Outcome.UNCLEAR:
            self.unclear = self.unclear or found
        else:
            self.wrong.append(found)
        return 2

    def _right(self, found: Grade, text: str) -> None:
        at = self._index(found, text)
        self.scores[at] = max(self.scores.get(at, 0.0), found.score)
        if found.outcome is Outcome.SLIP and found.detail:
            self.slips.append(found.detail)

    def _index(self, found: Grade, text: str) -> int:
        if found.given in self.accepted:
            return self.accepted.index(found.given)
        fits = (i for i, one in enumerate(self.accepted) if self.judge(text, (one,)).score > 0)
        return next(fits, 0)

    def grade(self) -> Grade:
        """Return the judgement of the whole."""
        if self.unclear:
            return self.unclear
        total = len(self.accepted)
        score = max(0.0, (sum(self.scores.values()) - len(self.wrong)) / total)
        given = next((found.given for found in self.wrong if found.given is not None), None)
        if score == 1.0:
            outcome = Outcome.SLIP if self.slips else Outcome.RIGHT
            return Grade(outcome, 1.0, None, "; ".join(self.slips))
        wrong = f", {len(self.wrong)} wrong" if self.wrong else ""
        detail = f"{len(self.scores)} of {total} right{wrong}"
        return Grade(Outcome.PARTLY if score else Outcome.WRONG, score, given, detail)
