"""QK137 wording prints a role twice outside brackets

What it finds
    A wording or a statement that prints a role twice outside brackets, itself or through
    `{it}`.
Why it matters
    A role is printed once a stem at most, so the wording can never be used. House rule.
A bad deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who went to {to} on {it}?"}    # here
          to: place
A good deck
    kinds:
      trip:
        called: "the trip[ to {to}]"
        roles:
          who: {is: person, ask: "Who went to {to} on {it}?"}
          to: place
Fix
    By hand: put one of the two in brackets, or take it out.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, bare_roles, wordings
from quizkit.model import Kind, Note, Problem, Severity, Template

CODE = "QK137"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield wordings and statements with a role printed twice."""
    for kind in context.own_kinds:
        for role, language, template in _templates(kind):
            printed = bare_roles(template, kind.called.get(language))
            twice = next((name for name in printed if printed.count(name) > 1), "")
            if twice:
                problem = Problem(
                    CODE,
                    SEVERITY,
                    f"cannot use this wording: it prints `{twice}` twice",
                    template.at,
                    label="once here, once through `{it}`" if "{it}" in template.text else "",
                    notes=(Note("help", f"put one `{{{twice}}}` in brackets, or take it out"),),
                )
                yield context.on_kind(problem, kind, role=role)


def _templates(kind: Kind) -> Iterator[tuple[str, str, Template]]:
    for wording in wordings(kind):
        yield wording.role.name, wording.language, wording.template
    for language, templates in kind.says.items():
        for template in templates:
            yield "", language, template
