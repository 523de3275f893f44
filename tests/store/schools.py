"""Several learners with logs made by chance, in all the places where logs lie."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from quizkit.model import Event, EventId
from quizkit.store.event import encode
from quizkit.store.files import FILES
from quizkit.store.linewriter import Stored, Writer
from quizkit.store.log import open_log
from quizkit.store.take import Offered
from quizkit.text import canonical, digest
from tests.fault.writer import START
from tests.store.histories import histories

NAMES = ("mai", "Lan-2", "o.o_k")

School = Mapping[str, Sequence[Event]]


@st.composite
def schools(draw: st.DrawFn) -> dict[str, list[Event]]:
    """Return the events of up to three learners, each in some order of arrival."""
    found = {}
    for learner in draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True)):
        events = draw(histories(most=10, learner=learner))
        events += [kept(learner, n, kind) for n, kind in enumerate(draw(st.sets(KEPT)), 1)]
        found[learner] = draw(st.permutations(events))
    return found


KEPT = st.sampled_from(["dream", "newer", "odd"])
"""What a log keeps and does not apply: an unknown kind, another version, a body of its own."""


def kept(learner: str, n: int, what: str) -> Event:
    """Return an event that this version only keeps."""
    body: dict[str, Any] = {"facet": "d/f0#r"} if what == "newer" else {"facet": "d/f0#r", "x": 1}
    kind = "suspend" if what in {"newer", "odd"} else "dream"
    members = {
        "v": 2 if what == "newer" else 1,
        "dev": f"{n}{NAMES.index(learner)}" * 16,
        "seq": 1,
        "prev": None,
        "seen": None,
        "at": START,
        "off": 0,
        "learner": learner,
        "kind": kind,
        "body": body,
    }
    return Event(id=EventId(digest(canonical(members))), **members)


def offered(events: Iterable[Event]) -> list[Offered]:
    """Return events as a store takes them in."""
    return [Offered(event.id, encode(event)) for event in events]


def in_store(path: Path, school: School) -> Path:
    """Put all learners into one store."""
    mixed = [event for events in school.values() for event in events]
    with open_log(path, learner="nobody") as log:
        log.take(offered(mixed[::2]))
        log.take(offered(mixed[1::2]))
    return path


def in_folder(path: Path, school: School) -> Path:
    """Write all learners into line files; one device may be several learners'."""
    writer = Writer(path, FILES)
    for learner in school:
        chains: dict[str, list[Stored]] = {}
        for event in school[learner]:
            chains.setdefault(event.dev, []).append(Stored(event.seq, event.id, encode(event)))
        for dev, events in chains.items():
            writer.put(dev, sorted(events))
    return path
