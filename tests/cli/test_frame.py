import sys
from pathlib import Path

import pytest

from quizkit.cli.frame import Cli
from quizkit.settings.places import places


def cli(environ=None, **options: object) -> Cli:
    made = Cli(environ or {})
    made.options.update(options)
    return made


def test_options_are_settings_of_the_first_rank(tmp_path) -> None:
    made = cli({"QUIZKIT_LOG": "a.db"}, log="b.db", lang="vi")
    assert made.log_file == tmp_path / "b.db"
    assert made.settings.lang == "vi"
    assert made.settings.origins["log"] == "option"


def test_the_log_is_in_the_data_folder_unless_said_otherwise() -> None:
    assert cli().log_file == places().log_file


@pytest.mark.parametrize("environ", [{}, {"QUIZKIT_CONFIG": "other.toml"}])
def test_the_config_file_can_be_named(tmp_path, environ) -> None:
    expected = tmp_path / "other.toml" if environ else places().config_file
    assert cli(environ).config_file == expected
    assert cli(environ, config="mine.toml").config_file == tmp_path / "mine.toml"


def test_printing_works_where_the_settings_do_not(tmp_path) -> None:
    Path("quizkit.toml").write_text("color = 3\n")
    assert cli().out.color == "auto"
    assert cli(color="never").out.color == "never"


def test_nobody_is_asked_without_a_terminal(monkeypatch) -> None:
    assert cli().interactive is False
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert cli().interactive is True
    assert cli(no_input=True).interactive is False
    monkeypatch.setattr(sys, "stdin", None)
    assert cli().interactive is False


def test_without_a_log_nothing_is_remembered_and_nothing_made() -> None:
    assert dict(cli().memory().facets) == {}
    assert not places().log_file.exists()


def test_a_new_learner_gets_an_id_that_stays() -> None:
    with cli(learner="Trần Mai").open_log() as log:
        first = log.learner
    with cli(learner="Trần Mai").open_log() as log:
        assert log.learner == first
    assert cli().settings.learners == {"Trần Mai": first}


def test_printing_works_whatever_is_wrong(monkeypatch) -> None:
    monkeypatch.setattr(Path, "cwd", lambda: 1 / 0)
    assert cli().out.color == "auto"
