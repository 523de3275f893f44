"""The outline of a file: its sections, kinds and facts."""

from collections.abc import Iterator, Mapping

from lsprotocol.types import DocumentSymbol, Range, SymbolKind

from quizkit.decks.tree import Map
from quizkit.lsp.bench import Bench
from quizkit.lsp.positions import Ruler
from quizkit.practice.look import FactLine
from quizkit.text import visible

_SIGNS: Mapping[str, SymbolKind] = {
    "names": SymbolKind.Variable,
    "sources": SymbolKind.File,
    "kinds": SymbolKind.Class,
    "facts": SymbolKind.Class,
    "about": SymbolKind.Variable,
}
_WITHOUT = ("words", "ok")


class Outline:
    """Makes the outline of one file.

    Args:
        bench: The deck.
        path: A file of it.
    """

    def __init__(self, bench: Bench, path: str) -> None:
        self.ruler: Ruler = bench.ruler(path)
        self.path = path
        self.tree = bench.trees.get(path)
        self.facts: dict[str, list[FactLine]] = {}
        for fact in bench.shop.seen.facts:
            if fact.path == path:
                self.facts.setdefault(fact.kind, []).append(fact)

    def symbols(self) -> list[DocumentSymbol]:
        """Return the outline; that of a sheet is the list of its facts."""
        root = self.tree.root if self.tree else None
        if root is None:
            found = (fact for facts in self.facts.values() for fact in facts)
            return [self._fact(fact) for fact in sorted(found, key=lambda fact: fact.line)]
        return list(self._map(root, len(self.ruler.lines)))

    def _map(self, root: Map, last: int) -> Iterator[DocumentSymbol]:
        for name, line, end in _stretches(root, last):
            node = root.fields.get(name)
            inner: list[DocumentSymbol] = []
            if name in _SIGNS and isinstance(node, Map):
                inner = [
                    self._symbol(each, begin, stop, _SIGNS[name], self._facts(name, each))
                    for each, begin, stop in _stretches(node, end)
                ]
            elif name == "cards":
                inner = [self._fact(card) for card in self.facts.get("card", ())]
            yield self._symbol(name, line, end, SymbolKind.Namespace, inner)

    def _facts(self, section: str, name: str) -> list[DocumentSymbol]:
        return [self._fact(fact) for fact in self.facts.get(name, ())] if section == "facts" else []

    def _fact(self, fact: FactLine) -> DocumentSymbol:
        name = " ".join(visible(fact.says).split()) or fact.id
        whole = self.ruler.whole(fact.line)
        return DocumentSymbol(name, SymbolKind.Object, whole, whole, detail=visible(fact.id))

    def _symbol(
        self, name: str, line: int, end: int, kind: SymbolKind, inner: list[DocumentSymbol]
    ) -> DocumentSymbol:
        own = self.ruler.whole(line)
        whole = Range(own.start, self.ruler.whole(max(line, end)).end)
        return DocumentSymbol(visible(name) or "-", kind, whole, own, children=inner or None)


def _stretches(node: Map, last: int) -> Iterator[tuple[str, int, int]]:
    """Yield the fields of a map with their first and last lines."""
    begins = [(name, place[0]) for name, place in node.places.items()]
    for index, (name, line) in enumerate(begins):
        following = begins[index + 1][1] if index + 1 < len(begins) else last + 1
        yield name, line, max(line, min(following - 1, last))
