"""What a hint names can be done."""

import os

import pytest


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_folder_is_checked_past_what_is_no_file(call, rivers):
    os.mkfifo(rivers.with_name("pipe.yaml"))
    assert call("check", ".").code == 0


def test_why_finds_a_deck_that_is_not_on_the_list(call, rivers):
    assert call("why", "rivers/kd7w#sea").code == 3
    found = call("why", "rivers/kd7w#sea", "--deck", "rivers.yaml")
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith("Asked because")


def test_a_frame_s_hint_at_why_can_be_typed(call, rivers):
    text = rivers.read_text(encoding="utf-8") + "    - {id: b1, name: Elbe, length: 652 km}\n"
    rivers.write_text(text, encoding="utf-8")
    out = call("check", "rivers.yaml").out
    line = next(line for line in out.splitlines() if "= why:" in line)
    words = line.partition("quizkit ")[2].split()
    assert words[0] == "why"
    assert call(*words).code == 0
