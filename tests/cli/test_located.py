"""`why FILE:LINE#role`: the facet of the fact that stands there."""

from pathlib import Path

import pytest

from tests.decks_as_text import HEADER

VISITS = """\
kinds:
  visit:
    roles:
      who: {is: person, ask: "Who came to {to}[ {on date}]?"}
      to: {is: place}
      date: {is: date}
facts:
  visit:
"""
ROWS = (
    "    - {id: v1, who: Ann Ash, to: Laos, date: 1993}\n"
    "    - {id: v2, who: Bob Elm, to: Laos, date: 1993}\n"
    "    - id: v3\n      who: Cyd Oak\n      to: Peru\n      date: 1994\n"
)
FIRST = len((HEADER + VISITS).splitlines()) + 1


@pytest.fixture
def visits(tmp_path: Path) -> Path:
    path = tmp_path / "visits.yaml"
    path.write_text(HEADER + VISITS + ROWS, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a deck of a folder whose facts stand in a file of another one."""
    home = tmp_path / "trips"
    (home / "rows").mkdir(parents=True)
    (home / "deck.yaml").write_text(
        HEADER + VISITS + "    file: rows/visits.csv\n", encoding="utf-8"
    )
    (home / "rows" / "visits.csv").write_text(
        "id,who,to,date\nv1,Ann Ash,Laos,1993\nv2,Bob Elm,Laos,1994\n", encoding="utf-8"
    )
    return home


def test_the_facts_in_the_way_are_named_with_their_lines_and_what_was_tried(call, visits):
    done = call("why", f"visits.yaml:{FIRST}#who")
    sentence = done.out.splitlines()[0]
    assert (done.code, done.err) == (0, "")
    assert sentence == (
        f"Not asked: v1 (line {FIRST}) and v2 (line {FIRST + 1}) are not told apart; tried "
        "date (year), to: cannot ask for `who` of this visit: two answers fit (QK301)."
    )
    assert sentence in call("why", "x/v1#who", "--deck", "visits.yaml").out


@pytest.mark.parametrize("line", [FIRST + 2, FIRST + 3, FIRST + 5])
def test_a_fact_stands_on_each_of_its_lines(call, visits, line):
    done = call("why", f"{visits.as_posix()}:{line}:7#who", "--json")
    assert done.code == 0
    assert '"x/v3#who"' in done.out


@pytest.mark.parametrize("path", ["trips/rows/visits.csv", "./trips/rows/../rows/visits.csv"])
def test_a_file_of_a_folder_belongs_to_its_deck(call, folder, path):
    done = call("why", f"{path}:3#who", "--json")
    assert done.code == 0
    assert '"x/v2#who"' in done.out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("visits.yaml:2#who", "error: no fact of the deck x stands on line 2 of visits.yaml\n"),
        ("visits.yaml:9999#who", "no fact of the deck x stands on line 9999 of visits.yaml\n"),
        ("none.yaml:2#who", "error: there is no file none.yaml\n"),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(call, visits, text, message):
    done = call("why", text)
    assert (done.code, done.out) == (3, "")
    assert message in done.err
    assert done.err.count("\n") == 1


def test_many_facts_in_the_way_are_counted(call, visits):
    more = "".join(
        f"    - {{id: w{n}, who: Dan Fir {n}, to: Laos, date: 1993}}\n" for n in range(5)
    )
    visits.write_text(HEADER + VISITS + ROWS + more, encoding="utf-8")
    told = call("why", f"visits.yaml:{FIRST}#who").out
    assert "and 3 more are not told apart" in told
