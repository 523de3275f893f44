"""Plans as sentences: the stem of a question, the statement of a fact."""

from collections.abc import Mapping

from quizkit.model import (
    OTHER,
    Date,
    Deck,
    Fact,
    Many,
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
from quizkit.questions.index import ACCORDING_TO, AT_TIME_OF
from quizkit.questions.wording import expand, part_roles, render, slots
from quizkit.values.dates import parts
from quizkit.values.show import date_text, show


def stem(plan: Plan, deck: Deck) -> str:
    """Return the sentence that asks; for a statement, the sentence with its gap."""
    words = deck.words[plan.language]
    return render(
        plan.template,
        plan.parts,
        _Printer(plan, deck, words).slot,
        end=_end(plan, words),
    )


class _Printer:
    """What stands for each placeholder of one plan."""

    def __init__(self, plan: Plan, deck: Deck, words: Words) -> None:
        self.plan, self.deck, self.words = plan, deck, words
        self.printed: Mapping[str, Printed] = {item.role: item for item in plan.printed}

    def slot(self, slot: Slot) -> str:
        match slot.kind:
            case "when":
                return self._when()
            case "count":
                return count_word(len(self.plan.accepted), self.words)
            case "scope":
                return self.plan.scope
            case "view":
                return self._view()
            case _:
                return self._value(slot)

    def _value(self, slot: Slot) -> str:
        if slot.role == self.plan.role:
            return self._gap(slot)
        item = self.printed[slot.role]
        return print_value(item.value, slot, self.deck, self.words)

    def _gap(self, slot: Slot) -> str:
        asked = self.plan.asked
        if slot.kind != "on" or asked is None:
            return self.words.blank
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
        return f"{text}, {view}," if view else text

    def _view(self) -> str:
        item = self.printed.get("view")
        return view_text(item, self.words) if item else ""


def view_text(item: Printed, words: Words) -> str:
    """Return a printed viewpoint as a phrase: "as of 2020", "in Hanoi"."""
    if not isinstance(item.value, Text):
        return ""
    for word, pattern in words.views.items():
        if item.value.text.startswith(f"{word} "):
            return pattern.format(item.value.text[len(word) + 1 :])
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
    return show(inner, words=words, names=deck.names, article=True)


def _end(plan: Plan, words: Words) -> str:
    kinds = {slot.kind for slot in slots(plan.template)}
    ends = []
    for item in plan.printed:
        if not isinstance(item.value, Text):
            continue
        text = item.value.text
        if item.role == "scope" and "scope" not in kinds:
            ends.append(f" {text}")
        elif item.role == "view" and not kinds & {"view", "when"}:
            ends.append(f" {view_text(item, words)}")
        elif item.role == AT_TIME_OF:
            ends.append(f" {words.at_time_of.format(text)}")
        elif item.role == ACCORDING_TO:
            ends.append(f", {words.according_to.format(text)}")
    return "".join(ends)


def statement(fact: Fact, deck: Deck, language: str) -> str:
    """Return the fact as a sentence with every part that it can print, or "".

    The first wording of the kind's `says` that the fact can serve is taken.
    """
    kind, words = deck.kinds[fact.kind], deck.words[language]
    for template in kind.says.get(language, ()):
        whole = expand(template, kind.called.get(language))
        chosen = _printable_parts(whole, fact)
        if chosen is not None:
            return render(
                whole,
                chosen,
                lambda slot: _full(slot, fact, deck, words),
                end=_attribution(fact, words),
            )
    return ""


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
        return show(value, words=words, names=deck.names, article=True)
    if isinstance(value, Date) and slot.kind == "role" and value.precision:
        return date_text(value, words, Precision.YEAR)
    if isinstance(value, Views):
        word, view = value.word, value.entries[0][0]
        item = Printed("view", Text(f"{word} {view}"))
        return f"{print_value(value, slot, deck, words)} {view_text(item, words)}"
    return print_value(value, slot, deck, words)


def _attribution(fact: Fact, words: Words) -> str:
    end = f" {words.at_time_of.format(fact.at_time_of)}" if fact.at_time_of else ""
    return f"{end}, {words.according_to.format(fact.according_to)}" if fact.according_to else end
