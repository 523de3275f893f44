"""What the page says, in each language."""

import re
from importlib.resources import files

import pytest

from quizkit.formats.page.labels import ENGLISH, LABELS, labels
from quizkit.formats.page.writing import SCRIPTS, part


@pytest.mark.parametrize("tag", LABELS)
def test_every_language_says_all_with_the_same_fields(tag: str) -> None:
    def held(text: str) -> list[str]:
        return sorted(re.findall(r"\{(\w+)\}", text))

    assert list(LABELS[tag]) == list(ENGLISH)
    assert {name: held(text) for name, text in LABELS[tag].items()} == {
        name: held(text) for name, text in ENGLISH.items()
    }


def test_every_label_is_used_and_every_label_used_is_there() -> None:
    scripts = "\n".join(map(part, SCRIPTS))
    used = set(re.findall(r"labels\.(\w+)", scripts))
    used |= set(re.findall(r'labels\[[^\]]*?"([a-z ]+)"', scripts))
    assert used - set(ENGLISH) - {"length"} <= {"unknown"}
    writing = files("quizkit.formats.page").joinpath("writing.py").read_text("utf-8")
    quoted = set(re.findall(r'"([a-z ]+)"', scripts + writing)) | used
    assert [name for name in ENGLISH if name not in quoted] == []


@pytest.mark.parametrize(
    ("wanted", "found"), [("en", "en"), ("en-GB", "en"), ("vi", "vi"), ("VI-vn", "vi"), ("", "en")]
)
def test_the_language_wanted_or_english(wanted: str, found: str) -> None:
    assert labels(wanted)[0] == found
