"""What the page may take for right where an answer is typed: all of it quizkit judges right too."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from quizkit.formats.accepted import accepted, quantity
from quizkit.formats.page.folding import fold, light
from quizkit.model import (
    Date,
    Deck,
    Form,
    List,
    Many,
    Number,
    Outcome,
    Precision,
    Question,
    Text,
    Value,
    Words,
)
from quizkit.questions.ask import Asker
from quizkit.questions.types import role_of
from quizkit.values.dates import parts
from quizkit.values.leaves import leaves_of
from quizkit.values.numbers import CURRENCIES, same_unit
from quizkit.values.show import date_text

UNITS: Final = (
    *("percent", "per cent", "phần trăm", "dollars", "dollar", "US dollars", "US dollar", "đô la"),
    *("đô la Mỹ", "euros", "euro", "yen", "đồng", "pounds sterling", "kilometres", "kilometers"),
    *("kilometre", "kilometer", "cây số", "ki lô mét", "metres", "meters", "mét", "kilograms"),
    *("kilogram", "tonnes", "tons", "tấn", "square kilometres", "square kilometers", "sq km"),
    *("km vuông", "hectares", "litres", "liters", "lít", "hours", "seconds", "năm", "ngày"),
    *("tháng", "giờ", "phút", "giây", "years", "days", "months", "minutes", *CURRENCIES),
)
"""Spellings of units that people type beside the deck's own."""

SINGLE: Final = (Form.TYPED, Form.CLOZE)


class Typing:
    """Makes of a deck's questions what the page needs to judge typed answers.

    Args:
        asker: What asks and judges.
    """

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        numbers = {leaf for leaf in _leaves(asker.deck) if isinstance(leaf, Number)}
        self._numbers = sorted(numbers, key=lambda number: (number.value, number.unit))
        self._values = [number.value for number in self._numbers]
        self._spellings: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for text in _spelt(asker.deck):
            self._spellings[fold(text)][text] = None

    def key(self, question: Question, texts: tuple[str, ...]) -> dict[str, Any]:
        """Return what is right for a question; {} for forms in which nothing is typed.

        Args:
            question: The question.
            texts: What `accepted` lists for it.

        Returns:
            "members", each with folded "texts" and perhaps a "number", "never" (light spellings
            of other values that would fold to the same), "partly" (folded text to score and
            reason); and "strict" where marks or case count.
        """
        if question.form not in SINGLE:
            return {}
        role = role_of(question.plan, self._asker.deck)
        strict = "".join(sorted(word[0] for word in role.strict)) if role else ""
        found: dict[str, Any] = {"strict": strict} if strict else {}
        singles = tuple(self._members(question))
        if singles:
            members = [self._member(one, accepted(self._asker, one), strict) for one in singles]
        else:
            members = [self._member(question, texts, strict)]
        partly = {} if singles else self._partly(question)
        return found | {"members": members} | ({"partly": partly} if partly else {})

    def _members(self, question: Question) -> Iterator[Question]:
        """Yield a question for each member of the list that is wanted; none for a single value."""
        plan = question.plan
        leaves = [leaf for value in plan.accepted for leaf in leaves_of(value)]
        is_list = any(isinstance(value, List) for value in plan.accepted)
        if len(leaves) < 2 or not (is_list or plan.many is Many.ALL):
            return
        for leaf in leaves:
            single = plan._replace(accepted=(leaf,), many=Many.ONE)
            answer = self._asker.text(leaf, plan.language)
            yield question._replace(plan=single, answer=answer)

    def _member(self, question: Question, texts: Iterable[str], strict: str) -> dict[str, Any]:
        known = [*texts, *self._without_article(question, texts)]
        folded = list(dict.fromkeys(fold(text, keep=strict) for text in known))
        found: dict[str, Any] = {"texts": folded}
        never = [light(text) for text in self._others(question, texts)]
        number = self._number(question)
        return found | ({"never": never} if never else {}) | ({"number": number} if number else {})

    def _without_article(self, question: Question, texts: Iterable[str]) -> list[str]:
        """Return right answers without the article that they begin with, where that is right."""
        articles = self._asker.deck.words[question.plan.language].articles
        parted = (text.partition(" ") for text in texts)
        bare = [rest for first, _, rest in parted if rest and first.casefold() in articles]
        return [text for text in bare if self._asker.grade(question, text).score == 1]

    def _others(self, question: Question, texts: Iterable[str]) -> list[str]:
        """Return other values of the deck that fold to what is right, and are wrong."""
        known = frozenset(texts)
        alike = dict.fromkeys(
            other for text in known for other in self._spellings.get(fold(text), ())
        )
        wrong = (text for text in alike if text not in known)
        return sorted(text for text in wrong if self._asker.grade(question, text).score < 1)

    def _number(self, question: Question) -> dict[str, Any]:
        figure, values = quantity(question), question.plan.accepted
        if figure is None or figure.is_year:
            return {}
        key = next((value for value in values if isinstance(value, Number)), None)
        bound = key.bound if key else ""
        found: dict[str, Any] = {"value": _plain(figure.value), "within": _plain(figure.tolerance)}
        found["units"] = _units(figure.unit, self._asker.deck)
        if bound:
            found["bound"] = bound
        apart = [_plain(value) for value in self._stated(question, figure.value, figure.tolerance)]
        return found | ({"not": apart} if apart else {})

    def _stated(self, question: Question, value: Decimal, within: Decimal) -> list[Decimal]:
        """Return numbers near the right one that the deck states elsewhere, and are wrong here."""
        first = bisect_left(self._values, value - within)
        last = bisect_right(self._values, value + within)
        near = [number for number in self._numbers[first:last] if number.value != value]
        texts = {number.value: f"{_plain(number.value)} {number.unit}".strip() for number in near}
        return [
            other for other, text in texts.items() if self._asker.grade(question, text).score < 1
        ]

    def _partly(self, question: Question) -> dict[str, list[Any]]:
        """Return coarser dates than the one asked for, with their score and what is said."""
        plan = question.plan
        value = plan.accepted[0]
        if len(plan.accepted) > 1 or not isinstance(value, Date):
            return {}
        asked = plan.asked or value.precision
        words = self._asker.deck.words[plan.language]
        found: dict[str, list[Any]] = {}
        for text in _coarser(value, asked, words):
            grade = self._asker.grade(question, text)
            if grade.outcome is Outcome.PARTLY:
                found.setdefault(fold(text), [grade.score, grade.detail])
        return found


def _coarser(date: Date, asked: Precision | None, words: Words) -> Iterator[str]:
    year, month, day = parts(date)
    if asked is None or asked is Precision.YEAR:
        return
    yield str(year)
    if asked is Precision.DAY and month and day:
        name = words.months[month - 1]
        yield from (date_text(date, words, Precision.MONTH), f"{name} {year}", f"{year}-{month:02}")
        yield from (f"{day} {name}", f"{name} {day}")


def _leaves(deck: Deck) -> Iterator[Value]:
    for fact in deck.facts:
        for value in (*fact.values.values(), *(v for some in fact.wrong.values() for v in some)):
            yield from leaves_of(value)


def _spelt(deck: Deck) -> Iterator[str]:
    """Yield every spelling of a name or text that the deck holds."""
    for name in deck.names.values():
        yield from (name.name, *name.aka, *name.spellings.values())
    for leaf in _leaves(deck):
        if isinstance(leaf, Text):
            yield leaf.text


def _units(unit: str, deck: Deck) -> list[str]:
    """Return the folded spellings of a unit, as they may stand behind a number."""
    if not unit:
        return []
    same = (text for text in (f"{unit}s", *UNITS) if same_unit(text, unit))
    return list(dict.fromkeys(map(fold, (unit, *deck.glossary.get(unit, {}).values(), *same))))


def _plain(value: Decimal) -> str:
    """Return a number in figures, without an exponent."""
    return f"{value.normalize():f}"


def tables(words: Words) -> Mapping[str, Any]:
    """Return what of a language the page needs to read numbers and to say what differs."""
    bounds = {fold(said): bound for said, bound in words.reading.bounds.items()}
    return {
        "decimal": words.decimal,
        "thousands": words.thousands,
        "bounds": bounds | {fold(said): bound for bound, said in words.bounds.items()},
        "counts": {fold(word): number for number, word in enumerate(words.counts)},
        "comma": words.comma,
        "join": words.join.strip(),
        "articles": list(words.articles),
        "remarks": dict(words.remarks),
    }


def shared(languages: Iterable[Words]) -> Mapping[str, Any]:
    """Return what is read in numbers whatever the language: scale words, words for a half."""
    known = tuple(languages)
    scales = {fold(word): str(factor) for each in known for word, factor in each.scales.items()}
    halves = dict.fromkeys(fold(half) for each in known for half in each.reading.halves)
    return {"scales": scales, "halves": list(halves)}
