"""Which other program writes into the log."""

import os

from quizkit.practice.holding import holder, slow_because


def test_another_process_that_writes_is_named(tmp_path):
    log, locks = tmp_path / "me.db", tmp_path / "locks"
    log.touch()
    side = tmp_path / "me.db-shm"
    side.touch()
    locks.write_text(
        f"1: POSIX  ADVISORY  READ 11 fd:01:{side.stat().st_ino} 124 124\n"
        f"2: POSIX  ADVISORY  WRITE {os.getpid()} fd:01:{log.stat().st_ino} 0 EOF\n"
        "2: -> POSIX  ADVISORY  WRITE 13 fd:01:1 0 EOF\n"
        "3: FLOCK\n"
        f"4: POSIX  ADVISORY  WRITE 12 fd:01:{side.stat().st_ino} 120 120\n"
    )
    assert holder(log, locks=locks) == 12
    assert "process 12" in slow_because(log, locks=locks)


def test_where_nothing_is_listed_the_disk_is_told(tmp_path):
    log = tmp_path / "me.db"
    assert holder(log, locks=tmp_path / "none") is None
    assert "the disk takes long" in slow_because(log, locks=tmp_path / "none")
