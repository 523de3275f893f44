"""What teachers set: kept for each learner, offered until accepted or over, harmless if damaged."""

from datetime import date

import pytest

from quizkit.memory.replay import fold
from quizkit.practice.assigned import NAME, Assigned, forget, offered, read, waiting, write

ROW = Assigned("10A", "rivers", ("long", "old"), date(2026, 6, 5))
DAY = ROW.day.toordinal() - date(1970, 1, 1).toordinal()
NOTHING = fold(())


def accepted(tags, day="2026-06-05", deck="rivers"):
    return NOTHING._replace(exams={deck: (tags, day, 10)})


@pytest.mark.parametrize(
    ("memory", "today", "waits"),
    [
        (NOTHING, DAY - 1, True),
        (NOTHING, DAY, True),
        (NOTHING, DAY + 1, False),
        (accepted(("old", "long")), DAY, False),
        (accepted(("old",)), DAY, True),
        (accepted(("old", "long"), day="2026-06-06"), DAY, True),
        (accepted(("old", "long"), deck=""), DAY, True),
    ],
)
def test_what_is_offered(memory, today, waits) -> None:
    assert bool(waiting([ROW], memory, today=today)) == waits


def test_each_learner_has_what_was_set_last(tmp_path) -> None:
    write(tmp_path, "mai", [ROW, ROW])
    write(tmp_path, "lan", [ROW])
    write(tmp_path, "mai", [ROW])
    assert read(tmp_path, "mai") == read(tmp_path, "lan") == (ROW,)
    forget(tmp_path, "mai")
    assert (read(tmp_path, "mai"), read(tmp_path, "lan")) == ((), (ROW,))
    assert offered(tmp_path, "lan", NOTHING, today=DAY) == (ROW,)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"v":2}', '{"v":1,"learners":{"mai":[{}]}}', '{"v":1,"learners":{"mai":7}}'],
)
def test_a_damaged_file_is_passed_by(tmp_path, text) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    assert read(tmp_path, "mai") == ()
    write(tmp_path, "lan", [ROW])
    assert read(tmp_path, "lan") == (ROW,)


def test_hostile_names_are_shown_harmless() -> None:
    evil = Assigned("10A\x1b[2J", "rivers", ("a; rm -rf ~",), ROW.day)
    assert "\x1b" not in evil.sentence
    assert "'a; rm -rf ~'" in evil.command(10)
