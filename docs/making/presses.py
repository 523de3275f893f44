"""What can be pressed on the screens, from the bindings that they declare."""

import inspect
from typing import Final, NamedTuple

from textual.binding import Binding
from textual.dom import DOMNode

from making.markdown import code, codes, page, plain, table
from quizkit.tui import bindings, keymap
from quizkit.tui.presses import spelt

EVERYWHERE: Final = "everywhere"
SCOPES: Final = {
    EVERYWHERE: "On every screen.",
    "home": "The first screen: the decks, and what waits.",
    "study": "While questions are asked.",
    "answer": "At a question; which of them there are depends on its form.",
    "typed": "Where a typed answer fits several names.",
    "flip": "At a question whose answer is turned up.",
    "reveal": "At the answer of a flip question.",
    "feedback": "After an answer.",
    "rate": "After an answer: how well you knew it.",
    "paused": "While the time stands still.",
    "trouble": "Where an answer could not be saved; nothing is counted.",
    "evidence": "What there is to know about an answer.",
    "summary": "At the end of a sitting.",
    "mark": "At the end of a quiz.",
    "browse": "The list of facts.",
    "fact": "One fact with its evidence.",
    "stats": "Where you stand.",
    "exam": "The plan for an exam, or for 30 days.",
    "settings": "The settings.",
    "check": "The deck check: problems, facts, and the questions as a learner sees them.",
    "explain": "What a code of the check means.",
    "mend": "What a mending would change.",
    "opening": "Where the path of a deck is typed.",
    "beginning": "What is to be read before the first question.",
    "told": "What is to be read before it goes on.",
    "reading": "Lines to be read.",
    "pick": "A list to choose from.",
    "line": "A line to be typed.",
    "confirm": "A question before something is done.",
    "help": "Help.",
}
"""Each screen, or part of one, by the beginning of its bindings' ids."""
FORMS: Final = {
    "AnswerBox": "typed, cloze",
    "Options": "choice, true-false",
    "Marks": "select",
    "Ordering": "order",
    "Matching": "match",
    "Flip": "flip",
}
"""Which forms a widget asks that takes answers."""


class Press(NamedTuple):
    """A binding.

    Attributes:
        id: Its id, which the setting `keys` names.
        presses: Its presses, as they are spelt on the screens.
        name: It in a word or two.
        says: A sentence on what it does.
        owners: Names of the classes that have it.
    """

    id: str
    presses: tuple[str, ...]
    name: str
    says: str
    owners: tuple[str, ...]


def found() -> list[Press]:
    """Return every binding with an id, each once."""
    known = keymap.known()
    nodes = {node for node in keymap._below(DOMNode) if node.__module__.startswith("quizkit.tui")}
    made = []
    for name in known:
        owners = sorted(
            ((node, each) for node in nodes for each in _own(node) if each.id == name),
            key=lambda owner: (owner[0].__module__, owner[0].__name__),
        )
        made.append(_press(name, owners))
    return made


def _own(node: type[DOMNode]) -> list[Binding]:
    return list(Binding.make_bindings(node.__dict__.get("BINDINGS", ())))


def _press(name: str, owners: list[tuple[type[DOMNode], Binding]]) -> Press:
    presses = dict.fromkeys(spelt(each.key) for _, each in owners)
    names = [each.description for _, each in owners if each.description]
    says = [said for node, each in owners if (said := _says(node, each))]
    nodes = dict.fromkeys(node.__name__ for node, _ in owners)
    return Press(name, tuple(presses), "".join(names[:1]), "".join(says[:1]), tuple(nodes))


def _says(node: type[DOMNode], each: Binding) -> str:
    """Return what a binding does: its own words, else those of the action's description."""
    if own := bindings._BY_ID.get(each.id or "", each.tooltip):
        return own
    action = each.action.partition("(")[0].rpartition(".")[2]
    method = getattr(node, f"action_{action}", None)
    if method is None or not method.__module__.startswith("quizkit"):
        return bindings._OWN.get(action, "")
    return (inspect.getdoc(method) or "").partition("\n")[0]


def scope(name: str) -> str:
    """Return the screen, or the part of one, that a binding's id begins with."""
    return name.partition(".")[0] if "." in name else EVERYWHERE


def pages() -> dict[str, str]:
    """Return one page, a section for each screen or part of one."""
    scopes: dict[str, list[Press]] = {}
    for each in found():
        scopes.setdefault(scope(each.id), []).append(each)
    if scopes.keys() != SCOPES.keys():
        message = f"screens that nobody describes: {sorted(scopes.keys() ^ SCOPES.keys())}"
        raise ValueError(message)
    listed = page(
        "Presses",
        "What can be pressed, screen by screen. `?` shows the same for the screen you are on. The "
        "setting [`keys`](../settings/index.md#setting-keys) gives a binding, named by its id, "
        "other presses:",
        '```toml\n[keys]\n"study.hint" = "h,ctrl+g"\n```',
        *(piece for name in SCOPES for piece in _section(name, scopes[name])),
    )
    return {"reference/presses/index": listed}


def _section(name: str, presses: list[Press]) -> list[str]:
    rows = [
        (
            codes(each.presses, " "),
            plain(each.name),
            plain(_more(each)),
            _forms(each),
            code(each.id),
        )
        for each in presses
    ]
    return [
        f"(presses-{name})=\n## {name.capitalize()}",
        plain(SCOPES[name]),
        table(("press", "what", "more", "forms", "id"), rows),
    ]


def _more(each: Press) -> str:
    return "" if each.says == each.name else each.says


def _forms(each: Press) -> str:
    """Return in which forms a press answers; "" where that is not what it does."""
    return "; ".join(FORMS[owner] for owner in each.owners if owner in FORMS)
