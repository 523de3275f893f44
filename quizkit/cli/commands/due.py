"""`quizkit due`: what waits for you."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import as_json, deck_names, examples

if TYPE_CHECKING:
    from quizkit.model import DeckDue


@click.command(epilog=examples("quizkit due vietnam-us", "quizkit due --short"))
@deck_names
@click.option("--short", is_flag=True, help="One line, for a shell prompt.")
@as_json
@click.pass_obj
def due(cli: Cli, /, names: tuple[str, ...], *, short: bool, as_json: bool) -> None:
    """Show what waits for you: due, new, about how long it takes, and what you know.

    Without a deck, all decks of your list.
    """
    from quizkit.cli.library import askers
    from quizkit.practice import reports

    rows = reports.due(askers(cli, names), cli.memory(), cli.clock, minutes=cli.settings.minutes)
    if as_json:
        cli.out.json(
            {
                "v": 1,
                "at": cli.clock.now().isoformat(timespec="seconds"),
                "due": sum(row.due for row in rows),
                "new": sum(row.new for row in rows),
                "minutes": round(sum(row.minutes for row in rows), 1),
                "decks": [_plain(row) for row in rows],
            }
        )
    elif short:
        minutes = sum(row.minutes for row in rows)
        cli.out.data(f"{sum(row.due for row in rows)} due ~{minutes:.0f} min")
    else:
        _print_table(cli, rows)


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
    longest = max(len(row.deck) for row in rows)
    cli.out.data(f"{'deck':<{longest}}    due    new  minutes  known")
    for row in rows:
        cli.out.data(
            f"{row.deck:<{longest}}  {row.due:5}  {row.new:5}  {row.minutes:7.0f}"
            f"  {row.known:5.0%}{_later(row)}"
        )


def _later(row: "DeckDue") -> str:
    if row.next_days is None or row.next_days <= 0:
        return ""
    return "  tomorrow" if row.next_days == 1 else f"  in {row.next_days} days"
