"""A log synced from Python: `Log.sync`."""

from dataclasses import dataclass
from os import fspath
from pathlib import Path

from quizkit.api import arguments
from quizkit.errors import ArgumentError


@dataclass(frozen=True, slots=True)
class Synced:
    """What came of a sync. Made by `Log.sync`.

    Attributes:
        sent: Events that were new there [0..].
        received: Events that were new here [0..].
        devices: Devices of the learner that either side knows [0..].
        verified: In the end both sides hold the same events of every device.
        learner: Id of the learner whose events they are.

    >>> Synced(sent=12, received=40, devices=3, verified=True, learner="mai")
    <Synced 12 sent, 40 received, 3 devices, verified>
    """

    sent: int
    received: int
    devices: int
    verified: bool
    learner: str

    def __repr__(self) -> str:
        """Return one line."""
        devices = "1 device" if self.devices == 1 else f"{self.devices} devices"
        end = "verified" if self.verified else "not verified"
        return f"<Synced {self.sent:,} sent, {self.received:,} received, {devices}, {end}>"


def synced(path: Path, place: str | Path, *, learner: str | None, join: bool) -> Synced:
    """Sync the log of a file, which is not open.

    Args:
        path: The log's file.
        place: A folder, or the address of a class's server.
        learner: The learner's id; None: the only one in the file, or a new one.
        join: Give the answers of this log to the learner of the place.
    """
    from quizkit.practice.joining import Wish
    from quizkit.practice.syncdesk import own_at
    from quizkit.practice.syncing import Place, Syncer
    from quizkit.settings.target import read_target

    arguments.of_type("place", place, (str, Path), "a folder, or the address of a server")
    arguments.of_type("join", join, (bool,), "True or False")
    try:
        target = read_target(fspath(place), Path.cwd())
    except ValueError as error:
        message = f"place should be {error}"
        raise ArgumentError(message, "place") from None
    if not target:
        message = "place is empty; name a folder, or the address of a server"
        raise ArgumentError(message, "place")
    own = own_at(path, learner)
    found = Syncer(own, Wish(join=join)).sync(Place(target, fspath(place)))
    return Synced(found.sent, found.received, found.devices, found.verified, found.learner)
