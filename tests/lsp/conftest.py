"""What the tests of the language server share: decks on the bench, and places in them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quizkit.decks.files import read_bytes
from quizkit.lsp.bench import Bench
from quizkit.lsp.buffers import Buffers

DECK = """\
quizkit: 1
deck: travels
title: Travels
language: en
sources:
  log: {title: "A log, kept", publisher: Nobody}
  sea: The sea
names:
  Hanoi: {is: city, in: Vietnam, aka: [Ha Noi], vi: Hà Nội}
  "Lee, Ann": {is: person, aka: [Ann Lee]}
kinds:
  trip:
    called: "the trip[ of {who}][ to {to}][ {on date}]"
    says: "{who} went to {to} {on date}."
    roles:
      who: {is: person, ask: "Who made {it}?"}
      to: {is: place, ask: "Where did {who} go {on date}?"}
      date: date
      with: {is: list, of: person}
facts:
  trip:
    - {id: t1, who: "Lee, Ann", to: Hanoi, date: 1990, with: [Bo Tran, Cy Ngo], source: log p. 3}
    - id: t2
      who: Bo Tran
      to: Ha Noi
      date: 1995-07
      requires: [t1]
    - {id: t3, who: Ann Lee, to: Vietnam, date: 1999, ok: {QK301: so it is}, source: sea}
  visit:
    table: |
      id | who      | to
      v1 | Bo Tran  | Hanoi
cards:
  - {id: c1, q: "Why?", a: "So", source: log}
"""


@pytest.fixture
def bench(tmp_path: Path) -> Callable[..., Bench]:
    """Return what puts a deck on the bench; other files are given by name."""

    def put(text: str = DECK, **files: str) -> Bench:
        for name, inner in {"deck.yaml": text, **files}.items():
            path = tmp_path / name.replace("__", ".")
            path.write_text(inner, encoding="utf-8", newline="")
        found = Bench((tmp_path / "deck.yaml").as_posix(), Buffers(read_bytes))
        found.edits = 1
        found.look()
        return found

    return put


def place_of(bench: Bench, text: str, *, nth: int = 1, path: str = "") -> tuple[str, int, int]:
    """Return path, line and column of the nth time a text stands in a file."""
    path = path or bench.place
    for number, line in enumerate(bench.buffers.text(path).split("\n"), 1):
        begin = -1
        while (begin := line.find(text, begin + 1)) >= 0:
            nth -= 1
            if not nth:
                return path, number, begin + 1
    raise LookupError(text)
