"""The kinds that ship with quizkit: one YAML file each, read when first used."""

from functools import cache
from importlib.resources import files
from typing import Final

from pydantic import ValidationError

from quizkit.decks.context import Context
from quizkit.decks.events import read
from quizkit.decks.kindmaker import KindMaker
from quizkit.decks.report import Report
from quizkit.decks.schema import KindIn
from quizkit.decks.tree import Tree, plain
from quizkit.model import Kind
from quizkit.values.words import BUILTIN

LANGUAGE: Final = "en"
"""Language of a wording that names none."""


@cache
def names() -> tuple[str, ...]:
    """Return the names of the kinds that ship with quizkit, sorted.

    >>> "visit" in names()
    True
    """
    found = (entry.name for entry in files("quizkit.decks").joinpath("kinds").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in found if name.endswith(".yaml")))


def tree_of(name: str) -> Tree:
    """Return the file of a kind that ships with quizkit.

    Raises:
        KeyError: If there is none of this name.
    """
    if name not in names():
        raise KeyError(name)
    entry = files("quizkit.decks").joinpath("kinds", f"{name}.yaml")
    return read(entry.read_bytes(), f"quizkit/decks/kinds/{name}.yaml")


@cache
def kind(name: str) -> Kind:
    """Return a kind that ships with quizkit.

    Raises:
        KeyError: If there is none of this name.
        RuntimeError: If its file is damaged.

    >>> kind("visit").roles["to"].type
    'place'
    """
    tree = tree_of(name)
    report = Report()
    report.problems.extend(tree.problems)
    context = Context(report, LANGUAGE, BUILTIN[LANGUAGE], {tree.path: tree})
    try:
        if tree.root is None:
            raise RuntimeError(f"kind {name!r} cannot be read")
        shape = KindIn.model_validate(plain(tree.root))
    except ValidationError as error:
        raise RuntimeError(f"kind {name!r} has a wrong shape: {error}") from None
    made = KindMaker(context, tree, builtin=True).make(name, shape, tree.root)
    if report.problems:
        raise RuntimeError(f"kind {name!r} has problems: {report.problems[0].message}")
    return made
