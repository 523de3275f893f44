"""The day of an exam as people type it."""

from datetime import date

import pytest

from quizkit.practice.exam_day import exam_day
from quizkit.values.words.en import WORDS

MONDAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-12", "2026-06-12"),
        ("12 June", "2026-06-12"),
        ("30 May", "2027-05-30"),
        ("29 Feb", "2028-02-29"),
        ("today", "2026-06-01"),
        ("tomorrow", "2026-06-02"),
        ("fri", "2026-06-05"),
        ("Friday", "2026-06-05"),
        ("on friday", "2026-06-05"),
        ("mon", "2026-06-08"),
        ("in 12 days", "2026-06-13"),
        ("3 weeks", "2026-06-22"),
        ("1 day", "2026-06-02"),
        ("2w", "2026-06-15"),
        ("in a week", "2026-06-08"),
        ("  5 June ", "2026-06-05"),
    ],
)
def test_a_day_is_read_as_people_type_it(text, day):
    assert str(exam_day(text, MONDAY, WORDS)) == day


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("soon", '"soon" is no day; give it as 2026-12-12, or as 12 December'),
        ("t", '"t" is no day'),
        ("", '"" is no day'),
        ("5/6/2026", "can be read in two ways"),
        ("2026-02-30", "is no day"),
        ("2026-05-01", "is over (today is 2026-06-01)"),
        ("2025-06-12", "did you mean 2026-06-12?"),
        ("in 9000 days", "more than 5 years ahead"),
    ],
)
def test_what_is_no_day_to_come_is_refused_with_what_helps(text, told):
    with pytest.raises(ValueError, match=r"day|over|ahead|ways") as error:
        exam_day(text, MONDAY, WORDS)
    assert told in str(error.value)
