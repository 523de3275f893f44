"""What is shown beside a place."""

import re

import pytest

from quizkit.lsp.hover import hover
from tests.lsp.conftest import DECK, place_of


def shown(bench, text: str, *, nth: int = 1, markdown: bool = False) -> str:
    found = hover(bench, place_of(bench, text, nth=nth), markdown=markdown)
    return found.contents.value if found else ""


def test_a_fact_shows_its_questions_as_a_student_sees_them_the_answers_below(bench) -> None:
    text = shown(bench(), "1995-07")
    questions, _, answers = text.partition("Answers")
    assert "2 questions" in questions
    assert re.search(r"1\. Who made the trip", questions)
    assert "   - Cy Ngo" in questions
    assert "1. Bo Tran" in answers


def test_what_is_not_asked_says_why(bench) -> None:
    text = DECK.replace("date: 1999, ok", "date: 1999, dont ask: [who], ok")
    assert "Not asked\nwho: the fact says `dont ask`" in shown(bench(text), "1999")


def test_a_name_shows_its_spellings_and_the_fact_it_stands_in(bench) -> None:
    text = shown(bench(), "Ha Noi", nth=2)
    assert text.startswith("Name\nHanoi: city\nalso: Ha Noi\nin: Vietnam\nvi: Hà Nội")
    assert "2 questions" in text
    assert shown(bench(), "Cy Ngo").startswith("Name, not declared")


def test_a_kind_a_role_and_a_placeholder_show_their_wording(bench) -> None:
    found = bench()
    kind = shown(found, "trip:")
    assert kind.startswith("Kind\ntrip\ncalled (en): the trip[ of {who}]")
    assert "Roles\nwho: person\nto: place\ndate: date\nwith: list of person" in kind
    role = shown(found, "to: Hanoi")
    assert role.startswith("Role\nto: place, of trip\nask (en): Where did {who} go {on date}?")
    assert shown(found, "date}?").startswith("Role\ndate: date, of trip")
    assert "never asked" in shown(found, "date: date")
    assert shown(found, "it}?").startswith("Kind\ntrip\n")


def test_a_source_shows_its_fields(bench) -> None:
    assert shown(bench(), "log p. 3") == "Source\nlog\ntitle: A log, kept\npublisher: Nobody"


def test_a_code_shows_its_page(bench) -> None:
    text = shown(bench(), "QK301", markdown=True)
    assert text.startswith("**QK301 error, from profile practice**")
    assert "```yaml" in text


def test_what_says_nothing_shows_nothing(bench) -> None:
    assert shown(bench(), "title: Travels") == ""


def test_a_card_shows_its_question(bench) -> None:
    assert "1. Why?" in shown(bench(), '"So"')


def test_a_broken_file_shows_what_was_asked_last(bench) -> None:
    found = bench()
    found.buffers.open(f"file://{found.place}", 2, DECK.replace("kinds:", "kindz:"))
    found.edits += 1
    found.look()
    assert found.shop.seen.broken
    assert "as it last could" in shown(found, "1995-07")


@pytest.mark.parametrize(
    "hostile",
    [
        "[click](https://evil.example)",
        "```\n",
        "~~~ https://evil.example",
        "<img src=x onerror=y>",
        "`` ` ````",
        "![x](y) **b** # h",
        "a@b.example www.evil.example",
    ],
)
def test_deck_text_never_acts(bench, hostile: str) -> None:
    """All of it stands between fences that are longer than any run of ticks in it."""
    typed = hostile.replace("\n", "\\n")
    deck = DECK.replace("who: Bo Tran\n", f'who: Bo Tran\n      note: "{typed}"\n')
    text = shown(bench(deck), "1995-07", markdown=True)
    assert hostile.removesuffix("\n") in text
    outside, fence = [], ""
    for line in text.split("\n"):
        ticks = re.match(r"`{3,}", line)
        if not fence and ticks:
            fence = ticks[0]
        elif fence and line == fence:
            fence = ""
        elif not fence:
            outside.append(line)
    assert fence == ""
    assert all(re.fullmatch(r"(\*\*[\w ]+\*\*|---|)", line) for line in outside)
