"""The wordings of the built-in kinds, printed with values of the example decks."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from quizkit.decks import load
from quizkit.decks.builtin import kind, names
from quizkit.model import OTHER, Deck, Named, PartMode, Slot, Template, Text, Value
from quizkit.questions.stems import once, print_value
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

SCOPES: Final = {
    "among the mayors of Port Ansel": "trong số các thị trưởng Cảng Ansel",
    "between 1880 and 1900": "từ năm 1880 đến năm 1900",
    "between 1948 and 1960": "từ năm 1948 đến năm 1960",
    "between 1990 and 1999": "từ năm 1990 đến năm 1999",
    "in the Herring War": "trong Chiến tranh Cá trích",
    "on the chart of 1900": "trên bản đồ năm 1900",
    "on the island of Korvale": "trên đảo Korvale",
}
"""The scopes of the example decks in Vietnamese."""

VIETNAMESE: Final = {
    ("visit", "as"): "Tổng thống Oskarra",
    ("delegation", "of"): "thương mại Oskarra",
    ("agreement", "about"): "biên giới trên biển",
    ("law", "about"): "chiều rộng bánh xe",
    ("definition", "meaning"): "lá bài nằm ngửa trước mặt người chơi",
    ("quotation", "words"): "Mỗi cửa một ngọn đèn",
    ("sequence", "steps"): "ép cá, đun dầu, hớt bọt và đóng chum",
}
"""Texts of the example decks, which are English, for reading the Vietnamese wordings."""


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
def sample(name: str, language: str) -> Mapping[str, Value]:
    """Return a value for each role: that of the fact of the example deck that gives most."""
    found: dict[str, Value] = {}
    facts = sorted(example(name).facts, key=lambda fact: -len(fact.values))
    for fact in facts:
        for role, value in fact.values.items():
            if value is not OTHER and (role, "from" in found) != ("at", True):
                found.setdefault(role, value)
    if language == "vi":
        for (of, role), text in VIETNAMESE.items():
            if of == name:
                found[role] = Text(text)
    return found


def full(line: Line) -> tuple[int, ...]:
    """Return the parts that the sample can print: no role twice, and never the asked one."""
    used = {slot.role for slot in slots(line.template, PartMode.BARE) if slot.role}
    used |= {line.role}
    known = sample(line.kind, line.language).keys()
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
    groups = example(line.kind).groups
    found = next((group.complete for group in groups if group.complete), TOLD["en"]["scope"])
    return SCOPES[found] if line.language == "vi" else found
