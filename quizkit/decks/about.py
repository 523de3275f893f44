"""The section `about:`: plain attributes, facts of the kind `attribute`."""

from typing import Final

from quizkit.decks.facts import FactReader, Shared
from quizkit.decks.kindmaker import FACT_FIELDS
from quizkit.decks.tree import Map, Node, Scalar, span
from quizkit.model import Fact

KIND: Final = "attribute"

_SHARED: Final = ("source", "tags", "according to", "at the time of", "ok")
"""Fields of a subject that hold for all its attributes."""


class About:
    """Reads subjects with their attributes.

    A subject may carry `source`, `tags`, `according to`, `at the time of` and `ok` for all its
    attributes. An attribute is a value, or a map with `value` and any field of a fact.

    Args:
        reader: Reads facts of the kind `attribute`.
    """

    def __init__(self, reader: FactReader) -> None:
        self.reader = reader

    def section(self, node: Node, path: str, *, group: int) -> list[Fact]:
        """Return the facts of a file's `about:`, in the group given."""
        fields = self.reader.fields
        if not isinstance(node, Map):
            what = "`about` needs subjects"
            fields.shape(node, path, what, "write the subject first: `Vietnam: {capital: Hanoi}`")
            return []
        found: list[Fact] = []
        for subject, inner in node.fields.items():
            if not isinstance(inner, Map):
                what = f"`{subject[:20]}` needs a map of attributes"
                fields.shape(inner, path, what, "write {capital: Hanoi}")
                continue
            self._subject(
                Scalar(subject, *node.places[subject], len(subject)), inner, path, (found, group)
            )
        return found

    def _subject(self, subject: Scalar, node: Map, path: str, to: tuple[list[Fact], int]) -> None:
        facts, group = to
        common = {name: inner for name, inner in node.fields.items() if name in _SHARED}
        for name, inner in node.fields.items():
            if name in common:
                continue
            if name in FACT_FIELDS:
                self.reader.fields.unknown(name, node, path, _SHARED)
                continue
            row = self._row(subject, Scalar(name, *node.places[name], len(name)), inner, common)
            id_ = f"{subject.text}.{name}"
            given = row.fields.get("id")
            if isinstance(given, Scalar):
                id_ = given.text
            self.reader.ids.claim(id_, path, {"": span(row)})
            fact = self.reader.read(row, path, Shared(group), id_=id_)
            if fact is not None:
                facts.append(fact)

    def _row(self, subject: Scalar, name: Scalar, value: Node, common: dict[str, Node]) -> Map:
        long = isinstance(value, Map) and "value" in value.fields
        own = dict(value.fields) if long and isinstance(value, Map) else {"value": value}
        fields: dict[str, Node] = {"of": subject, "name": name, **common, **own}
        places = {field: (inner.line, inner.column) for field, inner in fields.items()}
        if long and isinstance(value, Map):
            places.update(value.places)
        return Map(fields, places, name.line, name.column, name.width)
