"""What installed packages bring, through the command line; and what a deck's folder cannot."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.registries import install, registries  # noqa: F401

ROOT = Path(__file__).parents[2]
EVIL = "from pathlib import Path\nPath({mark!r}).write_text('loaded')\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder into which the example's package is installed, without a network."""
    folder = tmp_path_factory.mktemp("site")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check"]
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", *options, "--target", str(folder),
         str(ROOT / "examples" / "plugin")],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder


@pytest.fixture
def letters(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the example's package one that is installed."""
    monkeypatch.syspath_prepend(site)
    return site


@pytest.fixture
def odd(rivers: Path) -> Path:
    """Return a deck with an answer of one letter."""
    text = rivers.read_text(encoding="utf-8")
    rivers.write_text(text.replace("sea: Adriatic Sea", "sea: Q"), encoding="utf-8")
    return rivers


@pytest.mark.usefixtures("letters")
def test_its_form_is_asked_by_quiz_study_and_preview(call, rivers):
    shown = call("preview", "rivers.yaml", "--form", "anagram", "-n", "all", "--json")
    asked = json.loads(shown.out)["questions"]
    assert asked
    assert {each["form"] for each in asked} == {"typed"}
    assert "(anagram)" in call("preview", "rivers.yaml", "--form", "anagram").out
    done = call("quiz", "rivers.yaml", "--form", "anagram", "-n", "1", "--plain", "--json",
                "--seed", "1", stdin="nothing\n")  # fmt: skip
    (answer,) = json.loads(done.out)["answers"]
    assert (answer["form"], answer["stem"][-1]) == ("typed", ")")
    done = call("study", "rivers.yaml", "--form", "anagram", "--plain", stdin="nothing\n")
    assert done.code == 0
    assert "typed." in done.out


@pytest.mark.usefixtures("letters")
def test_an_unknown_form_or_format_is_told_with_those_of_packages(call, rivers):
    done = call("quiz", "rivers.yaml", "--form", "anagrim")
    assert done.code == 2
    assert "'flip', 'anagram'." in done.err
    done = call("export", "rivers.yaml", "--to", "aikin", "-o", "a.aiken")
    assert done.code == 2
    assert "'json', 'aiken'." in done.err


@pytest.mark.usefixtures("letters")
def test_its_check_looks_at_decks_and_has_a_page(call, odd):
    done = call("check", "rivers.yaml", "--select", "LET", "--format", "concise")
    assert "LET101" in done.out
    assert done.out.count("LET101") == 1
    assert call("check", "rivers.yaml", "--ignore", "LET101").out.count("LET101") == 0
    page = call("explain", "let101")
    assert page.out.startswith("LET101 an answer of a single letter\nwarning, from profile pract")
    assert "a check of package quizkit-letters 1.0" in page.out
    assert "LET101 warning practice an answer" in call("explain").out
    for style in ("json", "github", "sarif"):
        assert "LET101" in call("check", "rivers.yaml", "--format", style).out


@pytest.mark.usefixtures("letters")
def test_what_it_finds_is_accepted_with_a_reason(call, odd):
    text = odd.read_text(encoding="utf-8").replace("dont ask", "ok: {LET101: so it is}, dont ask")
    odd.write_text(text, encoding="utf-8")
    assert "LET101" not in call("check", "rivers.yaml").out
    assert "LET101" in call("check", "rivers.yaml", "--no-ok").out


@pytest.mark.usefixtures("letters")
def test_its_format_is_written_and_read(call, rivers, tmp_path):
    done = call("export", "rivers.yaml", "-o", "a.aiken")
    assert done.code == 0
    text = (tmp_path / "a.aiken").read_text()
    assert text.count("ANSWER: ") == text.count("A) ") > 3
    assert call("check", "rivers.yaml", "--for", "aiken").code == 0
    done = call("import", "a.aiken", "--from", "aiken", "-o", "new.yaml", "--licence", "CC0-1.0")
    assert done.code == 0, done.err
    new = (tmp_path / "new.yaml").read_text()
    assert new.count("q:") == text.count("ANSWER: ")


def test_the_name_of_a_file_that_is_read_loads_no_package(call, rivers, letters, tmp_path):
    (tmp_path / "a.aiken").write_text("x\nA) a\nB) b\nANSWER: A\n")
    done = call("import", "a.aiken", "-o", "new.yaml")
    assert done.code == 3
    assert "hashcards, aiken" in done.err
    assert "quizkit_letters" not in sys.modules


@pytest.mark.usefixtures("letters")
def test_doctor_tells_what_packages_bring(call, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(install(tmp_path / "site", {"quizkit.forms odd": "plugged_no"}, {}))
    done = call("doctor", "--json")
    told = {(each["name"], each["message"]): each["ok"] for each in json.loads(done.out)["checks"]}
    for what, name in (("form", "anagram"), ("check", "LET101"), ("format", "aiken")):
        assert told[what, f"{name}, of the package quizkit-letters 1.0"]
    (bad,) = (message for (_, message), ok in told.items() if not ok and "odd" in message)
    assert "the form odd of the package qk-plugged 1.0 cannot be used: ModuleNotFound" in bad
    assert done.code == 1


@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize(
    "argv",
    [("due", "rivers.yaml"), ("preview", "rivers.yaml", "--form", "typed"), ("quiz", "--help"),
     ("export", "rivers.yaml", "--to", "json", "-o", "a.json")],
)  # fmt: skip
def test_commands_that_need_none_load_none(call, rivers, argv):
    assert call(*argv).code == 0
    assert "quizkit_letters" not in sys.modules


def test_a_broken_package_is_told_in_a_line_and_everything_else_goes_on(
    call, rivers, tmp_path, monkeypatch
):
    points = {"quizkit.checks ABC101": "plugged_gone", "quizkit.forms mine": "plugged_gone",
              "quizkit.formats mine": "plugged_gone"}  # fmt: skip
    monkeypatch.syspath_prepend(install(tmp_path / "site", points, {}))
    told = "of the package qk-plugged 1.0 cannot be used: ModuleNotFoundError: No module named"
    plain = call("check", "rivers.yaml")
    assert (plain.code, plain.err.count(told)) == (0, 1)
    assert "5 facts" in plain.out + plain.err
    for argv in (("quiz", "rivers.yaml", "--form", "mine"),
                 ("export", "rivers.yaml", "--to", "mine", "-o", "x")):  # fmt: skip
        done = call(*argv)
        assert (done.code, done.err.count(told)) == (2, 1)
        assert "Traceback" not in done.err
    assert call("explain", "QK301").code == 0
    assert call("due", "rivers.yaml").err.count(told) == 0


def test_a_check_that_fails_is_one_problem_and_an_error(call, rivers, tmp_path, monkeypatch):
    source = '''"""Odd"""
from quizkit.model import Severity
CODE, SEVERITY, PROFILE = "ABC101", Severity.NOTE, "practice"
def find(context):
    raise KeyError("no such thing")
'''
    points = {"quizkit.checks ABC101": "plugged_odd"}
    monkeypatch.syspath_prepend(install(tmp_path / "site", points, {"plugged_odd": source}))
    done = call("check", "rivers.yaml")
    assert done.code == 1
    assert "error[ABC101]: the check ABC101 failed: KeyError\n" in done.out
    assert "it says KeyError: 'no such thing'" in done.out
    assert "it is from package qk-plugged 1.0; tell its author" in done.out
    assert call("check", "rivers.yaml", "--ignore", "ABC101").code == 0


def test_a_decks_folder_can_bring_nothing(tmp_path, rivers):
    """A deck comes as a folder with all that makes a package, and is used from inside."""
    mark = tmp_path / "mark"
    source = EVIL.format(mark=str(mark))
    points = {"quizkit.forms evil": "plugged_evil", "quizkit.checks EVL101": "plugged_evil",
              "quizkit.formats evil": "plugged_evil"}  # fmt: skip
    install(tmp_path, points, {"plugged_evil": source, "sitecustomize_evil": source})
    about = tmp_path / "qk_plugged-1.0.dist-info"
    (tmp_path / "entry_points.txt").write_text((about / "entry_points.txt").read_text())
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "evil"\n[project.entry-points."quizkit.forms"]\nevil = "plugged_evil"\n'
    )
    (tmp_path / "quizkit.toml").write_text('[check]\nselect = ["EVL", "QK"]\n')
    text = rivers.read_text(encoding="utf-8")
    rivers.write_text(
        text.replace("licence:", "ok: {EVL101: the deck says so}\nlicence:"), encoding="utf-8"
    )
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    for argv in (["check", "rivers.yaml"], ["check", "rivers.yaml", "--for", "evil"],
                 ["explain", "EVL101"], ["quiz", "rivers.yaml", "--form", "evil", "--plain"],
                 ["export", "rivers.yaml", "--to", "evil", "-o", "x.evil"],
                 ["import", "rivers.yaml", "--from", "evil"]):  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "quizkit", *argv],
            cwd=tmp_path, env=environ, capture_output=True, text=True, check=False, input="",
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        assert not mark.exists(), argv


def test_a_deck_that_names_a_form_in_its_settings_is_refused(call, rivers, letters, tmp_path):
    (tmp_path / "quizkit.toml").write_text('form = "anagram"\n')
    done = call("study", "rivers.yaml", "--plain", stdin="x\n")
    assert done.code == 3
    assert "\"form\" is 'anagram', but should be one of" in done.err
    assert "quizkit_letters" not in sys.modules
