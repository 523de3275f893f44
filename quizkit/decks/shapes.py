"""QK006: what to write in place of a value of another shape, and the fix for it."""

import re
from collections.abc import Sequence
from typing import Final
from unicodedata import normalize

from quizkit.checks.mend import replaced, typed
from quizkit.decks.meant import likeliest
from quizkit.decks.tree import Items, Map, Node, Scalar
from quizkit.model import Fix, Location
from quizkit.values.languages import TAGS

_SECTIONS: Final = {
    "names": "write a map, each name with what it is:  Hue: {is: city}",
    "sources": "write a map, each source with its title:  atlas: {title: An atlas}",
    "kinds": "write a map, each kind with its roles",
    "roles": "write a map, each role with its type, without dashes:  who: person",
    "words": "write a map, each language with its words",
}


def shaped(
    lines: Sequence[str], at: Location, node: Node, what: tuple[str, str], tip: str
) -> tuple[str, Fix | None]:
    """Return what to do about a value of the wrong shape in a deck's head, and the fix.

    Args:
        lines: The file's lines.
        at: Where the value stands.
        node: The value.
        what: Pydantic's word for the fault, and the field.
        tip: What is said where nothing better is known.
    """
    kind, field = what
    if kind == "string_type":
        return as_text(lines, at, node, tip)
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return _SECTIONS.get(field, tip), None
    if kind == "string_pattern_mismatch" and isinstance(node, Scalar):
        meant = slug(node.text) if field == "deck" else tag(node.text)
        if meant:
            fix = Fix("unsafe", f"write `{meant}`", (replaced(at, meant),))
            return f"write `{field}: {meant}`", fix
    return tip, None


def as_text(lines: Sequence[str], at: Location, node: Node, tip: str) -> tuple[str, Fix | None]:
    """Return what to do about a list or map where a text is wanted, and the fix.

    A list of one text becomes that text; what else stands on one line goes in quotation marks.
    """
    line = lines[at.line - 1] if 0 < at.line <= len(lines) else ""
    raw = line[at.column - 1 : at.column - 1 + at.width]
    if raw[:1] not in ("[", "{") or raw[-1:] not in ("]", "}"):
        return tip, None
    if isinstance(node, Items) and len(node.items) == 1 and isinstance(node.items[0], Scalar):
        text = typed(node.items[0].text)
        title = "write the one text without brackets"
    elif isinstance(node, (Items, Map)):
        text, title = typed(raw), "put the text in quotation marks"
    else:
        return tip, None
    return f"{title}:  {text}", Fix("unsafe", title, (replaced(at, text),))


def slug(text: str) -> str:
    """Return a deck's name made of a text, or "".

    >>> slug("Hà Nội & Huế!")
    'ha-noi-hue'
    """
    plain = normalize("NFKD", text.casefold().replace("đ", "d"))
    found = re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", plain)).strip("-")
    return found[:64].rstrip("-")


def tag(text: str) -> str:
    """Return the tag of a language by its English name, or "".

    >>> tag("Vietnamese"), tag("english"), tag("Klingon")
    ('vi', 'en', '')
    """
    return TAGS.get(likeliest(text, TAGS), "")
