"""The fields that facts, groups and cards carry besides their values."""

import re
from collections.abc import Mapping
from typing import Any, Final

from quizkit.decks.context import Context, where
from quizkit.decks.paths import PathFault, relative
from quizkit.decks.report import SEVERITIES, help_, short
from quizkit.decks.schema import FLAGS
from quizkit.decks.shapes import as_text
from quizkit.decks.tree import Map, Node, Scalar, texts
from quizkit.model import Location, Note, Precision, Severity, Source

PRECISIONS: Final[Mapping[str, Precision]] = {
    "year": Precision.YEAR,
    "month": Precision.MONTH,
    "day": Precision.DAY,
}
"""What `ask to` may say."""

_ID: Final = re.compile(r"[^\s~#/@,;|\[\]{}][^\s#/@,;|\[\]{}]{0,63}")
_OK: Final = re.compile(r"([A-Z]{2,4}[0-9]{3}): *(.*)")
_REASON: Final = re.compile(r"[^\W\d_]{2,}")

_BESIDE: Final = "put the picture itself into the deck's folder and name it from there: map.png"
_SMALLER: Final = "save it smaller: at most 20 MB and 16 million pixels"
_PICTURES: Final = {
    "no such file": "put it there, or correct its name; small and capital letters differ",
    "larger": _SMALLER,
    "pixels": _SMALLER,
    "no PNG": "save it as PNG or JPEG from the program that made it",
    "which its": "give the file the ending of what it is, here and in the folder",
}


def is_id(text: str) -> bool:
    """Return whether a text can be the id of a fact."""
    return _ID.fullmatch(text) is not None


class Fields:
    """Reads the fields; each method takes a node and its file, and reports what is wrong.

    Args:
        context: Takes QK006, QK116, QK711, QK806.
        sources: The deck's sources.
    """

    def __init__(self, context: Context, sources: Mapping[str, Source]) -> None:
        self.context = context
        self.sources = sources
        self.attributed = any(one.according_to or one.at_time_of for one in sources.values())

    def shape(self, node: Node, path: str, what: str, tip: str = "") -> None:
        """Report QK006."""
        notes = [help_(tip)] if tip else []
        self.context.report.add("QK006", where(path, node), what, notes=notes)

    def text(self, node: Node, path: str, field: str) -> str:
        """Return one text, or ""."""
        if isinstance(node, Scalar):
            return node.text
        at, tree = where(path, node), self.context.files.get(path)
        tip = "a text that has brackets or braces goes in quotes"
        tip, fix = as_text(tree.lines if tree else (), at, node, tip)
        what = f"`{field}` needs one text here"
        self.context.report.add("QK006", at, what, notes=[help_(tip)], fix=fix)
        return ""

    def id(self, node: Node, path: str, field: str) -> str:
        """Return an id, or "" if it cannot be one."""
        if isinstance(node, Scalar) and is_id(node.text):
            return node.text
        self.shape(
            node,
            path,
            "cannot use this as an `id`",
            "use letters, digits, hyphens and dots, such as `t8wd`",
        )
        return ""

    def texts(self, node: Node, path: str, field: str) -> tuple[str, ...]:
        """Return several texts: a list, or one text with commas between them."""
        found = texts(node)
        if found is None:
            self.shape(node, path, f"`{field}` needs a list of texts", "write it as [one, two]")
            return ()
        if isinstance(node, Scalar) and not node.style:
            return tuple(part.strip() for part in node.text.split(",") if part.strip())
        return tuple(item.text for item in found)

    def difficulty(self, node: Node, path: str, field: str) -> int:
        """Return 1..5, or 0."""
        if isinstance(node, Scalar) and node.text in ("1", "2", "3", "4", "5"):
            return int(node.text)
        self.shape(node, path, "`difficulty` is a figure from 1 to 5")
        return 0

    def ask_to(self, node: Node, path: str, field: str) -> Precision | None:
        """Return the precision that a date is asked to."""
        if isinstance(node, Scalar) and node.text in PRECISIONS:
            return PRECISIONS[node.text]
        self.shape(node, path, "`ask to` is year, month or day")
        return None

    def flag(self, node: Node, path: str, field: str) -> bool:
        """Return what yes or no says."""
        if isinstance(node, Scalar) and node.text.lower() in FLAGS:
            return FLAGS[node.text.lower()]
        self.shape(node, path, f"`{field}` is either yes or no")
        return False

    def ok(self, node: Node, path: str, field: str) -> dict[str, str]:
        """Return accepted problems: a map, or `CODE: reason` in a table's cell."""
        if isinstance(node, Scalar):
            found = [_OK.fullmatch(part.strip()) for part in node.text.split(";")]
            pairs = {match[1]: (match[2], node) for match in found if match}
            if not pairs or None in found:
                self.shape(node, path, "cannot read this `ok`", "write `QK304: reason in words`")
        elif isinstance(node, Map):
            pairs = {
                code: (inner.text, inner) if isinstance(inner, Scalar) else ("", inner)  # type: ignore[misc]
                for code, inner in node.fields.items()
            }
        else:
            self.shape(node, path, "`ok` needs a map", "write {QK304: reason in words}")
            return {}
        return {
            code: reason
            for code, (reason, at) in pairs.items()
            if accepted(self.context, code, (reason, where(path, at)))
        }

    def image(self, node: Node, path: str, field: str) -> dict[str, str]:
        """Return an image's fields; empty if its path cannot be used."""
        if isinstance(node, Scalar):
            found = {"file": node.text}
        elif isinstance(node, Map):
            found = {}
            for name, inner in node.fields.items():
                if name in ("file", "alt", "credit"):
                    found[name] = self.text(inner, path, name)
                else:
                    self.unknown(name, node, path, ("file", "alt", "credit"))
        else:
            self.shape(node, path, "`image` needs a file", "write {file: map.png, alt: a map}")
            return {}
        name = found.get("file", "")
        try:
            relative(name)
        except PathFault as fault:
            self._no_image(node, path, str(fault))
            return {}
        why = self.context.look(name)
        if why:
            self._no_image(node, path, why)
        return found

    def _no_image(self, node: Node, path: str, why: str) -> None:
        at = node.fields.get("file", node) if isinstance(node, Map) else node
        tip = next((tip for sign, tip in _PICTURES.items() if sign in why), _BESIDE)
        what = f"cannot use this image: {why}"
        self.context.report.add("QK806", where(path, at), what, notes=[help_(tip)])

    def unknown(self, name: str, node: Map, path: str, known: tuple[str, ...]) -> None:
        """Report QK004."""
        at = where(path, node.key(name))
        advice = self.context.advice(at, name, known, what="the fields here")
        self.context.report.add("QK004", at, f"do not know the field `{short(name)}`", **advice)

    def source(self, node: Node, path: str, field: str) -> str:
        """Return where a fact comes from, as typed; several sources are joined by "; "."""
        cited = [node] if isinstance(node, Scalar) else texts(node)
        if cited is None:
            self.text(node, path, "source")
            return ""
        for one in cited:
            if self.cited(one.text) is None:
                self._undeclared(one, path)
        return cited[0].text if len(cited) == 1 else "; ".join(one.text for one in cited)

    def cited(self, text: str) -> Source | None:
        """Return the source that a citation begins with."""
        word = text.partition(" ")[0]
        return self.sources.get(word) or self.sources.get(word.rstrip(",;:"))

    def attribution(self, text: str) -> dict[str, str]:
        """Return what a citation's source brings with it: `according_to`, `at_time_of`."""
        source = self.cited(text)
        if source is None:
            return {}
        said = {"according_to": source.according_to, "at_time_of": source.at_time_of}
        return {name: value for name, value in said.items() if value}

    def _undeclared(self, node: Scalar, path: str) -> None:
        word = node.text.partition(" ")[0]
        at = where(path, Scalar("", node.line, node.column + len(node.style), len(word)))
        advice = self.context.advice(at, word, self.sources, what="the sources")
        tip = Note("or" if advice["fix"] else "help", f"declare it:  {_declared(word)}")
        advice["notes"] = (*advice["notes"][:1], tip, *advice["notes"][1:])
        self.context.report.add("QK116", at, f"do not know the source `{short(word)}`", **advice)


def _declared(word: str) -> str:
    """Return how a source is declared, to be typed."""
    id_ = word if re.fullmatch(r"[\w-]+", word) else "atlas"
    return f"sources: {{{short(id_)}: {{title: ...}}}}"


def accepted(context: Context, code: str, why: tuple[str, Location]) -> bool:
    """Return whether a problem may be accepted so; report QK711 if not.

    Args:
        context: Takes QK711.
        code: The code.
        why: The reason, and where it stands.
    """
    reason, at = why
    if not _OK.fullmatch(f"{code}: x"):
        what, tip = f"`{short(code)}` is no code of a problem", "write a code such as QK304"
    elif SEVERITIES.get(code) is Severity.FATAL:
        what, tip = f"{code} cannot be accepted: the file does not load", "mend it instead"
    elif not _REASON.search(reason):
        what, tip = f"{code} is accepted without a reason", "say why in a few words"
    else:
        return True
    context.report.add("QK711", at, what, notes=[help_(tip)])
    return False


READERS: Final[Mapping[str, Any]] = {
    "id": Fields.id,
    "source": Fields.source,
    "note": Fields.text,
    "tags": Fields.texts,
    "difficulty": Fields.difficulty,
    "ask to": Fields.ask_to,
    "disputed": Fields.flag,
    "ok": Fields.ok,
    "image": Fields.image,
    "requires": Fields.texts,
    "quote": Fields.text,
    "according to": Fields.text,
    "at the time of": Fields.text,
}
"""Field to what reads it, where no kind is needed for that."""
