"""Logs made by hand and by chance, for the tests of the memory."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from random import Random
from typing import Any

from quizkit.model import DAY_MS, Event, EventId

FACETS = ("d/a#who", "d/a#date", "d/b#who", "d/c#1")
START = 1_767_225_600_000


def review(facet: str = "d/a#who", **changes: Any) -> dict[str, Any]:
    """Return the body of a right typed review, but for what is changed."""
    body = {
        "sitting": None,
        "facet": facet,
        "form": "typed",
        "seed": f"1:{facet}:0",
        "stem": "Who?",
        "options": [],
        "response": "John Kerry",
        "score": 1_000_000,
        "rating": 3,
        "override": None,
        "ms": 5_000,
        "hints": 0,
        "key": "0" * 16,
    }
    return body | changes


def wrong(facet: str = "d/a#who", **changes: Any) -> dict[str, Any]:
    """Return the body of a wrong typed review, but for what is changed."""
    return review(facet, **({"score": 0, "rating": 1, "response": "John Vessey"} | changes))


class Log:
    """A log that devices write to. Each knows its own events and those it has taken in."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._known: dict[str, list[Event]] = {}
        self._seq: dict[str, int] = {}

    def add(
        self, kind: str, body: Mapping[str, Any], *, at: int = START, off: int = 0, dev: str = "a"
    ) -> Event:
        """Write an event; its clock may say anything."""
        known = self._known.setdefault(dev, [])
        own = [event for event in known if event.dev == dev]
        others = [event for event in known if event.dev != dev]
        number = self._seq[dev] = self._seq.get(dev, 0) + 1
        event = Event(
            1,
            EventId(sha256(f"{dev}{number}{len(self.events)}".encode()).hexdigest()),
            dev,
            number,
            own[-1].id if own else None,
            others[-1].id if others else None,
            at,
            off,
            "mai",
            kind,
            body,
        )
        self.events.append(event)
        known.append(event)
        return event

    def days(self, *bodies: tuple[int, Mapping[str, Any]], dev: str = "a") -> "Log":
        """Write reviews, each on a day counted from the start, at noon UTC."""
        for day, body in bodies:
            self.add("review", body, at=START + day * DAY_MS + DAY_MS // 2, dev=dev)
        return self

    def undo(self, *targets: Event, at: int = START, dev: str = "a") -> Event:
        """Write an undo of events."""
        return self.add("undo", {"targets": sorted(event.id for event in targets)}, at=at, dev=dev)

    def take_in(self, dev: str, *, source: str) -> None:
        """Let one device learn what another one knows."""
        known = self._known.setdefault(dev, [])
        ids = {event.id for event in known}
        known.extend(e for e in self._known.get(source, ()) if e.id not in ids)


def random_review(rng: Random) -> dict[str, Any]:
    """Return the body of some review of some facet."""
    score = rng.choice((0, 0, 400_000, 600_000, *(1_000_000,) * 6))
    form = rng.choice(("choice", "typed", "cloze", "select", "flip", "dream"))
    options = ["Kerry", "Vessey", "Clinton"] if form in {"choice", "select"} else []
    picked: Sequence[int] | str = rng.choice(([0], [1], [2])) if options else rng.choice("xyz")
    return review(
        rng.choice(FACETS),
        form=form,
        options=options,
        response=rng.choice((picked, picked, picked, None)),
        score=score,
        rating=1 if score < 500_000 else 2 if score < 1_000_000 else rng.choice((2, 3, 3, 4)),
        override=rng.choice((None, None, None, "grade", "rating")),
        ms=rng.choice((200, 3_000, 9_000, 70_000)),
        hints=rng.choice((0, 0, 0, 1)),
        key=rng.choice(("0" * 16, "0" * 16, "0" * 16, "1" * 16)),
    )


def random_body(rng: Random, log: Log) -> tuple[str, dict[str, Any]]:
    """Return kind and body of some event."""
    kind = rng.choice(
        ("review",) * 12 + ("undo", "undo", "undo", "suspend", "resume", "reset", "rename", "exam")
        + ("params", "clock_fix", "sitting", "dream")
    )  # fmt: skip
    match kind:
        case "review":
            return kind, random_review(rng)
        case "undo" if log.events:
            count = min(len(log.events), rng.choice((1, 1, 1, 2, 4)))
            return kind, {"targets": sorted(e.id for e in rng.sample(log.events, count))}
        case "suspend" | "resume" | "reset":
            return kind, {"facet": rng.choice((*FACETS, "d/a", "d/b", "d/new"))}
        case "rename":
            names = rng.choice((("d/a", "d/b", "d/new"), ("d/a#who", "d/b#who", "d/new#who")))
            return kind, dict(zip(("old", "new"), rng.sample(names, 2), strict=True))
        case "exam":
            date = rng.choice((None, "2026-06-05"))
            return kind, {"deck": rng.choice(("", "d")), "tags": ["x"], "date": date, "minutes": 9}
        case "params":
            weights = [212000, 1293100, 2306500, 8295600, 6413300, 833400, 3019400, 1000]
            weights += [1872200, 166600, 796000, 1483500, 61400, 262900, 1648300, 601400]
            weights += [1872900, 542500, 91200, 65800, rng.choice((154200, 200000, 900000))]
            model = rng.choice(("fsrs-6", "fsrs-6", "fsrs-9"))
            return kind, {"model": model, "weights": weights, "retention": 900_000}
        case "clock_fix":
            body = {"device": rng.choice("abc"), "from": 1, "to": rng.choice((2, 100))}
            return kind, body | {"delta": rng.choice((-DAY_MS, DAY_MS, 9 * DAY_MS))}
    return "sitting", {"decks": ["d"], "minutes": 10, "form": ""}


def random_log(rng: Random, *, size: int, own: bool = False) -> Log:
    """Return a log of one to three devices, with wrong clocks, undos and renames.

    Args:
        rng: Chance.
        size: Events.
        own: One device only, with kinds that can be taken in one by one.
    """
    log, clock = Log(), START
    while len(log.events) < size:
        clock += rng.choice((1_000, 60_000, DAY_MS // 3, DAY_MS, 9 * DAY_MS))
        dev = "a" if own else rng.choice("aabc")
        if not own and rng.random() < 0.3:
            log.take_in(dev, source=rng.choice("abc"))
        kind, body = random_body(rng, log)
        if own and kind in {"undo", "rename", "params", "clock_fix"}:
            continue
        at = clock + rng.choice((0, 0, 0, 0, 400 * DAY_MS, -400 * DAY_MS))
        log.add(kind, body, at=at, off=rng.choice((420, 420, 0, -480)), dev=dev)
    return log
