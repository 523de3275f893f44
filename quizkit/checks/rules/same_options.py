"""QK502 options that are equal, or one inside another

What it finds
    Two values in `wrong:` that are one, an alias of one another, a place in another, dates or
    numbers that overlap, or a text all of whose words stand in another one or in the answer.
    Where questions are drawn, an option that holds the words of another one.
Why it matters
    Of two options that say the same neither can be the key, so both are given away. Source:
    Haladyna, Downing & Rodriguez (2002): options are independent of each other.
A bad deck
    kinds:
      river:
        called: "the river {name}"
        roles:
          name: name
          sea: {is: place, ask: "Into which sea does {it} flow?"}
    facts:
      river:
        - {name: Mekong, sea: East Sea, wrong: {sea: [Black Sea, black sea, Red Sea]}}    # here
A good deck
    kinds:
      river:
        called: "the river {name}"
        roles:
          name: name
          sea: {is: place, ask: "Into which sea does {it} flow?"}
    facts:
      river:
        - {name: Mekong, sea: East Sea, wrong: {sea: [Black Sea, Red Sea]}}
Fix
    Unsafe: takes the later of the two out of `wrong:`, where two others are left.
Options
    none
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.drawn import flawed
from quizkit.checks.flawed_options import nested
from quizkit.checks.withdrawn import without_option
from quizkit.model import Card, Fact, Note, Problem, Severity, Text, Value
from quizkit.text import fold
from quizkit.values.relations import excludes, plain

CODE = "QK502"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "unsafe"


def find(context: Context) -> Iterator[Finding]:
    """Yield options that are not independent of each other."""
    found = list(_written(context))
    yield from found
    told = {each.problem.fact for each in found}
    help_ = "give one of the two other words"
    yield from flawed(context, nested, code=CODE, severity=SEVERITY, do=help_, but=told)


def _written(context: Context) -> Iterator[Finding]:
    for fact in context.deck.facts:
        for role, wrong in fact.wrong.items():
            answer = fact.values.get(role)
            texts = [answer] if isinstance(answer, Text) else []
            pair = _pair(context, [*wrong], texts)
            if pair:
                mending = without_option(context, fact, _later(wrong, pair), role=role)
                problem = _problem(fact, pair)._replace(fix=mending)
                yield context.on_fact(problem, fact, role=role)
    for card in context.deck.cards:
        options = [Text(text) for text in card.wrong]
        answers = [Text(text) for text in (card.answer, *card.also) if text]
        pair = _pair(context, options, answers)
        if pair:
            mending = without_option(context, card, _later(options, pair))
            yield context.on_card(_problem(card, pair)._replace(fix=mending), card)


def _pair(
    context: Context, options: Sequence[Value], answers: Sequence[Value]
) -> tuple[Value, Value] | None:
    """Return the first two values of which one may be the other."""
    for one, two in combinations(options, 2):
        if _overlap(context, one, two):
            return one, two
    for option in options:
        for answer in answers:
            if _overlap(context, option, answer) and not _equal(option, answer):
                return option, answer
    return None


def _later(options: Sequence[Value], pair: tuple[Value, Value]) -> int:
    """Return where the later of two values stands among the options [from 0]."""
    return max(n for n, option in enumerate(options) if option in pair)


def _overlap(context: Context, one: Value, two: Value) -> bool:
    if _equal(one, two):
        return True
    return type(one) is type(two) and not excludes(one, two, places=context.places)


def _equal(one: Value, two: Value) -> bool:
    """Return whether two values read the same."""
    return fold(str(plain(one))) == fold(str(plain(two)))


def _problem(thing: Fact | Card, pair: tuple[Value, Value]) -> Problem:
    one, two = (str(plain(value)) for value in pair)
    return Problem(
        CODE,
        SEVERITY,
        "two options say the same, or one lies in the other",
        place(thing, "wrong"),
        label=f"`{one}` and `{two}`",
        notes=(Note("help", "take one of the two out"),),
    )
