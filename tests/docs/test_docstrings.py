"""Every public name, and every public method of one, is described with an example that runs."""

import doctest
import importlib
import inspect
from collections.abc import Iterator
from typing import Any

import pytest

import quizkit

WITHOUT = {
    "Deck.asker": "for the layers above it, which make and judge questions with it",
    "Log.readable": "for the layers above it, which read the store with it",
    "Log.writable": "for the layers above it, which write the store with it",
    "QuizWidget.refresh": "the widget does it by itself; it shows nothing else to Python",
}
"""Names without an example, and why."""


def described() -> Iterator[tuple[str, Any]]:
    """Yield public names, and the public methods and properties that a class itself has."""
    for name in quizkit.__all__:
        each = getattr(quizkit, name)
        yield name, each
        if inspect.isclass(each):
            for method, found in vars(each).items():
                is_one = callable(found) or isinstance(found, (property, classmethod, staticmethod))
                if not method.startswith("_") and (is_one or hasattr(found, "func")):
                    yield f"{name}.{method}", found


NAMES = dict(described())


def test_every_public_name_has_an_example_or_a_reason():
    bare = {
        name
        for name, each in NAMES.items()
        if not doctest.DocTestParser().get_examples(inspect.getdoc(each) or "")
    }
    assert bare == set(WITHOUT)
    assert all(len(reason.split()) > 3 for reason in WITHOUT.values())


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_says_what_it_is(name):
    said = inspect.getdoc(NAMES[name]) or ""
    first = said.partition("\n")[0]
    assert first.endswith("."), first


CALLED = [
    name
    for name, each in NAMES.items()
    if inspect.isfunction(each) or isinstance(each, (classmethod, staticmethod))
]


@pytest.mark.parametrize("name", CALLED)
def test_every_argument_is_described(name):
    each = NAMES[name]
    called = each.__func__ if isinstance(each, classmethod) else each
    said = inspect.getdoc(called) or ""
    arguments = [a for a in inspect.signature(called).parameters if a not in ("self", "cls")]
    if len(arguments) > 1:
        assert "Args:" in said
        assert not [a for a in arguments if f"    {a}:" not in said and f"*{a}:" not in said]


def test_the_examples_are_run_with_the_modules():
    homes = {each.__module__ for each in map(inspect.unwrap, map(_called, NAMES.values()))}
    run = {
        test.name.removeprefix(f"{home}.")
        for home in homes
        for test in doctest.DocTestFinder().find(importlib.import_module(home))
        if test.examples
    }
    assert not NAMES.keys() - run - WITHOUT.keys()


def _called(each: Any) -> Any:
    """Return what a property or class method calls, which knows its module."""
    inner = getattr(each, "fget", None) or getattr(each, "func", None)
    return inner or getattr(each, "__func__", None) or each
