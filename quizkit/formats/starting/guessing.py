"""A deck guessed from a foreign sheet: rows in, a proposal out, with what was guessed in words."""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from quizkit.decks import builtin as kinds
from quizkit.errors import FormatError
from quizkit.formats.sheets.cells import Value
from quizkit.formats.starting import said as guessing_said
from quizkit.formats.starting.ask import kind_name, own_kind
from quizkit.formats.starting.columns import (
    NAMES,
    VIETNAMESE,
    Column,
    Sheet,
    columns_of,
    sheet_of,
)
from quizkit.formats.starting.kinds import fitting, of_kind
from quizkit.formats.starting.newdeck import slug
from quizkit.formats.starting.words import takes_article
from quizkit.text import fold
from quizkit.values.words import BUILTIN

BESIDE: Final = ("note", "source", "tags")
"""Columns that are no roles of a kind, but fields of any fact."""

MOST_SOURCES: Final = 40

_MOSTLY: Final = 0.6
_AROUND: Final = frozenset(("continent", "region", "class", "colour"))

_ARTICLE: Final = re.compile(r"^[Tt]he (?=[A-Z])")
_THE: Final = frozenset((
    "united states", "united states of america", "united kingdom", "netherlands", "philippines",
    "bahamas", "gambia", "maldives", "czech republic", "dominican republic", "soviet union",
    "central african republic", "democratic republic of the congo", "republic of the congo",
    "united arab emirates", "marshall islands", "solomon islands", "comoros", "seychelles",
))  # fmt: skip
"""Countries that take the article in English."""


class Proposal(NamedTuple):
    """What a sheet may be as a deck.

    Attributes:
        kind: The kind of its facts; "" if they are cards.
        own: The kind's fields, if it is none of the built-in ones.
        rows: The facts or cards: values by role or field.
        key: What its rows are about: a role.
        names: Names that take the article.
        sources: Titles by id.
        language: `en` or `vi`.
        columns: What each column was taken for.
        said: What was guessed, a sentence each.
    """

    kind: str
    own: Mapping[str, Value]
    rows: tuple[Mapping[str, Value], ...]
    key: str
    names: Mapping[str, Mapping[str, Value]]
    sources: Mapping[str, str]
    language: str
    columns: tuple[Column, ...]
    said: tuple[str, ...]


def guess(rows: Sequence[Sequence[str]], *, language: str = "", kind: str = "") -> Proposal:
    """Return what a sheet may be as a deck.

    Args:
        rows: Its cells, row by row, as typed.
        language: The deck's language, or "" to guess it.
        kind: The built-in kind that its facts are, or "" to guess it.

    Raises:
        FormatError: If there is nothing to ask in it.

    >>> rows = [["country", "capital"], ["France", "Paris"], ["Italy", "Rome"]]
    >>> found = guess(rows)
    >>> found.own["roles"]["capital"]["ask"]
    'What is the capital of {country}?'
    """
    sheet = sheet_of(rows)
    language = language or _language(sheet)
    columns = columns_of(sheet, BUILTIN[language])
    if not sheet.rows or not columns:
        raise FormatError("there is nothing in the sheet but a header, or nothing at all")
    said = guessing_said.of_sheet(sheet)
    beside = [
        one for one in columns if one.is_about in BESIDE or one.type in ("id", "index", "link")
    ]
    told = [one for one in columns if one not in beside]
    about = {one.is_about: one for one in told}
    if "question" in about and "answer" in about and not kind:
        return _cards(told, beside, language, said)
    if len(told) < 2:
        raise FormatError("a deck needs two columns at least: what is asked about, and the answer")
    return _facts(told, beside, language, said, kind)


def _language(sheet: Sheet) -> str:
    headed = " ".join(sheet.headers)
    if re.search(VIETNAMESE, headed, re.IGNORECASE):
        return "vi"
    if sheet.has_header:
        return "en"
    cells = [cell for row in sheet.rows for cell in row]
    found = sum(bool(re.search(VIETNAMESE, cell, re.IGNORECASE)) for cell in cells)
    return "vi" if found * 3 > len(cells) else "en"


def _facts(
    columns: list[Column], beside: Sequence[Column], language: str, said: list[str], kind: str
) -> Proposal:
    found = (kind, of_kind(kind, tuple(kinds.kind(kind).roles), columns)) if kind else None
    found = found or fitting([*columns, *_atomic(beside)])
    key = _key(columns)
    if found is not None and found[1]:
        name, roles = found
        own: Mapping[str, Value] = {}
        said.append(f"the columns are those of the built-in kind `{name}`")
        left = [one for one in columns if one not in roles.values()]
        said += [f"left out `{one.role}`: {name} has no such role" for one in left]
        key = next(iter(roles.values()))
        apart: Sequence[Column] = ()
    else:
        others = [one for one in columns if one is not key]
        apart = _apart(key, others)
        name = kind_name(key, language)
        roles = {one.role: one for one in (key, *others)}
        own = own_kind(key, others, apart, language)
        said.append(guessing_said.of_key(key, apart))
    used = list(roles.values())
    for role, one in roles.items():
        if one is not key:
            example = guessing_said.example(guessing_said.asked(own, role), used, language)
            said.append(guessing_said.of_column(one, example if own else _role_of(role, one)))
    said += [text for one in used for text in guessing_said.of_lost(one)]
    rows, names, gone = _rows(roles, beside, language)
    said += gone
    sources = _sources(beside, rows)
    for one in beside:
        if one.type in guessing_said.WHY and one not in used:
            said.append(f"left out `{one.header or one.role}`: {guessing_said.WHY[one.type]}")
    return Proposal(
        name, own, tuple(rows), key.role, names, sources, language, tuple(used), tuple(said)
    )


def _atomic(beside: Sequence[Column]) -> list[Column]:
    return [one for one in beside if one.is_about == "atomic"]


def _role_of(role: str, column: Column) -> str:
    return "" if role == column.role else f"the role `{role}`"


def _key(columns: Sequence[Column]) -> Column:
    """Return the column that says what a row is about: the first with names that differ."""
    fit = [one for one in columns if one.type in NAMES]
    fit = fit or [one for one in columns if one.type == "text"] or list(columns)
    return next((one for one in fit if one.is_unique or _tells_most(one)), fit[0])


def _tells_most(column: Column) -> bool:
    """Return whether a column has nearly as many values as rows: not a continent or a class."""
    told = {fold(str(value)) for value in column.values if value}
    return len(told) >= _MOSTLY * len(column.values) and column.is_about not in _AROUND


def _apart(key: Column, others: Sequence[Column]) -> tuple[Column, ...]:
    """Return the fewest columns that, besides the key, tell all rows apart; none if not needed."""
    if key.is_unique:
        return ()
    usable = [one for one in others if one.type not in ("list", "steps", "flag")]
    for count in (1, 2):
        for some in combinations(usable, count):
            told = {
                tuple(fold(str(one.values[row])) for one in (key, *some))
                for row in range(len(key.values))
            }
            if len(told) == len(key.values):
                return some
    return tuple(usable[:1])


def _rows(
    roles: Mapping[str, Column], beside: Sequence[Column], language: str
) -> tuple[list[dict[str, Value]], dict[str, Mapping[str, Value]], list[str]]:
    """Return the facts, the names that take the article, and what is said of rows left out."""
    names: dict[str, Mapping[str, Value]] = {}
    made: list[dict[str, Value]] = []
    seen: set[str] = set()
    empty = alike = 0
    first = next(iter(roles.values()))
    for place in range(len(first.values)):
        row = {
            role: _named(column, column.values[place], language, names)
            for role, column in roles.items()
            if column.values[place]
        }
        if len(row) < 2 or not first.values[place]:
            empty += 1
            continue
        if str(row) in seen:
            alike += 1
            continue
        seen.add(str(row))
        extra = {one.is_about: one.values[place] for one in beside if one.is_about in BESIDE}
        made.append({**row, **{field: value for field, value in extra.items() if value}})
    gone = [f"left out {_counted(empty)} with nothing to ask"] if empty else []
    gone += [f"left out {_counted(alike)} that stood there before"] if alike else []
    if not made:
        raise FormatError(f"no row has both a {first.role} and something to ask of it")
    return made, names, gone


def _counted(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _named(
    column: Column, value: Value, language: str, names: dict[str, Mapping[str, Value]]
) -> Value:
    """Return a name without its article, which is noted among the names."""
    if language != "en" or not isinstance(value, str) or column.type not in NAMES - {"work"}:
        return value
    bare = _ARTICLE.sub("", value, count=1)
    if bare != value or fold(bare) in _THE or takes_article(column.header, bare):
        names[bare] = {"the": "yes"}
    return bare


def _sources(beside: Sequence[Column], rows: list[dict[str, Value]]) -> dict[str, str]:
    """Return the sources of a column as ids and titles, and put the ids into the rows."""
    if not any(one.is_about == "source" for one in beside):
        return {}
    titles = list(dict.fromkeys(str(row["source"]) for row in rows if "source" in row))
    ids: dict[str, str] = {}
    for title in titles[:MOST_SOURCES]:
        name = slug(title)[:20].strip("-")
        ids[title] = name if name not in ids.values() else f"{name}-{len(ids)}"
    for row in rows:
        found = ids.get(str(row.pop("source", "")))
        if found:
            row["source"] = found
    return {name: title for title, name in ids.items()}


def _cards(
    columns: Sequence[Column], beside: Sequence[Column], language: str, said: list[str]
) -> Proposal:
    """Return a proposal of cards: questions with their answers, as they stand in the sheet."""
    about: dict[str, list[Column]] = {}
    for one in columns:
        about.setdefault(one.is_about, []).append(one)
    question, answer = about["question"][0], about["answer"][0]
    wrong = [one for one in columns if one not in (question, answer)]
    rows: list[dict[str, Value]] = []
    for place in range(len(question.values)):
        q, a = question.values[place], answer.values[place]
        if not q or not a:
            continue
        others = [str(one.values[place]) for one in wrong if one.values[place]]
        options: list[Value] = [one for one in dict.fromkeys(others) if fold(one) != fold(str(a))]
        card: dict[str, Value] = {"q": q, "a": a, **({"wrong": options} if options else {})}
        extra = {one.is_about: one.values[place] for one in beside if one.is_about in BESIDE}
        rows.append({**card, **{field: value for field, value in extra.items() if value}})
    said.append("the sheet holds questions with answers: each row becomes a card")
    if wrong:
        said.append(f"{', '.join(f'`{one.role}`' for one in wrong)} become wrong options (likely)")
    gone = len(question.values) - len(rows)
    said += [f"left out {_counted(gone)} without question or answer"] if gone else []
    if not rows:
        raise FormatError("no row has both a question and an answer")
    sources = _sources(beside, rows)
    return Proposal("", {}, tuple(rows), "q", {}, sources, language, tuple(columns), tuple(said))
