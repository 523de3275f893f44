"""The anywidget: one synced trait, what the browser may see now."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from quizkit.errors import MissingExtraError
from quizkit.notebook.widget.play import Play


def part(name: str) -> str:
    """Return what the browser gets besides the state.

    Args:
        name: `widget.js` or `widget.css`.
    """
    return files("quizkit.notebook.widget").joinpath(name).read_text(encoding="utf-8")


def is_there() -> bool:
    """Return whether the package is installed that shows widgets."""
    from importlib.util import find_spec

    return find_spec("anywidget") is not None


@cache
def panel_class() -> type[Any]:
    """Return the class of the widget, made when first wanted: anywidget takes 0.3 s to import.

    Its objects are made with a `Play` and a function that returns the HTML for places where no
    widget runs, and the text for those without HTML.

    Raises:
        MissingExtraError: If anywidget is not installed.
    """
    try:
        import anywidget
        import traitlets
    except ImportError:
        message = "a widget needs the package anywidget"
        raise MissingExtraError(message, "notebook") from None

    class Panel(anywidget.AnyWidget):  # type: ignore[misc]  # the extra has no types
        """A quiz or sitting in a cell; the browser reads `state` and sends messages."""

        _esm = part("widget.js")
        _css = part("widget.css")
        state = traitlets.Dict().tag(sync=True)

        def __init__(self, play: Play, fallback: Callable[[], dict[str, str]]) -> None:
            self._play, self._fallback = play, fallback
            super().__init__(state=dict(play.state))
            self.on_msg(self._hear)

        def set_state(self, sync_data: dict[str, Any]) -> None:
            """Take nothing of the state from a browser: it is told there, never asked."""
            super().set_state({name: sync_data[name] for name in sync_data if name != "state"})

        def refresh(self) -> None:
            """Show what was done in Python."""
            if self._play.refresh():
                self.state = dict(self._play.state)

        def _hear(self, _: object, content: object, __: object) -> None:
            if self._play.receive(content):
                self.state = dict(self._play.state)
            self.send({"heard": True})

        def __repr__(self) -> str:
            return self._fallback()["text/plain"]

        def _repr_mimebundle_(self, **options: Any) -> Any:
            bundle = super()._repr_mimebundle_(**options)
            if bundle is None:
                return self._fallback()
            data, metadata = bundle
            return {**data, **self._fallback()}, metadata

    return Panel
