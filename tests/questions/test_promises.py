"""Small decks that once gave two answers, an option without proof or a crooked sentence."""

import pytest

from quizkit.model import FacetId, Form
from quizkit.questions.ask import Asker
from quizkit.questions.stems import stem
from tests.decks_as_text import deck


def asker(kind: str, facts: str, head: str = "") -> Asker:
    return Asker(deck(f"{head}kinds:\n  k: {kind}\nfacts:\n  k: {facts}\n"))


def stems(made: Asker) -> list[str]:
    return [
        stem(plan, made.deck) for facet in made.planner.facets for plan in made.planner.plans(facet)
    ]


def codes(made: Asker) -> set[str]:
    found = (made.planner.refusal(facet) for facet in made.planner.candidates)
    return {refusal.code for refusal in found if refusal}


def options(made: Asker, facet: str) -> tuple[str, ...]:
    return made.question(FacetId(facet), Form.CHOICE, seed="1").options


def test_a_sign_is_told_from_other_signs_only_by_itself():
    made = asker(
        '{roles: {sym: text, means: {is: text, ask: "What does {sym} mean?"}}}',
        '[{id: a, sym: "-", means: minus}, {id: b, sym: "-", means: dash}, '
        '{id: c, sym: "?", means: question}]',
    )
    assert codes(made) == {"QK301"}
    assert stems(made) == ["What does ? mean?"]


def test_answers_that_differ_in_their_marks_are_two():
    made = asker(
        '{roles: {chu: {is: text, ask: "Which word means {tu}?"}, tu: text}}',
        "[{id: a, chu: má, tu: mother}, {id: b, chu: mạ, tu: mother}, {id: c, chu: bò, tu: cow}]",
    )
    assert stems(made) == ["Which word means cow?"]


LISTS = (
    "{roles: {who: {is: list, of: person, ask: 'Who signed in {place}?', "
    "ask all: 'Which {count} people signed in {place}?'}, place: place}}"
)


def test_lists_in_a_complete_list_are_asked_as_their_members():
    made = asker(
        LISTS,
        "{complete: in the nineties, facts: [{id: a, who: [Ann Ab, Bob Bc], place: Hue}, "
        "{id: b, who: Cor Cd, place: Hue}, {id: c, who: Dan De, place: Vinh}]}",
    )
    assert "Which three people signed in Hue in the nineties?" in stems(made)
    assert "" in codes(made)
    assert "QK142" not in codes(made)


VALUES = "{roles: {of: place, value: {is: number, ask: 'How many in {of}?', ask all: 'Which {count} numbers had {of}?'}}}"


def test_a_whole_list_is_seen_from_one_viewpoint():
    made = asker(
        VALUES,
        "{complete: in this deck, facts: [{id: a, of: Laos, value: {as of 2020: 97}}, "
        "{id: b, of: Laos, value: {as of 2021: 98}}]}",
    )
    assert stems(made) == []


GOERS = "{roles: {who: {is: person, ask: 'Who went to {to}?', ask all: 'Which {count} people went to {to}?'}, to: {is: place, ask: 'Where did {who} go?', ask all: 'To which {count} places did {who} go?'}}}"


def test_a_whole_list_is_told_by_one_source():
    made = asker(
        GOERS,
        "{complete: in the nineties, facts: [{id: a, who: Ann Ab, to: Hue, according to: the Gazette}, "
        "{id: b, who: Bob Bc, to: Hue}]}",
    )
    assert not any("two" in text for text in stems(made))


def test_members_that_may_be_one_are_not_counted():
    made = asker(
        GOERS,
        "{complete: in the nineties, facts: [{id: a, who: Ann Ab, to: Hanoi}, {id: b, who: Ann Ab, to: Vietnam}]}",
        "names: {Hanoi: {is: city, in: Vietnam}}\n",
    )
    assert not any("two places" in text for text in stems(made))


def test_a_list_of_one_is_not_asked_in_the_plural():
    made = asker(
        "{roles: {who: {is: person, ask all: 'Which {count} people went to {to}?'}, to: place}}",
        "{complete: in May, facts: [{id: a, who: Ann Ab, to: Hue}, {id: b, who: Bo Bc, to: Vinh}]}",
    )
    assert stems(made) == []


def test_the_scope_is_printed_once_wherever_the_wording_puts_it():
    made = asker(
        "{roles: {who: {is: person, ask all: ['Which {count} people[ from {home}{scope}] went to {to}?', "
        "'Which {count} people [{scope} ]went to {to} {scope}?']}, to: place, home: place}}",
        "{complete: in May, facts: [{id: a, who: Ann Ab, to: Hue}, {id: b, who: Bo Bc, to: Hue}]}",
    )
    assert stems(made) == [
        "Which two people went to Hue in May?",
        "Which two people in May went to Hue?",
    ]


def test_a_list_of_dates_is_asked_at_one_precision():
    made = asker(
        "{roles: {who: {is: person, ask: 'Who came?'}, date: {is: list, of: date, ask all: '{when} did {who} come?'}}}",
        "[{id: a, who: Ann Ab, date: [1995-07-11, 1999-08-12]}, {id: b, who: Bo Bc, date: [1990, 1991]}]",
    )
    assert "In which two years did Ann Ab come?" in stems(made)
    plan = made.planner.plans(FacetId("x/a#date"))[0]
    assert [value.text for value in plan.accepted] == ["1995", "1999"]


def test_one_thing_must_be_named_in_the_stem_itself():
    made = asker(
        "{called: 'the [{date} ]trip', roles: {who: {is: person, ask: 'Who went to {to}[ during {it} of {date}]?'}, to: place, date: date}}",
        "[{id: a, who: Ann Ab, to: Hue}, {id: b, who: Bo Bc, to: Vinh}, {id: c, who: Cy Cd, to: Nam}]",
    )
    assert Form.CHOICE not in made.forms(FacetId("x/a#who"))


def test_another_s_date_proves_nothing_about_this_one():
    made = asker(
        "{called: 'the trip of {who}', roles: {who: person, to: place, date: {is: date, one: yes, ask: '{when} was {it} to {to}[ as {as}]?'}, "
        "as: {is: text, ask: 'As what did {who} go to {to} {on date}?'}}}",
        "[{id: a, who: Ann Ab, to: Hue, date: 1990, as: king}, {id: b, who: Bo Bc, to: Hue, date: 1991, as: queen}, "
        "{id: c, who: Cy Cd, to: Hue, date: 1992, as: page}]",
    )
    assert Form.CHOICE not in made.forms(FacetId("x/a#as"))


def test_what_stands_in_the_stem_is_no_option():
    made = asker(
        "{roles: {what: text, date: {is: date, one: yes, ask: '{when} was {what} held?'}}}",
        "[{id: a, what: the 1990 plan, date: 1993}, {id: b, what: the old plan, date: 1990}, {id: c, what: the new plan, date: 1991}]",
    )
    for seed in range(40):
        question = made.question(FacetId("x/a#date"), Form.CHOICE, seed=str(seed))
        assert "1990" not in question.options


def test_no_option_is_of_another_era_or_later_than_the_deck():
    made = asker(
        "{roles: {what: text, date: {is: date, one: yes, ask: '{when} was {what}?'}}}",
        "[{id: a, what: peace, date: 1995}, {id: b, what: war, date: 1066}, {id: c, what: rest, date: 2032}, {id: d, what: work, date: 2023}]",
        "as of: 2024-02\n",
    )
    for seed in range(40):
        for facet in "ad":
            question = made.question(FacetId(f"x/{facet}#date"), Form.CHOICE, seed=str(seed))
            assert not {"1066", "2032", "2025"} & set(question.options)


def test_hand_written_dates_are_cut_to_what_is_asked():
    made = asker(
        "{roles: {what: text, date: {is: date, ask: '{when} was {what}?'}}}",
        "[{id: a, what: peace, date: 1991, wrong: {date: [1992-05-03, 1993-06, 1994]}}, {id: b, what: war, date: 1980}]",
    )
    assert all(len(option) == 4 for option in options(made, "x/a#date"))


def test_numbers_have_one_bound():
    made = asker(
        "{roles: {what: text, size: {is: number, one: yes, ask: 'How much was {what}?'}}}",
        "[{id: a, what: peace, size: about 75 USD}, {id: b, what: war, size: 50 USD}, {id: c, what: rest, size: about 60 USD}]",
    )
    assert all(option.startswith("about ") for option in options(made, "x/a#size"))


def test_options_do_not_contain_each_other():
    made = asker(
        "{called: 'the {date} trip', roles: {who: {is: person, ask: 'Who led {it}?'}, date: date}}",
        "[{id: a, who: Ann Ab, date: 1990}, {id: b, who: John Kerry, date: 1991}, {id: c, who: John F. Kerry, date: 1992}, {id: d, who: Bo Bc, date: 1993}]",
    )
    for seed in range(40):
        shown = set(made.question(FacetId("x/a#who"), Form.CHOICE, seed=str(seed)).options)
        assert not {"John Kerry", "John F. Kerry"} <= shown


@pytest.mark.parametrize(
    ("what", "date"),
    [
        ("the July 1995 Declaration", "1995-07"),
        ("the August Accord", "1996-08"),
        ("the pact of 11 May 1997", "1997-05-11"),
    ],
)
def test_a_name_with_the_month_or_day_gives_it_away(what, date):
    made = asker(
        "{roles: {what: agreement, date: {is: date, ask to: day, ask: '{when} was {what} signed?'}}}",
        f"[{{id: a, what: {what}, date: {date}}}, {{id: b, what: the Pact, date: 1990}}]",
    )
    assert not made.planner.plans(FacetId("x/a#date"))


def test_a_wording_with_the_answer_is_not_asked():
    made = asker(
        "{roles: {who: {is: person, ask: 'Who signed {what}?'}, what: text}}",
        "[{id: a, who: Cor Cd, what: it, ask: {who: 'Who, not Cor Cd, signed {what}?'}}]",
    )
    assert stems(made) == []


def test_the_fact_s_own_precision_holds():
    made = asker(
        "{roles: {what: text, date: {is: date, ask to: day, ask: '{when} was {what}?'}}}",
        "[{id: a, what: A, date: 1995-07-11, ask to: year}, {id: b, what: B, date: 1999-01-02, ask to: month}, {id: c, what: C, date: 1998-01-02}]",
    )
    assert stems(made) == [
        "In which year was A?",
        "In which month of 1999 was B?",
        "On what date was C?",
    ]


def test_the_same_question_is_one_facet():
    made = asker(
        "{roles: {who: {is: person, ask: 'Who visited {to}?'}, to: place, date: date}}",
        "[{id: a, who: Ann Ab, to: Hue, date: 2000}, {id: b, who: Ann Ab, to: Hue, date: 2010}, {id: c, who: Bo Bc, to: Vinh}]",
    )
    assert stems(made) == ["Who visited Hue?", "Who visited Vinh?"]


def test_a_list_s_own_wording_is_used():
    made = asker(
        "{roles: {who: {is: list, of: person, ask all: 'Which {count} people signed {what}?'}, what: text}}",
        "[{id: a, who: [Ann Ab, Bo Bc], what: it, ask: {who: 'Which two heroes signed {what}?'}}]",
    )
    assert stems(made) == ["Which two heroes signed it?"]


def test_one_other_value_makes_the_role_worth_asking():
    made = asker(
        "{roles: {who: {is: person, ask: 'Who went {on date}?'}, date: date}}",
        "[{id: a, who: Ann Ab, date: 1990}, {id: b, who: Ann Ab, date: 1991}, {id: c, who: Ann Ab, date: 1992}, {id: d, who: other, date: 1993}]",
    )
    assert "QK310" not in codes(made)
    assert len(stems(made)) == 3


@pytest.mark.parametrize(
    ("kind", "facts", "text"),
    [
        (
            "{called: 'the {to} trip', roles: {who: {is: person, ask: 'Who went on {it}?'}, to: country}}",
            "[{id: a, who: Ann Ab, to: United States}]",
            "Who went on the United States trip?",
        ),
        (
            "{roles: {what: text, date: {is: date, ask to: day, ask: '{when}[, {view},] was {what}?'}}}",
            "[{id: a, what: peace, date: {in Hanoi: 1995-07-12}}]",
            "On what date, in Hanoi, was peace?",
        ),
        (
            "{roles: {what: {is: text, ask: 'What was {of}?'}, of: text}}",
            "[{id: a, what: peace, of: war, according to: the atlas., at the time of: the truce}]",
            "What was war at the time of the truce, according to the atlas?",
        ),
        (
            "{roles: {who: organisation, what: {is: text, ask: '{who} said what {on date}?'}, date: date}}",
            "[{id: a, who: eBay, what: bye, date: 1991}]",
            "eBay said what in 1991?",
        ),
        (
            "{roles: {sym: text, what: {is: text, ask: 'What does {sym} mean?'}}}",
            "[{id: a, sym: '!', what: loud}]",
            "What does ! mean?",
        ),
    ],
)
def test_sentences_are_straight(kind, facts, text):
    made = asker(kind, facts, "names: {United States: {is: country, the: yes}}\n")
    assert stems(made) == [text]
