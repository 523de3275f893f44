"""Search for spellings within some typing errors of a response."""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from quizkit.grading.spellings import Loose, digits, fixed
from quizkit.grading.value import Hit

_Initials = tuple[str, ...] | None


class _Group(NamedTuple):
    """Forms side by side with what they stand for."""

    texts: list[str]
    initials: list[_Initials]
    hits: list[Hit]


class Forms:
    """The forms of the values of one family, in groups that are searched or passed over whole.

    A typing error changes the length of a form, and how often it has one of some letters, by at
    most one. Hence what lies within k errors stands in groups that differ in each by at most k.
    """

    def __init__(self, family: str) -> None:
        self.family = family
        self._groups: dict[tuple[int, int, int], _Group] = {}

    def add(self, text: str, initials: _Initials, hit: Hit) -> None:
        """Add a form.

        Args:
            text: The form; "" is left out.
            initials: The initials in it; None where the name has some and the form none.
            hit: What it stands for.
        """
        if text:
            group = self._groups.setdefault(_sizes(text), _Group([], [], []))
            group.texts.append(text)
            group.initials.append(initials)
            group.hits.append(hit)

    def near(self, response: Loose, cutoff: int) -> Iterator[Hit]:
        """Yield what lies within some typing errors of a response, in no order.

        Digits, initials, Roman numbers and single letters are no typing errors.

        Args:
            response: What was written.
            cutoff: Most errors (letters put in, left out, changed, or neighbours exchanged) [0..3].
        """
        from rapidfuzz import process  # noqa: PLC0415  # 30 ms, needed for misspelt responses only
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        for text, initials in ((response.whole, response.initials), (response.bare, ())):
            allowed: tuple[_Initials, ...] = (initials,)
            if not response.initials:
                allowed = (initials, None)
            for group in self._within(text, cutoff):
                for form, errors, index in process.extract(
                    text, group.texts, scorer=OSA.distance, score_cutoff=cutoff, limit=None
                ):
                    hit = group.hits[index]
                    agree = group.initials[index] in allowed and digits(form) == digits(text)
                    if agree and self._as_fixed(response, hit.spelling.loose(self.family)):
                        yield hit._replace(errors=int(errors), form=form)

    def _within(self, text: str, cutoff: int) -> Iterator[_Group]:
        if not text:
            return
        off = range(-cutoff, cutoff + 1)
        length, some, others = _sizes(text)
        for a, b, c in product(off, off, off):
            group = self._groups.get((length + a, some + b, others + c))
            if group:
                yield group

    def _as_fixed(self, given: Loose, known: Loose) -> bool:
        """Return whether short words and numbers agree, and what follows a person's name."""
        if self.family != "person":
            return fixed(given.words) == fixed(known.words)
        # Initials are compared apart.
        return given.suffix == known.suffix and fixed(given.words[-1:]) == fixed(known.words[-1:])


def _sizes(text: str) -> tuple[int, int, int]:
    count = text.count
    some = count("a") + count("i") + count("n") + count("h")
    return len(text), some, count("e") + count("o") + count("t") + count("g")
