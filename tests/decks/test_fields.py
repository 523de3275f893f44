"""What facts, groups and cards carry besides values."""

import pytest

from quizkit.decks.fields import is_id
from quizkit.decks.files import Loader
from quizkit.model import Precision
from quizkit.values.dates import read_date
from tests.decks.reading import TRIP, found, marked, problems, read, trip


@pytest.fixture(autouse=True)
def _pictures_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Loader, "look", lambda *_: "")


SOURCES = "sources: {nghean: A title, mofa: {title: B, according to: the ministry}}\n"


def test_a_fact_carries_all_its_fields() -> None:
    fact = trip(
        "who: Bo, id: b2, note: A note, tags: [a, b], difficulty: 3, dont ask: [who], ask to: day, "
        'ask: {who: "Who?"}, wrong: {who: [An]}, disputed: yes, valid: 1995/2000, quote: abc, '
        "ok: {QK304: for a reason}, image: {file: a/b.png, alt: x, credit: y}, requires: [c3], "
        "according to: him, at the time of: then"
    )
    assert (fact.id, fact.note, fact.tags, fact.difficulty) == ("b2", "A note", ("a", "b"), 3)
    assert (fact.dont_ask, fact.ask_to) == (frozenset({"who"}), Precision.DAY)
    assert fact.ask["who"].text == "Who?"
    assert [value[0] for value in fact.wrong["who"]] == ["An"]
    assert (fact.disputed, fact.valid, fact.quote) == (True, read_date("1995/2000"), "abc")
    assert fact.ok == {"QK304": "for a reason"}
    assert fact.image == {"file": "a/b.png", "alt": "x", "credit": "y"}
    assert (fact.requires, fact.according_to, fact.at_time_of) == (("c3",), "him", "then")
    assert fact.spans.keys() >= {"", "who", "note", "at the time of"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("id: §a b", "QK006"),
        ("id: §[a]", "QK006"),
        ("id: §a#b", "QK006"),
        ("id: §~ab", "QK006"),
        ("note: §[a]", "QK006"),
        ("tags: §{a: b}", "QK006"),
        ("tags: §[[a]]", "QK006"),
        ("difficulty: §6", "QK006"),
        ("difficulty: §[1]", "QK006"),
        ("disputed: §maybe", "QK006"),
        ("ask to: §hour", "QK006"),
        ("valid: §soon", "QK011"),
        ("image: {§fil: a.png, file: b.png}", "QK004"),
        ("image: §[a.png]", "QK006"),
        ("image: §../a.png", "QK806"),
        ("image: §{alt: x}", "QK806"),
        ("source: §mofaa p. 1", "QK116"),
        ("source: [mofa p. 1, §other p. 2]", "QK116"),
        ("source: §{a: b}", "QK006"),
        ("ok: §[a]", "QK006"),
        ("ok: {QK304: §1}", "QK711"),
        ("ok: {QK104: §for a reason}", "QK711"),
        ("ok: {QK1: §for a reason}", "QK711"),
        ("ok: {QK304: §[a]}", "QK711"),
        ("ok: §nonsense", "QK006"),
        ("§nots: x", "QK004"),
        ("dont ask: §{who: x}", "QK006"),
        ("dont ask: [§whom]", "QK117"),
        ("dont ask: [§of]", "QK117"),
        ("ask: {§whom: x}", "QK117"),
        ("ask: §[x]", "QK006"),
        ("ask: {who: §[x]}", "QK006"),
        ('ask: {who: "Who §{x}?"}', "QK120"),
        ("wrong: {§whom: [x]}", "QK117"),
        ("wrong: {date: [1992, §soon]}", "QK011"),
    ],
)
def test_what_cannot_be_is_said_at_its_place(typed: str, code: str) -> None:
    text, expected = marked(f"{SOURCES}{TRIP}    - {{who: Bo, {typed}}}\n", code)
    assert found(text) == expected


def test_what_is_refused_does_not_stay() -> None:
    text = f"{SOURCES}{TRIP}    - {{who: Bo, ok: {{QK304: 1}}, image: ../x.png, source: x p. 1}}\n"
    fact = read(text).facts[0]
    assert (fact.ok, fact.image, fact.source) == ({}, {}, "x p. 1")


def test_a_source_is_kept_as_typed_and_brings_its_attribution() -> None:
    deck = read(f"{SOURCES}{TRIP}    - {{who: Bo, source: mofa para. 3}}\n")
    assert (deck.facts[0].source, deck.facts[0].according_to) == ("mofa para. 3", "the ministry")
    two = read(f"{SOURCES}{TRIP}    - {{who: Bo, source: [nghean p. 1, mofa p. 2]}}\n").facts[0]
    assert (two.source, two.according_to) == ("nghean p. 1; mofa p. 2", "")
    own = read(f"{SOURCES}{TRIP}    - {{who: Bo, source: mofa, according to: her}}\n").facts[0]
    assert own.according_to == "her"


def test_an_unknown_source_names_the_nearest() -> None:
    problem = problems(f"{SOURCES}{TRIP}    - {{who: Bo, source: nghan para. 1}}\n")[0]
    assert problem.notes[0].text == "did you mean `nghean`?"
    assert problem.at.width == 5


@pytest.mark.parametrize("typed", ["a, b", "[a, b]"])
def test_tags_may_stand_with_commas(typed: str) -> None:
    assert read(f"{TRIP}    - who: Bo\n      tags: {typed}\n").facts[0].tags == ("a", "b")


def test_ids() -> None:
    assert is_id("t8wd")
    assert is_id("Vietnam.capital")
    assert not any(map(is_id, ["", "a b", "~x", "a/b", "a#b", "a@b", "x" * 65]))
