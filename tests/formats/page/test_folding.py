"""One table of cases, folded here and in the page."""

import sys
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

import pytest

from quizkit import text
from quizkit.formats.page.folding import LETTERS, fold, light
from quizkit.formats.page.typed import UNITS
from tests.formats.hostile import TEXTS
from tests.formats.page.browser import browser, judging

CASES = {
    "Lê Đức Anh": "leducanh",
    "  ĐÀ NẴNG ": "danang",
    "e\u0301tude": "etude",
    "étude": "etude",
    "ﬁnance ﬃ": "financeffi",
    "Œuvre, Æsop": "oeuvreaesop",
    "İstanbul": "istanbul",
    "Isparta ılık": "ispartailik",
    "Straße": "strasse",
    "STRASSE": "strasse",
    "ẞ": "ss",
    "Ａｐｏｌｌｏ １１": "apollo11",
    "ΟΔΥΣΣΕΥΣ": "οδυσσευσ",
    "Ὀδυσσεύς": "οδυσσευσ",
    "Łódź": "lodz",
    "Þingvellir": "thingvellir",
    "Saint-Étienne": "saintetienne",
    "O’Brien": "obrien",
    "O'Brien": "obrien",
    "29/7/1588": "29 7 1588",
    "1 000": "1 000",
    "July 29, 1588": "july29 1588",
    "C++": "c++",
    "C#": "c#",
    "C": "c",
    "👩\u200d🚀": "👩🚀",
    "❤\ufe0f": "❤",
    "🇻🇳": "🇻🇳",
    "...": "...",
    "— —": "——",
    "שָׁלוֹם": "שָׁלוֹם",
    "العربية ١٢٣": "العربية١٢٣",
    "हिन्दी": "हिन्दी",
    "が": "か\u3099",
    "東京": "東京",
    "한국": "한국",
    "x²": "x2",
    "½": "1⁄2",
    "co\u00adoperate": "cooperate",
    "a_b": "ab",
    "first\nsecond": "firstsecond",
    "constructor": "constructor",
    "": "",
}
"""Text to what is left of it."""


def _whole(found: str) -> str:
    return normalize("NFKD", found)


@pytest.mark.parametrize(("said", "left"), CASES.items())
def test_a_text_is_folded(said: str, left: str) -> None:
    assert fold(said) == _whole(left)


def test_what_counts_is_kept() -> None:
    assert fold("Hà Nội", keep="a") != fold("Ha Noi", keep="a")
    assert fold("Hà Nội", keep="a") == fold("hà nội", keep="a")
    assert fold("NaCl", keep="c") != fold("NACL", keep="c")
    assert fold("é", keep="ac") == fold("e\u0301", keep="ac") != fold("É", keep="ac")


def test_light_keeps_all_but_case_and_blanks() -> None:
    assert light(" Hà  NỘI ") == light("hà nội") != light("ha noi")
    assert light("a, b") == "a, b"


def test_letters_are_those_of_quizkit_itself() -> None:
    own = {char: text.fold(char, case=True) for char in map(chr, range(0x80, 0x250))}
    assert {char: left for char, left in own.items() if char in LETTERS} == dict(LETTERS)


def test_folding_is_never_looser_than_quizkit() -> None:
    """Of texts that fold to the same here quizkit says the same too, blanks aside."""
    met: dict[str, set[str]] = {}
    for said in (*CASES, *TEXTS, *UNITS):
        met.setdefault(fold(said), set()).add(text.fold(said).replace(" ", ""))
    assert {key: found for key, found in met.items() if key.isalnum() and len(found) > 1} == {}


@pytest.mark.consumer
def test_the_page_folds_the_same(tmp_path: Path) -> None:
    said = [*CASES, *TEXTS, *UNITS, *LETTERS]
    singles = map(chr, (*range(0x2000), *range(0x2000, sys.maxunicode, 211)))
    said += [char for char in singles if category(char) not in ("Cn", "Cs")]
    assert _in_page(said, tmp_path) == [
        [fold(one), fold(one, keep="a"), fold(one, keep="c"), fold(one, keep="ac"), light(one)]
        for one in said
    ]


def _in_page(said: list[str], folder: Path) -> Any:
    empty = folder / "empty.html"
    empty.write_text("<!DOCTYPE html><title>x</title>", "utf-8")
    with browser() as chromium:
        page = chromium.new_page()
        page.goto(empty.as_uri())
        script = "s => [fold(s), fold(s, 'a'), fold(s, 'c'), fold(s, 'ac'), light(s)]"
        return page.evaluate(f"said => {{ {judging()}; return said.map({script}); }}", said)
