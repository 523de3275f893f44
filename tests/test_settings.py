import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from quizkit.errors import SettingsError
from quizkit.questions.formlist import JUDGES
from quizkit.settings import Settings, find_project, own_decks, read
from quizkit.settings.edit import change, enlist
from quizkit.settings.places import places
from quizkit.settings.table import FORMS, SETTINGS, known


@pytest.fixture
def user(tmp_path: Path) -> Path:
    return tmp_path / "config" / "config.toml"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


def settings(user: Path, work: Path, environ=None, **options: object) -> Settings:
    return read(options, environ=environ or {}, folder=work, config=user)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_without_files_everything_is_default(user, work) -> None:
    found = settings(user, work)
    assert {s.name: found.get(s.name) for s in SETTINGS} == {s.name: s.default for s in SETTINGS}
    assert set(found.origins.values()) == {"default"}


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ("user", (1, "user config")),
        ("user project", (2, "quizkit.toml")),
        ("user project environ", (3, "QUIZKIT_MINUTES")),
        ("user project environ option", (4, "option")),
    ],
)
def test_the_nearer_layer_wins(user, work, layers, expected) -> None:
    if "user" in layers:
        write(user, "minutes = 1\n")
    if "project" in layers:
        write(work / "quizkit.toml", "minutes = 2\n")
    environ = {"QUIZKIT_MINUTES": "3"} if "environ" in layers else {}
    options = {"minutes": 4} if "option" in layers else {}
    found = settings(user, work, environ, **options)
    assert (found.minutes, found.origins["minutes"]) == expected


def test_an_empty_variable_says_nothing(user, work) -> None:
    assert settings(user, work, {"QUIZKIT_MINUTES": ""}).minutes == 10


def test_the_nearest_project_file_counts(work) -> None:
    write(work.parent / "quizkit.toml", "")
    write(work / "a" / "quizkit.toml", "")
    (work / "a" / "b").mkdir()
    assert find_project(work / "a" / "b") == work / "a" / "quizkit.toml"
    assert find_project(work) == work.parent / "quizkit.toml"


@pytest.mark.parametrize(
    "line",
    [
        'log = "elsewhere.db"',
        'sync = "a folder"',
        'learner = "me"',
        'editor = "rm"',
        "learners = 1",
    ],
)
def test_a_project_file_cannot_say_where_answers_go(user, work, line) -> None:
    write(work / "quizkit.toml", line + "\n")
    name = line.split()[0]
    with pytest.raises(SettingsError, match=f'may not set "{name}"'):
        settings(user, work)


def test_a_project_file_cannot_leave_its_folder(user, work) -> None:
    write(work / "quizkit.toml", 'decks = ["inside.yaml", "../outside.yaml"]\n')
    with pytest.raises(SettingsError, match="outside its folder"):
        settings(user, work)


def test_a_link_out_of_the_project_folder_is_seen(user, work, tmp_path) -> None:
    (tmp_path / "secret").mkdir()
    (work / "link").symlink_to(tmp_path / "secret")
    write(work / "quizkit.toml", 'decks = ["link/deck.yaml"]\n')
    with pytest.raises(SettingsError, match="outside its folder"):
        settings(user, work)


def test_relative_paths_start_from_the_file_that_says_them(user, work) -> None:
    write(user, 'log = "answers.db"\n')
    write(work / "quizkit.toml", 'decks = ["sub/deck.yaml"]\n')
    found = settings(user, work)
    assert found.log == user.parent / "answers.db"
    assert found.decks == (work / "sub" / "deck.yaml",)


@pytest.mark.parametrize("raw", ["a\udcffb.db", "a\0b.db"])
def test_a_path_is_text(user, work, raw) -> None:
    with pytest.raises(SettingsError, match="should be a path in UTF-8"):
        settings(user, work, log=raw)


def test_a_home_that_is_unknown_is_a_folder(user, work) -> None:
    assert settings(user, work, log="~nobody-here/a.db").log == work / "~nobody-here" / "a.db"


def test_everything_wrong_is_told_at_once(user, work) -> None:
    write(user, 'minutes = 0\ncolour = "red"\n[check]\nprofile = "hard"\n')
    with pytest.raises(SettingsError) as caught:
        settings(user, work, {"QUIZKIT_FORM": "guess"})
    assert list(caught.value.problems) == [
        'user config: "minutes" is 0, but should be a whole number of minutes from 1 to 1440',
        'user config: there is no setting "colour"; did you mean "color"?',
        "user config: \"check.profile\" is 'hard', but should be one of practice, class, exam,"
        " shared",
        'environment: "form" is \'guess\', but should be one of "", choice, select, typed,'
        " cloze, true-false, order, match, flip",
    ]


@pytest.mark.parametrize("raw", [True, "ten", "-3", "1441", 2.5, ["1"], "٣"])
def test_minutes_are_whole_and_at_most_a_day(user, work, raw) -> None:
    with pytest.raises(SettingsError):
        settings(user, work, minutes=raw)


@pytest.mark.parametrize(("raw", "value"), [("yes", True), ("0", False), ("On", True)])
def test_a_nested_setting_has_a_variable(user, work, raw, value) -> None:
    assert settings(user, work, {"QUIZKIT_CHECK_STRICT": raw}).strict is value


@pytest.mark.parametrize("text", ["minutes = \n", "\udcff", "[check\n"])
def test_an_unreadable_file_is_one_sentence(user, work, text) -> None:
    user.parent.mkdir()
    user.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingsError, match="cannot read"):
        settings(user, work)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = " + "[" * 3000 + "]" * 3000, "nested too deeply"),
        ("# " + "x" * 65536, "larger than 64 KiB"),
        ("minutes = " + "9" * 5000, "cannot read"),
    ],
    ids=["deep", "large", "long figure"],
)
@pytest.mark.parametrize("where", ["user", "project"])
def test_a_hostile_file_is_one_sentence(user, work, text, said, where) -> None:
    write(user if where == "user" else work / "quizkit.toml", text)
    with pytest.raises(SettingsError, match=said):
        settings(user, work)


def test_a_file_does_not_grow_until_it_cannot_be_read(user) -> None:
    with pytest.raises(SettingsError, match="larger than 64 KiB"):
        change(user, "decks", [f"deck{n}.yaml" for n in range(6000)])
    assert not user.exists()


def test_a_folder_in_place_of_the_file_is_one_sentence(user, work) -> None:
    user.mkdir(parents=True)
    with pytest.raises(SettingsError, match="cannot read"):
        settings(user, work)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(SettingsError, match='did you mean "minutes"'):
        known("minuts")


def test_a_change_keeps_comments_order_and_other_lines(user) -> None:
    write(user, "# mine\nminutes = 5  # short\n\n[check]\n# strict here\nstrict = true\n")
    change(user, "minutes", 12)
    change(user, "form", "typed")
    change(user, "check.profile", "exam")
    change(user, "check.strict", None)
    assert user.read_text() == (
        '# mine\nminutes = 12\nform = "typed"\n\n[check]\n# strict here\nprofile = "exam"\n'
    )


def test_a_change_makes_file_and_folder(user, work) -> None:
    change(user, "check.profile", "class")
    assert user.read_text() == '[check]\nprofile = "class"\n'
    assert settings(user, work).profile == "class"


@pytest.mark.parametrize("name", ["Mai", "Trần Mai", 'a "b" \\ c.d', "x=y", "[z]", "\x7f"])
def test_a_learner_keeps_the_random_id(user, work, name) -> None:
    first, other = enlist(user, name), enlist(user, "other")
    assert first != other
    assert enlist(user, name) == first
    assert settings(user, work).learners == {name: first, "other": other}


def test_a_learner_without_a_name_keeps_the_first_id(user, work) -> None:
    mai = enlist(user, "mai", unnamed="ab12")
    bo = enlist(user, "bo", unnamed="cd34")
    assert settings(user, work).learners == {"": "ab12", "mai": mai, "bo": bo}


def test_a_new_name_gets_one_id_however_many_ask(user, work) -> None:
    with ProcessPoolExecutor(6, mp_context=get_context("spawn")) as pool:
        asked = [pool.submit(enlist, user, f"m{n % 3}") for n in range(24)]
        ids = {(n % 3, each.result()) for n, each in enumerate(asked)}
    assert settings(user, work).learners == {f"m{n}": made for n, made in ids}
    assert sorted(path.name for path in user.parent.iterdir()) == [
        "config.toml",
        "config.toml.lock",
    ]


def test_a_list_of_decks_is_kept(user, work, tmp_path) -> None:
    paths = (tmp_path / "a.yaml", tmp_path / 'q"\\ é.yaml')
    change(user, "decks", paths)
    assert settings(user, work).decks == paths


def test_a_layout_that_would_break_is_refused_untouched(user) -> None:
    text = 'decks = [\n  "a.yaml",\n]\n'
    write(user, text)
    with pytest.raises(SettingsError, match="edit it by hand"):
        change(user, "decks", ())
    assert user.read_text() == text


def test_what_cannot_be_written_is_one_sentence(user) -> None:
    write(user.parent, "a file where the folder should be")
    with pytest.raises(SettingsError, match="cannot"):
        change(user, "minutes", 5)


def test_a_damaged_learner_table_is_told(user, work) -> None:
    write(user, "[learners]\nMai = 3\n")
    with pytest.raises(SettingsError, match="should give each name an id"):
        settings(user, work)


def test_places_are_this_users(tmp_path, monkeypatch) -> None:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    found = places()
    assert all(str(folder).startswith(str(tmp_path)) for folder in found)
    assert (found.config_file.name, found.log_file.name, found.decks.name) == (
        "config.toml",
        "log.db",
        "decks",
    )


def test_the_users_own_decks_are_read_alone(user, work) -> None:
    write(user, 'decks = ["a.yaml"]\n')
    write(work / "quizkit.toml", 'decks = ["b.yaml"]\n')
    assert own_decks(user) == (user.parent / "a.yaml",)
    assert own_decks(work / "none.toml") == ()


def test_a_damaged_list_of_decks_is_told(user) -> None:
    write(user, "decks = 3\n")
    with pytest.raises(SettingsError, match="should be a list of paths"):
        own_decks(user)


def test_the_forms_are_those_that_can_be_asked() -> None:
    assert sorted(form.value for form in JUDGES) == sorted(FORMS)


def test_many_processes_may_add_to_one_list(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from quizkit.settings import own_decks; "
        "from quizkit.settings.edit import rework; config = Path(sys.argv[1]); "
        "rework(config, 'decks', lambda: (*own_decks(config), Path(sys.argv[2])))"
    )
    config = tmp_path / "config.toml"
    runs = [
        subprocess.Popen([sys.executable, "-c", code, str(config), f"/decks/{n}.yaml"])
        for n in range(4)
    ]
    assert [run.wait(30) for run in runs] == [0] * 4
    assert sorted(place.name for place in own_decks(config)) == [f"{n}.yaml" for n in range(4)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('theme = "quizkit-hc"', ("theme", "quizkit-hc")),
        ('motion = "reduce"', ("motion", "reduce")),
        ("bell = true", ("bell", True)),
        ("counts = false", ("counts", False)),
        ('rtl = "off"', ("rtl", "off")),
        ('editor = "code -w"', ("editor", "code -w")),
        ('[keys]\n"study.hint" = "h, ctrl+g"', ("keys", {"study.hint": "h,ctrl+g"})),
        ('[keys]\nstudy.hint = "h"\nhelp = ""', ("keys", {"study.hint": "h", "help": ""})),
        ('keys = {"study.hint" = "h"}', ("keys", {"study.hint": "h"})),
    ],
)
def test_what_the_screens_follow_is_read(user, work, line, expected) -> None:
    write(user, line + "\n")
    name, value = expected
    assert settings(user, work).get(name) == value
    assert settings(user, work).origins[name] == "user config"


@pytest.mark.parametrize(
    "line",
    [
        'theme = "pink"',
        'motion = "fast"',
        'bell = "loud"',
        'rtl = "yes"',
        'editor = "a\\nb"',
        'keys = "study.hint"',
        "keys = 3",
        '[keys]\n"study.hint" = 3',
        '[keys]\n"Study Hint" = "h"',
        '[keys]\n"study.hint" = "h, "',
        "[keys]\n\"study.hint\" = 'a b'",
    ],
)
def test_what_the_screens_cannot_follow_is_refused(user, work, line) -> None:
    write(user, line + "\n")
    with pytest.raises(SettingsError, match=line.split(" ")[0].split("]")[0].strip("[")):
        settings(user, work)


def test_bindings_come_from_a_variable_as_well(user, work) -> None:
    environ = {"QUIZKIT_KEYS": "study.hint=h,ctrl+g study.skip=x"}
    assert settings(user, work, environ).keys == {"study.hint": "h,ctrl+g", "study.skip": "x"}


def test_bindings_are_kept_in_one_line(user, work) -> None:
    write(user, "minutes = 5\n")
    change(user, "keys", {"study.hint": "h"})
    assert user.read_text() == 'minutes = 5\nkeys = {"study.hint" = "h"}\n'
    assert settings(user, work).keys == {"study.hint": "h"}


@pytest.mark.parametrize("line", ['editor = "rm"', '[keys]\nhelp = "x"'])
def test_a_project_says_neither_what_runs_nor_what_is_pressed(user, work, line) -> None:
    write(work / "quizkit.toml", line + "\n")
    with pytest.raises(SettingsError, match="may not set"):
        settings(user, work)
