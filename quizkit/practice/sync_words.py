"""What came of a sync, in sentences: for every front end the same."""

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from quizkit.errors import QuizkitError
from quizkit.practice.assigned import waiting, write
from quizkit.practice.clock import doubt, moment
from quizkit.practice.syncing import Synced
from quizkit.text import counted

if TYPE_CHECKING:
    from quizkit.practice.assigned import Assigned
    from quizkit.practice.desk import Desk
    from quizkit.questions.ask import Asker
    from quizkit.store.log import Log

_SHORT: Final = 8
_NAMED: Final = 3


def summary(found: Synced) -> str:
    """Return in a sentence what passed.

    >>> summary(Synced(sent=12, received=40, devices=3, verified=True))
    'Sent 12, received 40; 3 devices, all verified.'
    >>> summary(Synced(devices=1, verified=True))
    'Nothing new on either side; 1 device, verified.'
    """
    devices = counted(found.devices, "device")
    if found.is_dry:
        if not (found.sent or found.received):
            return f"There is nothing to send or receive; {devices}."
        return f"Would send {found.sent:,} and receive {found.received:,}; {devices}."
    passed = f"Sent {found.sent:,}, received {found.received:,}"
    if not (found.sent or found.received):
        passed = "Nothing new on either side"
    if not found.devices:
        return f"{passed}: there are no answers yet, neither here nor there."
    if not found.verified:
        return f"{passed}; {devices}, not all verified."
    return f"{passed}; {devices}, {'all ' if found.devices > 1 else ''}verified."


def differing(found: Synced) -> str:
    """Return what is to be done where the sides do not hold the same in the end, or ""."""
    if found.verified or found.is_dry:
        return ""
    some = ", ".join(dev[:_SHORT] for dev in found.differing[:_NAMED])
    more = f" and {len(found.differing) - _NAMED} more" if len(found.differing) > _NAMED else ""
    which = "device" if len(found.differing) == 1 else "devices"
    return (
        f"the two sides do not hold the same answers of {which} {some}{more}; nothing was lost. "
        "Run the same command again; if it says so again, `quizkit doctor` examines the log of "
        "this computer, and what is damaged on the other side is named above"
    )


def left_out(found: Synced) -> Iterator[str]:
    """Yield a sentence for each damaged line that was left out, and one for the rest."""
    for fault in found.faults[:_NAMED]:
        yield f"left out: {fault}"
    if found.refused > _NAMED:
        yield f"left out: {found.refused - min(_NAMED, len(found.faults))} more"


def news(desk: "Desk", found: Synced) -> list[str]:
    """Return what a sync changed for the learner: answers that came, what is due, odd clocks.

    Decks are read only if something came.

    Args:
        desk: Whose log it is.
        found: What came of the sync.
    """
    if found.is_dry or not (found.received or found.notes):
        return []
    told: list[str] = []
    with suppress(QuizkitError), desk.reading() as log:
        if log is None:
            return told
        if found.answers:
            came = counted(found.answers, "answer")
            due = _due(desk, log)
            told.append(
                f"{came} of other devices {'is' if found.answers == 1 else 'are'} new{due}."
            )
        if odd := doubt(log.memory(), moment(desk.clock)):
            told.append(f"{odd} `quizkit clock` shows what can be mended.")
    return told


def _due(desk: "Desk", log: "Log") -> str:
    """Return how many questions are due, to be put after what came; "" if no deck is here."""
    from quizkit.practice import reports

    memory = log.memory()
    askers = _own(desk, log)
    if not askers:
        return ""
    has = reports.today(log, memory, desk.clock, minutes=desk.settings.minutes)
    due = sum(row.due for row in reports.due(askers, memory, desk.clock, has))
    if not due:
        return "; nothing is due today"
    return f"; {due:,} {'is' if due == 1 else 'are'} due today"


def _own(desk: "Desk", log: "Log") -> "list[Asker]":
    """Return what asks for the decks that were begun and are on this computer."""
    from quizkit.practice.owndecks import begun

    found = []
    for name in sorted(begun(log.memory())):
        with suppress(QuizkitError):
            found.append(desk.asker(desk.find(name)))
    return found


def set_for(desk: "Desk", found: Synced) -> "tuple[Assigned, ...]":
    """Keep what teachers set, and return what of it the learner has not accepted yet.

    Args:
        desk: Whose log it is.
        found: What came of the sync.
    """
    if found.assigned is None or found.is_dry:
        return ()
    write(desk.places.state, found.learner, found.assigned)
    with suppress(QuizkitError), desk.reading() as log:
        if log is not None:
            return waiting(found.assigned, log.memory(), today=moment(desk.clock).day)
    return ()
