"""Nouns of a paper: what is asked, in which variants, and how it looks."""

from collections.abc import Mapping
from typing import NamedTuple

from quizkit.formats.posed import Posed


class Place(NamedTuple):
    """A question where it stands in one variant.

    Attributes:
        number: Its number there [from 1].
        task: Which of the paper's tasks it is [from 0].
        options: Texts in the order shown; empty where nothing is chosen.
        order: For each of them, which of the question's options it is [from 0].
        key: What is right, as it is marked: "B", "A C", "3 1 2", "1c 2a 3b", or the answer's text.
            Of an order the numbers of the options, first to last; of a match the letter for each
            sentence.
        letters: What stands before the options: capitals; numbers for an order; small letters for
            a match, whose sentences have numbers.
    """

    number: int
    task: int
    options: tuple[str, ...]
    order: tuple[int, ...]
    key: str
    letters: tuple[str, ...]


class Variant(NamedTuple):
    """One order of the same questions: its name is a letter from "A" on."""

    name: str
    places: tuple[Place, ...]


class Look(NamedTuple):
    """How a paper is set.

    Attributes:
        page: "a4" or "letter".
        large: Large print: 18 points in place of 11.
        spaced: Spacing that is easier with dyslexia: wide lines, letters and words, no italics,
            no justified lines, a face without serifs where there is one.
        font: Bytes of a font file to use besides those built in, or None.
        lines: How many lines a typed answer gets [from 1].
    """

    page: str = "a4"
    large: bool = False
    spaced: bool = False
    font: bytes | None = None
    lines: int = 1


class Paper(NamedTuple):
    """A paper in all its variants.

    Attributes:
        title: What stands on top.
        deck: The deck's id.
        language: Language tag of the questions and of the words printed around them.
        instructions: Paragraphs before the first question.
        fields: What the learner fills in on top: label by name ("name", "class", "date").
        tasks: The questions, in the blueprint's order; `Posed.points` is what each is worth.
        variants: From "A" on.
        code: Six signs that stand on every page and name `paper.json`.
        at: When it was made [seconds since 1970, UTC].
        seed: The text that chance started from.
        look: How it is set.
        different: The variants have different questions, which the paper says on top.
        fingerprint: Of the deck that it was made from: what a later one is compared with.
    """

    title: str
    deck: str
    language: str
    instructions: tuple[str, ...]
    fields: Mapping[str, str]
    tasks: tuple[Posed, ...]
    variants: tuple[Variant, ...]
    code: str
    at: int
    seed: str
    look: Look = Look()
    different: bool = False
    fingerprint: str = ""

    @property
    def points(self) -> int:
        """What one variant is worth."""
        places = self.variants[0].places if self.variants else ()
        return sum(self.tasks[place.task].points for place in places)

    @property
    def longest(self) -> int:
        """How many questions the longest variant has."""
        return max((len(variant.places) for variant in self.variants), default=0)
