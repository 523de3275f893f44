"""The labelled pairs of a key and a response, read and graded."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from quizkit.grading.judge import judge
from quizkit.grading.names import Lexicon
from quizkit.model import BEFORE, Grade, Many, Name, Named, Precision, Text, Value, Words
from quizkit.text import fold
from quizkit.values.dates import read_date
from quizkit.values.numbers import read_number
from quizkit.values.words import BUILTIN

DATA = Path(__file__).parent.parent / "data"
PAIRS = DATA / "grading-pairs.tsv"
TEXTS = ("text", "enum")
FULL = {"right", "slip"}


class Pair(NamedTuple):
    """One line of the file; the head of the file says what the columns mean."""

    class_: str
    type_: str
    options: str
    key: str
    response: str
    outcome: str
    near: str
    language: str


def lines() -> list[str]:
    return PAIRS.read_text(encoding="utf-8").split("\n")[:-1]


def pairs() -> list[Pair]:
    return [Pair(*line.split("\t")) for line in lines() if not line.startswith("#")]


@cache
def names() -> Mapping[str, Mapping[str, Any]]:
    text = (DATA / "grading-names.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, Any]] = yaml.load(text, yaml.BaseLoader)
    return found


@cache
def lexicon() -> Lexicon:
    known = {
        name: Name(
            name,
            fields["is"],
            aka=tuple(fields.get("aka", ())),
            never=tuple(fields.get("not", ())),
            within=(fields["in"],) if "in" in fields else (),
            article="the" in fields,
            spellings={"vi": fields["vi"]} if "vi" in fields else {},
        )
        for name, fields in names().items()
        if fields["is"] not in TEXTS
    }
    texts = {
        type_: [name for name, fields in names().items() if fields["is"] == type_]
        for type_ in TEXTS
    }
    return Lexicon(known, texts, words=tuple(BUILTIN.values()))


def value_of(key: str, type_: str, words: Words) -> Value:
    if type_ == "date":
        return read_date(key)
    if type_ == "number":
        return read_number(key, words)
    return Text(key, member=type_ == "enum") if type_ in TEXTS else Named(key)


def graded(pair: Pair, response: str | None = None) -> Grade:
    """Judge the response of a pair, or another one as if it stood there."""
    flags, _, locks = pair.options.partition("strict=")
    words = BUILTIN[pair.language]
    asked = [flag.removeprefix("asked=") for flag in flags.split() if flag.startswith("asked=")]
    many = Many.ALL if "all" in flags.split() else Many.ONE_OF if "one of" in flags else Many.ONE
    return judge(
        pair.response if response is None else response,
        accepted=[value_of(key, pair.type_, words) for key in pair.key.split(" | ")],
        type_=pair.type_,
        lexicon=lexicon(),
        words=words,
        asked=Precision[asked[0].upper()] if asked else None,
        many=many,
        strict=frozenset(locks.split()),
    )


def spellings(type_: str) -> Iterator[tuple[str, str]]:
    """Yield name and spelling of all values that a role of a type may have."""
    for name, fields in names().items():
        narrow = fields["is"]
        while narrow != type_ and narrow in BEFORE:
            narrow = BEFORE[narrow]
        if narrow == type_:
            aka = [*fields.get("aka", ()), *([fields["vi"]] if "vi" in fields else [])]
            yield from ((name, spelling) for spelling in (name, *aka))


def is_another(pair: Pair) -> bool:
    """Return whether a response is a near miss, or the spelling of another value of the role."""
    keys = pair.key.split(" | ")
    meant = {name for name, said in spellings(pair.type_) if fold(said) == fold(pair.response)}
    return bool(pair.near) or bool(meant and not meant & set(keys))
