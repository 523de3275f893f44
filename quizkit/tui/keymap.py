"""The learner's own presses: checked as a whole before any of them counts.

A binding has an id ("study.hint"); the setting `keys` gives it other presses. What would take
away help, the palette or the way out, what terminals send for another press, and what a line
editor needs is refused, with the line where it stands; the rest counts.
"""

import pkgutil
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple
from unicodedata import lookup

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, _character_to_key

import quizkit.tui
from quizkit.text import nearest

ALWAYS: Final = {"help": "help", "help-f1": "help", "quit": "quitting", "palette": "the palette"}
"""Bindings that nothing may hide, and what they are for."""
SAME: Final = {
    "ctrl+h": "backspace", "ctrl+i": "tab", "ctrl+m": "enter", "ctrl+j": "enter",
    "ctrl+left_square_bracket": "escape",
}  # fmt: skip
"""What terminals send for another press."""
EDITING: Final = frozenset(f"ctrl+{letter}" for letter in "aedwukxv")
"""What a line in which one types needs."""
_HELD: Final = frozenset({"ctrl", "shift", "alt", "super", "meta", "hyper"})
_KEYS: Final = frozenset({*(key.value for key in Keys), *KEY_NAME_REPLACEMENTS.values()})
_TYPABLE: Final = re.compile(r"[^+]|[a-z_]+")
_NAMED: Final = re.compile(
    r"f\d+|escape|enter|tab|up|down|left|right|home|end|pageup|pagedown|insert|delete|backspace"
)


class Fault(NamedTuple):
    """A binding that is refused.

    Attributes:
        name: Its id.
        why: The end of a sentence.
    """

    name: str
    why: str


def press(text: str) -> str:
    """Return a press as Textual names it.

    >>> press("?"), press("ctrl+g"), press("Ctrl+["), press("H")
    ('question_mark', 'ctrl+g', 'ctrl+left_square_bracket', 'H')
    """
    before, plus, last = text.rpartition("+") if len(text) > 1 else ("", "", text)
    if len(last) == 1:
        last = _character_to_key(last)
    return before.lower() + plus + (last if len(last) == 1 else last.lower())


def is_press(each: str) -> bool:
    """Return whether there is such a press, as Textual names it.

    >>> is_press("ctrl+g"), is_press("question_mark"), is_press("f5"), is_press("blue")
    (True, True, True, False)
    """
    *held, last = each.split("+")
    if not _HELD.issuperset(held):
        return False
    if len(last) == 1 or last in _KEYS:
        return True
    try:
        return bool(lookup(last.replace("_", " ")))
    except KeyError:
        return False


def known() -> dict[str, list[Binding]]:
    """Return every binding of every screen and widget by its id.

    It imports them all, so it belongs into the backend.
    """
    for module in pkgutil.walk_packages(quizkit.tui.__path__, "quizkit.tui."):
        import_module(module.name)
    found: dict[str, list[Binding]] = {}
    for node in _below(DOMNode):
        if node.__module__.startswith("quizkit.tui"):
            for binding in Binding.make_bindings(node.__dict__.get("BINDINGS", ())):
                if binding.id:
                    found.setdefault(binding.id, []).append(binding)
    return found


def _below(node: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for each in node.__subclasses__():
        yield each
        yield from _below(each)


def checked(
    keys: Mapping[str, str], bindings: Mapping[str, list[Binding]]
) -> tuple[dict[str, str], list[Fault]]:
    """Return the bindings that count, and those that are refused.

    Args:
        keys: Id to presses, set apart by commas.
        bindings: What there is, by id.
    """
    wanted = {name: _presses(given) for name, given in keys.items()}
    held = _held(bindings, wanted)
    faults = [
        Fault(name, why)
        for name, presses in wanted.items()
        if (why := _wrong(name, presses, bindings, held))
    ]
    refused = {fault.name for fault in faults}
    return {n: ",".join(each) for n, each in wanted.items() if n not in refused}, faults


def _presses(given: str) -> list[str]:
    return [press(each) for each in given.split(",") if each]


def _held(
    bindings: Mapping[str, list[Binding]], wanted: Mapping[str, list[str]]
) -> dict[str, set[str]]:
    """Return each press with the ids that would have it; what may never be hidden keeps its own."""
    held: dict[str, set[str]] = {}
    for name, defaults in bindings.items():
        keeps = name in ALWAYS or name not in wanted
        own = {binding.key for binding in defaults} if keeps else set()
        presses = own | set(wanted.get(name, ()))
        for each in presses:
            held.setdefault(each, set()).add(name)
    return held


def _wrong(
    name: str,
    presses: list[str],
    bindings: Mapping[str, list[Binding]],
    held: Mapping[str, set[str]],
) -> str:
    """Return why a binding is refused, or ""."""
    if name not in bindings:
        near = nearest(name, bindings)
        return "there is no such binding" + (f'; did you mean "{near}"?' if near else "")
    if not presses:
        return "it needs a press: a binding cannot be taken away"
    first = any(binding.priority for binding in bindings[name])
    return next(filter(None, (_unfit(name, p, held[p], first=first) for p in presses)), "")


def _unfit(name: str, each: str, holders: set[str], *, first: bool) -> str:
    """Return why a press cannot be a binding's, or ""."""
    if not is_press(each):
        return f'"{each}" is no press'
    others = holders - {name}
    taken = sorted(ALWAYS[other] for other in others if other in ALWAYS)
    beside = sorted(other for other in others if _scope(other) == _scope(name))
    if each in SAME:
        return f'"{each}" is what terminals send for {SAME[each]}'
    if each in EDITING:
        return f'"{each}" is needed where an answer is typed'
    if taken and ALWAYS.get(name) != taken[0]:
        return f'"{each}" is for {taken[0]}, wherever one is'
    if name in ALWAYS and others - set(ALWAYS):
        return f'"{each}" is "{min(others - set(ALWAYS))}" on some screen, and would hide it'
    if first and _is_typed(each):
        return f'"{each}" could not be typed any more; take one with ctrl, or F2 to F12'
    if name not in ALWAYS and beside:
        return f'"{each}" is "{beside[0]}" there'
    return ""


def _scope(name: str) -> str:
    """Return the screen or widget that an id begins with."""
    return name.partition(".")[0]


def _is_typed(each: str) -> bool:
    return bool(_TYPABLE.fullmatch(each)) and not _NAMED.fullmatch(each)


def sentence(fault: Fault, config: Path, origin: str) -> str:
    """Return where a refused binding stands, and why it does not count.

    Args:
        fault: What was refused.
        config: The user config file.
        origin: Where the setting comes from: "user config", or a variable.
    """
    where = origin
    if origin == "user config":
        with suppress(OSError, UnicodeDecodeError):
            number = line_of(config.read_text(encoding="utf-8"), fault.name)
            where = f"{config.name}, line {number}" if number else config.name
    return f'{where}: "{fault.name}" is left as it was: {fault.why}.'


def line_of(text: str, name: str) -> int:
    r"""Return the line of a settings file that speaks of a binding [>= 1], or 0.

    >>> line_of('minutes = 5\n[keys]\n"study.hint" = "h"\n', "study.hint")
    3
    >>> line_of('[keys.study]\nhint = "h"\n', "study.hint")
    2
    """
    parts = name.split(".")
    inner = re.compile(rf"\s*\"?{re.escape(parts[-1])}\"?\s*=")
    table = ".".join(["keys", *parts[:-1]])
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("["):
            inside = line.strip().replace('"', "") == f"[{table}]"
        if re.search(rf"(?<![\w.-])\"?{re.escape(name)}\"?\s*=", line) or (
            inside and inner.match(line)
        ):
            return number
    return 0
