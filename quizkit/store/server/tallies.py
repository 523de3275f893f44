"""How much a class server holds of each learner, counted there and not read."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from quizkit.store.server.connect import as_administrator, place_of
from quizkit.store.server.faults import guarded

if TYPE_CHECKING:
    from quizkit.store.server.connect import Server


class Held(NamedTuple):
    """What is held of a learner.

    Attributes:
        answers: Answers as they were sent; those taken back since are among them.
        newest: When the newest was given by the pupil's clock [ms since 1970, UTC], or None.
    """

    answers: int
    newest: int | None


def tallies(connection: "Server") -> Mapping[str, Held]:
    """Return what is held of each learner whose events the login may see.

    Args:
        connection: As a teacher, or as the administrator.

    Raises:
        SyncError: If the server goes away or refuses.
    """
    with guarded(place_of(connection)), as_administrator(connection, is_wanted=False):
        # Members of a canonical event are sorted, and no text can hold a quote without its escape.
        rows = connection.execute(
            "SELECT learner, count(*), max(substring(body from '^.\"at\":([0-9]+)')::bigint) "
            'FROM qk.event WHERE strpos(body, \',"kind":"review","learner":"\') > 0 '
            "GROUP BY learner"
        ).fetchall()
    return {str(learner): Held(int(count), newest) for learner, count, newest in rows}
