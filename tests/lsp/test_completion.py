"""What can be typed where the cursor stands: at the bar."""

import pytest

from quizkit.decks import load
from quizkit.lsp.completion import MOST, completions
from quizkit.lsp.positions import UTF16, Ruler
from tests.lsp.conftest import DECK


@pytest.fixture(scope="module")
def deck(tmp_path_factory):
    path = tmp_path_factory.mktemp("deck") / "deck.yaml"
    path.write_text(DECK, encoding="utf-8")
    return load(path)


def offered(deck, text: str):
    before, _, after = text.partition("¦")
    ruler = Ruler((before + after).split("\n"), UTF16)
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    return completions(deck, ruler, line, column)


def labels(deck, text: str) -> list[str]:
    return [item.label for item in offered(deck, text).items]


FACT = "facts:\n  trip:\n    - "
KIND = "kinds:\n  trip:\n    roles:\n      who: person\n      date: date\n"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("¦", ["quizkit", "deck", "title"]),
        ("quizkit: 1\nti¦", ["title"]),
        ("language: ¦", ["en", "vi"]),
        ("facts:\n  tr¦", ["trip"]),
        ("facts:\n  vi¦", ["visit"]),
        (FACT + "{¦", ["who", "to", "date", "with", "id"]),
        (FACT + "{who: x, ¦", ["to", "date", "with", "id"]),
        (FACT + "{who: ¦", ["Lee, Ann", "Bo Tran", "Cy Ngo", "other"]),
        (FACT + "{with: [Bo Tran, ¦", ["Lee, Ann", "Bo Tran", "Cy Ngo"]),
        (FACT + "{to: ¦", ["Hanoi", "Vietnam", "other"]),
        (FACT + "{to: ha n¦", []),
        (FACT + "who: x\n      to: vie¦", ["Vietnam"]),
        (FACT + "{source: ¦", ["log", "sea"]),
        (FACT + "{requires: [¦", ["t1", "t2", "t3"]),
        (FACT + "{dont ask: [w¦", ["who", "with"]),
        (FACT + "dont ask:\n        - w¦", ["who", "with"]),
        (FACT + "{wrong: {who: [¦", ["Lee, Ann", "Bo Tran", "Cy Ngo"]),
        (FACT + "{wrong: {¦", ["who", "to", "date", "with"]),
        (FACT + "{ask: {to: 'Where did {¦", ["who", "to", "date", "with", "on date", "it"]),
        (FACT + "{disputed: ¦", ["yes", "no"]),
        (FACT + "{difficulty: ¦", list("12345")),
        (FACT + "{ok: {QK301¦", ["QK301"]),
        ("facts:\n  trip:\n    comp¦", ["complete"]),
        ("facts:\n  trip:\n    table: |\n      who | to\n      Bo Tran | ¦", ["Hanoi", "Vietnam"]),
        ("facts:\n  trip:\n    table: |\n      ¦", ["who", "to", "date", "with", "id"]),
        (KIND + "      to: ¦", ["name", "person"]),
        (KIND + "      to: {¦", ["is", "of", "ask"]),
        (KIND + "      to: {is: ¦", ["name", "person"]),
        (KIND + "      date: {ask to: ¦", ["year", "month", "day"]),
        (KIND + "      to: {is: place, one: ¦", ["yes", "no"]),
        (KIND + "    called: 'the {¦", ["who", "to", "date", "with", "on date", "view"]),
        (KIND + "    called: 'the {o¦", ["on date", "who", "to"]),
        ("kinds:\n  trip:\n    ¦", ["called", "says", "roles"]),
        ("names:\n  ¦", ["Vietnam", "Bo Tran", "Cy Ngo"]),
        ("names:\n  Hue: {¦", ["is", "aka", "not", "in", "the", "ok", "en"]),
        ("names:\n  Hue: {is: ci¦", ["city"]),
        ("names:\n  Hue: {in: ¦", ["Hanoi", "Vietnam"]),
        ("sources:\n  log: {ti¦", ["title"]),
        ("about:\n  Han¦", ["Hanoi"]),
        ("about:\n  Vietnam: {capital: ¦", ["Hanoi"]),
        ("cards:\n  - {¦", ["q", "a", "also"]),
        ("cards:\n  - {q: x, source: ¦", ["log", "sea"]),
        ("ok: {QK30¦", ["QK301"]),
        ("title: ¦", []),
        ("kinds:\n  trip:\n    roles:\n      w¦", []),
    ],
)
def test_what_comes_first(deck, text: str, first: list[str]) -> None:
    found = labels(deck, text)
    assert found[: len(first)] == first
    assert first or not found


@pytest.mark.parametrize(
    ("text", "label", "typed"),
    [
        (FACT + "{¦", "who", "who: "),
        (FACT + "{wh¦: Ann", "who", "who"),
        (FACT + "{to:¦", "Hanoi", " Hanoi"),
        (FACT + "{who: L¦", "Lee, Ann", '"Lee, Ann"'),
        (FACT + '{who: "L¦', "Lee, Ann", "Lee, Ann"),
        (FACT + "{ok: {QK301¦", "QK301", "QK301: "),
        (FACT + "{requires: [¦", "t1", "t1"),
        (FACT + "{disputed: ¦", "yes", "yes"),
        (KIND + "    called: 'the {w¦", "who", "who}"),
        (KIND + "    called: 'the {w¦}", "who", "who"),
        ("names:\n  ¦", "Vietnam", "Vietnam: "),
        ("facts:\n  tr¦", "trip", "trip: "),
    ],
)
def test_how_it_is_put_in(deck, text: str, label: str, typed: str) -> None:
    items = {item.label: item for item in offered(deck, text).items}
    assert items[label].text_edit.new_text == typed


def test_it_takes_the_place_of_what_is_typed(deck) -> None:
    (item,) = offered(deck, FACT + "{who: x, note: 😀, to: viet n¦").items or [None]
    assert item is None or item.label == "Vietnam"
    item = next(i for i in offered(deck, FACT + "{who: 😀, to: Vi¦").items if i.label == "Vietnam")
    assert (item.text_edit.range.start.character, item.text_edit.range.end.character) == (20, 22)


def test_letters_may_be_typed_without_their_signs(deck) -> None:
    from dataclasses import replace

    there = replace(
        deck, names={**deck.names, "Đà Nẵng": deck.names["Hanoi"]._replace(name="Đà Nẵng")}
    )
    (item,) = offered(there, FACT + "{to: da na¦").items
    assert (item.label, item.text_edit.new_text) == ("Đà Nẵng", "Đà Nẵng")
    assert item.filter_text.startswith("da na")


def test_a_deck_that_never_could_be_read_offers_what_its_lines_say() -> None:
    text = "sources:\n  log: {title: x}\n  # more\n  sea: y\n"
    text += "kinds:\n  trip:\n    roles: {who: person}\nfacts:\n  trip:\n    - {broken: [\n  "
    assert labels(None, text + "t¦")[0] == "trip"
    assert labels(None, text + "visit:\n    - {¦")[:2] == ["who", "as"]
    assert labels(None, text + "visit:\n    - {source: ¦") == ["log", "sea"]


def test_too_many_come_as_more_is_typed(deck) -> None:
    from dataclasses import replace

    one = deck.names["Bo Tran"]
    many = {f"Person {n}": one._replace(name=f"Person {n}") for n in range(MOST + 50)}
    found = offered(replace(deck, names=many), FACT + "{who: Per¦")
    assert (len(found.items), found.is_incomplete) == (MOST, True)


def test_deck_text_is_made_harmless(deck) -> None:
    from dataclasses import replace

    odd = deck.names["Bo Tran"]._replace(name="a\u202eb")
    found = offered(replace(deck, names={"a\u202eb": odd}), FACT + "{who: ¦").items
    assert found[0].label == "a\ufffdb"
