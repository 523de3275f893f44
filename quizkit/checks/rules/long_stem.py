"""QK410 stem longer than 25 words

What it finds
    A question, made from a fact or written as a card, of more than 25 words; in Vietnamese,
    which writes each syllable apart, of more than 40.
Why it matters
    A long stem tests reading, not knowledge. Source: Haladyna, Downing & Rodriguez (2002), on
    the amount of reading in each question.
A bad deck
    cards:
      - id: bcd1
        q: "Of all the rivers of the north and the south that this chapter    # here
          names, with their springs, towns and mouths, which one flows
          through the capital in which the kings of the last dynasty lived?"
        a: The Huong
A good deck
    cards:
      - {id: bcd1, q: "Which river flows through the old capital?", a: The Huong}
Fix
    By hand: leave out what is not asked, put background into `note:`, or give the fact a
    shorter wording (`ask:`).
Options
    words = 25 [5..1000]: words of a question
    syllables = 40 [5..1000]: syllables of a question, in a language that writes each apart
"""

from collections.abc import Iterator
from typing import Final

from quizkit.checks.context import Context, Finding, place
from quizkit.model import Card, Fact, Note, Problem, Severity

CODE = "QK410"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"

WORDS: Final = 25
SYLLABLES: Final = 40
APART: Final = frozenset({"vi"})
"""Languages that write each syllable apart."""


def find(context: Context) -> Iterator[Finding]:
    """Yield questions that are too long; of one fact and role only the longest."""
    language = context.planner.language
    apart = language.partition("-")[0] in APART
    most = (
        context.option(CODE, "syllables", SYLLABLES)
        if apart
        else context.option(CODE, "words", WORDS)
    )
    for (fact_id, role), sentences in context.stems.items():
        fact = context.facts.get(fact_id)
        if fact is not None:
            words = max(map(_words, sentences))
            if words > most:
                yield context.on_fact(_problem(fact, role, words, most), fact, role=role)
    for card in context.deck.cards:
        words = _words(card.question or card.text)
        if words > most:
            yield context.on_card(
                _problem(card, "q" if card.question else "cloze", words, most), card
            )


def _words(text: str) -> int:
    return sum(any(char.isalnum() or char == "_" for char in word) for word in text.split())


def _problem(thing: Fact | Card, field: str, words: int, most: int) -> Problem:
    return Problem(
        CODE,
        SEVERITY,
        f"the question is {words} words long, over {most}",
        place(thing, field),
        notes=(Note("help", "leave out what is not asked, or move it into `note:`"),),
    )
