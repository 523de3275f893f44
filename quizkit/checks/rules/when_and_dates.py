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
    Unsafe: puts `{when}` in place of "In which year", "On what date", "When" and the like (in
    English and Vietnamese), or `{role}` in place of `{on role}`.
Options
    none
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from quizkit.checks.context import Context, Finding, Wording, has_slot, wordings
from quizkit.checks.retouch import reworded
from quizkit.model import Fix, Note, Problem, Severity
from quizkit.questions.wording import slots

CODE = "QK126"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "unsafe"

_WHEN: Final[Mapping[str, re.Pattern[str]]] = {
    "en": re.compile(
        r"^(?:in (?:which|what) (?:year|month)|on (?:which|what) (?:date|day)"
        r"|(?:which|what) (?:year|month|date|day)|when)\b",
        re.IGNORECASE,
    ),
    "vi": re.compile(r"(?:vào )?(?:năm|tháng|ngày) nào|(?:vào )?(?:khi nào|lúc nào|bao giờ)", re.I),
}
"""How a time is asked for by hand."""

_SHORT: Final = re.compile(r"(?:năm|tháng|ngày) nào", re.IGNORECASE)
"""What `{when}` prints in Vietnamese; anything else brings "vào" with it."""


class _Fault(NamedTuple):
    """What is wrong with a wording, and the stretch of it that a mending replaces, if one can."""

    message: str
    label: str
    help: str
    begin: int = -1
    end: int = -1
    text: str = ""


def find(context: Context) -> Iterator[Finding]:
    """Yield wordings whose placeholders for dates do not fit their role."""
    for kind in context.own_kinds:
        for wording in wordings(kind):
            fault = _fault(wording)
            if fault is not None:
                problem = _problem(context, wording, fault)
                yield context.on_kind(problem, kind, role=wording.role.name)


def _problem(context: Context, wording: Wording, fault: _Fault) -> Problem:
    edit = None
    if fault.begin >= 0:
        edit = reworded(
            context, wording.template, begin=fault.begin, end=fault.end, text=fault.text
        )
    return Problem(
        CODE,
        SEVERITY,
        fault.message,
        wording.at,
        label=fault.label,
        notes=(Note("help", fault.help),),
        fix=Fix("unsafe", f"write `{fault.text}`", (edit,)) if edit else None,
    )


def _fault(wording: Wording) -> _Fault | None:
    """Return what does not fit, or None where all fits."""
    role = wording.role
    when = has_slot(wording.template, "when")
    if when and role.type != "date":
        message = f"`{{when}}` asks for a date, but `{role.name}` is none"
        return _Fault(message, "it has nothing to follow", "write the words that ask for it")
    if wording.field in ("ask", "ask all") and role.type == "date" and not when:
        return _by_hand(wording)
    for slot in slots(wording.template):
        inner = wording.kind.roles.get(slot.role) if slot.kind == "on" else None
        if inner is not None and inner.type != "date":
            message = f"`{{on {slot.role}}}` prints a date, but `{slot.role}` is none"
            begin = wording.template.text.find(f"{{on {slot.role}}}")
            end = begin + len(slot.role) + 5
            text = f"{{{slot.role}}}"
            return _Fault(message, "only dates have `on`", f"write `{text}`", begin, end, text)
    return None


def _by_hand(wording: Wording) -> _Fault:
    """Return the fault of a date that is asked for in words of the author's own."""
    message = f"the wording of the date `{wording.role.name}` has no `{{when}}`"
    label = "these words stay, even where a month or a day is asked"
    pattern = _WHEN.get(wording.language.partition("-")[0])
    found = pattern.search(wording.template.text) if pattern else None
    if found is None:
        return _Fault(message, label, "write `{when}` where the time is asked for")
    bare = not wording.language.startswith("vi") or _SHORT.fullmatch(found[0])
    text = "{when}" if bare else "vào {when}"
    return _Fault(message, label, f"write `{text}` for `{found[0]}`", *found.span(), text)
