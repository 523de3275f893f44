"""What a teacher sets for a class, and takes back."""

from datetime import date
from typing import Final

import click

from quizkit.cli.classing import must_teach, server
from quizkit.cli.frame import Cli
from quizkit.cli.library import ready
from quizkit.model import Words
from quizkit.practice.clock import moment
from quizkit.practice.exam_day import exam_day
from quizkit.practice.plan_words import short_day
from quizkit.session.exams import EPOCH

_WHO: Final = "Pupils are told at their next sync, and take it on if they want to."


def assign(  # noqa: PLR0913  # whom, what, by when
    cli: Cli,
    url: str,
    deck: str,
    *,
    day: str,
    tags: tuple[str, ...],
    class_: str | None,
    as_json: bool,
) -> int:
    """Set a deck for a class until a day.

    The deck must be at hand, so that a slip in its name or a tag is found here, not by pupils.
    """
    from quizkit.store.server.assignments import assign as set_

    asker = ready(cli, [deck], tags=tags)[0]
    words = asker.deck.words[asker.deck.language]
    wanted = when(cli, day, words)
    with server(cli, url) as connection:
        must_teach(connection)
        done = set_(connection, asker.deck.id, day=wanted, tags=tags, class_=class_)
    if as_json:
        plain = {"class": done.class_, "deck": done.deck, "tags": list(done.tags)}
        cli.out.json({"v": 1, **plain, "day": str(done.day)})
        return 0
    only = f", only {', '.join(done.tags)}," if done.tags else ""
    on = f"{short_day(str(done.day))} {done.day:%Y}"
    cli.out.data(f"Set for class {done.class_}: {done.deck}{only} until {on}.")
    cli.out.tell(_WHO)
    return 0


def unassign(cli: Cli, url: str, deck: str, *, class_: str | None) -> int:
    """Take back what was set; 1 if nothing was."""
    from quizkit.store.server.assignments import unassign as take_back
    from quizkit.store.server.pupils import own_class

    with server(cli, url) as connection:
        must_teach(connection)
        name = own_class(connection, class_)
        is_done = take_back(connection, deck, class_=name)
    if not is_done:
        cli.out.data(f"{deck} is not set for class {name}.")
        return 1
    cli.out.data(f"{deck} is no longer set for class {name}; an exam that pupils took on stays.")
    return 0


def when(cli: Cli, text: str, words: Words) -> date:
    """Return the day that was typed.

    Args:
        cli: The frame.
        text: As typed.
        words: Of the language whose months are read.

    Raises:
        BadParameter: If it is none, or over.
    """
    today = date.fromordinal(moment(cli.clock).day + EPOCH)
    try:
        return exam_day(text, today, words)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="'--date'") from error
