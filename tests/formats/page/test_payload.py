"""What the page knows of each question."""

import json
from typing import Any

from quizkit.formats.page import ORDER
from quizkit.formats.page.payload import Payload
from quizkit.model import Form
from quizkit.questions.ask import Asker
from tests.formats.page.rivers import posing


def _values(asker: Asker, *forms: Form) -> dict[str, Any]:
    return Payload(posing(asker, *forms)).values()


def _of(asker: Asker, facet: str, form: Form) -> dict[str, Any]:
    questions = _values(asker, form)["questions"]
    return next(each for each in questions if each["facet"] == f"rivers/{facet}")


def test_it_is_all_that_json_can_hold(asker: Asker) -> None:
    values = _values(asker, *ORDER)
    assert json.loads(json.dumps(values)) == values


def test_a_question_has_all_that_a_line_of_results_has(asker: Asker) -> None:
    found = _of(asker, "a1#mouth", Form.CHOICE)
    assert found["form"] == "choice"
    assert found["language"] == "en"
    assert found["options"][found["keys"][0]] == found["key"] == "Tam Giang Lagoon"
    assert found["prompts"] == []
    assert found["evidence"] == "The Huong flows into Tam Giang Lagoon."
    assert found["note"] == "In Hue."


def test_sources_stand_once(asker: Asker) -> None:
    values = _values(asker)
    assert values["sources"] == ["An atlas & its maps, p. 3"]
    assert [each.get("sources") for each in values["questions"][:3]] == [[0], [0], [0]]


def test_a_wrong_option_says_where_it_belongs(asker: Asker) -> None:
    found = _of(asker, "a1#mouth", Form.CHOICE)
    told = {found["options"][int(at)]: text for at, text in found["why"].items()}
    assert found["key"] not in told
    rivers = {"the North Sea": "Thames", "the Mediterranean": "Rhone", "the Atlantic": "Amazon"}
    rivers["the Caspian"] = "Volga"
    assert told
    assert told == {text: f"The {rivers[text]} flows into {text}." for text in told}


def test_a_false_statement_says_what_it_would_be_true_of(asker: Asker) -> None:
    questions = _values(asker, Form.TRUE_FALSE)["questions"]
    assert {("why" in each, each["keys"] == [1]) for each in questions} == {
        (True, True),
        (False, False),
    }


def test_a_picture_is_held_once_and_waits_where_it_has_no_words(asker: Asker) -> None:
    values = _values(asker)
    assert len(values["pictures"]) == 1
    assert values["pictures"][0].startswith("data:image/png;base64,iVBOR")
    shown = {each["facet"]: each.get("picture") for each in values["questions"]}
    first = shown["rivers/a1#mouth"]
    assert (first["at"], first["alt"], first["credit"]) == (0, "A wide river at dusk", "Nobody")
    assert "waits" not in first
    assert shown["rivers/a3#mouth"]["waits"] is True
    assert shown["rivers/a2#mouth"] is None


def test_of_several_facets_each_tells_its_answer(asker: Asker) -> None:
    found = next(each for each in _values(asker, Form.MATCH)["questions"])
    assert [found["options"][key] for key in found["keys"]] == found["parts"]
    assert found["evidence"].count("flows into") == len(found["prompts"])
