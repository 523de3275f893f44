"""One layout: no value changes, comments stay where they belong, twice is once."""

import re
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.decks.events import read
from quizkit.decks.layout import laid_out
from quizkit.decks.tree import Items, Map, Node, Scalar
from quizkit.errors import DeckError
from quizkit.model import Severity
from tests.decks.messy import Messy

HERE = Path(__file__).parents[2]
BUNDLED = sorted([*HERE.glob("decks/*/*.yaml"), *HERE.glob("examples/kinds/*.yaml")])


def lay(text: str) -> str:
    return laid_out(text.encode(), "d.yaml").decode()


def plain(node: Node | None) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    assert isinstance(node, Map)
    return {name: plain(inner) for name, inner in node.fields.items()}


def says(text: str) -> object:
    return plain(read(text.encode(), "d.yaml").root)


def is_refused(text: str) -> bool:
    problems = read(text.encode(), "d.yaml").problems
    return any(problem.severity is Severity.FATAL for problem in problems)


def comments(text: str) -> list[str]:
    return sorted(re.findall("# (?:at|before) .*:", text))


@given(st.integers(0, 10**9))
def test_untidy_decks_say_the_same_afterwards_and_twice_is_once(seed) -> None:
    text = Messy(seed).file()
    assert not is_refused(text)
    after = lay(text)
    assert says(after) == says(text)
    assert lay(after) == after
    assert after == normalize("NFC", after)
    assert "\r" not in after
    assert comments(after) == comments(text)
    assert astray(after) == []


def astray(text: str) -> list[str]:
    """Return the comments that do not stand at what they name."""
    lines = text.split("\n")
    found = []
    for number, line in enumerate(lines):
        for what, name in re.findall(r"# (at|before) (.*):$", line):
            below = (one for one in lines[number + 1 :] if not re.match(" *#|$", one))
            own = line
            if what == "before" or line.lstrip().startswith("#"):
                own = next(below, "")
            if not re.match(rf"[ -]*{re.escape(name)}:", own):
                found.append(line)
    return found


def test_a_comment_that_went_astray_is_seen() -> None:
    assert astray("# before a:\nb: 1\na: 2  # at b:") == ["# before a:", "a: 2  # at b:"]


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_bundled_decks_say_the_same_and_twice_is_once(path) -> None:
    text = path.read_text(encoding="utf-8")
    after = lay(text)
    assert lay(after) == after
    assert without_tables(says(after)) == without_tables(says(text))


def without_tables(value: object) -> object:
    if isinstance(value, dict):
        return {key: without_tables(inner) for key, inner in value.items() if key != "table"}
    return [without_tables(inner) for inner in value] if isinstance(value, list) else value


UNTIDY = """\
# Rivers of Europe

title:     'Rivers' # shown on top
quizkit: 1          # the format
language: en
deck: rivers
facts:
   river:
   # the long ones
   -  {mouth: Black Sea,   name: "Danube", source: atlas p. 3, id: q2vz}
   - # a short one
     name: Wye
     length: 250 km

     # not sure:
     # mouth: Severn
   visit:
     table: |
         who|to   |date
         ---|---|---
         Bill Clinton |Vietnam|2000
         Đỗ Mười| Hà Nội|
     source: atlas
cards:
- {q: What is it?, a: [it],
   note: "no"}
names: {Danube: {vi: Đa-nuýp, is: name}}
# the end
"""
TIDY = """\
# Rivers of Europe

quizkit: 1  # the format
deck: rivers
title: Rivers  # shown on top
language: en
names: {Danube: {is: name, vi: Đa-nuýp}}

facts:
  river:
    # the long ones
    - {id: q2vz, mouth: Black Sea, name: Danube, source: atlas p. 3}
    # a short one
    - name: Wye
      length: 250 km

      # not sure:
      # mouth: Severn
  visit:
    source: atlas
    table: |
      who          | to      | date
      -------------|---------|-----
      Bill Clinton | Vietnam | 2000
      Đỗ Mười      | Hà Nội  |

cards:
  - {q: "What is it?", a: [it], note: "no"}
# the end
"""


def test_the_layout() -> None:
    assert lay(UNTIDY) == TIDY
    assert lay(TIDY) == TIDY


def test_what_stands_in_one_column_stays_in_one() -> None:
    before = (
        "names:\n  Hue:      {is: a}   # old\n  Da Nang:  {is: a}   # new\n  A: {is: city} # x\n"
    )
    after = "names:\n  Hue:     {is: a}  # old\n  Da Nang: {is: a}  # new\n  A: {is: city}  # x\n"
    assert lay(before) == after


def test_quotes_go_where_nobody_needs_them() -> None:
    before = "about:\n  A: {a: \"x\", b: 'no', d: '12:30', e: '1.50', f: \"it's\"}\n"
    assert lay(before) == 'about:\n  A: {a: x, b: "no", d: "12:30", e: "1.50", f: it\'s}\n'


def test_quotes_stay_where_they_tell_quizkit_something() -> None:
    text = 'about:\n  A:\n    a: "1992"\n    b: "other"\n    c: "about 500 km"\n    tags: "a, b"\n'
    assert lay(text) == text


def test_wordings_have_quotes_in_any_case() -> None:
    before = "kinds:\n  k: {says: A is {b}., roles: {b: {is: text, ask: [What is it?]}}}\n"
    with pytest.raises(DeckError):
        lay(before)
    before = before.replace("A is {b}.", "'A is {b}.'")
    assert '{says: "A is {b}.", roles: {b: {is: text, ask: ["What is it?"]}}}' in lay(before)


def test_one_member_in_quotes_leaves_them_to_all() -> None:
    text = 'about:\n  A: {a: ["no", "maybe"]}\n'
    assert lay(text) == text
    assert lay(text.replace("no", "yes, but")) == text.replace("no", "yes, but")
    assert lay(text.replace("no", "perhaps")) == "about:\n  A: {a: [perhaps, maybe]}\n"


def test_brackets_over_several_lines_are_joined_or_get_a_line_each() -> None:
    assert lay("include: [a.yaml,\n  b.yaml]\n") == "include: [a.yaml, b.yaml]\n"
    long = ",\n  ".join(f"part-{number}.yaml" for number in range(10))
    assert lay(f"include: [{long}]\n").startswith("include:\n  - part-0.yaml\n  - part-1.yaml\n")
    noted = "include: [a.yaml, # one\n # two\n b.yaml # last\n ]\n"
    assert lay(noted) == "include:\n  - a.yaml  # one\n  # two\n  - b.yaml  # last\n"


def test_a_table_with_tabs_gets_bars_and_outer_ones_where_a_row_needs_them() -> None:
    before = "facts:\n  visit:\n    table: |\n      who\tto\n      A|B\tC\n"
    assert lay(before) == "facts:\n  visit:\n    table: |\n      who  | to\n      A\\|B | C\n"
    empty = "facts:\n  v:\n    table: |\n      | a | b | c |\n      |   | x |   |\n"
    assert lay(empty) == empty


@pytest.mark.parametrize("text", ["", "- a\n", "a: [b\n", "a: 1\na: 2\n", "a: &x b\n", "a:\n"])
def test_what_cannot_be_read_is_refused_with_its_problems(text) -> None:
    with pytest.raises(DeckError):
        lay(text)


def test_a_problem_is_handed_on() -> None:
    with pytest.raises(DeckError) as caught:
        lay("a: 1\na: 2\n")
    assert [problem.code for problem in caught.value.problems] == ["QK003"]
    with pytest.raises(DeckError) as caught:
        laid_out(b"a: \xff\n", "d.yaml")
    assert [problem.code for problem in caught.value.problems] == ["QK002"]
