"""What a deck may name as a file."""

from pathlib import Path

import pytest

from quizkit.decks.paths import PathFault, inside, relative


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/etc/passwd",
        "~/x",
        "../x",
        "a/../x",
        "a/./x",
        "./x",
        "a//b",
        "a\\b",
        "C:x",
        "a?",
        "a*",
        "x.",
        "x ",
        " x",
        "a /b",
        "nul",
        "CON.yaml",
        "com1",
        "a\0b",
        "a\nb",
        "x" * 256,
        '"a"',
        "a|b",
        "<a>",
    ],
)
def test_paths_out_of_the_folder_and_odd_names_are_refused(text: str) -> None:
    with pytest.raises(PathFault):
        relative(text)


@pytest.mark.parametrize("text", ["a.yaml", "parts/a.yaml", "Hà Nội.csv", "a b.csv", ".hidden"])
def test_plain_names_are_taken(text: str) -> None:
    assert relative(text).as_posix() == text


def test_links_may_not_lead_out(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    folder = tmp_path / "deck"
    folder.mkdir()
    (folder / "a").write_text("x")
    (folder / "inner").symlink_to(folder / "a")
    (folder / "outer").symlink_to(tmp_path / "secret")
    (folder / "loop").symlink_to(folder / "loop")
    assert inside(folder, "inner") == folder / "inner"
    for name in ("outer", "loop"):
        with pytest.raises(PathFault):
            inside(folder, name)


def test_only_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(PathFault):
        inside(tmp_path, "a")
    assert inside(tmp_path, "not there yet") == tmp_path / "not there yet"
