"""Texts of every script are wrapped to the cell, whole, and never act."""

import pytest
from rich.cells import cell_len
from textual.content import Content

from quizkit.model import Form
from quizkit.tui.text import shown
from quizkit.tui.widgets.lines import flowed, hung, wrapped
from quizkit.tui.widgets.pager import Pager
from quizkit.tui.widgets.stem import Stem
from tests.tui import studying as made
from tests.tui.studying import check_fits, feedback, question, studying

SCRIPTS = {
    "Vietnamese": "Hội nghị Pa-ri về chấm dứt chiến tranh, lập lại hoà bình ở Việt Nam",
    "decomposed": "Hội nghị Việt Nam về hoà bình".encode().decode().replace("ộ", "o\u0323\u0302"),
    "Chinese": "一九七三年一月二十七日在巴黎簽訂關於在越南結束戰爭恢復和平的協定",
    "Japanese": "ベトナムにおける戦争終結と平和回復に関するパリ協定は一九七三年",
    "Korean": "베트남에서의 전쟁 종식과 평화 회복에 관한 파리 협정",
    "emoji": "👨\u200d👩\u200d👧\u200d👦 a family, 👍🏽 a thumb, ☀️ a sun, 🇻🇳 a flag, " + "🧪" * 13,
    "marks": "Z\u0351\u036b\u0343a\u0328\u0323l\u0321g\u0335o\u0322 " * 6,
    "Thai": "ความตกลงปารีสว่าด้วยการยุติสงครามและฟื้นฟูสันติภาพในเวียดนาม",
    "Hindi": "वियतनाम में युद्ध की समाप्ति और शांति की बहाली पर पेरिस समझौता",
    "Arabic": "اتفاقيات باريس للسلام بشأن إنهاء الحرب واستعادة السلام في فيتنام",
    "Hebrew": "הסכמי השלום של פריז בדבר סיום המלחמה והשבת השלום בווייטנאם",
    "one word": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "markup": "[bold]not bold[/bold] [@click=app.quit]quit[/] [src] [/b] \\[x] $text-error",
    "escapes": "\x1b[31mred\x1b[0m \x1b]52;c;aGk=\x07 \u202eback \u200b \x9b31m tab\there",
}


def joined_again(lines: list[Content]) -> str:
    """Return lines as one text without blanks."""
    return "".join("".join(line.plain.split()) for line in lines)


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_lines_hold_the_whole_text_and_fit_to_the_cell(text):
    content = shown(text)
    for width in (8, 9, 15, 38, 80):
        lines = wrapped(content, width)
        assert all(cell_len(line.plain) <= width for line in lines)
        assert joined_again(lines) == "".join(content.plain.split())


def test_a_letter_keeps_its_marks_and_a_wide_sign_is_not_halved():
    assert [line.plain for line in wrapped(shown("e\u0323\u0302" * 5), 2)] == [
        "e\u0323\u0302" * 2,
        "e\u0323\u0302" * 2,
        "e\u0323\u0302",
    ]
    assert [line.plain for line in wrapped(shown("東京都"), 5)] == ["東京", "都"]


def test_texts_hang_under_their_beginning_by_cells():
    lines = hung(shown(" 1  "), shown("東京都 大阪府 京都府"), 12)
    assert [line.plain for line in lines] == [" 1  東京都", "    大阪府", "    京都府"]


def test_what_follows_a_text_stands_in_its_column_or_below():
    text, after = shown("Po"), shown("right")
    assert hung(shown("1 "), text, 30, after=after, column=9)[0].plain == "1 Po       right"
    assert hung(shown("1 "), text, 30, after=after)[0].plain == "1 Po   right"
    assert [line.plain for line in hung(shown("1 "), shown("Mississippi"), 16, after=after)] == [
        "1 Mississippi",
        "  right",
    ]


def test_pieces_flow_and_are_clicked_where_they_stand():
    pieces = [(shown("東京"), "a"), (shown("Kyoto"), "b"), (shown("a very long piece"), "c")]
    lines = flowed(pieces, 14)
    assert [line.content.plain for line in lines] == ["東京   Kyoto", "a very long", "piece"]
    assert [lines[0].target(cell) for cell in (0, 3, 4, 7, 11, 12)] == ["a", "a", "", "b", "b", ""]
    assert lines[2].target(0) == "c"


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_nothing_of_an_option_is_lost_where_it_is_narrow(text):
    asked = question(options=(text, "John Kerry", text + " "))
    rows = feedback(asked)
    from quizkit.tui.widgets.judgedrows import judged_rows
    from quizkit.tui.widgets.optionrows import drawn

    lines = [line.content for line in drawn(judged_rows(rows), 40)]
    assert all(line.cell_length <= 40 for line in lines)
    assert "".join(shown(text).plain.split()) in joined_again(lines)


async def test_every_script_fits_every_form_on_the_smallest_screen():
    async with studying(question(), size=(40, 15)) as s:
        for name, text in SCRIPTS.items():
            views = [
                question(stem=text, options=(text, "x", text + "!"), deck=text),
                made.replace(made.MATCH, options=("x", "y", text), prompts=(text, "a", "b")),
                feedback(statement=text, lines=(text,), source=text, note=text),
            ]
            for view in views:
                s.screen._show(view)
                await s.settle()
                check_fits(s.text(), 40, name)
                assert "\x1b" not in s.text()


async def test_a_long_stem_takes_half_of_the_screen_and_is_scrolled():
    stem = " ".join(f"word{number}" for number in range(200))
    async with studying(question(stem=stem), size=(40, 15)) as s:
        assert s.screen.query_one(Stem).size.height <= 7
        assert "more ↓" in s.text()
        assert "John Vessey" in s.text()
        assert "I don't know" in s.text()
        await s.press("pagedown", "pagedown")
        assert "↑ more ↓" in s.text()
        await s.press(*["pagedown"] * 20)
        assert "word199" in s.text()
        await s.press(*["pageup"] * 30)
        assert "word0" in s.text()
        await s.press("2")
        assert s.actions


async def test_many_options_scroll_with_the_cursor_and_by_a_click():
    options = tuple(
        f"The option with the number {number} and a long name" for number in range(1, 8)
    )
    asked = made.replace(made.SELECT, options=options)
    async with studying(asked, size=(40, 15)) as s:
        assert "number 7" not in s.text()
        await s.press("7")
        assert "number 7" in s.text()
        await s.press("down")
        assert "number 1" in s.text()
        await s.click("more ↓")
        assert "number 5" in s.text()


async def test_growing_and_shrinking_keeps_what_was_begun():
    async with studying(made.TYPED) as s:
        await s.press("k", "e")
        await s.resize(40, 15)
        await s.resize(120, 40)
        await s.press("r")
        assert s.screen.pages.line.box.value == "ker"
        await s.give(made.SELECT)
        await s.press("2")
        await s.resize(60, 20)
        assert "[x] 2" in s.text()


async def test_typed_letters_are_composed_and_the_cursor_stays():
    async with studying(made.TYPED) as s:
        box = s.screen.pages.line.box
        box.value = "Vie\u0323\u0302t"
        await s.settle()
        assert box.value == "Việt"
        box.cursor_position = 3
        await s.press("backspace")
        assert box.value == "Vit"
        box.insert("e\u0323\u0302", 2)
        await s.settle()
        assert (box.value, box.cursor_position) == ("Việt", 3)
        box.value = ""
        await s.press_quickly(*"Ha\u0300 No\u0323\u0302i")
        await s.settle()
        assert (box.value, box.cursor_position) == ("Hà Nội", 6)


async def test_no_more_than_an_answer_fits_into_the_line():
    async with studying(made.TYPED) as s:
        box = s.screen.pages.line.box
        box.insert_text_at_cursor("x" * 600)
        assert len(box.value) <= 500


async def test_coming_back_to_the_line_selects_nothing():
    async with studying(made.TYPED) as s:
        await s.press("k", "e", "tab", "tab", "r")
        assert s.screen.pages.line.box.value == "ker"


def test_a_pager_alone_asks_for_its_lines():
    with pytest.raises(NotImplementedError):
        Pager().lines(10)


def test_forms_are_all_answered_somewhere():
    from quizkit.tui.screens.pages import _ASKED_BY

    assert set(_ASKED_BY) == set(Form)
