"""QK126 `{when}` and dates do not match

What it finds
    A date asked without `{when}`, or `{when}` or `{on role}` for a role that is no date.
Why it matters
    A date is asked as coarsely as the facts allow: a year, a month, a day. Only `{when}`
    follows. "In which year" with a day as its key is an unfocused stem. Source: Haladyna,
    Downing & Rodriguez (2002), guideline 14.
A bad deck
    kinds:
      battle:
        called: "the battle of {place}"
        roles:
          place: place
          date: {is: date, ask: "In which year was {it}?"}    # here
A good deck
    kinds:
      battle:
        called: "the battle of {place}"
        roles:
          place: place
          date: {is: date, ask: "{when} was {it}?"}
Fix
    By hand: put `{when}` in place of "In which year", "On what date", "When" and the like.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, Wording, has_slot, wordings
from quizkit.model import Note, Problem, Severity
from quizkit.questions.wording import slots

CODE = "QK126"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield wordings whose placeholders for dates do not fit their role."""
    for kind in context.own_kinds:
        for wording in wordings(kind):
            fault = _fault(wording)
            if fault is None:
                continue
            message, label, help_ = fault
            problem = Problem(
                CODE, SEVERITY, message, wording.at, label=label, notes=(Note("help", help_),)
            )
            yield context.on_kind(problem, kind, role=wording.role.name)


def _fault(wording: Wording) -> tuple[str, str, str] | None:
    """Return message, label and help, or None where all fits."""
    role = wording.role
    when = has_slot(wording.template, "when")
    if when and role.type != "date":
        message = f"`{{when}}` asks for a date, but `{role.name}` is none"
        return message, "it has nothing to follow", "write the words that ask for it"
    if wording.field in ("ask", "ask all") and role.type == "date" and not when:
        message = f"the wording of the date `{role.name}` has no `{{when}}`"
        return message, "this cannot follow year, month or day", "begin it with `{when}`"
    for slot in slots(wording.template):
        inner = wording.kind.roles.get(slot.role) if slot.kind == "on" else None
        if inner is not None and inner.type != "date":
            message = f"`{{on {slot.role}}}` prints a date, but `{slot.role}` is none"
            return message, "only dates have `on`", f"write `{{{slot.role}}}`"
    return None
