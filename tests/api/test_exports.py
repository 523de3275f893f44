"""Exports from Python: the same bytes as the command line writes."""

from datetime import datetime
from pathlib import Path

import pytest

import quizkit as qk
from quizkit.cli.main import run
from quizkit.practice.clock import FixedClock

CLOCK = FixedClock(datetime.fromisoformat("2026-06-01T00:00:00+00:00"))


@pytest.fixture(scope="module")
def deck() -> qk.Deck:
    return qk.load("spaced-learning")


@pytest.mark.parametrize("name", ["deck.xml", "deck.gift", "deck.md", "deck.json", "deck.html"])
def test_it_is_the_file_that_the_command_line_writes(
    deck: qk.Deck, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    command = ["export", "spaced-learning", "-n", "9", "--seed", "7", "--at", "2026-06-01"]
    assert run([*command, "-o", name]) == 0
    lost = qk.export(deck, f"other-{name}", n=9, seed=7, clock=CLOCK)
    assert Path(name).read_bytes() == Path(f"other-{name}").read_bytes()
    assert isinstance(lost, qk.Problems)


def test_a_file_that_is_there_stays(deck: qk.Deck, tmp_path: Path) -> None:
    place = tmp_path / "deck.gift"
    place.write_text("mine", "utf-8")
    with pytest.raises(qk.FormatError, match="there already"):
        qk.export(deck, place)
    assert place.read_text("utf-8") == "mine"
    qk.export(deck, place, force=True)
    assert place.read_text("utf-8") != "mine"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"to": "moodel"}, "did you mean 'moodle'"),
        ({"to": "xlsx"}, "Deck.to_frame"),
        ({"to": "gift", "n": 0}, "n is 0"),
        ({"to": "gift", "forms": ["chioce"]}, "form is 'chioce'"),
    ],
)
def test_wrong_arguments_are_told(
    deck: qk.Deck, wrong: dict[str, object], said: str, tmp_path: Path
) -> None:
    with pytest.raises(qk.ArgumentError, match=said):
        qk.export(deck, tmp_path / "x", **wrong)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["forms", "tags", "kinds"])
def test_several_are_not_one_text(name, tmp_path) -> None:
    with pytest.raises(qk.ArgumentError, match=rf"{name} is 'typed', wanted several, such as \['"):
        qk.export(qk.load("spaced-learning"), tmp_path / "a.gift", **{name: "typed"})
