"""Plans that must not be: two defensible answers, a list that is none, an answer refused."""

from quizkit.model import FacetId, Form, Way
from quizkit.questions.ask import Asker
from tests.decks_as_text import deck


def lures(asker, facet, form=Form.CHOICE, *, seeds=40, way=None):
    """Return every wrong answer shown, and for "which not" every key."""
    if form not in asker.forms(FacetId(facet)):
        return set()
    found = set()
    for seed in range(seeds):
        for question in asker.wordings(FacetId(facet), form, seed=str(seed)):
            if way is None or question.plan.way is way:
                found |= {asker.text(lure.value, question.plan.language) for lure in question.lures}
    return found


def stems(asker, facet):
    facet = FacetId(facet)
    forms = asker.forms(facet)
    return {q.stem for form in forms for q in asker.wordings(facet, form, seed="1")}


def test_members_who_left_are_not_ranked_by_when_they_joined():
    made = Asker(
        deck("""
facts:
  membership:
    complete: between 1950 and 2000
    facts:
      - {id: a, member: Ann Ash, of: the Club, until: 1960}
      - {id: b, member: Bo Birch, of: the Club, until: 1955}
      - {id: c, member: Cy Cedar, of: the Club, until: 1990}
""")
    )
    assert not any("first" in stem or "last" in stem for stem in stems(made, "x/b#member"))


def test_first_and_last_need_clocks_that_agree():
    made = Asker(
        deck("""
kinds:
  treaty:
    roles:
      what: {is: agreement, ask first: "Which treaty was ratified first {scope}?"}
      signed: date
      ratified: date
facts:
  treaty:
    complete: between 1990 and 2000
    facts:
      - {id: a, what: Alpha, signed: 1990, ratified: 1999}
      - {id: b, what: Beta, signed: 1992, ratified: 1993}
""")
    )
    assert not made.forms(FacetId("x/a#what"))


def test_another_wording_of_the_same_text_is_not_counted_where_accents_differ():
    made = Asker(
        deck("""
kinds:
  song:
    ask how many: "How many songs about {about} were there {scope}?"
    roles: {title: {is: text, ask all: "Which {count} songs were about {about} {scope}?"}, about: text}
facts:
  song:
    complete: before 2000
    facts:
      - {id: a, title: Rivers, about: má}
      - {id: b, title: Mountains, about: mạ}
      - {id: c, title: Seas, about: chợ}
""")
    )
    assert not made.forms(FacetId("x/a#count"))
    assert not made.forms(FacetId("x/a#title"))


NEVER = """
kinds:
  visit:
    called: "the visit to {to}"
    roles:
      who:
        is: person
        ask: "Who made {it}?"
        ask all: "Which {count} people visited {to} {scope}?"
        ask which not: "Who of these did not visit {to} {scope}?"
      to: country
facts:
  visit:
    complete: before 2000
    facts:
      - {id: a, who: Ann Ash, to: Vietnam}
      - {id: b, who: %s, to: Vietnam, never wrong: {who: [Cy Cedar]}}
      - {id: c, who: Cy Cedar, to: Laos}
      - {id: d, who: Di Elmo, to: Japan}
      - {id: e, who: Ed Firr, to: China}
"""


def test_never_wrong_of_any_fact_left_holds():
    one = Asker(deck(NEVER % "Ann Ash"))
    assert "Cy Cedar" not in lures(one, "x/a#who")
    two = Asker(deck(NEVER % "Bo Birch"))
    assert "Cy Cedar" not in lures(two, "x/a#who", Form.SELECT)
    assert "Cy Cedar" not in lures(two, "x/a#who", way=Way.WHICH_NOT)


def test_what_comes_after_a_step_that_comes_twice_is_not_asked():
    made = Asker(
        deck("""
kinds:
  recipe:
    called: "the making of {what}"
    roles: {what: text, steps: {is: steps, ask after: "Which step of {it} comes right after {step}?"}}
facts:
  recipe:
    - {id: a, what: bread, steps: [knead, rest, knead, bake, cool]}
""")
    )
    assert not any("after knead" in stem for stem in stems(made, "x/a#steps"))


def test_a_second_date_is_printed_alike_for_both_figures():
    made = Asker(
        deck("""
kinds:
  m:
    roles:
      of: country
      n: {is: number, ask larger: "When did {of} export more by the report of {published}, {earlier} or {later}?"}
      at: date
      published: date
facts:
  m:
    - {id: a, of: Laos, n: 10 t, at: 1995, published: 2010-03}
    - {id: b, of: Laos, n: 30 t, at: 2001, published: 2010-03}
    - {id: c, of: Laos, n: 50 t, at: 1995, published: 2010-08}
""")
    )
    assert not any("report of 2010," in stem for stem in stems(made, "x/b#n"))


def test_the_year_of_two_times_is_a_full_answer():
    made = Asker(
        deck("""
kinds:
  trade:
    roles:
      with: country
      value: {is: number, ask larger: "When was trade with {with} larger, {earlier} or {later}?"}
      at: date
facts:
  trade:
    - {id: a, with: Laos, value: 10 km, at: 1995}
    - {id: b, with: Laos, value: 4 km, at: 2001-07}
    - {id: c, with: Laos, value: 3 km, at: 2001-08}
""")
    )
    question = made.question(FacetId("x/b#value"), Form.TYPED, seed="1")
    assert "1995 or July 2001" in question.stem
    assert made.grade(question, "1995").score == 1


def test_a_first_time_is_not_asked_for_within_a_later_year():
    made = Asker(
        deck("""
kinds:
  visit:
    roles:
      who: person
      date: {is: date, ask to: month, ask first: "{when} did {who} first come {scope}?"}
facts:
  visit:
    complete: between 1985 and 2000
    facts:
      - {id: a, who: Ann Ash, date: 1990-03}
      - {id: b, who: Ann Ash, date: 1995-07}
      - {id: c, who: Ann Ash, date: 1995-09}
""")
    )
    assert not made.forms(FacetId("x/b#date"))


def test_what_may_be_one_event_is_not_counted_twice():
    made = Asker(
        deck("""
kinds:
  visit:
    ask how many: "How often did {who} visit {to} {scope}?"
    roles: {who: person, to: country, date: date}
facts:
  visit:
    complete: before 2000
    facts:
      - {id: a, who: Ann Ash, to: Vietnam, date: 1995}
      - {id: b, who: Ann Ash, to: Vietnam, date: 1995-07}
""")
    )
    assert not made.forms(FacetId("x/a#count"))


def test_what_only_a_novel_says_is_not_counted_with_the_rest():
    made = Asker(
        deck("""
kinds:
  visit:
    ask how many: "How often did {who} visit {to} {scope}?"
    roles: {who: person, to: country, date: date}
facts:
  visit:
    complete: before 2000
    facts:
      - {id: a, who: Ann Ash, to: Vietnam, date: 1990}
      - {id: b, who: Ann Ash, to: Vietnam, date: 1995, according to: a novel}
""")
    )
    assert not made.forms(FacetId("x/a#count"))


LOST = """
names:
  Vietnam: {is: country}
  Hue: {is: city, in: Vietnam}
kinds:
  visit:
    ask how many: "How many visits to {to} were there {scope}?"
    roles:
      who: {is: person, ask which not: "Who of these did not go to {to} {scope}?"}
      to: place
facts:
  visit:
    complete: before 2000
    facts:
      - {id: a, who: Ann Ash, to: Hue}
      - {id: b, who: Bo Birch, to: Vietnam}
      - {id: c, who: Cy Cedar, to: Laos}
      - {id: d, who: Di Elmo, to: Japan}
"""


def test_a_count_is_asked_even_where_the_smallest_id_asks_another():
    made = Asker(deck(LOST))
    assert any("to Vietnam" in stem for stem in stems(made, "x/b#count"))
    assert any("not go to Vietnam" in stem for stem in stems(made, "x/b#who"))


def test_a_list_is_not_given_to_an_owner_that_asks_another():
    made = Asker(
        deck("""
kinds:
  trip:
    roles:
      who: person
      by: {is: list, of: country, ask all: "Which {count} countries sent a trip of {who}[ to {to}] {scope}?"}
      to: country
facts:
  trip:
    complete: before 2000
    facts:
      - {id: a, who: Ann Ash, by: [Xland, Yland], to: Pland}
      - {id: b, who: Ann Ash, by: [Zland, Wland], to: other}
""")
    )
    assert made.forms(FacetId("x/b#by"))


BOTH = """
names:
  lorry: {is: text, vi: xe tải}
  truck: {is: text, vi: xe tải}
  van: {is: text, vi: xe van}
  bike: {is: text, vi: xe đạp}
  Vinh: {is: city, vi: Vinh}
  Hue: {is: city, vi: Huế}
  Hoi An: {is: city, vi: Hội An}
kinds:
  k:
    roles:
      in_: {is: city, ask: {en: "Which city had a {what}?", vi: "Thành phố nào có {what}?"}}
      what: {is: text, one: yes, ask: {en: "What did {in_} have?", vi: "{in_} có gì?"}}
facts:
  k:
    - {id: a, in_: Vinh, what: lorry}
    - {id: b, in_: Hue, what: truck}
    - {id: c, in_: Hoi An, what: van}
"""


def test_what_another_language_spells_alike_is_one():
    made = Asker(deck(BOTH), language="vi")
    for seed in range(30):
        question = made.question(FacetId("x/a#what"), Form.CHOICE, seed=str(seed))
        assert len(set(question.options)) == len(question.options)
    asked = [stem for fact in "ab" for stem in stems(made, f"x/{fact}#in_")]
    assert len(set(asked)) == len(asked)


FIGURES = """
names:
  Laos: {is: country, vi: Lào}
kinds:
  trade:
    roles:
      with: country
      value:
        is: number
        one: yes
        ask: {en: "How much was the trade with {with}[ {on at}]?", vi: "Buôn bán với {with} là bao nhiêu[ {on at}]?"}
        ask times: {en: "How many times as much as in {earlier} was it with {with} in {later}?", vi: "Với {with} năm {later} gấp mấy lần năm {earlier}?"}
      at: date
facts:
  trade:
    - {id: a, with: Laos, value: "1,234.5 USD", at: 1995}
    - {id: b, with: Laos, value: "3,210.75 USD", at: 2001}
"""


def test_a_ratio_is_written_with_the_marks_of_the_question():
    made = Asker(deck(FIGURES), language="vi")
    answers = [q.answer for q in made.wordings(FacetId("x/b#value"), Form.TYPED, seed="1")]
    assert "khoảng 2,6" in answers


def test_a_wording_of_the_fact_itself_is_not_passed_by_in_another_language():
    made = Asker(
        deck("""
names:
  Laos: {is: country, vi: Lào}
kinds:
  t:
    roles:
      who: {is: person, ask: {en: "Who signed the treaty with {with}?", vi: "Ai ký hiệp ước với {with}?"}}
      with: country
facts:
  t:
    - {id: a, who: Ann Ash, with: Laos, ask: {who: "Who refused to sign the treaty with {with}?"}}
"""),
        language="vi",
    )
    assert stems(made, "x/a#who") == {"Who refused to sign the treaty with Laos?"}


def test_no_date_of_a_fact_is_excluded_by_a_coarser_one_where_it_is_other():
    made = Asker(
        deck("""
kinds:
  visit:
    roles: {who: {is: person, ask: "Who visited {to}[ {on date}]?"}, to: place, date: date}
facts:
  visit:
    - {id: a, who: Ann Ash, to: Aland, date: 1995-07}
    - {id: b, who: Bo Birch, to: Aland, date: other}
""")
    )
    assert not any("in 1995" in stem for stem in stems(made, "x/a#who"))


def test_an_answer_that_the_other_language_tells_is_not_asked_there():
    made = Asker(
        deck("""
names:
  peace: {is: text, vi: hòa bình}
  Laos: {is: country, vi: Lào}
kinds:
  t:
    roles:
      with: country
      about: {is: text, ask: {en: "What was the treaty with {with} about?", vi: "Hiệp ước hòa bình với {with} nói về gì?"}}
facts:
  t:
    - {id: a, with: Laos, about: peace}
"""),
        language="vi",
    )
    assert not any("hòa bình" in stem for stem in stems(made, "x/a#about"))
