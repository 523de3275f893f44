"""The shape of a deck file's head: all but its facts, cards and `about:`, in one validation.

What is wrong comes back as problems at their places. Facts, cards and `about:` have shapes that
depend on their kinds; `decks.build` reads them from the tree.
"""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

READ_ELSEWHERE: Final = ("facts", "about", "cards")
"""Sections that the build reads from the tree."""

FLAGS: Final[Mapping[str, bool]] = {"yes": True, "no": False, "true": True, "false": False}
"""What a flag may say."""


def _flag(value: object) -> object:
    if isinstance(value, str) and value.lower() in FLAGS:
        return FLAGS[value.lower()]
    raise PydanticCustomError("flag", "yes or no is wanted")


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _by_language(value: object) -> object:
    return value if isinstance(value, dict) else {"": value}


def _rotation(value: object) -> object:
    if not isinstance(value, dict):
        return {"": _listed(value)}
    return {key: _listed(member) for key, member in value.items()}


def _titled(value: object) -> object:
    return {"title": value} if isinstance(value, str) else value


def _typed(value: object) -> object:
    return {"is": value} if isinstance(value, (str, list)) else value


Flag = Annotated[bool, BeforeValidator(_flag)]
Listed = Annotated[list[str], BeforeValidator(_listed)]
Called = Annotated[dict[str, str], BeforeValidator(_by_language)]
Rotation = Annotated[dict[str, list[str]], BeforeValidator(_rotation)]
Ok = dict[str, str]
Tag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
DeckName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]


_ALIASES: Final = {
    "is_": "is",
    "in_": "in",
    "not_": "not",
    "at_time_of": "at the time of",
    "from_": "from",
}


def _alias(name: str) -> str:
    return _ALIASES.get(name, name.replace("_", " "))


class Strict(BaseModel):
    """What all models here share."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        hide_input_in_errors=True,
        alias_generator=_alias,
    )


class SourceIn(Strict):
    """A source."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""
    accessed: str = ""
    file: str = ""
    licence: str = ""
    language: str = ""
    note: str = ""
    according_to: str = ""
    at_time_of: str = ""


class NameIn(BaseModel):
    """A name; fields that are no other are language tags with the spelling there."""

    model_config = ConfigDict(**{**Strict.model_config, "extra": "allow"})
    __pydantic_extra__: dict[str, str] = Field(init=False)

    is_: str = "name"
    aka: Listed = []
    not_: Listed = []
    in_: Listed = []
    the: Flag = False
    ok: Ok = {}


class RoleIn(Strict):
    """A role of a kind."""

    is_: str | list[str]
    of: str = ""
    ask: Rotation = {}
    ask_all: Rotation = {}
    ask_first: Rotation = {}
    ask_last: Rotation = {}
    ask_which_not: Rotation = {}
    ask_one: Rotation = {}
    ask_after: Rotation = {}
    ask_larger: Rotation = {}
    ask_times: Rotation = {}
    ask_to: Literal["year", "month", "day"] = "year"
    name_one: Flag = False
    one: Flag = False
    strict: Annotated[list[Literal["accents", "case"]], BeforeValidator(_listed)] = []
    ok: Ok = {}


class KindIn(Strict):
    """A kind of facts."""

    called: Called = {}
    says: Rotation = {}
    ask_how_many: Rotation = {}
    roles: dict[str, Annotated[RoleIn, BeforeValidator(_typed)]]
    ok: Ok = {}


class PrecisionsIn(Strict):
    """One wording for each precision of a date."""

    year: str
    month: str
    day: str


class OrdersIn(Strict):
    """How to ask for an order of time, and of size."""

    time: str
    size: str


class ValidIn(Strict):
    """How to say for how long a fact held."""

    between: str
    from_: str
    until: str


class ReadingIn(Strict):
    """What people write besides what is printed."""

    nouns: dict[str, Listed] = {}
    suffixes: Listed = []
    abbreviations: dict[str, str] = {}
    opposites: list[Annotated[list[str], Field(min_length=2, max_length=2)]] = []
    numerals: dict[str, Annotated[str, StringConstraints(pattern=r"^[0-9]{1,15}$")]] = {}
    halves: Listed = []
    bounds: dict[str, str] = {}
    dates: Listed = []
    one_order: Flag = False


class WordsIn(Strict):
    """A table of words; a language that ships with quizkit may be changed in part."""

    months: list[str] | None = Field(None, min_length=12, max_length=12)
    short_months: list[Listed] | None = Field(None, min_length=12, max_length=12)
    dates: PrecisionsIn | None = None
    on: PrecisionsIn | None = None
    when: PrecisionsIn | None = None
    when_many: PrecisionsIn | None = None
    day_first: Flag | None = None
    counts: list[str] | None = Field(None, min_length=21, max_length=21)
    scales: dict[str, str] | None = None
    decimal: str | None = None
    thousands: str | None = None
    bounds: dict[str, str] | None = None
    join: str | None = None
    comma: str | None = None
    the: str | None = None
    articles: Listed | None = None
    titles: Listed | None = None
    according_to: str | None = None
    at_time_of: str | None = None
    views: dict[str, str] | None = None
    true: Listed | None = None
    false: Listed | None = None
    blank: str | None = None
    true_or_false: str | None = None
    match: str | None = None
    order: OrdersIn | None = None
    valid: ValidIn | None = None
    remarks: dict[str, str] | None = None
    reading: ReadingIn | None = None


class PartIn(Strict):
    """An included file."""

    include: Listed = []
    sources: dict[str, Annotated[SourceIn, BeforeValidator(_titled)]] = {}
    names: dict[str, Annotated[NameIn, BeforeValidator(_typed)]] = {}
    kinds: dict[str, KindIn] = {}
    words: dict[str, WordsIn] = {}


class DeckIn(PartIn):
    """The deck's first file."""

    quizkit: Literal["1"]
    deck: DeckName
    title: str
    language: Tag
    licence: str = ""
    as_of: str = ""
    ok: Ok = {}
