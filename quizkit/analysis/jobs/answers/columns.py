"""The answers of a shard as columns: what an item analysis needs of each, as numbers.

Learners and texts become numbers by joins with small tables, which DuckDB does on the dictionaries
that Parquet keeps: a text is looked at once for each of its values, not for each answer.
"""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizkit.analysis.items.measures import SELF_RATED
from quizkit.memory.renames import current

if TYPE_CHECKING:
    import numpy as np
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

_WHOSE: Final = """
CREATE TEMP TABLE whose AS
SELECT learner, CAST(row_number() OVER (ORDER BY learner) - 1 AS INTEGER) AS who
FROM (SELECT DISTINCT learner FROM shard)
"""

_PLACES: Final = """
CREATE TEMP TABLE places AS
SELECT named, form, "key", CAST(row_number() OVER (ORDER BY named, form, "key") - 1 AS INTEGER)
    AS place
FROM (SELECT DISTINCT named, form, "key" FROM given)
"""

_GIVEN: Final = f"""
CREATE TEMP VIEW given AS
SELECT *, facet AS named, file_row_number AS rank
FROM shard WHERE live AND kind = 'review' AND form <> '{SELF_RATED}'
"""  # noqa: S608  # a word of our own

_GIVEN_ANEW: Final = f"""
CREATE TEMP VIEW given AS
SELECT shard.*, coalesce(moved.now, shard.facet) AS named, n AS rank
FROM shard LEFT JOIN moved ON moved.learner = shard.learner AND moved.facet = shard.facet
WHERE live AND kind = 'review' AND form <> '{SELF_RATED}'
"""  # noqa: S608  # a word of our own

_SELF_RATED: Final = f"""
SELECT count(*) FROM shard WHERE live AND kind = 'review' AND form = '{SELF_RATED}'
"""  # noqa: S608  # a word of our own

_COLUMNS: Final = """
SELECT who, place, rank, score, ms, override IS NOT NULL AS own, file_row_number AS at,
    CAST(CASE len(picked) WHEN 0 THEN 0 WHEN 1 THEN picked[1] + 1 ELSE 31 END AS INTEGER) AS pick
FROM given JOIN whose USING (learner) JOIN places USING (named, form, "key")
"""

SEVERAL: Final = 31
"""Stands for more than one option that was picked."""


class Place(NamedTuple):
    """What an answer was given to.

    Attributes:
        facet: Its present name.
        form: How it was asked, as a word.
        fingerprint: Of the right answer.
    """

    facet: str
    form: str
    fingerprint: str


class Columns(NamedTuple):
    """The live answers of a shard, in no particular order; all columns are of one length.

    Attributes:
        rows: How many rows the shard has, answers or not.
        self_rated: How many answers are of form flip; they are in no column.
        learners: Everybody in it, ascending.
        places: What answers were given to, ascending.
        who: Whose, as a number of `learners`.
        place: To what, as a number of `places`.
        rank: Where it stands among the answers of its learner to its place [>= 0].
        score: How right it was [millionths].
        ms: How long it took [ms].
        own: The learner's word made the score.
        pick: Number of the option that was picked + 1; 0 if none was, 31 if several were.
        at: Number of its row in the file [>= 0].
    """

    rows: int
    self_rated: int
    learners: tuple[str, ...]
    places: tuple[Place, ...]
    who: "NDArray[np.int64]"
    place: "NDArray[np.int64]"
    rank: "NDArray[np.int64]"
    score: "NDArray[np.int64]"
    ms: "NDArray[np.int64]"
    own: "NDArray[np.bool_]"
    pick: "NDArray[np.int64]"
    at: "NDArray[np.int64]"


def columns(connection: "DuckDBPyConnection") -> Columns:
    """Return the answers of a shard.

    Args:
        connection: It has the shard as view `shard`, with the column `file_row_number`, and gets
            the tables `whose` (learner, who) and `places` (named, form, key, place).
    """
    ask = connection.execute
    ask(_WHOSE)
    rows = int(_first(connection, "SELECT count(*) FROM shard"))
    learners = ask("SELECT learner FROM whose ORDER BY who").fetchall()
    ask(_GIVEN_ANEW if _moved(connection) else _GIVEN)
    ask(_PLACES)
    places = ask('SELECT named, form, "key" FROM places ORDER BY place').fetchall()
    found = ask(_COLUMNS).fetchnumpy()
    whole = {name: _whole(values) for name, values in found.items()}
    own = whole.pop("own").astype(bool)
    names = tuple(str(learner) for (learner,) in learners)
    flips = int(_first(connection, _SELF_RATED))
    return Columns(rows, flips, names, tuple(Place(*each) for each in places), own=own, **whole)


def _first(connection: "DuckDBPyConnection", question: str) -> Any:
    return connection.execute(question).fetchall()[0][0]


def _whole(values: Any) -> Any:
    """Return a column as whole numbers; 0 where there is none."""
    import numpy as np

    return np.asarray(np.ma.filled(values, 0)).astype(np.int64, copy=False)


def _moved(connection: "DuckDBPyConnection") -> bool:
    """Make the table of the facets that learners have renamed; False if nobody has."""
    import numpy as np

    ask = connection.execute
    renames: dict[str, dict[str, str]] = {}
    for learner, body in ask(
        "SELECT learner, body FROM shard WHERE live AND kind = 'rename' ORDER BY learner, n"
    ).fetchall():
        found = json.loads(body)
        renames.setdefault(learner, {})[found["old"]] = found["new"]
    if not renames:
        return False
    connection.register("renamers", {"learner": np.array(list(renames), dtype=object)})
    facets = ask(
        "SELECT DISTINCT learner, facet FROM shard JOIN renamers USING (learner)"
        " WHERE live AND kind = 'review'"
    ).fetchall()
    moved = [(who, old, current(old, renames[who])) for who, old in facets]
    if moved:
        connection.register("moved", texts(moved, ("learner", "facet", "now")))
    return bool(moved)


def texts(rows: Sequence[Sequence[str]], names: Sequence[str]) -> "dict[str, NDArray[Any]]":
    """Return rows of texts as the columns of a table that DuckDB can be given."""
    import numpy as np

    lists = zip(*rows, strict=True)
    return {name: np.array(each, dtype=object) for name, each in zip(names, lists, strict=True)}
