"""QK124 wording prints the role that it asks for

What it finds
    A wording that prints its own answer outside brackets, as `{role}`, as `{on role}` or
    through `{it}`.
Why it matters
    It can never be used: a stem that holds its answer asks nothing. Source: Haladyna, Downing &
    Rodriguez (2002), on clues to the answer.
A bad deck
    kinds:
      trip:
        called: "the trip of {who}"
        roles:
          who: {is: person, ask: "Who made {it} to {to}?"}    # here
          to: place
A good deck
    kinds:
      trip:
        called: "the trip[ of {who}]"
        roles:
          who: {is: person, ask: "Who made {it} to {to}?"}
          to: place
Fix
    By hand: put the role in brackets, where it is left out when it is asked, or take it out.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, bare_roles, wordings
from quizkit.model import Note, Problem, Severity

CODE = "QK124"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield wordings that print what they ask for."""
    for kind in context.own_kinds:
        for wording in wordings(kind):
            called = kind.called.get(wording.language)
            role = wording.role.name
            if role not in bare_roles(wording.template, called):
                continue
            direct = role in bare_roles(wording.template, None)
            way = f"`{{{role}}}`" if direct else "`{it}`"
            problem = Problem(
                CODE,
                SEVERITY,
                f"cannot use this wording: it prints the `{role}` that it asks for",
                wording.at,
                label=f"{way} stands outside brackets",
                notes=(
                    Note("help", f"write  [ .. {{{role}}}]  where it is printed, or take it out"),
                ),
            )
            yield context.on_kind(problem, kind, role=role)
