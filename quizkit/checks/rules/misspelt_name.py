"""QK110 name used once and one letter away from another

What it finds
    A name that stands in one place only, is not declared under `names:`, and is one letter away
    from another name that could be meant there; or one that differs only in case, marks, an
    article, or accents that one of the two lacks. Short words, figures, numerals and first
    letters may differ, and so may two names of one fact. Scripts without capital letters are left
    alone, where a sign may be a word.
Why it matters
    A misspelt name is another thing: its facts are told apart from the others, and the slip is
    offered to learners as an answer. House rule.
A bad deck
    kinds:
      trip:
        called: "the trip to {to}[ of {date}]"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
          date: date
    facts:
      trip:
        - {who: Ann Walsh, to: Peru, date: 1993}
        - {who: Ann Walsh, to: Laos, date: 1995}
        - {who: Ann Wallsh, to: Chile, date: 1997}    # here
A good deck
    names:
      Ann Walsh: {is: person}
      Ann Wallsh: {is: person}
    kinds:
      trip:
        called: "the trip to {to}[ of {date}]"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
          date: date
    facts:
      trip:
        - {who: Ann Walsh, to: Peru, date: 1993}
        - {who: Ann Walsh, to: Laos, date: 1995}
        - {who: Ann Wallsh, to: Chile, date: 1997}
Fix
    Unsafe: writes the other name instead. Whoever means two things declares both under `names:`.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding
from quizkit.checks.naming import Near, near_names
from quizkit.checks.retouch import renamed
from quizkit.model import Fix, Name, Note, Problem, Related, Severity

CODE = "QK110"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "unsafe"


def find(context: Context) -> Iterator[Finding]:
    """Yield names that look like another one misspelt, each once."""
    seen: set[str] = set()
    for near in near_names(context):
        if near.name.name not in seen:
            seen.add(near.name.name)
            yield context.on_name(_problem(context, near), near.name)


def _problem(context: Context, near: Near) -> Problem:
    name, meant = near.name, near.meant
    edit = renamed(context, name.at, name.name, meant.name) if near.once else None
    told = f"`{name.name}` is one letter away from another name"
    if near.bare:
        told = f"`{name.name}` differs from another name only in accents or blanks"
    elif near.same:
        told = f"`{name.name}` differs from another name only in case, marks or `the`"
    return Problem(
        CODE,
        SEVERITY,
        told,
        name.at,
        label="this spelling stands nowhere else" if near.once else "read as a name of its own",
        related=(Related(meant.at, f"`{meant.name}`"),),
        notes=tuple(_notes(near)),
        fix=Fix("unsafe", f"write `{meant.name}`", (edit,)) if edit else None,
    )


def _notes(near: Near) -> Iterator[Note]:
    yield Note("help", f"write `{near.meant.name}`, if that is meant")
    if not near.same:
        both = (near.name, near.meant) if not near.meant.declared else (near.name,)
        lines = " and ".join(map(_declared, both))
        yield Note("or", f"if these are two things, write {lines} under `names:`")


def _declared(name: Name) -> str:
    return f"`{name.name}: {{is: {name.type}}}`"
