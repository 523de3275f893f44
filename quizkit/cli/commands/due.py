"""`quizkit due`: what waits for you."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import as_json, deck_names, examples

if TYPE_CHECKING:
    from quizkit.model import DeckDue
    from quizkit.practice.coming import Day

_HEAD: Final = "    due    new  minutes  known"
_DAYS: Final = 14
"""Days that are shown one by one."""


@click.command(epilog=examples("quizkit due vietnam-us", "quizkit due --by day"))
@deck_names
@click.option(
    "--by",
    type=click.Choice(["deck", "day"]),
    default="deck",
    show_default=True,
    help="A line for each deck, or for each day to come.",
)
@click.option("--short", is_flag=True, help="One line, for a shell prompt.")
@as_json
@click.pass_obj
def due(cli: Cli, /, names: tuple[str, ...], *, by: str, short: bool, as_json: bool) -> None:
    """Show what waits for you: due, new, about how long it takes, and what you know.

    Without a deck, all decks of your list.
    """
    from quizkit.cli.library import askers
    from quizkit.practice import planning, reports

    known, memory, back = askers(cli, names), cli.memory(), None
    with cli.read_log() as log:
        if not (short or as_json):
            back = planning.backlog(known, log, cli.clock, minutes=cli.settings.minutes)
        has = reports.today(log, memory, cli.clock, minutes=cli.settings.minutes)
    rows = reports.due(known, memory, cli.clock, has)
    total = _Total(
        sum(row.due for row in rows), sum(row.new for row in rows), sum(row.minutes for row in rows)
    )
    days: list[Day] = []
    if by == "day":
        from quizkit.practice.coming import coming, today

        days = [today(cli.clock, **total._asdict()), *coming(known, memory, cli.clock)]
    if as_json:
        listed = {"days": list(map(_rounded, days))} if days else {"decks": list(map(_plain, rows))}
        at = cli.clock.now().isoformat(timespec="seconds")
        cli.out.json({"v": 1, "at": at, **_rounded(total), **listed})
    elif short:
        cli.out.data(f"{total.due} due ~{total.minutes:.0f} min")
    elif days:
        _print_days(cli, days)
    else:
        _print_table(cli, rows)
    if back:
        cli.out.say(back.sentence)


class _Total(NamedTuple):
    """What waits today in all decks."""

    due: int
    new: int
    minutes: float


def _rounded(row: "_Total | Day") -> dict[str, object]:
    return row._asdict() | {"minutes": round(row.minutes, 1)}


def _print_days(cli: Cli, days: "Sequence[Day]") -> None:
    from quizkit.practice.coming import HELD

    cli.out.data("day           due    new  minutes")
    for day in days[:_DAYS]:
        cli.out.data(f"{day.day:<10}  {day.due:5}  {day.new:5}  {day.minutes:7.0f}")
    if days[_DAYS:]:
        late = sum(day.due for day in days[_DAYS:])
        minutes = sum(day.minutes for day in days[_DAYS:])
        cli.out.data(f"{'later':<10}  {late:5}  {0:5}  {minutes:7.0f}")
    if days[1:]:
        cli.out.say(HELD)


def _plain(row: "DeckDue") -> dict[str, object]:
    return {
        "deck": row.deck,
        "due": row.due,
        "new": row.new,
        "minutes": round(row.minutes, 1),
        "known": round(row.known, 4),
        "facets": row.facets,
        "next_days": row.next_days,
    }


def _print_table(cli: Cli, rows: "Sequence[DeckDue]") -> None:
    """Print a table; where it is too wide for a terminal, figures stand below the deck's name."""
    longest = max(len(row.deck) for row in rows)
    room = max(longest + len(_HEAD) + len(_later(row)) for row in rows)
    is_narrow = 0 < cli.out.columns < room
    cli.out.data("deck" if is_narrow else f"{'deck':<{longest}}{_HEAD}")
    if is_narrow:
        cli.out.data(_HEAD)
    for row in rows:
        if is_narrow:
            cli.out.say(f"{row.deck}{_later(row)}", hang=2)
            cli.out.data(_figures(row))
        else:
            cli.out.data(f"{row.deck:<{longest}}{_figures(row)}{_later(row)}")
    if any(map(_waits, rows)):
        cli.out.say("-: what is new there finds nothing left of the day's minutes.")


def _figures(row: "DeckDue") -> str:
    minutes = "-" if _waits(row) else f"{row.minutes:.0f}"
    return f"  {row.due:5}  {row.new:5}  {minutes:>7}  {100 * row.known:3.0f} %"


def _waits(row: "DeckDue") -> bool:
    """Return whether other decks, or what was answered today, leave a deck no minutes."""
    return bool(row.new) and not row.minutes


def _later(row: "DeckDue") -> str:
    if row.next_days is None or row.next_days <= 0:
        return ""
    return "  tomorrow" if row.next_days == 1 else f"  in {row.next_days} days"
