"""QK113 alias shared by two names

What it finds
    A spelling (`aka`, or the name itself) that two names of one type have.
Why it matters
    It is accepted for neither: the learner who types it is asked which one is meant. House
    rule.
A bad deck
    names:
      George H. W. Bush: {is: person, aka: [Bush]}
      George W. Bush: {is: person, aka: [Bush]}    # here
A good deck
    names:
      George H. W. Bush: {is: person, aka: [Bush Sr.]}
      George W. Bush: {is: person, aka: [Bush Jr.]}
Fix
    By hand: leave the spelling with the one that it usually means, and add it to the other's
    `not:`.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding
from quizkit.checks.naming import alike
from quizkit.model import Name, Note, Problem, Related, Severity
from quizkit.text import fold

CODE = "QK113"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield names with a spelling that an earlier name of their type has."""
    owners: dict[str, list[Name]] = {}
    for name in context.deck.names.values():
        spellings = {fold(text, accents=True): text for text in _spellings(name)}
        for folded, text in spellings.items():
            earlier = next((n for n in owners.get(folded, ()) if alike(n.type, name.type)), None)
            owners.setdefault(folded, []).append(name)
            if earlier is None or not folded or not _is_alias(text, earlier, name):
                continue
            problem = Problem(
                CODE,
                SEVERITY,
                f"`{text}` may mean {earlier.name} or {name.name}",
                name.at,
                label="accepted for neither",
                related=(Related(earlier.at, "the other one"),),
                notes=(
                    Note("help", "leave it with one of them, and add it to the other's `not:`"),
                ),
            )
            yield context.on_name(problem, name)


def _spellings(name: Name) -> Iterator[str]:
    never = {fold(text, accents=True) for text in name.never}
    for text in (*name.aka, *name.spellings.values(), name.name):
        if fold(text, accents=True) not in never:
            yield text


def _is_alias(text: str, earlier: Name, name: Name) -> bool:
    """Return whether a spelling is somebody's alias, or two declared names are one to a learner.

    A name that merely stands in a fact, and is a declared one but for its case, is misspelt.
    """
    own = fold(text, accents=True)
    both = fold(earlier.name, accents=True) == own == fold(name.name, accents=True)
    return (earlier.declared and name.declared) if both else (earlier.declared or name.declared)
