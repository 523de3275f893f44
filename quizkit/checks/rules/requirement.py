"""QK118 `requires:` names an unknown fact, or goes in a circle

What it finds
    A fact or card that must be learned after one that the deck has not, or after itself through
    others.
Why it matters
    A fact whose requirement never comes is never asked. House rule.
A bad deck
    cards:
      - {id: bcd1, q: "Which river flows through Hue?", a: The Huong, requires: [bcd2]}    # here
A good deck
    cards:
      - {id: bcd1, q: "Which river flows through Hue?", a: The Huong, requires: [bcd2]}
      - {id: bcd2, q: "Which city was the capital under the Nguyen?", a: Hue}
Fix
    By hand: name the id that was meant, or take the requirement out.
Options
    none
"""

from collections.abc import Iterator, Mapping

from quizkit.checks.context import Context, Finding, place
from quizkit.model import Card, Fact, Note, Problem, Severity
from quizkit.text import nearest

CODE = "QK118"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield requirements that cannot be met."""
    things: dict[str, Fact | Card] = {**context.facts}
    things |= {card.id: card for card in context.deck.cards}
    for thing in things.values():
        for wanted in thing.requires:
            if wanted not in things:
                near = nearest(wanted, things)
                help_ = (
                    f"did you mean `{near}`?" if near else "name the `id` of a fact of this deck"
                )
                yield _finding(context, thing, f"do not know the fact `{wanted}`", help_)
            elif _leads_back(thing.id, wanted, things):
                message = f"`{thing.id}` requires `{wanted}`, which requires it in turn"
                yield _finding(context, thing, message, "take one of the requirements out")


def _leads_back(start: str, step: str, things: Mapping[str, Fact | Card]) -> bool:
    waiting, seen = [step], set[str]()
    while waiting:
        step = waiting.pop()
        if step == start:
            return True
        if step not in seen and step in things:
            seen.add(step)
            waiting.extend(things[step].requires)
    return False


def _finding(context: Context, thing: Fact | Card, message: str, help_: str) -> Finding:
    at = place(thing, "requires")
    problem = Problem(CODE, SEVERITY, message, at, notes=(Note("help", help_),))
    if isinstance(thing, Card):
        return context.on_card(problem, thing)
    return context.on_fact(problem, thing)
