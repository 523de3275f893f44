"""What commands print, byte for byte. Rewritten with `pytest tests/cli/test_golden.py --golden`."""

from pathlib import Path

import pytest

GOLDEN = Path(__file__).parents[1] / "data" / "cli"

BAD = """\
quizkit: 1
deck: bad
title: Bad
language: en
facts:
  delegation:
    - {id: t8wd, leader: Ann Walsh, of: US, to: Vietnam, date: 1993-07}
    - {id: p4xq, leader: Bao Tran, of: US, to: Vietnam, date: 1993}
  visit:
    - {id: f4vz, who: Bill Clinton, to: Vietnam, date: 18/11/2000}
"""

CASES = {
    "check-full": ["check", "bad.yaml"],
    "check-concise": ["check", "bad.yaml", "--format", "concise"],
    "check-json": ["check", "bad.yaml", "--json"],
    "preview": ["preview", "rivers.yaml", "-n", "6", "--seed", "7"],
    "preview-together": ["preview", "rivers.yaml", "--form", "order", "--form", "match"],
    "preview-true-false": ["preview", "rivers.yaml", "-n", "3", "--form", "true-false"],
    "preview-json": ["preview", "rivers.yaml", "-n", "2", "--seed", "7", "--json"],
    "due": ["due", "rivers.yaml"],
    "due-json": ["due", "rivers.yaml", "--json"],
    "why": ["why", "rivers/kd7w#sea", "-v"],
    "why-json": ["why", "rivers/kd7w#sea", "--json"],
    "why-refused": ["why", "s6bn#length"],
    "stamp-diff": ["stamp", "unstamped.yaml", "--diff", "--seed", "7"],
    "quiz-order": ["quiz", "rivers.yaml", "-n", "1", "--seed", "7", "--form", "order"],
    "quiz": ["quiz", "rivers.yaml", "-n", "2", "--seed", "7", "--form", "choice"],
}


@pytest.mark.parametrize("name", CASES)
def test_the_output_is_as_it_was(call, rivers, pytestconfig, name) -> None:
    Path("bad.yaml").write_text(BAD)
    Path("unstamped.yaml").write_text(rivers.read_text().replace("id: q2vz, ", ""))
    call("decks", "add", "rivers.yaml")
    done = call(*CASES[name], stdin="1\n1\n")
    said = f"$ quizkit {' '.join(CASES[name])}\n{done.out}"
    said += f"-- stderr\n{done.err}-- exit code {done.code}\n"
    said = said.replace("2026-06-01T08:00:01", "2026-06-01T08:00:00")
    path = GOLDEN / f"{name}.txt"
    if pytestconfig.getoption("--golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(said, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == said
