"""The peer of `quizkit.decks`: one strict pydantic model of a whole deck file.

It is what a careful author of a quiz program would write on top of PyYAML: the same fields and
the same unions as the deck language, every model strict and closed, nothing left as `Any`. The
benchmark reads a file with `yaml.CSafeLoader` and hands the result to `Deck.model_validate`.
PyYAML has by then made dates and numbers of some texts, so the values' union has them too.
"""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Plain = str | int | float | bool | date
Value = Plain | list[Plain] | dict[str, Plain | list[Plain]]
Wording = str | list[str] | dict[str, str | list[str]]
Ok = dict[str, str]
Short = Annotated[str, Field(max_length=65_536)]


class Strict(BaseModel):
    model_config = ConfigDict(
        strict=True, extra="forbid", hide_input_in_errors=True, populate_by_name=True
    )


class Source(Strict):
    title: Short = ""
    publisher: Short = ""
    author: Short = ""
    url: Short = ""
    date: Plain = ""
    accessed: Plain = ""
    file: Short = ""
    licence: Short = ""
    according_to: Annotated[Short, Field(alias="according to")] = ""
    at_time_of: Annotated[Short, Field(alias="at the time of")] = ""


class Name(Strict):
    is_: Annotated[Short, Field(alias="is")] = "name"
    aka: list[Short] = []
    not_: Annotated[list[Short], Field(alias="not")] = []
    in_: Annotated[Short | list[Short], Field(alias="in")] = []
    the: bool = False
    vi: Short = ""
    en: Short = ""
    ok: Ok = {}


class Role(Strict):
    is_: Annotated[Short | list[Short], Field(alias="is")]
    of: Short = "name"
    ask: Wording = []
    ask_all: Annotated[Wording, Field(alias="ask all")] = []
    ask_first: Annotated[Wording, Field(alias="ask first")] = []
    ask_last: Annotated[Wording, Field(alias="ask last")] = []
    ask_which_not: Annotated[Wording, Field(alias="ask which not")] = []
    ask_to: Annotated[Short, Field(alias="ask to", pattern="^(year|month|day)$")] = "year"
    name_one: Annotated[bool, Field(alias="name one")] = False
    one: bool = False
    strict: list[Annotated[str, Field(pattern="^(accents|case)$")]] = []
    ok: Ok = {}


class Kind(Strict):
    called: str | dict[str, str] = ""
    says: Wording = []
    ask_how_many: Annotated[Wording, Field(alias="ask how many")] = []
    roles: dict[str, Short | Role]
    ok: Ok = {}


class Image(Strict):
    file: Short
    alt: Short = ""
    credit: Short = ""


class Fact(BaseModel):
    """The fields of every fact; what else stands in it is a role of its kind."""

    model_config = ConfigDict(
        strict=True, extra="allow", hide_input_in_errors=True, populate_by_name=True
    )
    __pydantic_extra__: dict[str, Value] = Field(init=False)

    id: Short = ""
    source: Short | list[Short] = ""
    note: Short = ""
    tags: list[Short] = []
    difficulty: Annotated[int, Field(ge=1, le=5)] | None = None
    dont_ask: Annotated[list[Short], Field(alias="dont ask")] = []
    ask: dict[str, str] = {}
    wrong: dict[str, list[Plain]] = {}
    disputed: bool = False
    valid: Plain = ""
    ok: Ok = {}
    image: Image | None = None
    requires: list[Short] = []
    quote: Short = ""
    according_to: Annotated[Short, Field(alias="according to")] = ""
    at_time_of: Annotated[Short, Field(alias="at the time of")] = ""


class Group(Strict):
    facts: list[Fact] = []
    table: str = ""
    file: Short = ""
    source: Short = ""
    tags: list[Short] = []
    note: Short = ""
    complete: Short = ""
    according_to: Annotated[Short, Field(alias="according to")] = ""
    at_time_of: Annotated[Short, Field(alias="at the time of")] = ""
    ok: Ok = {}


class Card(Strict):
    id: Short = ""
    q: Short = ""
    a: Plain = ""
    also: list[Plain] = []
    wrong: list[Plain] = []
    cloze: Short = ""
    note: Short = ""
    source: Short = ""
    tags: list[Short] = []
    difficulty: Annotated[int, Field(ge=1, le=5)] | None = None
    requires: list[Short] = []
    ok: Ok = {}


class Deck(Strict):
    quizkit: Annotated[int, Field(ge=1, le=1)]
    deck: Annotated[str, Field(pattern="^[a-z0-9][a-z0-9-]{0,63}$")]
    title: Short
    language: Short = "en"
    licence: Short = ""
    as_of: Annotated[Plain, Field(alias="as of")] = ""
    include: list[Short] = []
    sources: dict[str, Source] = {}
    names: dict[str, Name] = {}
    kinds: dict[str, Kind] = {}
    facts: dict[str, list[Fact] | Group | list[Group]] = {}
    about: dict[str, dict[str, Value]] = {}
    cards: list[Card] = []
    ok: Ok = {}
