"""The deck language: every field that the code reads, with its type and meaning."""

from collections.abc import Iterable, Mapping
from typing import Final

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from making import deck_words as words
from making.markdown import block, code, codes, contents, page, table
from quizkit.decks import schema
from quizkit.decks.cards import CARD_FIELDS
from quizkit.decks.events import MAX_DEPTH, MAX_TEXT, MAX_VALUES
from quizkit.decks.files import MAX_BYTES, MAX_FILES
from quizkit.decks.groups import GROUP_FIELDS
from quizkit.decks.kindmaker import FACT_FIELDS
from quizkit.decks.source import MAX_FILE
from quizkit.model import BEFORE, SHAPES

_MIB: Final = 2**20
_READERS: Final = {
    "_flag": "`yes` or `no`",
    "_listed": "text, or list of texts",
    "_by_language": "text, or a text for each language",
    "_rotation": "text, list of texts, or these for each language",
    "_titled": "map, or the title alone",
    "_typed": "map, or the type alone",
}
"""What may be written, by the function that reads it."""
EXAMPLE: Final = """\
quizkit: 1
deck: rivers
title: Rivers
language: en
licence: CC-BY-4.0
as of: 2024
sources:
  atlas: {title: An atlas of the world, publisher: A publisher}
names:
  Hue: {is: city, in: Vietnam, vi: Huế}
kinds:
  flow:
    says: "{river} flows through {city}."
    roles:
      river: {is: name, ask: "Which river flows through {city}?"}
      city: {is: city, ask: "Through which city does {river} flow?"}
facts:
  flow:
    - {river: Huong, city: Hue, source: atlas page 12}
about:
  Huong: {length: 80 km}
cards:
  - {q: "What is a delta?", a: land that a river has laid down at its mouth}
"""
FACTS: Final = """\
quizkit: 1
deck: bridges
title: Bridges of an invented land
language: en
sources:
  atlas: {title: An atlas of the land}
facts:
  founding:
    - source: atlas page 3
      tags: [bridges]
      facts:
        - {id: bcd1, what: Lark Bridge, by: Ada Brandt, date: 1911-04, note: It was the first.}
        - {id: bcd2, what: Reed Bridge, by: Tomas Reyes, date: 1911-09, dont ask: [by]}
        - id: bcd3
          what: Mill Bridge
          by: Ilse Novak
          date: 1920-05-02
          ask: {by: "Which engineer gave us {what}?"}
          difficulty: 2
          requires: [bcd1]
          ask to: month
          wrong: {by: [Nora Lindqvist]}
          never wrong: {by: [I. Novak]}
          according to: the town's chronicle
  membership:
    complete: since 1950
    table: |
      member  | of               | from
      Korvale | League of Coasts | 1950
      Oskarra | League of Coasts | 1958
about:
  Korvale: {capital: Port Ansel, population: {as of 2020: 96000}}
cards:
  - id: c1
    q: Why was Lark Bridge built?
    a: to bring salt to the coast
    also: [for the salt]
    wrong: [to bring water inland, to keep ships out]
  - {id: c2, cloze: "Salt came over [[Lark Bridge]] until [[1955]]."}
"""
"""Facts and cards with most of the fields that they may have."""


def pages() -> dict[str, str]:
    """Return the file's sections, then kinds, facts and cards, values, wordings and words."""
    return {
        "reference/deck/index": _file(),
        "reference/deck/kinds": _kinds(),
        "reference/deck/facts": _facts(),
        "reference/deck/values": _values(),
        "reference/deck/wordings": _wordings(),
        "reference/deck/words": _words(),
    }


def _file() -> str:
    head = fields_of(schema.DeckIn)
    return page(
        "Deck language",
        "A deck is one UTF-8 file of YAML, or a folder with a `deck.yaml` that includes others. "
        "It is data: nothing in it is executed. Every value is read as it is typed; roles give it "
        "its type.",
        block(EXAMPLE, "yaml"),
        "## Sections",
        table(
            ("field", "what is written", "meaning"),
            _rows(
                {**head, **dict.fromkeys(schema.READ_ELSEWHERE, "")},
                {**words.HEAD, **words.SECTIONS},
                words.SHAPES,
            ),
        ),
        f"An included file has {codes(fields_of(schema.PartIn))}, and facts, `about` and cards.",
        "## A source",
        "Under `sources:`, by its id.",
        _model(schema.SourceIn, words.SOURCE),
        "## A name",
        "Under `names:`, by its main spelling. Only names need to stand there that need more than "
        "themselves. Any other field is a language tag, with the spelling in that language.",
        _model(schema.NameIn, words.NAME),
        "## Limits",
        table(("what", "at most"), _limits()),
        "What is over them is problem [QK014](../checks/QK014.md).",
        contents(["kinds", "facts", "values", "wordings", "words"]),
        anchor="deck-language",
    )


def _limits() -> list[tuple[str, str]]:
    return [
        ("a file", f"{MAX_FILE // _MIB} MiB"),
        ("all files of a deck", f"{MAX_FILES} files, {MAX_BYTES // _MIB} MiB"),
        ("values in a file", f"{MAX_VALUES:,}"),
        ("a text", f"{MAX_TEXT // 1024} KiB"),
        ("levels of brackets or indentation", str(MAX_DEPTH)),
    ]


def _kinds() -> str:
    return page(
        "Kinds and roles",
        "Under `kinds:`, by name. A kind of the name of a [built-in one](../kinds/index.md) "
        "replaces it whole.",
        "## A kind",
        _model(schema.KindIn, words.KIND),
        "## A role",
        "Under `roles:`, by name. A type alone is enough for a role that is never asked.",
        _model(schema.RoleIn, words.ROLE, words.ROLE_SHAPES),
        "What may stand in the wordings: [Wordings](wordings.md).",
    )


def _facts() -> str:
    return page(
        "Facts and cards",
        block(FACTS, "yaml"),
        "## A group of facts",
        "A kind's facts are a list, or a map with one of `facts`, `table` and `file`, or a list of "
        "such maps. What a group says holds for all its facts.",
        _listed(GROUP_FIELDS, {**words.FACT, **words.GROUP}),
        "## A fact",
        "A map of roles and values; besides roles it may have:",
        _listed(FACT_FIELDS, words.FACT),
        "## About",
        "A thing, and what is true of it: facts of the kind [attribute](../kinds/attribute.md). An "
        "attribute is a value, or a map with `value` and fields of a fact. `source`, `tags`, "
        "`according to`, `at the time of` and `ok` hold for all attributes of the thing.",
        "## A card",
        "A question or a text with gaps as one writes it by hand: `q` and `a`, or `cloze`.",
        _listed(CARD_FIELDS, {**words.FACT, **words.CARD}),
    )


def _values() -> str:
    known = {**words.TYPES, **words.NAMED}
    _whole(("an enumeration", *SHAPES, "name", *BEFORE), known, "types")
    types = [(code(name), says) for name, says in words.TYPES.items()]
    named = [(code(name), code(BEFORE.get(name, "")), says) for name, says in words.NAMED.items()]
    pieces = [f"## {title}\n\n{_pairs(rows)}" for title, rows in words.WRITTEN.items()]
    return page(
        "Values",
        "A role's type says how its values are read.",
        "## Types",
        table(("type", "values"), types),
        "### Types of names",
        table(("type", "is also a", "values"), named),
        *pieces,
    )


def _pairs(rows: Mapping[str, str]) -> str:
    listed = [(code(written), says) for written, says in rows.items()]
    return table(("written", "means"), listed)


def _wordings() -> str:
    return page(
        "Wordings",
        "A question is a text as its author wrote it, with placeholders for what stands in the "
        "fact.",
        *(f"## {title}\n\n{_pairs(rows)}" for title, rows in words.WORDINGS.items()),
        "`\\[`, `\\]`, `\\{` and `\\}` are brackets and braces themselves. `quizkit check` finds "
        "what cannot be: [QK1](../checks/index.md).",
    )


def _words() -> str:
    return page(
        "Words of a language",
        "Under `words:`, by language tag: what quizkit itself prints and reads. English and "
        "Vietnamese ship; a deck may bring another language, or change one in part.",
        _listed(fields_of(schema.WordsIn), {**words.of_language(), **words.PARTS}),
        "## What is read besides",
        "Under `reading:`.",
        _listed(fields_of(schema.ReadingIn), words.of_reading()),
    )


def _model(
    model: type[BaseModel], known: Mapping[str, str], shapes: Mapping[str, str] | None = None
) -> str:
    rows = _rows(fields_of(model), known, shapes or {})
    return table(("field", "what is written", "meaning"), rows)


def _listed(fields: Iterable[str], known: Mapping[str, str]) -> str:
    return table(("field", "meaning"), [(code(each), _known(each, known)) for each in fields])


def _rows(
    fields: Mapping[str, str], known: Mapping[str, str], shapes: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    _whole(fields, known, "fields")
    return [(code(name), shapes.get(name) or fields[name], known[name]) for name in known]


def _known(name: str, known: Mapping[str, str]) -> str:
    if name not in known:
        message = f"a field that nobody describes: {name}"
        raise ValueError(message)
    return known[name]


def _whole(fields: Iterable[str], known: Iterable[str], what: str) -> None:
    if odd := set(fields) ^ set(known):
        message = f"{what} of the deck language, in the code or in the words only: {sorted(odd)}"
        raise ValueError(message)


def fields_of(model: type[BaseModel]) -> dict[str, str]:
    """Return a model's fields as a deck writes them, each with what may be written."""
    return {each.alias or name: _shape(each) for name, each in model.model_fields.items()}


def _shape(each: FieldInfo) -> str:
    readers = [getattr(one, "func", None) for one in each.metadata]
    named = [_READERS[read.__name__] for read in readers if read and read.__name__ in _READERS]
    text = str(each.annotation)
    if named:
        return named[0]
    if "Literal" in text:
        return text[text.index("[") + 1 : -1].replace("'", "`").replace(", ", " or ")
    if text.startswith("dict[str, str"):
        return "map of texts"
    if text.startswith("dict"):
        return "map"
    return "text, or list of texts" if "list" in text else "text"
