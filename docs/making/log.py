"""The log's events, member by member with the ranges that the code holds them to, and JSON."""

import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import quizkit
from making.cli import every
from making.markdown import block, code, codes, page, plain, table
from quizkit.model import Event
from quizkit.store.bodies import BODIES
from quizkit.store.event import MAX_BYTES, VERSION

_ROOT: Final = Path(quizkit.__file__).parent
MEMBERS: Final = {
    "v": "Version of the event's shape [1..2^31-1]; now {version}.",
    "id": "SHA-256 of the canonical form of all the others, in 64 hex digits.",
    "dev": "The device: 32 hex digits drawn at random, or a hash of where an imported history "
    "comes from.",
    "seq": "1, 2, 3 and so on for each device, without gaps.",
    "prev": "Id of this device's event before, or null at `seq` 1.",
    "seen": "Id of the newest event of another device that was known at writing, or null.",
    "at": "What this device's clock said [ms since 1970, UTC, 0..253402300799999]; never mended.",
    "off": "Zone offset at writing [minutes east of UTC, -960..960].",
    "learner": "The learner's id: 1 to 64 letters, digits, dots, hyphens and underscores.",
    "kind": "One of those below. An unknown one is kept and passed on, not applied.",
    "body": "What the kind holds; all of its members are required.",
}
KINDS: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "sitting": (
        "One run of study begins. A quiz and a paper write no event.",
        {
            "decks": "Ids of the decks.",
            "minutes": "Time box [minutes]; 0: none.",
            "form": 'The form that was wished for, or "".',
        },
    ),
    "review": (
        "An answer, as it was judged. A match or an order writes one for each facet.",
        {
            "sitting": "Id of the event that began the sitting, or null.",
            "facet": "What was asked: `deck/fact#role`.",
            "form": "How it was asked.",
            "seed": "The text that all chance of the question started from.",
            "stem": "The question as it was shown.",
            "options": "The options as they were shown, in that order.",
            "response": "What was typed, or the numbers of the options from 0; null: given up.",
            "score": "How right it was [millionths].",
            "rating": "1 Again, 2 Hard, 3 Good, 4 Easy.",
            "override": "What the learner overruled, or null.",
            "ms": "How long it took [ms].",
            "hints": "How many hints were taken.",
            "key": "Fingerprint of the right answer: a changed value is noticed by it.",
        },
    ),
    "flag": (
        "A fault that a learner saw in a question, for the deck's author.",
        {
            "facet": "What was asked.",
            "stem": "The question as it was shown.",
            "reason": "What is wrong, in the learner's words.",
        },
    ),
    "undo": (
        "Events that count no more. An undo of an undo is a redo.",
        {"targets": "Ids of events, each once, ascending."},
    ),
    "suspend": (
        "Something is not asked any more.",
        {"facet": "A facet, or a fact for all its facets."},
    ),
    "resume": (
        "What was suspended is asked again.",
        {"facet": "A facet, or a fact for all its facets."},
    ),
    "reset": (
        "Something is learned anew: its memory is empty, its counts stay.",
        {"facet": "A facet, or a fact for all its facets."},
    ),
    "rename": (
        "A fact or facet has a new id; its history goes along.",
        {"old": "The id it had.", "new": "The id it has; a facet if the old one is a facet."},
    ),
    "exam": (
        "A day to be ready for.",
        {
            "deck": 'Id of the deck; "" for all.',
            "tags": "Only facts with one of these; all if empty.",
            "date": "The day; null: there is no exam any more.",
            "minutes": "Minutes a day.",
        },
    ),
    "params": (
        "The memory model in force, for the whole log.",
        {
            "model": "Which model.",
            "weights": "Its 21 weights [millionths].",
            "retention": "Desired retention [millionths], or null.",
        },
    ),
    "clock_fix": (
        "A device's clock was wrong for a stretch of its events.",
        {
            "device": "Which device.",
            "from": "`seq` of the first event.",
            "to": "`seq` of the last event.",
            "delta": "What is added to `at` of each of them [ms].",
        },
    ),
}
SCHEMAS: Final = {
    "checks/problems.schema.json": "quizkit check --json",
    "formats/plain/values.schema.json": "quizkit export --to json",
    "formats/paper/paper.schema.json": "quizkit paper (its paper.json)",
}


def pages() -> dict[str, str]:
    """Return the events, and what is printed or written as JSON."""
    return {"reference/log/index": _events(), "reference/log/json": _json()}


def _events() -> str:
    if list(KINDS) != list(BODIES) and set(KINDS) != set(BODIES):
        message = f"events that nobody describes: {sorted(set(KINDS) ^ set(BODIES))}"
        raise ValueError(message)
    if set(MEMBERS) != set(Event._fields):
        message = f"members that nobody describes: {sorted(set(MEMBERS) ^ set(Event._fields))}"
        raise ValueError(message)
    members = [(code(name), plain(MEMBERS[name].format(version=VERSION))) for name in Event._fields]
    return page(
        "The log",
        "Everything known of a learner is a fold over events that never change. An event is a "
        f"JSON object of at most {MAX_BYTES:,} bytes in canonical form: members sorted, "
        "no blanks, whole numbers only. `quizkit log export` writes them as lines, "
        "`answers.csv` beside them.",
        "## Members of every event",
        table(("member", "what"), members),
        *(piece for name in BODIES for piece in _kind(name)),
        "```{toctree}\n:maxdepth: 1\n\njson\nshards\n```",
    )


def _kind(name: str) -> list[str]:
    says, members = KINDS[name]
    rules = BODIES[name].members
    if set(members) != set(rules):
        message = f"members of {name} that nobody describes: {sorted(set(members) ^ set(rules))}"
        raise ValueError(message)
    rows = [(code(each), plain(ranged(rules[each])), plain(members[each])) for each in rules]
    head = f"(event-{name})=\n## {name}"
    return [head, plain(says), table(("member", "type and range", "what"), rows)]


def ranged(rule: Callable[[Any], bool]) -> str:
    """Return what a rule of the log lets through, from the values that it was made with."""
    held = inspect.getclosurevars(rule).nonlocals
    match rule.__qualname__.partition(".")[0]:
        case "whole_number":
            return f"whole number {held['low']:,}..{held['high']:,}"
        case "text":
            return f"text of {held['least']} to {held['limit']:,} characters"
        case "matching":
            return f"text like `{held['pattern'].pattern}`, up to {held['limit']} characters"
        case "several":
            return f"list of {held['least']} to {held['most']}: {ranged(held['rule'])}"
        case "either":
            return ", or ".join(map(ranged, held["rules"]))
        case "one_of":
            return codes(json.dumps(value) for value in held["values"])
        case "_is_date":
            return "text `YYYY-MM-DD`"
        case other:
            message = f"a rule that nobody describes: {other}"
            raise ValueError(message)


def _json() -> str:
    takes = [each.words for each in every() if any("--json" in p.opts for p in each.command.params)]
    links = ", ".join(f"[`{each}`](../cli/{each.split()[0]}.md)" for each in takes)
    return page(
        "JSON",
        f"These commands print JSON with `--json`: {links}. The first member is `v`, the version: "
        "members are only added to one.",
        "The schemas below ship with quizkit. The schema of deck files is printed by "
        "[`quizkit schema`](../cli/schema.md).",
        *(piece for path, by in SCHEMAS.items() for piece in _schema(path, by)),
    )


def _schema(path: str, by: str) -> list[str]:
    text = (_ROOT / path).read_text(encoding="utf-8")
    found = json.loads(text)
    rows = [(code(name), *_property(each)) for name, each in found["properties"].items()]
    return [
        f"## {plain(by)}",
        f"{code(found['$id'])}. {plain(found['description'])}",
        table(("member", "type", "what"), rows),
        "The whole schema:",
        block(text, "json"),
    ]


def _property(each: dict[str, Any]) -> tuple[str, str]:
    kind = each.get("type") or each.get("$ref", "").rpartition("/")[2] or json.dumps(each["const"])
    return plain(" or ".join(kind) if isinstance(kind, list) else kind), plain(
        each.get("description", "")
    )
