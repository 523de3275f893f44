"""Variants against a checker of its own: it sees the questions and the sheets, nothing else."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import groupby, pairwise
from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.formats.paper.blueprint import Line
from quizkit.formats.paper.nouns import Place, Variant
from quizkit.formats.paper.printers import PAPER_FORMS
from quizkit.formats.paper.variants import varied
from quizkit.formats.posed import Posed
from quizkit.model import NOWHERE, Date, Form, Plan, Question, Template
from tests.formats.paper.papers import bundled, exam

PLAN = Plan("d/f#r", "f", "k", "r", "en", Template("", ()), (), None, (), (), ())

LETTERED = (Form.CHOICE, Form.TRUE_FALSE)


def task(at: int, form: Form, count: int, key: int) -> Posed:
    """A question of a form with so many options, whose right one is known."""
    keys = {
        Form.CHOICE: (key % count,),
        Form.TRUE_FALSE: (key % 2,),
        Form.SELECT: tuple(sorted({key % count, 0})),
        Form.ORDER: tuple((n + 1 + key % (count - 1)) % count for n in range(count)),
        Form.MATCH: tuple((n + key) % count for n in range(count)),
    }.get(form, ())
    count = 2 if form is Form.TRUE_FALSE else count if keys else 0
    options = tuple(f"q{at}o{n}" for n in range(count))
    question = Question(f"d/f{at}#r", form, f"Question {at}?", options, keys, "x", PLAN, "1")
    return Posed(question.facet, question, "k", NOWHERE)


QUESTIONS = st.tuples(
    st.sampled_from(PAPER_FORMS), st.integers(2, 5), st.integers(0, 9), st.booleans()
)
PAPERS = st.lists(QUESTIONS, min_size=1, max_size=14)


def made(spec) -> tuple[list[Posed], frozenset[str]]:
    ranked = sorted(spec, key=lambda each: PAPER_FORMS.index(each[0]))
    tasks = [task(at, *each[:3]) for at, each in enumerate(ranked)]
    fixed = {t.id for t, each in zip(tasks, ranked, strict=True) if each[3]}
    sortable = (Form.CHOICE, Form.SELECT, Form.MATCH)
    return tasks, frozenset(t.id for t in tasks if t.id in fixed and t.form in sortable)


def order_of(variant: Variant) -> list[int]:
    return [place.task for place in variant.places]


def letter(tasks: Sequence[Posed], place: Place) -> str:
    return place.key if tasks[place.task].form in LETTERED else ""


def runs(tasks: Sequence[Posed], variant: Variant) -> int:
    row = [letter(tasks, place) for place in variant.places]
    return max((len(list(run)) for sign, run in groupby(row) if sign), default=0)


def solve(question: Question, place: Place) -> str:
    """The key, worked out from the options as they are shown."""
    right = [question.options[at] for at in question.keys]
    marks = [place.letters[place.options.index(text)] for text in right]
    if question.form is Form.MATCH:
        return " ".join(f"{n}{mark}" for n, mark in enumerate(marks, 1))
    return " ".join(sorted(marks) if question.form is Form.SELECT else marks)


def check_sheets(tasks: Sequence[Posed], fixed: Collection[str], found: Sequence[Variant]) -> None:
    """Every sheet has all questions once, all options, and a key that is right there."""
    for variant in found:
        assert sorted(order_of(variant)) == list(range(len(tasks)))
        assert [place.number for place in variant.places] == list(range(1, len(tasks) + 1))
        for place in variant.places:
            question = tasks[place.task].question
            assert place.options == tuple(question.options[at] for at in place.order)
            assert sorted(place.order) == list(range(len(question.options)))
            if tasks[place.task].id in fixed or question.form is Form.TRUE_FALSE:
                assert place.order == tuple(sorted(place.order))
            if question.options:
                assert place.key == solve(question, place)
            if question.form is Form.ORDER:
                assert place.options != tuple(question.options[at] for at in question.keys)


def check_letters(tasks: Sequence[Posed], fixed: Collection[str], variant: Variant) -> None:
    """Of choices with as many options letters are as even as sorted options allow."""
    choices = [p for p in variant.places if tasks[p.task].form is Form.CHOICE]
    for size in {len(place.options) for place in choices}:
        group = [place for place in choices if len(place.options) == size]
        counts = Counter(dict.fromkeys(ascii_uppercase[:size], 0))
        counts.update(place.key for place in group)
        held = Counter(place.key for place in group if tasks[place.task].id in fixed)
        most = max(counts.values())
        few = min(counts.values())
        too_many = [sign for sign, count in counts.items() if count > few + 1]
        assert most <= few + 1 or all(held[sign] == counts[sign] for sign in too_many)


@given(PAPERS, st.integers(1, 5), st.text(max_size=3))
def test_every_variant_is_a_permutation_of_the_same_questions(spec, count, seed) -> None:
    tasks, fixed = made(spec)
    found = varied([tasks], fixed, count=count, seed=seed)
    assert [variant.name for variant in found] == list(ascii_uppercase[:count])
    check_sheets(tasks, fixed, found)
    for variant in found:
        check_letters(tasks, fixed, variant)


@given(st.lists(st.tuples(st.integers(0, 2), st.booleans()), min_size=6, max_size=24))
def test_runs_and_neighbours_of_a_paper_of_choices(spec) -> None:
    """Half of the questions at most have sorted options, else nothing can be promised."""
    half = len(spec) // 2
    rows = [(Form.CHOICE, 3, key, sort and at < half) for at, (key, sort) in enumerate(spec)]
    tasks, fixed = made(rows)
    found = varied([tasks], fixed, count=4, seed="1")
    for variant in found:
        assert runs(tasks, variant) <= 3
    for one, two in (*pairwise(found), (found[-1], found[0])):
        assert all(a != b for a, b in zip(order_of(one), order_of(two), strict=True))
        pairs = zip(one.places, two.places, strict=True)
        alike = sum(a.key == b.key for a, b in pairs)
        assert alike <= len(tasks) // 2


@given(PAPERS)
def test_questions_of_one_form_stand_together(spec) -> None:
    tasks, fixed = made(spec)
    for variant in varied([tasks], fixed, count=2, seed="x"):
        forms = [tasks[at].form for at in order_of(variant)]
        assert [form for form, _ in groupby(forms)] == [
            form for form in PAPER_FORMS if form in forms
        ]


@pytest.mark.parametrize("seed", ["", "7", "Tét"])
def test_equal_seeds_give_equal_variants(seed: str) -> None:
    tasks, fixed = made([(form, 4, at, at % 3 == 0) for at in range(3) for form in PAPER_FORMS])
    one, two = (varied([tasks], fixed, count=3, seed=seed) for _ in range(2))
    assert one == two


def test_twenty_six_variants_differ() -> None:
    tasks, fixed = made([(Form.CHOICE, 3, at, False) for at in range(20)])
    found = varied([tasks], fixed, count=26, seed="1")
    assert len({tuple(order_of(variant)) for variant in found}) == 26
    check_sheets(tasks, fixed, found)


def test_variants_of_their_own_questions_share_none() -> None:
    first, _ = made([(Form.CHOICE, 3, at, False) for at in range(6)])
    second, _ = made([(Form.TRUE_FALSE, 2, at, False) for at in range(4)])
    found = varied([first, second], frozenset(), count=2, seed="1")
    assert sorted(order_of(found[0])) == [0, 1, 2, 3, 4, 5]
    assert sorted(order_of(found[1])) == [6, 7, 8, 9]


@pytest.mark.parametrize("name", ["vietnam-us", "spaced-learning", "elements"])
def test_the_papers_of_bundled_decks_hold_it(name: str) -> None:
    lines = (Line(16, forms=(Form.CHOICE,)), Line(4, forms=(Form.TYPED,)))
    paper = exam(name, lines).paper
    asker = bundled(name)
    choices = [task for task in paper.tasks if task.form is Form.CHOICE]
    fixed = frozenset(task.id for task in choices if asker.is_sorted(task.question))
    for one, two in pairwise(paper.variants):
        assert order_of(one) != order_of(two)
        alike = sum(a.key == b.key for a, b in zip(one.places[:16], two.places[:16], strict=True))
        assert alike <= 8
    for variant in paper.variants:
        assert runs(paper.tasks, variant) <= 3
        check_letters(paper.tasks, fixed, variant)


def test_years_and_numbers_stand_by_size_on_every_sheet() -> None:
    paper = exam("vietnam-us", (Line(10, roles=("date",), forms=(Form.CHOICE,)),)).paper
    years = 0
    for variant in paper.variants:
        for place in variant.places:
            values = [paper.tasks[place.task].question.values[at] for at in place.order]
            if all(isinstance(value, Date) for value in values):
                years += 1
                assert [v.first for v in values] == sorted(v.first for v in values)
    assert years >= 20
