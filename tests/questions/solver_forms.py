"""The solver's part for forms: true-false, order and match, verified from the output alone.

Like the solver it imports nothing of quizkit. `world` is the solver's `World`.
"""

import re
from datetime import date
from itertools import pairwise


def truth_faults(world, question: dict, fact: dict, role: str):
    """A statement is true with the right answer, false with one wrong answer that is proved."""
    lures, keys = question["lures"], question["keys"]
    if len(question["options"]) != 2 or len(keys) != 1:
        yield "a statement is true or false, and one of both"
    if (keys == [1]) != bool(lures) or len(lures) > 1:
        yield f"key {keys} with the wrong answers {lures}"
    for lure in lures:
        yield from world.lure_faults(question, fact, role, lure)
    told = lures[0]["value"] if lures else question["accepted"][0]
    others = question["accepted"] if lures else []
    printed = [item["value"] for item in question["printed"] if isinstance(item["value"], str)]
    yield from said_faults(question["stem"], told, others, printed)


def said_faults(stem: str, told, others, printed=()):
    """A name or text that the statement is said to hold stands in it, the other does not.

    Whole words count, as they are spelled: "is" is no "IS". What stands in a longer name that is
    said or printed there is a part of that name: "South Africa" is no "Africa".
    """
    if isinstance(told, str) and not told[:4].isdigit() and not stands_in(told, stem):
        yield f"{told} is not in the statement"
    for other in others:
        if isinstance(other, str) and isinstance(told, str):
            rest = stem
            for text in sorted((told, *printed), key=len, reverse=True):
                rest = rest if is_same(other, text) else whole(text).sub(" / ", rest)
            if stands_in(other, rest):
                yield f"{other} is in the statement as well"


def is_same(other: str, text: str) -> bool:
    """Return whether a text is the other one itself."""
    return other.casefold() == text.casefold()


def whole(text: str) -> re.Pattern[str]:
    """Match a text as whole words; its first letter may be a capital, as one begins with it."""
    first = re.escape(text[0])
    either = f"[{first}{re.escape(text[0].upper())}]" if text[0].upper() != text[0] else first
    return re.compile(rf"(?<!\w){either}{re.escape(text[1:])}(?!\w)")


def stands_in(text: str, stem: str) -> bool:
    return bool(text) and whole(text).search(stem) is not None


def steps_faults(question: dict, fact: dict, role: str):
    """The options are the steps; the keys put them in the order of the fact."""
    value = fact["roles"][role]
    steps = [item["value"] for item in value["value"]]
    options, keys = question["options"], question["keys"]
    if not value["ordered"] or not value["complete"]:
        yield "this list has no order"
    if sorted(keys) != list(range(len(options))) or question["accepted"] != steps:
        yield "the keys are no order of the steps"
    if keys == list(range(len(options))):
        yield "the steps are shown in their order"
    if value["value"][0]["type"] == "text" and [options[key] for key in keys] != steps:
        yield "the keys put the options in another order than the fact"
    if len(set(options)) < len(options) or len(options) != len(steps):
        yield "options that are no steps, or twice the same"


def together_faults(world, question: dict):
    """Each facet of a match or an order has one answer; together they have one solution."""
    parts = question["facets"]
    kinds = {(world.fact_of(part)["kind"], part["facet"].rpartition("#")[2]) for part in parts}
    if len(kinds) != 1 or len({part["facet"] for part in parts}) != len(parts):
        yield f"facets that do not belong together: {kinds}"
    if question["facet"] not in {part["facet"] for part in parts} or not 3 <= len(parts) <= 5:
        yield "the facets are not three to five with the question's own"
    for part in parts:
        yield from world.single_faults(part)
    if sorted(question["keys"]) != list(range(len(question["options"]))):
        yield "the keys do not take each option once"
    if question["form"] == "match":
        yield from match_faults(world, question)
    else:
        yield from row_faults(world, question)


def match_faults(world, question: dict):
    """Every option is proved wrong for every other prompt, and stands in none."""
    parts, options, keys = question["facets"], question["options"], question["keys"]
    if [part["stem"] for part in parts] != question["prompts"]:
        yield "the prompts are not those of the facets"
    if len(set(options)) != len(options):
        yield "two options are the same"
    answers = [part["accepted"][0] for part in parts]
    for at, part in enumerate(parts):
        if part["key"] != options[keys[at]]:
            yield f"prompt {at + 1}: {part['key']} is not the key's option"
        wrong = sorted(map(repr, (lure["value"] for lure in part["lures"])))
        if wrong != sorted(repr(other) for n, other in enumerate(answers) if n != at):
            yield f"prompt {at + 1}: not every other option is proved wrong"
        for lure in part["lures"]:
            fact, role = world.fact_of(part), part["facet"].rpartition("#")[2]
            yield from world.lure_faults(part, fact, role, lure)
        if any(f" {option.casefold()} " in f" {part['stem'].casefold()} " for option in options):
            yield f"prompt {at + 1} tells an option"


def row_faults(world, question: dict):
    """The values are certainly apart and in the order of the facets; no label prints a date."""
    parts, options, keys = question["facets"], question["options"], question["keys"]
    if keys == list(range(len(options))):
        yield "the options are shown in their order"
    if len(set(options)) != len(options):
        yield "two options are the same"
    spans = [span_of(world.fact_of(part), part) for part in parts]
    if any(one[1] >= two[0] for one, two in pairwise(spans)):
        yield f"the values are not certainly in order: {spans}"
    for key, part in zip(keys, parts, strict=True):
        dated = any(item["precision"] for item in part["printed"])
        if isinstance(spans[0][0], date) and (dated or any(map(str.isdigit, options[key]))):
            yield f"{options[key]} prints a date or a figure"


def span_of(fact: dict, part: dict):
    """Return the least and the greatest that a facet's date or number can be."""
    value = fact["roles"][part["facet"].rpartition("#")[2]]
    if value["type"] == "views":
        value = value["value"][0]
    if value["type"] == "date":
        from tests.questions.solver import span

        length = {"year": 4, "month": 7, "day": 10}[part["asked"]["precision"]]
        return span(value["first"][:length])
    figure, step = float(value["value"]), float(value["step"])
    if value["bound"] == "about":
        return figure - abs(figure) * 0.1, figure + abs(figure) * 0.1
    if value["bound"] in ("over", "at least"):
        return figure, float("inf")
    if value["bound"] in ("under", "up to"):
        return float("-inf"), figure
    return figure - step, figure + step * 0.999999
