"""What holds for all widgets, read from their classes."""

import pkgutil
import re
from importlib import import_module
from inspect import getfile
from pathlib import Path

import pytest
from textual.dom import DOMNode
from textual.widgets import Input

import quizkit.tui
from quizkit.tui.rtl import AsTyped


def _found() -> dict[str, type[DOMNode]]:
    modules = [
        import_module(each.name)
        for each in pkgutil.walk_packages(quizkit.tui.__path__, "quizkit.tui.")
    ]
    return {
        f"{each.__module__}.{each.__name__}": each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, DOMNode)
        if each.__module__ == module.__name__
    }


WIDGETS = _found()


@pytest.mark.parametrize("name", [name for name in WIDGETS if "DEFAULT_CSS" in vars(WIDGETS[name])])
def test_a_rule_begins_with_the_widget_whose_rule_it_is(name: str) -> None:
    """Textual puts the widget's name before the last selector only, and there a second time."""
    widget = WIDGETS[name]
    if not vars(widget).get("SCOPED_CSS", True):
        return
    selectors = re.findall(r"([^{}]+)\{", vars(widget)["DEFAULT_CSS"])
    each = [part.strip() for selector in selectors for part in selector.split(",")]
    assert [part for part in each if not re.match(rf"{widget.__name__}\b", part)] == []


def test_what_is_typed_stands_in_the_order_of_typing() -> None:
    typed = [widget for widget in WIDGETS.values() if issubclass(widget, Input)]
    assert typed
    assert [widget for widget in typed if not issubclass(widget, AsTyped)] == []
    sources = [Path(getfile(widget)).read_text(encoding="utf-8") for widget in WIDGETS.values()]
    assert not [text for text in sources if re.search(r"\bInput\(", text)]
