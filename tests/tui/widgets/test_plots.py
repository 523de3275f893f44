"""Plots as lines of text: never wider than asked, higher values never lower, all in the table."""

from hypothesis import given
from hypothesis import strategies as st

from quizkit.tui.widgets.bars import ASCII, BLOCKS, band, bar, filled, signs_for
from quizkit.tui.widgets.plot import Mark, Plot, Shape
from quizkit.tui.widgets.sparks import spark
from quizkit.tui.widgets.table import broken, cells_of, table

heights = st.floats(-1.0, 1e6, allow_nan=False)
names = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30) | (
    st.sampled_from(("visit", "Hoá học 10", "東京の国", "e\u0301", "[b]x[/b]", "\x1b[2J", "👩‍🚀"))
)
marks = st.builds(
    lambda label, value, wide: Mark(label, value, f"{value:.0f} %", value, value + wide),
    names,
    st.floats(0.0, 100.0),
    st.floats(0.0, 9.0),
)
plots = st.builds(
    Plot,
    title=names,
    marks=st.lists(marks, max_size=6).map(tuple),
    shape=st.sampled_from(Shape),
    headings=st.just(("name", "known")),
    total=names,
    note=names,
    empty=names,
)


@given(plots, st.integers(2, 120), st.sampled_from((BLOCKS, ASCII)))
def test_no_line_is_wider_than_asked(plot, width, signs):
    for line in (*plot.lines(width, signs=signs), *plot.told(width)):
        assert cells_of(line) <= width


@given(plots, st.integers(40, 120))
def test_every_figure_is_told_in_words_and_in_the_table(plot, width):
    drawn, told = "".join(plot.lines(width)), "".join(plot.told(width))
    for mark in plot.marks:
        assert mark.text in told
        assert plot.shape is Shape.SPARK or mark.text in drawn


@given(plots, st.integers(2, 60))
def test_nothing_that_acts_is_drawn(plot, width):
    for line in (*plot.lines(width), *plot.told(width)):
        assert "\x1b" not in line
        assert "\n" not in line


@given(st.lists(heights, min_size=2, max_size=40), st.integers(1, 60))
def test_bars_rise_with_their_value(values, cells):
    values.sort()
    top = max(1.0, *values)
    full = [filled(value, cells, top=top) for value in values]
    assert full == sorted(full)
    assert all((length > 0) == (value > 0.0) for length, value in zip(full, values, strict=True))
    assert all(len(bar(value, cells, top=top)) == cells for value in values)


@given(st.lists(heights, min_size=1, max_size=40))
def test_sparks_rise_with_their_value(values):
    drawn = spark(sorted(values))
    levels = [BLOCKS.heights.index(sign) for sign in drawn]
    assert levels == sorted(levels)
    assert len(drawn) == len(values)
    assert max(values) <= 0.0 or levels[-1] == len(BLOCKS.heights) - 1


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.integers(0, 30))
def test_a_band_is_a_bar_of_its_lower_value_and_more(low, high, cells):
    drawn = band(low, high, cells)
    assert len(drawn) == cells
    assert drawn.count(BLOCKS.full) == filled(low, cells, top=1.0)
    assert list(drawn) == sorted(drawn, key=(BLOCKS.full + BLOCKS.band + BLOCKS.rest).index)


@given(st.lists(st.tuples(names, names, names), max_size=5), st.integers(2, 80))
def test_a_table_is_never_wider_than_asked(rows, width):
    assert all(cells_of(line) <= width for line in table(("name", "one", "two"), rows, width))


def test_ascii_where_the_terminal_shows_nothing_else():
    assert signs_for("utf-8") is signs_for("UTF8") is BLOCKS
    assert signs_for("ascii") is signs_for("latin-1") is signs_for("x") is signs_for("") is ASCII
    assert bar(0.5, 6, signs=ASCII) == "###..."
    assert spark([0, 1, 2], signs=ASCII).isascii()
    plot = Plot("By kind", (Mark("visit", 0.5, "50 %", 0.4, 0.7),), top=1.0, headings=("a", "b"))
    assert "".join(plot.lines(40, signs=ASCII)).isascii()


BY_KIND = Plot(
    "By kind",
    (
        Mark("visit", 0.92, "92 %", cells=("92 %", "40")),
        Mark("agreement", 0.71, "71 %  <- weakest", cells=("71 %", "12")),
    ),
    headings=("kind", "known", "answers"),
    top=1.0,
    note="What was answered wrong today counts as not known.",
)


def test_bars_with_room():
    assert BY_KIND.lines(60) == [
        "By kind",
        "  visit      ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇░░ 92 %",
        "  agreement  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇░░░░░░░ 71 %  <- weakest",
        "What was answered wrong today counts as not known.",
    ]


def test_bars_without_room_stand_below_their_names():
    assert BY_KIND.lines(30) == [
        "By kind",
        "  visit",
        "    ▇▇▇▇▇▇▇▇░ 92 %",
        "  agreement",
        "    ▇▇▇▇▇▇░░░ 71 %  <- weakest",
        "What was answered wrong today",
        "counts as not known.",
    ]


def test_the_same_as_a_table():
    assert BY_KIND.told(60) == [
        "By kind",
        "kind       known  answers",
        "visit       92 %       40",
        "agreement   71 %       12",
        "What was answered wrong today counts as not known.",
    ]


def test_a_spark_on_one_line_or_on_three():
    days = tuple(Mark(f"{n} May", n, str(n)) for n in (3, 0, 9, 4))
    plot = Plot("Answers", days, Shape.SPARK, headings=("day", "answers"), total="16 in 4 days")
    assert plot.lines(40) == ["Answers  ▃▁█▄  16 in 4 days"]
    assert plot.lines(20) == ["Answers", "▃▁█▄", "16 in 4 days"]
    assert plot.told(20)[:3] == ["Answers", "day    answers", "3 May        3"]


def test_without_values_it_says_what_will_stand_there():
    plot = Plot("Mixed up", (), empty="Nothing is mixed up.")
    assert plot.lines(40) == plot.told(40) == ["Mixed up", "  Nothing is mixed up."]


def test_wide_signs_and_marks_keep_columns_straight():
    rows = [("東京", "1"), ("Hà Nội", "20"), ("e\u0301", "3")]
    lines = table(("city", "n"), rows, 20)
    assert [cells_of(line) for line in lines] == [10, 10, 10, 10]
    assert broken("東京の国", 4) == ["東京", "の国"]
