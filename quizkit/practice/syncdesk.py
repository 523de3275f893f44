"""A desk's log as what is synced, and a log without a desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.practice.desk import Desk
from quizkit.practice.learner import known
from quizkit.practice.syncing import Own
from quizkit.settings import NOBODY
from quizkit.settings.edit import rebind
from quizkit.store.handover import successor
from quizkit.store.learners import learners
from quizkit.store.log import open_log

if TYPE_CHECKING:
    from quizkit.store.log import Log


def own_of(desk: Desk) -> Own:
    """Return a desk's log as what is synced. Its log is closed after each use.

    Raises:
        StoreError: If the log cannot be read, or holds several learners and none is named.
        SettingsError: If a sync that was broken off cannot be brought to its end.
    """
    path = desk.log_file
    learner = known(desk.settings, path)
    ids = learners(path)
    if learner is None and not desk.settings.learner:
        learner = ids[0] if ids else None
    if learner is not None and (after := successor(path, learner)) != learner:
        _bind(desk, learner, after)
        learner = after
    others = {*ids, *desk.settings.learners.values()} - {learner}

    @contextmanager
    def lent(_learner: str | None) -> "Iterator[Log]":
        try:
            yield desk.open() if _learner is None else _opened(desk, _learner)
        finally:
            desk.close()

    def bind(old: str | None, new: str) -> None:
        _bind(desk, old, new)

    return Own(path, learner, frozenset(others), lent, bind)


def own_at(path: Path, learner: str | None) -> Own:
    """Return a log that no settings name as what is synced.

    Args:
        path: The log's file.
        learner: The learner's id; None: the only one in the file, or a new one.

    Raises:
        StoreError: If the log cannot be read.
    """
    ids = learners(path)
    own = learner or (ids[0] if len(ids) == 1 else None)

    @contextmanager
    def lent(wanted: str | None) -> "Iterator[Log]":
        with open_log(path, learner=wanted or own) as log:
            yield log

    def bind(_old: str | None, _new: str) -> None:
        """Name nobody: there are no settings."""

    return Own(path, own, frozenset(ids) - {own}, lent, bind)


def _opened(desk: Desk, learner: str) -> "Log":
    """Open a desk's log for a learner whom nobody has named yet, else as ever."""
    if not desk.has_log:
        open_log(desk.log_file, learner=learner, marks=desk.places.state).close()
    return desk.open()


def _bind(desk: Desk, old: str | None, new: str) -> None:
    """Let what the settings call a learner stand for another id."""
    settings = desk.settings
    names = {name for name, each in settings.learners.items() if each == old}
    if settings.learner:
        names.add(settings.learner)
    elif not names and (settings.learners or old is not None):
        names.add(NOBODY)
    if names:
        rebind(settings.config, sorted(names), new)
        listed = {**settings.learners, **dict.fromkeys(names, new)}
        desk.settings = replace(settings, learners=listed)
