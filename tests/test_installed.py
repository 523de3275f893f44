"""Entry points of installed packages: found where Python looks, never beside a deck."""

import os
import sys

import pytest

from quizkit.errors import ExtensionError
from quizkit.settings import installed
from quizkit.settings.installed import Installed, find, places
from tests.registries import install, registries  # noqa: F401

GROUP = "quizkit.things"


def loader(taken):
    def take(thing, package):
        return thing, lambda: taken.append((thing, package))

    return Installed(GROUP, take)


def test_an_installed_package_is_found_and_loaded_once(tmp_path, monkeypatch):
    source = "import sys\nsys.plugged_times = getattr(sys, 'plugged_times', 0) + 1\nTHING = 'a'\n"
    monkeypatch.setattr(sys, "plugged_times", 0, raising=False)
    install(tmp_path, {f"{GROUP} a": "plugged_one:THING"}, {"plugged_one": source})
    monkeypatch.syspath_prepend(tmp_path)
    taken = []
    points = loader(taken)
    assert points.names == ("a",)
    assert "plugged_one" not in sys.modules
    assert points.load("b") == ()
    assert points.load("a") == points.load() == ()
    assert taken == [("a", "qk-plugged 1.0")]
    assert sys.plugged_times == 1


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("import plugged_nowhere", "ModuleNotFoundError: No module named 'plugged_nowhere'"),
        ("raise SystemExit('bye')", "SystemExit: bye"),
        ("1 +", "SyntaxError: invalid syntax (plugged_bad.py, line 1)"),
        ("THING = 'b'", "it calls itself b; both must be the same"),
        ("OTHER = 1", "AttributeError: module 'plugged_bad' has no attribute 'THING'"),
    ],
)
def test_a_broken_one_gives_one_line_that_names_the_package(tmp_path, monkeypatch, source, why):
    install(tmp_path, {f"{GROUP} a": "plugged_bad:THING"}, {"plugged_bad": source})
    monkeypatch.syspath_prepend(tmp_path)
    taken = []
    (line,) = loader(taken).load()
    assert taken == []
    assert line == f"the thing a of the package qk-plugged 1.0 cannot be used: {why}"


@pytest.mark.parametrize("text", [f"[{GROUP}]\nnonsense\n", f"[{GROUP}]\na = \n"])
def test_a_list_that_cannot_be_read_is_told_as_well(tmp_path, monkeypatch, text):
    install(tmp_path, {f"{GROUP} a": "plugged_a:THING"}, {"plugged_a": "THING = 'a'"})
    (tmp_path / "qk_plugged-1.0.dist-info" / "entry_points.txt").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    (line,) = loader([]).load()
    assert "of the package qk" in line
    assert "cannot be used: " in line
    assert loader([]).load("b") == ()


def test_what_is_refused_is_told(tmp_path, monkeypatch):
    def take(thing, package):
        raise ExtensionError("no such part")

    install(tmp_path, {f"{GROUP} a": "plugged_bad:THING"}, {"plugged_bad": "THING = 1"})
    monkeypatch.syspath_prepend(tmp_path)
    (line,) = Installed(GROUP, take).load()
    assert line.endswith("cannot be used: no such part")


def test_of_two_packages_with_one_name_the_second_is_told(tmp_path, monkeypatch):
    for name in ("qk-one", "qk-two"):
        install(
            tmp_path, {f"{GROUP} a": "plugged_a:THING"}, {"plugged_a": "THING = 'a'"}, name=name
        )
    monkeypatch.syspath_prepend(tmp_path)
    taken = []
    (line,) = loader(taken).load()
    assert "package qk-two 1.0 cannot be used: another package has that name" in line
    assert len(taken) == 1


def test_the_folder_one_is_in_is_no_place_of_packages(tmp_path, monkeypatch):
    install(tmp_path, {f"{GROUP} a": "plugged_evil:THING"}, {"plugged_evil": "THING = 'a'"})
    monkeypatch.chdir(tmp_path)
    for entry in ("", ".", str(tmp_path), os.path.relpath(tmp_path, "/")):
        monkeypatch.setattr(sys, "path", [entry, *sys.path])
        assert find(GROUP) == ()
    assert str(tmp_path) not in places()


def test_a_folder_that_is_gone_is_no_place_either(tmp_path, monkeypatch):
    gone, site = tmp_path / "gone", tmp_path / "site"
    gone.mkdir()
    install(site, {f"{GROUP} a": "plugged_a:THING"}, {"plugged_a": "THING = 'a'"})
    monkeypatch.syspath_prepend(site)
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert loader([]).load() == ()


def test_no_file_beside_a_deck_stands_in_for_an_installed_module(tmp_path, monkeypatch):
    good, deck = tmp_path / "site", tmp_path / "deck"
    install(good, {f"{GROUP} a": "plugged_same:THING"}, {"plugged_same": "THING = 'a'"})
    deck.mkdir()
    (deck / "plugged_same.py").write_text("raise SystemExit('evil')")
    monkeypatch.chdir(deck)
    monkeypatch.setattr(sys, "path", [str(deck), str(good), *sys.path])
    before = sys.path[:]
    taken = []
    assert loader(taken).load() == ()
    assert taken == [("a", "qk-plugged 1.0")]
    assert sys.path == before


def test_a_package_that_is_being_written_here_is_loaded_from_here(tmp_path, monkeypatch):
    site, project = tmp_path / "site", tmp_path / "project"
    install(site, {f"{GROUP} a": "plugged_dev:THING"}, {})
    project.mkdir()
    (project / "plugged_dev.py").write_text("THING = 'a'")
    url = f'{{"url": "{project.as_uri()}", "dir_info": {{"editable": true}}}}'
    (site / "qk_plugged-1.0.dist-info" / "direct_url.json").write_text(url)
    monkeypatch.chdir(project)
    monkeypatch.setattr(sys, "path", [str(project), str(site), *sys.path])
    assert loader([]).load() == ()


def test_a_deck_inside_of_such_a_package_brings_nothing(tmp_path, monkeypatch):
    site, project = tmp_path / "site", tmp_path / "project"
    install(site, {f"{GROUP} a": "plugged_inner:THING"}, {})
    deck = project / "decks" / "rivers"
    deck.mkdir(parents=True)
    (project / "plugged_inner.py").write_text("THING = 'a'")
    (deck / "plugged_inner.py").write_text("raise SystemExit('evil')")
    url = f'{{"url": "{project.as_uri()}", "dir_info": {{"editable": true}}}}'
    (site / "qk_plugged-1.0.dist-info" / "direct_url.json").write_text(url)
    monkeypatch.chdir(deck)
    monkeypatch.setattr(sys, "path", [str(deck), str(project), str(site), *sys.path])
    assert loader([]).load() == ()


def test_without_packages_metadata_is_not_even_imported(tmp_path, monkeypatch):
    monkeypatch.delitem(sys.modules, "importlib.metadata", raising=False)
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "gone.zip")])
    assert find(GROUP) == ()
    assert "importlib.metadata" not in sys.modules


def test_the_groups_are_named():
    names = (installed.FORMS, installed.CHECKS, installed.FORMATS)
    assert names == ("quizkit.forms", "quizkit.checks", "quizkit.formats")
