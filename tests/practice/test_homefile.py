"""Home as it is kept between two starts."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from quizkit.practice import homefile
from quizkit.practice.home import DeckRow, HomeView, Left

ROW = DeckRow(
    Path("d.yaml"),
    "rivers",
    "Two rivers",
    "ready",
    is_own=True,
    facets=6,
    started=2,
    due=1,
    new=4,
    minutes=1.5,
    known=0.25,
    later=0,
    exam="Fri 5 June",
    problems=1,
)
VIEW = HomeView(
    20605, "mai", 10, rows=(ROW,), known=1.5, used=2.0, has_log=True, outlook="At ..", back="Hm."
)


def test_what_is_kept_is_read_again(tmp_path) -> None:
    homefile.write(tmp_path / "state", VIEW)
    found = homefile.read(tmp_path / "state")
    assert found == replace(VIEW, rows=(ROW._replace(state="loading"),), has_log=False)


def test_what_must_be_looked_at_anew_is_not_kept(tmp_path) -> None:
    odd = replace(VIEW, doubt="clock?", fault="log!", left=Left(("a",), 3, 4))
    homefile.write(tmp_path, odd)
    text = (tmp_path / homefile.NAME).read_text(encoding="utf-8")
    assert not any(word in text for word in ("clock?", "log!", "left"))


def test_rows_that_cannot_be_used_are_not_kept(tmp_path) -> None:
    homefile.write(tmp_path, replace(VIEW, rows=(ROW._replace(state="broken"),)))
    found = homefile.read(tmp_path)
    assert found is not None
    assert found.rows == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda held: held.clear(),
        lambda held: held.update(v=2),
        lambda held: held.update(day="x"),
        lambda held: held.update(minutes=True),
        lambda held: held.update(known=float("nan")),
        lambda held: held.update(rows=3),
        lambda held: held["rows"][0].update(title=None),
        lambda held: held["rows"][0].pop("place"),
    ],
)
def test_a_damaged_file_is_passed_by(tmp_path, change) -> None:
    homefile.write(tmp_path, VIEW)
    held = json.loads((tmp_path / homefile.NAME).read_text(encoding="utf-8"))
    change(held)
    (tmp_path / homefile.NAME).write_text(json.dumps(held), encoding="utf-8")
    assert homefile.read(tmp_path) is None


def test_no_file_and_nonsense_are_passed_by(tmp_path) -> None:
    assert homefile.read(tmp_path) is None
    (tmp_path / homefile.NAME).write_bytes(b"\xff\xfe")
    assert homefile.read(tmp_path) is None
    (tmp_path / homefile.NAME).write_text(" " * 1_000_001, encoding="utf-8")
    assert homefile.read(tmp_path) is None


def test_a_folder_that_cannot_be_written_is_not_missed(tmp_path) -> None:
    (tmp_path / "state").write_text("a file", encoding="utf-8")
    homefile.write(tmp_path / "state", VIEW)
