"""The words of the deck language, by the map in which they stand."""

from collections.abc import Mapping, Sequence
from typing import Final

from quizkit.decks.cards import CARD_FIELDS
from quizkit.decks.kindmaker import ASKED
from quizkit.model import BEFORE

HEAD: Final = (
    "quizkit", "deck", "title", "language", "licence", "as of", "include", "sources", "names",
    "kinds", "facts", "about", "cards", "words", "ok",
)  # fmt: skip
SOURCE: Final = (
    "title", "author", "publisher", "date", "url", "accessed", "file", "licence", "language",
    "note", "according to", "at the time of",
)  # fmt: skip
NAME: Final = ("is", "aka", "not", "in", "the", "ok")
KIND: Final = ("called", "says", "roles", "ask how many", "ok")
ROLE: Final = ("is", "of", *ASKED, "ask to", "name one", "one", "strict", "ok")
CARD: Final = CARD_FIELDS
ABOUT: Final = ("source", "tags", "according to", "at the time of", "ok")
NAMED: Final = ("name", *BEFORE)
YES: Final = ("yes", "no")
CLOSED: Final[Mapping[str, Sequence[str]]] = {
    "ask to": ("year", "month", "day"),
    "name one": YES,
    "one": YES,
    "the": YES,
    "disputed": YES,
    "difficulty": tuple("12345"),
    "strict": ("accents", "case"),
}
SLOTS: Final[Mapping[str, str]] = {
    "it": "what the kind is called",
    "when": "In which year, In which month, On what date",
    "count": "how many answers are wanted, as a word",
    "scope": "the phrase of `complete:`",
    "view": "the viewpoint",
    "step": "the step before the answer",
    "earlier": "the earlier time",
    "later": "the later time",
}
