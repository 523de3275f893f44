"""The events of a YAML text where PyYAML came without libyaml: its own parser, in Python."""

from typing import Any

from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner


class PythonParser(Reader, Scanner, Parser):
    """Gives one event a call, then None, as the C parser does."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def get_event(self) -> Any:
        """Return the next event, or None at the end."""
        return super().get_event() if self.check_event() else None  # type: ignore[no-untyped-call]
