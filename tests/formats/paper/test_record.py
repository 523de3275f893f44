import json
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.errors import FormatError
from quizkit.formats.paper.blueprint import Line
from quizkit.formats.paper.record import CODE_LENGTH, SIGNS, code_of, write
from quizkit.formats.paper.record_read import MOST_BYTES, read
from quizkit.model import Form
from tests.formats.paper.papers import exam

SCHEMA = json.loads(files("quizkit.formats.paper").joinpath("paper.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("name", ["vietnam-us", "spaced-learning", "elements"])
def test_a_record_comes_back_as_it_was(name: str) -> None:
    record = exam(name, (Line(20),)).record
    assert read(write(record), "paper.json") == record


def test_every_form_and_hostile_text_come_back() -> None:
    for made in (exam(), exam(language="vi", variants=2), exam("hostile", (Line(60),), variants=2)):
        assert read(write(made.record), "paper.json") == made.record


def test_the_schema_says_what_is_written() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for made in (exam(), exam("vietnam-us", (Line(8),), variants=3, sets=3)):
        jsonschema.validate(json.loads(write(made.record)), SCHEMA)


def test_the_schema_names_every_field() -> None:
    whole = json.loads(write(exam().record))
    defs = SCHEMA["$defs"]
    assert list(whole) == SCHEMA["required"] == list(SCHEMA["properties"])
    for name, value in (
        ("task", whole["tasks"][0]),
        ("variant", whole["variants"][0]),
        ("place", whole["variants"][0]["places"][0]),
    ):
        assert list(value) == defs[name]["required"] == list(defs[name]["properties"])


def test_the_code_has_six_signs_that_are_not_taken_for_others() -> None:
    code = exam().record.code
    assert len(code) == CODE_LENGTH
    assert set(code) <= set(SIGNS)
    assert not set("01258BGILOQSUVZ") & set(SIGNS)


def test_the_code_follows_from_the_content_and_from_nothing_else() -> None:
    record = exam().record
    assert code_of(record) == record.code == exam().paper.code
    assert code_of(record._replace(at=record.at + 86_400)) == record.code
    assert code_of(record._replace(code="AAAAAA")) == record.code
    assert code_of(record._replace(title="Another")) != record.code
    assert len({exam(seed=str(n)).record.code for n in range(5)}) == 5


def test_what_stands_there_is_what_was_asked() -> None:
    made = exam()
    for task, posed in zip(made.record.tasks, made.paper.tasks, strict=True):
        assert task.facets[0].startswith("vietnam-us/")
        assert (task.id, task.stem, task.points) == (posed.id, posed.question.stem, posed.points)
        assert task.key
        if task.form is Form.MATCH:
            assert len(task.facets) == len(task.prompts)


def test_a_changed_file_is_told() -> None:
    text = write(exam().record).decode()
    changed = text.replace('"key": "A"', '"key": "B"', 1)
    with pytest.raises(FormatError, match="was changed since it was made"):
        read(changed.encode(), "paper.json")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "it is no JSON"),
        (b"\xff\xfe{}", "it is no JSON"),
        (b"[" * 100_000, "it is no JSON"),
        (b"[]", "it is no map"),
        (b'{"v": 2}', "it is of a later version than 1; update quizkit"),
        (b'{"v": true}', "`v` is no whole number"),
        (b'{"v": 1, "v": 1}', "a field is given twice"),
        (b'{"v": 1}', "`tasks` is missing"),
        (b'{"v": 1' + b"0" * 5_000 + b"}", "it is"),
        (b'{"v": NaN}', "`v` is no whole number"),
        (b" " * (MOST_BYTES + 1), "it has more than 16 MiB"),
    ],
)
def test_what_is_no_record_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(FormatError, match=told):
        read(data, "paper.json")


PATHS = [
    ("title",), ("at",), ("different",), ("tasks", 0), ("tasks", 0, "form"), ("tasks", 0, "right"),
    ("tasks", 0, "points"), ("variants", 0, "name"), ("variants", 0, "places", 0, "task"),
    ("variants", 0, "places", 0, "order"), ("variants", 0, "places", 0, "letters"), ("code",),
]  # fmt: skip

ODD = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5),
    st.lists(st.integers(-2, 9), max_size=4), st.dictionaries(st.text(max_size=2), st.none()),
    st.sampled_from(["\ud800", "choice", "flip"]),
)  # fmt: skip


@given(st.sampled_from(PATHS), ODD)
def test_whatever_stands_in_a_field_only_a_format_error_comes(path, value) -> None:
    whole = json.loads(write(exam(variants=1).record))
    *way, last = path
    inner = whole
    for step in way:
        inner = inner[step]
    if inner[last] == value and type(inner[last]) is type(value):
        return
    inner[last] = value
    if path == ("at",) and type(value) is int and abs(value) <= 2**53:
        assert read(json.dumps(whole).encode(), "p").at == value
        return
    with pytest.raises(FormatError):
        read(json.dumps(whole).encode(), "p")


@given(st.data())
def test_mutated_bytes_give_a_format_error_or_the_record(data) -> None:
    whole = bytearray(write(exam(variants=1).record))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    found = None
    try:
        found = read(bytes(whole), "p")
    except FormatError:
        return
    assert found._replace(at=0) == exam(variants=1).record._replace(at=0)
