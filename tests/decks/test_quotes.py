"""QK608: quotes are looked up in the texts of their sources, and the nearest passage is shown."""

import time
from random import Random

import pytest

from quizkit.decks.quotes import MOST_SHOWN, Passage, Text, folded
from quizkit.decks.report import fit
from tests.decks.reading import TRIP, problems, read

STORY = """The story of a talk

He said:  “The embargo was lifted in
February 1994 – a year before the embassies opened.”
Vessey had come in August 1987, sent by the President.
"""
HEAD = "sources: {nghean: {title: A story, file: story.txt}, mofa: {title: B}}\n"


def deck(quote: str, *, source: str = "nghean para. 2", more: str = "") -> str:
    return f"{HEAD}{TRIP}    - {{who: Bo, source: {source}, quote: {quote}{more}}}\n"


def told(text: str, story: str | bytes = STORY) -> list[tuple[str, str]]:
    return [(p.code, p.notes[0].text) for p in problems(text, {"story.txt": story})]


@pytest.mark.parametrize(
    "quote",
    [
        "The embargo was lifted in February 1994",
        "the EMBARGO was  lifted",
        "'\"The embargo was lifted in February 1994 -- a year\"'",
        "«lifted in February 1994—a year before»",
        "embassies opened",
        "'The embargo ... embassies opened.'",
        "'The embargo [...] Vessey had come'",
        "The embargo … opened",
        "'...'",
        "Vessey had come in August 1987,",
    ],
)
def test_what_stands_there_is_found_however_it_is_typed(quote: str) -> None:
    assert told(deck(f"{quote!r}" if "," in quote or "[" in quote else quote)) == []


@pytest.mark.parametrize(
    "quote",
    [
        "The embargo was ended",
        "bargo was lifted",
        "embassies ... embargo",
        "The embargo was lifted in 1994",
    ],
)
def test_what_does_not_stand_there_is_told(quote: str) -> None:
    (problem,) = problems(deck(quote), {"story.txt": STORY})
    assert problem.code == "QK608"
    assert problem.message == "cannot find this quote in `story.txt`"
    assert problem.at.width == len(quote)


def test_composed_and_separate_accents_are_one() -> None:
    assert told(deck("Hà Nội đẹp"), "Ha\u0300 No\u0323\u0302i đe\u0323p".encode()) == []


def test_the_nearest_passage_is_shown_with_its_place_and_can_be_copied() -> None:
    (problem,) = problems(deck("The embargo was ended in February 1994"), {"story.txt": STORY})
    (related,) = problem.related
    assert related.at == ("story.txt", 3, 12, 25)
    help_ = problem.notes[0].text
    assert help_ == "quote what stands there: The embargo was lifted in February 1994"
    assert told(deck(help_.partition(": ")[2])) == []


def test_a_quote_like_nothing_has_no_passage() -> None:
    (problem,) = problems(deck("Rivers run uphill at night"), {"story.txt": STORY})
    assert problem.related == ()
    assert problem.notes[0].text == "copy the words from `story.txt`, or take the quote out"


def test_a_quote_that_is_not_found_is_not_shown_unless_it_is_accepted() -> None:
    files = {"story.txt": STORY}
    assert read(deck("Nowhere"), files).facts[0].quote == ""
    accepted = deck("Nowhere", more=", ok: {QK608: the printed book has it}")
    assert read(accepted, files).facts[0].quote == "Nowhere"
    assert read(deck("embassies opened"), files).facts[0].quote == "embassies opened"


def test_a_source_without_a_file_has_nothing_to_look_in() -> None:
    assert told(deck("Nowhere", source="mofa")) == []


def test_one_of_several_sources_is_enough() -> None:
    text = deck("embassies opened", source="[mofa, nghean para. 2]")
    assert told(text) == []
    assert [code for code, _ in told(deck("Nowhere", source="[mofa, nghean]"))] == ["QK608"]


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("gone.txt", "there is no such file"),
        ("../story.txt", "it leads out of the deck's folder"),
        ("story.txt", "it is no text in UTF-8"),
    ],
)
def test_a_text_that_cannot_be_read_leaves_the_deck_usable(file: str, why: str) -> None:
    text = deck("Nowhere").replace("story.txt", file)
    files = {"story.txt": b"\xff\xfe\x00"}
    (problem,) = problems(text, files)
    assert problem.code == "QK608"
    assert problem.message == fit(f"cannot look up quotes in `{file}`: {why}")
    assert read(text, files).facts[0].quote == "Nowhere"


def test_a_text_that_nobody_quotes_is_not_read() -> None:
    assert told(f"{HEAD}{TRIP}    - {{who: Bo, source: nghean}}\n", b"\xff") == []


def test_places_lead_back_to_the_typed_text() -> None:
    text = Text("a.txt", ("a.txt", "One  two -  three\n\n  four “five”\n"))
    assert text.folded == "one two-three four 'five'"
    assert text.nearest(["nothing like it, three"]) == {}
    assert text.nearest(["thre four five"]) == {
        "thre four five": Passage(1, 13, 5, "three four “five"),
    }


def test_folding_makes_equal_what_is_the_same_to_a_reader() -> None:
    assert folded("a\u00adb \u2014 c\r\n d") == "ab-c d"


@pytest.mark.parametrize("lines", [1, 1_000])
def test_a_big_text_takes_no_time(lines: int) -> None:
    rng = Random(1)
    words = ["".join(rng.choices("abcdefgh", k=rng.randrange(2, 9))) for _ in range(3_000)]
    rows = [" ".join(rng.choices(words, k=100_000 // lines)) for _ in range(lines)]
    text = Text("a.txt", ("a.txt", "\n".join(rows)))
    quotes = [" ".join(rng.choices(words, k=60)) + str(n) for n in range(2 * MOST_SHOWN)]
    start = time.process_time()
    assert not any(map(text.holds, quotes))
    text.nearest(quotes)
    assert time.process_time() - start < 5
