"""A small deck, and a way to call the command line in this process."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from quizkit.cli.main import run

NOW = "2026-06-01T08:00:00+07:00"

RIVERS = """\
quizkit: 1
deck: rivers
title: Two rivers
language: en
licence: CC0-1.0
sources:
  atlas: {title: "The pupils' atlas"}
kinds:
  river:
    called: "the river {name}"
    says: "{it} ends in {sea} and has a length of {length}."
    roles:
      name: {is: text, ask: "Which river has a length of {length}?"}
      sea: {is: place, one: yes, ask: ["Where does {it} end?", "In which sea does {it} end?"]}
      length: {is: number, one: yes, ask: "How long is {it}?"}
facts:
  river:
    - {id: kd7w, name: Rhine, sea: North Sea, length: 1233 km, source: atlas p. 3}
    - {id: m4xq, name: Danube, sea: Black Sea, length: 2850 km, source: atlas p. 4}
    - {id: p9rt, name: Volga, sea: Caspian Sea, length: 3530 km, tags: [long]}
    - {id: q2vz, name: Dnieper, sea: Black Sea, length: 2200 km}
    - {id: s6bn, name: Po, sea: Adriatic Sea, length: 652 km, dont ask: [length]}
"""


class Called(NamedTuple):
    """What a call of the command line gave."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder of one's own, at a time that is known."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZKIT_NOW", NOW)


@pytest.fixture
def rivers(tmp_path: Path) -> Path:
    """Return a deck's file in the working folder."""
    path = tmp_path / "rivers.yaml"
    path.write_text(RIVERS, encoding="utf-8")
    return path


@pytest.fixture
def call(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Called]:
    """Return a function that calls the command line, with lines on standard input."""

    def called(*argv: str, stdin: str | bytes = "") -> Called:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        code = run(argv)
        return Called(code, *capsys.readouterr())

    return called
