import json
from pathlib import Path

import pytest

from quizkit.cli.main import run
from quizkit.settings.places import places


def called(capsys, *argv: str) -> tuple[int, str, str]:
    code = run(["config", *argv])
    return code, *capsys.readouterr()


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_what_is_set_is_got_and_can_be_unset(capsys) -> None:
    assert called(capsys, "set", "minutes", "12")[0] == 0
    assert called(capsys, "get", "minutes") == (0, "12\n", "")
    assert called(capsys, "unset", "minutes")[0] == 0
    assert called(capsys, "get", "minutes") == (0, "10\n", "")


def test_the_list_as_json_says_where_values_come_from(capsys, monkeypatch) -> None:
    called(capsys, "set", "minutes", "12")
    monkeypatch.setenv("QUIZKIT_FORM", "typed")
    code, out, _ = called(capsys, "--json")
    document = json.loads(out)
    rows = {row["name"]: row for row in document["settings"]}
    assert code == 0
    assert list(document) == ["v", "settings"]
    assert rows["minutes"] == {"name": "minutes", "value": 12, "from": "user config"}
    assert rows["form"] == {"name": "form", "value": "typed", "from": "QUIZKIT_FORM"}
    assert rows["decks"] == {"name": "decks", "value": [], "from": "default"}


def test_the_list_is_the_same_by_both_names(capsys) -> None:
    assert called(capsys) == called(capsys, "list")


def test_the_path_is_that_of_the_users_file(capsys, tmp_path) -> None:
    assert called(capsys, "path") == (0, f"{places().config_file}\n", "")
    assert run(["--config", "mine.toml", "config", "path"]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'mine.toml'}\n"


def test_an_unknown_name_is_answered_with_the_nearest(capsys) -> None:
    code, out, err = called(capsys, "get", "minuts")
    assert (code, out) == (3, "")
    assert 'did you mean "minutes"?' in err


def test_a_wrong_file_is_told_with_everything_in_it(capsys, tmp_path) -> None:
    (tmp_path / "quizkit.toml").write_text('log = "x"\nminutes = 0\n')
    code, out, err = called(capsys)
    assert (code, out) == (3, "")
    assert err.count("error: ") == 2


def test_a_hostile_project_file_is_3_and_one_sentence(capsys) -> None:
    Path("quizkit.toml").write_text("x = " + "[" * 3000 + "]" * 3000)
    code, out, err = called(capsys)
    assert (code, out) == (3, "")
    assert err.startswith("error: cannot read ")
    assert err.count("\n") == 1


def test_a_settings_file_that_is_named_must_be_there(call) -> None:
    for argv in (["config"], ["due"], ["study"], ["doctor"]):
        code, out, err = call("--config", "mine.toml", *argv)
        assert (code, out) == (3, "")
        assert err == f"error: there is no settings file {Path('mine.toml').absolute()}\n"
    assert call("--config", "mine.toml", "config", "set", "minutes", "7").code == 0
    assert call("--config", "mine.toml", "config", "get", "minutes").out == "7\n"


def test_bindings_are_set_and_shown_as_pairs(capsys) -> None:
    assert called(capsys, "set", "keys", "study.hint=h study.skip=x")[0] == 0
    assert called(capsys, "get", "keys")[1] == "study.hint=h study.skip=x\n"
    rows = json.loads(called(capsys, "--json")[1])["settings"]
    assert next(row["value"] for row in rows if row["name"] == "keys") == {
        "study.hint": "h",
        "study.skip": "x",
    }
    assert called(capsys, "set", "keys", "study.hint")[0] == 2
