"""A question as the linter looks at it: its words without names and quotations."""

from typing import Final, NamedTuple

from quizkit.checks.words import Lexis, lexis, plain_text
from quizkit.model import Deck, Form, Named, Question, Text, Value, Words
from quizkit.text import fold
from quizkit.values.show import show
from quizkit.values.words.en import WORDS

PICKED: Final = frozenset({Form.CHOICE, Form.SELECT})
"""Forms that offer right and wrong options."""


class Sight(NamedTuple):
    """What there is to judge.

    Attributes:
        question: The question.
        deck: Its deck.
        lexis: The word lists of its language, or None.
        words: The words that quizkit prints in it.
        stem: The stem and the prompts of a match, folded, without names and quotations.
        texts: The options that are no names, dates or numbers, folded.
        key: Index of the right option of a choice, or None.
    """

    question: Question
    deck: Deck
    lexis: Lexis | None
    words: Words
    stem: str
    texts: tuple[str, ...]
    key: int | None

    @property
    def others(self) -> tuple[str, ...]:
        """The wrong options of a choice."""
        return tuple(o for n, o in enumerate(self.question.options) if n != self.key)

    @property
    def right(self) -> str:
        """The right option of a choice."""
        return self.question.options[self.key] if self.key is not None else ""


def sight(question: Question, deck: Deck) -> Sight:
    """Return a question made ready to be judged."""
    language = question.plan.language
    words = deck.words.get(language, WORDS)
    one = question.form is Form.CHOICE and len(question.keys) == 1 and len(question.options) > 1
    return Sight(
        question=question,
        deck=deck,
        lexis=lexis(language),
        words=words,
        stem=_without_names(question, deck, words),
        texts=_texts(question),
        key=question.keys[0] if one else None,
    )


def _texts(question: Question) -> tuple[str, ...]:
    if question.form is Form.TRUE_FALSE:
        return ()
    if len(question.values) != len(question.options):
        return tuple(fold(option, accents=True) for option in question.options)
    pairs = zip(question.values, question.options, strict=True)
    texts = (text for value, text in pairs if isinstance(value, Text))
    return tuple(fold(text, accents=True) for text in texts if not text.isupper())


def _without_names(question: Question, deck: Deck, words: Words) -> str:
    """Return stem and prompts folded, with a mark in place of each name."""
    text = "\n".join((question.stem, *question.prompts))
    values: list[Value] = [lure.value for lure in question.lures]
    for plan in question.plans or (question.plan,):
        values += [*plan.accepted, *(printed.value for printed in plan.printed)]
    names = {show(value, words=words, names=deck.names) for value in _names(values)}
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "§")
    return plain_text(text)


def _names(values: list[Value]) -> list[Value]:
    found: list[Value] = []
    for value in values:
        items = getattr(value, "items", None)
        found += _names(list(items)) if isinstance(items, tuple) else [value]
    return [value for value in found if isinstance(value, Named)]
