"""QK133 wording of a list that no fact can ever use

What it finds
    One of several wordings of a role that no fact is asked by, while another one is in use: it
    wants roles that no fact gives together, or leaves more than one answer each time.
Why it matters
    The author wrote it so that the question would not always read the same, and it never comes.
    House rule.
A bad deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who:
            is: person
            ask:
              - "Who made {it}?"
              - "Who made {it} with {by}?"    # here
          to: place
          by: person
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru}
        - {id: bcd2, who: Bao Tran, to: Laos}
A good deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who:
            is: person
            ask:
              - "Who made {it}?"
              - "Who made {it} with {by}?"
          to: place
          by: person
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru}
        - {id: bcd2, who: Bao Tran, to: Laos, by: Chi Le}
Fix
    By hand: put the role that the facts lack in brackets, add what tells the facts apart, or take
    the wording out.
Options
    none
"""

from collections.abc import Iterable, Iterator

from quizkit.checks.context import Context, Finding, Wording, bare_roles, wordings
from quizkit.checks.printed import given_roles, never_together, usage
from quizkit.model import Kind, Note, Problem, Severity

CODE = "QK133"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield wordings that never come, where another of the same list does."""
    used = usage(context)
    for kind in context.own_kinds:
        if kind.name not in used:
            continue
        asked = used[kind.name].wordings
        for wording in wordings(kind):
            if wording.language == context.planner.language and _is_idle(wording, asked):
                yield context.on_kind(_problem(context, wording), kind, role=wording.role.name)


def _is_idle(wording: Wording, asked: set[tuple[str, str]]) -> bool:
    role = wording.role.name
    if (role, wording.template.text) in asked:
        return False
    others = wording.role.wordings[wording.field][wording.language]
    return any((role, other.text) in asked for other in others)


def _problem(context: Context, wording: Wording) -> Problem:
    kind = wording.kind
    wanted = bare_roles(wording.template, kind.called.get(wording.language))
    lacking = never_together(context, kind, {*wanted, wording.role.name})
    label = "there is always more than one answer"
    help_ = "add a part that tells the facts apart, or take it out"
    if lacking:
        label = _lacking(context, kind, dict.fromkeys(wanted))
        help_ = "put the role that the facts lack in brackets, or take the wording out"
    return Problem(
        CODE,
        SEVERITY,
        f"nothing is ever asked by this wording of `{wording.role.name}`",
        wording.at,
        label=label,
        notes=(Note("help", help_),),
    )


def _lacking(context: Context, kind: Kind, wanted: Iterable[str]) -> str:
    given = given_roles(context, kind)
    roles = list(wanted)
    never = [role for role in roles if role not in given]
    told = " and ".join(f"`{role}`" for role in never or roles)
    return f"no {kind.name} gives {told}{'' if never else ' together'}"
