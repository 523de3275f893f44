"""Any wording of a built-in kind, whatever parts are left out, is one clean sentence."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.decks.builtin import kind
from quizkit.model import (
    Date,
    Deck,
    List,
    Name,
    Named,
    PartMode,
    Precision,
    Role,
    Slot,
    Text,
    Value,
)
from quizkit.questions.stems import once, print_value
from quizkit.questions.wording import render
from quizkit.values.dates import read_date
from quizkit.values.numbers import read_number
from quizkit.values.words import BUILTIN
from tests.decks.kind_samples import TOLD, Line, every_line, full, printed, sample

LINES = every_line()
MOST = {"en": 25, "vi": 40}
"""Words of a stem; Vietnamese writes each syllable apart."""

NAMES = (
    "Ann Walsh", "Åsa Öberg", "élan", "eBay", "von der Leyen", "O'Brien", "Smith, Jones",
    "St. Mary's", "Lê Đức Anh", "7 Rings", "x", "AT&T", "Fish (trap)", "Rock 'n' Roll", "A",
    "Washington D.C.",
)  # fmt: skip
ARTICLED = ("United States", "hague", "6th Army")
TEXTS = ("US President", "former", "un homme, une femme", "3 of them", "Đoàn", "it's 5:30")
DATES = ("1992", "1992-11", "1992-11-18", "0025-03", "2000-01-01")
NUMBERS = ("97 million USD", "about 500 km", "7", "over 12 %")

NO_ARTICLE = {("attribute", "name"), ("office", "office"), ("election", "office")}
"""Roles whose header says that they are written without an article."""

names = {text: Name(text, "name") for text in NAMES} | {
    text: Name(text, "name", article=True) for text in ARTICLED
}
SHOWN_IN = Deck("x", "X", "en", "", None, {}, names, {}, (), (), (), BUILTIN, ("x.yaml",))


def values_of(line: Line, role: Role) -> st.SearchStrategy[Value]:
    """Return odd values of a role's type."""
    plain = st.sampled_from(NAMES).map(Named)
    named = plain | st.sampled_from(ARTICLED).map(Named)
    texts = st.sampled_from(TEXTS).map(Text)
    match role.type:
        case "text":
            return texts
        case "date":
            return st.sampled_from(DATES).map(read_date)
        case "number":
            return st.sampled_from(NUMBERS).map(lambda text: read_number(text, BUILTIN["en"]))
        case "list":
            return st.lists(named, min_size=2, max_size=4, unique=True).map(
                lambda found: List(tuple(found))
            )
        case "steps":
            return st.lists(texts, min_size=2, max_size=4, unique=True).map(
                lambda found: List(tuple(found), ordered=True)
            )
        case _:
            return plain if (line.kind, role.name) in NO_ARTICLE else named


@st.composite
def sentences(draw: st.DrawFn) -> tuple[Line, str]:
    """Draw a wording, some of its parts, and values for its roles."""
    line = draw(st.sampled_from(LINES))
    roles = kind(line.kind).roles
    values = {name: draw(values_of(line, role)) for name, role in roles.items()}
    loose = [n for n, part in enumerate(line.template.parts) if part.mode is not PartMode.BARE]
    chosen = draw(st.lists(st.sampled_from(loose), unique=True)) if loose else []
    count = draw(st.integers(2, 20))
    told = {
        **TOLD[line.language],
        "count": BUILTIN[line.language].counts[count],
        "when": _when(draw, line),
        "scope": draw(st.sampled_from([TOLD[line.language]["scope"], "as of 2024", ""])),
    }
    return line, _print(line, chosen, values, told)


def _when(draw: st.DrawFn, line: Line) -> str:
    words = BUILTIN[line.language]
    asked = draw(st.sampled_from(Precision))
    view = draw(st.sampled_from(["", ", in Hanoi,"]))
    return words.when[asked - 1].format(year=1992) + view


def _print(
    line: Line, parts: list[int], values: Mapping[str, Value], told: Mapping[str, str]
) -> str:
    words = BUILTIN[line.language]

    def text_of(slot: Slot) -> str:
        if not slot.role:
            return told[slot.kind]
        value = values[slot.role]
        if isinstance(value, Date) and value.precision is None:
            return value.text
        return print_value(value, slot, SHOWN_IN, words)

    return once(render(line.template, parts, text_of), words)


@given(sentences())
def test_any_sentence_is_clean(found: tuple[Line, str]) -> None:
    _, text = found
    assert "  " not in text
    assert not re.search(r"\s[,.;:?!)”]|[(“]\s", text)
    assert not re.search(r"[,;:][,.;:?!]", text)
    assert not re.search(r"\bthe the\b", text, re.IGNORECASE)
    assert not re.search(r"[\[\]{}]", text)


@given(sentences())
def test_any_sentence_starts_with_a_capital_and_ends_with_one_mark(
    found: tuple[Line, str],
) -> None:
    line, text = found
    word = text.split(" ", 1)[0]
    assert word[0].isdigit() or any(char.isupper() for char in word)
    assert text[-1] in ("." if line.field == "says" else "?.")
    assert text[-2] not in "?!,;: "
    assert not text.endswith("..")


@pytest.mark.parametrize("language", ["en", "vi"])
def test_no_wording_is_long_with_all_its_parts(language: str) -> None:
    for line in LINES:
        if line.language == language and line.field != "says":
            text = printed(line, full(line), sample(line.kind))
            assert len(text.split()) <= MOST[language] + 5, text


def test_no_wording_has_an_article_that_tells() -> None:
    for line in LINES:
        assert not re.search(r"\b(an?|a\(n\)) \{", line.template.text)


def test_no_two_wordings_of_a_role_are_the_same() -> None:
    seen: set[tuple[str, ...]] = set()
    for line in LINES:
        at = (line.kind, line.role, line.field, line.language, line.template.text.casefold())
        assert at not in seen
        seen.add(at)
