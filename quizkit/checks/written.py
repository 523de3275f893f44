"""What an author wrote by hand: wordings, cards, and their options, with what judges words."""

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import NamedTuple

from quizkit.checks.context import Context, Finding, place, wordings
from quizkit.checks.words import Lexis, holds, lexis, plain_text
from quizkit.model import (
    Card,
    Date,
    Fact,
    Kind,
    Location,
    Note,
    Number,
    Problem,
    Severity,
    Template,
    Text,
    Value,
)
from quizkit.values.show import show
from quizkit.values.words.en import WORDS


class Stem(NamedTuple):
    """A question or statement as it was typed.

    Attributes:
        text: Its words, a placeholder as "§".
        words: The same folded, without quotations.
        field: "ask", "ask all", .., "says", "q" or "cloze".
        lexis: The word lists of its language, or None.
        at: Where it stands.
        found: Makes a finding of a problem.
        kind: The kind it is a wording of, or None.
        role: The role it asks for, or "".
    """

    text: str
    words: str
    field: str
    lexis: Lexis | None
    at: Location
    found: Callable[[Problem], Finding]
    kind: Kind | None = None
    role: str = ""

    @property
    def asks(self) -> bool:
        """Whether it is a question, not a statement."""
        return self.field not in ("says", "cloze")


class Offer(NamedTuple):
    """A question with its hand-written wrong options.

    Attributes:
        stem: The question, or "" for a fact, whose wordings are many.
        right: The right option.
        wrong: The wrong ones.
        lexis: The word lists of the deck's language, or None.
        at: Where the wrong options stand.
        found: Makes a finding of a problem.
        thing: The fact or card.
        role: The fact's role, or "".
    """

    stem: str
    right: str
    wrong: tuple[str, ...]
    lexis: Lexis | None
    at: Location
    found: Callable[[Problem], Finding]
    thing: Fact | Card
    role: str = ""


def stems(context: Context) -> Iterator[Stem]:
    """Yield the wordings of the deck's own kinds and facts, and its cards, in that order."""
    for kind in context.own_kinds:
        yield from _of_kind(context, kind)
    own = lexis(context.deck.language)
    for fact in context.deck.facts:
        for role, template in fact.ask.items():
            found = partial(context.on_fact, fact=fact, role=role)
            yield _stem(template, "ask", own, place(fact, "ask"), found)
    for card in context.deck.cards:
        text, field = (card.question, "q") if card.question else (card.text, "cloze")
        found = partial(context.on_card, card=card)
        yield Stem(text, plain_text(text), field, own, place(card, field), found)


def offers(context: Context) -> Iterator[Offer]:
    """Yield cards and facts with hand-written wrong options; names are what they are."""
    own = lexis(context.deck.language)
    for card in context.deck.cards:
        if card.wrong and card.answer:
            found = partial(context.on_card, card=card)
            at = place(card, "wrong")
            yield Offer(card.question, card.answer, card.wrong, own, at, found, card)
    for fact in context.deck.facts:
        for role, wrong in fact.wrong.items():
            right = fact.values.get(role)
            if isinstance(right, Text | Date | Number):
                texts = [_shown(context, value) for value in (right, *wrong)]
                found = partial(context.on_fact, fact=fact, role=role)
                at = place(fact, "wrong")
                yield Offer("", texts[0], tuple(texts[1:]), own, at, found, fact, role)


def asked(context: Context, offer: Offer) -> tuple[str, ...]:
    """Return the sentences that ask for what an offer's options answer."""
    if isinstance(offer.thing, Card):
        return (offer.stem,)
    return context.stems.get((offer.thing.id, offer.role), ())


def word_of(stem: Stem, phrases: Collection[str]) -> str:
    """Return the first of some phrases that a stem holds, or "".

    Args:
        stem: The stem.
        phrases: A list of `Lexis`.
    """
    return holds(stem.words, phrases, but=stem.lexis.harmless if stem.lexis else ())


def told(code: str, severity: Severity, message: str, at: Location, *, do: str) -> Problem:
    """Return a problem with what to do about it."""
    return Problem(code, severity, message, at, notes=(Note("help", do),))


def _of_kind(context: Context, kind: Kind) -> Iterator[Stem]:
    for each in wordings(kind):
        found = partial(context.on_kind, kind=kind, role=each.role.name)
        stem = _stem(each.template, each.field, lexis(each.language), each.at, found)
        yield stem._replace(kind=kind, role=each.role.name)
    for field, by_language in (("says", kind.says), ("ask how many", kind.ask_how_many)):
        for language, templates in by_language.items():
            for template in templates:
                found = partial(context.on_kind, kind=kind)
                stem = _stem(template, field, lexis(language), template.at, found)
                yield stem._replace(kind=kind)


def _stem(
    template: Template,
    field: str,
    own: Lexis | None,
    at: Location,
    found: Callable[[Problem], Finding],
) -> Stem:
    text = _typed(template)
    return Stem(text, plain_text(text), field, own, at, found)


def _typed(template: Template) -> str:
    pieces = [piece for part in template.parts for piece in part.pieces]
    return "".join(piece if isinstance(piece, str) else "§" for piece in pieces)


def _shown(context: Context, value: Value) -> str:
    words = context.deck.words.get(context.deck.language, WORDS)
    return show(value, words=words, names=context.deck.names)
