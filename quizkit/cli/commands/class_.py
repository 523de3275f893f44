"""`quizkit class`: a class on a PostgreSQL server, for its teachers and the administrator."""

from typing import Any

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import DECK, as_json, examples, tags

_URL = click.argument("url", metavar="URL")
_CLASS = click.option("--class", "class_", metavar="NAME", help="The class, such as 10A.")
_SERVER = "postgresql://principal@school.example/quiz"
_TEACHER = "postgresql://tran@school.example/quiz"


@click.group(
    name="class",
    epilog=examples(f"quizkit class init {_SERVER}", f"quizkit class report {_TEACHER}"),
)
def class_() -> None:
    """A class on a PostgreSQL server: who is in it, what is set, how it does.

    URL is postgresql://LOGIN@HOST/DATABASE, without a password: that stands in the password file
    ~/.pgpass, or is asked for. Teachers see the logins, answers and times of their own class;
    pupils see only themselves and what is set for them. Wants the extra `postgres`.
    """


@class_.command(
    short_help="Make a database a class server",
    epilog=examples(f"quizkit class init {_SERVER}", "quizkit class init URL --json"),
)
@_URL
@as_json
@click.pass_obj
def init(cli: Cli, /, url: str, *, as_json: bool) -> int:
    """Make a database a class server: tables, roles, rights; twice does no harm.

    For the administrator: a superuser, or the database's owner with CREATEROLE.
    """
    from quizkit.cli.class_members import init as set_up

    return set_up(cli, url, as_json=as_json)


@class_.command(
    short_help="Add a login, or a list of them, to a class",
    epilog=examples(
        "quizkit class add URL tran --class 10A --teacher",
        "quizkit class add URL --class 10A --from logins.csv --csv",
    ),
)
@_URL
@click.argument("login", required=False)
@click.option("--class", "class_", required=True, metavar="NAME", help="The class, such as 10A.")
@click.option("--teacher", is_flag=True, help="A teacher, who reads the class.")
@click.option("--from", "list_", metavar="FILE", help="A list of logins, one a line, or a CSV.")
@click.option("--prompt", is_flag=True, help="Type the password instead of having one made.")
@click.option("--learner", metavar="ID", help="Take up the answers that were kept of a learner.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, for slips.")
@as_json
@click.pass_obj
def add(cli: Cli, /, url: str, login: str | None, **options: Any) -> int:
    """Add LOGIN, or a whole list, to a class; passwords are made and printed once.

    For the administrator. A login is 1 to 63 of a-z, 0-9, "-", ".", "_", "@"; rather a code than
    a name, since every login can list the others. Who is there already keeps the password and is
    in one class more.
    """
    from quizkit.cli.class_members import add as add_all

    return add_all(cli, url, login, options)


@class_.command(
    short_help="List members with their answers",
    name="list",
    epilog=examples(f"quizkit class list {_TEACHER}", "quizkit class list URL --json"),
)
@_URL
@_CLASS
@as_json
@click.pass_obj
def list_(cli: Cli, /, url: str, *, class_: str | None, as_json: bool) -> int:
    """List members with their answers and last day: a teacher's own classes, or all."""
    from quizkit.cli.class_members import show

    return show(cli, url, class_, as_json=as_json)


@class_.command(
    short_help="Take a login out of a class",
    epilog=examples(
        f"quizkit class remove {_SERVER} 10a-07",
        "quizkit class remove URL 10a-07 --with-answers --yes",
    ),
)
@_URL
@click.argument("login")
@click.option("--class", "class_", metavar="NAME", help="Out of this class only.")
@click.option("--with-answers", is_flag=True, help="Delete the answers on the server for good.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json
@click.pass_obj
def remove(cli: Cli, /, url: str, login: str, **options: Any) -> int:
    """Take LOGIN out of a class, or off the server.

    For the administrator. Answers stay on the server, where nobody sees them, unless they are to
    be deleted; those on the pupil's own computers stay in any case.
    """
    from quizkit.cli.class_members import remove as take_off

    return take_off(cli, url, login, options)


@class_.command(
    short_help="Set a deck for the class until a day",
    epilog=examples(
        "quizkit class assign URL vietnam-us --date 2026-12-12",
        "quizkit class assign URL elements --date '12 December' --class 10A",
    ),
)
@_URL
@click.argument("deck", type=DECK)
@click.option("--date", "day", required=True, metavar="DATE", help="By this day, as YYYY-MM-DD.")
@tags
@_CLASS
@as_json
@click.pass_obj
def assign(  # noqa: PLR0913  # the options of a command
    cli: Cli,
    /,
    url: str,
    deck: str,
    *,
    day: str,
    tags: tuple[str, ...],
    class_: str | None,
    as_json: bool,
) -> int:
    """Set a deck for the class until a day; what was set of this deck before is replaced.

    Pupils are told at their next sync. It becomes their exam when they take it on, with their own
    minutes a day.
    """
    from quizkit.cli.class_plan import assign as set_

    return set_(cli, url, deck, day=day, tags=tags, class_=class_, as_json=as_json)


@class_.command(
    short_help="Take back what was set",
    epilog=examples(
        f"quizkit class unassign {_TEACHER} vietnam-us",
        "quizkit class unassign URL elements --class 10A",
    ),
)
@_URL
@click.argument("deck", type=DECK)
@_CLASS
@click.pass_obj
def unassign(cli: Cli, /, url: str, deck: str, *, class_: str | None) -> int:
    """Take back what was set; exit code 1 if it was not set."""
    from quizkit.cli.class_plan import unassign as take_back

    return take_back(cli, url, deck, class_=class_)


@class_.command(
    short_help="Say how a class does, and what it misses",
    epilog=examples(
        f"quizkit class report {_TEACHER} --class 10A",
        "quizkit class report URL vietnam-us --html 10A.html",
    ),
)
@_URL
@click.argument("names", nargs=-1, type=DECK, metavar="[DECK]...")
@_CLASS
@click.option("--date", metavar="DATE", help="For an exam on this day, as YYYY-MM-DD.")
@tags
@click.option(
    "--target",
    type=click.IntRange(1, 100),
    metavar="PCT",
    default=90,
    show_default=True,
    help="Score that is wanted on the day.",
)
@click.option("--csv", metavar="FILE|-", help="Write the pupils as CSV.")
@click.option("--html", metavar="FILE", help="Write all of it as one page, to read or print.")
@click.option("--force", is_flag=True, help="Write over files that are there.")
@as_json
@click.pass_obj
def report(cli: Cli, /, url: str, names: tuple[str, ...], **options: Any) -> int:
    """Say how a class does: what several miss, and who is on track for the exam.

    Without DECK: what is set for the class, else what it has answered. On track is who reaches
    the target in 7 of 10 forecasts with the minutes a day of the last two weeks. Nothing of it
    leaves this computer.
    """
    from quizkit.cli.class_report import show

    return show(cli, url, names, options)
