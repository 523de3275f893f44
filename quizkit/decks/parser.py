"""The events of libyaml: all that is ever asked of a YAML library."""

from collections.abc import Callable, Iterator
from typing import Any

try:
    from yaml.cyaml import CParser as Parser  # type: ignore[attr-defined]
except ImportError:  # PyYAML without libyaml: the same events, made in Python
    from quizkit.decks.slow import PythonParser as Parser  # type: ignore[assignment]


def events_of(text: str) -> Iterator[Any]:
    """Yield what libyaml finds in a text, with marks.

    Raises:
        yaml.YAMLError: If it is no YAML.
    """
    get: Callable[[], Any] = Parser(text).get_event
    while (event := get()) is not None:
        yield event
