"""What the page takes for right where an answer is typed."""

from typing import Any

from quizkit.formats.page.folding import fold
from quizkit.formats.page.typed import Typing, shared, tables
from quizkit.model import Form
from quizkit.questions.ask import Asker
from quizkit.values.words.en import WORDS as ENGLISH
from quizkit.values.words.vi import WORDS as VIETNAMESE
from tests.decks_as_text import deck
from tests.formats.page.rivers import posing


def _key(asker: Asker, facet: str, form: Form = Form.TYPED) -> dict[str, Any]:
    found = next(p for p in posing(asker, form).questions if p.question.facet == f"rivers/{facet}")
    return Typing(asker).key(found.question, found.accepted)


def test_only_what_is_typed_has_a_key(asker: Asker) -> None:
    assert _key(asker, "a1#mouth", Form.CHOICE) == {}
    assert _key(asker, "a1#mouth", Form.FLIP) == {}


def test_every_spelling_is_folded_once(asker: Asker) -> None:
    assert _key(asker, "a1#name") == {"members": [{"texts": ["huong", "perfumeriver"]}]}


def test_an_article_may_be_left_out(asker: Asker) -> None:
    assert _key(asker, "a2#mouth")["members"] == [{"texts": ["thenorthsea", "northsea"]}]


def test_a_number_has_its_tolerance_and_units(asker: Asker) -> None:
    number = _key(asker, "a2#length")["members"][0]["number"]
    assert (number["value"], number["within"]) == ("346", "0.5")
    assert {"km", "kilometres", "cayso"} <= set(number["units"])
    assert "metres" not in number["units"]
    assert _key(asker, "a4#length")["members"][0]["number"]["bound"] == "about"


def test_a_list_is_judged_member_by_member(asker: Asker) -> None:
    assert [each["texts"] for each in _key(asker, "b1#members")["members"]] == [
        ["thames"],
        ["rhine"],
    ]


def test_a_coarser_date_is_partly_right(asker: Asker) -> None:
    partly = _key(asker, "a2#found")["partly"]
    assert partly["1588"][0] == partly[fold("July 1588")][0] == 0.5
    assert partly["1588"][1] == "the year is right, the day was asked"
    assert partly["29july"][1] == "the year is missing"


CLOSE = """
kinds:
  dish:
    roles:
      name: {is: text, one: yes, strict: [accents], ask: "Which dish is {made}?"}
      made: {is: text, one: yes, ask: "How is {name} made?"}
  ship:
    roles:
      name: {is: text, one: yes, ask: "Which ship is {made}?"}
      made: text
      crew: {is: number, one: yes, ask: "How many served on the {name}?"}
facts:
  dish:
    - {id: a, name: phở, made: of noodles}
    - {id: b, name: bún, made: of rice}
  ship:
    - {id: c, name: Bà Rá, made: of steel, crew: 1200}
    - {id: d, name: Ba Ra, made: of wood, crew: 1210}
    - {id: e, name: Ca Ra, made: of glass, crew: about 1205}
"""


def _close(facet: str) -> dict[str, Any]:
    asker = Asker(deck(CLOSE))
    found = next(
        posed for posed in posing(asker, Form.TYPED).questions if posed.question.facet == facet
    )
    return Typing(asker).key(found.question, found.accepted)


def test_where_accents_count_they_are_kept() -> None:
    key = _close("x/a#name")
    assert key["strict"] == "a"
    assert key["members"][0]["texts"] == [fold("phở", keep="a")]


def test_another_value_that_folds_to_the_same_is_not_taken() -> None:
    assert _close("x/c#name")["members"][0]["never"] == ["ba ra"]


def test_another_number_of_the_deck_is_not_taken() -> None:
    assert _close("x/e#crew")["members"][0]["number"]["not"] == ["1200", "1210"]


def test_a_language_says_how_its_numbers_are_read() -> None:
    assert tables(VIETNAMESE)["decimal"] == ","
    assert tables(VIETNAMESE)["counts"]["hai"] == 2
    assert tables(ENGLISH)["bounds"]["morethan"] == "over"
    both = shared([ENGLISH, VIETNAMESE])
    assert both["scales"]["trieu"] == both["scales"]["million"] == "1000000"
    assert "ruoi" in both["halves"]


def test_a_card_has_only_what_its_author_wrote() -> None:
    asker = Asker(deck("cards:\n  - {id: a, q: Why?, a: because}\n"))
    found = posing(asker, Form.TYPED).questions[0]
    assert Typing(asker).key(found.question, found.accepted) == {
        "members": [{"texts": ["because"]}]
    }
