"""Tests of XML as it is written: what goes in comes out, whatever it looks like."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.formats.strangers.xml_guard import look_over
from quizkit.formats.xml_write import REPLACEMENT, document, element, is_writable, writable
from tests.formats.hostile import TEXTS


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_texts_come_back_from_text_tail_and_attribute(text):
    root = element("a", element("b", text, element("c", x=text), text), element("d"))
    data = document(root)
    look_over(data, "a.xml")
    back = ElementTree.fromstring(data)
    inner = back.find("b")
    assert inner is not None
    assert inner.text == text
    assert (inner[0].tail, inner[0].get("x")) == (text, text)


@given(st.text())
def test_any_text_comes_back_as_it_can_be_written(text):
    data = document(element("a", text, x=text))
    look_over(data, "a.xml")
    back = ElementTree.fromstring(data)
    assert (back.text or "", back.get("x")) == (writable(text), writable(text))
    assert (writable(text) == text) == is_writable(text)


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_signs_that_xml_cannot_hold_are_replaced(sign):
    assert not is_writable(f"a{sign}b")
    assert writable(f"a{sign}b") == f"a{REPLACEMENT}b"


@pytest.mark.parametrize("sign", ["\t", "\n", " ", "\x85", "\ud7ff", "\ue000", "\ufffd", "👩"])
def test_other_signs_stay(sign):
    assert is_writable(sign)
    assert writable(sign) == sign


def test_attributes_keep_their_order_and_texts_their_places():
    data = document(element("a", z="1", b="2", **{"xml:lang": "vi"}))
    assert data.endswith(b'\n<a z="1" b="2" xml:lang="vi" />\n')
    mixed = element("p", "x ", "y ", element("i", "z"), " ", "w")
    assert document(mixed).endswith(b"\n<p>x y <i>z</i> w</p>\n")


def test_elements_beside_text_are_not_broken_nor_those_that_are_to_be_kept():
    def inline():
        return element("x", element("p", element("b", "a"), element("i", "b")))

    assert b"<p><b>a</b><i>b</i></p>" in document(inline(), keep=("p",))
    assert b"<p>\n    <b>a</b>" in document(inline())
    beside = element("p", element("b", element("i")), "text", element("b"))
    assert b"<p><b><i /></b>text<b /></p>" in document(element("x", beside))


def test_the_same_twice_is_the_same():
    root = element("a", element("b", "x"), element("c"))
    assert document(root) == document(root)
