"""Ids written into decks: each fact has one afterwards, and nothing else is touched."""

import re
import stat
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.decks import load
from quizkit.decks.stamp import LETTERS, SIGNS, Change, new_ids, proposed, stamp
from quizkit.decks.writing import write
from quizkit.errors import DeckError
from tests.decks.reading import whole

BEFORE = """include: more.yaml
facts:
  visit:
    - {who: A, to: B, date: 2001}   # keep
    - who: C
      to: "D"  # keep
    -
      who: E
      to: F

    - {id: bcd2, who: G, to: H}
    - {who: I, to: 'J'}
  meeting:
    table: |
      who | with
      ----|-----
      A   | B
      C   | D
  membership:
    - facts:
        - {member: A, of: x}
    - table: |
        | id | member | of |
        |    | E      | F  |
        | zz | G      | H  |
    - table: "member | of"
  naming: {file: m.csv}
  founding: {file: f.csv}
cards:
  - q: "x?"
    a: y
  - {cloze: "A [[b]] c."}
about: {A: {b: c}}
"""
AFTER = """include: more.yaml
facts:
  visit:
    - {id: @, who: A, to: B, date: 2001}   # keep
    - id: @
      who: C
      to: "D"  # keep
    -
      id: @
      who: E
      to: F

    - {id: bcd2, who: G, to: H}
    - {id: @, who: I, to: 'J'}
  meeting:
    table: |
      id   | who | with
      ---- | ----|-----
      @ | A   | B
      @ | C   | D
  membership:
    - facts:
        - {id: @, member: A, of: x}
    - table: |
        | id | member | of |
        | @ | E      | F  |
        | zz | G      | H  |
    - table: "member | of"
  naming: {file: m.csv}
  founding: {file: f.csv}
cards:
  - id: @
    q: "x?"
    a: y
  - {id: @, cloze: "A [[b]] c."}
about: {A: {b: c}}
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    (tmp_path / "deck.yaml").write_bytes(whole(BEFORE).encode())
    (tmp_path / "more.yaml").write_bytes(b"facts:\r\n  visit:\r\n    - who: Z\r\n      to: B\r\n")
    (tmp_path / "m.csv").write_bytes(b'what,after\r\nA,B\r\n\r\n"C, d",E\r\n')
    (tmp_path / "f.csv").write_bytes("what;id;by\nA;;B\nC;q2;Đ\n".encode())
    return tmp_path


def blurred(change: Change) -> str:
    text = change.after.decode()
    for id_ in change.ids:
        text = text.replace(id_, "@", 1)
    return text


def test_ids_go_first_and_the_rest_stays(deck: Path) -> None:
    changes = {change.path.name: change for change in stamp(deck, seed="1")}
    assert blurred(changes["deck.yaml"]) == whole(AFTER)
    assert blurred(changes["more.yaml"]) == (
        "facts:\r\n  visit:\r\n    - id: @\r\n      who: Z\r\n      to: B\r\n"
    )
    assert blurred(changes["m.csv"]) == 'id,what,after\r\n@,A,B\r\n\r\n@,"C, d",E\r\n'
    assert blurred(changes["f.csv"]) == "what;id;by\nA;@;B\nC;q2;Đ\n"
    made = load(deck)
    assert not any(fact.id.startswith("~") for fact in made.facts)
    assert not any(card.id.startswith("~") for card in made.cards)


def test_twice_is_once(deck: Path) -> None:
    stamp(deck, seed="1")
    assert proposed(deck, seed="2") == ()


def test_the_same_seed_gives_the_same_ids(deck: Path) -> None:
    assert proposed(deck, seed="1") == proposed(deck, seed="1")
    assert proposed(deck, seed="1") != proposed(deck, seed="2")


def test_an_id_is_never_used_again(deck: Path) -> None:
    first = [id_ for change in proposed(deck, seed="1") for id_ in change.ids]
    again = [id_ for change in proposed(deck, seed="1", taken=first) for id_ in change.ids]
    assert not set(first) & set(again)


def test_a_big_deck_has_longer_ids(tmp_path: Path) -> None:
    rows = "".join(f"    - {{who: A{n}, to: B}}\n" for n in range(100))
    (tmp_path / "deck.yaml").write_text(whole(f"facts:\n  visit:\n{rows}"))
    changes = proposed(tmp_path, seed="1")
    assert {len(id_) for change in changes for id_ in change.ids} == {5}


def test_ids_are_no_words_numbers_or_dates() -> None:
    ids = new_ids(2_000, ["b222"], seed="x", length=4)
    assert len(set(ids)) == 2_000
    assert all(re.fullmatch(f"[{LETTERS}][{SIGNS}]{{3}}", id_) for id_ in ids)
    assert not set("aeiouyl01") & set(SIGNS)


def test_a_file_that_changed_meanwhile_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"new")
    with pytest.raises(DeckError, match="has changed since it was read"):
        write(path, b"x", before=b"old")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_keeps_its_mode_and_its_link(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link = tmp_path / "b"
    link.symlink_to(path)
    write(link, b"new", before=b"old")
    assert path.read_bytes() == b"new"
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(DeckError, match="cannot write"):
        write(tmp_path / "nothing" / "a", b"", before=b"")


def test_a_deck_that_cannot_be_read_is_not_stamped(tmp_path: Path) -> None:
    with pytest.raises(DeckError, match="cannot read"):
        proposed(tmp_path / "nothing.yaml", seed="1")
    (tmp_path / "deck.yaml").write_text(whole("facts: {visit: [{whom: A}]}\n"))
    with pytest.raises(DeckError, match="QK004"):
        proposed(tmp_path, seed="1")


def test_a_table_whose_lines_cannot_be_told_apart_is_left(tmp_path: Path) -> None:
    text = whole('facts: {visit: {table: "who | to\\nA | B"}}\n')
    (tmp_path / "deck.yaml").write_text(text)
    with pytest.raises(DeckError, match="cannot write ids into"):
        stamp(tmp_path, seed="1")
    assert (tmp_path / "deck.yaml").read_text() == text


FACTS = st.sampled_from(
    [
        "    - {who: A, to: B}\n",
        "    - who: 'A'\n      to: B\n",
        "    # c\n",
        "\n",
        "    - { who: A }\n",
        "    -   who: A # c\n        to:\n          B\n",
        "    - {who: A,\n       to: B}\n",
        "    - {'who': A}\n",
        '    - "who": A\n',
        "    - {id: @, who: A}\n",
        "    - facts: [{who: A}, {who: B}]\n",
        "    -\n\n      who: A\n",
        "    - table: |\n        who|to\n        A|\n\n        C|D\n",
        "    - table: |-\n         to | who\n         B | A\n",
        '    - {table: "who"}\n',
        "    - ? who\n      : A\n",
    ]
)


@pytest.mark.property
@given(st.lists(FACTS, min_size=1, max_size=6), st.integers(0, 99), st.booleans())
def test_any_layout_keeps_all_but_ids(parts: list[str], seed: int, windows: bool) -> None:
    rng = Random(seed)
    text = whole("facts:\n  visit:\n" + "".join(parts) + "    - {who: Z}\n")
    while "@" in text:
        text = text.replace("@", f"k{rng.randrange(10**6)}", 1)
    data = (text.replace("\n", "\r\n") if windows else text).encode()
    deck = load("d.yaml", opener=lambda path: data)
    changes = proposed(Path("d.yaml"), seed=str(seed), opener=lambda path: data)
    after = load("d.yaml", opener=lambda path: changes[0].after)
    assert [fact.values for fact in after.facts] == [fact.values for fact in deck.facts]
    assert not any(fact.id.startswith("~") for fact in after.facts)
    left = changes[0].after.decode()
    for id_ in changes[0].ids:
        assert left.count(id_) == 1
    assert ("\r\n" in left) is windows
    assert left.count("\n") == left.count("\r\n") or not windows
