"""QK119 name in both `aka` and `not`, or in its own `not`

What it finds
    A spelling that a name both has (`aka`, or itself) and has not (`not`).
Why it matters
    It would be accepted and refused at once. House rule.
A bad deck
    names:
      George H. W. Bush: {is: person, aka: [Bush Sr.], not: [Bush Sr.]}    # here
A good deck
    names:
      George H. W. Bush: {is: person, aka: [Bush Sr.], not: [George W. Bush]}
Fix
    By hand: take it out of one of the two.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding
from quizkit.model import Note, Problem, Severity
from quizkit.text import fold

CODE = "QK119"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield names that deny one of their own spellings."""
    for name in context.deck.names.values():
        if not name.never:
            continue
        own = {fold(text, accents=True) for text in (name.name, *name.aka)}
        for text in name.never:
            if fold(text, accents=True) in own:
                problem = Problem(
                    CODE,
                    SEVERITY,
                    f"`{text}` both is and is not {name.name}",
                    name.at,
                    label="a spelling of this name stands in its own `not`",
                    notes=(Note("help", f"take `{text}` out of `aka:` or out of `not:`"),),
                )
                yield context.on_name(problem, name)
