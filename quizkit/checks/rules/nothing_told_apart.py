"""QK125 wording without any part that tells facts apart

What it finds
    A wording with neither `{it}` nor a role, in a kind of more than one fact. Wordings about a
    whole list (`ask all`, `ask first`, `ask last`, `ask which not`, `ask how many`) are exempt.
Why it matters
    It asks the same of every fact, so each answer fits. Source: Dale & Reiter (1995): a
    description must exclude what is not meant.
A bad deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who went on a trip?"}    # here
          to: place
    facts:
      trip:
        - {who: Ann Walsh, to: Peru, dont ask: [who]}
        - {who: Bao Tran, to: Laos, dont ask: [who]}
A good deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who went on {it}?"}
          to: place
    facts:
      trip:
        - {who: Ann Walsh, to: Peru, dont ask: [who]}
        - {who: Bao Tran, to: Laos, dont ask: [who]}
Fix
    By hand: put `{it}` or a role into the wording.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, wordings
from quizkit.model import Note, Problem, Severity
from quizkit.questions.wording import slots

CODE = "QK125"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield wordings that say nothing about the fact."""
    for kind in context.own_kinds:
        if len(context.by_kind.get(kind.name, ())) < 2:
            continue
        for wording in wordings(kind, fields=("ask",)):
            if any(slot.role or slot.kind == "it" for slot in slots(wording.template)):
                continue
            problem = Problem(
                CODE,
                SEVERITY,
                f"cannot ask for `{wording.role.name}`: the wording fits every {kind.name}",
                wording.at,
                label="nothing here tells one fact from another",
                notes=(Note("help", "put `{it}` or a role of the kind into the wording"),),
            )
            yield context.on_kind(problem, kind, role=wording.role.name)
