"""Lists: whole, one of many, and what is not in them; and viewpoints."""

from quizkit.model import FacetId, Form, Many, Way
from quizkit.questions.ask import Asker
from tests.decks_as_text import deck

KIND = """
kinds:
  visit:
    roles:
      who:
        is: person
        ask: "Who visited {to}[ {on date}]?"
        ask all: "Which {count} people visited {to}?"
        ask one: "Name one person who visited {to}."
        ask which not: "Who of these did not visit {to} {scope}?"
      to: place
      date: date
"""
OPEN = """
facts:
  visit:
    - {id: a, who: Ann Bay, to: Laos}
    - {id: b, who: Bob Cox, to: Laos}
    - {id: c, who: Dan Eff, to: Peru}
"""
WHOLE = """
facts:
  visit:
    complete: under the treaty
    facts:
      - {id: a, who: Ann Bay, to: Laos}
      - {id: b, who: Bob Cox, to: Laos}
      - {id: c, who: Dan Eff, to: Peru}
      - {id: d, who: Eve Fog, to: Peru}
"""
FIRMS = """
kinds:
  invest:
    roles:
      into: place
      by:
        is: list
        of: organisation
        name one: yes
        ask: "Name one company that invests in {into}."
        ask which not: "Which of these companies does not invest in {into}?"
        ask all: "Which {count} companies invest in {into}?"
facts:
  invest:
    - {id: i, into: Laos, by: [Ford, Fiat, ...]}
    - {id: j, into: Peru, by: [Opel, Saab]}
    - {id: k, into: Cuba, by: [Lada, Audi, Seat]}
"""
VIEWS = """
kinds:
  news:
    called: "the news of {what}"
    says: "{who} told {it}[! {on date}]."
    roles:
      who: {is: person, ask: "Who told {it}?"}
      what: text
      date: {is: date, ask: "{when} did {who} tell {it}?", ask to: day}
facts:
  news:
    - {id: v, who: Ann Bay, what: peace, date: {in Washington: 1995-07-11, in Hanoi: 1995-07-12}}
    - {id: w, who: Ann Bay, what: war, date: {in Washington: 1994-03-01}}
    - {id: u, who: Bob Cox, what: trade, date: {in Washington: 1995-01, in Hanoi: 1995-02}}
"""


def test_one_of_several_is_asked_where_the_list_is_open():
    asker = Asker(deck(KIND + OPEN))
    (plan,) = asker.planner.plans(FacetId("x/a#who"))
    assert plan.many is Many.ONE_OF
    assert plan.shared == ("a", "b")
    assert asker.planner.plans(FacetId("x/b#who")) == ()
    question = asker.question(FacetId("x/a#who"), Form.TYPED, seed="1")
    assert question.stem == "Name one person who visited Laos."
    scores = [asker.grade(question, raw).score for raw in ("Ann Bay", "Bob Cox", "Dan Eff")]
    assert scores == [1.0, 1.0, 0.0]


def test_a_fact_that_may_fit_keeps_one_of_several_from_being_asked():
    asker = Asker(deck(KIND + OPEN.replace("Bob Cox, to: Laos", "other, to: Laos")))
    plans = asker.planner.plans(FacetId("x/a#who"))
    assert not any(plan.many is Many.ONE_OF for plan in plans)


def test_a_member_of_an_open_list_is_named_and_no_option_is_offered():
    asker = Asker(deck(FIRMS))
    facet = FacetId("x/i#by")
    assert asker.forms(facet) == {Form.TYPED, Form.FLIP}
    question = asker.question(facet, Form.TYPED, seed="1")
    assert [asker.grade(question, raw).score for raw in ("Ford", "Fiat", "Opel")] == [1, 1, 0]


def test_what_is_no_member_is_asked_by_choice_alone():
    asker = Asker(deck(FIRMS))
    found = [
        question
        for form in asker.forms(FacetId("x/k#by"))
        for question in asker.wordings(FacetId("x/k#by"), form, seed="1")
        if question.plan.way is Way.WHICH_NOT
    ]
    assert {question.form for question in found} == {Form.CHOICE}
    for question in found:
        (key,) = question.keys
        assert question.options[key] not in ("Lada", "Audi", "Seat")
        assert {o for n, o in enumerate(question.options) if n != key} <= {"Lada", "Audi", "Seat"}
        assert question.answer == question.options[key]
        assert asker.grade(question, str(key + 1)).score == 1.0


def test_who_did_not_is_asked_of_a_complete_list():
    asker = Asker(deck(KIND + WHOLE))
    found = asker.wordings(FacetId("x/a#who"), Form.CHOICE, seed="1")
    (question,) = (each for each in found if each.plan.way is Way.WHICH_NOT)
    assert question.stem == "Who of these did not visit Laos under the treaty?"
    assert question.answer in ("Dan Eff", "Eve Fog")


def test_viewpoints_that_disagree_are_asked_one_by_one():
    asker = Asker(deck(VIEWS))
    found = asker.wordings(FacetId("x/v#date"), Form.TYPED, seed="1")
    assert [(each.stem, each.answer) for each in found] == [
        ("On what date, in Washington, did Ann Bay tell the news of peace?", "11 July 1995"),
        ("On what date, in Hanoi, did Ann Bay tell the news of peace?", "12 July 1995"),
    ]
    for question in found:
        assert asker.grade(question, question.answer).score == 1.0
    assert asker.grade(found[0], "12 July 1995").score == 0.0


def test_a_viewpoint_s_date_is_no_distractor_of_another_s():
    asker = Asker(deck(VIEWS))
    for seed in map(str, range(40)):
        for question in asker.wordings(FacetId("x/v#date"), Form.CHOICE, seed=seed):
            assert not {"11 July 1995", "12 July 1995"} <= set(question.options)


def test_what_is_asked_to_the_month_is_asked_from_each_viewpoint():
    asker = Asker(deck(VIEWS))
    found = asker.wordings(FacetId("x/u#date"), Form.TYPED, seed="1")
    assert [each.answer for each in found] == ["January 1995", "February 1995"]


def test_what_is_never_wrong_is_no_option():
    text = """
kinds:
  trip:
    called: "the [!{date} ]trip"
    roles: {who: {is: person, ask: "Who led {it}?"}, date: date}
facts:
  trip:
    - {id: a, who: Ann Bay, date: 1990, never wrong: {who: [Bob Cox]}}
    - {id: b, who: Bob Cox, date: 1991}
    - {id: c, who: Dan Eff, date: 1992}
    - {id: d, who: Eve Fog, date: 1993}
"""
    asker = Asker(deck(text))
    shown = {
        option
        for seed in range(30)
        for option in asker.question(FacetId("x/a#who"), Form.CHOICE, seed=str(seed)).options
    }
    assert shown == {"Ann Bay", "Dan Eff", "Eve Fog"}


def test_for_how_long_a_fact_held_is_printed_and_tells_it_apart():
    text = """
kinds:
  ruler: {roles: {of: text, who: {is: person, ask: "Who ruled {of}?"}}}
facts:
  ruler:
    - {id: a, of: Utopia, who: Ann Bay, valid: 1995/2000}
    - {id: b, of: Utopia, who: Bob Cox, valid: 2001/..}
    - {id: c, of: Utopia, who: Dan Eff, valid: 1994}
    - {id: d, of: Erewhon, who: Eve Fog, valid: ../1990}
"""
    asker = Asker(deck(text))
    stems = [asker.question(FacetId(f"x/{n}#who"), Form.FLIP, seed="1").stem for n in "abcd"]
    assert stems == [
        "Who ruled Utopia between 1995 and 2000?",
        "Who ruled Utopia from 2001 on?",
        "Who ruled Utopia in 1994?",
        "Who ruled Erewhon until 1990?",
    ]
