"""QK709 one tag spelled two ways

What it finds
    Two tags that differ in case, blanks and marks only.
Why it matters
    Whoever studies by one of them misses what has the other. House rule.
A bad deck
    cards:
      - {id: bcd1, q: "Which river flows through Hue?", a: The Huong, tags: [big rivers]}
      - {id: bcd2, q: "Which river flows through Hanoi?", a: The Hong, tags: [big rivers]}
      - {id: bcd3, q: "Which river flows through Ulm?", a: The Donau, tags: [Big-rivers]}  # here
A good deck
    cards:
      - {id: bcd1, q: "Which river flows through Hue?", a: The Huong, tags: [big rivers]}
      - {id: bcd2, q: "Which river flows through Hanoi?", a: The Hong, tags: [big rivers]}
      - {id: bcd3, q: "Which river flows through Ulm?", a: The Donau, tags: [big rivers]}
Fix
    Safe: writes the spelling that is used most everywhere, of two equally frequent ones the one
    that comes first.
Options
    none
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.mend import replaced, typed
from quizkit.checks.tagging import tag_places
from quizkit.model import Card, Fact, Fix, Note, Problem, Related, Severity
from quizkit.text import fold

CODE = "QK709"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "safe"

Thing = Fact | Card


def find(context: Context) -> Iterator[Finding]:
    """Yield tags that another one says too, where each first stands."""
    used = _used(context)
    by_key: dict[str, list[str]] = {}
    for tag in used:
        by_key.setdefault(fold(tag, accents=True).replace(" ", "") or tag, []).append(tag)
    for tags in by_key.values():
        if len(tags) > 1:
            counts = Counter({tag: len(used[tag]) for tag in tags})
            best = counts.most_common(1)[0][0]
            for tag in tags:
                if tag != best:
                    yield _finding(context, used, tag, best)


def _used(context: Context) -> Mapping[str, Sequence[Thing]]:
    """Return each tag with what has it, in the order in which they are met."""
    found: dict[str, list[Thing]] = {}
    things: list[Thing] = [*context.deck.facts, *context.deck.cards]
    for thing in things:
        for tag in thing.tags:
            found.setdefault(tag, []).append(thing)
    return found


def _finding(context: Context, used: Mapping[str, Sequence[Thing]], tag: str, best: str) -> Finding:
    thing, other = used[tag][0], used[best][0]
    problem = Problem(
        CODE,
        SEVERITY,
        f"the tag `{tag}` is `{best}` elsewhere",
        place(thing, "tags"),
        related=(Related(place(other, "tags"), f"`{best}`, {len(used[best])} in all"),),
        notes=(Note("help", f"write `{best}` wherever `{tag}` stands"),),
        fix=_fix(context, used[tag], tag, best),
    )
    if isinstance(thing, Card):
        return context.on_card(problem, thing)
    return context.on_fact(problem, thing)


def _fix(context: Context, things: Sequence[Thing], tag: str, best: str) -> Fix | None:
    places = tag_places(context, things, tag)
    if not places or typed(best) != best:
        return None
    edits = tuple(replaced(at, best) for at in places)
    return Fix("safe", f"write `{best}` in place of `{tag}`", edits)
