"""The library's names, from their docstrings; a link may use any name that code has for them."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from typing import Any, Final

from docutils.nodes import Element  # type: ignore[import-untyped]
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx

import quizkit
import quizkit.api
from making import extending
from making.markdown import contents, page, plain, table
from quizkit import errors, model
from quizkit.practice import clock

VALUES: Final = {
    "question": "What is asked: plans with their proof, questions, options.",
    "view": "What a sitting shows.",
    "action": "What a learner can do in a sitting.",
    "learner": "What a learner did: grades, events, memories.",
    "outlook": "Statistics, and plans for an exam or for the days to come.",
    "problem": "What is wrong with a deck.",
    "deck": "What a deck says: names, kinds, facts, dates, numbers.",
    "words": "The words of a language.",
    "fact_view": "A fact with its evidence.",
    "today": "What waits today.",
}
"""Rooms of `quizkit.model`."""
DRAWN: Final = ("quizkit.notebook.plots.plot.Plot",)
"""What plots are, which a handle returns as they are."""
_OTHERS: Final = ("enumerations", "errors", "clocks", "extending")
CLOCKS: Final = ("Clock", "SystemClock", "FixedClock")


def public() -> dict[str, Any]:
    """Return every public name with what it stands for."""
    return {name: getattr(quizkit, name) for name in quizkit.__all__}


def functions() -> list[str]:
    """Return the public names that are called as functions."""
    return [name for name, each in public().items() if not inspect.isclass(each)]


def classes() -> list[str]:
    """Return the public names of handles."""
    found = public().items()
    return [name for name, each in found if inspect.isclass(each) and not _is_other(each)]


def enums() -> list[str]:
    """Return the public names of enumerations."""
    return [name for name, each in public().items() if _is_enum(each)]


def _is_other(each: type) -> bool:
    return _is_enum(each) or issubclass(each, BaseException)


def _is_enum(each: object) -> bool:
    return inspect.isclass(each) and issubclass(each, Enum)


def exceptions() -> list[str]:
    """Return every exception by the name that it is described under."""
    found = [
        each
        for each in vars(errors).values()
        if inspect.isclass(each)
        and issubclass(each, Exception)
        and each.__module__ == errors.__name__
    ]
    return [_named(each) for each in found]


def _named(each: Any) -> str:
    """Return the name that something is described under."""
    name: str = each.__name__
    if name in quizkit.__all__ and getattr(quizkit, name) is each:
        return f"quizkit.{name}"
    if getattr(model, name, None) is each:
        return f"quizkit.model.{name}"
    if extending.own().get(name) is each:
        return f"quizkit.api.extending.{name}"
    return f"{each.__module__}.{name}"


def values(room: str) -> list[str]:
    """Return the classes of a room of the model that are described with it."""
    found = [each for name in model.__all__ if inspect.isclass(each := getattr(model, name))]
    here = [each for each in found if each.__module__ == f"quizkit.model.{room}"]
    return [name for each in here if (name := _named(each)).startswith("quizkit.model.")]


def others() -> list[str]:
    """Return the handles that are no public names: what methods of others return."""
    found = [*DRAWN]
    for room in pkgutil.iter_modules(quizkit.api.__path__):
        module = importlib.import_module(f"quizkit.api.{room.name}")
        found += [
            f"{module.__name__}.{name}"
            for name, each in vars(module).items()
            if inspect.isclass(each)
            and each.__module__ == module.__name__
            and not name.startswith("_")
            and name not in quizkit.__all__
            and name not in extending.own()
        ]
    return found


def pages() -> dict[str, str]:
    """Return an index, the functions, a page a class, errors, values."""
    made = {f"reference/api/{name}": _class(name) for name in classes()}
    made["reference/api/index"] = _index()
    made["reference/api/functions"] = page(
        "Functions", _directives("autofunction", (f"quizkit.{name}" for name in functions()))
    )
    made["reference/api/enumerations"] = page("Enumerations", *map(_enum, enums()))
    made["reference/api/errors"] = page(
        "Errors",
        "Each is for a decision of the caller. What is wrong inside a deck is a value, a "
        "`Problem`, and no exception.",
        _directives("autoexception", exceptions(), ":members:", ":show-inheritance:"),
    )
    made["reference/api/returned"] = page(
        "Other handles",
        "What methods of the classes return.",
        _directives("autoclass", others(), ":members:"),
    )
    made["reference/api/clocks"] = page(
        "Clocks",
        "What tells the time is an argument: a fixed clock makes a run repeatable.",
        _directives("autoclass", (f"quizkit.practice.clock.{n}" for n in CLOCKS), ":members:"),
    )
    made["reference/api/extending"] = extending.text(_directives, _named)
    for room, says in VALUES.items():
        made[f"reference/api/values-{room.replace('_', '-')}"] = _room(room, says)
    return made


def _index() -> str:
    rows = []
    for name, each in public().items():
        says = (inspect.getdoc(each) or "").partition("\n")[0]
        rows.append((f"[`{name}`](#quizkit.{name})", plain(says)))
    rooms = [f"values-{room.replace('_', '-')}" for room in VALUES]
    return page(
        "Library",
        "`import quizkit as qk`. Importing it imports nothing else; names are looked up when they "
        "are first used. Notebooks need `pip install 'quizkit[notebook]'`.",
        "{ref}`All names, from A to Z <genindex>`.",
        table(("name", "what"), rows),
        "## In full",
        "Every function and class with its arguments, their units and ranges, what it raises, and "
        "an example. Values are frozen: they compare by what they hold, and print in one line.",
        contents(
            ["functions", *classes(), "returned", *_OTHERS, *rooms],
        ),
    )


def _class(name: str) -> str:
    return page(name, _directives("autoclass", [f"quizkit.{name}"], ":members:"))


def _enum(name: str) -> str:
    options = (":members:", ":undoc-members:", ":member-order: bysource")
    return f"## {name}\n\n{_directives('autoclass', [f'quizkit.{name}'], *options)}"


def _room(room: str, says: str) -> str:
    pieces = []
    for name in values(room):
        each = getattr(model, name.rpartition(".")[2])
        options = (":members:", ":undoc-members:") if _is_enum(each) else ()
        pieces.append(_directives("autoclass", [name], *options))
    title = f"Values: {room.replace('_', ' ')}"
    return page(title, plain(says), *pieces)


def _directives(kind: str, names: Iterable[str], *options: str) -> str:
    """Return directives of autodoc, for what MyST hands on to reStructuredText."""
    lines = [line for name in names for line in _directive(kind, name, options)]
    return "\n".join(["````{eval-rst}", *lines, "````"])


def _directive(kind: str, name: str, options: Iterable[str]) -> Iterator[str]:
    module = name.rpartition(".")[0]
    yield f".. currentmodule:: {module}"
    yield ""
    yield f".. {kind}:: {name}"
    yield from (f"   {option}" for option in options)
    yield ""


def _found(name: str) -> Any:
    module, _, last = name.rpartition(".")
    return getattr(importlib.import_module(module), last)


@cache
def described() -> dict[str, str]:
    """Return what is described, by every name that code may have for it."""
    found: dict[str, str] = {}
    listed = [*public().values()]
    listed += [getattr(model, name) for name in model.__all__]
    listed += [each for each in vars(errors).values() if inspect.isclass(each)]
    listed += [getattr(clock, name) for name in CLOCKS]
    listed += [_found(name) for name in others()]
    listed += extending.own().values()
    for each in listed:
        is_one = inspect.isclass(each) or inspect.isfunction(each)
        if is_one and each.__module__.startswith("quizkit"):
            name = _named(each)
            found[f"{each.__module__}.{each.__qualname__}"] = name
            if name.count(".") == 1 or each.__name__ not in found:
                found[each.__name__] = name
    return found


def link(_app: Sphinx, doctree: Element) -> None:
    """Have each name of the code point to where it is described."""
    known = described()
    for node in doctree.findall(pending_xref):
        name = known.get(node.get("reftarget", ""))
        if node.get("refdomain") == "py" and name:
            node["reftarget"], node["refspecific"] = name, False
