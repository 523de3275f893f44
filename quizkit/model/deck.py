"""Nouns of what a deck says: values, names, kinds, facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Final, NamedTuple

from quizkit.model.problem import NOWHERE, Location, Problem
from quizkit.model.words import Words

BEFORE: Final[Mapping[str, str]] = {
    "person": "name",
    "organisation": "name",
    "place": "name",
    "country": "place",
    "city": "place",
    "agreement": "name",
    "work": "name",
    "group": "name",
}
"""Each named type and the wider type it belongs to; `name` is the widest."""

SHAPES: Final = ("text", "date", "number", "list", "steps", "any")
"""Types that are no names. `any` is the type of a value in `about:`, read by its look."""

TYPES: Final = ("name", *BEFORE, *SHAPES)
"""Every type that a role may have, besides an enumeration (whose type is "enum")."""


class Precision(IntEnum):
    """How exact a date is, or is asked or printed."""

    YEAR = 1
    MONTH = 2
    DAY = 3

    __hash__ = int.__hash__  # Enum's own is Python code, and dates are hashed with every lookup


class Text(NamedTuple):
    """A text. A `member` of an enumeration is distinct from all its other members."""

    text: str
    member: bool = False


class Named(NamedTuple):
    """A reference to a name of the deck, by its main spelling."""

    name: str


class Date(NamedTuple):
    """A date in EDTF, levels 0 and 1.

    `first` and `last` are day numbers (`date.toordinal`, both included) of the time within which
    it lies. An open start is 0, an open end 10**7. A `sure` date may be printed and compared;
    `about` and `uncertain` ones are neither asked nor printed, and are never excluded.

    Attributes:
        text: Canonical EDTF, such as "1992-11".
        first: First possible day [day number].
        last: Last possible day [day number].
        precision: How exact it was given, or None for decades and intervals ("some time within").
        about: Marked `~`.
        uncertain: Marked `?`.
    """

    text: str
    first: int
    last: int
    precision: Precision | None
    about: bool = False
    uncertain: bool = False


class Number(NamedTuple):
    """A number with an optional unit.

    Attributes:
        value: The stated figure, scale words multiplied in.
        unit: Singular unit as declared ("USD", "km"), or "".
        bound: "", "about", "over", "at least", "under" or "up to".
        step: Half a unit of the last given digit, scale included: the tolerance of an answer.
        shown: The figure as the author wrote it, without bound and unit ("75 billion").
    """

    value: Decimal
    unit: str
    bound: str
    step: Decimal
    shown: str


class List(NamedTuple):
    """Several values. `complete` unless the author ended it in `...`; `steps` keep their order."""

    items: tuple["Value", ...]
    complete: bool = True
    ordered: bool = False


class Views(NamedTuple):
    """A value that is true from somewhere: word is "in", "per" or "as of"."""

    word: str
    entries: tuple[tuple[str, "Value"], ...]


class Other(NamedTuple):
    """`other`: not known, but none of the values that this role has elsewhere in the deck."""


OTHER: Final = Other()

Value = Text | Named | Date | Number | List | Views | Other


class Span(NamedTuple):
    """A place in the file that a fact stands in; see `Location`."""

    line: int
    column: int
    width: int


class PartMode(Enum):
    """When a part of a wording is printed."""

    BARE = "bare"
    OPTIONAL = "optional"
    FORCED = "forced"


class Slot(NamedTuple):
    """A placeholder: kind is role, on, it, when, count, scope, view, step, earlier or later.

    The first two name a role.
    """

    kind: str
    role: str = ""


class Part(NamedTuple):
    """A stretch of a wording: text and placeholders that are printed together or not at all."""

    mode: PartMode
    pieces: tuple[str | Slot, ...]


class Template(NamedTuple):
    """A wording as the author wrote it, taken apart."""

    text: str
    parts: tuple[Part, ...]
    at: Location = NOWHERE


class Name(NamedTuple):
    """A thing with a name.

    Attributes:
        name: Main spelling, also its identity.
        type: A named type (`BEFORE`) or "name".
        aka: Other spellings that are right answers, as declared.
        never: Spellings that belong to something else ("not:").
        within: Names it lies in (`in:`), directly.
        article: "the" is printed before it ("the: yes").
        spellings: Main spelling by language tag, where one differs.
        declared: It stands under `names:` (else it was first met as a value).
        at: Where it was declared or first met.
        ok: Accepted problems: code to reason.
    """

    name: str
    type: str
    aka: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    article: bool = False
    spellings: Mapping[str, str] = {}
    declared: bool = False
    at: Location = NOWHERE
    ok: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Role:
    """A named slot of a kind. Wordings are by language tag, each a rotation of one or more."""

    name: str
    type: str
    members: tuple[str, ...] = ()
    of: str = "name"
    ask: Mapping[str, tuple[Template, ...]] = field(default_factory=dict)
    ask_all: Mapping[str, tuple[Template, ...]] = field(default_factory=dict)
    ask_first: Mapping[str, tuple[Template, ...]] = field(default_factory=dict)
    ask_last: Mapping[str, tuple[Template, ...]] = field(default_factory=dict)
    ask_which_not: Mapping[str, tuple[Template, ...]] = field(default_factory=dict)
    ask_one: Mapping[str, tuple[Template, ...]] = field(default_factory=dict)
    ask_after: Mapping[str, tuple[Template, ...]] = field(default_factory=dict)
    ask_larger: Mapping[str, tuple[Template, ...]] = field(default_factory=dict)
    ask_times: Mapping[str, tuple[Template, ...]] = field(default_factory=dict)
    ask_to: Precision = Precision.YEAR
    name_one: bool = False
    one: bool = False
    strict: frozenset[str] = frozenset()
    ok: Mapping[str, str] = field(default_factory=dict)
    at: Location = NOWHERE

    @property
    def wordings(self) -> Mapping[str, Mapping[str, tuple[Template, ...]]]:
        """Every field that asks for the role, as it is written in a deck, to its wordings."""
        return {
            "ask": self.ask,
            "ask all": self.ask_all,
            "ask first": self.ask_first,
            "ask last": self.ask_last,
            "ask which not": self.ask_which_not,
            "ask one": self.ask_one,
            "ask after": self.ask_after,
            "ask larger": self.ask_larger,
            "ask times": self.ask_times,
        }


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of facts. `called` and `says` are by language tag; `says` may rotate."""

    name: str
    roles: Mapping[str, Role]
    called: Mapping[str, Template] = field(default_factory=dict)
    says: Mapping[str, tuple[Template, ...]] = field(default_factory=dict)
    ask_how_many: Mapping[str, tuple[Template, ...]] = field(default_factory=dict)
    builtin: bool = False
    ok: Mapping[str, str] = field(default_factory=dict)
    at: Location = NOWHERE


class Source(NamedTuple):
    """Where facts come from. `fields` holds title, publisher, url, accessed, file and the like."""

    id: str
    fields: Mapping[str, str]
    according_to: str = ""
    at_time_of: str = ""
    at: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Group:
    """Facts of one kind that are given together, and what holds for all of them.

    Attributes:
        index: Position among the deck's groups; `Fact.group` names it.
        kind: Kind of its facts.
        complete: The scope phrase if the list is all there is in that scope, else "".
        ok: Accepted problems: code to reason.
        at: Where it begins.
    """

    index: int
    kind: str
    complete: str = ""
    ok: Mapping[str, str] = field(default_factory=dict)
    at: Location = NOWHERE


class Fact(NamedTuple):
    """One row of a kind. What a group says for all its facts is already filled in.

    Attributes:
        id: Unique in the deck; `~` and 8 hex digits where the author gave none.
        kind: Name of its kind.
        values: Role to value; a role that is absent is unknown.
        group: Index of its group.
        path: File it stands in.
        spans: Place of the fact ("") and of each field and role as typed.
        source: Source id and place, as typed ("nghean para. 15"), or "".
        note: Shown after the answer.
        tags: Tags.
        difficulty: 1..5, or 0 if not given.
        dont_ask: Roles that are never asked.
        ask: Role to hand-written wording.
        ask_to: The precision its dates are asked to, where it differs from the role's.
        wrong: Role to hand-written distractors.
        never_wrong: Role to values that are never offered as wrong ones, for they may be right.
        disputed: Marked `disputed: yes`.
        valid: Time within which it holds, or None.
        according_to: Attribution, always printed.
        at_time_of: Attribution, always printed.
        requires: Ids of facts to be learned first.
        quote: Words of the source; "" too if its text was searched and has not got them (QK608).
        image: Fields file, alt and credit.
        ok: Accepted problems: code to reason.
    """

    id: str
    kind: str
    values: Mapping[str, Value]
    group: int
    path: str
    spans: Mapping[str, Span]
    source: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    difficulty: int = 0
    dont_ask: frozenset[str] = frozenset()
    ask: Mapping[str, Template] = {}
    ask_to: Precision | None = None
    wrong: Mapping[str, tuple[Value, ...]] = {}
    never_wrong: Mapping[str, tuple[Value, ...]] = {}
    disputed: bool = False
    valid: Date | None = None
    according_to: str = ""
    at_time_of: str = ""
    requires: tuple[str, ...] = ()
    quote: str = ""
    image: Mapping[str, str] = {}
    ok: Mapping[str, str] = {}


class Blank(NamedTuple):
    """A gap of a cloze card: its number from 1, the hidden text, and where it stands in `text`."""

    number: int
    answer: str
    start: int
    end: int


class Card(NamedTuple):
    """A hand-written question, or a cloze with its gaps.

    `question` and `answer` are empty for a cloze, whose `text` has the brackets taken out.
    """

    id: str
    path: str
    spans: Mapping[str, Span]
    question: str = ""
    answer: str = ""
    also: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    text: str = ""
    blanks: tuple[Blank, ...] = ()
    note: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    difficulty: int = 0
    requires: tuple[str, ...] = ()
    ok: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Deck:
    """Everything that a deck's files say, typed.

    Attributes:
        id: Stable id, `[a-z0-9][a-z0-9-]{0,63}`.
        title: For people.
        language: Language tag of the wordings and values.
        licence: SPDX name, or "".
        as_of: When time-bound facts were last true, or None.
        sources: Source id to source.
        names: Main spelling to name; undeclared names are there as well.
        kinds: Name to kind, of the deck's own and of the built-in ones that it uses.
        facts: In the order of the files.
        cards: In the order of the files.
        groups: In the order of the files; `Fact.group` is an index into them.
        words: Language tag to its words; the deck's own language is among them where known.
        paths: The files read, the deck's first; as given to the loader.
        problems: What was found while reading; none of them FATAL.
        ok: Accepted problems for the whole deck.
        glossary: Texts of the deck, units, scopes and attributions to their spelling by language.
    """

    id: str
    title: str
    language: str
    licence: str
    as_of: Date | None
    sources: Mapping[str, Source]
    names: Mapping[str, Name]
    kinds: Mapping[str, Kind]
    facts: tuple[Fact, ...]
    cards: tuple[Card, ...]
    groups: tuple[Group, ...]
    words: Mapping[str, Words]
    paths: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    ok: Mapping[str, str] = field(default_factory=dict)
    glossary: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Return one line: id, number of facts, of cards."""
        return f"Deck({self.id!r}, {len(self.facts)} facts, {len(self.cards)} cards)"
