"""What learners notice of a new version: by fact, and what it does to their memories."""

from pathlib import Path

import pytest

from quizkit.decks import load
from quizkit.practice.versions import Difference, Versions, compare
from quizkit.questions.ask import Asker

DECK = """\
quizkit: 1
deck: rivers
title: Rivers
language: en
names:
  Rhine: {is: name, aka: [Rhein]}
kinds:
  river:
    called: "the river {name}"
    says: "{it} ends in {sea}."
    roles:
      name: {is: name, ask: "Which river ends in {sea}?"}
      sea: {is: place, one: yes, ask: "Where does {it} end?"}
facts:
  river:
    - {id: kd7w, name: Rhine, sea: North Sea, note: Long.}
    - {id: m4xq, name: Danube, sea: Black Sea}
    - {id: p9rt, name: Volga, sea: Caspian Sea}
cards:
  - {id: c2vz, q: "Which river is green?", a: the Inn}
"""


@pytest.fixture
def compared(tmp_path: Path):
    """Return a function from changes of the text to what they mean."""

    def found(*changes: tuple[str, str]) -> Versions:
        text = DECK
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        askers = []
        for name, written in (("old.yaml", DECK), ("new.yaml", text)):
            (tmp_path / name).write_text(written, encoding="utf-8")
            askers.append(Asker(load(tmp_path / name)))
        return compare(*askers)

    return found


def changes(found: Versions) -> list[tuple[str, str, str]]:
    return [(each.fact, each.change, each.role) for each in found.differences]


def test_moving_and_stamping_is_no_change(compared) -> None:
    rhine = "    - {id: kd7w, name: Rhine, sea: North Sea, note: Long.}\n"
    volga = "    - {id: p9rt, name: Volga, sea: Caspian Sea}\n"
    found = compared((rhine, ""), (volga, volga + rhine))
    assert found == Versions((), (), kept=7, weakened=0, lost=0, renamed=False)


def test_a_new_value_weakens_its_facet_and_rewords_the_other(compared) -> None:
    found = compared(("sea: Black Sea", "sea: Blue Sea"))
    assert changes(found) == [("m4xq", "value", "sea"), ("m4xq", "wording", "name")]
    value = found.differences[0]
    assert value[3:] == ("Black Sea", "Blue Sea", ("rivers/m4xq#sea",))
    assert found.differences[1].new == "Which river ends in Blue Sea?"
    assert (found.kept, found.weakened, found.lost) == (6, 1, 0)


def test_facts_that_come_and_go(compared) -> None:
    volga = "    - {id: p9rt, name: Volga, sea: Caspian Sea}\n"
    found = compared((volga, "    - {id: s6bn, name: Po, sea: Adriatic Sea}\n"))
    assert changes(found) == [("s6bn", "added", ""), ("p9rt", "removed", "")]
    assert found.differences[0].new == "The river Po ends in Adriatic Sea."
    assert found.differences[1].facets == ("rivers/p9rt#name", "rivers/p9rt#sea")
    assert found.lost == 2
    assert [problem.code for problem in found.problems] == ["QK103"]


def test_what_is_asked_no_more_says_why(compared) -> None:
    found = compared(("Volga, sea: Caspian Sea", "Volga, sea: Black Sea"))
    refused = [each for each in found.differences if each.change == "refused"]
    assert [each.role for each in refused] == ["name", "name"]
    assert "QK301" in refused[0].new


def test_wordings_notes_names_and_cards(compared) -> None:
    found = compared(
        ("Where does {it} end?", "In which sea does {it} end?"),
        ("note: Long.", "note: Very long."),
        ("[Rhein]", "[Rhein, Rhin]"),
        ("a: the Inn", "a: the Isar"),
    )
    assert Difference("kd7w", "shown", "note", "Long.", "Very long.") in found.differences
    assert Difference("", "accepted", "Rhine", "Rhein", "Rhein, Rhin") in found.differences
    card = next(each for each in found.differences if each.fact == "c2vz")
    assert (card.change, card.old, card.new) == ("value", "the Inn", "the Isar")
    assert [each.fact for each in found.differences if each.change == "wording"] == [
        "kd7w", "m4xq", "p9rt",
    ]  # fmt: skip
    assert found.weakened == 1


def test_another_deck_id_begins_anew(compared) -> None:
    assert compared(("deck: rivers", "deck: streams")).renamed
