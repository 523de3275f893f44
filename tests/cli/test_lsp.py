"""`quizkit lsp`: hands over to the language server, with the settings in force."""

import sys

from quizkit.cli.main import run


def test_it_hands_over_with_the_settings_and_returns_the_exit_code() -> None:
    seen = []

    def serve(desk) -> int:
        seen.append(desk.settings.profile)
        return 1

    assert run(["lsp", "--profile", "class"], None, serve) == 1
    assert run(["lsp", "--stdio"], None, serve) == 1
    assert seen == ["class", "practice"]


def test_a_missing_library_is_named(monkeypatch, capsys) -> None:
    from quizkit.__main__ import serve

    monkeypatch.setitem(sys.modules, "pygls", None)
    assert run(["lsp"], None, serve) == 2
    assert 'pip install "quizkit[lsp]"' in capsys.readouterr().err


def test_where_there_is_no_server_it_says_so(capsys) -> None:
    assert run(["lsp"]) == 2
    assert "no language server" in capsys.readouterr().err
