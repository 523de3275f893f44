"""No press is dead: whatever a hint bar offers does something, and help tells all of it."""

import ast
import asyncio
import inspect
import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar

import pytest
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.keys import _character_to_key

from quizkit.tui import bindings, keymap
from quizkit.tui.screens.allowed import is_quiz
from quizkit.tui.screens.reading import Reading
from quizkit.tui.screens.study import StudyScreen
from quizkit.tui.widgets import hintbar
from quizkit.tui.widgets.hintbar import Hint, HintBar
from tests.tui.states import STAGES, Scene, State, by_cost, playing

PRESSES = {
    "esc": ("escape",),
    "pgdn": ("pagedown",),
    "↑": ("up",),
    "↓": ("down",),
    "↑↓": ("up", "down"),
    "←→": ("left", "right"),
    "shift+↑↓": ("shift+up", "shift+down"),
    "?": ("question_mark",),
}
"""What stands for presses in hints; of several together, one must do something where it stands."""

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_BY_MOUSE = re.compile(r"on_(pager_clicked|picker_opened|deck_list_pointed)")
_HARMLESS = {"post_message", "redraw", "refresh", "refresh_bindings", "query_one"}
"""What every widget does to be seen, or to say that it was clicked."""
_NAMED = {"enter", "space", "tab", "f1", "escape"}


def presses(told: str) -> Iterator[tuple[str, ...]]:
    """Yield the presses a hint tells, together what stands together."""
    for each in told.split():
        first, _, last = each.partition("-")
        if first.isdecimal() and last.isdecimal():
            yield from ((str(n),) for n in range(int(first), int(last) + 1))
        elif each in PRESSES:
            yield PRESSES[each]
        elif each == "1a2b":
            yield ("1", "a", "2", "b")
        elif len(each) == 1 or each in _NAMED or each.startswith(("ctrl+", "shift+")):
            yield (_character_to_key(each) if len(each) == 1 and not each.isalnum() else each,)
        else:
            pytest.fail(f"{each!r} is no press that a hint may tell")


def seen(s: Scene) -> tuple:
    """Return all that a press could change."""
    focused = s.app.focused
    return (
        s.text(),
        tuple(map(id, s.app.screen_stack)),
        focused and (type(focused), getattr(focused, "cursor_position", 0)),
        s.app.clipboard,
        tuple(s.actions),
        tuple(s.ends),
    )


async def does(s: Scene, press: str) -> bool:
    """Press, and return whether anything changes; what comes of it is not waited for."""
    s.app.clear_notifications()
    await s.settle()
    s.actions.clear()
    before = seen(s)
    await s.press_quickly(press)
    for _ in range(10):
        await asyncio.sleep(0.002)
        if seen(s) != before:
            return True
    await s.settle()
    return seen(s) != before


def told(s: Scene) -> dict[str, Hint]:
    """Return the hints, by the presses as they are told."""
    found = [hint for bar in s.screen.query(HintBar) for hint in bar.hints()]
    return {s.app.get_key_display(hint.active.binding): hint for hint in found}


def same(s: Scene, state: State, binding: Binding, node: object) -> tuple:
    """Return what is equal for hints that do the same, so that one of them is enough."""
    if binding.id in {"help", "help-f1"}:
        return ("help", type(s.screen).action_help)
    if node is s.screen and isinstance(node, StudyScreen):
        return (binding.id, type(node.view), is_quiz(node.view))
    return (binding.id, binding.description, state.name)


def taken_away(s: Scene) -> set[str]:
    """Return the numbers of options that cannot be taken any more."""
    view = getattr(s.screen, "view", None)
    return {str(number + 1) for number in getattr(view, "gone", ())}


async def dead(s: Scene, state: State, known: set[tuple]) -> list[str]:
    """Return the hints of a state that do nothing, but for those whose like is known."""
    found, hints, top = [], told(s), type(s.screen)
    for display, hint in hints.items():
        kind = same(s, state, *hint.active[1::-1])
        if kind in known:
            continue
        known.add(kind)
        for together in presses(display):
            done = False
            for press in together:
                await s.settle()
                if type(s.screen) is not top or told(s).keys() != hints.keys():
                    await state.put(s)
                done = done or press in taken_away(s) or await does(s, press)
            if not done:
                found.append(f"{state.name}: {hint.words} ({' '.join(together)})")
    return found


def untold(s: Scene, state: State) -> list[str]:
    """Return what can be pressed in a state and is not told in help."""
    entries = bindings.entries(s.screen)
    known = {_name(entry.action) for entry in entries}
    words = " ".join(entry.presses for entry in entries).split()
    found = []
    for active in s.screen.active_bindings.values():
        if not (active.enabled and _is_own(active.binding, active.node)):
            continue
        display = s.app.get_key_display(active.binding).split()
        is_run = len(display) == 1 and len(display[0]) == 1 and "to" in words
        if _name(active.binding.action) not in known:
            found.append(f"{state.name}: {active.binding}")
        elif not is_run and not all(any(each in word for word in words) for each in display):
            found.append(f"{state.name}: {active.binding.key} of {active.binding.id}")
    return found


def _name(action: str) -> str:
    return action.partition("(")[0].rpartition(".")[2]


def _is_own(binding: Binding, node: object) -> bool:
    return any(
        binding.key in each.key.split(",") and binding.action == each.action
        for kind in type(node).__mro__
        if kind.__module__.startswith(("quizkit.", __name__))
        for each in Binding.make_bindings(kind.__dict__.get("BINDINGS", ()))
    )


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("stage_name", by_cost(STAGES, quick="study"))
async def test_whatever_is_hinted_at_does_something(new_desk, monkeypatch, stage_name):
    monkeypatch.setattr(hintbar, "fitting", lambda hints, _room: iter(hints))
    async with playing(new_desk, stage_name) as s:
        found, missing, known = [], [], set()
        for state in STAGES[stage_name][0]:
            await state.put(s)
            missing += untold(s, state)
            found += await dead(s, state, known)
        assert not found, found
        assert not missing, missing


class Planted(Reading):
    """A screen with a press that does nothing, and one that help cannot tell."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "nothing", "Nothing", id="planted.nothing"),
        Binding("z", "scroll(1)", "Without an id"),
    ]

    def action_nothing(self) -> None:
        """Do nothing."""


@pytest.mark.usefixtures("quick")
async def test_a_dead_press_is_found(new_desk):
    async with playing(new_desk, "first") as s:

        async def put(s: Scene) -> None:
            await s.above(Planted("A title", ["One line."]))

        state = State("planted", put)
        await put(s)
        assert [each.partition(": ")[2] for each in await dead(s, state, set())] == [
            "x Nothing (x)",
            "z Without an id (z)",
        ]
        await put(s)
        assert len(untold(s, state)) == 1
        assert "without an id" in " ".join(faults(Planted)).casefold()


def own() -> list[type[DOMNode]]:
    """Return everything of the package that may have bindings."""
    keymap.known()
    return [each for each in keymap._below(DOMNode) if each.__module__.startswith("quizkit.tui")]


def faults(node: type[DOMNode]) -> list[str]:
    """Return what is wrong with the bindings of one screen or widget."""
    made = list(Binding.make_bindings(node.__dict__.get("BINDINGS", ())))
    found = [f"{node.__name__}: {each.description} has no id" for each in made if not each.id]
    unfit = set(keymap.SAME) | set(keymap.EDITING)
    found += [f"{node.__name__}: {each.key} is unfit" for each in made if each.key in unfit]
    actions = defaultdict(set)
    for each in made:
        actions[each.id].add(each.action.partition("(")[0])
    return found + [
        f"{node.__name__}: {name} is two" for name, names in actions.items() if len(names) > 1
    ]


def test_every_binding_has_an_id_and_a_press_that_terminals_send():
    assert [fault for node in own() for fault in faults(node)] == []


def test_an_id_means_one_thing_wherever_it_stands():
    found = defaultdict(set)
    for name, made in keymap.known().items():
        found[name] = {each.description for each in made}
    several = {name: names for name, names in found.items() if len(names) > 1}
    assert set(several) == {"home.study"}, several  # which decks: one press, as it is


def mouse_only(node: type) -> list[str]:
    """Return what a click on a screen or widget does and no press of it does."""
    source = ast.parse(textwrap.dedent(inspect.getsource(node)))
    functions = {each.name: each for each in ast.walk(source) if isinstance(each, _FUNCTIONS)}
    by_press = {
        name
        for each in functions
        if each.startswith("action_")
        for name in {each, *called(functions[each])}
    }
    return [
        f"{node.__name__}.{each}: {name}"
        for each in functions
        if _BY_MOUSE.fullmatch(each)
        for name in sorted(called(functions[each]) - by_press - _HARMLESS)
    ]


def called(function: ast.AST) -> set[str]:
    """Return the names of what a function calls of its own object."""
    return {
        each.func.attr
        for each in ast.walk(function)
        if isinstance(each, ast.Call)
        and isinstance(each.func, ast.Attribute)
        and isinstance(each.func.value, ast.Name)
        and each.func.value.id == "self"
    }


def test_nothing_is_for_the_mouse_alone():
    found = [each for node in own() for each in mouse_only(node)]
    assert found == ["Typed.on_pager_clicked: want"]  # a name that fits, which can be typed
