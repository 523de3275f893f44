"""What learners picked and typed in a shard, by text: options, right answers, wrong values.

Equal answers are put together before anything is taken apart: a question has few stems and few
orders of its options, however many learners answer it. DuckDB is asked only for what was typed, and
where several options were picked.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizkit.analysis.items.keyed import SINGLE
from quizkit.analysis.jobs.answers.columns import SEVERAL, Columns
from quizkit.analysis.jobs.answers.sums import (
    ALONE,
    COUNTED,
    FULL,
    PICK_AT,
    PLACE_AT,
    RESTED,
    SHOWS,
    TYPES,
    WRONG,
    Summed,
)
from quizkit.text import fold

if TYPE_CHECKING:
    import numpy as np
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

SPOTS: Final = 20_000
"""Wrong values of a shard that are kept, the most frequent ones."""

_BATCH: Final = 10_000

_BELOW: Final = (1 << PLACE_AT) - 1
"""Mask of a code without its place."""

_DENSE: Final = 4
"""Cells for each answer, up to which sums are kept of groups that nobody is in, too."""

_CODES: Final = "FROM shard POSITIONAL JOIN codes WHERE code >= 0"

_GROUPS: Final = f"""
SELECT code, {{options}}, {{several}}, {{said}},
    count(*), sum(rest), sum(rest * rest), min(rest), max(rest)
{_CODES} AND (code & {TYPES} <> 0 OR (code >> {PICK_AT}) & {SEVERAL} = {SEVERAL}) GROUP BY ALL
"""

_PICKS: Final = f"CASE WHEN len(picked) > 1 AND code & {SHOWS} <> 0 THEN picked END"
_SAID: Final = f"CASE WHEN code & {TYPES} <> 0 THEN response END"

_WHO: Final = f"""
SELECT spot, count(DISTINCT who)
FROM (
    SELECT who, code >> {PLACE_AT} AS place,
        CASE WHEN code & {TYPES} <> 0 THEN response
            ELSE options[(code >> {PICK_AT}) & {SEVERAL}] END AS said
    {_CODES} AND code & {WRONG | ALONE} = {WRONG}
) JOIN spelt USING (place, said)
GROUP BY spot
"""  # noqa: S608  # numbers of our own

Option = list[float]
"""To how many it was shown; of those with a rest: how many, rest, its square, smallest, largest;
how many chose it; of those with a rest: how many, rest."""


class Given(NamedTuple):
    """What equal answers to one place gave.

    Attributes:
        code: What `answer_sums` says of them, without the option that was picked.
        shown: The options, in any order.
        chosen: Those that were chosen, in their order.
        said: What was typed, where it is wrong.
    """

    code: int
    shown: frozenset[str]
    chosen: tuple[str, ...]
    said: str | None


Sums = tuple[int, float, float, float, float]
"""How many; sum of their rests' distances from one half, of the squares; smallest, largest."""

_PICK: Final = SEVERAL << PICK_AT


def put_together(rows: Iterable[tuple[Any, ...]]) -> dict[Given, Sums]:
    """Return groups of answers, those together that differ only in the order of the options.

    Args:
        rows: Code, options, picked ones if several, what was typed, and sums.
    """
    found: dict[Given, Sums] = {}
    for code, shown, several, said, *sums in rows:
        pick = (code & _PICK) >> PICK_AT
        picked = several or ((pick - 1,) if pick else ())
        chosen = tuple(shown[number] for number in picked if number < len(shown)) if picked else ()
        options = frozenset(shown) if code & SHOWS else _NO_OPTIONS
        given = Given(code & ~_PICK, options, chosen, said)
        old = found.get(given)
        found[given] = tuple(sums) if old is None else _plus(old, sums)
    return found


_NO_OPTIONS: Final = frozenset[str]()


def _plus(old: Sums, sums: Sequence[Any]) -> Sums:
    count, rest, squares, low, high = old
    more, others, theirs, least, most = sums
    return count + more, rest + others, squares + theirs, min(low, least), max(high, most)


class Texts:
    """What was picked and typed, gathered group by group.

    Args:
        found: The columns.
        summed: What they add up to.
    """

    def __init__(self, found: Columns, summed: Summed) -> None:
        self._places = found.places
        self._facet = summed.asked.facet.tolist()
        self.options: dict[int, dict[str, Option]] = defaultdict(dict)
        self.full: dict[int, set[str]] = defaultdict(set)
        self.single: dict[int, Counter[str]] = defaultdict(Counter)
        self.spots: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
        self.alone: Counter[tuple[int, str]] = Counter()
        self.spelt: dict[tuple[int, str], tuple[int, str]] = {}

    def add(self, given: Given, sums: Sums) -> None:
        """Take in equal answers."""
        place, code = given.code >> PLACE_AT, given.code
        if code & FULL and given.chosen:
            self.full[place].update(given.chosen)
            if self._places[place].form in SINGLE:
                self.single[place][given.chosen[0]] += sums[0]
        if code & WRONG:
            self._add_wrong(given, sums[0])
        if code & COUNTED:
            options = self.options[place] if given.shown else {}
            for text in given.shown:
                cell = options.get(text) or [0, 0, 0.0, 0.0, 1.0, -1.0, 0, 0, 0.0]
                picked = text in given.chosen
                options[text] = _cell(cell, sums, is_rested=code & RESTED > 0, is_chosen=picked)

    def _add_wrong(self, given: Given, count: int) -> None:
        place, is_typed = given.code >> PLACE_AT, given.code & TYPES
        said = (given.said if is_typed else "".join(given.chosen[:1])) or ""
        shown = said.strip() if is_typed else said
        if not shown:
            return
        spot = self._facet[place], fold(shown) or shown
        self.spots[spot][shown] += count
        if given.code & ALONE:
            self.alone[spot] += count
        else:
            self.spelt[place, said] = spot


def _cell(cell: Option, sums: Sums, *, is_rested: bool, is_chosen: bool) -> Option:
    """Return the sums of an option with some more answers."""
    count, rest, squares, low, high = sums
    cell[0] += count
    cell[6] += count * is_chosen
    if is_rested:
        cell[1] += count
        cell[2] += rest
        cell[3] += squares
        cell[4], cell[5] = min(cell[4], low), max(cell[5], high)
        cell[7] += count * is_chosen
        cell[8] += rest * is_chosen
    return cell


def texts_of(connection: "DuckDBPyConnection", found: Columns, summed: Summed) -> dict[str, Any]:
    """Return what was picked and typed in a shard, as JSON holds it.

    Args:
        connection: As `answer_columns.columns` left it.
        found: The columns.
        summed: What they add up to.
    """
    gathered = Texts(found, summed)
    is_told = _is_told(summed.code)
    _give_codes(connection, found, summed)
    rows = chain(_groups(found, summed, ~is_told), _told(connection, summed, is_told))
    for given, sums in put_together(rows).items():
        gathered.add(given, sums)
    stems: dict[int, dict[str, int]] = defaultdict(dict)
    for (place, stem), count in zip(found.stems, _counts(found, summed), strict=True):
        if count:
            stems[place][stem] = count
    return {
        "places": [
            [stems[at], gathered.options[at], sorted(gathered.full[at]), gathered.single[at]]
            for at in range(len(found.places))
        ],
        "wrong": _wrong(connection, gathered, summed),
    }


def _counts(found: Columns, summed: Summed) -> list[int]:
    """Return how many answers that count have each wording."""
    import numpy as np

    counts: list[int] = np.bincount(
        found.stem[summed.is_counted], minlength=len(found.stems)
    ).tolist()
    return counts


def _is_told(code: "Numbers") -> "Flags":
    """Tell of which answers the numbers do not tell what was picked or typed."""
    told: Flags = (code & TYPES != 0) | ((code >> PICK_AT) & SEVERAL == SEVERAL)
    return told


def _told(
    connection: "DuckDBPyConnection", summed: Summed, is_told: "Flags"
) -> Iterator[tuple[Any, ...]]:
    """Yield groups of answers that were typed, or of which several options were picked."""
    if not is_told.any():
        return
    several = ((summed.code >> PICK_AT) & SEVERAL == SEVERAL).any()
    groups = _GROUPS.format(
        options="options" if several else "[]::VARCHAR[]",
        several=_PICKS if several else "NULL",
        said=_SAID if (summed.code & TYPES).any() else "NULL",
    )
    yield from _rows(connection, groups)


def _groups(found: Columns, summed: Summed, which: "Flags") -> Iterator[tuple[Any, ...]]:
    """Yield groups of some answers: those that have the same list of options and the same code."""
    import numpy as np

    code, rest = summed.code[which], summed.rest[which] - 0.5
    (known,) = np.nonzero(np.bincount(code & _BELOW))
    at = np.zeros(1 << PLACE_AT, dtype=np.int64)
    at[known] = np.arange(len(known))
    group = found.shown[which] * len(known) + at[code & _BELOW]
    size = len(found.lists) * len(known)
    if size > _DENSE * len(group) + _DENSE:
        names, group = np.unique(group, return_inverse=True)
    else:
        names = np.arange(size)
    low, high = np.ones(len(names)), np.full(len(names), -1.0)
    np.minimum.at(low, group, rest)
    np.maximum.at(high, group, rest)
    count = np.bincount(group, minlength=len(names))
    sums = (np.bincount(group, each, len(names)) for each in (rest, rest * rest))
    (there,) = np.nonzero(count)
    cells = [each[there].tolist() for each in (names, count, *sums, low, high)]
    for name, *cell in zip(*cells, strict=True):
        shown = found.lists[name // len(known)]
        code_of = shown.place << PLACE_AT | int(known[name % len(known)])
        yield (code_of, shown.options, None, None, *cell)


def _rows(connection: "DuckDBPyConnection", question: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of an answer, some at a time."""
    cursor = connection.execute(question)
    while rows := cursor.fetchmany(_BATCH):
        yield from rows


def _give_codes(connection: "DuckDBPyConnection", found: Columns, summed: Summed) -> None:
    """Make the table `codes`: a row for each row of the file, in its order; -1: no answer."""
    import numpy as np

    code = np.full(found.rows, -1, dtype=np.int64)
    rest, who = np.zeros(found.rows), np.zeros(found.rows, dtype=np.int32)
    code[found.at], rest[found.at], who[found.at] = summed.code, summed.rest - 0.5, found.who
    connection.register("codes", {"code": code, "rest": rest, "who": who})


def _wrong(
    connection: "DuckDBPyConnection", gathered: Texts, summed: Summed
) -> list[tuple[str, str, dict[str, int], int]]:
    """Return facet, folded text, how it was spelt how often, and by how many learners."""
    who = _who(connection, gathered)
    facets = summed.asked.facets
    spots = sorted(gathered.spots.items(), key=lambda each: (-each[1].total(), each[0]))
    return [
        (facets[spot[0]], spot[1], dict(spelt), gathered.alone[spot] + who.get(spot, 0))
        for spot, spelt in spots[:SPOTS]
    ]


def _who(connection: "DuckDBPyConnection", gathered: Texts) -> dict[tuple[int, str], int]:
    """Return how many learners gave a wrong value, of those who have several in its facet."""
    import numpy as np

    if not gathered.spelt:
        return {}
    spots = list(dict.fromkeys(gathered.spelt.values()))
    number = {spot: at for at, spot in enumerate(spots)}
    spelt = {
        "place": np.array([place for place, _ in gathered.spelt], dtype=np.int64),
        "said": np.array([said for _, said in gathered.spelt], dtype=object),
        "spot": np.array([number[spot] for spot in gathered.spelt.values()], dtype=np.int64),
    }
    connection.register("spelt", spelt)
    return {spots[at]: count for at, count in _rows(connection, _WHO)}
