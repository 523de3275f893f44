"""What a fresh interpreter loads beyond what `python -c pass` does."""

import subprocess
import sys

import pytest

from tests.cli.conftest import RIVERS

FRAMEWORKS = {"typing", "re", "click", "pydantic", "yaml", "apsw", "textual", "rich", "asyncio"}


def loaded(code: str, *argv: str) -> set[str]:
    """Return the top-level modules that the code loads, besides those that are there already."""
    script = (
        "import sys; before = set(sys.modules)\n"
        f"try:\n    {code}\nexcept SystemExit: pass\n"
        "print('|' + ' '.join({m.split('.')[0] for m in set(sys.modules) - before}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *argv], capture_output=True, text=True, check=True
    )
    return set(done.stdout.rpartition("|")[2].split())


def test_the_package_loads_nothing_of_weight() -> None:
    assert loaded("import quizkit") & FRAMEWORKS == set()


@pytest.mark.parametrize("argv", [["--help"], ["-h"], ["--version"], []])
def test_help_and_version_load_only_quizkit(argv) -> None:
    found = loaded("from quizkit.__main__ import main; main()", *argv)
    assert found == {"quizkit"}


@pytest.mark.parametrize(
    ("argv", "never"),
    [
        (["config", "list"], {"pydantic", "yaml", "apsw"}),
        (["explain", "QK120"], {"pydantic", "yaml", "apsw"}),
        (["history", "--help"], {"pydantic", "yaml"}),
        (["study", "--help"], {"pydantic", "yaml", "apsw"}),
        (["preview", "--help"], {"pydantic", "yaml", "apsw"}),
        (["check", "--help"], {"pydantic", "yaml", "apsw"}),
        (["due", "--help"], {"pydantic", "yaml", "apsw"}),
        (["plan", "--help"], {"pydantic", "yaml", "apsw"}),
        (["stats", "--help"], {"pydantic", "yaml", "apsw"}),
        (["fit", "--help"], {"pydantic", "yaml", "apsw", "subprocess", "fsrs_rs_python"}),
        (["search", "--help"], {"pydantic", "yaml", "apsw"}),
        (["forget", "--help"], {"pydantic", "yaml", "apsw"}),
        (["log", "export", "--help"], {"pydantic", "yaml", "apsw"}),
        (["doctor", "--help"], {"pydantic", "yaml", "apsw"}),
        (["nothing"], {"pydantic", "yaml", "apsw"}),
    ],
)
def test_a_command_loads_what_it_needs(argv, never) -> None:
    found = loaded("from quizkit.__main__ import main; main()", *argv)
    assert found & (never | {"asyncio", "textual", "rich"}) == set()


def test_a_deck_checked_before_is_not_read_again(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    place = tmp_path / "rivers.yaml"
    place.write_text(RIVERS, encoding="utf-8")
    check = ("from quizkit.__main__ import main; main()", "check", str(place))
    assert {"pydantic", "yaml"} <= loaded(*check)
    assert loaded(*check) & {"pydantic", "yaml"} == set()
