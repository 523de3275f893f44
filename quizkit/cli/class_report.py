"""How a class does: the pupils' events from the server, the decks at hand, a report of each."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from quizkit.cli.class_items import Found, found
from quizkit.cli.class_page import page
from quizkit.cli.class_plan import when
from quizkit.cli.class_text import Told, lines, plain, table_of
from quizkit.cli.classing import must_teach, server
from quizkit.cli.frame import Cli
from quizkit.cli.library import ready
from quizkit.cli.waiting import progressing
from quizkit.errors import DeckError
from quizkit.practice.classes import Goal, Pupil, Tick, day_number, report
from quizkit.questions.ask import Asker
from quizkit.session.scope import deck_of
from quizkit.text import counted

if TYPE_CHECKING:
    from quizkit.store.server.assignments import Assignment


class Class(NamedTuple):
    """A class as the server has it.

    Attributes:
        name: Its name.
        pupils: Its pupils, with what their events tell.
        set: What is set for it, by day.
        damaged: Logins with events that are none, and how many.
    """

    name: str
    pupils: tuple[Pupil, ...]
    set: "tuple[Assignment, ...]"
    damaged: tuple[tuple[str, int], ...]


def show(cli: Cli, url: str, names: Sequence[str], options: dict[str, Any]) -> int:
    """Print a report on a class, or write it into files.

    Args:
        cli: The frame.
        url: The server's address.
        names: The decks; none: what is set for the class, else what it answered.
        options: Of the command: class_, date, tags, target, csv, html, force, as_json.
    """
    quiet = cli.out.quiet or options["as_json"]
    with progressing("reading answers of", cli.environ, quiet=quiet) as tick:
        class_ = _read(cli, url, options["class_"], tick)
    for login, count in class_.damaged:
        what = counted(count, "event")
        are = "is" if count == 1 else "are"
        cli.out.fault(f"{what} of {login} {are} damaged or of others, and left out")
    if empty := _empty(class_, names):
        cli.out.tell(empty)
    told: list[Told] = []
    for asker, goal in _goals(cli, class_, names, options):
        with progressing("looking ahead for", cli.environ, quiet=quiet) as tick:
            made = report(asker, goal, class_.pupils, cli.clock, tick=tick)
        items = found(asker, made, class_.pupils) if made.begun else Found()
        told.append(Told(made, items))
    _hand_over(cli, class_.name, told, options)
    return 0


def _read(cli: Cli, url: str, name: str | None, tick: Tick) -> Class:
    """Read a class, and let the server go."""
    from quizkit.practice.told import read
    from quizkit.store.server.assignments import assignments
    from quizkit.store.server.pupils import events_of, own_class, pupils

    found_, damaged = [], []
    with server(cli, url) as connection:
        must_teach(connection)
        class_ = own_class(connection, name)
        members = pupils(connection, class_)
        for at, each in enumerate(members, 1):
            login = each.login or "(login removed)"
            told = None
            if each.learner is not None:
                told, wrong = read(each.learner, events_of(connection, each.learner))
                damaged += [(login, wrong)] if wrong else []
            found_.append(Pupil(login, told))
            tick(at, len(members))
        set_ = assignments(connection, class_)
    return Class(class_, tuple(found_), tuple(set_), tuple(damaged))


def _empty(class_: Class, names: Sequence[str]) -> str:
    """Return what to do where there is nothing to report yet, or ""."""
    if not class_.pupils:
        return (
            f"there is no pupil in class {class_.name} yet; the administrator adds them: "
            f"quizkit class add URL --class {class_.name} --from FILE"
        )
    if not any(each.told and each.told.newest("review") for each in class_.pupils):
        more = (
            "" if names or class_.set else "; to set a deck: quizkit class assign URL DECK --date D"
        )
        return (
            f"nobody in class {class_.name} has synced an answer yet; they do it with: "
            f"quizkit sync URL{more}"
        )
    return ""


def _goals(
    cli: Cli, class_: Class, names: Sequence[str], options: dict[str, Any]
) -> Iterator[tuple[Asker, Goal]]:
    """Yield each deck that is reported on, with what is to be known of it and by when.

    Raises:
        DeckError: If a deck that was named is not at hand.
    """
    set_ = {each.deck: each for each in class_.set}
    wanted = list(dict.fromkeys(names or set_ or _answered(class_)))
    for name in wanted:
        try:
            asker = ready(cli, [name])[0]
        except DeckError as error:
            if names:
                raise
            cli.out.fault(f"left out {name}, which is not among your decks: {error}")
            continue
        yield asker, _goal(cli, asker, set_.get(asker.deck.id), options)


def _answered(class_: Class) -> list[str]:
    """Return the decks that pupils have answered, by name."""
    decks = {
        deck_of(event.body["facet"])
        for each in class_.pupils
        if each.told
        for _, event in each.told.newest("review", -1)
    }
    return sorted(decks)


def _goal(cli: Cli, asker: Asker, set_: "Assignment | None", options: dict[str, Any]) -> Goal:
    deck = asker.deck
    tags = tuple(options["tags"]) or (set_.tags if set_ else ())
    if options["tags"]:
        ready(cli, [asker.deck.paths[0]], tags=tags)
    day: date | None = set_.day if set_ else None
    if options["date"]:
        day = when(cli, options["date"], deck.words[deck.language])
    exam = None if day is None else day_number(day)
    return Goal(deck.id, deck.title, tags, exam, options["target"] / 100)


def _hand_over(cli: Cli, class_: str, told: Sequence[Told], options: dict[str, Any]) -> None:
    """Write the files that were asked for; where none was, print."""
    from quizkit.formats.saving import save

    written: list[Path] = []
    if options["html"]:
        data = page(class_, told).encode()
        written += save(Path(options["html"]), {"": data}, force=options["force"])
    if options["csv"] and options["csv"] != "-":
        data = table_of(class_, told)
        written += save(Path(options["csv"]), {"": data}, force=options["force"])
    if options["as_json"]:
        cli.out.json({**plain(class_, told), "written": [path.as_posix() for path in written]})
    elif options["csv"] == "-":
        cli.out.raw(table_of(class_, told))
    elif written:
        for path in written:
            cli.out.data(path.as_posix())
    else:
        for at, each in enumerate(told):
            if at:
                cli.out.data("")
            for line in lines(class_, each):
                cli.out.say(line) if line else cli.out.data("")
