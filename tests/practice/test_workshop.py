"""The author's bench: looks at a deck as its files change, and the questions of a fact."""

import gc
import time
from dataclasses import replace

import pytest

from quizkit.model import Form, Severity
from quizkit.practice.workshop import Workshop
from tests.cli.conftest import RIVERS

ONE_LOOK = 2_000
"""Fewer than two looks at five facts leave behind where one holds itself [objects]."""

BAD = """\
quizkit: 1
deck: bad
title: Bad
language: en
kinds:
  visit:
    roles:
      who: {is: person, ask: "Who visited {to} {on date}?"}
      to: place
      date: date
facts:
  visit:
    - {id: f4vz, who: Bill Clinton, to: Vietnam, date: 2000, source: log p. 1}
    - {id: f5vz, who: Ann Lee, to: Vietnam, date: 1999}
    - {id: f6vz, who: Bo Tran, to: Vietnam, date: 1999}
"""


@pytest.fixture(autouse=True)
def _there(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)


def bench(tmp_path, text: str = RIVERS, name: str = "deck.yaml", **more) -> Workshop:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return Workshop(name, **more)


def test_before_the_first_look_there_is_nothing() -> None:
    shop = Workshop("deck.yaml")
    assert (shop.seen.facts, shop.deck, shop.preview("a1")) == ((), None, None)
    assert shop.fact_at("deck.yaml", 3) == ""
    assert not shop.changed()


def test_a_clean_deck_is_counted_once_all_rules_have_looked(tmp_path) -> None:
    shop = bench(tmp_path)
    look = shop.look()
    assert (look.deck, look.title, look.problems) == ("rivers", "Two rivers", ())
    assert not look.complete
    assert [fact.id for fact in look.facts] == ["kd7w", "m4xq", "p9rt", "q2vz", "s6bn"]
    assert look.facts[0].says == "The river Rhine ends in North Sea and has a length of 1233 km."
    assert look.facts[0].line == 18
    whole = shop.complete()
    assert whole.complete
    assert (whole.asked, whole.refused) == (14, 0)
    assert whole.told == ("1 left out by `dont ask`",)
    assert whole.by_fact["s6bn"] == (2, 0)
    assert [seen.path for seen in whole.files] == ["deck.yaml"]
    assert shop.complete() is whole


def test_reading_tells_at_once_what_rules_tell_later(tmp_path) -> None:
    shop = bench(tmp_path, BAD)
    assert [problem.code for problem in shop.look().problems] == ["QK116"]
    whole = shop.complete()
    assert [problem.code for problem in whole.problems] == ["QK116", "QK301"]
    assert (whole.count("error"), whole.count("warning")) == (2, 0)
    assert whole.fails(strict=False)
    assert whole.by_fact["f5vz"] == (0, 1)


def test_what_the_rules_found_is_shown_until_they_have_looked_again(tmp_path) -> None:
    shop = bench(tmp_path, BAD)
    shop.look()
    before = shop.complete()
    (tmp_path / "deck.yaml").write_text(BAD.replace("facts:", "# more\nfacts:"))
    assert shop.changed()
    look = shop.look()
    assert [(p.code, p.at.line) for p in look.problems] == [
        (p.code, p.at.line + 1) for p in before.problems
    ]
    again = shop.complete().problems
    assert [(p.code, p.at) for p in again] == [(p.code, p.at) for p in look.problems]


def test_the_fact_that_was_edited_is_found(tmp_path) -> None:
    shop = bench(tmp_path)
    assert shop.look().edited == ""
    text = RIVERS.replace("3530 km", "3531 km")
    (tmp_path / "deck.yaml").write_text(text)
    assert shop.look().edited == "p9rt"
    (tmp_path / "deck.yaml").write_text(text.replace("title: Two", "title: More"))
    assert shop.look().edited == ""
    assert shop.seen.seconds > 0


def test_a_deck_that_broke_keeps_the_last_questions_and_says_so(tmp_path) -> None:
    shop = bench(tmp_path)
    shop.look()
    shop.complete()
    (tmp_path / "deck.yaml").write_text(RIVERS + "names: [\n", encoding="utf-8")
    look = shop.look()
    assert look.broken == "cannot be used: 1 problem"
    assert [problem.code for problem in look.problems] == ["QK001"]
    assert look.lines["deck.yaml"][-2] == "names: ["
    assert (look.deck, len(look.facts)) == ("rivers", 5)
    assert shop.complete() is look
    shown = shop.preview("kd7w")
    assert shown
    assert shown.samples
    assert not shown.of_now
    (tmp_path / "deck.yaml").write_text(RIVERS, encoding="utf-8")
    assert not shop.look().broken
    assert shop.preview("kd7w").of_now


def test_a_deck_that_never_could_be_used_has_problems_only(tmp_path) -> None:
    look = bench(tmp_path, "quizkit: 1\ndeck: x\ntitle: x\nlanguage: en\nfcts: {}\n").look()
    assert (look.deck, look.facts, look.complete) == ("", (), False)
    assert [problem.code for problem in look.problems] == ["QK004"]


def test_a_missing_deck_is_waited_for(tmp_path) -> None:
    shop = Workshop("later.yaml")
    assert shop.look().broken == "there is no deck at later.yaml"
    assert not shop.changed()
    (tmp_path / "later.yaml").write_text(RIVERS, encoding="utf-8")
    assert shop.changed()
    assert shop.look().deck == "rivers"


def test_every_file_that_a_deck_names_is_watched(tmp_path) -> None:
    (tmp_path / "parts").mkdir()
    deck = tmp_path / "parts" / "deck.yaml"
    head = "quizkit: 1\ndeck: p\ntitle: P\nlanguage: en\ninclude: [names.yaml]\n"
    deck.write_text(head + "facts: {visit: {file: visits.csv}}\n")
    (tmp_path / "parts" / "visits.csv").write_text("who,to,date\nAnn Lee,Peru,1990\n")
    shop = Workshop("parts")
    assert [problem.code for problem in shop.look().problems] == ["QK015"]
    missing = [seen.path for seen in shop.seen.files if seen.changed is None]
    assert missing == ["parts/names.yaml"]
    (tmp_path / "parts" / "names.yaml").write_text("names: {Ann Lee: {is: person}}\n")
    assert shop.changed()
    assert shop.look().problems == ()
    assert [fact.line for fact in shop.seen.facts] == [2]
    assert shop.fact_at("parts/visits.csv", 2) == shop.seen.facts[0].id
    (tmp_path / "parts" / "visits.csv").write_text("who,to,date\n")
    assert shop.changed()
    assert shop.look().facts == ()


def test_a_preview_is_the_question_without_its_key_and_what_an_author_asks(tmp_path) -> None:
    shop = bench(tmp_path)
    shop.look()
    shown = shop.preview("kd7w")
    assert [sample.role for sample in shown.samples] == ["name", "sea", "length"]
    sea = shown.samples[1]
    assert sea.view.form is Form.CHOICE
    assert sea.view.options[sea.keys[0]] == sea.answer == "North Sea"
    assert (sea.good, sea.weak, sea.cue) == (2, (), None)
    assert Form.TYPED in sea.forms
    assert Form.FLIP in sea.forms
    assert shown.source == "The pupils' atlas, p. 3"
    assert shown.forms[0] is Form.CHOICE
    assert shop.preview("nobody") is None


def test_the_form_wanted_is_taken_where_there_is_one(tmp_path) -> None:
    shop = bench(tmp_path)
    shop.look()
    match = shop.preview("kd7w", form=Form.MATCH)
    asked = {sample.role: sample for sample in match.samples}
    assert asked["sea"].view.form is Form.MATCH
    assert len(asked["sea"].view.prompts) == len(asked["sea"].keys) >= 3
    assert asked["sea"].instead is None
    gap = shop.preview("kd7w", form=Form.SELECT).samples[0]
    assert (gap.view.form, gap.instead) == (Form.CHOICE, Form.SELECT)


def test_a_seed_is_a_draw(tmp_path) -> None:
    shop = bench(tmp_path)
    shop.look()
    one = {shop.preview("kd7w", seed=str(n)).samples[1].view.options for n in range(6)}
    assert len(one) > 1
    assert shop.preview("kd7w", seed="3") == shop.preview("kd7w", seed="3")


def test_a_facet_that_is_refused_says_why(tmp_path) -> None:
    shop = bench(tmp_path, BAD)
    shop.look()
    shown = shop.preview("f5vz")
    assert shown.samples == ()
    assert [refusal.code for refusal in shown.refused if refusal.code] == ["QK301"]
    assert shop.preview("f4vz") is not None


def test_problems_concern_the_fact_they_stand_on(tmp_path) -> None:
    shop = bench(tmp_path, BAD)
    shop.look()
    problems = shop.complete().problems
    assert [shop.concerned(problem) for problem in problems] == ["f4vz", "f5vz"]


def test_what_the_author_accepts_is_counted_and_not_shown(tmp_path) -> None:
    ok = "date: 1999, ok: {QK301: both came that year}}"
    shop = bench(tmp_path, BAD.replace("date: 1999}", ok))
    shop.look()
    whole = shop.complete()
    assert [problem.code for problem in whole.problems] == ["QK116"]
    assert whole.accepted == 1


def test_what_takes_long_can_be_left_out(tmp_path) -> None:
    shop = bench(tmp_path)
    shop.look()
    quick, whole = shop.preview("kd7w", whole=False), shop.preview("kd7w")
    assert [s.view for s in quick.samples] == [s.view for s in whole.samples]
    assert (quick.whole, whole.whole) == (False, True)
    assert Form.MATCH in set(whole.forms) - set(quick.forms)
    matched = shop.preview("kd7w", form=Form.MATCH, whole=False).samples[1]
    assert matched.view.form is Form.MATCH


def test_sentences_are_told_anew_once_all_rules_have_looked(tmp_path) -> None:
    shop = bench(tmp_path)
    shop.look()
    shop.complete()
    (tmp_path / "deck.yaml").write_text(RIVERS.replace("ends in {sea}", "flows to {sea}"))
    assert "flows to" not in shop.look().facts[0].says
    assert "flows to" in shop.complete().facts[0].says


def test_the_language_and_the_profile_are_the_wanted_ones(tmp_path) -> None:
    shop = bench(tmp_path, profile="exam", language="vi")
    shop.look()
    assert "QK601" in {problem.code for problem in shop.complete().problems}


def test_cards_have_questions_too(tmp_path) -> None:
    text = RIVERS + 'cards:\n  - {id: c9bn, q: "Why?", a: "So it is", note: "Think"}\n'
    shop = bench(tmp_path, text)
    look = shop.look()
    assert look.facts[-1][:3] == ("c9bn", "card", "Why?")
    shown = shop.preview("c9bn")
    assert (shown.samples[0].view.stem, shown.note) == ("Why?", "Think")


def test_a_thousand_facts_are_read_again_within_half_a_second(tmp_path, capsys) -> None:
    rows = "\n".join(
        f"    - {{id: x{n}bc, name: River {n}, sea: Sea {n % 40}, length: {300 + n} km}}"
        for n in range(1_000)
    )
    shop = bench(tmp_path, RIVERS + rows + "\n")
    shop.look()
    shop.preview("x500bc")
    times = []
    for n in range(3):
        (tmp_path / "deck.yaml").write_text(RIVERS + rows + f"\n# {n}\n", encoding="utf-8")
        begun = time.perf_counter()
        assert shop.changed()
        shop.look()
        read = time.perf_counter()
        assert shop.preview("x500bc", whole=False).samples
        times.append((read - begun, time.perf_counter() - begun))
    with capsys.disabled():
        print(f"\n1,005 facts: read {min(times)[0]:.2f} s, with a preview {min(times)[1]:.2f} s")
    assert min(times)[1] < 1.5


def test_a_warning_fails_a_strict_check_only(tmp_path) -> None:
    found = bench(tmp_path, BAD).look()
    mild = (problem._replace(severity=Severity.WARNING) for problem in found.problems)
    warned = replace(found, problems=tuple(mild))
    assert (found.fails(strict=False), warned.fails(strict=False)) == (True, False)
    assert warned.fails(strict=True)


class Enough(Exception):
    """Somebody waits."""


def test_the_rules_give_way_to_whoever_waits_and_go_on_later(tmp_path) -> None:
    shop = bench(tmp_path, BAD)
    shop.look()
    left = 5

    def tick() -> None:
        nonlocal left
        left -= 1
        if not left:
            raise Enough

    with pytest.raises(Enough):
        shop.complete(tick)
    assert not shop.seen.complete
    assert [problem.code for problem in shop.complete().problems] == ["QK116", "QK301"]


def test_the_rules_are_told_the_lines_and_the_thresholds(tmp_path, monkeypatch) -> None:
    given = {}
    monkeypatch.setattr(
        "quizkit.practice.workshop.run", lambda *_, **named: given.update(named) or ()
    )
    shop = bench(tmp_path, options={"QK410": {"words": 9}})
    shop.look()
    shop.complete()
    assert given["options"] == {"QK410": {"words": 9}}
    assert given["lines"]["deck.yaml"][0] == "quizkit: 1"


def test_looks_leave_no_deck_behind(tmp_path) -> None:
    shop = bench(tmp_path)
    _looked_at(shop, tmp_path, 3)
    gc.collect()
    gc.disable()  # what is made in bulk is kept from the collector, so nothing may wait for it
    try:
        before = _held()
        _looked_at(shop, tmp_path, 30)
        grown = _held() - before
    finally:
        gc.enable()
    assert grown < ONE_LOOK


def _held() -> int:
    gc.unfreeze()  # else those are not among them
    return len(gc.get_objects())


def _looked_at(shop: Workshop, folder, times: int) -> None:
    for number in range(times):
        (folder / "deck.yaml").write_text(f"{RIVERS}# {number % 10}\n", encoding="utf-8")
        shop.look()
        shop.complete()
        assert shop.preview("kd7w")
