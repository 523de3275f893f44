"""The anywidget: one synced trait, what the browser may see now."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any, cast

from quizkit.errors import MissingExtraError
from quizkit.notebook.widget.play import Play

Fallback = Callable[[], Mapping[str, str]]
"""Returns what stands where no widget runs, by mime type."""


def part(name: str) -> str:
    """Return what the browser gets besides the state.

    Args:
        name: `widget.js` or `widget.css`.
    """
    return files("quizkit.notebook.widget").joinpath(name).read_text(encoding="utf-8")


def is_there() -> bool:
    """Return whether the package is installed that shows widgets."""
    return find_spec("anywidget") is not None


class Shown:
    """What a widget of quizkit does beside what any anywidget does.

    Args:
        play: What is shown, and what becomes of what the browser wants.
        fallback: Returns what stands where no widget runs.
    """

    def __init__(self, play: Play, fallback: Fallback) -> None:
        self._play, self._fallback = play, fallback
        widget = cast("Any", super())  # anywidget, which has no types
        widget.__init__(state=dict(play.state))
        cast("Any", self).on_msg(self._hear)

    def set_state(self, sync_data: Mapping[str, Any]) -> None:
        """Take nothing of the state from a browser: it is told there, never asked."""
        kept = {name: sync_data[name] for name in sync_data if name != "state"}
        cast("Any", super()).set_state(kept)

    def refresh(self) -> None:
        """Show what was done in Python meanwhile."""
        if self._play.refresh():
            self._tell()

    def end(self) -> None:
        """Offer nothing any more."""
        self._play.end()
        self._tell()

    def _tell(self) -> None:
        self.state = dict(self._play.state)

    def _hear(self, _: object, content: object, __: object) -> None:
        if self._play.receive(content):
            self._tell()
        cast("Any", self).send({"heard": True})

    def _repr_mimebundle_(self, **options: object) -> Any:
        data, metadata = cast("Any", super())._repr_mimebundle_(**options)
        return {**data, **self._fallback()}, metadata


@cache
def panel_class() -> type[Any]:
    """Return the class of the widget, made when first wanted: anywidget takes 0.3 s to import.

    Its objects are made as `Shown` says. The script and the style are handed over as texts: of
    files anywidget might start a thread that watches them.

    Raises:
        MissingExtraError: If anywidget is not installed.
    """
    try:
        import anywidget
        import traitlets
    except ImportError:
        message = "a widget needs the package anywidget"
        raise MissingExtraError(message, "notebook") from None
    base: Any = anywidget.AnyWidget
    own = {
        "__doc__": "A quiz or sitting in a cell; the browser reads `state` and sends messages.",
        "__module__": __name__,
        "_esm": part("widget.js"),
        "_css": part("widget.css"),
        "state": traitlets.Dict().tag(sync=True),
    }
    made: type[Any] = type(base)("Panel", (Shown, base), own)
    return made
