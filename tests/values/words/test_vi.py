from unicodedata import is_normalized

from quizkit.values.words.vi import WORDS


def test_dates_as_they_are_printed():
    texts = [form.format(year=1995, month=WORDS.months[6], day=11) for form in WORDS.dates]
    assert texts == ["1995", "tháng 7 năm 1995", "ngày 11 tháng 7 năm 1995"]
    assert WORDS.on[0].format(date=texts[0]) == "năm 1995"


def test_questions_about_dates():
    assert WORDS.when[0] == "năm nào"
    assert WORDS.when[1].format(year=2015) == "tháng mấy năm 2015"
    assert WORDS.when[2] == "ngày nào"


def test_everything_is_composed():
    texts = (*WORDS.months, *WORDS.counts, *WORDS.scales, *WORDS.bounds.values(), *WORDS.true)
    assert all(is_normalized("NFC", text) for text in texts)
