"""The page judges as quizkit does: the same scores of the same responses, in a real browser."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, NamedTuple

import pytest

from quizkit.formats.page import ORDER
from quizkit.formats.page.payload import Payload
from quizkit.formats.posed import Posed, Posing
from quizkit.model import Form, Many, Outcome
from quizkit.questions.ask import Asker
from tests.formats.hostile import hostile_asker
from tests.formats.page.browser import browser, judging
from tests.formats.page.rivers import bundled_asker, posing

pytestmark = pytest.mark.consumer

MOST = 10
"""So many questions of each form are judged."""


class Response(NamedTuple):
    """A response as the page has it, and as quizkit reads it."""

    at: int
    page: Any
    raw: str
    must: bool = False


def _responses(asker: Asker, posed: Posed, at: int, others: Sequence[str]) -> Iterator[Response]:
    question, rng = posed.question, Random(posed.id)
    places = list(range(len(question.options)))
    for _ in range(3):
        rng.shuffle(places)
        match posed.form:
            case Form.CHOICE | Form.TRUE_FALSE:
                yield Response(at, places[0], str(places[0] + 1))
            case Form.SELECT:
                some = sorted(places[: rng.randint(1, len(places))])
                yield Response(at, some, " ".join(str(each + 1) for each in some))
            case Form.ORDER:
                yield Response(at, list(places), " ".join(str(each + 1) for each in places))
            case Form.MATCH:
                some = [each if rng.random() < 0.8 else -1 for each in places]
                raw = " ".join("-" if each < 0 else chr(97 + each) for each in some)
                yield Response(at, some, raw)
            case Form.FLIP:
                knew = rng.random() < 0.5
                yield Response(at, knew, "3" if knew else "1")
    yield from _typed(asker, posed, at, rng.sample(others, 3), rng)


def _typed(
    asker: Asker, posed: Posed, at: int, others: Sequence[str], rng: Random
) -> Iterator[Response]:
    if posed.form not in (Form.TYPED, Form.CLOZE):
        return
    language = posed.question.plan.language
    members = [asker.text(value, language) for value in posed.question.plan.accepted]
    if posed.question.plan.many is Many.ALL and len(members) > 1:
        rng.shuffle(members)
        for texts in (members, members[1:], [members[0], others[0]], [members[0], members[0]]):
            yield Response(at, [*texts], "; ".join(texts), must=texts is members)
        yield Response(at, [" and ".join(members), ""], " and ".join(members))
        return
    for text in posed.accepted:
        yield Response(at, [text], text, must=True)
    key = posed.question.answer
    said = [key.upper(), f" {key}. ", key.replace(" ", "-"), f"the {key}", key[:-1], key + "s"]
    said += [key.partition(" ")[0], *others, "qqq", "constructor", "0", "-1", f"not {key}"]
    said += [f"{mark} {key}" for mark in ("about", "over", "under", "at most", "a")]
    said += [f"{key} {unit}" for unit in ("million", "km", "USD", "percent", "rưỡi", "years")]
    if posed.quantity and not posed.quantity.is_year:
        value, within = posed.quantity.value, posed.quantity.tolerance
        near = (value, value + within / 2, value - within, value + within, value * 10, -value)
        said += [f"{each:f}" for each in near] + [f"{value:,}", f"{value:f} {posed.quantity.unit}"]
    for text in said:
        yield Response(at, [text], text)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return an empty page of chromium."""
    empty = tmp_path_factory.mktemp("page") / "empty.html"
    empty.write_text("<!DOCTYPE html><title>x</title>", "utf-8")
    with browser() as chromium:
        found = chromium.new_page()
        found.goto(empty.as_uri())
        yield found


def _judged(asker: Asker, questions: Sequence[Posed], page: Any) -> list[tuple[Any, ...]]:
    """Return each response with the page's score and reason, and with quizkit's grade."""
    job = Posing(asker, tuple(questions), (), "1", 0)
    answers = sorted({*asker.deck.names, "a", "b", "c"})
    responses = [
        response
        for at, posed in enumerate(questions)
        for response in _responses(asker, posed, at, answers)
        if response.raw.strip()
    ]
    found = page.evaluate(
        f"([deck, all]) => {{ {judging()}; return all.map(([at, response]) => {{"
        " const { score, why, shown } = judge(deck, deck.questions[at], response);"
        " return [score, why, shown]; }); }",
        [Payload(job).values(), [(each.at, each.page) for each in responses]],
    )
    grades = [asker.grade(questions[each.at].question, each.raw) for each in responses]
    return list(zip(responses, found, grades, strict=True))


def _some(asker: Asker, most: int) -> list[Posed]:
    """Return questions of every form, so many of each at most, from all over the deck."""
    job = posing(asker, *ORDER)
    found: list[Posed] = []
    for form in ORDER:
        alike = [posed for posed in job.questions if posed.form is form]
        found += alike[:: max(1, len(alike) // most)][:most]
    return found


@pytest.mark.parametrize(
    "deck", ["vietnam-us", "vietnam-us:vi", "elements", "spaced-learning", "rivers", "hostile"]
)
def test_the_same_responses_are_worth_the_same(deck: str, asker: Asker, page: Any) -> None:
    own = {"rivers": asker, "hostile": hostile_asker()}
    judge = own[deck] if deck in own else bundled_asker(deck)
    questions = _some(judge, MOST)
    typed = lost = 0
    for response, (score, why, _), grade in _judged(judge, questions, page):
        posed = questions[response.at]
        told = (posed.question.stem, posed.question.answer, response.raw, score, grade)
        if posed.form not in (Form.TYPED, Form.CLOZE):
            assert (score, why) == (grade.score, grade.detail), told
            continue
        assert score <= grade.score, told
        assert score == 1 or not response.must, told
        typed += grade.score == 1
        lost += grade.score == 1 > score and grade.outcome is not Outcome.SLIP
    assert lost < typed / 4  # such as "a 5" and "not 5"
