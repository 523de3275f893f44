import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.color import Color
from textual.widgets import Input, Static

from quizkit.tui import rtl
from quizkit.tui.rtl import AsTyped, Reordering, reordered

needs_extra = pytest.mark.skipif(not rtl.installed(), reason="the extra rtl is not installed")

SHALOM = "שלום"
WHO = "מי הוא Kerry?"


@pytest.mark.parametrize(
    ("setting", "environ", "expected"),
    [
        ("auto", {}, True),
        ("auto", {"TERM": "xterm-256color"}, True),
        ("auto", {"VTE_VERSION": "7600"}, False),
        ("auto", {"KONSOLE_VERSION": "240802"}, False),
        ("auto", {"TERM": "mlterm-256color"}, False),
        ("auto", {"MLTERM": "3.9"}, False),
        ("auto", {"VTE_VERSION": ""}, True),
        ("reorder", {"VTE_VERSION": "7600"}, True),
        ("off", {}, False),
    ],
)
def test_auto_leaves_terminals_alone_that_do_it_themselves(setting, environ, expected) -> None:
    assert rtl.is_wanted(setting, environ) is expected


def test_a_missing_extra_is_named_and_does_nothing(monkeypatch) -> None:
    monkeypatch.setattr(rtl, "find_spec", lambda _name: None)
    assert rtl.filters("reorder", {}) == []
    assert "quizkit[rtl]" in rtl.told("auto", {})
    assert "stored" in rtl.told("off", {})
    assert "by itself" in rtl.told("auto", {"VTE_VERSION": "1"})


@needs_extra
@pytest.mark.parametrize(
    ("stored", "painted"),
    [
        ("Hanoi", "Hanoi"),
        (SHALOM, SHALOM[::-1]),
        (f"Who is {SHALOM}?", f"Who is {SHALOM[::-1]}?"),
        (WHO, "?Kerry " + "מי הוא"[::-1]),
        (f"  1  {SHALOM}   2  {SHALOM} ", f"  1  {SHALOM[::-1]}   2  {SHALOM[::-1]} "),
        ("(אב) ג", "ג" + " " + "(" + "אב"[::-1] + ")"),
        ("1992 אב 17", "17 בא 1992"),
        ("שָׁלוֹם", "ם\u05d5\u05b9ל\u05e9\u05b8\u05c1"),
        ("سلام", "\ufee1\ufefc\ufeb3 "),
    ],
)
def test_a_line_is_painted_in_the_order_of_reading(stored: str, painted: str) -> None:
    assert reordered(stored) == painted


@needs_extra
@pytest.mark.property
@given(st.text(st.sampled_from([*"ab1  .?()", *SHALOM, *"سلامَ", "ָ", "中"])))
def test_a_line_keeps_its_cells(text: str) -> None:
    assert cell_len(reordered(text)) == cell_len(text)


@needs_extra
def test_styles_stay_where_they_are() -> None:
    segments = [Segment("1 "), Segment(SHALOM), Segment(" right")]
    painted = Reordering().apply(segments, Color(0, 0, 0))
    assert [segment.text for segment in painted] == ["1 ", SHALOM[::-1], " right"]
    plain = [Segment("Hanoi")]
    assert Reordering().apply(plain, Color(0, 0, 0)) is plain


class Typed(Input, AsTyped):
    pass


class Small(App[None]):
    def compose(self) -> ComposeResult:
        yield Static(WHO, markup=False)
        yield Typed(WHO)

    def get_line_filters(self):
        return [*super().get_line_filters(), *rtl.filters("reorder", {})]


@needs_extra
async def test_what_is_shown_is_turned_round_and_what_is_typed_is_not() -> None:
    app = Small()
    async with app.run_test(size=(30, 6)):
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
    assert lines[0].strip() == "?Kerry " + "מי הוא"[::-1]
    assert WHO in "".join(lines[1:])
