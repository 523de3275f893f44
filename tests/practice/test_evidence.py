"""A fact in full, what stands behind an answer, and what reading that gives away."""

import pytest

from quizkit.memory.replay import EMPTY
from quizkit.model import Answer, Consult, FeedbackView, Form, Next, Outcome, Override, SourceView
from quizkit.practice import deeds
from quizkit.practice.evidence import evidence, fact_view
from quizkit.practice.study import Study
from quizkit.questions.ask import Asker
from quizkit.session.scope import fact_of
from quizkit.session.sitting import Wish
from tests.decks_as_text import deck
from tests.practice.desks import Desk, go
from tests.session.test_several import trips
from tests.session.worlds import asker

TEXT = """
sources:
  paper: {title: The Paper, publisher: The Press, date: "1993", url: "https://example.org/p"}
facts:
  visit:
    - {id: v1, who: Ann Ash, to: Laos, date: 1992-11-18, source: paper p. 3, note: In the rain.,
       quote: "she came by boat", tags: [boats], according to: a survey,
       image: {file: boat.png, alt: A boat, credit: Bo}}
    - {id: v2, who: Cy Elm, to: Chad, date: {in Hanoi: 1995-07-12, in Paris: 1995-07-11}}
    - {id: v3, who: other, to: Peru, date: 1999, source: hearsay}
cards:
  - {id: k1, q: "Why?", a: "Because", also: [So], note: "Hm."}
  - {id: k2, cloze: "Lifted in [[1994]] by [[Ann]]."}
"""


@pytest.fixture(scope="module")
def told() -> Asker:
    return Asker(deck(TEXT))


def view(asker: Asker, name: str, desk: Desk):
    return fact_view(asker, name, EMPTY, desk.clock)


def test_a_fact_is_told_with_its_roles_source_quote_note_and_picture(told, desk):
    found = view(told, "x/v1", desk)
    assert (found.name, found.fact, found.kind, found.deck) == ("x/v1", "v1", "visit", "X")
    assert (found.at.path.rpartition("/")[2], found.at.line) == ("x.yaml", 9)
    assert dict(found.roles) == {
        "who": "Ann Ash",
        "to": "Laos",
        "date": "18 November 1992",
        "according to": "a survey",
    }
    assert "Ann Ash" in found.statement
    assert found.source == SourceView(
        "The Paper", "p. 3", "The Press", "1993", "https://example.org/p"
    )
    assert (found.quote, found.note, found.tags) == ("she came by boat", "In the rain.", ("boats",))
    assert found.picture is not None
    assert found.picture.alt == "A boat"
    assert found.picture.path.endswith("/boat.png")
    assert view(told, "v1#who", desk) == found


def test_viewpoints_and_what_is_not_known_are_told_as_people_read_them(told, desk):
    assert dict(view(told, "v2", desk).roles)["date"] == (
        "12 July 1995 (in Hanoi), 11 July 1995 (in Paris)"
    )
    third = view(told, "v3", desk)
    assert dict(third.roles)["who"] == "not known, but none of the others"
    assert third.source == SourceView("hearsay")


def test_cards_are_told_like_facts(told, desk):
    first, second = view(told, "k1", desk), view(told, "x/k2", desk)
    assert (first.kind, dict(first.roles)["answer"]) == ("card", "Because")
    assert [facet.facet for facet in first.facets] == ["x/k1#card"]
    assert second.statement == "Lifted in 1994 by Ann."
    assert [facet.role for facet in second.facets] == ["1", "2"]


def test_each_role_is_a_facet_or_says_why_it_is_none(told, desk):
    who, *_ = view(told, "v1", desk).facets
    assert (who.standing, who.form, who.known, who.due_days, who.why) == (
        "new",
        Form.TYPED,
        None,
        None,
        "",
    )
    (other, *_) = view(told, "v3", desk).facets
    assert (other.role, other.standing, other.form) == ("who", "not asked", None)
    assert other.why == "Never asked: no wording asks for `who`."


def test_no_such_fact_is_said(told, desk):
    with pytest.raises(LookupError, match='the deck x has no fact "zz"'):
        view(told, "x/zz", desk)


def test_a_facet_tells_its_answers_its_form_and_what_it_was_taken_for(desk):
    run = desk.study(form=Form.TYPED)
    facet = run.view.facet
    wrong = asker().planner.plans("trips/t9#who")[0].accepted[0].name
    go(run, wrong)
    go(run, *["0"] * 4)
    assert run.view.facet == facet
    go(run, run.sitting.screen.question.answer)
    found = fact_view(asker(), facet, desk.log.memory(), desk.clock, desk.log)
    shown = next(each for each in found.facets if each.facet == facet)
    assert shown.standing == "learning"
    assert shown.answers == (Outcome.WRONG, Outcome.RIGHT)
    assert [(pair.other, pair.times) for pair in shown.mixed_up] == [(wrong, 1)]
    assert shown.known is not None
    assert shown.due_days is not None
    assert shown.due_days > 0


def test_a_suspended_facet_says_since_when(desk):
    deeds.mark(desk.log, desk.clock, "suspend", names=["trips/t3"])
    found = fact_view(asker(), "t3", desk.log.memory(), desk.clock, desk.log)
    assert {(f.standing, f.due_days) for f in found.facets if f.role != "date"} == {
        ("suspended", None)
    }
    assert found.facets[0].why == "Suspended on 2026-06-01."


def test_what_is_wrong_today_is_due_today(desk):
    run = desk.study(count=12)
    facet = run.view.facet
    go(run, "0")
    found = fact_view(asker(12), facet, desk.log.memory(), desk.clock, desk.log)
    assert next(f for f in found.facets if f.facet == facet).due_days == 0


def test_there_is_evidence_only_for_an_answer(desk):
    assert evidence(desk.study()) is None


def test_evidence_tells_why_what_was_mixed_up_and_what_else_is_asked(desk):
    run = desk.study(form=Form.TYPED)
    facet = run.view.facet
    wrong = asker().planner.plans("trips/t9#who")[0].accepted[0].name
    feedback = run.act(Answer(wrong))
    assert isinstance(feedback, FeedbackView)
    found = evidence(run)
    assert found is not None
    assert (found.response, found.key, found.outcome) == (wrong, feedback.key, Outcome.WRONG)
    assert any(wrong in line for line in found.lines)
    assert [(pair.one, pair.other) for pair in found.mixed_up] == [(feedback.key, wrong)]
    (fact,) = found.facts
    assert fact.statement == feedback.statement
    assert {each.facet.rpartition("#")[2] for each in fact.beside} == {"host", "place"}
    assert {fact_of(each.facet) for each in fact.beside} == {fact_of(facet)}
    assert all(each.stem.endswith("?") and each.answer for each in fact.beside)
    assert run.view == feedback


def test_a_wrong_answer_is_told_with_the_fact_that_it_belongs_to(desk):
    run = desk.study()
    facet = run.view.facet
    other = asker().planner.plans("trips/t9#who")[0].accepted[0].name
    run = desk.study(form=Form.TYPED, fresh=True)
    assert run.view.facet == facet
    feedback = run.act(Answer(other))
    found = evidence(run)
    assert found is not None
    assert found.lines.count(asker().statement("t9")) == 1
    assert set(feedback.lines) <= set(found.lines)
    run.act(Override())
    again = evidence(run)
    assert again is not None
    assert asker().statement("t9") not in again.lines


def test_what_was_read_is_not_asked_in_the_same_sitting(desk):
    """In a deck so small that siblings follow each other, they do so only if nothing was read."""

    def asked(*, reads: bool) -> list[str]:
        run = desk.study(count=6, fresh=True)
        found = []
        while not run.is_over:
            found.append(run.view.facet)
            run.act(Answer(run.sitting.screen.question.answer))
            if reads:
                assert evidence(run) is not None
            run.act(Next())
        return found

    read = asked(reads=True)
    assert len({fact_of(facet) for facet in read}) == len(read) == 6
    for _ in range(len(read)):
        deeds.undo(desk.log, desk.clock)
    assert len(asked(reads=False)) > 6


def test_what_was_read_stays_given_away_after_an_undo_and_a_kill(desk):
    run = desk.study()
    facet = run.view.facet
    run.act(Answer("0"))
    assert evidence(run) is not None
    siblings = set(run.engine.scope.siblings(facet))
    run.act(Next())
    assert siblings <= run.sitting.queue.barred
    desk.reopen()
    again = desk.study()
    assert again.is_resumed
    assert siblings <= again.sitting.queue.barred


def test_reading_more_is_nothing_before_there_is_an_answer(desk):
    run = desk.study()
    before = run.view
    assert run.act(Consult(("x",))) == before
    assert run.sitting.queue.barred == frozenset()
    assert run.notice == "Nothing to do that with here."


def test_a_question_about_several_facts_has_evidence_for_each(desk):
    first = Study([trips()], desk.log, wish=Wish(minutes=0), clock=desk.clock)
    first.begin(fresh=True)
    while not first.is_over:
        go(first, first.sitting.screen.question.answer)
    desk.clock.move(days=9)
    wish = Wish(minutes=0, form=Form.MATCH, extra="weak")
    second = Study([trips()], desk.log, wish=wish, clock=desk.clock)
    asked = second.begin(fresh=True)
    second.act(Answer("0"))
    found = evidence(second)
    assert found is not None
    assert len(found.facts) == len(asked.prompts) >= 3
