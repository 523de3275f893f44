"""Devices of one learner that write, exchange what they wrote, and have clocks that lie."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from hypothesis import strategies as st

from quizkit.memory.fsrs import DEFAULT_WEIGHTS
from quizkit.model import DAY_MS, Draft, Event, EventId
from quizkit.store.event import Link, encode, make
from quizkit.text import digest
from tests.fault.meaning import Meaning
from tests.memory.logs import FACETS, START, random_review

DEVICES = tuple(letter * 32 for letter in "abc")
TEN_YEARS = 3_650 * DAY_MS
JUMPS = (0, 0, 0, 60_000, DAY_MS, -DAY_MS, TEN_YEARS, -TEN_YEARS)
"""How far a clock goes at once [ms]."""

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Where stores lie that lose nothing of what is asked here by lying in memory."""

WEIGHTS = [round(weight * 1_000_000) for weight in DEFAULT_WEIGHTS]
DEEDS = (
    *("review",) * 6,
    *("undo",) * 3,
    *("redo",) * 2,
    *("take",) * 3,
    *("dangling", "several", "mark", "rename", "exam", "params", "fix", "unfix"),
    *("dream", "later", "crooked"),
)
"""What a device may do. The last three write what this version keeps and does not apply."""


class Step(NamedTuple):
    """One thing that happens.

    Attributes:
        device: Number of the device, 0..2.
        deed: One of `DEEDS`.
        number: Chooses among targets, facets and the like.
        jump: How far the device's clock goes before it [ms].
    """

    device: int
    deed: str
    number: int
    jump: int


steps = st.lists(
    st.builds(
        Step,
        st.integers(0, 2),
        st.sampled_from(DEEDS),
        st.integers(0, 999),
        st.sampled_from(JUMPS),
    ),
    max_size=25,
)


def random_steps(rng: Random, count: int = 25) -> list[Step]:
    """Return steps as `steps` makes them."""
    return [
        Step(rng.randrange(3), rng.choice(DEEDS), rng.randrange(1_000), rng.choice(JUMPS))
        for _ in range(count)
    ]


class World:
    """What each device knows, and all that was written, in the order of writing."""

    def __init__(self, happened: Sequence[Step] = (), devices: Sequence[str] = DEVICES) -> None:
        self.written: list[Event] = []
        self.known: dict[str, dict[str, Event]] = {dev: {} for dev in devices}
        self._clocks = dict.fromkeys(devices, START)
        for step in happened:
            self.do(step)

    def do(self, step: Step) -> None:
        """Let one thing happen."""
        dev = DEVICES[step.device]
        self._clocks[dev] = max(0, self._clocks[dev] + step.jump)
        if step.deed == "take":
            self.take(dev, DEVICES[(step.device + 1 + step.number % 2) % 3], step.number)
        else:
            self.write(dev, step.deed, Random(step.number))

    def take(self, dev: str, source: str, number: int = 0) -> None:
        """Let a device learn what another one knows; now and then only a part of it."""
        offered = list(self.known[source].values())
        if number % 5 == 0:
            offered = Random(number).sample(offered, len(offered) // 2)
        self.known[dev].update((event.id, event) for event in offered)

    def write(self, dev: str, deed: str, rng: Random) -> Event:
        """Write what a deed is."""
        draft = drafted(deed, rng, list(self.known[dev].values()))
        strange = deed in {"dream", "later", "crooked"}
        event = (forged if strange else made)(draft, self.link(dev), self._clocks[dev])
        return self._keep(signed(event._replace(v=2)) if deed == "later" else event)

    def add(self, dev: str, draft: Draft, *, jump: int = 0) -> Event:
        """Write a draft."""
        self._clocks[dev] += jump
        return self._keep(made(draft, self.link(dev), self._clocks[dev]))

    def chain(self, last: Event) -> Event:
        """Write the undo of the newest event of a lone device, without looking at the others."""
        link = Link(last.dev, last.seq + 1, last.id, None, last.learner)
        return self._keep(made(undo(last), link, self._clocks[last.dev]))

    def _keep(self, event: Event) -> Event:
        self.known[event.dev][event.id] = event
        self.written.append(event)
        return event

    def link(self, dev: str) -> Link:
        """Return where the next event of a device stands."""
        known = self.known[dev].values()
        own = [event for event in known if event.dev == dev]
        others = [event for event in known if event.dev != dev]
        times = Meaning().times(known)
        newest = max(others, key=lambda e: (times[e.id], e.dev, e.seq, e.id), default=None)
        last = max(own, key=lambda e: e.seq, default=None)
        return Link(
            dev,
            last.seq + 1 if last else 1,
            last.id if last else None,
            newest.id if newest else None,
            "mai",
        )


def drafted(deed: str, rng: Random, known: Sequence[Event]) -> Draft:
    """Return the draft of what a deed is to a device that knows some events."""
    undos = [event for event in known if event.kind == "undo"]
    fixes = [event for event in known if event.kind == "clock_fix"]
    if deed == "redo" and undos:
        return undo(undos[-1])
    if deed == "unfix" and fixes:
        return undo(fixes[-1])
    if deed in {"undo", "redo", "unfix"} and known:
        return undo(rng.choice(known))
    if deed == "several" and known:
        return undo(*rng.sample(known, min(len(known), 3)))
    return _plain(deed, rng)


def _plain(deed: str, rng: Random) -> Draft:
    """Return the draft of a deed that names no other event that is known."""
    match deed:
        case "dangling":
            return Draft("undo", {"targets": [sha256(rng.randbytes(4)).hexdigest()]})
        case "mark":
            kind = rng.choice(("suspend", "resume", "reset"))
            return Draft(kind, {"facet": rng.choice((*FACETS, "d/a"))})
        case "rename":
            old, new = rng.sample(("d/a", "d/b", "d/new"), 2)
            return Draft("rename", {"old": old, "new": new})
        case "exam":
            date = rng.choice((None, "2026-06-05"))
            return Draft("exam", {"deck": "d", "tags": [], "date": date, "minutes": 9})
        case "params":
            weights = [300_000 + rng.randrange(99), *WEIGHTS[1:]]
            return Draft("params", {"model": "fsrs-6", "weights": weights, "retention": None})
        case "fix":
            body = {"device": rng.choice(DEVICES), "from": rng.randint(1, 3), "to": 9}
            return Draft("clock_fix", body | {"delta": rng.choice((-TEN_YEARS, DAY_MS))})
        case "dream":
            return Draft("dream", {"facet": 7, "targets": ["?"]})
        case "crooked":
            return Draft("undo", {"targets": "all of them"})
        case _:
            return Draft("review", random_review(rng))


def undo(*targets: Event) -> Draft:
    """Return the draft of an undo."""
    return Draft("undo", {"targets": sorted(event.id for event in targets)})


def made(draft: Draft, link: Link, at: int) -> Event:
    """Return an event as quizkit makes it."""
    event, _ = make(draft, link, at=at, off=420)
    return event


def forged(draft: Draft, link: Link, at: int) -> Event:
    """Return an event as another version would make it: well formed, with any kind and body."""
    return signed(
        Event(1, EventId(""), **_of(link), at=at, off=420, kind=draft.kind, body=draft.body)
    )


def signed(event: Event) -> Event:
    """Return an event under the id that is its hash."""
    return event._replace(id=EventId(digest(encode(event))))


def _of(link: Link) -> dict[str, Any]:
    return {name: getattr(link, name) for name in ("dev", "seq", "prev", "seen", "learner")}
