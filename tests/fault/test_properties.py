"""What must hold of any log of up to three devices whose clocks lie by ten years.

Each property is a function of a `Meaning`: quizkit's must pass for all histories, and one with a
planted mistake must fail for some.
"""

from collections.abc import Callable
from itertools import pairwise
from json import dumps, loads
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from quizkit.model import DAY_MS, Draft, Event, Memory
from quizkit.store import event as event_module
from quizkit.store.event import EventError, encode, verify
from quizkit.store.log import Log, open_log
from quizkit.store.take import Offered
from quizkit.text import digest
from tests.fault.devices import DEVICES, MEMORY, TEN_YEARS, Step, World, random_steps, steps, undo
from tests.fault.meaning import (
    ByClock,
    Meaning,
    MendsLater,
    NewestWins,
    Product,
    WithoutRedo,
    WithoutSeen,
)

pytestmark = [pytest.mark.fault, pytest.mark.property, pytest.mark.timeout(14_400)]

Happened = list[Step]
Property = Callable[[Meaning, Happened], None]

FLIPS = 100
"""Changed bytes an example."""

STORES = {50: 3, 250: 25}.get(settings.default.max_examples, 1_000)
"""Examples with real stores, which take longer."""


def values(memory: Memory) -> Memory:
    """Return a memory as plain values, but for when its newest event was."""
    return memory._replace(confusions=dict(memory.confusions), facets=dict(memory.facets), last=0)


def merging(meaning: Meaning, happened: Happened) -> None:
    """I3: merge is commutative, associative, idempotent and loses nothing."""
    one, two, three = (list(known.values()) for known in World(happened).known.values())
    both = meaning.merge(one, two)
    assert both == meaning.merge(two, one)
    assert both == meaning.merge(one, two, two, one)
    assert both >= {event.id for event in one}
    known = {event.id: event for event in (*one, *two, *three)}
    left = meaning.merge([known[name] for name in both], three)
    right = meaning.merge(one, [known[name] for name in meaning.merge(two, three)])
    assert left == right == known.keys()


def agreeing(meaning: Meaning, happened: Happened) -> None:
    """I4: what a set of events means is read off the set, in whatever order it came."""
    world = World(happened)
    for known in (*world.known.values(), {event.id: event for event in world.written}):
        events = list(known.values())
        shuffled = Random(len(events)).sample(events, len(events))
        for arrived in (events, shuffled):
            assert meaning.live(arrived) == Meaning().live(events)
            assert meaning.times(arrived) == Meaning().times(events)
            assert meaning.order(arrived) == Meaning().order(events)
        assert values(meaning.memory(shuffled)) == values(meaning.memory(events))


def undoing(meaning: Meaning, happened: Happened) -> None:
    """I6: undo restores what was before exactly, redo what was after."""
    world = World(happened)
    dev = DEVICES[0]
    for source in DEVICES[1:]:
        world.take(dev, source, 1)
    before = values(meaning.memory(world.known[dev].values()))
    deed = world.write(dev, "review", Random(len(happened)))
    after = values(meaning.memory(world.known[dev].values()))
    for n, wanted in enumerate((before, after, before)):
        draft = undo(deed)
        deed = world.add(dev, draft, jump=n * DAY_MS)
        assert values(meaning.memory(world.known[dev].values())) == wanted


def causing(meaning: Meaning, happened: Happened) -> None:
    """I8: what a device knew when it wrote comes before what it wrote."""
    world = World(happened)
    times = meaning.times(world.written)
    for event in world.written:
        for cause in (event.prev, event.seen):
            assert cause is None or times[cause] < times[event.id]
    place = {event.id: n for n, event in enumerate(meaning.order(world.written))}
    for event in world.written:
        for cause in (event.prev, event.seen):
            assert cause not in place or event.id not in place or place[cause] < place[event.id]


def mending(meaning: Meaning, happened: Happened) -> None:
    """One clock_fix makes all times those of clocks that had been right, whenever it is made."""
    world = World([step for step in happened if step.deed not in {"fix", "unfix"}])
    last = max((e.seq for e in world.written if e.dev == DEVICES[1]), default=1)
    shift = {"device": DEVICES[1], "from": 1, "to": last, "delta": TEN_YEARS}
    fix = world.add(DEVICES[1], Draft("clock_fix", shift))
    found = meaning.times(world.written)
    right = [
        e._replace(at=e.at + TEN_YEARS) if e.dev == DEVICES[1] and e.seq <= last else e
        for e in world.written
        if e is not fix
    ]
    assert {**found, fix.id: 0} == {**Meaning().times(right), fix.id: 0}


PROPERTIES = (merging, agreeing, undoing, causing, mending)


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda holds: holds.__name__)
def test_a_property_holds_for_whatever_happens(holds: Property) -> None:
    @given(steps)
    def whatever(happened: Happened) -> None:
        holds(Product(), happened)

    whatever()


@pytest.mark.parametrize(
    ("wrong", "holds"),
    [
        (NewestWins, merging),
        (WithoutSeen, causing),
        (WithoutSeen, agreeing),
        (ByClock, causing),
        (ByClock, agreeing),
        (WithoutRedo, undoing),
        (WithoutRedo, agreeing),
        (MendsLater, mending),
        (MendsLater, agreeing),
    ],
    ids=lambda part: part.__name__,
)
def test_a_property_notices_a_planted_mistake(wrong: type[Meaning], holds: Property) -> None:
    for n in range(200):
        try:
            holds(wrong(), random_steps(Random(f"{wrong.__name__}-{n}")))
        except AssertionError:
            return
    pytest.fail("200 histories noticed nothing")


@pytest.mark.parametrize("length", [3_000, 3_001])
def test_chains_of_thousands_of_undos_mean_what_they_say(length: int) -> None:
    world = World([Step(0, "review", 1, 0)])
    last = first = world.written[0]
    for _ in range(length):
        last = world.chain(last)
    events = world.written
    alive = Product().live(events)
    assert (first.id in alive) == (length % 2 == 0)
    assert last.id in alive
    assert len(alive) == (length + 1) // 2 + (length % 2 == 0)
    times = Product().times(events[::-1])
    assert all(times[one.id] < times[two.id] for one, two in pairwise(events))


def reads(data: bytes, claimed: str) -> Event | None:
    """Return the event that bytes are taken for under an id, or None."""
    try:
        return verify(data, claimed)
    except EventError:
        return None


def spoilt(data: bytes, rng: Random) -> bytes:
    """Return bytes with one change: a bit, a byte, a piece gone, doubled, torn off or moved."""
    spot, stop = sorted(rng.sample(range(len(data)), 2))
    match rng.randrange(7):
        case 0:
            return data[:spot] + bytes([data[spot] ^ 1 << rng.randrange(8)]) + data[spot + 1 :]
        case 1:
            return data[:spot] + rng.randbytes(1) + data[spot + 1 :]
        case 2:
            return data[:spot] + data[stop:]
        case 3:
            return data[:stop] + data[spot:]
        case 4:
            return data[:spot]
        case 5:
            return data[:spot] + rng.randbytes(8) + data[spot + 8 :]
        case _:
            return data[stop:] + data[spot:stop] + data[:spot]


def other_spellings(data: bytes) -> list[bytes]:
    """Return the same JSON written otherwise."""
    value = loads(data)
    backwards = dict(sorted(value.items(), reverse=True))
    doubled = data[:-1] + b',"seq":' + str(value["seq"]).encode() + b"}"
    return [
        dumps(value).encode(),
        dumps(backwards, separators=(",", ":"), ensure_ascii=False).encode(),
        data.replace(b'"at":', b'"\\u0061t":'),
        data.replace(b'"off":420', b'"off":420.0'),
        data + b"\n",
        b"\xef\xbb\xbf" + data,
        doubled,
    ]


def misread(happened: Happened, count: int) -> int:
    """Return how many changed bytes were taken for an event that is not the one written."""
    rng, found = Random(len(happened)), 0
    for event in World(happened).written[-2:]:
        data = encode(event)
        assert reads(data, event.id) == event
        for _ in range(count // 2):
            changed = spoilt(data, rng)
            read = reads(changed, event.id)
            found += changed != data and read is not None
        for spelling in other_spellings(data):
            found += reads(spelling, digest(spelling)) is not None
    return found


@given(steps)
def test_a_changed_byte_is_never_another_event(happened: Happened) -> None:
    assert misread(happened, FLIPS) == 0


def test_without_hashes_changed_bytes_are_other_events(monkeypatch: pytest.MonkeyPatch) -> None:
    rng, found = Random("loose"), 0
    events = [event for n in range(10) for event in World(random_steps(Random(n))).written]
    for event in events:
        monkeypatch.setattr(event_module, "digest", lambda _, claimed=event.id: claimed)
        read = [reads(spoilt(encode(event), rng), event.id) for _ in range(20)]
        found += sum(each not in (None, event) for each in read)
    assert found > 0


def test_without_the_canonical_form_one_event_has_many_ids(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spellings = other_spellings(encode(World([Step(0, "review", 1, 0)]).written[0]))
    monkeypatch.setattr(event_module, "read_canonical", loads)
    assert any(reads(spelling, digest(spelling)) is not None for spelling in spellings)


def offered(events: list[Event]) -> list[Offered]:
    """Return events as they come from elsewhere."""
    return [Offered(event.id, encode(event)) for event in events]


def stored(log: Log) -> dict[str, bytes]:
    """Return what a store hands on: id to bytes."""
    return {event.id: encode(event) for event in log.events()}


@settings(max_examples=STORES)
@given(steps)
def test_stores_take_in_all_and_hand_on_the_bytes(happened: Happened) -> None:
    """I3 and I10 through the store: by any way round, the same bytes and the same memory."""
    with TemporaryDirectory(dir=MEMORY) as folder:
        handed_on(World(happened), Path(folder))


def handed_on(world: World, folder: Path) -> None:
    """See that three stores, and one that hears only of one of them, hold the same."""
    parts = [list(known.values()) for known in world.known.values()]
    logs = [open_log(folder / f"{name}.db", learner="mai") for name in "xyz"]
    for n, log in enumerate(logs):
        for part in (*parts[n:], *parts[:n], parts[0][::-1], world.written):
            log.take(offered(part))
    wanted = {event.id: encode(event) for event in world.written}
    assert all(stored(log) == wanted for log in logs)
    onward = open_log(folder / "onward.db", learner="mai")
    onward.take(offered(list(logs[0].events())))
    assert stored(onward) == wanted
    expected = values(Product().memory(world.written))
    for log in (*logs, onward):
        assert values(log.memory()) == expected
        log.close()


def test_a_store_that_drops_what_it_cannot_read_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = event_module.verify

    def narrow(data: bytes, claimed: str) -> Event:
        event = honest(data, claimed)
        if event_module.unread(event):
            raise EventError("unknown")
        return event

    monkeypatch.setattr("quizkit.store.take.verify", narrow)
    world = World([Step(0, "dream", 1, 0), Step(0, "later", 1, 0), Step(0, "crooked", 1, 0)])
    with open_log(tmp_path / "me.db", learner="mai") as log:
        log.take(offered(world.written))
        assert len(stored(log)) < len(world.written)
