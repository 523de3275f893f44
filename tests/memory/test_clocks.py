"""Which events a wrong clock wrote: one device and two, clocks set wrong and right again."""

from hypothesis import given
from hypothesis import strategies as st

from quizkit.memory.clocks import SLACK_MS, wrong_stretches
from quizkit.memory.timeline import clock_fixes, live, timeline
from quizkit.model import DAY_MS, Event, EventId

YEAR = 365 * DAY_MS


def chain(dev: str, ats: list[int], *, seen: str | None = None) -> list[Event]:
    """Return a device's events that say these times."""
    return [
        Event(
            1,
            EventId(f"{dev}{n}"),
            dev,
            n,
            f"{dev}{n - 1}" if n > 1 else None,
            seen if n == len(ats) else None,
            at,
            0,
            "mai",
            "sitting",
            {},
        )
        for n, at in enumerate(ats, 1)
    ]


def mended(events: list[Event], now: int) -> list[Event]:
    """Return the events with the mends that are proposed, until there is nothing to mend."""
    for turn in range(3):
        found = wrong_stretches(events, now)
        if not found:
            return events
        events = events + [
            Event(1, EventId(f"m{turn}{n}"), "m", 10 * turn + n + 1, None, None, now, 0, "mai",
                  each.draft.kind, each.draft.body)
            for n, each in enumerate(found)
        ]  # fmt: skip
    raise AssertionError("still wrong after three mends")


def times(events: list[Event]) -> dict[str, int]:
    fixes = clock_fixes(events, live(events))
    return timeline(events, fixes=fixes)


def test_a_right_clock_has_nothing_to_mend() -> None:
    assert wrong_stretches(chain("a", [0, 5, 5, 9 * DAY_MS]), 9 * DAY_MS) == ()
    assert wrong_stretches([], 0) == ()


def test_a_clock_that_went_back_to_1970_and_was_set_again() -> None:
    start = 50 * YEAR
    log = chain("a", [start, start + 1, 7, 8, 9, start + 5 * DAY_MS])
    (found,) = wrong_stretches(log, start + 6 * DAY_MS)
    assert (found.first, found.last) == (3, 5)
    now = times(mended(log, start + 6 * DAY_MS))
    assert now["a5"] == start + 5 * DAY_MS - 1
    assert now["a5"] - now["a3"] == 2


def test_another_device_that_saw_a_wrong_time_is_not_blamed() -> None:
    ahead = chain("a", [0, YEAR, YEAR + 1])
    other = chain("b", [10, 20], seen="a3")
    (found,) = wrong_stretches([*ahead, *other], 30)
    assert found.device == "a"
    assert max(times(mended([*ahead, *other], 30)).values()) <= 31


def test_its_end_may_be_told() -> None:
    (found,) = wrong_stretches(chain("a", [0, YEAR, YEAR + 7]), 9 * DAY_MS)
    told = found.ended(3 * DAY_MS)
    assert told.until + told.delta == 3 * DAY_MS
    assert told.draft.body == {"device": "a", "from": 2, "to": 3, "delta": told.delta}


@given(
    st.lists(st.integers(1, 5 * DAY_MS), min_size=2, max_size=12),
    st.integers(0, 11),
    st.integers(1, 11),
    st.integers(-30 * YEAR, 30 * YEAR).filter(lambda d: abs(d) > 70 * DAY_MS),
)
def test_a_mended_log_has_right_days_and_its_gaps(
    gaps: list[int], begin: int, count: int, wrong: int
) -> None:
    """The true times are known: one stretch is moved away; the mend brings it near again."""
    true, at = [], 40 * YEAR
    for gap in gaps:
        at += gap
        true.append(at)
    first = begin % len(true)
    last = min(len(true), first + count)
    said = [t + wrong if first <= n < last else t for n, t in enumerate(true)]
    now = true[-1] + DAY_MS
    log = mended(chain("a", said), now)
    found = times(log)
    if first or wrong > 0:  # a first event that lies behind nothing cannot be told from a true one
        late = [found[f"a{n + 1}"] - t for n, t in enumerate(true)]
        assert all(diff >= -SLACK_MS for diff in late)
        assert all(diff <= 6 * DAY_MS for diff in late)
