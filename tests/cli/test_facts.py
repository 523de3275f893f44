"""Facts looked through and looked up, as on the screens for browsing."""

import json

import pytest


@pytest.fixture
def known(call, rivers):
    """Have the deck on the list and three answers in the log: two wrong, one right."""
    call("decks", "add", "rivers.yaml")
    call("study", "rivers", "--form", "typed", stdin="Po\nRhine\nRhine\n")
    call("suspend", "q2vz")


def rows(call, *argv: str) -> list[dict]:
    return [json.loads(line) for line in call("facts", "rivers", "--json", *argv).out.splitlines()]


def test_every_fact_is_a_line_with_where_you_stand(call, rivers) -> None:
    code, out, err = call("facts", "rivers.yaml")
    assert (code, len(out.splitlines())) == (0, 5)
    sentence = "The river Rhine ends in North Sea and has a length of 1233 km."
    assert out.splitlines()[0] == f"rivers/kd7w  river  {sentence}  (new)"
    assert err == "5 facts, 14 facets in all\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["kd7w", "m4xq", "p9rt", "q2vz", "s6bn"]),
        ("black sea", ["m4xq", "q2vz"]),
        ("black -is:suspended", ["m4xq"]),
        ("tag:long", ["p9rt"]),
        ("is:refused", []),
    ],
)
def test_the_filter_is_that_of_the_screen(call, known, text, found) -> None:
    assert [row["fact"] for row in rows(call, "--filter", text)] == found


def test_they_are_sorted_and_as_many_as_wanted(call, known) -> None:
    found = rows(call, "--sort", "known")
    shares = [row["known"] for row in found if row["known"] is not None]
    assert shares == sorted(shares)
    assert found[:2] == rows(call, "--sort", "known", "-n", "2")
    assert call("facts", "rivers", "-n", "2").err == "2 of 5 facts, 14 facets in all\n"


def test_a_line_of_json_names_all_that_the_list_knows(call, known) -> None:
    names = ["v", "deck", "fact", "kind", "says", "standing", "known", "due", "facets", "why"]
    assert list(rows(call)[0]) == names
    put_off = rows(call, "--filter", "id:q2vz")[0]
    assert (put_off["standing"], put_off["due"]) == ("suspended", None)


def test_what_is_not_found_is_1_and_what_cannot_be_read_is_2(call, rivers) -> None:
    assert call("facts", "rivers.yaml", "--filter", "amazon") == (1, "", "no fact fits, of 5\n")
    code, out, err = call("facts", "rivers.yaml", "--filter", "knd:river")
    assert (code, out) == (2, "")
    assert "there is no knd:; did you mean kind:?" in err
    assert call("facts", "nowhere").code == 3


@pytest.mark.parametrize(
    "name", ["rivers/kd7w", "kd7w", "kd7w#sea", "rivers.yaml:18", "rivers.yaml:18:7#sea"]
)
def test_a_fact_is_found_by_any_name_of_it(call, rivers, name) -> None:
    call("decks", "add", "rivers.yaml")
    lines = call("fact", name).out.splitlines()
    assert lines[0] == "rivers/kd7w, river, rivers.yaml:18:7"
    assert lines[1:6] == [
        "The river Rhine ends in North Sea and has a length of 1233 km.",
        "name: Rhine",
        "sea: North Sea",
        "length: 1233 km",
        "Source: The pupils' atlas, p. 3.",
    ]
    assert lines[6:] == [f"#{role}: new, asked as choice" for role in ("name", "sea", "length")]


def test_what_is_never_asked_says_why(call, rivers) -> None:
    last = call("fact", "s6bn", "--deck", "rivers.yaml").out.splitlines()[-1]
    assert last.startswith("#length: Never asked: ")


def test_answers_and_what_was_mixed_up_are_told(call, known) -> None:
    wrong = next(
        row
        for row in map(json.loads, call("history", "--json").out.splitlines())
        if row["score"] == 0
    )
    found = json.loads(call("fact", wrong["facet"], "--json").out)
    facet = next(each for each in found["facets"] if each["facet"] == wrong["facet"])
    assert facet["answers"][-1] in {"wrong", "right"}
    assert "wrong" in facet["answers"]
    assert facet["due"] == 0
    assert f"#{facet['role']}: learning, 0 % known, due today, " in call("fact", found["fact"]).out
    other = facet["mixed_up"][0]["other"]
    assert f"Mixed up with {other} once" in call("fact", found["fact"]).out


@pytest.mark.parametrize("name", ["zzz", "rivers/zzz", "rivers.yaml:2"])
def test_a_fact_that_is_not_there_is_3(call, rivers, name) -> None:
    call("decks", "add", "rivers.yaml")
    code, out, err = call("fact", name)
    assert (code, out) == (3, "")
    assert "no fact" in err
