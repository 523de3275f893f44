"""Grading of whole lists: each member by itself, in no order."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from quizkit.grading.remarks import remark
from quizkit.model import Grade, Number, Outcome, Value, Words
from quizkit.text import fold, nfc
from quizkit.values.words import BUILTIN

_COMMA: Final = r",(?![0-9]{3}(?![0-9]))|\u3001"
_MOST_MEMBERS: Final = 64
_PARTED: Final = re.compile("[,;\u3001]")
_LONGEST: Final = 3
_MOST_WORDS: Final = 6

Judge = Callable[[str, Sequence[Value]], Grade]
"""Judges one member against those values any of which is right."""


def grade(response: str, accepted: Sequence[Value], *, words: Words, judge: Judge) -> Grade:
    """Judge a response against a complete list.

    Members are separated by semicolons, lines, or else commas, and by the "and" of the language
    or of one that ships; by slashes or blanks alone where all members come out right so. The
    score is the members named less those that are named beyond the length of the list, as a part
    of that length. A member given twice counts once.

    Args:
        response: What was written.
        accepted: All members, each once [at least 1].
        words: The language's words.
        judge: Judges one member.

    Returns:
        RIGHT, SLIP (all right, one misspelt), PARTLY or WRONG; UNCLEAR if a member is.
    """
    text = ";".join(" ".join(line.split()) for line in nfc(response).splitlines())
    pieces = _pieces(text, words)
    found = _taken(pieces, _Tally(accepted, judge, words), longest=_LONGEST)
    if found.score == 1.0 or found.outcome is Outcome.UNCLEAR:
        return found
    for separator, longest in (("/", _LONGEST), (" ", _MOST_WORDS)):
        if separator in text and not _PARTED.search(text):
            again = re.split(f"({separator})", text)[: 2 * _MOST_MEMBERS]
            other = _taken(again, _Tally(accepted, judge, words), longest=longest)
            if other.score == 1.0:
                return other
    return found


def _pieces(text: str, words: Words) -> list[str]:
    """Return members and separators in turn, so that joined they give the text again."""
    joiners = [known.join.strip() for known in (words, *BUILTIN.values())]
    every = dict.fromkeys((*joiners, *map(fold, joiners), "&"))
    joins = "|".join(re.escape(word) for word in every if word)
    strong = ";" if ";" in text else _COMMA
    return re.split(f"({strong}| (?:{joins}) )", text, flags=re.IGNORECASE)[: 2 * _MOST_MEMBERS]


def _taken(pieces: Sequence[str], tally: "_Tally", *, longest: int) -> Grade:
    index = 0
    while index < len(pieces):
        index += tally.take(pieces[index:], longest=longest)
    return tally.grade()


class _Given(NamedTuple):
    """A member that was given, and the members of the list that it may be, best match first."""

    text: str
    found: Grade
    fits: tuple[int, ...]


class _Tally:
    """Which members were given, and what else was."""

    def __init__(self, accepted: Sequence[Value], judge: Judge, words: Words) -> None:
        self.accepted = tuple(accepted)
        self.judge = judge
        self.words = words
        self.given: dict[Value | Decimal | str, _Given] = {}
        self.wrong: list[Grade] = []
        self.unclear: Grade | None = None

    def take(self, pieces: Sequence[str], *, longest: int) -> int:
        """Take the next member, which may itself hold separators; return the pieces taken."""
        single = pieces[0].strip()
        if not single:
            return 2
        for length in range(longest, 0, -1):
            if 2 * length - 1 <= len(pieces):
                text = "".join(pieces[: 2 * length - 1]).strip()
                found = self.judge(text, self.accepted)
                if found.score > 0:
                    self._right(found, text)
                    return 2 * length
        found = self.judge(single, self.accepted)
        if found.outcome is Outcome.UNCLEAR:
            self.unclear = self.unclear or found
        else:
            self.wrong.append(found)
        return 2

    def _right(self, found: Grade, text: str) -> None:
        """Note a right member; one that was given before counts once, as it was worth most."""
        given = found.given
        same = given.value if isinstance(given, Number) else given or fold(text)
        known = self.given.get(same)
        if known is None or known.found.score < found.score:
            self.given[same] = _Given(text, found, self._fits(found, text))

    def _fits(self, found: Grade, text: str) -> tuple[int, ...]:
        if found.given in self.accepted:
            return (self.accepted.index(found.given),)
        grades = {at: self.judge(text, (one,)) for at, one in enumerate(self.accepted)}
        fits = [at for at, grade in grades.items() if grade.score > 0]
        return tuple(
            sorted(fits, key=lambda at: (-grades[at].score, _off(found.given, self.accepted[at])))
        )

    def _placed(self) -> dict[int, _Given]:
        """Return index in the list to what was given for it, as many as there can be.

        Matching along augmenting paths: who came first makes room where it fits elsewhere too.
        """
        placed: dict[int, _Given] = {}

        def place(given: _Given, tried: set[int]) -> bool:
            for at in given.fits:
                if at not in tried:
                    tried.add(at)
                    if at not in placed or place(placed[at], tried):
                        placed[at] = given
                        return True
            return False

        for given in sorted(self.given.values(), key=lambda given: -given.found.score):
            place(given, set())
        return placed

    def grade(self) -> Grade:
        """Return the judgement of the whole."""
        if self.unclear:
            return self.unclear
        total = len(self.accepted)
        placed = self._placed().values()
        right = [given.found for given in self.given.values() if given in placed]
        beyond = max(0, len(self.given) + len(self.wrong) - total)
        score = max(0.0, (sum(found.score for found in right) - beyond) / total)
        named = next((found.given for found in self.wrong if found.given is not None), None)
        if score == 1.0:
            slips = any(found.outcome is Outcome.SLIP for found in right)
            detail = "; ".join(found.detail for found in right if found.detail)
            return Grade(Outcome.SLIP if slips else Outcome.RIGHT, 1.0, None, detail)
        name = "members, wrong" if self.wrong else "members"
        counts = {"right": len(right), "total": total, "wrong": len(self.wrong)}
        detail = remark(self.words, name, **counts)
        return Grade(Outcome.PARTLY if score else Outcome.WRONG, score, named, detail)


def _off(given: Value | None, key: Value) -> Decimal:
    """Return how far a number given is from the key; 0 for what is no number."""
    if isinstance(given, Number) and isinstance(key, Number):
        return abs(given.value - key.value)
    return Decimal(0)
