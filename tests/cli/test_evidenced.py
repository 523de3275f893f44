"""Evidence in line mode: all that an `EvidenceView` holds is told."""

from dataclasses import replace

from quizkit.cli.evidenced import NOTHING, in_full, in_short
from quizkit.model import (
    Beside,
    EvidenceView,
    FactEvidence,
    Image,
    MixedUp,
    Outcome,
    SourceView,
)
from tests.session.worlds import World

FACT = FactEvidence(
    statement="Ann Ash led the trip in 1900.",
    source=SourceView("Trips", "p. 3", "The Press", "1999", "https://example.org/trips"),
    quote="and Ann went first",
    note="She wrote it down",
    picture=Image("/decks/ship.png", "a ship", "Di Elm"),
    beside=(Beside("trips/t0#host", "Who received it?", "Bo Ash"),),
)
VIEW = EvidenceView(
    stem="Who led it?",
    response="Bo Ash",
    key="Ann Ash",
    outcome=Outcome.WRONG,
    lines=("Bo Ash received it.", FACT.statement),
    mixed_up=(MixedUp("Ann Ash", "Bo Ash", 2), MixedUp("Ann Ash", "Cy Ash", 3)),
    facts=(FACT,),
)


def feedback():
    world = World()
    world.begin()
    return world.answer(well=False)


def test_everything_is_told_once():
    lines = in_full(VIEW, feedback())
    assert lines[:-1] == [
        "Bo Ash received it.",
        "You took Bo Ash for Ann Ash twice.",
        "You took Cy Ash for Ann Ash 3 times.",
        "Ann Ash led the trip in 1900.",
        "Source: Trips, p. 3, The Press, 1999, https://example.org/trips.",
        'It says: "and Ann went first"',
        "Note: She wrote it down.",
        "Picture: a ship (Di Elm)",
        "Also asked about it:",
        "  Who received it? Bo Ash.",
    ]
    assert lines[-1].startswith("Asked again: 1 Again today, 2 Hard ")


def test_a_picture_without_words_is_told_by_its_file():
    bare = replace(FACT, picture=Image("/decks/ship.png", "", ""))
    assert "Picture: ship.png" in in_full(replace(VIEW, facts=(bare,)), feedback())


def test_where_there_is_none_it_says_so():
    told = replace(feedback(), statement="", forecasts=())
    assert in_short(told) == [NOTHING]
    bare = replace(VIEW, lines=(), mixed_up=(), facts=())
    assert in_full(bare, told) == [NOTHING]
