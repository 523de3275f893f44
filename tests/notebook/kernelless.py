"""The widget's script in a browser without a notebook: a model that is played in this process."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from quizkit.notebook.widget.panel import part
from quizkit.notebook.widget.play import Play

_MODEL = """
async ({ source, style, state, views }) => {
  document.head.append(Object.assign(document.createElement("style"), { textContent: style }));
  const heard = {};
  const tell = (name, ...told) => (heard[name] ?? []).forEach((listener) => listener(...told));
  const model = {
    get: () => model.state,
    on: (name, listener) => { (heard[name] ??= []).push(listener); },
    off: (name, listener) => { heard[name] = heard[name].filter((other) => other !== listener); },
    send: async (message) => {
      const answer = await window.toKernel(message);
      if (answer === null) return;
      if (answer.state) { model.state = answer.state; tell("change:state"); }
      tell("msg:custom", { heard: true });
    },
    set: (name, value) => { window.sets = [...(window.sets ?? []), name]; },
    save_changes: () => {},
    state,
  };
  window.model = model;
  window.becomes = (next) => { model.state = next; tell("change:state"); };
  const { default: widget } = await import(`data:text/javascript;base64,${source}`);
  window.ends = [];
  for (let at = 0; at < views; at++) {
    const el = document.createElement("section");
    document.body.append(el);
    window.ends.push(widget.render({ model, el }));
  }
}
"""
DARK = "background:#111;color:#eee"


class Table:
    """A page with the widget, and the kernel that it talks to.

    Args:
        context: A browser's context.
        play: What is played.
        views: How often the widget is shown.
        style: Style of the page's body.
        is_mute: The kernel gives no answer.
    """

    def __init__(
        self, context: Any, play: Play, *, views: int = 1, style: str = "", is_mute: bool = False
    ) -> None:
        self.play, self.is_mute = play, is_mute
        self.messages: list[Any] = []
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page = context.new_page()
        self.page.set_default_timeout(5_000)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda line: self.complaints.append(line.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.set_content(f"<!doctype html><html><body style='{style}'></body></html>")
        self.page.expose_function("toKernel", self._hear)
        given = {
            "source": b64encode(part("widget.js").encode()).decode(),
            "style": part("widget.css"),
            "state": play.state,
            "views": views,
        }
        self.page.evaluate(_MODEL, given)
        self.widget = self.page.locator(".quizkit-widget").first

    def _hear(self, message: Any) -> Mapping[str, Any] | None:
        self.messages.append(message)
        if self.is_mute:
            return None
        return {"state": self.play.state if self.play.receive(message) else None}

    def refresh(self) -> None:
        """Show what was done in the kernel."""
        if self.play.refresh():
            self.page.evaluate("state => window.becomes(state)", self.play.state)

    def press(self, *presses: str) -> None:
        """Press, one after the other, at first late enough not to be a double press."""
        self.page.wait_for_timeout(310)
        for each in presses:
            self.page.keyboard.press(each)

    @property
    def status(self) -> str:
        """What the status line says."""
        return self.widget.locator("[role=status]").inner_text()

    @property
    def focused(self) -> str:
        """Tag and class of what has the focus."""
        return self.page.evaluate(
            "`${document.activeElement.tagName} ${document.activeElement.className}`.trim()"
        ).lower()

    @property
    def is_too_wide(self) -> bool:
        """The page scrolls sideways."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )

    def close(self) -> None:
        """Leave the page."""
        self.page.close()
