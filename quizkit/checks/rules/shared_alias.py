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
    names = context.deck.names.values()
    owners: dict[str, list[Name]] = {}
    for name in sorted(names, key=lambda name: not name.declared):
        for folded, text in _spellings(name):
            earlier = next((n for n in owners.get(folded, ()) if alike(n.type, name.type)), None)
            # What two names share that only stand in facts is not told: nobody declared it.
            if name.declared:
                owners.setdefault(folded, []).append(name)
            if earlier is not None and not _is_misspelt(earlier, name):
                yield context.on_name(_problem(text, earlier, name), name)


def _spellings(name: Name) -> Iterator[tuple[str, str]]:
    """Yield the spellings of a name that are its own, each with what it is folded to, once."""
    never = {fold(text, accents=True) for text in name.never}
    seen = {"", *never}
    for text in (*name.aka, *name.spellings.values(), name.name):
        folded = fold(text, accents=True)
        if folded not in seen:
            seen.add(folded)
            yield folded, text


def _is_misspelt(earlier: Name, name: Name) -> bool:
    """Return whether a name that is not declared is a declared one but for its case and marks."""
    return not name.declared and fold(name.name, accents=True) == fold(earlier.name, accents=True)


def _problem(text: str, earlier: Name, name: Name) -> Problem:
    return Problem(
        CODE,
        SEVERITY,
        f"`{text}` may mean {earlier.name} or {name.name}",
        name.at,
        label="accepted for neither",
        related=(Related(earlier.at, "the other one"),),
        notes=(Note("help", "leave it with one of them, and add it to the other's `not:`"),),
    )
