"""The sitting to go on with: a small file in the state folder, written when a question is shown.

It is comfort: the log alone is the truth. A file that is stale, damaged or of something else is
passed by; one that cannot be written is not missed.
"""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from quizkit.model import EventId, FacetId, Form, Memory, Now
from quizkit.questions.ask import Asker
from quizkit.questions.formlist import OWN, word_of
from quizkit.session.asking import seed_text
from quizkit.session.contrast import versus
from quizkit.session.own import in_own_form, rival
from quizkit.session.sitting import Asking, Encore, Kept, Paused, Sitting, Wish
from quizkit.text import digest

NAME: Final = "sitting.json"
_VERSION: Final = 1
_MAX_BYTES: Final = 1_000_000
_MAX_PID: Final = 2**31
_LONGEST_MS: Final = 3_600_000
_DAMAGED: Final = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


def write(path: Path, sitting: Sitting, stamp: Mapping[str, Any]) -> None:
    """Write down a sitting with a question on its screen; never fails."""
    taken_ms, asking = 0, sitting.screen
    if isinstance(asking, Paused) and isinstance(asking.screen, Asking):
        taken_ms, asking = max(0, asking.since - asking.screen.since), asking.screen
    if not isinstance(asking, Asking) or sitting.id is None:
        return
    question = asking.question
    held = {
        **stamp,
        "pid": os.getpid(),
        "sitting": sitting.id,
        "day": sitting.now.day,
        "answered": len(sitting.queue.asked),
        "spent_ms": sitting.spent_ms,
        "began_ms": sitting.began_ms,
        "skipped": list(sitting.queue.skipped),
        "told": sorted(sitting.queue.barred),
        "not_today": sorted(sitting.queue.not_today),
        "encore": sitting.encore._asdict(),
        "paused": isinstance(sitting.screen, Paused),
        "taken_ms": taken_ms,
        "facet": question.facet,
        "form": question.form.value,
        "own": question.variant,
        "seed": question.seed,
        "others": [facet for facet in question.facets if facet != question.facet],
        "hints": asking.hints,
        "rival": rival(question.facet, question.seed),
    }
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _put(path, json.dumps(held).encode())


def _put(path: Path, data: bytes) -> None:
    """Write a small file in place: to rename one over it makes many file systems sync the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, data)
        os.ftruncate(descriptor, len(data))
    finally:
        os.close(descriptor)


def forget(path: Path) -> None:
    """Take the file away; never fails."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def read(
    path: Path, stamp: Mapping[str, Any], *, memory: Memory, wish: Wish, now: Now
) -> Kept | None:
    """Return the sitting to go on with, or None.

    It must be of this learner-day, learner, decks and wish, and of no process that still runs. If
    its question was answered meanwhile, it goes on without one.
    """
    try:
        held = _load(path)
        if held["day"] != now.day or any(held[name] != value for name, value in stamp.items()):
            return None
        return None if _runs_elsewhere(held) else _kept(held, memory, wish)
    except _DAMAGED:
        return None


def asked_elsewhere(path: Path) -> FacetId | None:
    """Return the facet that another process has on its screen, or None."""
    try:
        held = _load(path)
        return FacetId(str(held["facet"])) if _runs_elsewhere(held) else None
    except _DAMAGED:
        return None


class Left(NamedTuple):
    """What the file says of a sitting that was left, before any deck was read.

    Attributes:
        decks: Ids of its decks.
        answered: Answers given in it.
        spent_ms: Time used [ms].
        wish: Form, seed, extra and tags of what was wanted.
    """

    decks: tuple[str, ...]
    answered: int
    spent_ms: int
    wish: list[Any]


def left(path: Path, *, learner: str, day: int) -> Left | None:
    """Return the sitting that a learner left on a learner-day, or None.

    It is only what the file says: `read` decides whether it can be gone on with.
    """
    try:
        held = _load(path)
        if held["v"] != _VERSION or held["learner"] != learner or held["day"] != day:
            return None
        if _runs_elsewhere(held):
            return None
        found = tuple(map(str, held["decks"])), int(held["answered"]), int(held["spent_ms"])
        return Left(*found, wish=list(held["wish"]))
    except _DAMAGED:
        return None


def put_off(path: Path, *, learner: str, day: int) -> frozenset[FacetId]:
    """Return what a learner did not want asked any more on a learner-day, in the newest sitting.

    It is what that sitting keeps to, whether it runs or was left; the log does not know it.
    """
    try:
        held = _load(path)
        if held["v"] != _VERSION or held["learner"] != learner or held["day"] != day:
            return frozenset()
        return frozenset(FacetId(str(name)) for name in held.get("not_today", ()))
    except _DAMAGED:
        return frozenset()


def _load(path: Path) -> Any:
    """Return what the file holds, whatever that is; one that is too long is not read."""
    if path.stat().st_size > _MAX_BYTES:
        raise ValueError(f"{path} is too long")
    return json.loads(path.read_text(encoding="utf-8"))


def _runs_elsewhere(held: Mapping[str, Any]) -> bool:
    """Return whether the process that wrote the file is another one and still runs.

    Only POSIX can be asked without harm. A process of somebody else has got its number since.
    """
    pid = held.get("pid")
    if type(pid) is not int or not 0 < pid < _MAX_PID or pid == os.getpid() or os.name != "posix":
        return False
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def _kept(held: Mapping[str, Any], memory: Memory, wish: Wish) -> Kept:
    facet = FacetId(str(held["facet"]))
    state = memory.facets.get(facet)
    other = held.get("rival")
    wanted = seed_text(wish.seed, facet, state.reviews if state else 0)
    if other is not None:
        wanted = versus(wanted, FacetId(str(other)))
    own = str(held.get("own", ""))
    if own:
        wanted = in_own_form(wanted, own)
    is_open = held["seed"] == wanted and not (state and state.suspended)
    return Kept(
        id=EventId(str(held["sitting"])),
        facet=facet if is_open else None,
        form=own if own in OWN else Form(held["form"]),
        hints=min(9, max(0, int(held["hints"]))),
        spent_ms=max(0, int(held["spent_ms"])),
        began_ms=max(0, int(held.get("began_ms", 0))),
        skipped=tuple(FacetId(str(name)) for name in held["skipped"]),
        others=_others(held, memory),
        rival=None if other is None else FacetId(str(other)),
        told=tuple(FacetId(str(name)) for name in held.get("told", ())),
        not_today=tuple(FacetId(str(name)) for name in held.get("not_today", ())),
        taken_ms=min(_LONGEST_MS, max(0, int(held.get("taken_ms", 0)))),
        encore=_encore(held.get("encore", {})),
    )


def _encore(held: Mapping[str, Any]) -> Encore:
    reason = held.get("reason", "")
    return Encore(
        box_ms=max(0, int(held.get("box_ms", 0))),
        is_early=held.get("is_early") is True,
        todo=tuple(FacetId(str(name)) for name in held.get("todo", ())),
        retried=max(0, int(held.get("retried", 0))),
        reason=reason if reason in ("time", "done", "stopped") else "",
    )


def _others(held: Mapping[str, Any], memory: Memory) -> tuple[FacetId, ...]:
    """Return what the question asked besides; nothing if any of it was answered meanwhile."""
    others = tuple(FacetId(str(name)) for name in held.get("others", ()))
    states = [memory.facets.get(other) for other in others]
    is_open = all(state and state.day != held["day"] and not state.suspended for state in states)
    return others if is_open else ()


def stamp(askers: Sequence[Asker], wish: Wish, learner: str) -> dict[str, Any]:
    """Return what a sitting must have in common with the one before to go on with it."""
    return {
        "v": _VERSION,
        "learner": learner,
        "decks": {
            asker.deck.id: digest("\n".join(asker.survey.facets).encode())[:16] for asker in askers
        },
        "wish": [
            word_of(wish.form) if wish.form else "",
            wish.seed,
            wish.extra,
            sorted(wish.tags),
        ],
    }
