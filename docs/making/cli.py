"""Every command, from the command line's own table: usage, arguments, options, examples."""

import re
from collections.abc import Iterator
from textwrap import dedent
from typing import Final, NamedTuple

import click

from making.markdown import block, code, codes, contents, page, plain, table
from quizkit.cli import exits
from quizkit.cli.main import COMMANDS, LEARN, MANAGE, TEACH, quizkit

GROUPS: Final = {
    LEARN: "For those who study.",
    TEACH: "For those who write decks and set papers.",
    MANAGE: "For decks, answers and settings of one's own.",
}
_ALSO: Final = re.compile(r"\s*\[(QUIZKIT_\w+)?(?:; )?(?:default: )?(.+?)?\]$")
_NAMED: Final = re.compile(r"(`[^`]*`)|(?<!\S)(--?[a-z][a-z-]*)")
_RULED: Final = re.compile("^=+  =+$", re.MULTILINE)
_MORE: Final = re.compile(r"; (?=\d{3} )")
_SEVERAL: Final = re.compile(r"(?<=\.)\s+(?=Exit code)")


class Called(NamedTuple):
    """A command as it is called.

    Attributes:
        words: Its name with those before it: "log export".
        command: The command.
        context: What it is called in.
    """

    words: str
    command: click.Command
    context: click.Context


def every() -> list[Called]:
    """Return the program itself ("") and every command with those inside it."""
    context = click.Context(quizkit, info_name="quizkit")
    return list(_walk(Called("", quizkit, context)))


def _walk(called: Called) -> Iterator[Called]:
    yield called
    command, context = called.command, called.context
    for name in command.list_commands(context) if isinstance(command, click.Group) else ():
        inner = command.get_command(context, name) if isinstance(command, click.Group) else None
        if inner is not None:
            words = f"{called.words} {name}".strip()
            within = click.Context(inner, info_name=name, parent=context)
            yield from _walk(Called(words, inner, within))


def pages() -> dict[str, str]:
    """Return an index, a page a command, and the exit codes."""
    found = every()
    made = {"reference/cli/index": _index(found[0]), "reference/cli/exit-codes": _exit_codes()}
    for name in COMMANDS:
        whole = [each for each in found if each.words.split()[:1] == [name]]
        made[f"reference/cli/{name}"] = _page(name, whole)
    return made


def _index(root: Called) -> str:
    lists = []
    for group, says in GROUPS.items():
        named = [name for name, entry in COMMANDS.items() if entry.group == group]
        rows = [(f"[`{name}`]({name}.md)", plain(COMMANDS[name].help)) for name in named]
        lists.append("\n\n".join([f"## {group}", plain(says), table(("command", "what"), rows)]))
    return page(
        "Command line",
        "`quizkit` alone opens the first screen, on a terminal. What a command prints as data goes "
        "to standard output, all else to standard error; `--json` makes it data for programs.",
        _usage(root),
        "A deck is a name of the list (`quizkit decks`), a file or a folder.",
        *lists,
        "## Options before the command",
        _options(root),
        contents([*COMMANDS, "exit-codes"], hidden=True),
    )


def _page(name: str, whole: list[Called]) -> str:
    first, *inner = whole
    pieces = [piece for each in inner for piece in (f"## quizkit {each.words}", *_told(each))]
    shown = f"quizkit {name}"
    return page(shown, *_told(first), *pieces, anchor=f"command-{name}")


def _told(called: Called) -> list[str]:
    arguments = [each for each in called.command.params if isinstance(each, click.Argument)]
    taken = [code(each.make_metavar(called.context)) for each in arguments]
    return [
        _usage(called),
        _help(called.command.help or ""),
        f"**Takes** {', '.join(taken)}" if taken else "",
        _options(called),
        _examples(called.command.epilog or ""),
    ]


def _usage(called: Called) -> str:
    return block(called.command.get_usage(called.context).removeprefix("Usage: "))


def _help(text: str) -> str:
    r"""Return a command's help; a paragraph after `\b` keeps its lines."""
    first, _, rest = text.partition("\n")
    pieces = []
    for paragraph in f"{first}\n{dedent(rest)}".strip().split("\n\n"):
        if paragraph.startswith("\b"):
            pieces.append(block(paragraph.removeprefix("\b\n")))
        else:
            pieces.append("\n\n".join(map(_words, _SEVERAL.split(" ".join(paragraph.split())))))
    return "\n\n".join(pieces)


def _words(text: str) -> str:
    """Return a sentence in which the options that it names are code."""
    return plain(_NAMED.sub(lambda found: found[1] or f"`{found[2]}`", text))


def _options(called: Called) -> str:
    shown = [each for each in called.command.params if isinstance(each, click.Option)]
    rows = [_option(each, called.context) for each in shown if not each.hidden]
    return table(("option", "what", "else from", "default"), rows)


def _option(option: click.Option, context: click.Context) -> tuple[str, str, str, str]:
    says = option.help or ""
    also = _ALSO.search(says)
    variable, default = also.groups() if also else (None, None)
    if also:
        says = says[: also.start()]
    if not default and isinstance(option.default, str | int) and not option.is_flag:
        default = str(option.default)
    names = codes([*option.opts, *option.secondary_opts])
    taken = "" if option.is_flag or option.count else f" {code(_metavar(option, context))}"
    notes = [*(["Required."] if option.required else []), *_times(option)]
    said = " ".join([_words(says), *notes])
    return f"{names}{taken}", said, code(variable or ""), plain(default or "")


def _times(option: click.Option) -> list[str]:
    return ["May be given several times."] if option.multiple else []


def _metavar(option: click.Option, context: click.Context) -> str:
    """Return what an option takes: a range or words that there are say more than a name."""
    match option.type:
        case click.Choice(choices=choices) if len(choices) <= 30:
            return " | ".join(map(str, choices))
        case click.IntRange(min=low, max=high):
            return f"{low}..{'' if high is None else high}"
        case _:
            return option.make_metavar(context)


def _examples(epilog: str) -> str:
    _, found, calls = epilog.partition("Examples:\n")
    return block(dedent(calls), "console") if found else ""


def codes_of_exit() -> list[tuple[str, str]]:
    """Return each exit code with what it means, from the table in the module's docstring."""
    lines = _RULED.split(exits.__doc__ or "")[1].strip().split("\n")
    cells = [cell for line in lines for cell in _MORE.split(line)]
    return [(number, says.strip()) for number, _, says in (cell.partition(" ") for cell in cells)]


def _exit_codes() -> str:
    return page(
        "Exit codes",
        "What a shell reads after a command (`$?`).",
        table(("code", "meaning"), [(code(n), plain(said)) for n, said in codes_of_exit()]),
    )
