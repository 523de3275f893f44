"""Flags and proposals."""

import quizkit as qk
from quizkit.analysis.items.known import Known
from quizkit.analysis.items.reports import flags, proposals
from tests.analysis.items.moments import event, review

NONE = Known(())
KNOWN = Known((qk.load("vietnam-us").asker,))
FACET = "vietnam-us/fg46k#who"


def flag(reason: str, stem: str = "Who?") -> tuple:
    return event("flag", {"facet": "d/f#r", "stem": stem, "reason": reason})


def said(text: str, override: str | None = "grade", facet: str = FACET) -> tuple:
    return review(facet, form="typed", response=text, override=override)


def test_flags_are_put_together_and_those_of_most_learners_come_first() -> None:
    renamed = event("rename", {"old": "d/e", "new": "d/f"})
    old = event("flag", {"facet": "d/e#r", "stem": "Who?", "reason": " two are right "})
    found = flags(
        [("a", [flag("typo")]), ("b", [flag("two are right")] * 2), ("c", [old, renamed])]
    )
    told = [(each.facet, each.reason, each.times, each.learners) for each in found]
    assert told == [("d/f#r", "two are right", 3, 2), ("d/f#r", "typo", 1, 1)]


def test_overruled_spellings_become_a_line_for_the_deck() -> None:
    stories = [("a", [said("Bush Junior")]), ("b", [said("bush  junior"), said("Dubya")])]
    (found,) = proposals(stories, KNOWN)
    assert (found.right, found.facets) == ("George W. Bush", (FACET,))
    assert [(each.text, each.learners) for each in found.spellings] == [
        ("Bush Junior", 2),
        ("Dubya", 1),
    ]
    assert found.line.startswith("George W. Bush: {is: person, ")
    assert "Bush Junior, Dubya]" in found.line


def test_the_line_is_read_as_the_name_with_all_that_it_had() -> None:
    import yaml

    odd = 'Bush: "43", they say'
    (found,) = proposals([("a", [said(odd)])], KNOWN)
    ((name, read),) = yaml.safe_load(found.line).items()
    before = qk.load("vietnam-us").asker.deck.names[name]
    assert read["aka"] == [*before.aka, odd]
    assert read.get("not", []) == list(before.never)


def test_what_is_right_already_or_means_another_value_is_no_alias() -> None:
    assert proposals([("a", [said("George W. Bush")])], KNOWN) == ()
    (found,) = proposals([("a", [said("Obama")])], KNOWN)
    assert (found.line, found.spellings[0].means) == ("", "Barack Obama")


def test_only_what_was_typed_and_overruled_counts() -> None:
    others = [said("Dubya", override=None), said("Dubya", override="rating"), said("")]
    assert proposals([("a", [*others, review(FACET, override="grade")])], KNOWN) == ()


def test_without_a_deck_the_texts_are_told() -> None:
    (found,) = proposals([("a", [said("Dubya")])], NONE)
    assert (found.right, found.line, found.spellings[0].text) == ("?", "", "Dubya")
