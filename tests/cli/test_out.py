import io
import json
import sys

import pytest

from quizkit.cli.out import Out, Styled, printable

HOSTILE = "\x1b[31mred\x07\x9b2J\u202eevil\u200b\r"


class Stream(io.TextIOWrapper):
    def __init__(self, encoding: str = "utf-8", *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="\n")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)  # type: ignore[attr-defined]


def printed(monkeypatch, out: Out, *parts, stream: Stream) -> str:
    monkeypatch.setattr(sys, "stdout", stream)
    out.data(*parts)
    return stream.text()


@pytest.mark.parametrize("style", ["", "red", "bold"])
def test_no_byte_of_a_deck_commands_a_terminal(monkeypatch, style) -> None:
    shown = printed(
        monkeypatch, Out("never", {}), Styled(HOSTILE, style), HOSTILE, stream=Stream(terminal=True)
    )
    assert [c for c in shown if c < " " or "\x7f" <= c <= "\x9f"] == ["\n"]
    assert not set(shown) & {"\u202e", "\u200b"}


def test_lines_of_a_frame_stay_lines(monkeypatch) -> None:
    assert printed(monkeypatch, Out("never", {}), "a\nb", stream=Stream()) == "a\nb\n"


@pytest.mark.parametrize(
    ("option", "environ", "terminal", "colored"),
    [
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1", "TERM": "xterm"}, True, False),
        ("auto", {"NO_COLOR": "", "TERM": "xterm"}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"TERM": "xterm"}, True, True),
        ("auto", {"TERM": "xterm"}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {}, True, False),
    ],
)
def test_who_decides_on_colour(monkeypatch, option, environ, terminal, colored) -> None:
    stream = Stream(terminal=terminal)
    shown = printed(monkeypatch, Out(option, environ), Styled("error", "red"), stream=stream)
    assert ("\x1b[31m" in shown) is colored


def test_colour_says_nothing_that_words_do_not(monkeypatch) -> None:
    plain = printed(monkeypatch, Out("never", {}), Styled("error", "red"), ": x", stream=Stream())
    assert plain == "error: x\n"


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("utf-8", "✓ Hà Nội — đ 中"), ("ascii", "+ Ha Noi - d ?"), ("latin-1", "+ Hà Noi - d ?")],
)
def test_text_fits_the_encoding(encoding, shown) -> None:
    assert printable("✓ Hà Nội — đ 中", encoding) == shown


def test_json_is_one_line_and_reads_back(monkeypatch) -> None:
    stream = Stream()
    monkeypatch.setattr(sys, "stdout", stream)
    Out("auto", {}).json({"v": 1, "text": "Hà Nội"})
    assert stream.text() == '{"v":1,"text":"Hà Nội"}\n'


@pytest.mark.parametrize(("encoding", "text"), [("ascii", "Hà Nội"), ("utf-8", HOSTILE)])
def test_json_is_escaped_where_it_must(monkeypatch, encoding, text) -> None:
    stream = Stream(encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    Out("auto", {}).json({"text": text})
    assert stream.text().isascii()
    assert json.loads(stream.text()) == {"text": text}


def test_quiet_keeps_errors_and_data(monkeypatch, capsys) -> None:
    out = Out("never", {}, quiet=True)
    out.data("data")
    out.tell("chatter")
    out.fault("error")
    assert tuple(capsys.readouterr()) == ("data\n", "error\n")


def test_sentences_are_broken_for_a_terminal_and_whole_in_a_pipe(monkeypatch) -> None:
    sentence = "Going on: 14 answered, 8 minutes left. ? help, :q stop."
    monkeypatch.setenv("COLUMNS", "40")
    for terminal, shown in (
        (False, sentence),
        (True, "Going on: 14 answered, 8 minutes left. ?\nhelp, :q stop."),
    ):
        stream = Stream(terminal=terminal)
        monkeypatch.setattr(sys, "stdout", stream)
        Out("never", {}).say(sentence)
        assert stream.text() == shown + "\n"


def test_a_sentence_commands_no_terminal(monkeypatch) -> None:
    stream = Stream(terminal=True)
    monkeypatch.setattr(sys, "stdout", stream)
    Out("never", {}).say(HOSTILE)
    assert "\x1b" not in stream.text()
