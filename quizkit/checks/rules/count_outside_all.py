"""QK127 `{count}` or a number word outside `ask all`, or `ask all` without

What it finds
    `{count}`, or "Which two ..", in a wording that asks for one answer; `ask all` with neither
    `{count}` nor `{when}`.
Why it matters
    A number in the stem must be the number of right answers, which only `{count}` knows. House
    rule.
A bad deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Which two people made {it}?"}    # here
          to: place
A good deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?", ask all: "Which {count} people made {it}?"}
          to: place
          mark: {is: text, ask: "Which two-letter mark has {it}?"}
Fix
    By hand: move the wording to `ask all:` and write `{count}` for the number.
Options
    none
"""

import re
from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, Wording, has_slot, wordings
from quizkit.model import Note, Problem, Severity
from quizkit.text import words

CODE = "QK127"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"

_JOINED = re.compile(r"(?<=\w)[-\u2010\u2011](?=\w)")
_SIGNS = frozenset({"letter", "letters", "digit", "digits", "chu"})
"""What a number word may count without telling how many answers there are, folded."""


def find(context: Context) -> Iterator[Finding]:
    """Yield wordings whose number of answers does not fit their field."""
    for kind in context.own_kinds:
        for wording in wordings(kind):
            fault = _fault(context, wording)
            if fault is None:
                continue
            message, help_ = fault
            problem = Problem(CODE, SEVERITY, message, wording.at, notes=(Note("help", help_),))
            yield context.on_kind(problem, kind, role=wording.role.name)


def _fault(context: Context, wording: Wording) -> tuple[str, str] | None:
    """Return message and help, or None where all fits."""
    count = has_slot(wording.template, "count")
    role = wording.role.name
    if wording.field == "ask all":
        if count or has_slot(wording.template, "when"):
            return None
        return f"`ask all` of `{role}` does not say how many", "put `{count}` before the noun"
    if count:
        return f"`{{count}}` stands in `{wording.field}` of `{role}`", "move it to `ask all`"
    number = _number(context, wording)
    if number:
        message = f"`{wording.field}` of `{role}` asks for {number}"
        return message, "move it to `ask all` and write `{count}` for the number"
    return None


def _number(context: Context, wording: Wording) -> str:
    """Return the number word that a wording begins with, at its first or second word, or "".

    What counts letters or digits is no number of answers: "two-letter", "two digits".
    """
    table = context.deck.words.get(wording.language)
    first = wording.template.parts[0].pieces[0] if wording.template.parts else ""
    if table is None or not isinstance(first, str):
        return ""
    numbers = set(table.counts[2:])
    told = [" ".join(words(word)) for word in _JOINED.sub("x", first).split()]
    pairs = zip(told[:2], [*told[1:], ""], strict=False)
    return next((word for word, after in pairs if word in numbers and after not in _SIGNS), "")
