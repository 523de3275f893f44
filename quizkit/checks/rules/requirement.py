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

from collections.abc import Iterator, Mapping, Sequence

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
    if not any(thing.requires for thing in things.values()):
        return
    circle = _circles(things)
    for thing in things.values():
        for wanted in thing.requires:
            if wanted not in things:
                near = nearest(wanted, things, limit=1)
                help_ = (
                    f"did you mean `{near}`?" if near else "name the `id` of a fact of this deck"
                )
                yield _finding(context, thing, f"do not know the fact `{wanted}`", help_)
            elif circle[thing.id] == circle[wanted]:
                message = f"`{thing.id}` requires `{wanted}`, which requires it in turn"
                yield _finding(context, thing, message, "take one of the requirements out")


def _circles(things: Mapping[str, Fact | Card]) -> dict[str, str]:
    """Return for each thing one of those that it requires in the end, and that require it.

    The strongly connected components, by the two walks of Kosaraju: each requirement is followed
    once there and once back.
    """
    steps = {
        name: [one for one in thing.requires if one in things] for name, thing in things.items()
    }
    back: dict[str, list[str]] = {}
    for name, wanted in steps.items():
        for one in wanted:
            back.setdefault(one, []).append(name)
    found: dict[str, str] = {}
    for root in reversed(_last_first(steps)):
        waiting = [root]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = root
                waiting.extend(back.get(name, ()))
    return found


def _last_first(steps: Mapping[str, Sequence[str]]) -> list[str]:
    """Return names so that each comes after all that it leads to, circles aside."""
    order: list[str] = []
    seen: set[str] = set()
    for start in steps:
        waiting = [(start, False)]
        while waiting:
            name, is_done = waiting.pop()
            if is_done:
                order.append(name)
            elif name not in seen:
                seen.add(name)
                waiting.append((name, True))
                waiting.extend((one, False) for one in steps[name] if one not in seen)
    return order


def _finding(context: Context, thing: Fact | Card, message: str, help_: str) -> Finding:
    at = place(thing, "requires")
    problem = Problem(CODE, SEVERITY, message, at, notes=(Note("help", help_),))
    if isinstance(thing, Card):
        return context.on_card(problem, thing)
    return context.on_fact(problem, thing)
