"""Asking for the password of a server: unseen, and only where somebody can be asked."""

from collections.abc import Callable

import click

from quizkit.cli.frame import Cli


def password_of(cli: Cli) -> Callable[[str], str] | None:
    """Return what asks for the password of a place; None where nobody can be asked."""
    return _asked if cli.interactive else None


def _asked(place: str) -> str:
    secret: str = click.prompt(f"Password for {place}", hide_input=True, err=True)
    return secret
