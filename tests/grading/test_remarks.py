import re

import pytest

from quizkit.grading.judge import judge
from quizkit.grading.names import Lexicon
from quizkit.grading.remarks import remark
from quizkit.model import Name, Named
from quizkit.values.words import BUILTIN

EN, VI = BUILTIN["en"], BUILTIN["vi"]


@pytest.mark.parametrize("words", BUILTIN.values(), ids=list(BUILTIN))
def test_every_language_has_all_remarks_with_their_fields(words):
    assert set(words.remarks) == set(EN.remarks)
    for name, pattern in words.remarks.items():
        wanted = sorted(re.findall(r"\{(\w+)\}", EN.remarks[name]))
        assert sorted(re.findall(r"\{(\w+)\}", pattern)) == wanted, name


def test_english_serves_where_a_language_has_none():
    assert remark(None, "no year") == "the year is missing" == remark(EN, "no year")
    assert remark(VI, "no year") == "còn thiếu năm"


def test_a_slip_is_told_in_the_language_of_the_question():
    lexicon = Lexicon({"Đà Nẵng": Name("Đà Nẵng", "city")})
    found = judge("Đà Nẵngg", accepted=[Named("Đà Nẵng")], type_="city", lexicon=lexicon, words=VI)
    assert found.detail == "bạn viết “Đà Nẵngg”, đúng là “Đà Nẵng”"
    strict = frozenset({"accents", "case"})
    found = judge(
        "da nang", accepted=[Named("Đà Nẵng")], type_="city", lexicon=lexicon, words=VI,
        strict=strict,
    )  # fmt: skip
    assert found.detail.startswith("ở đây phải viết đúng dấu và chữ hoa: ")
