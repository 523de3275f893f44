"""QK132 two wordings of one role differ only in case, blanks or marks

What it finds
    Two wordings in one list, of a role or of a statement, that are the same but for capital
    letters, blanks and punctuation.
Why it matters
    Several wordings stand there so that learners know the answer and not the sentence. These two
    are one sentence. House rule.
A bad deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who:
            is: person
            ask:
              - "Who made {it}?"
              - "Who made  {it} ?"    # here
          to: place
A good deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who:
            is: person
            ask:
              - "Who made {it}?"
              - "Who went on {it}?"
          to: place
Fix
    Safe: takes the later one out.
Options
    none
"""

from collections.abc import Iterator, Sequence

from quizkit.checks.context import Context, Finding, wordings
from quizkit.checks.retouch import without_wording
from quizkit.model import Fix, Kind, Note, PartMode, Problem, Related, Severity, Slot, Template
from quizkit.text import fold

CODE = "QK132"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "safe"


def find(context: Context) -> Iterator[Finding]:
    """Yield wordings that say again what an earlier one of their list says."""
    for kind in context.own_kinds:
        for role, templates in _lists(kind):
            first: dict[object, Template] = {}
            for template in templates:
                earlier = first.setdefault(_told(template), template)
                if earlier is not template:
                    problem = _problem(context, template, earlier)
                    yield context.on_kind(problem, kind, role=role)


def _lists(kind: Kind) -> Iterator[tuple[str, Sequence[Template]]]:
    """Yield the lists of wordings of a kind, with the role that they ask for, or ""."""
    found: dict[tuple[str, str, str], list[Template]] = {}
    for each in wordings(kind):
        at = (each.role.name, each.field, each.language)
        found.setdefault(at, []).append(each.template)
    yield from ((role, templates) for (role, _, _), templates in found.items())
    yield from (("", templates) for templates in kind.says.values())
    yield from (("", templates) for templates in kind.ask_how_many.values())


def _told(template: Template) -> tuple[object, ...]:
    """Return a wording without case, blanks and marks: its words, placeholders and brackets."""
    found: list[object] = []
    for part in template.parts:
        if part.mode is not PartMode.BARE:
            found.append(part.mode)
        for piece in part.pieces:
            found.extend([piece] if isinstance(piece, Slot) else fold(piece, accents=True).split())
        if part.mode is not PartMode.BARE:
            found.append("]")
    return tuple(found)


def _problem(context: Context, template: Template, earlier: Template) -> Problem:
    edit = without_wording(context, template)
    return Problem(
        CODE,
        SEVERITY,
        "this wording differs only in case, blanks or marks from another",
        template.at,
        related=(Related(earlier.at, "the same here"),),
        notes=(Note("help", "take it out, or say it in other words"),),
        fix=Fix("safe", "take this wording out", (edit,)) if edit else None,
    )
