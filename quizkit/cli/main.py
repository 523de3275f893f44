"""The command line's frame: a lazy table of commands, help by groups, one way out."""

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from quizkit.cli.exits import code_of, signals
from quizkit.cli.frame import Cli
from quizkit.cli.streams import open_closed, refuse_undecodable
from quizkit.settings.table import COLORS

if TYPE_CHECKING:
    from quizkit.practice.desk import Desk
    from quizkit.practice.opening import Closed, Opening


class Entry(NamedTuple):
    """A command: its group, where it lives, one line of help without a full stop."""

    group: str
    target: str
    help: str


LEARN, TEACH, MANAGE = "Learn", "Teach", "Manage"
_AT: Final = "quizkit.cli.commands."

COMMANDS: Final = {
    "study": Entry(LEARN, _AT + "study:study", "Practise for the minutes you have"),
    "quiz": Entry(
        LEARN, _AT + "quiz:quiz", "Answer some questions and get a mark; nothing is kept"
    ),
    "due": Entry(LEARN, _AT + "due:due", "Show what waits for you"),
    "plan": Entry(LEARN, _AT + "plan:plan", "Say what your minutes bring until a date"),
    "stats": Entry(LEARN, _AT + "stats:stats", "Show what you know and what your answers tell"),
    "history": Entry(LEARN, _AT + "history:history", "List your answers, newest last"),
    "undo": Entry(LEARN, _AT + "undo:undo", "Take back what was done last"),
    "why": Entry(LEARN, _AT + "why:why", "Say why something is asked, or why never"),
    "suspend": Entry(LEARN, _AT + "marks:suspend", "Stop asking something"),
    "resume": Entry(LEARN, _AT + "marks:resume", "Ask again what was suspended"),
    "reset": Entry(LEARN, _AT + "marks:reset", "Begin something anew"),
    "flag": Entry(LEARN, _AT + "flag:flag", "Tell a deck's author of a fault"),
    "facts": Entry(LEARN, _AT + "facts:facts", "List facts, and how well you know them"),
    "fact": Entry(LEARN, _AT + "facts:fact", "Show a fact with its evidence"),
    "search": Entry(LEARN, _AT + "search:search", "Find facts, and questions of the past"),
    "new": Entry(TEACH, _AT + "new:new", "Begin a deck, or make one of a spreadsheet"),
    "check": Entry(TEACH, _AT + "check:check", "Find what is wrong with decks"),
    "explain": Entry(TEACH, _AT + "explain:explain", "Explain a problem code, with examples"),
    "preview": Entry(TEACH, _AT + "preview:preview", "Show the questions that a deck gives"),
    "stamp": Entry(TEACH, _AT + "stamp:stamp", "Write an id into each fact that lacks one"),
    "fmt": Entry(TEACH, _AT + "fmt:fmt", "Give decks one layout; comments stay"),
    "diff": Entry(TEACH, _AT + "diff:diff", "Tell what learners notice of a deck's new version"),
    "schema": Entry(TEACH, _AT + "schema:schema", "Print a JSON Schema of decks, for editors"),
    "pack": Entry(TEACH, _AT + "pack:pack", "Put a deck into one file, to hand over"),
    "lsp": Entry(TEACH, _AT + "lsp:lsp", "Answer an editor: problems while you type, and more"),
    "paper": Entry(TEACH, _AT + "paper:paper", "Print an exam in variants, with its key"),
    "import": Entry(
        TEACH, _AT + "import_:import_", "Take facts and cards of other programs into a deck"
    ),
    "export": Entry(TEACH, _AT + "export:export", "Write a deck for other programs"),
    "items": Entry(TEACH, _AT + "items:items", "Say which questions work, from saved answers"),
    "decks": Entry(MANAGE, _AT + "decks:decks", "List decks, add one, take one off the list"),
    "sync": Entry(MANAGE, _AT + "sync:sync", "Bring your answers to another computer or a class"),
    "fit": Entry(MANAGE, _AT + "fit:fit", "Fit the memory model to your answers"),
    "class": Entry(
        MANAGE, _AT + "class_:class_", "Look after a class on a server, and see how it does"
    ),
    "rename": Entry(MANAGE, _AT + "rename:rename", "Give answers to a fact's new id"),
    "clock": Entry(MANAGE, _AT + "clock:clock", "Mend answers that a wrong clock wrote"),
    "simulate": Entry(
        MANAGE, _AT + "simulate:simulate", "Compare study policies on simulated learners"
    ),
    "job": Entry(
        MANAGE, _AT + "job:job", "Work on the answers of many learners, here or on a cluster"
    ),
    "config": Entry(MANAGE, _AT + "config:config", "Show and change settings"),
    "log": Entry(MANAGE, _AT + "log:log", "Take all your answers along as files"),
    "forget": Entry(MANAGE, _AT + "forget:forget", "Delete all answers of a learner"),
    "doctor": Entry(MANAGE, _AT + "doctor:doctor", "Examine the installation and the log"),
    "backup": Entry(MANAGE, _AT + "backup:backup", "Copy the log, or put such a copy back"),
    "completion": Entry(
        MANAGE, _AT + "completion:completion", "Let your shell complete commands and decks"
    ),
}
"""Every command, in the order of the help."""


class LazyGroup(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].target.partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; an unknown one is answered with the nearest."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.exceptions.NoSuchCommand(args[0], possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write one line a command, by groups, without importing any."""
        width = max(map(len, COMMANDS))
        for group in (LEARN, TEACH, MANAGE):
            with formatter.section(group):
                formatter.write_dl(
                    [
                        (name.ljust(width), entry.help)
                        for name, entry in COMMANDS.items()
                        if entry.group == group
                    ]
                )


def _version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001
    if wanted and not ctx.resilient_parsing:
        click.echo(Path(__file__).with_name("version.txt").read_text(encoding="utf-8"), nl=False)
        ctx.exit()


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="`quizkit COMMAND --help` tells more. A deck is a name, a file or a folder.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but data and errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print more.")
@click.option("--color", type=click.Choice(COLORS), help="Use colour.  [QUIZKIT_COLOR]")
@click.option("--config", metavar="FILE", help="Use this settings file.  [QUIZKIT_CONFIG]")
@click.option("--log", metavar="FILE", help="Keep answers in this file.  [QUIZKIT_LOG]")
@click.option("--learner", metavar="NAME", help="Whose answers these are.  [QUIZKIT_LEARNER]")
@click.option("--lang", metavar="TAG", help="Ask in this language if a deck can.  [QUIZKIT_LANG]")
@click.option("--no-input", is_flag=True, help="Never ask for confirmation.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Print the version.",
)
@click.pass_context
def quizkit(ctx: click.Context, /, **options: Any) -> int:
    """Write a fact once. Practise it in every way. Remember it for good."""
    ctx.obj.options.update(options)
    return home(ctx) if ctx.invoked_subcommand is None else 0


def home(ctx: click.Context) -> int:
    """Open home on a terminal; print the help elsewhere."""
    from quizkit.cli.gate import is_for_screens, open_screens

    if not is_for_screens(ctx.obj):
        click.echo(ctx.get_help())
        return 0
    from quizkit.practice.opening import Opening

    return open_screens(ctx.obj, Opening())[0]


def run(
    argv: Sequence[str],
    screens: "Callable[[Desk, Opening], Closed] | None" = None,
    serve: "Callable[[Desk], int] | None" = None,
) -> int:
    """Run a command and return its exit code [0..143].

    Args:
        argv: What stands behind the program's name.
        screens: Opens the screens and returns when they are closed; None: there are none.
        serve: Answers an editor until it ends; None: none can be answered.
    """
    cli = Cli(os.environ, screens, serve)
    open_closed()
    with signals():
        try:
            if asked := cli.environ.get("_QUIZKIT_COMPLETE"):
                from quizkit.cli.completing import answer

                return answer(quizkit, cli, asked)
            refuse_undecodable(argv)
            with quizkit.make_context("quizkit", list(argv), obj=cli) as ctx:
                code = quizkit.invoke(ctx)
            sys.stdout.flush()
        except BaseException as error:  # the one place where every error ends
            return code_of(error, cli.out)
    return code if isinstance(code, int) else 0
