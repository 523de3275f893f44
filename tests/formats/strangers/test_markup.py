"""HTML reduced to text."""

from collections import Counter
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.formats.strangers.markup import formulas, reduced, simple
from quizkit.text import refused
from tests.quickness import is_quick


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("", ""),
        ("a<br>b<br/>c<BR />d", "a\nb\nc\nd"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("a<div>b</div>c", "a\nb\nc"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("<p>one</p>\n<p>two</p>", "one\ntwo"),
        ("<ul><li>x</li><li>y</li></ul>", "x\ny"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n3"),
        ("a\n  b\tc&nbsp;d", "a b c d"),
        ("<pre>a\n  b</pre>c", "a\nb\nc"),
        ("Lê Đức Anh &amp; H&agrave; N&#7897;i &#x1F1FB;", "Lê Đức Anh & Hà Nội 🇻"),
        ("H<sub>2</sub>O", "H₂O"),
        ("x<sup>-1</sup> SO<sub>4</sub><sup>2-</sup>", "x⁻¹ SO₄²⁻"),
        ("5<sup>th</sup> x<sup>n</sup> y<sup>q</sup>", "5th xⁿ yq"),
        ("a<sup>1<sup>2</sup></sup>", "a¹²"),
        ("a < b and c > d", "a < b and c > d"),
        ("1 <2", "1 <2"),
        ("&lt;b&gt;not bold&lt;/b&gt;", "<b>not bold</b>"),
        ("&lt;script&gt;", "<script>"),
        ('<a title="x > y" href=z>go</a>', "go"),
        ('<a title="x>go</a>', "go"),
        ("<script>if (a<b) x('</b>')</script>b", "b"),
        ("<SCRIPT>x</sCript >b", "b"),
        ("a<script>never ends", "a"),
        ("<style>.card{}</style>x", "x"),
        ("<!-- <b> -->x<!-- y", "x"),
        ("<!DOCTYPE html><?php echo ?>x", "x"),
        ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>", "漢(かん)"),
        ("a<b", "a<b"),
        ("a <b and no end & more", "a <b and no end & more"),
        ("&#" + "9" * 6000 + ";x", "\ufffdx"),
        ("&#x110000;&#0;&#27;y", "\ufffd\ufffdy"),
        ("a\u200bb\x00c\u202ed", "abcd"),
    ],
)
def test_what_is_left(html: str, text: str) -> None:
    assert reduced(html).text == text


def test_what_is_dropped_is_counted() -> None:
    html = (
        "<b>x</b><i>y</i><img src=a.png><img src='b c.jpg'><audio></audio><a href=x>l</a>"
        "<script>1</script><span style='color:red'>r</span><span>s</span>\u200b"
    )
    found = reduced(html)
    assert found.dropped == Counter(
        {"formatting": 3, "picture": 2, "sound": 1, "link": 1, "script": 1, "unseen sign": 1}
    )
    assert found.pictures == ("a.png", "b c.jpg")
    assert reduced("<div>a</div>b<br>").dropped == Counter()
    assert reduced("x<sup>q</sup>").dropped == Counter({"formatting": 1})


def test_a_source_is_a_name_as_it_was_meant() -> None:
    assert reduced('<img src="a&amp;b.png" alt="src=x">').pictures == ("a&b.png",)
    assert reduced("<img alt=x>").pictures == ()


def test_formulas_get_dollar_signs() -> None:
    assert formulas(r"\(a\) and \[ b \] and [$]c[/$] and [$$]d[/$$] [latex]$e$[/latex]") == (
        "$a$ and $b$ and $c$ and $d$ $e$",
        5,
    )
    assert formulas("[x] (y)") == ("[x] (y)", 0)
    assert formulas(r"\(  \)") == ("", 1)


@pytest.mark.parametrize(
    "unit",
    [
        "<", "<a", '<a "', '<a ">" ', "<!--", "<script>", "</script", "<sup>", "<sup><sub>",
        "&#", "&", "&#9", "<pre>\n", "<a '\"", "<img src=", "<img src='", "\\(", "[latex]",
        "<!", "<?", "<svg ", "<div>", "</div>", "<x \"'", "<img src \t", "<span style ",
    ],
)  # fmt: skip
def test_time_follows_length(unit: str) -> None:
    """A walk that began again at every sign would take a minute here."""
    text = unit * (100_000 // len(unit))
    for tail in ("", ">"):
        assert is_quick(partial(reduced, text + tail), below=0.5)
        assert is_quick(partial(formulas, text), below=0.5)


@given(st.text(alphabet="<>/abrsupt &;#x1\"'=!-\n\u200b\x00é", max_size=80))
def test_anything_becomes_text_that_a_deck_may_hold(html: str) -> None:
    found = reduced(html)
    assert next(refused(found.text), None) is None
    assert found.text == found.text.strip()
    assert len(found.text) <= len(html) * 2


@given(
    st.lists(
        st.sampled_from(
            (
                *("<b>", "</b>", "<I>", "</i>", "<br>", "<BR />", "<br/>", "<p>", "<", "</", "b>"),
                *("&amp;", "&lt;b&gt;", "&#65;", "&nbsp;", "&#x202e;", "&#999999999;", "&"),
                *("a", " ", "\n", "é", "\u200b"),
            )
        ),
        max_size=9,
    )
)
def test_the_short_way_says_the_same(pieces: list[str]) -> None:
    html = "".join(pieces)
    found, whole = simple(html), reduced(html)
    if found is not None:
        assert found == (whole.text, whole.dropped["formatting"])
        assert not set(whole.dropped) - {"formatting"}


def test_the_short_way_is_taken() -> None:
    assert simple("<b>x</b> &amp; y<br><i>z</i>") == ("x & y\nz", 2)
    assert simple("Hà Nội") == ("Hà Nội", 0)
    assert simple("<div>x</div>") is None
    assert simple("a\u200bb") is None
