"""The bundled deck: its promises to learners and teachers."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from quizkit.cli.main import run
from quizkit.decks import load
from quizkit.model import Deck, FacetId, Form, Number, Outcome
from quizkit.questions.ask import Asker
from quizkit.questions.plan import Planner
from quizkit.questions.stems import stem

FOLDER = Path(__file__).parents[2] / "decks" / "vietnam-us"
PARAGRAPHS = {"nghean": 19, "survey": 20, "talks": 21, "mia": 9, "views": 29}
"""The last paragraph of each article that says something of its own."""
OF_THEIR_TIME = ("office", "serving", "heading", "rank")
BOUNDS = ("according to", "between 2000 and 2019", "from first to last")
ENGLISH = re.compile(
    r"\b(the|which|who|what|did|was|were|and|of|in|by|with|according)\b", re.IGNORECASE
)
SHARED_GIVEN_NAMES = ("Nguyen Tan Dung", "Nguyen Quoc Dung", "Nguyen Phu Trong")


@pytest.fixture(scope="module")
def deck() -> Deck:
    return load(FOLDER)


@pytest.fixture(scope="module")
def asker(deck: Deck) -> Asker:
    return Asker(deck)


def stems(asker: Asker, fact: str, role: str) -> list[str]:
    plans = asker.planner.plans(FacetId(f"vietnam-us/{fact}#{role}"))
    return [stem(plan, asker.deck) for plan in plans]


def fact_with(deck: Deck, kind: str, role: str, shown: str) -> str:
    return next(f.id for f in deck.facts if f.kind == kind and f.values.get(role) == (shown,))


def test_it_holds_at_least_eighty_facts_of_many_kinds(deck: Deck) -> None:
    kinds = Counter(fact.kind for fact in deck.facts)
    assert len(deck.facts) >= 80
    wanted = {"visit", "delegation", "agreement", "announcement", "office", "measure", "people"}
    assert wanted <= set(kinds)


def test_the_1992_delegation_is_told_apart_by_the_planner(deck: Deck, asker: Asker) -> None:
    kerry = fact_with(deck, "delegation", "leader", "John Kerry")
    vessey = fact_with(deck, "delegation", "leader", "John Vessey")
    assert stems(asker, kerry, "leader")[0] == "Who led the 1992 delegation?"
    assert stems(asker, kerry, "host")[0] == "Who received the 1992 delegation?"
    assert stems(asker, vessey, "leader")[0] == "Who led the August 1987 delegation?"
    assert "leader" not in next(f for f in deck.facts if f.id == kerry).ask


def test_each_fact_names_its_article_and_paragraph(deck: Deck) -> None:
    for item in (*deck.facts, *deck.cards):
        source, word, number = item.source.split()
        assert source in deck.sources
        assert word == "para."
        assert 1 <= int(number) <= PARAGRAPHS[source]


def test_an_article_without_a_headline_has_a_title_in_square_brackets(deck: Deck) -> None:
    for source in ("survey", "talks", "mia"):
        title = deck.sources[source].fields["title"]
        assert title.startswith("[")
        assert title.endswith("]")


def test_ids_are_short_and_never_look_like_words_or_numbers(deck: Deck) -> None:
    for item in (*deck.facts, *deck.cards):
        assert re.fullmatch(r"[b-df-hj-kmnp-tv-xz][b-df-hj-kmnp-tv-xz2-9]{3,4}", item.id)


def test_offices_and_ranks_are_asked_at_a_time(deck: Deck) -> None:
    for fact in deck.facts:
        if fact.kind in OF_THEIR_TIME:
            assert fact.at_time_of or fact.values.keys() & {"at", "from"}


def test_figures_that_grow_old_are_attributed(deck: Deck, asker: Asker) -> None:
    for fact in deck.facts:
        if fact.kind == "measure":
            assert isinstance(fact.values["value"], Number)
            assert all("according to a 2021 survey?" in s for s in stems(asker, fact.id, "value"))


def test_normalization_has_a_date_on_each_side(deck: Deck, asker: Asker) -> None:
    for leader, side, date in (
        ("Bill Clinton", "in the United States", "11 July 1995"),
        ("Vo Van Kiet", "in Vietnam", "12 July 1995"),
    ):
        fact = fact_with(deck, "announcement", "who", leader)
        facet = FacetId(f"vietnam-us/{fact}#date")
        form = min(asker.forms(facet), key=lambda form: form.value)
        question = asker.question(facet, form, seed="1")
        assert side in stems(asker, fact, "date")[0]
        assert question.answer == date


@pytest.mark.parametrize("name", SHARED_GIVEN_NAMES)
def test_names_that_share_a_part_never_stand_for_each_other(deck: Deck, name: str) -> None:
    assert deck.names[name].never


@pytest.mark.parametrize(
    ("facet", "response"),
    [
        ("qxgt6#level", "comprehensive strategic partnership"),
        ("s5jxt#into", "comprehensive partnership"),
        ("jk22r#who", "George W. Bush"),
        ("wf7f3#who", "George Bush"),
        ("p66z4#leader", "John"),
        ("jkf8c#who", "Nguyen Quoc Dung"),
        ("rjrmj#who", "Nguyen Trong Binh"),
        ("gxk3q#who", "Phan Van Giang"),
        ("rbcfs#value", "Republic of Vietnam"),
        ("xn896#body", "Senate Foreign Relations Committee"),
        ("dkcmf#by", "Politburo"),
        ("g55h6#what", "mines memorandum"),
        ("x9fw7#rank", "General"),
        ("z228g#date", "11 July 1995"),
    ],
)
def test_what_is_easily_mixed_up_is_kept_apart(asker: Asker, facet: str, response: str) -> None:
    question = asker.question(FacetId(f"vietnam-us/{facet}"), Form.TYPED, seed="1")
    assert asker.grade(question, response).outcome is Outcome.WRONG


@pytest.mark.parametrize(
    ("facet", "response"),
    [
        ("jk22r#who", "Bush Sr."),
        ("jk22r#who", "George Bush"),
        ("rjrmj#who", "Nguyễn Phú Trọng"),
        ("dkcmf#by", "Central Committee"),
        ("h8v6p#office", "President"),
        ("cggzs#office", "defense minister"),
        ("dhxth#value", "140,000,000"),
        ("g55h6#what", "defense memorandum"),
        ("rhdqh#date", "July 11, 1995"),
    ],
)
def test_other_names_of_one_thing_are_right(asker: Asker, facet: str, response: str) -> None:
    question = asker.question(FacetId(f"vietnam-us/{facet}"), Form.TYPED, seed="1")
    assert asker.grade(question, response).outcome is Outcome.RIGHT


@pytest.mark.parametrize(("facet", "response"), [("jk22r#who", "Bush"), ("jkf8c#who", "Dung")])
def test_a_name_of_two_people_is_asked_back(asker: Asker, facet: str, response: str) -> None:
    question = asker.question(FacetId(f"vietnam-us/{facet}"), Form.TYPED, seed="1")
    assert asker.grade(question, response).outcome is Outcome.UNCLEAR


def test_no_stem_is_longer_than_a_breath(deck: Deck, asker: Asker) -> None:
    for facet in asker.planner.facets:
        for plan in asker.planner.plans(facet):
            assert len(stem(plan, deck).split()) <= 25


def test_no_stem_speaks_of_the_first_or_of_now(deck: Deck, asker: Asker) -> None:
    """Superlatives and the present grow false; "first" stands only with its source or scope."""
    for facet in asker.planner.facets:
        for plan in asker.planner.plans(facet):
            text = stem(plan, deck)
            assert not re.search(r"\b(now|today|currently|recently|still)\b", text)
            assert "first" not in text or any(phrase in text for phrase in BOUNDS)


def test_most_of_it_is_asked_in_vietnamese_without_a_word_of_english(deck: Deck) -> None:
    planner = Planner(deck, language="vi")
    plans = [plan for facet in planner.facets for plan in planner.plans(facet)]
    said = [plan for plan in plans if plan.language == "vi"]
    assert len({plan.facet for plan in said}) >= 240
    for plan in said:
        assert not ENGLISH.search(stem(plan, deck))


@pytest.fixture(scope="module")
def inventory() -> list[dict[str, str]]:
    with (FOLDER / "inventory.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_the_inventory_of_the_articles_is_there_whole(inventory: list[dict[str, str]]) -> None:
    names = [row["inventory"] for row in inventory]
    assert len(names) == len(set(names)) == 249


def test_every_fact_of_the_inventory_is_asked_or_left_out_with_its_reason(
    deck: Deck, inventory: list[dict[str, str]]
) -> None:
    known = {item.id for item in (*deck.facts, *deck.cards)}
    told = (FOLDER / "left-out.md").read_text(encoding="utf-8")
    for row in inventory:
        if row["where"] == "left out":
            assert f"- `{row['inventory']}`: {row['reason']}\n" in told
        else:
            assert row["where"]
            assert set(row["where"].split()) <= known
            assert f"`{row['inventory']}`" not in told


def test_every_fact_of_the_deck_stands_in_the_inventory(
    deck: Deck, inventory: list[dict[str, str]]
) -> None:
    """So that nothing is asked that the articles do not hold."""
    held = {id_ for row in inventory for id_ in row["where"].split() if not row["reason"]}
    assert {item.id for item in (*deck.facts, *deck.cards)} == held


def test_the_sample_of_100_questions_is_current(capsys):
    assert run(["preview", str(FOLDER), "-n", "100", "--seed", "7", "--markdown"]) == 0
    now = capsys.readouterr().out
    assert (FOLDER / "sample.md").read_text(encoding="utf-8") == now, (
        "write it anew: quizkit preview decks/vietnam-us -n 100 --seed 7 --markdown "
        "> decks/vietnam-us/sample.md"
    )
