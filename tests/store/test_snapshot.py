"""Snapshots: back to the bit, and nothing that other code wrote is believed."""

from hashlib import sha256
from pathlib import Path
from zlib import crc32

from quizkit.memory.replay import EMPTY
from quizkit.memory.timeline import ClockFix
from quizkit.model import Draft
from quizkit.store.later import Later
from quizkit.store.log import open_log
from quizkit.store.snapshot import CODE, Held, dump, load
from tests.fault.writer import START, review

GOLDEN = ("3", "96e33921cdc077fe")
"""The code of the caches, and what a fixed log adds up to under it, rounded."""


def held(folder: Path) -> Held:
    """Return what a log with something of everything adds up to."""
    with open_log(folder / "me.db", learner="mai") as log:
        for n in range(40):
            (answer,) = log.append([review(f"a-{n}", n)], at=START + n * 30_000_000, off=420)
        log.append([Draft("undo", {"targets": [answer.id]})], at=START + 10**10, off=420)
        exam = {"deck": "d", "tags": ["x"], "date": "2026-06-01", "minutes": 9}
        log.append([Draft("exam", exam), Draft("suspend", {"facet": "d/f1"})], at=0, off=0)
        log.append([Draft("rename", {"old": "d/f2#r", "new": "d/f3#r"})], at=0, off=0)
        log.memory()
        assert log._held is not None
        return log._held._replace(fixes={"ab" * 16: (ClockFix(1, 2, -5),)})


def test_a_snapshot_comes_back_to_the_bit(tmp_path: Path) -> None:
    before = held(tmp_path)
    after = load(dump(before))
    assert after == before._replace(saved=before.n)
    assert repr(dict(after.memory.facets)) == repr(dict(before.memory.facets))


def test_an_empty_memory_comes_back() -> None:
    assert load(dump(Held(0, EMPTY, {}))) == Held(0, EMPTY, {})


def test_what_cannot_be_read_is_nothing() -> None:
    good = dump(Held(0, EMPTY, {}))
    assert load(None) is None
    for bad in ("", "[]", "null", "{}", good[:-1], good.replace('"facets"', '"faces"')):
        assert load(bad) is None
    parts = good.split("\n", 1)[1].replace('"n"', '"m"')
    assert load(f"{CODE} {crc32(parts.encode()):08x}\n{parts}") is None


def test_a_changed_character_is_noticed(tmp_path: Path) -> None:
    good = dump(held(tmp_path))
    for at in range(0, len(good), 97):
        assert load(good[:at] + chr(ord(good[at]) ^ 1) + good[at + 1 :]) is None


def test_what_other_code_wrote_is_nothing() -> None:
    good = dump(Held(0, EMPTY, {}))
    assert load("0" + good[1:]) is None


def test_scored_reviews_stay_text_until_asked_for_and_are_written_as_they_were(
    tmp_path: Path,
) -> None:
    before = held(tmp_path)
    text = dump(before)
    after = load(text)
    assert after is not None
    assert dump(after) == text
    kept = [state.scored for state in after.memory.facets.values()]
    assert all(isinstance(scored, Later) or scored == () for scored in kept)
    assert any(isinstance(scored, Later) for scored in kept)
    assert [tuple(scored) for scored in kept] == [
        state.scored for state in before.memory.facets.values()
    ]


def test_a_fold_that_comes_out_differently_has_another_code(tmp_path: Path) -> None:
    """If this fails, a fold changed: raise CODE, and write the pair that is shown here."""
    memory = held(tmp_path).memory
    lines = [
        f"{name} {state.state and [round(x, 6) for x in state.state]} {list(state[1:-1])} "
        f"{[[*(round(x, 6) for x in each[:-1]), each.given] for each in state.scored]}"
        for name, state in sorted(memory.facets.items())
    ]
    lines += [f"{key} {weight:.6f}" for key, weight in sorted(memory.confusions.items())]
    lines += [f"{form} {pace[-1]:.6f}" for form, pace in sorted(memory.speeds.items())]
    found = sha256("\n".join(lines).encode()).hexdigest()[:16]
    assert (CODE, found) == GOLDEN
