"""The parser in Python gives what libyaml gives."""

import pytest
import yaml
from yaml.cyaml import CParser

from quizkit.decks.slow import PythonParser


def told(parser: object) -> list[tuple[str, object, int]]:
    found = []
    while (event := parser.get_event()) is not None:  # type: ignore[attr-defined]
        found.append((type(event).__name__, getattr(event, "value", None), event.start_mark.line))
    return found


def test_the_events_are_the_same() -> None:
    text = "a: {b: [c, 'd']}\ne: |\n  f\n"
    assert told(PythonParser(text)) == told(CParser(text))


def test_faults_are_told_alike() -> None:
    with pytest.raises(yaml.YAMLError):
        told(PythonParser("a: [b"))
