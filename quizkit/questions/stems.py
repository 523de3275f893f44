"""Plans as sentences: the stem of a question, the statement of a fact."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from quizkit.model import (
    OTHER,
    Date,
    Deck,
    Fact,
    Many,
    Named,
    Part,
    PartMode,
    Plan,
    Precision,
    Printed,
    Slot,
    Template,
    Text,
    Value,
    Views,
    Words,
)
from quizkit.questions.index import ACCORDING_TO, AT_TIME_OF, VALID
from quizkit.questions.wording import capital, expand, part_roles, render, slots
from quizkit.values.dates import parts, read_date
from quizkit.values.show import Spelling, date_text, show

_AT_END: Final = frozenset({"scope", "view", AT_TIME_OF, ACCORDING_TO, VALID})
"""What is printed at the end of a stem where no placeholder prints it."""


def stem(plan: Plan, deck: Deck, *, filling: Value | None = None) -> str:
    """Return the sentence that asks; for a statement, the sentence with its gap.

    Args:
        plan: The plan.
        deck: The deck.
        filling: An answer to stand in the gap of a statement.
    """
    words = deck.words[plan.language]
    printer = _Printer(plan, deck, words, filling)
    shown = [
        index
        for index, part in enumerate(plan.template.parts)
        if part.mode is PartMode.BARE or index in plan.parts or printer.has_its_word(part)
    ]
    text = render(plan.template, shown, printer.slot, end=_end(plan, deck, words, shown))
    return once(text, words)


def once(text: str, words: Words) -> str:
    """Close up an article that a wording and a name both brought: "the the", or "The the"."""
    if not words.the:
        return text
    told = f" {text}"
    for first in (words.the, capital(words.the)):
        told = told.replace(f" {first} {words.the} ", f" {first} ")
    return told[1:]


def _kinds(plan: Plan, shown: Iterable[int]) -> set[str]:
    """Return the kinds of placeholder that are printed."""
    parts = plan.template.parts
    return {p.kind for index in shown for p in parts[index].pieces if isinstance(p, Slot)}


class _Printer:
    """What stands for each placeholder of one plan; scope and viewpoint are printed once."""

    def __init__(self, plan: Plan, deck: Deck, words: Words, filling: Value | None = None) -> None:
        self.plan, self.deck, self.words, self.filling = plan, deck, words, filling
        self.printed: Mapping[str, Printed] = {item.role: item for item in plan.printed}
        self._said: set[str] = set()

    def has_its_word(self, part: Part) -> bool:
        """Return whether a part without roles has something to say: its scope or viewpoint."""
        if not (self.plan.scope or "view" in self.printed):
            return False
        kinds = {piece.kind for piece in part.pieces if isinstance(piece, Slot)}
        said = {"scope": bool(self.plan.scope), "view": "view" in self.printed}
        return bool(kinds) and all(said.get(kind, False) for kind in kinds)

    def slot(self, slot: Slot) -> str:
        if slot.role:
            return self._value(slot)
        match slot.kind:
            case "when":
                return self._when()
            case "count":
                return count_word(len(self.plan.accepted), self.words)
            case "scope":
                return self._once("scope", show_in(Text(self.plan.scope), self.deck, self.words))
            case "view":
                return self._once("view", self._view())
            case "step" | "earlier" | "later":
                item = self.printed[slot.kind]
                return print_value(item.value, slot, self.deck, self.words)
            case _:
                return self._value(slot)

    def _once(self, kind: str, text: str) -> str:
        if kind in self._said:
            return ""
        self._said.add(kind)
        return text

    def _value(self, slot: Slot) -> str:
        if slot.role == self.plan.role:
            return self._gap(slot)
        item = self.printed[slot.role]
        return print_value(item.value, slot, self.deck, self.words)

    def _gap(self, slot: Slot) -> str:
        if self.filling is not None:
            return print_value(self.filling, slot, self.deck, self.words)
        asked = self.plan.asked
        if slot.kind != "on" or asked is None:
            answer = self.plan.accepted[0]
            named = isinstance(answer, Named) and self.deck.names.get(answer.name)
            has_article = bool(named and named.article and self.words.the)
            return f"{self.words.the} {self.words.blank}" if has_article else self.words.blank
        return self.words.on[asked - 1].format(date=self.words.blank)

    def _when(self) -> str:
        asked = self.plan.asked or Precision.YEAR
        count = len(self.plan.accepted)
        many = self.plan.many is Many.ALL and count > 1
        pattern = (self.words.when_many if many else self.words.when)[asked - 1]
        first = self.plan.accepted[0]
        year = parts(first)[0] if isinstance(first, Date) else ""
        text = pattern.format(year=year, count=count_word(count, self.words))
        view = self._view()
        if not view or any(other.kind == "view" for other in slots(self.plan.template)):
            return text
        return f"{text}, {view},"

    def _view(self) -> str:
        item = self.printed.get("view")
        return view_text(item, self.deck, self.words) if item else ""


def view_text(item: Printed, deck: Deck, words: Words) -> str:
    """Return a printed viewpoint as a phrase: "as of 2020", "in Hanoi"."""
    if not isinstance(item.value, Text):
        return ""
    for word, pattern in words.views.items():
        if item.value.text.startswith(f"{word} "):
            view = item.value.text[len(word) + 1 :]
            value = Named(view) if view in deck.names else Text(view)
            return pattern.format(show_in(value, deck, words))
    return item.value.text


def count_word(count: int, words: Words) -> str:
    """Return a small number as a word."""
    return words.counts[count] if count < len(words.counts) else str(count)


def print_value(value: Value, slot: Slot, deck: Deck, words: Words) -> str:
    """Return a value as a wording prints it: with its article, a date with its preposition."""
    inner = value.entries[0][1] if isinstance(value, Views) else value
    if isinstance(inner, Date) and inner.precision:
        text = date_text(inner, words)
        return words.on[inner.precision - 1].format(date=text) if slot.kind == "on" else text
    return show_in(inner, deck, words, article=True)


def show_in(value: Value, deck: Deck, words: Words, *, article: bool = False) -> str:
    """Return a value of a deck in the language of the words."""
    own = deck.words.get(deck.language)
    spelling = Spelling(deck.glossary, own) if own and own.tag != words.tag else None
    return show(value, words=words, names=deck.names, article=article, spelling=spelling)


def _end(plan: Plan, deck: Deck, words: Words, shown: Sequence[int]) -> str:
    """Return what the stem has not said yet: scope, viewpoint, attribution, in this order."""
    told = {item.role: item for item in plan.printed if item.role in _AT_END}
    if not told:
        return ""
    kinds, ends = _kinds(plan, shown), []
    if "scope" in told and "scope" not in kinds:
        ends.append(f" {show_in(Text(plan.scope), deck, words)}")
    if "view" in told and not kinds & {"view", "when"}:
        ends.append(f" {view_text(told['view'], deck, words)}")
    texts = [
        show_in(item.value, deck, words) if (item := told.get(role)) else ""
        for role in (AT_TIME_OF, ACCORDING_TO)
    ]
    held = told.get(VALID)
    if held and isinstance(held.value, Date):
        ends.append(f" {valid_text(held.value, words)}")
    return "".join(ends) + attribution(*texts, words=words)


def valid_text(held: Date, words: Words) -> str:
    """Return for how long a fact held: "between 1995 and 2000", "from 2001 on", "in 2003"."""
    first, _, last = held.text.partition("/")
    if not last:
        return words.on[(held.precision or Precision.YEAR) - 1].format(date=date_text(held, words))
    ends = [
        date_text(read_date(end), words) if end not in ("", "..") else "" for end in (first, last)
    ]
    pattern = words.valid[0 if all(ends) else 1 if ends[0] else 2]
    return pattern.format(first=ends[0], last=ends[1])


def attribution(at_time_of: str, according_to: str, *, words: Words) -> str:
    """Return who says so and when, to stand before a final mark."""
    end = f" {words.at_time_of.format(at_time_of.rstrip('.?!'))}" if at_time_of else ""
    source = words.according_to.format(according_to.rstrip(".?!")) if according_to else ""
    return f"{end}, {source}" if source else end


def statement(fact: Fact, deck: Deck, language: str, *, role: str = "") -> str:
    """Return the fact as a sentence with every part that it can print, or "".

    The first wording of the kind's `says` that the fact can serve is taken; where one of them
    prints the role, the first that does.

    Args:
        fact: The fact.
        deck: Its deck.
        language: Of the wordings.
        role: What the sentence is to tell, such as what was asked; "" for nothing in particular.
    """
    kind, words = deck.kinds[fact.kind], deck.words[language]
    called = kind.called.get(language)
    wholes: Iterable[Template] = (
        expand(template, called) for template in kind.says.get(language, ())
    )
    if role:
        wholes = sorted(wholes, key=lambda whole: role not in _roles(whole))
    for whole in wholes:
        chosen = _printable_parts(whole, fact)
        if chosen is not None:
            told = (Text(fact.at_time_of), Text(fact.according_to))
            end = attribution(*(show_in(text, deck, words) for text in told), words=words)
            if fact.valid:
                end = f" {valid_text(fact.valid, words)}{end}"
            text = render(whole, chosen, lambda slot: _full(slot, fact, deck, words), end=end)
            return once(text, words)
    return ""


def _roles(whole: Template) -> set[str]:
    return {role for part in whole.parts for role in part_roles(part)}


def _printable_parts(whole: Template, fact: Fact) -> list[int] | None:
    """Return the parts that the fact can print, each role once; None if a bare one is missing."""
    used = {slot.role for slot in slots(whole, PartMode.BARE) if slot.role}
    if any(fact.values.get(role, OTHER) is OTHER for role in used):
        return None
    chosen = []
    for index, part in enumerate(whole.parts):
        roles = part_roles(part)
        if part.mode is PartMode.BARE or not roles or used & set(roles):
            continue
        if all(fact.values.get(role, OTHER) is not OTHER for role in roles):
            used |= set(roles)
            chosen.append(index)
    return chosen


def _full(slot: Slot, fact: Fact, deck: Deck, words: Words) -> str:
    if not slot.role:
        return ""
    value = fact.values[slot.role]
    if isinstance(value, Views) and len(value.entries) > 1:
        return show_in(value, deck, words, article=True)
    if isinstance(value, Date) and slot.kind == "role" and value.precision:
        return date_text(value, words, Precision.YEAR)
    if isinstance(value, Views):
        word, view = value.word, value.entries[0][0]
        item = Printed("view", Text(f"{word} {view}"))
        return f"{print_value(value, slot, deck, words)} {view_text(item, deck, words)}"
    return print_value(value, slot, deck, words)
