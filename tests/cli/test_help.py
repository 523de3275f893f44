import subprocess
import sys
from pathlib import Path

import click
import pytest

from quizkit.cli.frame import Cli
from quizkit.cli.main import COMMANDS, quizkit

HELP = Path(__file__).parents[2] / "quizkit" / "cli" / "help.txt"


def help_of(*argv: str) -> str:
    with quizkit.make_context("quizkit", list(argv), obj=Cli({}), terminal_width=80) as ctx:
        return ctx.get_help() + "\n"


def commands() -> list[tuple[str, click.Command]]:
    """Every command with its path: `config set` as well as `config`."""
    found = []
    with quizkit.make_context("quizkit", [], obj=Cli({})) as ctx:
        for name in COMMANDS:
            command = quizkit.get_command(ctx, name)
            found.append((name, command))
            if isinstance(command, click.Group):
                found += [(f"{name} {sub}", inner) for sub, inner in command.commands.items()]
    return found


def test_the_help_file_is_what_click_says(pytestconfig) -> None:
    """Made anew with `pytest tests/cli/test_help.py --golden`."""
    said = help_of()
    if pytestconfig.getoption("--golden"):
        HELP.write_text(said, encoding="utf-8", newline="\n")
    assert HELP.read_text(encoding="utf-8") == said


def test_the_help_fits_80_columns_and_ascii() -> None:
    text = HELP.read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= 80
    assert text.isascii()


def test_the_version_is_that_of_the_project() -> None:
    import tomllib

    root = Path(__file__).parents[2]
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    said = (root / "quizkit" / "cli" / "version.txt").read_text(encoding="utf-8")
    assert said == f"quizkit {project['version']}\n"


@pytest.mark.parametrize("argv", [[], ["-h"], ["--help"], ["--color", "never", "--help"]])
def test_every_way_to_the_help_gives_the_same(argv) -> None:
    assert called(*argv) == (0, HELP.read_text(encoding="utf-8"), "")


@pytest.mark.parametrize("argv", [["--version"], ["-q", "--version"]])
def test_every_way_to_the_version_gives_the_same(argv) -> None:
    assert called(*argv) == (0, "quizkit 0.1.0\n", "")


def called(*argv: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "quizkit", *argv], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(("name", "command"), [pytest.param(*c, id=c[0]) for c in commands()])
def test_every_command_is_documented_with_two_examples(name: str, command: click.Command) -> None:
    assert command.help
    assert command.epilog is not None
    lines = command.epilog.splitlines()
    assert lines[:2] == ["\b", "Examples:"]
    assert len(lines) == 4
    assert all(f"quizkit {name.removesuffix(' list')}" in line for line in lines[2:])
    assert max(map(len, lines)) <= 78


@pytest.mark.parametrize(("name", "command"), [pytest.param(*c, id=c[0]) for c in commands()])
def test_every_option_says_what_it_does(name: str, command: click.Command) -> None:
    silent = [
        param.name
        for param in command.params
        if isinstance(param, click.Option) and not getattr(param, "help", "")
    ]
    assert silent == []


def test_an_unknown_command_is_answered_with_the_nearest() -> None:
    code, out, err = called("studdy")
    assert (code, out) == (2, "")
    assert "Did you mean 'study'?" in err
