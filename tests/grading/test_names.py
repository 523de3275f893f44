import pytest

from quizkit.grading.names import Lexicon, grade
from quizkit.model import Name, Named, Outcome, Text
from quizkit.values.words import builtin

EN, VI = builtin("en"), builtin("vi")


def judged(response, key, *names, type_="person", strict=frozenset()):
    lexicon = Lexicon({name.name: name for name in names}, words=(EN,))
    return grade(response, [Named(key)], type_=type_, lexicon=lexicon, strict=strict)


KERRY, VESSEY = Name("John Kerry", "person"), Name("John Vessey", "person")


def test_a_slip_tells_what_differs():
    found = judged("Kery", "John Kerry", KERRY, VESSEY)
    assert (found.outcome, found.score) == (Outcome.SLIP, 1.0)
    assert found.detail == 'you wrote "Kery", it is "Kerry"'
    assert found.given == Named("John Kerry")


def test_a_confusion_names_the_other_value():
    for response in ("John Vessey", "Vessey", "vessy", "General Vessey"):
        found = judged(response, "John Kerry", KERRY, VESSEY)
        assert (found.outcome, found.given) == (Outcome.WRONG, Named("John Vessey"))


def test_a_name_of_another_type_wins_over_a_misspelling():
    names = (Name("Vienna", "city"), Name("Viena", "person"))
    found = judged("viena", "Vienna", *names, type_="city")
    assert (found.outcome, found.given) == (Outcome.WRONG, Named("Viena"))


def test_a_full_name_elsewhere_wins_over_a_last_word():
    names = (Name("Port Hanoi", "work"), Name("Hanoi", "city"))
    assert judged("Hanoi", "Port Hanoi", *names, type_="work").given == Named("Hanoi")


def test_a_text_elsewhere_does_not_take_a_last_word_away():
    lexicon = Lexicon({"John Kerry": KERRY}, {"text": ["Kerry"]}, words=(EN,))
    found = grade("Kerry", [Named("John Kerry")], type_="person", lexicon=lexicon)
    assert found.outcome is Outcome.RIGHT


def test_equal_misspellings_ask_which_one():
    names = (Name("George H. W. Bush", "person"), Name("George W. Bush", "person"))
    found = judged("Gorge Bush", "George W. Bush", *names)
    assert found.outcome is Outcome.UNCLEAR
    assert found.candidates == ("George H. W. Bush", "George W. Bush")


def test_which_one_lists_what_fits_whatever_the_key():
    names = (Name("George H. W. Bush", "person"), Name("George W. Bush", "person"))
    fits = {judged("Bush", name.name, *names).candidates for name in names}
    assert fits == {("George H. W. Bush", "George W. Bush")}


def test_several_wrong_ones_are_not_named():
    names = (KERRY, Name("Ann Bush", "person"), Name("Ben Bush", "person"))
    found = judged("Bush", "John Kerry", *names)
    assert (found.outcome, found.given) == (Outcome.WRONG, None)


def test_any_of_several_is_right():
    lexicon = Lexicon({"John Kerry": KERRY, "John Vessey": VESSEY}, words=(EN,))
    accepted = [Named("John Kerry"), Named("John Vessey")]
    for response in ("Kerry", "vessey", "John Vesey"):
        assert grade(response, accepted, type_="person", lexicon=lexicon).score == 1.0


def test_an_answer_that_no_fact_holds_is_known_too():
    lexicon = Lexicon({}, {"text": ["1995"]}, words=(EN,))
    accepted = [Text("normalization"), Text("normalisation of relations")]
    for response in ("Normalization", "normalizaton", "normalisation of relations"):
        assert grade(response, accepted, type_="text", lexicon=lexicon).score == 1.0
    assert grade("1995", accepted, type_="text", lexicon=lexicon).given == Text("1995")


def test_what_counts_says_so():
    found = judged("da nang", "Đà Nẵng", Name("Đà Nẵng", "city"), strict=frozenset({"accents"}))
    assert found.outcome is Outcome.WRONG
    assert found.detail == 'accents count here: you wrote "da nang", it is "Đà Nẵng"'


def test_a_misspelling_forgives_no_accent_that_counts():
    city = Name("Buôn Ma Thuột", "city")
    strict = frozenset({"accents"})
    assert judged("Buôn Ma Thuộtt", city.name, city, type_="city", strict=strict).score == 1
    assert judged("Buon Ma Thuott", city.name, city, type_="city", strict=strict).score == 0
    assert judged("Buon Ma Thuott", city.name, city, type_="city").score == 1


def test_a_grader_that_only_folds_would_be_caught():
    # Negative control: folding alone cannot tell these two, the levels can.
    names = (Name("Hà", "city"), Name("Hạ", "city"))
    assert judged("Hạ", "Hà", *names, type_="city").given == Named("Hạ")
    assert judged("Hà", "Hà", *names, type_="city").outcome is Outcome.RIGHT
    assert judged("ha", "Hà", *names, type_="city").outcome is Outcome.UNCLEAR


def test_an_alias_of_another_that_is_a_short_form_of_the_key_asks_which_one():
    father = Name("George H. W. Bush", "person", aka=("George Bush", "Bush Sr."))
    son = Name("George W. Bush", "person")
    found = judged("George Bush", son.name, father, son)
    assert found.outcome is Outcome.UNCLEAR
    assert found.candidates == (father.name, son.name)
    for answer in found.candidates:
        assert (judged(answer, son.name, father, son).score == 1) == (answer == son.name)
    assert judged("George Bush", father.name, father, son).outcome is Outcome.RIGHT
    assert judged("Bush Sr.", son.name, father, son).outcome is Outcome.WRONG
    assert judged(father.name, son.name, father, son).outcome is Outcome.WRONG
    never = son._replace(never=("George Bush",))
    assert judged("George Bush", son.name, father, never).outcome is Outcome.WRONG


OLD = Name("Hanoi", "city", spellings={"vi": "Hà Nội"})
NEW = Name("Greater Hanoi", "city", spellings={"vi": "Hà Nội"}, aka=("Thăng Long",))
SAME = Name("Hà Nội", "city", aka=("Thăng Long",))


@pytest.mark.parametrize("response", ["Hà Nội", "hà nội", "Ha Noi", "HÀ NỘI", "Hà Nộii"])
@pytest.mark.parametrize(("key", "other"), [(OLD, NEW), (NEW, OLD), (OLD, SAME), (SAME, OLD)])
def test_what_is_shown_is_right_though_another_is_shown_alike(response, key, other):
    lexicon = Lexicon({name.name: name for name in (key, other)}, words=(VI,))
    found = grade(response, [Named(key.name)], type_="city", lexicon=lexicon, words=VI)
    assert (found.score, found.given) == (1.0, Named(key.name))


def test_an_alias_of_both_still_asks_which_one():
    lexicon = Lexicon({name.name: name for name in (NEW, SAME)}, words=(VI,))
    found = grade("Thăng Long", [Named(NEW.name)], type_="city", lexicon=lexicon, words=VI)
    assert found.outcome is Outcome.UNCLEAR


def test_what_is_shown_for_another_is_wrong():
    lexicon = Lexicon({name.name: name for name in (OLD, SAME)}, words=(VI,))
    found = grade("Hà Nội", [Named("Hanoi")], type_="city", lexicon=lexicon, words=EN)
    assert (found.outcome, found.given) == (Outcome.WRONG, Named("Hà Nội"))
