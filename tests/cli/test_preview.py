import json
from pathlib import Path

import pytest


def test_questions_come_with_options_answers_and_places(call, rivers) -> None:
    code, out, err = call("preview", "rivers.yaml", "--fact", "kd7w", "--form", "choice")
    assert code == 0
    assert "1. " in out
    assert "  (choice)\n" in out
    assert "  * " in out
    assert "    Answer: North Sea\n" in out
    assert "rivers/kd7w#sea, line 18: The pupils' atlas, p. 3\n" in out
    assert err == "3 questions; 0 facets refused\n"


SHARED = """\
quizkit: 1
deck: shared
title: Visits
language: en
kinds:
  visit:
    called: "a visit"
    roles:
      who:
        is: person
        ask: "Who went to {place}?"
        ask all: "Which {count} people went to {place} {scope}?"
      place: {is: place, ask: "Where did {who} go?"}
      date: {is: date, ask: "{when} did {who} go?"}
  office:
    called: "the office of {as}"
    roles:
      holder: {is: person, ask: "Who had {it}?"}
      as: text
facts:
  visit:
    complete: in 1990
    table: |
      id   | who      | place | date
      d2zz | Ann Ash  | Hanoi | 1990?
      d3zz | Bo Birch | Hanoi | 1990?
      d4zz | Cy Cedar | Hanoi | 1990?
      d5zz | Di Elm   | Hue   | 1990?
  office:
    - {id: d6zz, holder: Ed Fir, as: president, dont ask: [holder]}
"""


def test_each_way_not_to_be_asked_is_counted_by_itself(call, tmp_path) -> None:
    (tmp_path / "shared.yaml").write_text(SHARED)
    done = call("preview", "shared.yaml", "-n", "all")
    assert done.code == 0
    assert done.err.endswith(
        "; 0 facets refused, 1 left out by `dont ask`, 2 asked together with others, "
        "4 without one certain answer\n"
    )


def test_one_is_not_counted_as_many(call, rivers) -> None:
    err = call("preview", "rivers.yaml", "-n", "1").err
    assert err == "1 question; 0 facets refused, 1 left out by `dont ask`\n"


def test_all_is_every_facet_in_every_form_and_wording(call, rivers) -> None:
    document = json.loads(call("preview", "rivers.yaml", "-n", "all", "--json").out)
    asked = {(q["facet"], q["form"], q["stem"]) for q in document["questions"]}
    assert len(asked) == len(document["questions"])
    assert len({facet for facet, _, _ in asked}) == 14
    stems = {stem for facet, form, stem in asked if (facet, form) == ("rivers/kd7w#sea", "choice")}
    assert stems == {"Where does the river Rhine end?", "In which sea does the river Rhine end?"}
    assert document["refused"] == [
        {"facet": "rivers/s6bn#length", "code": "", "message": "the fact says `dont ask`"}
    ]


def test_the_same_seed_gives_the_same_bytes(call, rivers) -> None:
    first = call("preview", "rivers.yaml", "--seed", "x", "--json").out
    assert call("preview", "rivers.yaml", "--seed", "x", "--json").out == first
    assert call("preview", "rivers.yaml", "--seed", "y", "--json").out != first


def test_the_json_of_a_question_carries_its_proof(call, rivers) -> None:
    out = call("preview", "rivers.yaml", "--fact", "m4xq", "--form", "typed", "--json").out
    document = json.loads(out)
    assert list(document) == ["v", "seed", "questions", "refused"]
    sea = next(q for q in document["questions"] if q["facet"] == "rivers/m4xq#sea")
    assert list(sea) == [
        *("facet", "form", "language", "stem", "options", "prompts", "key", "keys", "accepted"),
        *("asked", "printed", "not_excluded", "many", "definite", "scope", "lures", "way"),
        *("facets", "source", "line"),
    ]
    assert sea["accepted"] == ["Black Sea"]
    assert sea["asked"] == {"role": "sea", "precision": None}
    assert sea["printed"] == [{"role": "name", "value": "Danube", "precision": None}]
    assert sea["not_excluded"] == ["m4xq"]
    assert (sea["source"], sea["line"]) == ("The pupils' atlas, p. 4", 19)


def test_without_answers_nothing_of_them_is_printed(call, rivers) -> None:
    argv = ("preview", "rivers.yaml", "--fact", "kd7w", "--form", "typed", "--no-answers")
    assert "North Sea" not in call(*argv).out
    questions = json.loads(call(*argv, "--json").out)["questions"]
    shown = ("facet", "form", "language", "stem", "options", "prompts")
    assert {tuple(q) for q in questions} == {shown}


def test_the_facts_are_there_as_read_and_typed(call, rivers) -> None:
    out = call("preview", "rivers.yaml", "--with-facts", "--json").out
    document = json.loads(out)
    assert document["facts"][0] == {
        "never_wrong": {},
        "valid": None,
        "id": "kd7w",
        "kind": "river",
        "group": 0,
        "roles": {
            "name": {"type": "text", "value": "Rhine"},
            "sea": {"type": "place", "value": "North Sea", "aka": [], "in": []},
            "length": {"type": "number", "value": "1233", "unit": "km", "bound": "", "step": "0.5"},
        },
        "according_to": "",
        "at_time_of": "",
        "wrong": {},
        "path": "rivers.yaml",
        "line": 18,
    }
    assert document["groups"] == [{"index": 0, "kind": "river", "complete": ""}]
    assert document["kinds"]["river"]["sea"] == {"type": "place", "members": [], "one": True}


DATES = """\
quizkit: 1
deck: dates
title: Dates
language: en
kinds:
  event:
    called: "{what}"
    roles:
      what: {is: text, ask: "What happened {on date}?"}
      date: date
      by: {is: list, of: person}
facts:
  event:
    - {id: d2zz, what: a, date: 1992-11}
    - {id: d3zz, what: b, date: 1990/..}
    - {id: d4zz, what: c, date: {in Hanoi: 1995-07-12, in Washington: 1995-07-11}}
    - {id: d5zz, what: d, date: 1992~, by: [Ann, Bob, ...]}
    - {id: d6zz, what: e, by: other}
"""


def test_every_shape_of_value_is_typed(call, tmp_path) -> None:
    (tmp_path / "dates.yaml").write_text(DATES)
    document = json.loads(call("preview", "dates.yaml", "--with-facts", "--json").out)
    facts = {fact["id"]: fact["roles"] for fact in document["facts"]}
    month = facts["d2zz"]["date"]
    assert (month["first"], month["last"]) == ("1992-11-01", "1992-11-30")
    assert (month["precision"], month["sure"]) == ("month", True)
    assert facts["d3zz"]["date"]["last"] is None
    views = facts["d4zz"]["date"]
    assert (views["type"], views["word"]) == ("views", "in")
    assert [view["view"] for view in views["value"]] == ["Hanoi", "Washington"]
    assert facts["d5zz"]["date"]["sure"] is False
    people = facts["d5zz"]["by"]
    assert (people["type"], people["complete"], len(people["value"])) == ("list", False, 2)
    assert facts["d6zz"]["by"] == {"type": "other", "value": None}


@pytest.mark.parametrize("count", ["many", "-3", "1.5"])
def test_a_count_is_a_number_or_all(call, rivers, count) -> None:
    assert call("preview", "rivers.yaml", "-n", count).code == 2


def test_a_deck_that_cannot_be_used_is_3_with_its_frames(call, tmp_path) -> None:
    (tmp_path / "d.yaml").write_text("quizkit: 9\ndeck: d\n")
    code, out, err = call("preview", "d.yaml")
    assert (code, out) == (3, "")
    assert "error[QK009]: " in err


def test_what_an_error_leaves_out_is_said(call, rivers) -> None:
    rivers.write_text(rivers.read_text().replace("atlas p. 3", "atlsa p. 3"))
    code, _, err = call("preview", "rivers.yaml")
    assert code == 0
    assert "rivers: 1 problem leaves something out; `quizkit check rivers.yaml` shows it" in err


@pytest.mark.parametrize(
    ("deck", "path"), [("vietnam-us", "leaders.yaml"), ("../one.yaml", "one.yaml")]
)
def test_a_path_is_relative_to_the_deck_where_it_lies_elsewhere(
    call, rivers, tmp_path, monkeypatch, deck, path
) -> None:
    (tmp_path / "work").mkdir()
    rivers.rename(tmp_path / "one.yaml")
    monkeypatch.chdir(tmp_path / "work")
    facts = json.loads(call("preview", deck, "-n", "1", "--with-facts", "--json").out)["facts"]
    assert path in {fact["path"] for fact in facts}
    assert not [fact for fact in facts if fact["path"].startswith(("/", ".."))]


def test_questions_are_judged_where_that_is_wanted(call, tmp_path) -> None:
    (tmp_path / "g.yaml").write_text(
        "quizkit: 1\ndeck: g\ntitle: G\nlanguage: en\ncards:\n"
        '  - {id: a1, q: "What ended the river war?", a: the river pact, wrong: [storms, "12"]}\n'
    )
    _, out, _ = call("preview", "g.yaml", "--form", "choice", "--judge")
    assert "    Wrong options: 1 good, 1 weak\n    Weak: “12” is a number, " in out
    assert "    Guessable from a cue: word repeated: “river”, in " in out
    assert "    Asked as choice, typed, flip\n" in out
    document = json.loads(call("preview", "g.yaml", "--form", "choice", "--judge", "--json").out)
    question = document["questions"][0]
    assert question["wrong"]["good"] == 1
    assert question["cue"]["name"] == "word repeated"
    assert question["forms"] == ["choice", "typed", "flip"]


def test_a_question_without_cues_is_said_to_have_none(call, rivers) -> None:
    _, out, _ = call("preview", "rivers.yaml", "--fact", "kd7w", "--form", "choice", "--judge")
    assert "    Guessable from cues: no\n" in out
    _, plain, _ = call("preview", "rivers.yaml", "--fact", "kd7w", "--form", "choice")
    assert "Guessable" not in plain
    assert call("preview", "rivers.yaml", "--judge", "--no-answers").code == 2


def test_cards_that_ask_the_same_of_many_things_are_told(call) -> None:
    capitals = ("Laos Vientiane", "Japan Tokyo", "Peru Lima", "Cuba Havana", "Iraq Baghdad")
    cards = "".join(
        f'  - {{q: "What is the capital of {land}?", a: {city}}}\n'
        for land, city in map(str.split, capitals)
    )
    head = "quizkit: 1\ndeck: c\ntitle: C\nlanguage: en\ncards:\n"
    Path("c.yaml").write_text(head + cards, encoding="utf-8")
    done = call("preview", "c.yaml")
    assert "5 cards ask `What is the capital of ...?`; " in done.err
    assert "cards ask" not in call("preview", "c.yaml", "--kind", "card").err
