"""`qk.register`: one's own form, check or format in one's own code, as a notebook holds it."""

import types
import warnings

import pytest

import quizkit as qk
from quizkit.api import extending
from quizkit.api.exports import export
from quizkit.api.extending import Form, Severity, place, told, try_form, typed
from quizkit.formats.formatlist import format_of
from quizkit.practice import extensions
from tests.registries import install, registries  # noqa: F401

ROWS = [{"who": who, "to": "Vietnam", "date": 2000 + n}
        for n, who in enumerate(("Ann Ash", "Bo Birch", "Cy Cedar", "Di Elm"))]  # fmt: skip
CELL = """
@qk.register
class Backwards:
    NAME, SHAPE = "backwards", Form.TYPED
    suits, grade, samples = map(staticmethod, (typed.suits, typed.grade, typed.samples))
    def ask(self, material, *, rng):
        question = typed.ask(material, rng=rng)
        return question._replace(stem=f"{mark} {{question.answer[::-1]}}")
"""


@pytest.fixture
def deck() -> qk.Deck:
    return qk.Deck.from_rows(ROWS, kind="visit")


def run(mark: str) -> dict[str, object]:
    """Run the cell of a notebook, and return what it defines."""
    names = {"qk": qk, "Form": Form, "typed": typed, "__name__": "__main__"}
    exec(CELL.format(mark=mark), names)
    return names


def test_a_form_is_asked_wherever_it_can_be_wished(deck, tmp_path):
    run("one")
    assert {q.variant for q in deck.questions(5, form="backwards")} == {"backwards"}
    quiz = qk.quiz(deck, 2, seed=7, form="backwards")
    assert quiz.submit("x").question.stem.startswith("one ")
    with qk.study(deck, tmp_path / "me.db", form="backwards") as session:
        assert session.question.stem.startswith("one ")
        answer = session.question.stem.removeprefix("one ")[::-1]
        assert session.answer(answer).score == 1.0
    with qk.open_log(tmp_path / "me.db") as log:
        assert log.memory()


def test_a_cell_that_runs_again_takes_its_place(deck):
    first = run("one")["Backwards"]
    second = run("two")["Backwards"]
    assert first is not second
    assert deck.questions(1, form="backwards")[0].stem.startswith("two ")


def test_register_returns_what_it_was_given_and_takes_it_back(deck):
    thing = types.SimpleNamespace(
        NAME="mine", SHAPE=Form.TYPED, suits=typed.suits, ask=typed.ask, grade=typed.grade,
        samples=typed.samples,
    )  # fmt: skip
    assert qk.register(thing) is thing
    qk.unregister("mine")
    with pytest.raises(qk.ArgumentError, match="form is 'mine', wanted one of choice, typed"):
        deck.questions(1, form="mine")
    with pytest.raises(qk.ArgumentError, match="name is 'mine', wanted what is registered: noth"):
        qk.unregister("mine")


def test_a_check_looks_with_all_others(deck):
    @qk.register
    class Lonely:
        """A fact without a tag"""

        CODE, SEVERITY, PROFILE = "TAG101", Severity.NOTE, "practice"

        def find(self, context):
            for fact in context.deck.facts:
                problem = told(self.CODE, self.SEVERITY, "no tag", place(fact), do="tag it")
                yield context.on_fact(problem, fact)

    assert [p.code for p in deck.check()].count("TAG101") == 4
    assert "TAG101" in deck.check()._repr_mimebundle_()["text/html"]
    qk.unregister("TAG101")
    assert "TAG101" not in [p.code for p in deck.check()]


def test_a_format_is_one_of_the_list(deck, tmp_path):
    @qk.register
    class Stems:
        NAME, SUFFIX = "stems", ".stems"

        def write(self, posing):
            text = "\n".join(each.question.stem for each in posing.questions)
            return extending.Written({"": text.encode()}, (), len(posing.questions), "questions")

    assert format_of("stems").writes
    export(deck, tmp_path / "a.stems", n=3)
    assert (tmp_path / "a.stems").read_text().count("?") == 3
    qk.unregister("stems")
    with pytest.raises(qk.ArgumentError, match=r"to is 'stems', wanted one of xlsx, .*; did|xlsx"):
        export(deck, tmp_path / "b.stems", to="stems")


@pytest.mark.parametrize("thing", [7, object(), types.SimpleNamespace(CODE="A", SHAPE="B")])
def test_what_is_none_of_the_three_is_refused(thing):
    with pytest.raises(qk.ArgumentError, match=r"wanted a form \(with NAME and SHAPE\), a check"):
        qk.register(thing)


def test_a_part_that_is_missing_is_one_line(deck):
    with pytest.raises(qk.ExtensionError) as caught:
        qk.register(types.SimpleNamespace(NAME="mine", SHAPE=Form.TYPED, suits=typed.suits))
    assert str(caught.value) == (
        "the form mine has no function ask; write ask(material, *, rng) -> Question"
    )


def test_every_bundled_form_passes_the_test_that_own_ones_are_given():
    deck = qk.load("vietnam-us")
    for form in ("choice", "select", "typed", "cloze", "true-false", "flip"):
        trial = try_form(form, deck, most=30)
        assert trial.faults == (), form
        assert trial.asked + trial.unsuited <= 30
    with pytest.raises(qk.ArgumentError, match="a form in which one facet is asked"):
        try_form("match", deck)


def test_a_form_that_judges_otherwise_than_it_says_is_found(deck):
    def grade(question, raw, *, material):
        return typed.grade(question, raw[:-1], material=material)

    qk.register(types.SimpleNamespace(
        NAME="mine", SHAPE=Form.TYPED, suits=typed.suits, ask=typed.ask, grade=grade,
        samples=typed.samples,
    ))  # fmt: skip
    trial = try_form("mine", deck)
    assert trial.asked > 3
    assert any("'Vietnam' is" in fault for fault in trial.faults)


def test_a_form_of_a_package_is_asked_by_name_and_a_broken_check_warns(deck, tmp_path, monkeypatch):
    form = CELL.replace("@qk.register\n", "").format(mark="package")
    source = f"from quizkit.api.extending import *\n{form}"
    points = {"quizkit.forms backwards": "plugged_back:Backwards",
              "quizkit.checks ABC101": "plugged_none"}  # fmt: skip
    monkeypatch.syspath_prepend(install(tmp_path, points, {"plugged_back": source}))
    assert deck.questions(1, form="backwards")[0].stem.startswith("package ")
    with pytest.warns(UserWarning, match="the check ABC101 of the package qk-plugged"):
        found = deck.check()
    assert all(problem.code.startswith("QK") for problem in found)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        extensions.CHECKS.forget()
        monkeypatch.setattr(extensions.CHECKS, "_found", ())
        deck.check()


def test_a_form_of_a_package_that_is_broken_is_told_when_it_is_named(deck, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(install(tmp_path, {"quizkit.forms mine": "plugged_none"}, {}))
    with pytest.raises(qk.ExtensionError, match="the form mine of the package qk-plugged"):
        deck.questions(1, form="mine")
    assert deck.questions(1, form="typed")


def test_what_extensions_are_made_of_is_documented_and_sorted():
    assert extending.__all__ == sorted(extending.__all__)
    for name in extending.__all__:
        value = getattr(extending, name)
        assert value.__doc__ if hasattr(value, "__doc__") else True, name


MODULES = {
    Form.CHOICE: extending.choice,
    Form.SELECT: extending.select,
    Form.TYPED: typed,
    Form.CLOZE: extending.cloze,
    Form.TRUE_FALSE: extending.true_false,
    Form.FLIP: extending.flip,
}


@pytest.mark.parametrize("shape", MODULES, ids=lambda shape: shape.value)
def test_a_form_of_every_shape_is_studied_and_shown(shape, tmp_path):
    deck, module = qk.load("vietnam-us"), MODULES[shape]
    parts = {name: getattr(module, name) for name in ("suits", "ask", "grade", "samples")}
    qk.register(types.SimpleNamespace(NAME="mine", SHAPE=shape, **parts))
    trial = try_form("mine", deck, most=60)
    assert trial.asked > 3
    assert trial.faults == ()
    with qk.study(deck, tmp_path / "me.db", form="mine", seed="7") as session:
        view = session.question
        if view.form is Form.FLIP:
            session.reveal()
            session.rate(3)
        else:
            session.answer("1" if view.options else "x")
        assert session.answered == 1
    if shape is not Form.FLIP:
        quiz = qk.quiz(deck, 1, seed=1, form="mine")
        assert quiz.submit("1" if shape not in (Form.TYPED, Form.CLOZE) else "x").question.form
