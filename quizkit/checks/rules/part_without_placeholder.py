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
    Unsafe: takes the brackets away, so that the words are always printed.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, wordings
from quizkit.checks.retouch import reworded
from quizkit.model import Fix, Kind, Note, Part, PartMode, Problem, Severity, Slot, Template

CODE = "QK128"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "unsafe"


def find(context: Context) -> Iterator[Finding]:
    """Yield parts in brackets that print no role."""
    for kind in context.own_kinds:
        for role, template in _templates(kind):
            for part in template.parts:
                if part.mode is PartMode.BARE or any(isinstance(p, Slot) for p in part.pieces):
                    continue
                yield context.on_kind(_problem(context, template, part), kind, role=role)


def _problem(context: Context, template: Template, part: Part) -> Problem:
    inner = "".join(piece for piece in part.pieces if isinstance(piece, str))
    mark = "!" if part.mode is PartMode.FORCED else ""
    whole = f"[{mark}{inner}]"
    begin = template.text.find(whole)
    end = begin + len(whole)
    edit = reworded(context, template, begin=begin, end=end, text=inner) if begin >= 0 else None
    return Problem(
        CODE,
        SEVERITY,
        f"the part `{whole}` is never printed",
        template.at,
        label="in brackets, but without a role that could tell facts apart",
        notes=(Note("help", "take the brackets away, or the part"),),
        fix=Fix("unsafe", "take the brackets away", (edit,)) if edit else None,
    )


def _templates(kind: Kind) -> Iterator[tuple[str, Template]]:
    yield from (("", template) for template in kind.called.values())
    yield from (("", template) for texts in kind.says.values() for template in texts)
    yield from ((wording.role.name, wording.template) for wording in wordings(kind))
