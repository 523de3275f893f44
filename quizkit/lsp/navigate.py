"""Where a thing is said to be what it is, and where else it is mentioned."""

from importlib.resources import files
from pathlib import Path

from lsprotocol.types import Location as At

from quizkit.decks import builtin
from quizkit.decks.tree import Map
from quizkit.lsp.bench import Bench
from quizkit.lsp.diagnostics import Rulers
from quizkit.lsp.mentions import CALLED, FILE, KIND, NAME, ROLE, Mention
from quizkit.model import Location


def definition(bench: Bench, place: tuple[str, int, int]) -> list[At]:
    """Return where what stands at a place is declared; a name that is not, where it is first met.

    Args:
        bench: The deck.
        place: Path, line and column [from 1].
    """
    found = bench.index.at(*place)
    if found is None:
        return []
    rulers = Rulers(bench.buffers)
    if found.what == FILE:
        return [rulers.at(Location(found.key[0]))]
    declared = [each.at for each in bench.index.of(found.what, found.key) if each.declares]
    if not declared and found.what == NAME and bench.deck:
        declared = [each.at for each in bench.index.of(NAME, found.key)][:1]
    return [rulers.at(at) for at in declared or _built_in(bench, found)]


def references(bench: Bench, place: tuple[str, int, int], *, declaration: bool) -> list[At]:
    """Return every place where what stands at a place is mentioned.

    Args:
        bench: The deck.
        place: Path, line and column [from 1].
        declaration: Where it is declared counts, too.
    """
    found = bench.index.at(*place)
    if found is None:
        return []
    rulers = Rulers(bench.buffers)
    mentions = bench.index.of(found.what, found.key)
    return [rulers.at(each.at) for each in mentions if declaration or not each.declares]


def _built_in(bench: Bench, found: Mention) -> list[Location]:
    """Return where a kind that ships with quizkit is declared, or its role."""
    deck, name = bench.deck, found.key[0]
    if found.what not in (KIND, ROLE, CALLED) or deck is None or name not in builtin.names():
        return []
    if name in deck.kinds and not deck.kinds[name].builtin:
        return []
    path = Path(str(files("quizkit.decks").joinpath("kinds", f"{name}.yaml"))).as_posix()
    root = builtin.tree_of(name).root
    if root is None or found.what == KIND:
        return [Location(path)]
    roles = root.fields["roles"]
    holder, field = (roles, found.key[1]) if found.what == ROLE else (root, "called")
    return [Location(path, *holder.key(field))] if isinstance(holder, Map) else []
