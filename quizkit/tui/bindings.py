"""What can be pressed now, in words: made from the live bindings, for help and for the palette."""

import inspect
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from textual.binding import ActiveBinding
from textual.dom import DOMNode
from textual.screen import Screen

from quizkit.text import fold
from quizkit.tui.presses import spelt

_RUN: Final = 5
"""From so many bindings of one action on they share a line."""
_OWN: Final = {
    "quit": "Leave; every answer is saved.",
    "command_palette": "Find any action, deck or fact by its words.",
    "dismiss": "Go back to the screen beneath.",
    "submit": "Hand in what was typed.",
}
"""What the actions do that Textual brings."""
_BY_ID: Final = {
    "home.browse": "Every fact, and how well you know it.",
    "home.stats": "What you know, how it grew, what is to come.",
    "home.exam": "Plan for a day on which you want to know it.",
    "home.check": "What is wrong with a deck, and what it asks.",
    "home.settings": "Minutes a day, colours, languages and more.",
}
"""What bindings do that share an action."""
_LAST: Final = ("help", "help-f1", "back", "palette", "quit")
"""What is everywhere the same comes last."""


class Entry(NamedTuple):
    """An action that can be done now.

    Attributes:
        presses: The presses for it, as they are shown.
        name: It in a word or two.
        says: A sentence on what it does.
        action: The action as Textual runs it.
        node: Where it runs.
        id: Id of its binding, or "".
    """

    presses: str
    name: str
    says: str
    action: str
    node: DOMNode
    id: str

    def holds(self, words: str) -> bool:
        """Return whether all words of a search stand in it."""
        return holds(f"{self.presses} {self.name} {self.says} {self.id}", words)


def holds(text: str, words: str) -> bool:
    """Return whether all words of a search stand in a text; case and accents do not count.

    >>> holds("Undo: take back the last answer", "BACK undo"), holds("u ctrl+z", "=")
    (True, False)
    """
    folded, raw = fold(text), text.split()
    return all(fold(word) in folded if fold(word) else word in raw for word in words.split())


def entries(screen: Screen[Any]) -> list[Entry]:
    """Return what can be pressed on a screen as it stands; what is so everywhere comes last."""
    found: dict[tuple[str, DOMNode], list[ActiveBinding]] = {}
    for active in _active(screen):
        if active.enabled and active.binding.id:
            found.setdefault((_name(active), active.node), []).append(active)
    made = _merged(entry for group in found.values() for entry in _entries(group, screen))
    return sorted(made, key=lambda entry: _LAST.index(entry.id) if entry.id in _LAST else -1)


def _merged(made: Iterable[Entry]) -> list[Entry]:
    """Return entries of which no two say the same: the first of them has all presses."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in made:
        said = (entry.name, entry.says)
        before = found.setdefault(said, entry)
        more = [each for each in entry.presses.split() if each not in before.presses]
        if more:
            found[said] = before._replace(presses=" ".join([before.presses, *more]))
    return list(found.values())


def _active(screen: Screen[Any]) -> Iterator[ActiveBinding]:
    """Yield the live bindings; above a modal screen the app's own go on, where they come first."""
    live = screen.active_bindings
    yield from live.values()
    for node, bindings in screen._binding_chain:  # Textual 8 has no public way
        for press, binding in bindings if node is screen.app else ():
            if binding.priority and press not in live:
                yield ActiveBinding(node, binding, enabled=True, tooltip=binding.tooltip)


def _name(active: ActiveBinding) -> str:
    return active.binding.action.partition("(")[0].rpartition(".")[2]


def _entries(group: list[ActiveBinding], screen: Screen[Any]) -> Iterable[Entry]:
    """Return one entry for each call of an action, or one for a long run of calls."""
    calls: dict[tuple[str, str], list[ActiveBinding]] = {}
    for active in group:
        calls.setdefault((active.binding.action, active.binding.id or ""), []).append(active)
    if len(calls) < _RUN or any(active.binding.show for active in group):
        return [_entry(each, screen) for each in calls.values()]
    presses = [_shown(active, screen) for active in group]
    entry = _entry(group[:1], screen)
    return [entry._replace(presses=_run(presses), name=entry.says or entry.name)]


def _run(presses: Sequence[str]) -> str:
    """Return many presses in few words.

    >>> _run(["1", "2", "3", "4"]), _run(["up", "k", "end"])
    ('1 to 4', 'up k end')
    """
    signs = [ord(each) for each in presses if len(each) == 1]
    if len(signs) == len(presses) and signs == list(range(signs[0], signs[0] + len(signs))):
        return f"{presses[0]} to {presses[-1]}"
    return " ".join(dict.fromkeys(presses))


def _entry(group: list[ActiveBinding], screen: Screen[Any]) -> Entry:
    active = group[0]
    binding = active.binding
    others = [spelt(each.binding.key) for each in group[1:]]
    presses = " ".join(dict.fromkeys([_shown(active, screen), *others]))
    own = _BY_ID.get(binding.id or "", binding.tooltip)
    says = own or _says(active.node, screen, _name(active))
    return Entry(
        presses, binding.description or says, says, binding.action, active.node, binding.id or ""
    )


def _shown(active: ActiveBinding, screen: Screen[Any]) -> str:
    return screen.app.get_key_display(active.binding)


def _says(node: DOMNode, screen: Screen[Any], name: str) -> str:
    """Return the first line of the action's own description."""
    for owner in (node, screen, screen.app):
        action = getattr(owner, f"action_{name}", None)
        if action is not None:
            if not action.__module__.startswith("quizkit"):
                return _OWN.get(name, "")
            return (inspect.getdoc(action) or "").partition("\n")[0]
    return ""
