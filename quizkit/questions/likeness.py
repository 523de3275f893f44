"""How alike two answers are: too much to stand together, or enough to be plausible."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from quizkit.model import BEFORE, Date, List, Lure, Named, Number, Text, Value
from quizkit.questions.giveaway import INSIDE, as_told
from quizkit.questions.search import Search
from quizkit.text import fold
from quizkit.values.relations import excludes
from quizkit.values.show import show
from quizkit.values.words.en import WORDS

ENOUGH: Final = 2
"""With so many good distractors no others are looked for."""

IN_LINE: Final = 0.75
"""From this nearness on an answer shares with the key all that the stem prints."""

SAME_ROLE: Final = 0.25
"""From this nearness on an answer stands in the same role as the key."""

LONGEST_RATIO: Final = 2.0
"""An option is at most so many times as long as the key, and at least its inverse."""


class Face(NamedTuple):
    """How an answer looks: what comparing it needs, worked out once for a deck.

    Attributes:
        value: The answer.
        text: As an option shows it.
        folded: That text, folded.
        bare: Folded and without initials.
        padded: Folded, each figure as one word, with a blank before and after.
        told: Each folded spelling in which a stem would tell it, with a blank before and after.
        held: The folded spellings in which it is shown, one after the other, with blanks around.
        words: The folded words.
        type: Type of a name, "date", or "".
    """

    value: Value
    text: str
    folded: str
    bare: str
    padded: str
    told: tuple[str, ...]
    held: str
    words: frozenset[str]
    type: str

    def is_in(self, other: "Face") -> bool:
        """Return whether a stem that shows the other answer tells this one."""
        return any(map(other.held.__contains__, self.told))


KEPT: Final = 16_384
"""Answers whose looks are kept at once; of a bigger deck those seen last are what matters."""


class Likeness:
    """Compares answers of one deck.

    Args:
        search: The deck's search.
    """

    def __init__(self, search: Search) -> None:
        self._search = search
        self._deck = search.deck
        self._words = search.deck.words.get(search.language, WORDS)
        self._faces: dict[Value, Face] = {}

    def face(self, value: Value) -> Face:
        """Return how an answer looks."""
        face = self._faces.get(value)
        if face is None:
            if len(self._faces) >= KEPT:
                self._faces.clear()
            text = self.text(value)
            told = as_told(text)
            folded = fold(text) if INSIDE.search(text) else told
            dated = isinstance(value, Date | Number)
            face = self._faces[value] = Face(
                value=value,
                text=text,
                folded=folded,
                bare=without_initials(folded),
                padded=f" {told} ",
                told=() if dated else self._search.giveaway.answers(value, None),
                held=self._held(value),
                words=frozenset(folded.split()),
                type=self.type_of(value),
            )
        return face

    def text(self, value: Value) -> str:
        """Return an answer as an option shows it."""
        return show(value, words=self._words, names=self._deck.names)

    def _held(self, value: Value) -> str:
        if isinstance(value, Named):
            entry = self._deck.names.get(value.name)
            shown = (value.name, *(entry.spellings.values() if entry else ()))
            return f" {' / '.join(map(as_told, shown))} "
        if isinstance(value, List):
            return f" {' / '.join(self._held(member).strip() for member in value.items)} "
        return f" {as_told(value.text)} " if isinstance(value, Text) else ""

    def may_be_one(self, one: Value, two: Value) -> bool:
        """Return whether two answers may be the same, or one is a part of the other."""
        places = self._search.places
        if isinstance(one, Named) and isinstance(two, Named):
            if places.touch(one.name, two.name):
                return True
        elif not (excludes(one, two, places=places) and excludes(two, one, places=places)):
            return True
        elif isinstance(one, Date | Number) or (isinstance(one, Text) and one.member):
            return False
        first, second = self.face(one), self.face(two)
        return first.bare == second.bare or first.is_in(second) or second.is_in(first)

    def alike(self, one: Value, two: Value) -> bool:
        """Return whether two options must not stand together; of numbers the figures count."""
        if isinstance(one, Number) and isinstance(two, Number):
            one, two = one._replace(bound=""), two._replace(bound="")
        return self.face(one).folded == self.face(two).folded or self.may_be_one(one, two)

    def type_of(self, value: Value) -> str:
        """Return the type that options share: of a name its own, "date", or ""."""
        if isinstance(value, Named):
            name = self._deck.names.get(value.name)
            return name.type if name else "name"
        return "date" if isinstance(value, Date) else ""

    @cached_property
    def latest(self) -> int:
        """The last day that an option may show: of the deck's `as of`, else of its dates."""
        if self._deck.as_of:
            return self._deck.as_of.last
        values = (value for fact in self._deck.facts for value in fact.values.values())
        return max((v.last for v in values if isinstance(v, Date) and v.precision), default=10**7)


def best_tiers(lures: Sequence[Lure]) -> tuple[Lure, ...]:
    """Return the most plausible distractors: fillers only where the better ones are too few.

    The tiers: hand-written, or in the same role and in line with what the stem prints; in the
    same role; of the same type. Beside two hand-written dates or numbers no farther ones stand.

    Args:
        lures: Nearest first.
    """
    by_hand = [lure.close for lure in lures if lure.why == "author"]
    if len(by_hand) > 1 and isinstance(lures[0].value, Date | Number):
        return tuple([lure for lure in lures if lure.close >= min(by_hand)])
    pool = tuple([lure for lure in lures if lure.close >= IN_LINE or _is_best(lure)])
    if len(pool) >= min(ENOUGH, len(lures)):
        return pool
    rest = [lure for lure in lures if lure not in pool]
    same = [lure for lure in rest if lure.close >= SAME_ROLE]
    others = [lure for lure in rest if lure.close < SAME_ROLE]
    return (*pool, *same, *(others if len(pool) + len(same) < ENOUGH else ()))


def _is_best(lure: Lure) -> bool:
    return lure.why == "author" or isinstance(lure.value, Date | Number)


def related_types(one: str, other: str) -> bool:
    """Return whether two named types are the same or one is the wider one.

    >>> related_types("city", "place"), related_types("city", "country")
    (True, False)
    """
    return one == other or one in _wider(other) or other in _wider(one)


def _wider(type_: str) -> Iterator[str]:
    while type_:
        yield type_
        type_ = BEFORE.get(type_, "")


def same_length(key: str, other: str) -> bool:
    """Return whether two options are of one length class.

    >>> same_length("Bill Clinton", "Donald Trump"), same_length("Hue", "Ho Chi Minh City")
    (True, False)
    """
    one, two = len(key) + 3, len(other) + 3
    return max(one, two) <= LONGEST_RATIO * min(one, two)


def without_initials(folded: str) -> str:
    """Return a folded name without its words of one letter; of such words alone, all of them.

    >>> without_initials("john f kerry"), without_initials("f")
    ('john kerry', 'f')
    """
    return " ".join(word for word in folded.split() if len(word) > 1) or folded
