"""Forms and checks of packages at the edge: loaded by name, kept sittings, nothing without need."""

import json
import sys
import types

import pytest

from quizkit.errors import ExtensionError
from quizkit.model import Form
from quizkit.practice import extensions
from quizkit.practice.checked import Wanted, check, kept
from quizkit.practice.extensions import form_named, form_words, has_own_checks, load_checks
from quizkit.practice.quiz import Quiz
from quizkit.practice.workshop import Workshop
from quizkit.questions.formlist import OWN, add
from quizkit.questions.forms import flip, typed
from quizkit.questions.ownforms import OwnForm
from tests.practice.desks import Desk, go
from tests.registries import install, registries  # noqa: F401
from tests.session.worlds import asker

FORM = """\
from quizkit.model import Form
from quizkit.questions.forms import typed
NAME, SHAPE = "backwards", Form.TYPED
suits, grade, samples = typed.suits, typed.grade, typed.samples
def ask(material, *, rng):
    question = typed.ask(material, rng=rng)
    return question._replace(stem=f"{question.stem} {question.answer[::-1]}")
"""
CHECK = '''\
"""A deck that is looked at"""
from quizkit.checks.written import told
from quizkit.checks.context import place
from quizkit.model import Severity
CODE, SEVERITY, PROFILE = "ABC101", Severity.WARNING, "practice"
def find(context):
    fact = context.deck.facts[0]
    yield context.on_fact(told(CODE, SEVERITY, "it is there", place(fact), do="nothing"), fact)
'''
DECK = """\
quizkit: 1
deck: rivers
title: Rivers
language: en
kinds:
  river:
    called: "the river {name}"
    roles:
      name: text
      sea: {is: place, one: yes, ask: "Where does {it} end?"}
facts:
  river:
    - {id: kd7w, name: Rhine, sea: North Sea}
    - {id: m4xq, name: Danube, sea: Black Sea}
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    folder = install(
        tmp_path / "site",
        {"quizkit.forms backwards": "plugged_form", "quizkit.checks ABC101": "plugged_check"},
        {"plugged_form": FORM, "plugged_check": CHECK},
    )
    monkeypatch.syspath_prepend(folder)
    return folder


@pytest.fixture
def deck(tmp_path):
    path = tmp_path / "decks" / "rivers.yaml"
    path.parent.mkdir()
    path.write_text(DECK)
    return str(path)


def test_a_word_of_quizkit_looks_for_no_package(monkeypatch):
    monkeypatch.setattr(extensions.FORMS, "load", None)
    assert form_named("true-false") is Form.TRUE_FALSE


@pytest.mark.usefixtures("package")
def test_a_form_is_loaded_when_it_is_named():
    assert form_words()[-1] == "backwards"
    assert form_named("forwards") is None
    assert "plugged_form" not in sys.modules
    assert form_named("backwards") == "backwards"
    assert OWN["backwards"].origin.package == "qk-plugged 1.0"
    assert "plugged_check" not in sys.modules


def test_a_form_that_cannot_be_used_is_told(tmp_path, monkeypatch):
    source = FORM.replace("grade, samples =", "grade, sample =")
    points = {"quizkit.forms backwards": "plugged_form"}
    monkeypatch.syspath_prepend(install(tmp_path, points, {"plugged_form": source}))
    with pytest.raises(ExtensionError, match="of the package qk-plugged"):
        form_named("backwards")


@pytest.mark.usefixtures("package")
def test_checks_are_loaded_before_a_deck_is_checked_and_nothing_is_kept(deck, tmp_path):
    cache = tmp_path / "cache"
    assert has_own_checks()
    assert "plugged_check" not in sys.modules
    found = check(deck, Wanted(), cache=cache)
    assert "ABC101" in {problem.code for problem in found.problems}
    assert kept(deck, Wanted(), cache=cache) is None
    assert not list(cache.rglob("*.check"))


def test_what_was_kept_without_them_is_not_shown_with_them(deck, tmp_path, request):
    cache = tmp_path / "cache"
    check(deck, Wanted(), cache=cache)
    assert kept(deck, Wanted(), cache=cache) is not None
    extensions.CHECKS.forget()
    request.getfixturevalue("package")
    assert kept(deck, Wanted(), cache=cache) is None
    assert "ABC101" in {p.code for p in check(deck, Wanted(), cache=cache).problems}


@pytest.mark.usefixtures("package")
def test_the_workshop_of_screens_and_editors_has_them(deck):
    shop = Workshop(deck)
    shop.look()
    assert "ABC101" in {problem.code for problem in shop.complete().problems}


def test_without_packages_nothing_is_loaded():
    assert load_checks() == ()
    assert not has_own_checks()


def own(shape=Form.TYPED, module=typed):
    made = {name: getattr(module, name) for name in ("suits", "ask", "grade", "samples")}
    return OwnForm(types.SimpleNamespace(NAME="mine", SHAPE=shape, **made))


def test_a_quiz_asks_in_it_alone_or_first():
    add(own())
    alone = Quiz([asker()], count=9, seed="1", forms=("mine",)).questions()
    assert {question.variant for question in alone} == {"mine"}
    assert len(alone) == 9
    both = Quiz([asker()], count=9, seed="1", forms=(Form.CHOICE, "mine")).questions()
    assert {question.variant for question in both} == {"mine"}


def test_a_quiz_has_no_mark_for_what_is_flipped():
    add(own(Form.FLIP, flip))
    assert Quiz([asker()], count=9, seed="1", forms=("mine",)).questions() == []


def test_a_left_sitting_comes_back_with_its_question_in_its_form(tmp_path):
    add(own())
    desk = Desk(tmp_path)
    run = desk.study(form="mine")
    question = run.sitting.screen.question
    held = json.loads(desk.kept.read_text())
    assert (held["form"], held["own"], held["wish"][0]) == ("typed", "mine", "mine")
    desk.reopen()
    again = desk.study(form="mine")
    assert again.is_resumed
    assert again.sitting.screen.question == question
    go(again, question.answer)


def test_a_left_sitting_whose_form_is_gone_goes_on_in_its_shape(tmp_path):
    add(own())
    desk = Desk(tmp_path)
    question = desk.study(form="mine").sitting.screen.question
    OWN.clear()
    desk.reopen()
    again = desk.study(form="mine")
    assert again.is_resumed
    found = again.sitting.screen.question
    assert (found.facet, found.form, found.variant) == (question.facet, Form.TYPED, "")
    go(again, found.answer)
