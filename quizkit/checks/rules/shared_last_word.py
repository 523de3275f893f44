"""QK307 an answer's last word stands in another person's name

What it finds
    A person who is an answer and whose last word ("Bush") stands in one other person's name.
    Nothing is said where either of the two has an `aka` or `not`, for then their author has
    settled how they are written, or where three people and more have the word.
Why it matters
    Options print the full name, but a short response fits both, and the learner is asked which
    one is meant. That costs nobody a mark, only a moment. House rule.
A bad deck
    names:
      George H. W. Bush: {is: person}    # here
      George W. Bush: {is: person}
    kinds:
      term:
        called: "the term that began in {date}"
        roles: {who: {is: person, ask: "Who served in {it}?"}, date: date}
    facts:
      term:
        - {id: bcd1, who: George H. W. Bush, date: 1989}
        - {id: bcd2, who: Bill Clinton, date: 1993}
A good deck
    names:
      George H. W. Bush: {is: person, aka: [Bush Sr.], not: [Bush]}
      George W. Bush: {is: person, aka: [Bush]}
    kinds:
      term:
        called: "the term that began in {date}"
        roles: {who: {is: person, ask: "Who served in {it}?"}, date: date}
    facts:
      term:
        - {id: bcd1, who: George H. W. Bush, date: 1989}
        - {id: bcd2, who: George W. Bush, date: 2001}
Fix
    By hand: give the short form to the name that it means (`aka`), and deny it to the other
    (`not`).
Options
    none
"""

from collections.abc import Iterator, Sequence
from typing import Final

from quizkit.checks.context import Context, Finding
from quizkit.model import Name, Named, Note, Problem, Related, Severity
from quizkit.text import fold

CODE = "QK307"
SEVERITY = Severity.NOTE
PROFILE = "class"
FIX = "-"

_FEW: Final = 2
"""Words of a name, at least: whoever has one name only is told apart by it."""


def find(context: Context) -> Iterator[Finding]:
    """Yield names that are asked for and of which a short form is another's as well."""
    wanted = _answers(context)
    people = [name for name in context.deck.names.values() if name.type == "person"]
    holders = _holders(people)
    for name in people:
        words = fold(name.name).split()
        if name.name not in wanted or len(words) < _FEW:
            continue
        others = [other for other in holders.get(words[-1], ()) if other.name != name.name]
        if len(others) == 1 and not any(each.aka or each.never for each in (name, *others)):
            yield context.on_name(_problem(name, others[0]), name)


def _answers(context: Context) -> set[str]:
    return {
        value.name
        for plans in context.plans.values()
        for plan in plans
        for value in plan.accepted
        if isinstance(value, Named)
    }


def _holders(names: Sequence[Name]) -> dict[str, list[Name]]:
    """Return the names that have each word."""
    found: dict[str, list[Name]] = {}
    for name in names:
        for word in set(fold(name.name).split()):
            found.setdefault(word, []).append(name)
    return found


def _problem(name: Name, other: Name) -> Problem:
    word = name.name.split()[-1]
    return Problem(
        CODE,
        SEVERITY,
        f"“{word}” alone fits {other.name} too",
        name.at,
        related=(Related(other.at, "this one has the word as well"),),
        notes=(
            Note("known", "options print the full name; a short answer is asked back"),
            Note("help", f"write `aka: [{word}]` at the one that it means"),
        ),
    )
