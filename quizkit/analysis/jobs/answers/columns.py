"""The answers of a shard as columns: what an item analysis needs of each, as numbers.

Texts become numbers by their hashes of 64 bits, which DuckDB works out on the dictionaries that
Parquet keeps; the texts themselves are fetched of the first answer that has them, where reading
stops as soon as all are found. Of 100,000 different lists of options two are taken for one with a
chance of 3 in 10 thousand million.
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
SELECT who, rank, score, ms, override IS NOT NULL AS own, file_row_number AS at,
    CAST(CASE len(picked) WHEN 0 THEN 0 WHEN 1 THEN picked[1] + 1 ELSE 31 END AS INTEGER) AS pick,
    hash(named, form, "key", options) AS shown, hash(named, form, "key", stem) AS stem
FROM given JOIN whose USING (learner)
"""

_FIRSTS: Final = """
SELECT file_row_number, named, form, "key", stem, options
FROM given WHERE file_row_number IN (SELECT first FROM firsts) LIMIT {count}
"""

SEVERAL: Final = 31
"""Stands for more than one option that was picked."""

_BITS: Final = 18


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


class Shown(NamedTuple):
    """What some answers of a place have in common.

    Attributes:
        place: Number of the place.
        options: What could be picked, in the order in which it was shown.
    """

    place: int
    options: tuple[str, ...]


class Columns(NamedTuple):
    """The live answers of a shard, in no particular order; all columns are of one length.

    Attributes:
        rows: How many rows the shard has, answers or not.
        self_rated: How many answers are of form flip; they are in no column.
        learners: Everybody in it, ascending.
        places: What answers were given to, ascending.
        lists: What was shown, in any order.
        stems: Place and wording, in any order.
        who: Whose, as a number of `learners`.
        place: To what, as a number of `places`.
        rank: Where it stands among the answers of its learner to its place [>= 0].
        score: How right it was [millionths].
        ms: How long it took [ms].
        own: The learner's word made the score.
        pick: Number of the option that was picked + 1; 0 if none was, 31 if several were.
        at: Number of its row in the file [>= 0].
        shown: What was shown, as a number of `lists`.
        stem: How it was worded, as a number of `stems`.
    """

    rows: int
    self_rated: int
    learners: tuple[str, ...]
    places: tuple[Place, ...]
    lists: tuple[Shown, ...]
    stems: tuple[tuple[int, str], ...]
    who: "NDArray[np.int64]"
    place: "NDArray[np.int64]"
    rank: "NDArray[np.int64]"
    score: "NDArray[np.int64]"
    ms: "NDArray[np.int64]"
    own: "NDArray[np.bool_]"
    pick: "NDArray[np.int64]"
    at: "NDArray[np.int64]"
    shown: "NDArray[np.int64]"
    stem: "NDArray[np.int64]"


def columns(connection: "DuckDBPyConnection") -> Columns:
    """Return the answers of a shard.

    Args:
        connection: It has the shard as view `shard`, with the column `file_row_number`, and gets
            the table `whose` (learner, who) and the view `given`.
    """
    ask = connection.execute
    ask(_WHOSE)
    rows = int(_first(connection, "SELECT count(*) FROM shard"))
    learners = ask("SELECT learner FROM whose ORDER BY who").fetchall()
    ask(_GIVEN_ANEW if _moved(connection) else _GIVEN)
    found = ask(_COLUMNS).fetchnumpy()
    hashes = found.pop("shown"), found.pop("stem")
    whole = {name: _whole(values) for name, values in found.items()}
    own = whole.pop("own").astype(bool)
    (lists, shown), (stems, stem) = (numbered(_whole(each, "u8")) for each in hashes)
    texts = _texts(connection, whole["at"], lists, stems)
    place = texts.pop("of_list")[shown]
    names = tuple(str(learner) for (learner,) in learners)
    flips = int(_first(connection, _SELF_RATED))
    return Columns(
        rows, flips, names, own=own, place=place, shown=shown, stem=stem, **texts, **whole
    )


def numbered(values: "NDArray[np.uint64]") -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """Return where each value stands first, and for each value its number among those.

    Args:
        values: Hashes, of which many are equal. Most are told apart by their place in a table;
            those that share it with others are sorted.
    """
    import numpy as np

    slot = (values & np.uint64((1 << _BITS) - 1)).astype(np.int64)
    table = np.zeros(1 << _BITS, dtype=np.uint64)
    table[slot] = values
    (left,) = np.nonzero(table[slot] != values)
    used = np.zeros(1 << _BITS, dtype=bool)
    used[slot] = True
    number = (np.cumsum(used) - 1)[slot]
    _, which = np.unique(values[left], return_inverse=True)
    number[left] = int(used.sum()) + which
    first = np.zeros(int(number.max(initial=-1)) + 1, dtype=np.int64)
    first[number[::-1]] = np.arange(len(values) - 1, -1, -1)
    return first, number


def _texts(
    connection: "DuckDBPyConnection",
    at: "NDArray[np.int64]",
    lists: "NDArray[np.int64]",
    stems: "NDArray[np.int64]",
) -> dict[str, Any]:
    """Return places, lists of options, wordings, and the place of each list.

    Args:
        connection: It has the view `given`.
        at: The row of each answer.
        lists: Which answer is the first with each list.
        stems: Which answer is the first with each wording.
    """
    import numpy as np

    firsts = np.unique(np.concatenate((at[lists], at[stems])))
    connection.register("firsts", {"first": firsts})
    rows = connection.execute(_FIRSTS.format(count=len(firsts))).fetchall()
    found = {row: (Place(*place), stem, options) for row, *place, stem, options in rows}
    places = tuple(sorted({place for place, _, _ in found.values()}))
    number = {place: which for which, place in enumerate(places)}
    shown = tuple(
        Shown(number[place], tuple(options or ()))
        for place, _, options in map(found.__getitem__, at[lists].tolist())
    )
    worded = tuple(
        (number[place], stem) for place, stem, _ in map(found.__getitem__, at[stems].tolist())
    )
    of_list = np.array([each.place for each in shown], dtype=np.int64)
    return {"places": places, "lists": shown, "stems": worded, "of_list": of_list}


def _first(connection: "DuckDBPyConnection", question: str) -> Any:
    return connection.execute(question).fetchall()[0][0]


def _whole(values: Any, kind: str = "i8") -> Any:
    """Return a column as whole numbers; 0 where there is none."""
    import numpy as np

    return np.asarray(np.ma.filled(values, 0)).astype(kind, copy=False)


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
