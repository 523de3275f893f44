"""Undo and redo, read from the log."""

from quizkit.model import Draft
from quizkit.session.undo import last_deed, last_undo, taken_back
from tests.session.worlds import MemoryLog

REVIEW = {
    "sitting": None,
    "facet": "d/f#r",
    "form": "match",
    "seed": "s",
    "stem": "Match them.",
    "options": [],
    "response": "1b",
    "score": 0,
    "rating": 1,
    "override": None,
    "ms": 5,
    "hints": 0,
    "key": "0" * 16,
}


def test_an_empty_log_has_nothing_to_take_back():
    past = MemoryLog().past()
    assert last_deed(past.events, past.live) is None
    assert last_undo(past.events, past.live) is None


def test_the_reviews_of_one_question_go_together():
    log = MemoryLog()
    log.append((Draft("review", {**REVIEW, "facet": "d/e#r", "stem": "Before?"}),), at=1, off=0)
    pair = log.append(
        tuple(Draft("review", {**REVIEW, "facet": f"d/{fact}#r"}) for fact in "fg"), at=2, off=0
    )
    past = log.past()
    deed = last_deed(past.events, past.live)
    assert deed.events == pair
    assert deed.targets == tuple(sorted(event.id for event in pair))


def test_an_undo_of_other_events_is_no_deed_to_redo():
    log = MemoryLog()
    (sitting,) = log.append(
        (Draft("sitting", {"decks": [], "minutes": 5, "form": ""}),), at=1, off=0
    )
    log.append((taken_back([sitting.id]),), at=2, off=0)
    past = log.past()
    assert last_undo(past.events, past.live) is None


def test_past_after_an_undo_is_the_past_read_anew():
    log = MemoryLog()
    log.append((Draft("review", REVIEW),), at=1, off=0)
    past = log.past()
    for find in (last_deed, last_undo, last_deed):
        deed = find(past.events, past.live)
        past = past.after(deed.targets, log.append((deed.draft,), at=5, off=0))
        assert past == log.past()
