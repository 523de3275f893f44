"""An independent solver: verifies questions from the output of `preview --with-facts --json`.

It imports nothing of quizkit and looks at nothing but that output.
"""

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from tests.questions.solver_forms import steps_faults, together_faults, truth_faults

FAR = date(9999, 12, 31)
EARLY = date(1, 1, 1)


def verify(output: dict, questions: list[dict] | None = None) -> list[str]:
    """Return what is wrong with the questions, a line each; empty if all is proved.

    Args:
        output: The command's output.
        questions: Some of its questions; all of them where not given.
    """
    world = World(output)
    return [
        f"{question['facet']} ({question['form']}): {fault}"
        for question in (output["questions"] if questions is None else questions)
        for fault in world.faults(question)
    ]


class World:
    """The facts of one output."""

    def __init__(self, output: dict) -> None:
        self.names = output["names"]
        self.kinds = output["kinds"]
        self.complete = {g["index"]: (g["kind"], g["complete"]) for g in output["groups"]}
        self.by_kind: dict[str, list[dict]] = {}
        self.facts = {fact["id"]: fact for fact in output["facts"]}
        for fact in output["facts"]:
            self.by_kind.setdefault(fact["kind"], []).append(fact)
        self.cards = {card["id"]: card for card in output["cards"]}
        self.higher: dict[str, set[str]] = {}

    def faults(self, question: dict):
        fact_id, _, role = question["facet"].partition("/")[2].rpartition("#")
        if fact_id in self.cards:
            yield from self.card_faults(question, self.cards[fact_id], role)
        elif question["facets"]:
            yield from together_faults(self, question)
        else:
            yield from self.single_faults(question)
            yield from self.form_faults(question, self.facts[fact_id], role)

    def fact_of(self, question: dict) -> dict:
        return self.facts[question["facet"].partition("/")[2].rpartition("#")[0]]

    def form_faults(self, question: dict, fact: dict, role: str):
        """Return what is wrong with the options, form by form."""
        if question["form"] == "true-false":
            yield from truth_faults(self, question, fact, role)
        elif question["form"] == "order":
            yield from steps_faults(question, fact, role)
        elif question["way"] in ("plain", "first", "last"):
            yield from self.option_faults(question, fact, role)

    def single_faults(self, question: dict):
        """Return what is wrong with what one facet is said to print, leave and accept."""
        fact, role = self.fact_of(question), question["facet"].rpartition("#")[2]
        left = [f for f in self.by_kind[fact["kind"]] if self.fits(f, question)]
        paired = question["way"] in ("larger", "times")
        if not paired and [f["id"] for f in left] != question["not_excluded"]:
            yield f"left: {[f['id'] for f in left]} but said {question['not_excluded']}"
        from tests.questions import solver_ways

        if question["way"] != "plain":
            yield from solver_ways.way_faults(self, question, fact, role, left)
        elif question["many"] == "one of":
            yield from solver_ways.one_of_faults(self, question, fact, role, left)
        else:
            yield from self.answer_faults(question, fact, role, left)

    def card_faults(self, question: dict, card: dict, role: str):
        answers = [card["a"], *card["also"]] if role == "card" else [card["blanks"][role]]
        if question["accepted"] != answers:
            yield "the answers are not the card's"
        if question["form"] == "true-false":
            wrong = [lure["value"] for lure in question["lures"]]
            if (question["keys"] == [1]) != bool(wrong) or not set(wrong) <= set(card["wrong"]):
                yield "the statement is not wrong as the author says"
            return
        for n, option in enumerate(question["options"]):
            if (n in question["keys"]) != (option in answers):
                yield f"option {option} and the keys disagree"

    def fits(self, fact: dict, question: dict) -> bool:
        """Return whether no printed constraint excludes the fact."""
        mine = self.fact_of(question)["roles"]
        for item in question["printed"]:
            role, value = item["role"], item["value"]
            if role in ("scope", "view", "step"):
                continue
            if role in ("according to", "at the time of"):
                theirs = fact[role.replace(" ", "_").replace("at_the_time", "at_time")]
                if theirs and not text_touch(value, theirs):
                    return False
                continue
            if role == "valid":
                if fact["valid"] and self.date_out(value, fact["valid"]):
                    return False
                continue
            other = fact["roles"].get(role)
            if other and other["type"] == "other" and item["precision"]:
                if self.is_given(fact["kind"], role, value):
                    return False
                continue
            if self.out(value, item["precision"], other, mine.get(role)):
                return False
        return True

    def is_given(self, kind: str, role: str, value) -> bool:
        """Return whether a date is the whole value of some fact, so that `other` is not it."""
        values = (fact["roles"].get(role) for fact in self.by_kind[kind])
        return any(v and v["type"] == "date" and v["value"] == value for v in values)

    def out(self, value, precision, other, mine=None) -> bool:
        """Return whether a printed value rules out another one.

        Args:
            value: As it is printed.
            precision: Of a date.
            other: The other one, with its type.
            mine: The printed value with its type, as the fact that is asked about has it.
        """
        if other is None or other["type"] == "views":
            return False
        if other["type"] == "other":
            return True
        if isinstance(value, dict) and "list" in value:
            return any(self.out(item, None, other, mine) for item in value["list"])
        if isinstance(value, dict) and "number" not in value:
            return False
        if other["type"] == "list":
            return other["complete"] and all(
                self.out(value, precision, item, mine) for item in other["value"]
            )
        if other["type"] == "date":
            return precision is not None and self.date_out(value, other)
        if other["type"] == "number":
            return number_out(value, other, mine)
        if precision is not None or isinstance(value, dict):
            return False
        if other["type"] in ("text", "enum"):
            return not text_touch(value, other["value"])
        return not self.touch(value, other["value"])

    def date_out(self, printed: str, other: dict) -> bool:
        if not other["sure"]:
            return False
        first, last = span(printed)
        low = date.fromisoformat(other["first"]) if other["first"] else EARLY
        high = date.fromisoformat(other["last"]) if other["last"] else FAR
        return last < low or high < first

    def touch(self, one: str, two: str) -> bool:
        return one == two or two in self.above(one) or one in self.above(two)

    def above(self, name: str) -> set[str]:
        if name not in self.higher:
            found, waiting = set(), [name]
            while waiting:
                for higher in self.names.get(waiting.pop(), {}).get("in", []):
                    if higher not in found and higher != name:
                        found.add(higher)
                        waiting.append(higher)
            self.higher[name] = found
        return self.higher[name]

    def answer_faults(self, question: dict, fact: dict, role: str, left: list[dict]):
        asked = question["asked"]["precision"]
        views = [i["value"] for i in question["printed"] if i["role"] == "view"]
        given = [answers(f["roles"].get(role), asked, views) for f in left]
        if None in given:
            yield "a fact that is left has no sure answer"
            return
        given = [[fold(text) for text in found] for found in given]
        right = {fold(plain(value)) for value in question["accepted"]}
        if question["many"] == "one":
            if any(set(found) != right or len(found) != 1 for found in given):
                yield f"answers {given} are not just {right}"
        elif not question["scope"]:
            if any(set(found) != right for found in given):
                yield f"lists {given} are not all {right}"
        else:
            if {value for found in given for value in found} != right:
                yield f"answers {given} are not together {right}"
            scope = self.complete[fact["group"]]
            if not scope[1] or any(self.complete[f["group"]] != scope for f in left):
                yield "a whole list is asked that nobody called complete"
            if scope[1] not in question["stem"]:
                yield "the scope is not in the stem"

    def option_faults(self, question: dict, fact: dict, role: str):
        lures = {plain(lure["value"]) for lure in question["lures"]}
        right = {plain(value) for value in question["accepted"]}
        if lures & right:
            yield f"distractors are right: {lures & right}"
        if question["options"] and len(lures) + len(question["keys"]) != len(question["options"]):
            yield "options and distractors do not add up"
        for lure in question["lures"]:
            yield from self.lure_faults(question, fact, role, lure)

    def lure_faults(self, question: dict, fact: dict, role: str, lure: dict):
        spec = self.kinds[fact["kind"]][role]
        why, text = lure["why"], plain(lure["value"])
        for value in question["accepted"]:
            if isinstance(value, str) and isinstance(lure["value"], str):
                dated = question["asked"]["precision"]
                if dated is None and self.touch(value, lure["value"]):
                    yield f"distractor {text} touches the key"
        if why == "author" and text not in map(plain, fact["wrong"].get(role, [])):
            yield f"the author did not call {text} wrong"
        if why == "one" and not (question["definite"] or spec["one"]):
            yield f"nothing makes {text} wrong: the stem names no one thing"
        if why == "complete" and fact["roles"][role]["type"] != "list":
            scope = self.complete[fact["group"]]
            inside = [f for f in self.by_kind[fact["kind"]] if self.complete[f["group"]] == scope]
            asked = question["asked"]["precision"]
            if not scope[1] or not any(
                text in (answers(f["roles"].get(role), asked, []) or ()) for f in inside
            ):
                yield f"{text} stands in no complete list"
        listed = fact["roles"][role]["type"] == "list"
        if why == "complete" and listed and not fact["roles"][role]["complete"]:
            yield f"{text} is offered against an open list"
        if why == "fact":
            yield from self.fact_faults(question, role, lure)

    def fact_faults(self, question: dict, role: str, lure: dict):
        """A fact with the distractor must have another value where the stem's role is one."""
        other = self.facts[lure["fact"]]["roles"]
        if plain(lure["value"]) not in (
            answers(other.get(role), question["asked"]["precision"], []) or ()
        ):
            yield "the fact does not have this distractor"
        ones = [
            item
            for item in question["printed"]
            if self.kinds[self.facts[lure["fact"]]["kind"]].get(item["role"], {}).get("one")
        ]
        mine = self.fact_of(question)["roles"]
        if not any(
            self.out(i["value"], i["precision"], other.get(i["role"]), mine.get(i["role"]))
            for i in ones
        ):
            yield "the fact does not contradict the distractor"


def span(text: str) -> tuple[date, date]:
    """Return the first and last day of "1992", "1992-11" or "1992-11-18"."""
    if "/" in text:
        first, last = text.split("/")
        begin = EARLY if first in ("", "..") else span(first)[0]
        return begin, FAR if last in ("", "..") else span(last)[1]
    numbers = [int(part) for part in text.split("-")]
    if len(numbers) == 3:
        return date(*numbers), date(*numbers)
    if len(numbers) == 2:
        year, month = numbers
        after = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else FAR
        return date(year, month, 1), after - timedelta(days=1)
    return date(numbers[0], 1, 1), date(numbers[0], 12, 31)


def number_out(printed, other: dict, mine: dict | None) -> bool:
    """Return whether a printed number and another one certainly are two numbers.

    They are of one unit, and no figure lies within what both leave open. How far the printed one
    was rounded is known from the fact that it was taken from.
    """
    if not isinstance(printed, dict) or not one_unit(printed["unit"], other["unit"]):
        return False
    own = next((each for each in numbers(mine) if is_printed(each, printed)), None)
    if own is None:
        return False
    (low, high), (bottom, top) = reach(own), reach(other)
    return high < bottom or top < low


def numbers(value: dict | None):
    """Yield the numbers in a value."""
    if value and value["type"] == "number":
        yield value
    elif value and value["type"] in ("list", "views"):
        for inner in value["value"]:
            yield from numbers(inner)


def is_printed(number: dict, printed: dict) -> bool:
    same = Decimal(number["value"]) == Decimal(printed["number"])
    bound = number["bound"] == printed.get("bound", "")
    return same and bound and number["unit"] == printed["unit"]


def one_unit(one: str, two: str) -> bool:
    """Return whether two units are one, in the singular or the plural."""
    short, long = sorted((one, two), key=len)
    return short == long or (short + "s" == long and len(short) > 2)


def reach(number: dict) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest figure that a number leaves open.

    Just below the next figure of the same rounding: 3 and 4 are two numbers, 3 and 3.4 may be one.
    """
    figure, step = Decimal(number["value"]), Decimal(number["step"])
    if number["bound"] == "about":
        return figure - abs(figure) / 10, figure + abs(figure) / 10
    if number["bound"] in ("over", "at least"):
        return figure, Decimal("Infinity")
    if number["bound"] in ("under", "up to"):
        return Decimal("-Infinity"), figure
    return figure - step, figure + step * Decimal("0.999999")


def answers(value, precision, views):
    """Return the answers that a value gives, as texts; None if it gives no sure one."""
    if value is None or value["type"] == "other":
        return None
    if value["type"] == "views":
        inner = [answers(entry, precision, []) for entry in value["value"]]
        wanted = [f"{value['word']} {entry['view']}" for entry in value["value"]]
        if views and views[0] in wanted:
            return inner[wanted.index(views[0])]
        if views or None in inner or len({tuple(each) for each in inner}) != 1:
            return None
        return inner[0]
    if value["type"] == "list":
        inner = [answers(item, precision, []) for item in value["value"]]
        if not value["complete"] or None in inner:
            return None
        return [text for each in inner for text in each]
    if value["type"] == "date":
        if not value["sure"] or not value["first"] or not value["last"]:
            return None
        length = {"year": 4, "month": 7, "day": 10}[precision or value["precision"] or "day"]
        if value["first"][:length] != value["last"][:length]:
            return None
        return [value["first"][:length].lstrip("0")]
    if value["type"] == "number":
        return [figure(value["value"], value["unit"], value["bound"])]
    return [value["value"]]


def plain(value) -> str:
    """Return a value of the output as one text."""
    if isinstance(value, dict) and "number" in value:
        return figure(value["number"], value["unit"], value.get("bound", ""))
    if isinstance(value, dict):
        return " ".join(sorted(map(plain, value.get("list", value.values()))))
    return value


def figure(number: str, unit: str, bound: str) -> str:
    """Return a number as a text that is the same for the same answer: 1 day is 1 days."""
    one = unit[:-1] if len(unit) > 3 and unit.endswith("s") else unit
    return f"{float(number)} {one} {bound}".strip()


def text_touch(one: str, two: str) -> bool:
    first, second = set(fold(one).split()), set(fold(two).split())
    return first <= second or second <= first


@cache
def fold(text: str) -> str:
    """Return a text without marks, case and punctuation."""
    text = unicodedata.normalize("NFKD", text).casefold().replace("đ", "d")
    text = "".join(char for char in text if not unicodedata.combining(char))
    return " ".join(re.sub(r"[\W_]+", " ", text).split())
