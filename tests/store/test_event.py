"""Events: vectors, the table of kinds, the three outcomes, and what no flipped byte may do."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.model import Draft
from quizkit.store import event as event_module
from quizkit.store.bodies import BODIES
from quizkit.store.event import (
    MAX_BYTES,
    EventError,
    Link,
    encode,
    facet_of,
    make,
    recall,
    unread,
    verify,
)
from quizkit.text import canonical, digest
from tests.fault.writer import review

DEV = "5f0c1d2e3a4b59687786a5b4c3d2e1f0"
ID = "ab" * 32
FIRST = Link(DEV, 1, None, None, "mai")

REVIEW: dict[str, Any] = {
    "sitting": ID,
    "facet": "vietnam-us/kerry92#leader",
    "form": "choice",
    "seed": "7:vietnam-us/kerry92#leader:0",
    "stem": "Who led the 1992 delegation?",
    "options": ["John Kerry", "John Vessey", "Đỗ Mười"],
    "response": [0],
    "score": 1_000_000,
    "rating": 3,
    "override": None,
    "ms": 5200,
    "hints": 0,
    "key": "0123456789abcdef",
}

GOOD: dict[str, list[dict[str, Any]]] = {
    "sitting": [
        {"decks": [], "minutes": 0, "form": ""},
        {"decks": ["a"] * 50, "minutes": 1440, "form": "typed"},
    ],
    "review": [
        REVIEW,
        REVIEW | {"sitting": None, "options": [], "response": "kery", "override": "grade"},
        REVIEW | {"response": None, "score": 0, "rating": 1, "override": "rating"},
    ],
    "flag": [{"facet": "d/f#r", "stem": "Who?", "reason": ""}],
    "undo": [{"targets": [ID]}, {"targets": ["00" * 32, ID]}],
    "suspend": [{"facet": "d/f#r"}, {"facet": "d/Hà Nội.capital"}],
    "resume": [{"facet": "d/~0a1b2c3d#who"}],
    "reset": [{"facet": "d/f"}],
    "rename": [{"old": "d/f#r", "new": "d/f#s"}, {"old": "d/f", "new": "d/g"}],
    "exam": [
        {"deck": "", "tags": [], "date": None, "minutes": 1},
        {"deck": "d", "tags": ["x"], "date": "2026-02-28", "minutes": 1440},
    ],
    "params": [{"model": "fsrs-6", "weights": [212_000] * 21, "retention": 900_000}],
    "clock_fix": [{"device": DEV, "from": 1, "to": 2**53, "delta": -(10**12)}],
}

BAD: list[tuple[str, dict[str, Any]]] = [
    ("sitting", {"minutes": 1441}),
    ("sitting", {"minutes": True}),
    ("sitting", {"decks": ["a"] * 51}),
    ("sitting", {"decks": ["A"]}),
    ("sitting", {"form": "x" * 21}),
    ("review", {"sitting": "ab"}),
    ("review", {"facet": "kerry92#leader"}),
    ("review", {"facet": "d/" + "f" * 200 + "#r"}),
    ("review", {"form": ""}),
    ("review", {"seed": "x" * 301}),
    ("review", {"options": ["x"] * 21}),
    ("review", {"response": "x" * 501}),
    ("review", {"response": [20]}),
    ("review", {"response": [-1]}),
    ("review", {"response": 1}),
    ("review", {"score": 1_000_001}),
    ("review", {"score": -1}),
    ("review", {"rating": 0}),
    ("review", {"rating": 5}),
    ("review", {"override": "me"}),
    ("review", {"override": 0}),
    ("review", {"ms": 3_600_001}),
    ("review", {"hints": 10}),
    ("review", {"key": "0123"}),
    ("review", {"more": 1}),
    ("flag", {"reason": "x" * 501}),
    ("undo", {"targets": []}),
    ("undo", {"targets": [ID, ID]}),
    ("undo", {"targets": [ID, "00" * 32]}),
    ("suspend", {"facet": "d"}),
    ("rename", {"old": "d/f", "new": "d/f#r"}),
    ("exam", {"date": "2026-02-30"}),
    ("exam", {"date": "20260228"}),
    ("exam", {"minutes": 0}),
    ("exam", {"tags": ["x" * 65]}),
    ("params", {"weights": [1] * 20}),
    ("params", {"model": "fsrs-7"}),
    ("params", {"retention": 699_999}),
    ("clock_fix", {"from": 2, "to": 1}),
    ("clock_fix", {"delta": 4 * 10**12 + 1}),
    ("clock_fix", {"from": 0}),
]


def test_the_vector_of_the_design_holds() -> None:
    draft = Draft("suspend", {"facet": "vietnam-us/kerry92#leader"})
    event, data = make(draft, FIRST, at=1767225600000, off=420)
    assert data.decode() == (
        '{"at":1767225600000,"body":{"facet":"vietnam-us/kerry92#leader"},'
        '"dev":"5f0c1d2e3a4b59687786a5b4c3d2e1f0","kind":"suspend","learner":"mai","off":420,'
        '"prev":null,"seen":null,"seq":1,"v":1}'
    )
    assert event.id == "402488e91811d73663ab992874c6dccf02c62ffb8c7589d031952659a2e311f6"


@pytest.mark.parametrize(
    ("kind", "body"), [(kind, body) for kind, bodies in GOOD.items() for body in bodies]
)
def test_every_kind_is_made_verified_and_applied(kind: str, body: dict[str, Any]) -> None:
    event, data = make(Draft(kind, body), FIRST, at=0, off=0)
    assert verify(data, event.id) == event == recall(data, event.id)
    assert encode(event) == data
    assert unread(event) == ""


def test_the_table_has_every_kind() -> None:
    assert GOOD.keys() == BODIES.keys()


@pytest.mark.parametrize(("kind", "change"), BAD)
def test_a_body_outside_the_table_is_not_made_but_kept(kind: str, change: dict[str, Any]) -> None:
    body = GOOD[kind][0] | change
    with pytest.raises(EventError):
        make(Draft(kind, body), FIRST, at=0, off=0)
    event = verify(*_by_hand(kind=kind, body=body))
    assert unread(event).startswith("body: ")


@pytest.mark.parametrize("kind", GOOD)
def test_a_body_without_a_member_is_not_applied(kind: str) -> None:
    for name in GOOD[kind][0]:
        body = {key: value for key, value in GOOD[kind][0].items() if key != name}
        assert unread(verify(*_by_hand(kind=kind, body=body))) == f"body: {name} is missing"


@pytest.mark.parametrize(
    "change",
    [
        {"v": 0},
        {"v": True},
        {"v": 2**31},
        {"dev": DEV.upper()},
        {"dev": DEV[:-1]},
        {"seq": 0},
        {"seq": 2},
        {"prev": ID},
        {"seq": 2, "prev": "ab"},
        {"seen": ""},
        {"at": -1},
        {"at": 253402300800000},
        {"off": 961},
        {"off": -961},
        {"learner": ""},
        {"learner": "mai le"},
        {"learner": "x" * 65},
        {"kind": "Review"},
        {"kind": "x" * 33},
        {"body": []},
        {"more": 1},
    ],
)
def test_a_member_out_of_range_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(EventError):
        verify(*_by_hand(**change))


@pytest.mark.parametrize("name", ["v", "dev", "seq", "prev", "seen", "at", "off", "kind", "body"])
def test_a_missing_member_is_refused(name: str) -> None:
    with pytest.raises(EventError, match=f"{name}: missing"):
        verify(*_by_hand(**{name: KeyError}))


@pytest.mark.parametrize(
    "change",
    [{"v": 2}, {"v": 2, "more": {"x": 1}}, {"kind": "dream"}, {"kind": "dream", "body": {"x": 1}}],
)
def test_another_version_or_kind_is_kept_but_not_applied(change: dict[str, Any]) -> None:
    data, claimed = _by_hand(**change)
    event = verify(data, claimed)
    assert event.id == claimed
    assert unread(event) != ""


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"\xff",
        b"[" * 30_000,
        b"1" * 30_000,
        b'{"at":0.5}',
        b'{"at":1e3}',
        b'{"at":NaN}',
        b'{"a":1,"a":1}',
        b'{"b":1,"a":1}',
        b'{"a": 1}',
        b'{"a":"\\ud800"}',
        b'{"a":"\\u00e0"}',
        b'\xef\xbb\xbf{"a":1}',
        b" " * (MAX_BYTES + 1),
    ],
)
def test_bytes_that_are_not_canonical_are_refused(data: bytes) -> None:
    with pytest.raises(EventError):
        verify(data, digest(data))


def test_a_long_stem_and_long_options_are_cut_when_written() -> None:
    body = REVIEW | {"stem": "s" * 1001, "options": ("o" * 201, "p" * 200)}
    event, _ = make(Draft("review", body), FIRST, at=0, off=0)
    assert event.body["stem"] == "s" * 999 + "…"
    assert event.body["options"] == ["o" * 199 + "…", "p" * 200]


def test_the_largest_review_stays_within_an_event() -> None:
    wide = "\U0001f600"
    body = REVIEW | {
        "stem": wide * 1000,
        "options": [wide * 200] * 20,
        "response": wide * 500,
        "seed": wide * 300,
    }
    _, data = make(Draft("review", body), FIRST, at=0, off=0)
    assert len(data) <= MAX_BYTES


def test_a_lone_surrogate_is_not_made() -> None:
    with pytest.raises(EventError, match="surrogate"):
        make(Draft("review", REVIEW | {"response": "\ud800"}), FIRST, at=0, off=0)


def test_only_a_body_with_a_facet_has_one() -> None:
    event, _ = make(Draft("undo", {"targets": [ID]}), FIRST, at=0, off=0)
    assert facet_of(event) is None
    assert facet_of(event._replace(body={"facet": "d/f"})) == "d/f"


_plain_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@st.composite
def made(draw: st.DrawFn) -> tuple[Draft, Link, int, int]:
    """Return a valid draft, link, instant and offset."""
    kind = draw(st.sampled_from(sorted(GOOD)))
    body = dict(draw(st.sampled_from(GOOD[kind])))
    if kind == "review":
        body["stem"] = draw(_plain_text)
        body["options"] = draw(st.lists(_plain_text, max_size=20))
        body["response"] = draw(st.none() | _plain_text | st.lists(st.integers(0, 19), max_size=20))
        body["score"] = draw(st.integers(0, 1_000_000))
    if kind == "undo":
        ids = st.binary(min_size=32, max_size=32).map(bytes.hex)
        body["targets"] = sorted(draw(st.sets(ids, min_size=1, max_size=50)))
    seq = draw(st.integers(1, 2**53))
    seen = draw(st.none() | st.just(ID))
    dev = draw(st.binary(min_size=16, max_size=16)).hex()
    link = Link(dev, seq, None if seq == 1 else "cd" * 32, seen, "mai")
    at = draw(st.integers(0, 253_402_300_799_999))
    return Draft(kind, body), link, at, draw(st.integers(-960, 960))


@pytest.mark.property
@given(made())
def test_what_is_made_verifies_as_itself(parts: tuple[Draft, Link, int, int]) -> None:
    draft, link, at, off = parts
    event, data = make(draft, link, at=at, off=off)
    assert verify(data, event.id) == event
    assert encode(event) == data
    assert canonical(json.loads(data)) == data


@pytest.mark.property
@given(made(), st.data())
def test_a_flipped_bit_never_verifies(
    parts: tuple[Draft, Link, int, int], data: st.DataObject
) -> None:
    draft, link, at, off = parts
    event, good = make(draft, link, at=at, off=off)
    bad = bytearray(good)
    bad[data.draw(st.integers(0, len(good) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(EventError):
        verify(bytes(bad), event.id)


@pytest.mark.property
@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    with pytest.raises(EventError):
        verify(data, digest(data))


def _by_hand(**change: Any) -> tuple[bytes, str]:
    """Return the bytes and id of an event that `make` would not make; KeyError leaves one out."""
    members = {
        "v": 1,
        "dev": DEV,
        "seq": 1,
        "prev": None,
        "seen": None,
        "at": 0,
        "off": 0,
        "learner": "mai",
        "kind": "suspend",
        "body": {"facet": "d/f#r"},
    } | change
    data = canonical({name: value for name, value in members.items() if value is not KeyError})
    return data, digest(data)


def texts() -> list[str]:
    """Return texts that a reading of plain reviews could take for something else."""
    return ["", "a", 'say "no"', '","', "null", "[1]", "a\\b", "\n\t\x1f\x7f", "Hà Nội 😀", "}"]


@pytest.mark.parametrize("response", [None, [], [0], [3, 1], *texts()])
@pytest.mark.parametrize("options", [[], [""], ["", ""], ["a", "b,c"], texts()])
def test_a_plain_review_is_read_as_any_event_is(response: Any, options: list[str]) -> None:
    for n, text in enumerate(texts()):
        link = Link("ab" * 16, n + 1, "0" * 64 if n else None, "1" * 64 if n % 2 else None, "mai")
        body = {"options": options, "response": response, "stem": text, "seed": text}
        members = {**link._asdict(), "v": 1, "at": n, "off": -n, "kind": "review"}
        members["body"] = {**review("t", n).body, **body}
        data = canonical(members)
        found = verify(data, digest(data))
        assert found == recall(data, digest(data))
        assert encode(found) == data


@given(st.data())
def test_whatever_is_changed_in_a_review_is_judged_as_before(data: st.DataObject) -> None:
    link = Link("ab" * 16, 2, "0" * 64, None, "mai")
    options = {"form": "choice", "options": ["a", "b"], "response": [1]}
    draft = review("t", 1)
    _, whole = make(draft._replace(body={**draft.body, **options}), link, at=5, off=-7)
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start, min(len(whole), start + 4)))
    pool = [b"", b'"', b"0", b"-", b",", b"[", b"]", b"\\", b"\xff", b"\n", b"960", b"a"]
    pool += [b'\\"', b"\\\\", b"\\n", b"\\/", b"\\u0001", b"\\u0041", b'\\","']
    changed = whole[:start] + data.draw(st.sampled_from(pool)) + whole[end:]
    told: list[object] = []
    for reading in (event_module._usual, lambda text, claimed: None):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(event_module, "_usual", reading)
            try:
                told.append(verify(changed, digest(changed)))
            except EventError as error:
                told.append(str(error))
    assert told[0] == told[1]
