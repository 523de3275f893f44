"""The page of `quizkit.api.extending`: all that forms, checks and formats of others are made of."""

import inspect
from collections.abc import Callable
from typing import Any, Final

from making.markdown import code, page, plain, table
from quizkit.api import extending

_PARTS: Final = {
    "For all": ("try_form", "Trial", "fold"),
    "A form": ("Material", "picked", "Samples"),
    "A check": ("Context", "Finding", "told", "place"),
    "A format that writes": ("Posing", "Posed", "Quantity", "Written", "lost"),
    "A format that reads": (
        "Intake",
        "CardRows",
        "Asked",
        "Short",
        "Gapped",
        "Statement",
        "Steps",
        "Several",
        "Pairs",
        "Draft",
        "Book",
        "Sheet",
        "Line",
        "Answered",
    ),
}
"""What is described on this page, by what it is for."""


def own() -> dict[str, Any]:
    """Return what is described on this page and on no other, by name."""
    return {name: getattr(extending, name) for part in _PARTS.values() for name in part}


def text(directives: Callable[..., str], described: Callable[[Any], str]) -> str:
    """Return the page.

    Args:
        directives: Makes directives of autodoc of a kind, full names and options.
        described: Returns the name that something is described under.
    """
    pieces = [f"## {title}\n\n{_directives(directives, names)}" for title, names in _PARTS.items()]
    listed = inspect.cleandoc(extending.__doc__ or "").split("\n\n")
    return page(
        "For forms, checks and formats of one's own",
        *(plain(each) for each in listed),
        "How it is done, step by step: [Add a form, a check or a format of your own]"
        "(../../how-to/own-form.md). The call itself is [`quizkit.register`](#quizkit.register).",
        table(("name", "what"), [_row(name, described) for name in extending.__all__]),
        *pieces,
    )


def _row(name: str, described: Callable[[Any], str]) -> tuple[str, str]:
    each = getattr(extending, name)
    if inspect.ismodule(each):
        functions = [code(part) for part in ("suits", "ask", "grade", "samples")]
        return code(name), f"quizkit's own form, with {', '.join(functions)}"
    if not (inspect.isclass(each) or inspect.isfunction(each)):
        return code(name), "What a role of a fact may hold: one of the types of values"
    says = (inspect.getdoc(each) or "").partition("\n")[0]
    return f"[{code(name)}](#{described(each)})", plain(says)


def _directives(directives: Callable[..., str], names: tuple[str, ...]) -> str:
    made = []
    for name in names:
        is_class = inspect.isclass(getattr(extending, name))
        kind, options = ("autoclass", (":members:",)) if is_class else ("autofunction", ())
        made.append(directives(kind, [f"{extending.__name__}.{name}"], *options))
    return "\n\n".join(made)
