"""HTML that a cell can hold."""

import re

import pytest

from quizkit.notebook import blocks, markdown
from quizkit.notebook.markup import (
    Html,
    details,
    element,
    escaped,
    joined,
    listed,
    output,
    said,
    table,
)
from quizkit.text import visible
from tests.notebook.harmless import HOSTILE, read


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_out_as_it_is_seen(text):
    assert read(escaped(text)) == visible(text, keep_lines=True)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_builder_lets_a_text_do_harm(text):
    made = output(
        element("p", text, title=text),
        said(text, language=text),
        listed([text], kind="a"),
        details(text, text),
        table([text], [[text], [7], [None]], caption=text),
        joined([text, None, 1.5], between=text),
        language=text,
    )
    assert visible(text, keep_lines=True) in read(made)


def test_html_is_not_escaped_twice_but_a_formatted_string_is():
    inner = element("b", "&")
    assert element("p", inner) == "<p><b>&amp;</b></p>"
    assert element("p", f"{inner}") == "<p>&lt;b&gt;&amp;amp;&lt;/b&gt;</p>"
    assert isinstance(joined([inner]), Html)


@pytest.mark.parametrize(
    ("name", "attributes"),
    [
        ("script", {}),
        ("STYLE", {}),
        ("iframe", {}),
        ("p", {"onclick": "x()"}),
        ("p", {"ONLOAD": "x()"}),
        ("img", {"src": "http://example.org/x.png"}),
        ("img", {"src": "//example.org/x.png"}),
        ("a", {"href": "javascript:alert(1)"}),
        ("img", {"src": "data:text/html,<script>"}),
        ("p", {"style": "background:URL(http://example.org)"}),
    ],
)
def test_what_could_run_or_load_is_refused(name, attributes):
    with pytest.raises(ValueError, match=r"no place|could run|leaves the page"):
        element(name, **attributes)


def test_attributes_are_left_out_bare_or_written():
    assert element("td", colspan=2, hidden=True, id=None, lang=False, aria_label="a") == (
        '<td colspan="2" hidden aria-label="a"></td>'
    )
    assert element("svg", viewBox="0 0 1 1", width=0.123456789) == (
        '<svg viewBox="0 0 1 1" width="0.123457"></svg>'
    )


def test_a_table_has_heads_and_scrolls_within_its_cell():
    made = table(["day", "answers"], [["Monday", 12]], caption="A week")
    assert read(made) == "A weekdayanswersMonday12"
    for wanted in ('<th scope="col"', '<th scope="row"', "overflow-x:auto", "<caption"):
        assert wanted in made
    assert "color:" not in made.replace("currentColor", "")


def test_a_text_takes_its_direction_from_its_own_letters():
    assert said("שלום", language="he") == '<span dir="auto" lang="he">שלום</span>'


def test_no_formula_is_made_of_dollars():
    assert "tex2jax_ignore mathjax_ignore" in output("$5 and $6")


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_holds_any_text_in_one_line(text):
    told = markdown.written(text)
    assert "\n" not in told
    bare = re.sub(r"\\.", "", told)
    assert not set("<>$|`*[") & set(bare)


@pytest.mark.parametrize("text", HOSTILE)
def test_blocks_say_the_same_in_three_ways(text):
    made = blocks.drawn(
        [
            blocks.Line(text, text, strong=True, small=True, language="en"),
            blocks.Choices(((1, text), (3, text)), letters=True),
            blocks.Grid(("a", "b"), ((text, 1), (text, None))),
        ]
    )
    told = read(made["text/html"])
    assert told.count(visible(text, keep_lines=True)) == 6
    assert "c " in made["text/plain"]
    assert "| --- | --- |" in made["text/markdown"]


def test_folded_markdown_escapes_its_summary():
    assert markdown.folded("<b>", "x").startswith("<details><summary>&lt;b&gt;</summary>\n\nx")
