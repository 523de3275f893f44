"""`quizkit config`: show and change settings."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import as_json, examples
from quizkit.settings import table
from quizkit.settings.checks import known
from quizkit.settings.target import masked


@click.group(
    epilog=examples("quizkit config", "quizkit config set minutes 15"),
    invoke_without_command=True,
)
@as_json
@click.pass_context
def config(ctx: click.Context, /, *, as_json: bool) -> None:
    """Show and change settings.

    A setting comes from an option, else QUIZKIT_NAME, else the nearest quizkit.toml, else your own
    settings file, else its default. Changes go to your own file.
    """
    if ctx.invoked_subcommand is None:
        _print_all(ctx.obj, as_json=as_json)


@config.command("list", epilog=examples("quizkit config list", "quizkit config list --json"))
@as_json
@click.pass_obj
def show_all(cli: Cli, *, as_json: bool) -> None:
    """List the settings, their values, and where these came from."""
    _print_all(cli, as_json=as_json)


@config.command(epilog=examples("quizkit config get minutes", "quizkit config get check.profile"))
@click.argument("name")
@click.pass_obj
def get(cli: Cli, name: str) -> None:
    """Print the value of one setting."""
    cli.out.data(_plain(cli.settings.get(name)))


@config.command(
    "set", epilog=examples("quizkit config set minutes 15", "quizkit config set form typed")
)
@click.argument("name")
@click.argument("value")
@click.pass_obj
def set_value(cli: Cli, name: str, value: str) -> None:
    """Set a value in your own settings file."""
    from quizkit.settings.edit import change

    setting = known(name)
    try:
        read = setting.read(value, Path.cwd())
    except ValueError as error:
        message = f'"{name}" cannot be {masked(value)!r}: it should be {error}'
        raise click.UsageError(message) from None
    change(cli.config_file, name, read)
    cli.out.tell(f"{name} = {_plain(read)}, in {cli.config_file}")


@config.command(epilog=examples("quizkit config unset minutes", "quizkit config unset decks"))
@click.argument("name")
@click.pass_obj
def unset(cli: Cli, name: str) -> None:
    """Take a value out of your own settings file."""
    from quizkit.settings.edit import change

    change(cli.config_file, name, None)
    cli.out.tell(f"{name} is no longer set in {cli.config_file}")


@config.command(epilog=examples("quizkit config path", 'cat "$(quizkit config path)"'))
@click.pass_obj
def path(cli: Cli) -> None:
    """Print where your own settings file is."""
    cli.out.data(str(cli.config_file))


def _print_all(cli: Cli, *, as_json: bool) -> None:
    found = cli.settings
    every = [*table.SETTINGS, *(known(name) for name in found.origins if name.count(".") > 1)]
    rows = [(s, found.get(s.name), found.origins[s.name]) for s in every]
    if as_json:
        listed = [{"name": s.name, "value": _value(value), "from": by} for s, value, by in rows]
        cli.out.json({"v": 1, "settings": listed})
        return
    for setting, value, origin in rows:
        cli.out.data(
            f"{setting.name:<13}  {_plain(value) or '-':<12}  {origin:<12}  {setting.help}"
        )


def _value(value: object) -> Any:
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, Mapping):
        return dict(value)
    return value if isinstance(value, int | float | str | None) else str(value)


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, Mapping):
        return " ".join(f"{name}={item}" for name, item in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
