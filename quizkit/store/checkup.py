"""The doctor's look at all that is made of the events: caches in the store, copies beside it."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Final, NamedTuple, TypeVar

from quizkit.errors import StoreError
from quizkit.store import answers, cache, rows
from quizkit.store.backup import backups, verify
from quizkit.store.patient import Patient
from quizkit.store.snapshot import load

RENEW: Final = "open the log once for writing with a new quizkit; if it stays, report it"
"""What to do about caches that do not agree."""

_SHOWN: Final = 3

K = TypeVar("K")


class Check(NamedTuple):
    """One thing that was looked at.

    Attributes:
        name: A short fixed name, such as "events".
        ok: Whether it is as it should be.
        message: What was found, in one sentence.
        do: What to do, or "".
    """

    name: str
    ok: bool
    message: str
    do: str = ""


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> count(1, "device"), count(2, "device")
    ('1 device', '2 devices')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def told(name: str, faults: list[str], what: str, do: str) -> Check:
    """Return the check that tells of faults: how many, the first three, what to do."""
    shown = "; ".join(faults[:_SHOWN]) + ("; .." if len(faults) > _SHOWN else "")
    return Check(name, ok=False, message=f"{len(faults)} {what} ({shown})", do=do)


def _times(patient: Patient) -> Check:
    wanted = {
        n: (t, int(live))
        for learner in patient.learners
        for n, t, live in patient.replay(learner).times
    }
    found = rows.fetch(patient.connection, "SELECT n, t, live FROM timeline")
    kept = {n: (t, live) for n, t, live in found}
    faults = [f"event {n}" for n in _differing(kept, wanted)]
    if faults:
        return told("timeline", faults, "kept times that differ from a replay", RENEW)
    return Check("timeline", ok=True, message=f"{count(len(kept), 'time')}, equal to a replay")


def _states(patient: Patient) -> Check:
    wanted = {
        (learner, facet): rows.state_row(facet, state)
        for learner in patient.learners
        for facet, state in patient.replay(learner).held.memory.facets.items()
    }
    kept = {
        (learner, row[0]): row
        for (learner,) in rows.fetch(patient.connection, "SELECT DISTINCT learner FROM state")
        for row in rows.states(patient.connection, learner)
    }
    faults = [facet for _, facet in _differing(kept, wanted)]
    if faults:
        return told("states", faults, "kept states that differ from a replay", RENEW)
    return Check("states", ok=True, message=f"{count(len(kept), 'state')}, equal to a replay")


def _snapshots(patient: Patient) -> Check:
    faults: list[str] = []
    snapshots = rows.meta_under(patient.connection, cache.MEMORY)
    for learner, text in snapshots.items():
        held = load(text)
        if held is None:
            continue  # nobody believes it
        now = cache.read(patient.connection, learner, held=held)
        whole = patient.replay(learner).held
        if (now.memory, now.fixes) != (whole.memory, whole.fixes):
            faults.append(learner)
    if faults:
        return told("snapshots", faults, "snapshots that differ from a replay", RENEW)
    message = f"{count(len(snapshots), 'snapshot')}, equal to a replay"
    return Check("snapshots", ok=True, message=message)


def _search(patient: Patient) -> Check:
    last = answers.done(patient.connection)
    if last is None:
        return Check("search", ok=True, message="no answers are indexed; the first search does it")
    wanted = dict(answers.kept(patient.connection, 0, last))
    kept = {
        n: answers.Kept(*row)
        for n, *row in rows.fetch(patient.connection, "SELECT rowid, deck, fact, words FROM search")
    }
    faults = [f"event {n}" for n in _differing(kept, wanted)]
    if faults:
        return told("search", faults, "texts in the search index that differ from events", RENEW)
    return Check("search", ok=True, message=f"{count(len(kept), 'text')} in the search index")


def _lines(patient: Patient) -> Check:
    found = patient.lines
    if found.unreadable:
        do = "give yourself the right to read them; the log itself does not need them"
        return Check("lines", ok=False, message=found.unreadable, do=do)
    if found.faults:
        do = (
            "the log has what it took in; move the files that are named aside, and the next "
            "`quizkit study` writes them anew"
        )
        return told("lines", found.faults, "lines of the second copy that are no events", do)
    here = patient.ids
    extra = {id_: learner for id_, learner in found.ids.items() if id_ not in here}
    return _compared(patient, extra, len(here), len(found.ids))


def _compared(patient: Patient, extra: Mapping[str, str], here: int, there: int) -> Check:
    gone = rows.forgotten(patient.connection)
    back = [id_ for id_, name in extra.items() if sha256(name.encode()).digest() in gone]
    if back:
        do = "`quizkit forget LEARNER` once more takes them out"
        return told("lines", sorted(back), "events of learners who were forgotten", do)
    if extra:
        do = "the next `quizkit study` takes them in"
        return told("lines", sorted(extra), "events that stand in line files only", do)
    if not there:
        return Check("lines", ok=True, message="there are no line files")
    verb = "stands" if there == 1 else "stand"
    message = f"{count(there, 'event')} {verb} in the line files as well"
    if here > there:
        message += f"; {here - there} not yet, the next `quizkit study` adds the rest"
    return Check("lines", ok=True, message=message)


def _backups(patient: Patient) -> Check:
    faults, days = [], []
    try:
        for each in backups(patient.copies.backups, files=patient.files):
            try:
                verify(each.path)
                days.append(each.day)
            except StoreError as error:
                faults.append(str(error))
    except OSError as error:
        faults.append(f"{patient.copies.backups} cannot be read: {error.strerror or error}")
    if faults:
        do = "`quizkit backup` makes a new one; delete those that are named"
        return told("backups", faults, "backups that cannot be used", do)
    if not days:
        return Check("backups", ok=True, message="there are no backups yet")
    message = f"{count(len(days), 'backup')}, the newest of {max(days)}"
    return Check("backups", ok=True, message=message)


def _differing(kept: Mapping[K, object], wanted: Mapping[K, object]) -> list[K]:
    return [key for key in {**wanted, **kept} if kept.get(key) != wanted.get(key)]


CACHES: Final[dict[str, Callable[[Patient], Check]]] = {
    "timeline": _times,
    "states": _states,
    "snapshots": _snapshots,
}
"""Name of each examination of what is folded from the events."""

COPIES: Final[dict[str, Callable[[Patient], Check]]] = {
    "search": _search,
    "lines": _lines,
    "backups": _backups,
}
"""Name of each examination of copies: of texts in the store, of events beside it."""
