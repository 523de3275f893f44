"""The wordings of the built-in kinds, printed with values of the example decks."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from quizkit.decks import load
from quizkit.decks.builtin import kind, names
from quizkit.model import OTHER, Deck, Named, PartMode, Slot, Template, Text, Value
from quizkit.questions.stems import once, print_value, show_in
from quizkit.questions.wording import expand, part_roles, render, slots
from quizkit.values.words import BUILTIN

EXAMPLES: Final = Path(__file__).parents[2] / "examples" / "kinds"
LANGUAGES: Final = ("en", "vi")

TOLD: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "scope": "between 1990 and 1999",
        "view": "",
        "step": "heating the oil",
        "earlier": "1950",
        "later": "2000",
    },
    "vi": {
        "scope": "từ năm 1990 đến năm 1999",
        "view": "",
        "step": "đun dầu",
        "earlier": "1950",
        "later": "2000",
    },
}
"""What stands for the placeholders that are no roles."""


class Line(NamedTuple):
    """A wording of a kind.

    Attributes:
        kind: Name of the kind.
        role: The role asked for; "" for statements and how many.
        field: Where it stands: "ask", "says" ...
        language: Its language.
        template: With `{it}` replaced.
    """

    kind: str
    role: str
    field: str
    language: str
    template: Template


def lines(name: str, language: str) -> Iterator[Line]:
    """Yield every wording of a kind in a language, in the order of its file."""
    found = kind(name)
    called = found.called.get(language)
    texts = [("", "says", text) for text in found.says.get(language, ())]
    texts += [("", "ask how many", text) for text in found.ask_how_many.get(language, ())]
    for role in found.roles.values():
        for field, asked in role.wordings.items():
            texts += [(role.name, field, text) for text in asked.get(language, ())]
    for role_name, field, text in texts:
        yield Line(name, role_name, field, language, expand(text, called))


def every_line() -> list[Line]:
    """Return the wordings of all kinds in all languages."""
    return [line for tag in LANGUAGES for name in names() for line in lines(name, tag)]


@cache
def example(name: str) -> Deck:
    """Return the example deck of a kind."""
    return load(EXAMPLES / f"{name}.yaml")


@cache
def sample(name: str) -> Mapping[str, Value]:
    """Return a value for each role: that of the fact of the example deck that gives most."""
    found: dict[str, Value] = {}
    facts = sorted(example(name).facts, key=lambda fact: -len(fact.values))
    for fact in facts:
        for role, value in fact.values.items():
            if value is not OTHER and (role, "from" in found) != ("at", True):
                found.setdefault(role, value)
    return found


def full(line: Line) -> tuple[int, ...]:
    """Return the parts that the sample can print: no role twice, and never the asked one."""
    used = {slot.role for slot in slots(line.template, PartMode.BARE) if slot.role}
    used |= {line.role}
    known = sample(line.kind).keys()
    chosen = []
    for index, part in enumerate(line.template.parts):
        roles = part_roles(part)
        if part.mode is not PartMode.BARE and not used & set(roles) and known >= set(roles):
            used |= set(roles)
            chosen.append(index)
    return tuple(chosen)


def printed(line: Line, parts: Iterable[int], values: Mapping[str, Value]) -> str:
    """Return a wording with these parts and values."""
    words, deck = BUILTIN[line.language], example(line.kind)
    if (line.kind, line.field) == ("attribute", "ask all"):
        values = {**values, "name": Named("official languages")}
    chosen = tuple(parts)

    def text_of(slot: Slot) -> str:
        if slot.role:
            return print_value(values[slot.role], slot, deck, words)
        if slot.kind == "count":
            return words.counts[2]
        if slot.kind == "when":
            many = line.field == "ask all"
            pattern = (words.when_many if many else words.when)[0]
            return pattern.format(count=words.counts[2], year="")
        return scope(line) if slot.kind == "scope" else TOLD[line.language][slot.kind]

    return once(render(line.template, chosen, text_of), words)


def scope(line: Line) -> str:
    """Return the scope of a complete list of the kind's example deck, or a common one."""
    deck = example(line.kind)
    found = next((group.complete for group in deck.groups if group.complete), "")
    said = show_in(Text(found), deck, BUILTIN[line.language])
    return said or TOLD[line.language]["scope"]
