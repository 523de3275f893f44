"""QK128 optional part without a placeholder

What it finds
    Text in brackets that prints no role.
Why it matters
    An optional part is printed to tell facts apart. One that is the same for all never is.
    House rule.
A bad deck
    kinds:
      trip:
        called: "the trip[ abroad] to {to}"    # here
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
A good deck
    kinds:
      trip:
        called: "the trip abroad to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
Fix
    By hand: take the brackets away, or the part.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, wordings
from quizkit.model import Kind, Note, PartMode, Problem, Severity, Slot, Template

CODE = "QK128"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield parts in brackets that print no role."""
    for kind in context.own_kinds:
        for role, template in _templates(kind):
            for part in template.parts:
                if part.mode is PartMode.BARE or any(isinstance(p, Slot) for p in part.pieces):
                    continue
                problem = Problem(
                    CODE,
                    SEVERITY,
                    f"the part `[{part.pieces[0]}]` is never printed",
                    template.at,
                    label="in brackets, but without a role that could tell facts apart",
                    notes=(Note("help", "take the brackets away, or the part"),),
                )
                yield context.on_kind(problem, kind, role=role)


def _templates(kind: Kind) -> Iterator[tuple[str, Template]]:
    yield from (("", template) for template in kind.called.values())
    yield from (("", template) for texts in kind.says.values() for template in texts)
    yield from ((wording.role.name, wording.template) for wording in wordings(kind))
