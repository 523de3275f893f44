"""A file's head against its shape: what pydantic finds, as problems at their places."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel
from pydantic import ValidationError as _ValidationError
from pydantic_core import ErrorDetails

from quizkit.decks import builtin
from quizkit.decks.meant import likeliest, swapped
from quizkit.decks.report import MOST, Report, guess, help_, place, short
from quizkit.decks.schema import (
    READ_ELSEWHERE,
    DeckIn,
    KindIn,
    NameIn,
    PartIn,
    RoleIn,
    SourceIn,
    WordsIn,
)
from quizkit.decks.shapes import shaped
from quizkit.decks.tree import Map, Node, Scalar, Tree, plain, walk
from quizkit.model import Location

_FIELDS: Final[Mapping[str, tuple[type[BaseModel], int]]] = {
    "sources": (SourceIn, 2),
    "names": (NameIn, 2),
    "kinds": (KindIn, 2),
    "roles": (RoleIn, 4),
    "words": (WordsIn, 2),
}


def check(tree: Tree, model: type[DeckIn] | type[PartIn], report: Report) -> Any:
    """Return a file's head as a model, or None if it has not its shape.

    Args:
        tree: The file; its root must be there.
        model: What it must be.
        report: Takes QK004, QK005, QK006, QK009.
    """
    root = tree.root
    if root is None:
        return None
    data = {name: plain(node) for name, node in root.fields.items() if name not in READ_ELSEWHERE}
    try:
        return model.model_validate(data)
    except _ValidationError as error:
        details = error.errors(include_url=False, include_context=True, include_input=False)
        seen: set[tuple[str, Location, str]] = set()
        for detail in details[:MOST]:
            _problem(detail, tree, root, model, (report, seen))
        return None


def _problem(
    detail: ErrorDetails,
    tree: Tree,
    root: Map,
    model: type[BaseModel],
    to: tuple[Report, set[tuple[str, Location, str]]],
) -> None:
    report, seen = to
    path = tree.path
    loc, kind = detail["loc"], detail["type"]
    node = walk(root, loc)
    last = next(
        (step for step in reversed(loc) if isinstance(step, str) and step not in _NOISE), ""
    )
    at = place(path, node)
    fix = None
    if kind == "extra_forbidden" or (len(loc) == 3 and loc[0] == "names" and _is_no_field(last)):
        holder = walk(root, loc[:-1])
        at = place(path, holder.key(last) if isinstance(holder, Map) else node)
        known = _known(loc, model)
        what = f"do not know the field `{short(last)}`"
        code, notes = "QK004", guess(last, known, what="the fields here")
        fix = swapped(tree.lines, at, last, likeliest(last, known))
        if fix is None and len(loc) == 1 and _is_kind(last, root):
            above = "" if "facts" in root.fields else "`facts:` in a line above it, and "
            notes = (help_(f"a kind stands under `facts:`: put {above}2 blanks before it"),)
    elif kind == "missing":
        if isinstance(node, Map) and _is_told(node, last, _known(loc, model)):
            return
        if len(loc) == 1 and last != "quizkit" and not _has(root, "quizkit"):
            return
        code, what, notes = _missing(loc, last, root)
    elif last == "quizkit":
        code, what, notes = _version(node)
    else:
        code, what, tip = _shape(kind, last, detail)
        tip, fix = shaped(tree.lines, at, node, (kind, last), tip)
        notes = (help_(tip),) if tip else ()
    if (code, at, what) not in seen:
        seen.add((code, at, what))
        report.add(code, at, what, notes=notes, fix=fix)


def _is_no_field(name: str) -> bool:
    """Return whether a name can have no such field: it is no language's tag either."""
    return name not in _NAME_FIELDS and not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", name)


def _is_kind(name: str, root: Map) -> bool:
    """Return whether a field of the head is a kind's name."""
    own = root.fields.get("kinds")
    return name in builtin.names() or (isinstance(own, Map) and name in own.fields)


def _has(root: Map, name: str) -> bool:
    return name in root.places or any(likeliest(field, [name]) for field in root.fields)


def _is_told(node: Map, name: str, known: Sequence[str]) -> bool:
    """Return whether a field that is missing is told of already: it is empty, or misspelt."""
    odd = (field for field in node.fields if field not in known)
    return name in node.places or any(likeliest(field, known) == name for field in odd)


def _version(node: Node) -> tuple[str, str, Any]:
    typed = node.text if isinstance(node, Scalar) else ""
    newer = typed.isdecimal() and typed > "1"
    what = "this deck needs a newer quizkit" if newer else "`quizkit` says no version that I know"
    return "QK009", what, (help_("this program reads `quizkit: 1`"),)


def _missing(loc: tuple[int | str, ...], last: str, root: Map) -> tuple[str, str, Any]:
    if last == "quizkit":
        lines = [f"`{line}`" for field, line in _HEADER.items() if not _has(root, field)]
        typed = f"{', '.join(lines[:-1])} and {lines[-1]}" if len(lines) > 1 else lines[0]
        one = "as the first line" if len(lines) == 1 else "each on a line of its own"
        return (
            "QK009",
            "this file does not say `quizkit: 1`",
            (help_(f"begin the file with {typed}, {one}"),),
        )
    owner = f"`{short(str(loc[-2]))}`" if len(loc) > 1 else "the deck"
    return "QK005", f"{owner} has no `{last}`", (help_(f"add a line `{last}: ...`"),)


def _shape(kind: str, last: str, detail: ErrorDetails) -> tuple[str, str, str]:
    """Return code, message and tip for a value that has another shape than wanted."""
    field = short(last)
    if kind == "flag":
        return "QK006", f"`{field}` is either yes or no", f"write `{field}: yes`, or delete it"
    if kind == "literal_error":
        expected = str(detail.get("ctx", {}).get("expected", "")).replace("'", "")
        return "QK006", f"`{field}` cannot say this", f"write one of: {expected}"
    if kind == "string_pattern_mismatch":
        tip = (
            "use small letters, digits and hyphens, such as `vietnam-us`"
            if field == "deck"
            else "write a tag such as `en`, `vi` or `pt-BR`"
        )
        return "QK006", f"`{field}` cannot be written like this", tip
    if re.match("(too_short|too_long)", kind):
        return (
            "QK006",
            f"`{field}` has not as many entries as wanted",
            "12 months, 21 counts (0..20)",
        )
    wanted = _WANTED.get(kind, "another shape")
    return "QK006", f"`{field}` needs {wanted} here", _TIPS.get(kind, "")


_HEADER: Final = {
    "quizkit": "quizkit: 1",
    "deck": "deck: my-deck",
    "title": "title: ...",
    "language": "language: en",
}
"""What every deck begins with."""

_NAME_FIELDS: Final = frozenset(info.alias or name for name, info in NameIn.model_fields.items())

_NOISE: Final = ("", "str", "list[str]")
"""Steps of pydantic's own in a path."""

_WANTED: Final = {
    "string_type": "one text",
    "list_type": "a list",
    "dict_type": "a map of fields",
    "model_type": "a map of fields",
    "model_attributes_type": "a map of fields",
}
_TIPS: Final = {
    "string_type": "write one value after the colon; a text that has brackets goes in quotes",
    "list_type": "write it in brackets: [one, two]",
    "dict_type": "write it in braces: {field: value}",
    "model_type": "write it in braces: {field: value}",
}


def _known(loc: tuple[int | str, ...], model: type[BaseModel]) -> list[str]:
    """Return the fields of the map that a place belongs to."""
    found = model
    for section, (inner, depth) in _FIELDS.items():
        if section in loc[:-1] and len(loc) > depth:
            found = inner
    names = [info.alias or name for name, info in found.model_fields.items()]
    return [*names, *READ_ELSEWHERE] if found is model else names
