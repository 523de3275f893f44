"""What an administrator does for a class server: sets it up, adds people, takes them off."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from quizkit.cli.class_text import columns
from quizkit.cli.classing import must_teach, server
from quizkit.cli.exits import NoInput
from quizkit.cli.frame import Cli
from quizkit.errors import FormatError

if TYPE_CHECKING:
    from quizkit.store.server.members import Added, Member, Removed
    from quizkit.store.server.tallies import Held

MOST: Final = 2_000
"""Logins of one list."""

LARGEST: Final = 1_000_000
"""Bytes of a list."""

_HEADS: Final = frozenset({"login", "logins", "pupil", "pupils"})
_OUT_OF_REACH: Final = (
    "Out of reach: the server's own backups, and the computers on which {login} has practised."
)


def init(cli: Cli, url: str, *, as_json: bool) -> int:
    """Make a database a class server, or bring it up to date, and say what is so now."""
    from quizkit.store.server.connect import place_of
    from quizkit.store.server.setup import TABLES, examined
    from quizkit.store.server.setup import init as set_up

    with server(cli, url, wants_schema=False) as connection:
        place = place_of(connection)
        ready = set_up(connection)
        wrong = examined(connection)
    if as_json:
        secured = {"row_security": not wrong, "tables": list(TABLES)}
        told = {"before": ready.before, "version": ready.version, **secured}
        cli.out.json({"v": 1, "server": place, **told, "remarks": [*wrong, *ready.remarks]})
        return 0
    if not ready.before:
        cli.out.data(f"{place} is a class server now (schema qk, version {ready.version}).")
    elif ready.before == ready.version:
        cli.out.data(
            f"{place} was a class server already; its rights are set anew, no row changed."
        )
    else:
        cli.out.data(f"{place} went from version {ready.before} to {ready.version}; all rows stay.")
    cli.out.data("Roles: qk_owner, qk_learner, qk_teacher; nobody can log in as one of them.")
    if not wrong:
        cli.out.data(f"Row-level security is on and forced: {', '.join(TABLES)}.")
    for each in (*wrong, *ready.remarks):
        cli.out.data(f"Note: {each}.")
    if not ready.before:
        cli.out.tell("Next, a teacher: quizkit class add URL LOGIN --class 10A --teacher")
    return 0


def add(cli: Cli, url: str, login: str | None, options: dict[str, Any]) -> int:
    """Add one or all of a list, and print the passwords that were made: once, and nowhere else."""
    from quizkit.store.server.logins import login_fault
    from quizkit.store.server.members import add as add_one
    from quizkit.store.server.members import class_fault

    logins = _logins(login, options["list_"])
    if options["learner"] and len(logins) > 1:
        message = "--learner is one learner: add one LOGIN with it, not a list"
        raise click.UsageError(message)
    faults = [fault for each in logins if (fault := login_fault(each))]
    faults += [fault for fault in (class_fault(options["class_"]),) if fault]
    if faults:
        raise click.UsageError("; ".join(faults))
    password = _prompted(cli, logins) if options["prompt"] else None
    size = max(map(len, (*logins, "login")))
    done: list[Added] = []
    with server(cli, url) as connection:
        for each in logins:
            added = add_one(
                connection,
                each,
                class_=options["class_"],
                is_teacher=options["teacher"],
                password=password,
                learner=options["learner"],
            )
            done.append(added)
            if not options["as_json"]:
                _slip(cli, added, options, size=size, is_first=len(done) == 1)
    if options["as_json"]:
        rows = [{"login": a.login, "password": a.password, "new": a.is_new} for a in done]
        cli.out.json({"v": 1, "class": options["class_"], "added": rows})
    elif any(each.password for each in done):
        cli.out.tell("These passwords are shown this once and kept nowhere: hand them out.")
    return 0


def _slip(cli: Cli, added: "Added", options: dict[str, Any], *, size: int, is_first: bool) -> None:
    """Print a line as soon as a login is made: if the next one fails, its password is not lost."""
    class_ = options["class_"]
    said = added.password or ("as you typed it" if added.is_new else "as it was")
    if options["as_csv"]:
        rows = [["login", "password", "class"]] * is_first
        for row in [*rows, [added.login, added.password or "", class_]]:
            out = StringIO()
            csv.writer(out, lineterminator="").writerow(row)
            cli.out.data(out.getvalue())
        return
    if is_first:
        cli.out.data(f"{'login':<{size}}  {'password':<19}  class")
    cli.out.data(f"{added.login:<{size}}  {said:<19}  {class_}")


def _logins(login: str | None, place: str | None) -> list[str]:
    """Return the logins that are to be added, each once, in their order."""
    if (login is None) == (place is None):
        message = "name a LOGIN, or a list of them with --from FILE"
        raise click.UsageError(message)
    return [login] if login is not None else _listed(Path(str(place)))


def _listed(path: Path) -> list[str]:
    """Return the first column of a list, without its head and its empty lines.

    Raises:
        FormatError: If it cannot be read, or there is no login in it, or there are too many.
    """
    from quizkit.formats.saving import read_one

    data, name = read_one(path, limit=LARGEST)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = f"{name} is not in UTF-8; save it as CSV UTF-8"
        raise FormatError(message, name) from None
    sign = ";" if text.count(";") > text.count(",") else ","
    first = [row[0].strip() for row in csv.reader(StringIO(text), delimiter=sign) if row]
    found = list(dict.fromkeys(each for each in first if each))
    if found and found[0].casefold() in _HEADS:
        del found[0]
    if not found or len(found) > MOST:
        message = f"{name} holds {len(found)} logins, wanted are 1 to {MOST}, one a line"
        raise FormatError(message, name)
    return found


def _prompted(cli: Cli, logins: Sequence[str]) -> str:
    """Return a password that is typed twice, unseen."""
    if len(logins) > 1:
        message = "--prompt asks for one password: add one LOGIN with it, not a list"
        raise click.UsageError(message)
    if not cli.interactive:
        message = "a password can only be typed on a terminal; without --prompt one is made"
        raise NoInput(message)
    text = f"Password for {logins[0]}"
    secret: str = click.prompt(text, hide_input=True, confirmation_prompt=True, err=True)
    return secret


def show(cli: Cli, url: str, class_: str | None, *, as_json: bool) -> int:
    """List members: login, learner, answers, last day."""
    from quizkit.practice.clock import moment
    from quizkit.store.server.connect import place_of
    from quizkit.store.server.members import members
    from quizkit.store.server.pupils import own_class
    from quizkit.store.server.tallies import tallies

    with server(cli, url) as connection:
        must_teach(connection)
        place = place_of(connection)
        if class_ is not None:
            own_class(connection, class_)
        found, held = members(connection, class_), tallies(connection)
    off = moment(cli.clock).off
    rows = [(*_cells(each, held, off=off),) for each in found]
    if as_json:
        cli.out.json(
            {"v": 1, "class": class_, "members": [_plain(m, held, off=off) for m in found]}
        )
    elif rows:
        for line in columns([("login", "class", "learner", "answers", "last day"), *rows]):
            cli.out.data(line)
    else:
        cli.out.data(
            f"There is nobody on {place} yet; `quizkit class add` adds a teacher or pupil."
        )
    return 0


def _cells(each: "Member", held: "Mapping[str, Held]", *, off: int) -> list[str]:
    plain = _plain(each, held, off=off)
    learner = "teacher" if each.is_teacher else each.learner or "not synced yet"
    answers = "" if plain["answers"] is None else str(plain["answers"])
    login = each.login or "(login removed)"
    return [login, ", ".join(each.classes), learner, answers, plain["last_day"] or ""]


def _plain(each: "Member", held: "Mapping[str, Held]", *, off: int) -> dict[str, Any]:
    from quizkit.memory.timeline import learner_day
    from quizkit.session.exams import day_text

    mine = held.get(each.learner) if each.learner else None
    return {
        "login": each.login,
        "classes": list(each.classes),
        "teacher": each.is_teacher,
        "learner": each.learner,
        "answers": None if each.learner is None else mine.answers if mine else 0,
        "last_day": day_text(learner_day(mine.newest, off)) if mine and mine.newest else None,
    }


def remove(cli: Cli, url: str, login: str, options: dict[str, Any]) -> int:
    """Take a member out of a class or off the server, after asking."""
    from quizkit.store.server.members import remove as remove_one

    class_, with_answers = options["class_"], options["with_answers"]
    if not options["yes"]:
        _confirm(cli, login, class_, with_answers=with_answers)
    with server(cli, url) as connection:
        done = remove_one(connection, login, class_=class_, with_events=with_answers)
    if options["as_json"]:
        cli.out.json({"v": 1, "login": login, **done._asdict(), "classes": list(done.classes)})
        return 0
    for line in _removed(login, done, is_asked=with_answers):
        cli.out.data(line)
    return 0


def _confirm(cli: Cli, login: str, class_: str | None, *, with_answers: bool) -> None:
    where = f"out of class {class_}" if class_ else "off the server, with the login"
    what = f"{login} would be taken {where}"
    if with_answers:
        what += ", and all answers of theirs there deleted for good"
    if not cli.interactive:
        message = f"{what}; this needs --yes where nobody can be asked"
        raise NoInput(message)
    cli.out.tell(f"{what}.")
    click.confirm(f"Remove {login}?", abort=True, err=True)


def _removed(login: str, done: "Removed", *, is_asked: bool) -> list[str]:
    classes = ", ".join(done.classes) or "no class"
    if done.is_member:
        return [f"{login} is out of {classes}, and stays in other classes."]
    told = [f"{login} is out of {classes}."]
    if done.is_login_gone:
        told.append(f"The login {login} is gone.")
    else:
        told.append(
            f"The login {login} is not dropped: it is a member in another database of that server, "
            "or owns something and is closed."
        )
    if is_asked:
        told += [f"{done.deleted} events are deleted.", _OUT_OF_REACH.format(login=login)]
    elif done.kept:
        told.append(
            f"{done.kept} events are kept, where no login sees them: `quizkit class list` shows "
            "whose, and `quizkit class add --learner ID` takes them up again."
        )
    return told
