"""QK703 most questions ask one role, or can have one form only

What it finds
    A deck of ten questions or more, of which over 60 % ask for one and the same role, or can be
    asked in one form only. Flip, in which every question can be asked, does not count. Of a deck
    with over 300 questions an even sample is looked at for the forms.
Why it matters
    Learners then learn to answer the form, and know a fact from one side only. House rule.
A bad deck
    sources: {log: {title: The log of the ship}}
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?"}    # here
          to: place
    facts:
      trip:
        source: log p. 4
        table: |
          id   | who       | to
          bcd1 | Ann Walsh | Peru
          bcd2 | Bao Tran  | Chile
          bcd3 | Chi Le    | Laos
          bcd4 | Dan Ott   | Mali
          bcd5 | Eva Krug  | Cuba
          bcd6 | Fred Moss | Oman
          bcd7 | Gus Holm  | Togo
          bcd8 | Hanh Vo   | Fiji
          bcd9 | Ivo Buch  | Chad
          bcdb | Jan Kok   | Nepal
A good deck
    sources: {log: {title: The log of the ship}}
    kinds:
      trip:
        called: "the trip[ to {to}][ by {who}]"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: {is: place, ask: "Where did {it} go?"}
    facts:
      trip:
        source: log p. 4
        table: |
          id   | who       | to
          bcd1 | Ann Walsh | Peru
          bcd2 | Bao Tran  | Chile
          bcd3 | Chi Le    | Laos
          bcd4 | Dan Ott   | Mali
          bcd5 | Eva Krug  | Cuba
Fix
    By hand: give other roles an `ask:` too, or the kind a `says:`, which more forms can use.
Options
    share = 60 [1..100]: per cent of the questions that one role may have
    questions = 10 [1..1000]: questions that a deck has at least, or nothing is said
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.written import told
from quizkit.model import FacetId, Form, Location, Severity

CODE = "QK703"
SEVERITY = Severity.NOTE
PROFILE = "exam"
FIX = "-"

SHARE: Final = 60
"""Per cent of the questions."""

FEWEST: Final = 10
"""Questions of a deck that is looked at."""

SAMPLE: Final = 300
"""Questions whose forms are looked at."""


def find(context: Context) -> Iterator[Finding]:
    """Yield what most questions of a deck have in common."""
    share = context.option(CODE, "share", SHARE)
    plans = context.plans
    if len(plans) < max(1, context.option(CODE, "questions", FEWEST)):
        return
    roles = Counter(
        (fact.kind, role) for id_, role in plans if (fact := context.facts.get(id_)) is not None
    )
    for (kind, role), count in roles.most_common(1):
        if _over(count, len(plans), share):
            yield _of_role(context, kind, role, _percent(count, len(plans)))
    form, percent = _only_form(context, [each[0].facet for each in plans.values()])
    if form is not None and percent > share:
        yield _of_form(context, form, percent)


def _over(count: int, of: int, share: int) -> bool:
    return 100 * count > share * of


def _percent(count: int, of: int) -> int:
    return 100 * count // of


def _only_form(context: Context, facets: Sequence[FacetId]) -> tuple[Form | None, int]:
    """Return the form that most questions can only have, and their share in per cent."""
    looked = facets[:: -(-len(facets) // SAMPLE)]
    found = (context.asker.forms(facet) - {Form.FLIP} for facet in looked)
    only = Counter(form for forms in found if len(forms) == 1 for form in forms)
    for form, count in only.most_common(1):
        return form, _percent(count, len(looked))
    return None, 0


def _of_role(context: Context, kind: str, role: str, percent: int) -> Finding:
    fact, whose = context.by_kind[kind][0], context.deck.kinds[kind]
    message = f"{percent} % of the questions ask for `{role}` of a {kind}"
    help_ = f"give other roles of `{kind}`, or other kinds, an `ask:` too"
    at = place(fact) if whose.builtin else whose.roles[role].at
    problem = told(CODE, SEVERITY, message, at, do=help_)
    return context.on_kind(problem, whose, role=role)


def _of_form(context: Context, form: Form, percent: int) -> Finding:
    message = f"{percent} % of the questions can be asked in one form only: {form.value}"
    help_ = "give the kinds a `says:`, and questions with few answers some `wrong:` ones"
    at = Location(context.deck.paths[0])
    return context.on_deck(told(CODE, SEVERITY, message, at, do=help_))
