"""What a shell is offered, and the scripts that make it ask."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

import pytest

from quizkit.cli.completing import SHELLS


@pytest.fixture
def offered(call, rivers, monkeypatch) -> Callable[..., list[str]]:
    """Return what stands at the end of a line of words; the last one has only begun."""

    def asked(*words: str) -> list[str]:
        monkeypatch.setenv("_QUIZKIT_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", " ".join(("quizkit", *words)))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        done = call()
        assert done.err == ""
        return [line.partition(",")[2] for line in done.out.splitlines() if line]

    return asked


def test_commands_decks_tags_kinds_and_codes_are_offered(offered) -> None:
    assert offered("ch") == ["check"]
    assert "vietnam-us" in offered("study", "v")
    assert offered("preview", "rivers.yaml", "--kind", "r") == ["river"]
    assert offered("preview", "rivers.yaml", "--kind", "r") == ["river"]  # now from the cache
    assert offered("explain", "QK31") == ["QK310", "QK311", "QK312"]
    assert offered("study", "--tag", "zzz") == []


def test_facets_come_deck_by_deck(offered) -> None:
    assert "vietnam-us/" in offered("why", "v")
    assert all(word.startswith("vietnam-us/mxrnc#") for word in offered("why", "vietnam-us/mxrnc#"))


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_a_script(call, shell: str) -> None:
    done = call("completion", shell)
    assert done.code == 0
    assert "_QUIZKIT_COMPLETE" in done.out


def test_a_script_is_installed_where_its_shell_looks(call, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    done = call("completion", "bash", "--install")
    assert done.out.strip() == str(tmp_path / "bash-completion" / "completions" / "quizkit")
    assert "_quizkit_completion" in (tmp_path / "bash-completion/completions/quizkit").read_text()
    assert "new shell" in done.err


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_bash_completes_a_command(call, tmp_path) -> None:
    program = tmp_path / "quizkit"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m quizkit "$@"\n')
    program.chmod(0o755)
    script = tmp_path / "script"
    script.write_text(call("completion", "bash").out)
    asks = (
        f". {script}; COMP_WORDS=(quizkit prev); COMP_CWORD=1; _quizkit_completion quizkit; "
        "echo ${COMPREPLY[@]}"
    )
    environ = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", asks], env=environ, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "preview"
