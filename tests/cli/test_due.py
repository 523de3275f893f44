"""What waits, by deck and by day."""

import json

import pytest


@pytest.mark.parametrize("argv", [[], ["--by", "deck"]])
def test_decks_are_the_lines_unless_said_otherwise(call, rivers, argv) -> None:
    table = call("due", "rivers.yaml", *argv).out.splitlines()
    assert table[0].split() == ["deck", "due", "new", "minutes", "known"]


def test_each_day_to_come_is_a_line(call, rivers) -> None:
    call("study", "rivers.yaml", stdin="1\n" * 8)
    document = json.loads(call("due", "rivers.yaml", "--by", "day", "--json").out)
    assert list(document) == ["v", "at", "due", "new", "minutes", "days"]
    first, *later = document["days"]
    assert first == {"day": "2026-06-01"} | {k: document[k] for k in ("due", "new", "minutes")}
    assert [day["day"] for day in later] == sorted({day["day"] for day in later})
    assert later[0]["day"] > first["day"]
    assert all(day["due"] > 0 and day["new"] == 0 for day in later)
    answered = {json.loads(line)["facet"] for line in call("history", "--json").out.splitlines()}
    owed = first["due"]  # nothing was learned before today: these were answered wrong, come again
    assert owed > 0
    assert sum(day["due"] for day in later) == len(answered)


def test_days_as_text_end_in_what_is_later(call, rivers, monkeypatch) -> None:
    call("study", "rivers.yaml", stdin="1\n" * 8)
    days = json.loads(call("due", "rivers.yaml", "--by", "day", "--json").out)["days"]
    lines = call("due", "rivers.yaml", "--by", "day").out.splitlines()
    assert lines[0].split() == ["day", "due", "new", "minutes"]
    assert lines.pop().startswith("Days to come hold what you have started")
    assert [line.split()[:2] for line in lines[1:]] == [[d["day"], str(d["due"])] for d in days]
    monkeypatch.setattr("quizkit.cli.waits._DAYS", 1)
    lines = call("due", "rivers.yaml", "--by", "day").out.splitlines()
    assert lines[2].split()[:2] == ["later", str(sum(day["due"] for day in days[1:]))]


def test_a_forecast_comes_true(call, rivers, monkeypatch) -> None:
    call("study", "rivers.yaml", stdin="1\n" * 8)
    later = json.loads(call("due", "rivers.yaml", "--by", "day", "--json").out)["days"][1]
    monkeypatch.setenv("QUIZKIT_NOW", f"{later['day']}T08:00:00+07:00")
    assert json.loads(call("due", "rivers.yaml", "--json").out)["due"] >= later["due"]


def test_a_response_of_several_lines_is_one_line_of_the_history(call, rivers, tmp_path) -> None:
    import quizkit as qk

    with qk.study(qk.load("rivers.yaml"), "me.db", form="typed") as session:
        session.answer("one\ntwo\r\nthree")
    lines = call("--log", "me.db", "history").out.splitlines()
    assert len(lines) == 2
    assert "  one two three  " in lines[1]


def test_a_deck_that_the_day_has_no_minutes_for_says_so(call, rivers, tmp_path) -> None:
    text = rivers.read_text().replace("deck: rivers", "deck: streams").replace("id: ", "id: z")
    (tmp_path / "streams.yaml").write_text(text)
    assert call("config", "set", "minutes", "1").code == 0
    head, first, second, told = call("due", "rivers.yaml", "streams.yaml").out.splitlines()
    assert head.split() == ["deck", "due", "new", "minutes", "known"]
    assert first.split()[3:] == ["1", "0", "%"]
    assert second.split()[3:] == ["-", "0", "%"]
    assert told == "-: what is new there finds nothing left of the day's minutes."


@pytest.mark.parametrize(
    "argv",
    [["due", "rivers.yaml"], ["history"], ["search", "rhine"], ["doctor"], ["undo", "--list"]],
)
def test_lines_fit_a_terminal_of_40_columns(call, rivers, monkeypatch, argv) -> None:
    call("study", "rivers.yaml", "--plain", stdin="1\n" * 4)
    call("decks", "add", "rivers.yaml")
    wide = call(*argv).out
    monkeypatch.setattr("quizkit.cli.out.columns_of", lambda _stream: 40)
    narrow = call(*argv).out
    assert max(map(len, narrow.splitlines())) <= 40
    assert wide.split() == narrow.split() or argv[0] in {"due", "doctor"}  # paths are broken


def test_decks_that_came_along_and_were_not_begun_stand_apart(call, rivers) -> None:
    call("decks", "add", "rivers.yaml")
    document = json.loads(call("due", "--json").out)
    first, *others = document["decks"]
    assert (first["deck"], first["own"]) == ("rivers", True)
    assert not any(row["own"] for row in others)
    assert "vietnam-us" in {row["deck"] for row in others}
    assert (document["new"], document["minutes"]) == (first["new"], first["minutes"])
    assert call("due", "--short").out == f"0 due ~{first['minutes']:.0f} min\n"
    table = call("due").out
    assert table.startswith("deck      due    new  minutes  known\nrivers ")
    assert "\nNot begun:\n" in table
    call("study", "vietnam-us", stdin="1\n")
    own = [row["deck"] for row in json.loads(call("due", "--json").out)["decks"] if row["own"]]
    assert own == ["vietnam-us", "rivers"]


def test_whoever_begun_nothing_is_told_how_to_begin(call) -> None:
    document = json.loads(call("due", "--json").out)
    assert (document["due"], document["new"], document["minutes"]) == (0, 0, 0)
    said = call("due").out
    assert said.startswith("Not begun:\n")
    assert "You have begun no deck of your list yet; `quizkit study elements` begins one" in said
    code, out, err = call("study", stdin="1\n")
    assert (code, out) == (3, "")
    assert "`quizkit study elements` begins one" in err


def test_study_without_a_name_asks_own_decks(call, rivers) -> None:
    call("decks", "add", "rivers.yaml")
    assert call("study", stdin="1\n" * 5).code == 0
    decks = {json.loads(line)["facet"].partition("/")[0] for line in history(call)}
    assert decks == {"rivers"}


def history(call) -> list[str]:
    return call("history", "--json").out.splitlines()


def test_what_an_update_changed_is_told_until_it_was_seen(call, rivers) -> None:
    call("decks", "add", "rivers.yaml")
    assert "changed" not in call("due").out
    call("study", stdin="1\n")
    rivers.write_text(rivers.read_text().replace("3530 km", "3531 km"))
    for _ in range(2):
        assert "Two rivers: 1 fact changed; `quizkit due --changes` lists them." in call("due").out
    row = json.loads(call("due", "--json").out)["decks"][0]
    assert row["changes"] == {"changed": ["p9rt"], "added": [], "removed": []}
    assert json.loads(call("due", "--changes", "--json").out)["changed"] == ["p9rt"]
    assert call("due", "--changes").out.splitlines() == [
        "Two rivers: 1 fact changed.",
        "Changed: The river Volga ends in Caspian Sea and has a length of 3531 km.",
    ]
    assert call("due", "--changes").err == "nothing changed since you last saw your decks\n"
    rivers.write_text(rivers.read_text().replace("3531 km", "3530 km"))
    assert "Two rivers: 1 fact changed.\n" in call("study", stdin="1\n").err
    assert "changed" not in call("study", stdin="1\n").err
    assert "changed" not in call("due").out
