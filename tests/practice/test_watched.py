"""Files that are watched: what counts as a change, and when it is over."""

import contextlib
import os

from quizkit.practice.watched import Files


def files(**more) -> Files:
    return Files(lambda path: path.read_bytes(), sleep=lambda _: None, **more)


def later(path, text: str, *, by: int = 1) -> None:
    """Write a file, and let its time be another whatever the disk's clock counts."""
    ns = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text)
    os.utime(path, ns=(ns + by, ns + by))


def test_nothing_changed_where_nothing_was_opened() -> None:
    assert not files().changed()


def test_another_time_or_size_is_a_change(tmp_path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("one")
    seen = files()
    assert seen.open(path) == b"one"
    assert not seen.changed()
    later(path, "two")
    assert seen.changed()
    seen.forget()
    seen.open(path)
    assert not seen.changed()


def test_a_file_that_comes_or_goes_is_a_change(tmp_path) -> None:
    path = tmp_path / "a.yaml"
    seen = files()
    with contextlib.suppress(FileNotFoundError):
        seen.open(path)
    assert seen.seen == ((path.as_posix(), None),)
    assert not seen.changed()
    path.write_text("one")
    assert seen.changed()
    seen.open(path)
    assert seen.seen[0].changed == path.stat().st_mtime_ns // 1_000_000
    path.unlink()
    assert seen.changed()


def test_a_file_that_is_being_written_is_waited_for(tmp_path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("one")
    texts = iter(["", "tw", "two"])
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        text = next(texts, None)
        if text is not None:
            later(path, text)

    seen = Files(lambda path: path.read_bytes(), sleep=sleep)
    seen.open(path)
    later(path, "")
    assert seen.changed()
    assert path.read_text() == "two"
    assert len(waits) == 4


def test_a_file_that_never_rests_is_read_anyway(tmp_path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("one")
    seen = Files(
        lambda path: path.read_bytes(), sleep=lambda _: later(path, path.read_text() + "x")
    )
    seen.open(path)
    later(path, "two")
    assert seen.changed()
