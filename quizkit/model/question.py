"""Nouns of what is asked: the plan with its proof, the question, its options."""

from enum import Enum
from typing import NamedTuple, NewType

from quizkit.model.deck import Precision, Template, Value

FacetId = NewType("FacetId", str)
"""`deck/fact#role`: the unit that has a memory."""


class Form(Enum):
    """How a facet is asked.

    >>> Form("choice"), [form.value for form in Form][:3]
    (<Form.CHOICE: 'choice'>, ['choice', 'typed', 'cloze'])
    """

    CHOICE = "choice"
    TYPED = "typed"
    CLOZE = "cloze"
    TRUE_FALSE = "true-false"
    SELECT = "select"
    ORDER = "order"
    MATCH = "match"
    FLIP = "flip"


AnyForm = Form | str
"""One of quizkit's forms, or the name of a form of one's own (`quizkit.register`)."""


class Many(Enum):
    """How many right answers a plan wants."""

    ONE = "one"
    ALL = "all"
    ONE_OF = "one of"


class Way(Enum):
    """Which of a role's wordings a plan uses, and so what its answer is.

    PLAIN is `ask` and `ask all`: the role's value. FIRST and LAST: the value of the fact that came
    first or last in a complete list. HOW_MANY: the number of facts in it. WHICH_NOT: what is no
    member of it; `Plan.accepted` then holds the members. AFTER: the step that comes right after a
    printed one. LARGER: at which of two printed times a number was larger. TIMES: how many times
    as large it was at the later one.
    """

    PLAIN = "plain"
    FIRST = "first"
    LAST = "last"
    HOW_MANY = "how many"
    WHICH_NOT = "which not"
    AFTER = "after"
    LARGER = "larger"
    TIMES = "times"


class Printed(NamedTuple):
    """A constraint that the stem prints.

    `role` is a role of the kind, or "according to", "at the time of", "valid", "scope", "view",
    "step", "earlier", "later".
    `precision` is set for dates. `cost` is what printing it costs: year 1, place 2,
    month 3, any other name 4, day 5, all else 6.
    """

    role: str
    value: Value
    precision: Precision | None = None
    cost: int = 0


class Plan(NamedTuple):
    """A question before it is worded, with the proof that it has one answer.

    Attributes:
        facet: What is asked.
        fact: Id of the fact.
        kind: Its kind, or "card".
        role: The role asked for.
        language: Language of the wording.
        template: The wording, `{it}` already replaced by what the kind is `called`.
        parts: Indexes of the parts of `template` that are printed.
        asked: Precision asked for, for dates.
        printed: The constraints printed, in the order of the template.
        not_excluded: Ids of the facts that the constraints do not exclude, in deck order.
        accepted: The right answers.
        many: One answer, all of a complete list, or one of an open list.
        scope: The phrase of a complete list that the stem prints, or "".
        shared: Ids of the facts that share this facet, smallest first; else its own.
        cost: Sum of the costs.
        rank: Which of the role's wordings this is, from 0.
        definite: The stem speaks of one thing, `{it}`.
        statement: The template is a statement with a gap for the role.
        way: Which of the role's wordings it is: what the answer is.
        barred: Values that are never offered as wrong: other viewpoints', and `never wrong`.
    """

    facet: FacetId
    fact: str
    kind: str
    role: str
    language: str
    template: Template
    parts: tuple[int, ...]
    asked: Precision | None
    printed: tuple[Printed, ...]
    not_excluded: tuple[str, ...]
    accepted: tuple[Value, ...]
    many: Many = Many.ONE
    scope: str = ""
    shared: tuple[str, ...] = ()
    cost: int = 0
    rank: int = 0
    definite: bool = False
    statement: bool = False
    way: Way = Way.PLAIN
    barred: tuple[Value, ...] = ()


class Refusal(NamedTuple):
    """Why a facet is never asked.

    Attributes:
        facet: What would be asked.
        fact: Id of the fact.
        role: The role.
        code: The problem's code, or "" where the author did not want it asked.
        message: One sentence.
        collides: Ids of the facts that stand in the way.
        tried: What was tried to tell them apart: role names and precisions, in words.
        hint: What to do.
    """

    facet: FacetId
    fact: str
    role: str
    code: str
    message: str
    collides: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    hint: str = ""


class Lure(NamedTuple):
    """A wrong answer and why it is certainly wrong.

    `why` is "one" (the stem names one thing whose answer is known), "complete" (the list is all
    there is), "fact" (the fact named by `fact` says otherwise) or "author" (hand-written).
    `close` is how near it is to the key [0..1].
    """

    value: Value
    why: str
    fact: str = ""
    close: float = 0.0


class Question(NamedTuple):
    """A facet in a form, worded, with its seed.

    Attributes:
        facet: What is asked.
        form: How.
        stem: The text that asks.
        options: Texts shown, in their order; empty for open forms.
        keys: Indexes of the right options. Order: all of them, in the right order. Match: for
            each prompt the option that belongs to it.
        answer: The right answer as people read it.
        plan: The plan with its proof.
        seed: The whole text given to `Random`.
        values: The value of each option; empty for open forms.
        lures: The distractors among the options, with their reasons.
        hint: Text that a hint shows, or "" (choice: an option is taken away instead).
        guess: Chance to be right without knowing [0..1].
        prompts: The sentences of a match, each with its gap; empty for other forms.
        facets: Every facet asked, in the order of the prompts (match) or of the right order
            (order); empty where `facet` is the only one.
        plans: The plan of each of `facets`.
        variant: Name of the form of one's own that made it; "" for quizkit's forms.
    """

    facet: FacetId
    form: Form
    stem: str
    options: tuple[str, ...]
    keys: tuple[int, ...]
    answer: str
    plan: Plan
    seed: str
    values: tuple[Value, ...] = ()
    lures: tuple[Lure, ...] = ()
    hint: str = ""
    guess: float = 0.0
    prompts: tuple[str, ...] = ()
    facets: tuple[FacetId, ...] = ()
    plans: tuple[Plan, ...] = ()
    variant: str = ""
