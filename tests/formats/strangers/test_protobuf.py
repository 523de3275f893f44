"""The few fields that are wanted of protobuf messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.errors import FormatError
from quizkit.formats.strangers.protobuf import MOST, fields, texts
from tests.formats.ankipacks import field, number
from tests.quickness import is_quick


def test_fields_come_in_order_with_their_numbers() -> None:
    data = field(1, "front") + field(2, "back") + number(3 << 3) + number(2**64 - 1)
    data += number(4 << 3 | 1) + b"12345678" + number(5 << 3 | 5) + b"1234" + field(1, "again")
    found = [(1, b"front"), (2, b"back"), (3, 2**64 - 1), (4, b"12345678"), (5, b"1234")]
    assert list(fields(data, "x")) == [*found, (1, b"again")]
    assert texts(data, "x") == {1: "again", 2: "back", 4: "12345678", 5: "1234"}


def test_what_is_no_text_is_left_out() -> None:
    assert texts(field(1, b"\xff") + field(2, "a"), "x") == {2: "a"}
    assert texts(field(1, "a") + field(1, b"\xff"), "x") == {}


@pytest.mark.parametrize(
    "data",
    [
        b"\x80", b"\x80" * 20, b"\x08", b"\x0a\x05abc", b"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\x7f",
        b"\x00\x00", b"\x0b", b"\x0c", b"\x0e", b"\x0f", b"\x09123", b"\x0d1",
        number(2**40 << 3) + b"\x01", b"\x08\x01" * (MOST + 1),
    ],
)  # fmt: skip
def test_nonsense_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError, match=r"^cannot read x: a part of it is damaged$"):
        list(fields(data, "x"))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = list(fields(data, "x"))
    except FormatError:
        return
    assert sum(len(value) if isinstance(value, bytes) else 1 for _, value in found) <= len(data)


def test_time_follows_length() -> None:
    data = field(1, b"x" * 8_000_000)
    assert is_quick(lambda: list(fields(data, "x")), below=0.3)
