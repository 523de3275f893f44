"""What must hold for all responses, whatever the key."""

from datetime import date
from time import process_time
from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizkit.grading.judge import judge
from quizkit.grading.names import Lexicon
from quizkit.model import BEFORE, Grade, List, Many, Name, Named, Outcome, Precision, Text
from quizkit.text import fold
from quizkit.values.dates import make, read_date, truncate
from quizkit.values.numbers import read_number
from quizkit.values.show import show
from quizkit.values.words import BUILTIN, builtin

EN = builtin("en")


def _names(type_, *names):
    return [Name(name, type_) for name in names]


NAMES = {
    name.name: name
    for name in (
        Name("John Kerry", "person", aka=("Senator Kerry",)),
        Name("George H. W. Bush", "person", aka=("Bush Sr.",), never=("George Walker Bush",)),
        Name("United States", "country", aka=("US", "USA"), article=True),
        Name("Hanoi", "city", within=("Vietnam",), spellings={"vi": "Hà Nội"}),
        *_names("person", "John Vessey", "George W. Bush", "Bill Clinton", "Lê Đức Anh"),
        *_names("person", "Nguyễn Phú Trọng", "Nguyễn Xuân Phúc"),
        *_names("country", "Iran", "Iraq", "Austria", "Australia", "Laos", "Thailand", "Vietnam"),
        *_names("country", "Bosnia and Herzegovina"),
        *_names("city", "Đà Nẵng", "Hue"),
        *_names("agreement", "Comprehensive Partnership", "Comprehensive Strategic Partnership"),
        *_names("agreement", "Paris Peace Accords", "Statement on Defense Relations"),
    )
}
TEXTS = {
    "text": ("lifting of the embargo", "normalization", "Resolution 1973", "Co"),
    "enum": ("Colonel", "Lieutenant General", "General"),
}
LEXICON = Lexicon(NAMES, TEXTS, words=tuple(BUILTIN.values()))


def _judge(response, value, type_, **more):
    words = more.pop("words", EN)
    accepted = [value] if not isinstance(value, list) else value
    return judge(response, accepted=accepted, type_=type_, lexicon=LEXICON, words=words, **more)


known = st.sampled_from(
    [(Named(name.name), name.type) for name in NAMES.values()]
    + [
        (Text(text, member=type_ == "enum"), type_)
        for type_, texts in TEXTS.items()
        for text in texts
    ]
)


def _spelt(value):
    return NAMES[value.name] if isinstance(value, Named) else Name(value.text, "text")


@given(known, st.sets(st.sampled_from(["accents", "case"])))
def test_the_key_grades_right(pair, strict):
    value, type_ = pair
    for wider in (type_, BEFORE.get(type_, type_), "any"):
        grade = _judge(_spelt(value).name, value, wider, strict=frozenset(strict))
        assert (grade.outcome, grade.given) == (Outcome.RIGHT, value)


names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@pytest.mark.property
@given(st.lists(names.map(str.strip).filter(bool), min_size=1, max_size=6, unique_by=fold))
def test_the_key_grades_right_in_random_decks(spellings):
    lexicon = Lexicon({name: Name(name, "person") for name in spellings}, words=(EN,))
    for name in spellings:
        grade = judge(name, accepted=[Named(name)], type_="person", lexicon=lexicon, words=EN)
        assert grade.outcome is Outcome.RIGHT


@pytest.mark.property
@given(known, known)
def test_folding_never_makes_another_value_right(pair, other):
    value, type_ = pair
    another = _spelt(other[0])
    assume(other[0] != value)
    for spelling in (another.name, *another.aka, *another.spellings.values()):
        for response in (spelling, spelling.upper(), fold(spelling), f"the {spelling}."):
            assert _judge(response, value, type_).score == 0


@pytest.mark.property
@given(
    st.lists(names.map(str.strip).filter(bool), min_size=1, max_size=6, unique=True),
    st.lists(st.sampled_from(["Hà Nội", "HÀ NỘI", "Ha noi", "Huế"]), min_size=6, max_size=6),
)
def test_what_is_shown_grades_right_in_random_decks(mains, vietnamese):
    deck = {
        name: Name(name, "city", spellings={"vi": shown})
        for name, shown in zip(mains, vietnamese, strict=False)
    }
    lexicon = Lexicon(deck, words=tuple(BUILTIN.values()))
    for name, words in ((name, words) for name in deck for words in BUILTIN.values()):
        shown = show(Named(name), words=words, names=deck)
        grade = judge(shown, accepted=[Named(name)], type_="city", lexicon=lexicon, words=words)
        assert (grade.outcome, grade.given) == (Outcome.RIGHT, Named(name))


@pytest.mark.property
@given(st.lists(names.map(str.strip).filter(fold), min_size=2, max_size=2, unique=True))
def test_another_name_is_never_right_in_random_decks(spellings):
    one, other = spellings
    lexicon = Lexicon({name: Name(name, "place") for name in spellings}, words=(EN,))
    assume(" ".join(one.split()) != " ".join(other.split()))
    grade = judge(other, accepted=[Named(one)], type_="place", lexicon=lexicon, words=EN)
    assert grade.score == 0


@pytest.mark.property
@given(
    st.dates() | st.dates(max_value=date(1100, 1, 1)) | st.dates(max_value=date(40, 1, 1)),
    st.sampled_from(Precision),
    st.sampled_from(Precision),
    st.sampled_from(sorted(BUILTIN)),
)
def test_a_date_grades_right_as_it_is_shown(day, known, asked, tag):
    words = BUILTIN[tag]
    key = make(*(day.year, day.month, day.day)[:known])
    text = show(truncate(key, asked), words=words, names={})
    for form in ("NFC", "NFD"):
        for one in (key, truncate(key, asked)):
            grade = _judge(normalize(form, text), one, "date", asked=min(known, asked), words=words)
            assert grade == Grade(Outcome.RIGHT, 1.0, truncate(key, asked))
    alone = _judge(text.upper(), truncate(key, asked), "date", words=words)
    assert alone.outcome is Outcome.RIGHT


@pytest.mark.property
@given(
    st.sets(st.dates() | st.dates(max_value=date(99, 12, 31)), min_size=2, max_size=4),
    st.sampled_from(Precision),
    st.sampled_from(sorted(BUILTIN)),
)
def test_dates_grade_right_as_they_are_shown_together(days, asked, tag):
    # "12, 2000" is December 2000.
    assume(asked > Precision.YEAR or all(day.year > 31 for day in days))
    words = BUILTIN[tag]
    keys = dict.fromkeys(make(*(day.year, day.month, day.day)[:asked]) for day in sorted(days))
    text = show(List(tuple(keys)), words=words, names={})
    grade = _judge(text, list(keys), "date", asked=asked, words=words, many=Many.ALL)
    assert grade.outcome is Outcome.RIGHT


@pytest.mark.property
@given(
    st.decimals(0, 10**6, places=2),
    st.sampled_from(["", "about ", "over "]),
    st.sampled_from(["", " million", " billion USD", "%", " km"]),
)
def test_a_number_grades_right_as_it_is_shown(figure, bound, rest):
    key = read_number(f"{bound}{figure:f}{rest}", EN)
    text = show(key, words=EN, names={})
    assert _judge(text, key, "number").outcome is Outcome.RIGHT


@pytest.mark.property
@given(st.lists(known.filter(lambda pair: pair[1] == "country"), min_size=1, unique=True))
def test_a_list_grades_right_in_any_order(pairs):
    values = [value for value, _ in pairs]
    text = ", ".join(value.name for value in reversed(values))
    grade = _judge(text, values, "country", many=Many.ALL)
    assert grade.outcome is Outcome.RIGHT


KEYS = [
    (Named("John Kerry"), "person", {}),
    (Named("Hanoi"), "place", {"strict": frozenset({"accents", "case"})}),
    (Text("normalization"), "text", {}),
    (read_date("1992-11-18"), "date", {"asked": Precision.MONTH}),
    (read_number("75 billion USD", EN), "number", {}),
    ([Named("Laos"), Named("Vietnam")], "country", {"many": Many.ALL}),
    ([read_date("2017"), read_date("2019")], "date", {"many": Many.ALL}),
]


@pytest.mark.property
@given(st.text() | st.binary().map(lambda raw: raw.decode("utf-8", "surrogateescape")))
def test_nonsense_is_wrong_and_raises_nothing(response):
    assume(not any(part in fold(response) for part in ("19", "92", "11", "20", "17", "nov")))
    for value, type_, more in KEYS:
        assert _judge(response, value, type_, **more).outcome in {Outcome.WRONG, Outcome.UNCLEAR}


@pytest.mark.fault
@pytest.mark.parametrize("unit", ["a", "1", " ", ",", "ﷺ", "a, ", "x and ", "\u0301", "(", "1,"])
def test_long_responses_are_fast(unit):
    for value, type_, more in KEYS:
        for length in (500, 65536):
            start = process_time()
            grade = _judge((unit * length)[:length], value, type_, **more)
            assert process_time() - start < 0.5
            assert grade.score == 0


def test_the_cap_holds_before_and_after_compatibility_forms():
    assert _judge("John Kerry" + " " * 490, Named("John Kerry"), "person").score == 1
    assert _judge("John Kerry" + " " * 491, Named("John Kerry"), "person").score == 0
    assert _judge("\ufdfa" * 30, Named("John Kerry"), "person").score == 0
