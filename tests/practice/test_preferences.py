import pytest

from quizkit.errors import SettingsError
from quizkit.practice import planning
from quizkit.practice.clock import FixedClock
from quizkit.practice.desk import Desk as RealDesk
from quizkit.practice.preferences import FIRST, MORE, next_exam, prefer, preference, restore
from quizkit.settings import read
from quizkit.settings.places import Places
from quizkit.settings.table import BY_NAME
from tests.practice.desks import START


def settings(tmp_path, text: str = "", environ=None, **options):
    config = tmp_path / "config" / "config.toml"
    if text:
        config.parent.mkdir(exist_ok=True)
        config.write_text(text)
    return read(options, environ=environ or {}, folder=tmp_path, config=config)


class Desk:
    def __init__(self, found) -> None:
        self.settings = found


def test_every_setting_that_is_shown_exists_and_has_a_name(tmp_path) -> None:
    found = settings(tmp_path)
    assert {*FIRST, *MORE} <= set(BY_NAME)
    assert all(preference(found, name).label != name for name in (*FIRST, *MORE))


@pytest.mark.parametrize(
    ("text", "environ", "options", "expected"),
    [
        ("", {}, {}, ("default", "")),
        ('theme = "nord"', {}, {}, ("your settings", "")),
        ("", {"QUIZKIT_THEME": "nord"}, {}, ("QUIZKIT_THEME", "QUIZKIT_THEME sets it")),
        ("", {}, {"theme": "nord"}, ("an option", "An option of this call sets it")),
    ],
)
def test_each_value_says_where_it_came_from(tmp_path, text, environ, options, expected) -> None:
    found = preference(settings(tmp_path, text, environ, **options), "theme")
    assert found.origin == expected[0]
    assert found.fixed.startswith(expected[1])
    assert bool(found.choices) is not bool(found.fixed)


def test_a_file_of_the_project_goes_before_ones_own(tmp_path) -> None:
    (tmp_path / "quizkit.toml").write_text("minutes = 5\n")
    found = preference(settings(tmp_path, "minutes = 20"), "minutes")
    assert (found.value, found.origin) == ("5", "quizkit.toml")
    assert "change it there" in found.fixed
    with pytest.raises(SettingsError, match="change it there"):
        prefer(Desk(settings(tmp_path)), "minutes", "9")


def test_choices_go_round(tmp_path) -> None:
    form = preference(settings(tmp_path), "form")
    assert (form.shown, form.choices) == ("auto", ("", "choice", "typed"))
    assert [form.beside(1), form.beside(2), form.beside(-1)] == ["choice", "typed", "typed"]
    odd = preference(settings(tmp_path, 'form = "flip"'), "form")
    assert odd.choices[-1] == "flip"
    assert odd.beside(1) == ""


def test_a_change_holds_at_once_and_is_kept(tmp_path) -> None:
    desk = Desk(settings(tmp_path, "# mine\nminutes = 20\n"))
    prefer(desk, "theme", "quizkit-hc")
    prefer(desk, "check.profile", "exam")
    prefer(desk, "bell", "yes")
    assert (desk.settings.theme, desk.settings.profile, desk.settings.bell) == (
        *("quizkit-hc", "exam", True),
    )
    assert settings(tmp_path).theme == "quizkit-hc"
    assert desk.settings.origins["theme"] == "user config"
    assert desk.settings.config.read_text().startswith("# mine\nminutes = 20\n")


def test_the_default_leaves_the_file(tmp_path) -> None:
    desk = Desk(settings(tmp_path, "minutes = 20\n"))
    assert restore(desk, "minutes").minutes == 10
    assert desk.settings.config.read_text() == ""
    assert desk.settings.origins["minutes"] == "default"


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("minutes", "0", "Minutes a day: it should be a whole number of minutes"),
        ("lang", "tlh!", "Language: it should be a language tag"),
        ("log", "x", "quizkit --log FILE"),
        ("colour", "x", "there is no setting"),
    ],
)
def test_what_cannot_be_is_said(tmp_path, name, text, why) -> None:
    with pytest.raises(SettingsError, match=why):
        prefer(Desk(settings(tmp_path)), name, text)


def test_the_nearest_exam_is_named(tmp_path) -> None:
    places = Places(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    desk = RealDesk(settings(tmp_path), places, clock=FixedClock(START), environ={})
    assert next_exam(desk) == ""
    with desk.open() as log:
        planning.save(log, desk.clock, date="2026-06-12")
        planning.save(log, desk.clock, decks=["rivers"], date="2026-06-05")
        assert next_exam(desk) == "Fri 5 June (rivers)"
