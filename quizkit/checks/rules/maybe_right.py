"""QK501 a wrong option is right, or may be

What it finds
    A value in `wrong:` that is the answer, another spelling of it, a place that contains it or
    lies in it, a date that overlaps it, or the answer of a fact that the question does not
    exclude. Where questions are drawn, an option that nothing proves wrong.
Why it matters
    Who chooses it is right and is marked wrong. R/exams had such a key for years. Source:
    Haladyna, Downing & Rodriguez (2002): one right answer.
A bad deck
    names:
      South China Sea: {is: place, aka: [East Sea]}
    kinds:
      river:
        called: "the river {name}"
        roles:
          name: name
          sea: {is: place, ask: "Into which sea does {it} flow?"}
    facts:
      river:
        - name: Mekong
          sea: South China Sea
          wrong: {sea: [East Sea, Black Sea, Red Sea]}    # here
A good deck
    names:
      South China Sea: {is: place, aka: [East Sea]}
    kinds:
      river:
        called: "the river {name}"
        roles:
          name: name
          sea: {is: place, ask: "Into which sea does {it} flow?"}
    facts:
      river:
        - {name: Mekong, sea: South China Sea, wrong: {sea: [Black Sea, Red Sea]}}
Fix
    Unsafe: takes the value out of `wrong:`, where two others are left.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.drawn import flawed
from quizkit.checks.flawed_options import several
from quizkit.checks.withdrawn import without_option
from quizkit.model import Card, Fact, Note, Number, Problem, Severity, Text, Value
from quizkit.text import fold
from quizkit.values.relations import excludes, plain

CODE = "QK501"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "unsafe"


def find(context: Context) -> Iterator[Finding]:
    """Yield options that cannot be called wrong."""
    found = list(_written(context))
    yield from found
    told = {each.problem.fact for each in found}
    help_ = "take what may be right out of `wrong:`, or out of the facts"
    yield from flawed(context, several, code=CODE, severity=SEVERITY, do=help_, but=told)


def _written(context: Context) -> Iterator[Finding]:
    for fact in context.deck.facts:
        for role, wrong in fact.wrong.items():
            answers = _answers(context, fact, role)
            for index, option in enumerate(wrong):
                if any(_may_be(context, option, answer) for answer in answers):
                    problem = _problem(fact, f"an option in `wrong: {role}` may be right", option)
                    mending = without_option(context, fact, index, role=role)
                    yield context.on_fact(problem._replace(fix=mending), fact, role=role)
    for card in context.deck.cards:
        right = {fold(text) for text in (card.answer, *card.also)}
        for index, text in enumerate(card.wrong):
            if fold(text) in right:
                problem = _problem(card, "an option is the answer", Text(text))
                mending = without_option(context, card, index)
                yield context.on_card(problem._replace(fix=mending), card)


def _answers(context: Context, fact: Fact, role: str) -> tuple[Value, ...]:
    """Return what is right, and what facts that the stem leaves in play give."""
    plans = context.plans.get((fact.id, role), ())
    given = [context.facts[name].values.get(role) for p in plans for name in p.not_excluded]
    answers = (fact.values.get(role), *given, *(value for p in plans for value in p.accepted))
    return tuple(dict.fromkeys(value for value in answers if value is not None))


def _may_be(context: Context, option: Value, answer: Value) -> bool:
    """Return whether an option may be the answer. Numbers have a rule of their own."""
    if isinstance(option, Number) or isinstance(answer, Number):
        return False
    if isinstance(option, Text) and isinstance(answer, Text):
        return fold(option.text) == fold(answer.text)
    return type(option) is type(answer) and not excludes(option, answer, places=context.places)


def _problem(thing: Fact | Card, message: str, option: Value) -> Problem:
    help_ = f"take out of `wrong:` what means `{plain(option)}`"
    at = place(thing, "wrong")
    return Problem(CODE, SEVERITY, message, at, notes=(Note("help", help_),))
