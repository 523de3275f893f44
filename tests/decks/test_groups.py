"""The section `facts:`: lists, groups, and what a group says for its facts."""

import pytest

from quizkit.values.dates import read_date
from tests.decks.reading import TRIP, found, marked, read

HEAD = TRIP.removesuffix("  trip:\n")


def test_a_group_says_things_for_all_its_facts() -> None:
    text = f"""sources: {{a: A}}
{HEAD}  trip:
    source: a p. 1
    note: a note
    tags: [x, y]
    difficulty: 4
    disputed: yes
    dont ask: [who]
    valid: 1990/1999
    according to: him
    at the time of: then
    ok: {{QK312: it is open}}
    complete: between 1990 and 1999
    facts:
      - {{who: Bo}}
      - {{who: An, source: a p. 2, note: b, tags: [y, z], difficulty: 1, dont ask: [to]}}
"""
    deck = read(text)
    first, second = deck.facts
    assert (first.source, first.note, first.tags, first.difficulty) == (
        "a p. 1",
        "a note",
        ("x", "y"),
        4,
    )
    assert (first.disputed, first.dont_ask) == (True, {"who"})
    assert first.valid == read_date("1990/1999")
    assert (first.according_to, first.at_time_of) == ("him", "then")
    assert (second.source, second.note, second.tags) == ("a p. 2", "b", ("x", "y", "z"))
    assert (second.difficulty, second.dont_ask) == (1, {"who", "to"})
    group = deck.groups[first.group]
    assert (group.kind, group.complete) == ("trip", "between 1990 and 1999")
    assert group.ok == {"QK312": "it is open"}
    assert first.ok == {}


def test_a_list_may_hold_groups_and_facts() -> None:
    text = f"""{HEAD}  trip:
    - {{who: A}}
    - complete: in May
      facts: [{{who: B}}]
    - {{who: C}}
    - {{facts: [{{who: D}}]}}
"""
    deck = read(text)
    found_ = [(fact.values["who"][0], deck.groups[fact.group].complete) for fact in deck.facts]
    assert found_ == [("A", ""), ("C", ""), ("B", "in May"), ("D", "")]
    assert [group.index for group in deck.groups] == [0, 1, 2]
    assert [group.at.line for group in deck.groups] == [20, 21, 24]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("facts: §[a]\n", "QK006"),
        ("facts: {§vist: [{a: b}]}\n", "QK104"),
        ("facts: {visit: §x}\n", "QK006"),
        ("facts: {visit: [§x]}\n", "QK006"),
        ("facts: {visit: [§[x]]}\n", "QK006"),
        ("facts: {visit: {facts: §x}}\n", "QK006"),
        ("facts: {visit: {facts: {a: b}}}\n".replace("facts: {a", "facts: §{a"), "QK006"),
        ("facts: {visit: §{who: A}}\n", "QK006"),
        ("facts: {visit: §{source: x}}\n", "QK006"),
        ("facts: {visit: §{facts: [{who: A}], table: a}}\n", "QK006"),
        ("facts: {visit: {§fact: [{who: A}], facts: [{who: A}]}}\n", "QK004"),
        ("facts: {visit: {complete: §yes, facts: [{who: A}]}}\n", "QK306"),
        ("facts: {visit: {complete: §[a], facts: [{who: A}]}}\n", "QK006"),
        ("facts: {visit: {source: §x p. 1, facts: [{who: A}]}}\n", "QK116"),
        ("facts: {visit: {dont ask: [§x], facts: [{who: A}]}}\n", "QK117"),
        ("facts: {visit: {ok: {QK304: §1}, facts: [{who: A}]}}\n", "QK711"),
        ("facts: {visit: {valid: §soon, facts: [{who: A}]}}\n", "QK011"),
        ("facts: {visit: {table: §[a]}}\n", "QK006"),
        ("facts: {visit: {file: §nothing.csv}}\n", "QK015"),
        ("facts: {visit: {file: §../x.csv}}\n", "QK015"),
    ],
)
def test_wrong_groups_are_said_at_their_place(body: str, code: str) -> None:
    text, expected = marked(body, code)
    assert found(text) == expected


@pytest.mark.parametrize(("typed", "kept"), [("yes", ""), ("no", ""), ("since 2000", "since 2000")])
def test_a_scope_is_words(typed: str, kept: str) -> None:
    deck = read(f"facts: {{visit: {{complete: {typed}, facts: [{{who: A}}]}}}}\n")
    assert deck.groups[0].complete == kept
