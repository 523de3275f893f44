"""Questions as a web page: sound HTML, and nothing of a deck acts in it."""

from html.parser import HTMLParser

import pytest

EMPTY = {"meta", "br"}


class Sound(HTMLParser):
    """Reads a page; every tag is closed, and only known ones are there."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name in ("src", "href")]
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data) -> None:
        self.texts.append(data)


@pytest.fixture
def page(call, rivers):
    def read(*options: str) -> Sound:
        done = call("preview", "rivers.yaml", "-n", "all", "--html", *options)
        assert done.code == 0
        sound = Sound()
        sound.feed(done.out)
        assert sound.open == []
        return sound

    return read


def test_questions_options_and_folded_answers(page) -> None:
    sound = page("--fact", "kd7w")
    assert "Where does the river Rhine end?" in sound.texts
    assert {"details", "summary", "ol", "li"} <= sound.tags
    assert any("pupils" in text for text in sound.texts)


def test_without_answers_nothing_is_told(page) -> None:
    sound = page("--no-answers")
    assert "details" not in sound.tags
    assert not any("refused" in text or "QK" in text for text in sound.texts)


def test_deck_text_never_acts(page, rivers) -> None:
    text = rivers.read_text(encoding="utf-8")
    hostile = "<script>alert(1)</script>"
    rivers.write_text(text.replace("title: Two rivers", f"title: '{hostile}'"), encoding="utf-8")
    sound = page()
    assert "script" not in sound.tags
    assert hostile in sound.texts


def test_one_kind_of_page_at_a_time(call, rivers) -> None:
    assert call("preview", "rivers.yaml", "--html", "--json").code == 2
