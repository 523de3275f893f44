"""The histories of a shard's learners as columns: what `analysis.fit.history` tells, many at once.

Learners who have renamed or reset something are left to `fit.history` itself: here a history is
simply what stands together in the shard.
"""

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizkit.errors import MissingExtraError
from quizkit.memory.reviews import MILLION, guess_of

if TYPE_CHECKING:
    import numpy as np
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Reals = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_WHOSE: Final = """
CREATE TEMP TABLE whose AS
SELECT *, CAST(row_number() OVER (ORDER BY learner) - 1 AS INTEGER) AS who
FROM (SELECT learner, count(*) AS rows, bool_or(live AND kind IN ('rename', 'reset')) AS is_odd
    FROM shard GROUP BY learner)
"""

_PLACES: Final = """
CREATE TEMP TABLE places AS
SELECT facet, "key", CAST(row_number() OVER () - 1 AS INTEGER) AS place,
    CAST(dense_rank() OVER (ORDER BY facet) - 1 AS INTEGER) AS facet_number
FROM (SELECT DISTINCT facet, "key" FROM shard WHERE live AND kind = 'review')
"""

_WAYS: Final = """
CREATE TEMP TABLE ways AS
SELECT *, CAST(row_number() OVER () - 1 AS INTEGER) AS way
FROM (SELECT DISTINCT form, hints, override IS NULL AS is_quizkits, len(options) AS shown,
    coalesce(len(picked), 0) AS picks FROM shard WHERE live AND kind = 'review')
"""

_COLUMNS: Final = """
SELECT who, facet_number, place, way, t, day, rating, score, file_row_number AS at
FROM shard JOIN whose USING (learner) JOIN places USING (facet, "key") JOIN ways
    ON ways.form = shard.form AND ways.hints = shard.hints
    AND ways.is_quizkits = (override IS NULL) AND shown = len(options)
    AND picks = coalesce(len(picked), 0)
WHERE live AND kind = 'review' AND NOT is_odd
"""


def require_numpy() -> None:
    """Raise a MissingExtraError if numpy is not installed."""
    if find_spec("numpy") is None:
        raise MissingExtraError("jobs over many histories need numpy", "analysis")


class Learners(NamedTuple):
    """Who is in a shard.

    Attributes:
        rows: How many rows the shard has.
        names: Everybody, ascending.
        odd: Numbers of those who have renamed or reset something.
    """

    rows: int
    names: tuple[str, ...]
    odd: tuple[int, ...]


class Histories(NamedTuple):
    """Answers of many learners, by learner, facet and time; all columns are of one length.

    Attributes:
        who: Number of the learner.
        start: The first answer of the same history.
        at: Number of the answer in its history [>= 0].
        t: Derived time [ms].
        days: Learner-days since the answer before [>= 0]; of the first one 0.
        rating: G [1..4].
        guess: Chance to be right without knowing [0..1].
        score: How right it was [0..1].
        is_changed: The right answer was another one at the answer before.
        is_cut: It has changed there or before: what is learned from the history ends before.
    """

    who: "Numbers"
    start: "Numbers"
    at: "Numbers"
    t: "Numbers"
    days: "Numbers"
    rating: "Numbers"
    guess: "Reals"
    score: "Reals"
    is_changed: "Flags"
    is_cut: "Flags"

    def some(self, chosen: "Flags") -> "Histories":
        """Return whole histories out of these.

        Args:
            chosen: Which answers; all of a history or none.
        """
        import numpy as np

        kept = {name: column[chosen] for name, column in self._asdict().items()}
        kept["start"] = kept["start"] - np.cumsum(~chosen)[chosen]
        return Histories(**kept)


def read(connection: "DuckDBPyConnection") -> tuple[Learners, Histories]:
    """Return the learners of a shard and their histories.

    Args:
        connection: It has the shard as view `shard`, with the column `file_row_number`.
    """
    ask = connection.execute
    for line in (_WHOSE, _PLACES, _WAYS):
        ask(line)
    whose = ask("SELECT learner, rows, is_odd FROM whose ORDER BY who").fetchall()
    odd = tuple(at for at, (_, _, is_odd) in enumerate(whose) if is_odd)
    rows = sum(count for _, count, _ in whose)
    learners = Learners(rows, tuple(name for name, _, _ in whose), odd)
    ways = ask("SELECT form, hints, is_quizkits, shown, picks FROM ways ORDER BY way").fetchall()
    return learners, _histories(ask(_COLUMNS).fetchnumpy(), [_guess(*way) for way in ways])


def _guess(form: str, hints: int, is_quizkits: bool, shown: int, picks: int) -> float:  # noqa: FBT001
    body = {
        "form": form,
        "options": [""] * shown,
        "response": [0] * picks,
        "hints": hints,
        "override": None if is_quizkits else "grade",
    }
    return guess_of(body)


def _histories(found: dict[str, Any], guesses: list[float]) -> Histories:
    import numpy as np

    columns = {name: np.asarray(values).astype(np.int64) for name, values in found.items()}
    at = columns.pop("at")
    if (at[1:] < at[:-1]).any():
        order = at.argsort()
        columns = {name: values[order] for name, values in columns.items()}
    who, day, key = columns["who"], columns["day"], columns["place"]
    count = len(who)
    begins = np.ones(count, dtype=bool)
    facet = columns["facet_number"]
    begins[1:] = (who[1:] != who[:-1]) | (facet[1:] != facet[:-1])
    starts = np.flatnonzero(begins)
    start = starts[np.cumsum(begins) - 1] if count else starts
    days = np.zeros(count, dtype=np.int64)
    days[1:] = np.maximum(0, day[1:] - day[:-1])
    days[begins] = 0
    changed = np.zeros(count, dtype=bool)
    changed[1:] = key[1:] != key[:-1]
    changed[begins] = False
    changes = np.cumsum(changed)
    return Histories(
        who,
        start,
        np.arange(count) - start,
        columns["t"],
        days,
        columns["rating"],
        np.array(guesses or [0.0])[columns["way"]],
        columns["score"] / MILLION,
        changed,
        changes > changes[start] if count else changed,
    )
