"""Each of the 19 flaws is found where it is planted, and hardly any in what quizkit asks."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from quizkit.checks.flaws import BY_FORM, Criterion, flaws
from quizkit.checks.sampling import DRAWN, questions
from quizkit.decks import load
from quizkit.model import (
    Date,
    Deck,
    FacetId,
    Form,
    Lure,
    Named,
    Number,
    Plan,
    Printed,
    Question,
    Template,
    Text,
    Value,
)
from quizkit.questions.ask import Asker
from quizkit.values.dates import read_date
from tests.decks_as_text import deck as deck_of
from tests.spread import spread

DECKS = Path(__file__).parents[2] / "decks"
MOST_FACETS = 400
"""Of more facets than these some are asked, but before a release all."""
DRAWS = {"quick": 1, "ci": 5, "full": 5, "release": 25}
BUNDLED = sorted(path for path in DECKS.iterdir() if path.is_dir() or path.suffix == ".yaml")
DECK = deck_of(
    "names: {Ann Ash: {is: person}, Hue: {is: city}, Bob Elm: {is: person}, Cyd Oak: {is: person}}"
)
SOUND = "Which river flows through the city?"


def asked(
    stem: str = SOUND,
    options: tuple[str | Value, ...] = ("Mekong", "Tigris", "Volga"),
    key: int | None = 0,
    *,
    form: Form = Form.CHOICE,
    scope: str = "",
    language: str = "en",
    printed: tuple[Printed, ...] = (),
) -> Question:
    """Return a question of texts or values, the wrong ones proved wrong by their author."""
    values = tuple(Text(o) if isinstance(o, str) else o for o in options)
    texts = tuple(_shown(value) for value in values)
    accepted = (values[key],) if key is not None and values else (Text("Mekong"),)
    plan = Plan(
        facet=FacetId("x/a#b"),
        fact="a",
        kind="card",
        role="card",
        language=language,
        template=Template(stem, ()),
        parts=(),
        asked=None,
        printed=printed,
        not_excluded=("a",),
        accepted=accepted,
        scope=scope,
    )
    lures = tuple(Lure(v, "author") for n, v in enumerate(values) if n != key)
    keys = (key,) if key is not None and values else ()
    return Question(plan.facet, form, stem, texts, keys, "", plan, "1", values, lures)


def _shown(value: Value) -> str:
    match value:
        case Text(text) | Named(text) | Date(text):
            return text
        case Number():
            return value.shown
    raise AssertionError


def number(value: int) -> Number:
    return Number(Decimal(value), "", "", Decimal(1), str(value))


def year(text: str) -> Date:
    return read_date(text)


ANN = Named("Ann Ash")
PLANTED = [
    (Criterion.AMBIGUOUS, asked("Which river did he cross?")),
    (Criterion.AMBIGUOUS, asked("This river is called what?")),
    (Criterion.AMBIGUOUS, asked("Who was elected last year?")),
    (Criterion.AMBIGUOUS, asked("Which river flows through the the city?")),
    (Criterion.AMBIGUOUS, asked("Which river flows through the city ?")),
    (Criterion.AMBIGUOUS, asked("Which river (in the north flows there?")),
    (
        Criterion.AMBIGUOUS,
        asked("The river is long because it rains.", (), form=Form.TRUE_FALSE),
    ),
    (Criterion.IMPLAUSIBLE, asked(options=("Mekong", "Tigris"))),
    (Criterion.IMPLAUSIBLE, asked(options=("Mekong", "Tigris", "1066"))),
    (Criterion.IMPLAUSIBLE, asked(options=("Mekong", "Волга", "Tigris"))),
    (Criterion.IMPLAUSIBLE, asked("Who was it?", (Named("Bob Elm"), Named("Hue"), ANN))),
    (Criterion.IMPLAUSIBLE, asked("When was it?", (year("1900"), year("1990"), year("1995")))),
    (Criterion.IMPLAUSIBLE, asked("How long is it?", (number(5), number(7), number(5_000)))),
    (Criterion.NONE_ABOVE, asked(options=("Mekong", "Tigris", "None of the above"))),
    (Criterion.LONGEST, asked(options=("the river of nine dragons", "the Tigris", "the Volga"))),
    (Criterion.LONGEST, asked(options=("Mekong (lower)", "Euphrates", "Amazon River"))),
    (Criterion.GRATUITOUS, asked("Which river, " + "long and wide, " * 8 + "flows here?")),
    (Criterion.TRUE_FALSE, asked("Is the river long?", ("True", "False", "Yes"))),
    (
        Criterion.CONVERGENCE,
        asked(options=("salt and lime", "salt and rice", "lime and wine"), key=0),
    ),
    (Criterion.LOGICAL, asked("Which river joins the Tigris?", ("Mekong", "Tigris", "Volga"))),
    (Criterion.LOGICAL, asked(options=("Mekong", "Upper Mekong", "Volga"))),
    (
        Criterion.LOGICAL,
        asked(
            "When was it built, between 1990 and 1999?",
            (year("1991"), year("1995"), year("2005")),
            scope="between 1990 and 1999",
        ),
    ),
    (Criterion.ALL_ABOVE, asked(options=("Mekong", "Tigris", "All of the above"))),
    (Criterion.BLANK, asked("The ____ flows through the city.")),
    (Criterion.BLANK, asked("In ____ the ____ flooded the city.", (), form=Form.CLOZE)),
    (Criterion.BLANK, asked("____ won.", (), form=Form.CLOZE)),
    (Criterion.ABSOLUTE, asked("The river always floods.", (), form=Form.TRUE_FALSE)),
    (Criterion.ABSOLUTE, asked("What does it do?", ("it never floods", "it dries", "it moves"))),
    (Criterion.REPEATED, asked("Which dragon river is it?", ("Nine Dragon", "Tigris", "Volga"))),
    (Criterion.UNFOCUSED, asked("The river.")),
    (Criterion.UNFOCUSED, asked("The river through the city is the")),
    (Criterion.UNFOCUSED, asked("The river and the city", (), form=Form.ORDER)),
    (Criterion.COMPLEX, asked(options=("Mekong", "both Tigris and Volga", "Volga"))),
    (Criterion.COMPLEX, asked(options=("A and B", "B and C", "C only"))),
    (Criterion.GRAMMATICAL, asked("The animal was an", ("elephant", "tiger", "bear"))),
    (Criterion.GRAMMATICAL, asked(options=("the Mekong", "Tigris", "Volga"))),
    (Criterion.GRAMMATICAL, asked("It is an ____ by trade.", (), form=Form.CLOZE)),
    (Criterion.SEQUENCE, asked("When was it?", (year("1993"), year("1991"), year("1992")))),
    (Criterion.SEQUENCE, asked("Which birthday was it?", ("30th", "10th", "20th"))),
    (Criterion.VAGUE, asked("Which river often floods the city?")),
    (Criterion.VAGUE, asked("The river might flood the city.", (), form=Form.TRUE_FALSE)),
    (Criterion.SEVERAL, asked(options=("Mekong", "Tigris", "mekong"))),
    (Criterion.SEVERAL, asked()._replace(lures=())),
    (Criterion.SEVERAL, asked()._replace(keys=(0, 1))),
    (Criterion.NEGATIVE, asked("Which river is not in Asia?")),
    (Criterion.AMBIGUOUS, asked("Ai đắc cử năm ngoái?", language="vi")),
    (Criterion.ABSOLUTE, asked("Sông luôn luôn ngập.", (), form=Form.TRUE_FALSE, language="vi")),
    (Criterion.NEGATIVE, asked("Sông nào không ở châu Á?", language="vi")),
    (Criterion.VAGUE, asked("Sông nào thường xuyên ngập?", language="vi")),
    (Criterion.UNFOCUSED, asked("Con sông chảy qua thành phố", language="vi")),
]  # fmt: skip


@pytest.mark.parametrize(("criterion", "question"), PLANTED, ids=lambda each: str(each)[:40])
def test_a_planted_flaw_is_found(criterion: Criterion, question: Question) -> None:
    assert criterion in {flaw.criterion for flaw in flaws(question, DECK)}


def test_every_criterion_is_planted() -> None:
    assert {criterion for criterion, _ in PLANTED} == set(Criterion)
    assert len(Criterion) == 19


NAMED = Printed("work", Named("Never Let Me Go"))


@pytest.mark.parametrize(
    "question",
    [
        asked(),
        asked("Who wrote “All or Nothing at All”?"),
        asked("Who wrote Never Let Me Go?", printed=(NAMED,)),
        asked("How many rivers are there?", (number(5), number(7), number(9))),
        asked("Which river has at least two mouths?"),
        asked("When was it?", (year("1991"), year("1992"), year("1993"))),
        asked("Name a river of Asia.", (), form=Form.TYPED),
        asked("The ____ flows through the city.", (), form=Form.CLOZE),
        asked("True or false: the Mekong flows to the sea.", (), form=Form.TRUE_FALSE),
        asked("Put these rivers in order, shortest first.", ("Mekong", "Po"), form=Form.ORDER),
        asked("Match each river with its sea.", ("Mekong", "Po"), form=Form.MATCH),
        asked("Who met Ann Ash on her way to Hue?", printed=(Printed("who", ANN),)),
        asked("Quelle rivière traverse la ville?", language="fr"),
        asked("Sông nào chảy qua thành phố?", language="vi"),
    ],
    ids=lambda question: question.stem,
)
def test_a_sound_question_has_no_flaw(question: Question) -> None:
    assert flaws(question, DECK) == ()


@pytest.mark.parametrize("form", BY_FORM)
def test_a_strict_reader_counts_forms(form: Form) -> None:
    question = asked("The ____ flows through the city.", (), form=form)
    assert BY_FORM[form] in {flaw.criterion for flaw in flaws(question, DECK, strict=True)}


def facets_of(asker: Asker) -> Sequence[FacetId]:
    """Return all facets of a deck, or of a big one some, spread over kinds and roles."""

    def sort_of(facet: FacetId) -> tuple[str, str]:
        plan = asker.planner.plans(facet)[0]
        return plan.kind, plan.role

    every = asker.planner.facets
    return every if len(every) <= MOST_FACETS else spread(every, sort_of, count=MOST_FACETS)


@pytest.fixture(scope="module")
def counted(size: str) -> dict[str, Counter[int]]:
    """Return for each bundled deck how many questions have how many flaws."""
    found = {}
    for path in BUNDLED:
        deck: Deck = load(path)
        asker = Asker(deck)
        some = None if size == "release" else facets_of(asker)
        every = questions(asker, draws=DRAWS[size], most=40_000, facets=some)
        assert {question.form for question in every} & DRAWN
        found[deck.id] = Counter(len(flaws(question, deck)) for question in every)
    return found


@pytest.mark.timeout(300)
def test_98_in_100_questions_have_at_most_one_flaw_and_90_none(counted) -> None:
    all_decks: Counter[int] = sum(counted.values(), Counter())
    for counts in (all_decks, *counted.values()):
        total = counts.total()
        assert (counts[0] + counts[1]) / total >= 0.98
        assert counts[0] / total >= 0.90
