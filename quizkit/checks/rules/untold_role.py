"""QK139 `says` does not print an asked role

What it finds
    A role of one of the deck's own kinds that is asked, while none of the kind's statements
    prints it. Lists are asked whole, so they need none.
Why it matters
    Cloze and true-false are made from `says`: for this role there will be neither. House rule.
A bad deck
    kinds:
      trip:
        says: "{who} went abroad in that year."
        roles:
          who: {is: person, ask: "Who went to {to}?"}
          to: {is: place, ask: "Where did {who} go?"}    # here
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru}
A good deck
    kinds:
      trip:
        says: "{who} went to {to}."
        roles:
          who: {is: person, ask: "Who went to {to}?"}
          to: {is: place, ask: "Where did {who} go?"}
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru}
Fix
    By hand: print the role in `says`, or add another statement: `says` may be a list.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding
from quizkit.checks.printed import given_roles
from quizkit.model import Kind, Note, Problem, Related, Severity
from quizkit.questions.wording import expand, slots

CODE = "QK139"
SEVERITY = Severity.NOTE
PROFILE = "class"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield asked roles that no statement of their kind prints."""
    language = context.planner.language
    for kind in context.own_kinds:
        statements = kind.says.get(language)
        if not statements:
            continue
        told, given = _told(kind, language), given_roles(context, kind)
        for role in kind.roles.values():
            single = role.type not in ("list", "steps") and language in role.ask
            if single and role.name in given and role.name not in told:
                problem = Problem(
                    CODE,
                    SEVERITY,
                    f"no cloze and no true-false for `{role.name}`: `says` lacks it",
                    role.at,
                    label="asked, but not printed by the statement",
                    related=(Related(statements[0].at, "the statement"),),
                    notes=(
                        Note("help", f"print `{{{role.name}}}` in `says`"),
                        Note("or", "make `says` a list, and add a statement that prints it"),
                    ),
                )
                yield context.on_kind(problem, kind, role=role.name)


def _told(kind: Kind, language: str) -> set[str]:
    """Return the roles that the statements print, in brackets or not, themselves or by `{it}`."""
    called = kind.called.get(language)
    return {
        slot.role
        for text in kind.says[language]
        for slot in slots(expand(text, called))
        if slot.role
    }
