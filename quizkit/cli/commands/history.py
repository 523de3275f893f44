"""`quizkit history`: the answers, newest last."""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

import click

from quizkit.cli.frame import Cli
from quizkit.cli.instants import local
from quizkit.cli.options import DECK, as_json, day, examples
from quizkit.cli.out import Styled
from quizkit.model import Event, Rating


class Line(NamedTuple):
    """A review as it is listed."""

    event: Event
    at: datetime
    undone: bool


@click.command(
    epilog=examples("quizkit history --last 20", "quizkit history --since 2026-06-01 --json")
)
@click.option("--since", type=day, metavar="DATE", help="From this day on, as YYYY-MM-DD.")
@click.option("--deck", type=DECK, metavar="DECK", help="Only this deck, by its id.")
@click.option("--facet", metavar="FACET", help="Only this facet.")
@click.option("--last", type=click.IntRange(min=1), metavar="N", help="Only the newest N.")
@click.option("--overrides", is_flag=True, help="Only answers that you judged yourself.")
@as_json
@click.pass_obj
def history(cli: Cli, /, **options: Any) -> None:
    """List your answers, newest last. Those that you took back are marked, never gone."""
    with cli.read_log() as log:
        found: Iterable[Line] = _lines(log.entries() if log else (), options)
        if options["last"]:
            found = deque(found, maxlen=options["last"])
        sitting: object = ""
        for line in found:
            if options["as_json"]:
                cli.out.json(_plain(line))
                continue
            if line.event.body["sitting"] != sitting:
                sitting = line.event.body["sitting"]
                cli.out.data(Styled(f"{line.at:%Y-%m-%d %H:%M}", "bold"))
            cli.out.say(" ".join(_text(line).splitlines()), hang=8)


def _lines(rows: Iterable[Any], options: dict[str, Any]) -> Iterator[Line]:
    from quizkit.store.rows import in_time

    reviews = (row for row in rows if row.event.kind == "review" and row.is_read)
    for row in sorted(reviews, key=in_time):
        line = Line(row.event, local(row.t, row.event.off), not row.live)
        if _wanted(line, options):
            yield line


def _wanted(line: Line, options: dict[str, Any]) -> bool:
    facet = line.event.body["facet"]
    since: date | None = options["since"]
    return (
        (since is None or line.at.date() >= since)
        and (not options["deck"] or facet.startswith(options["deck"] + "/"))
        and (not options["facet"] or facet == options["facet"])
        and (not options["overrides"] or line.event.body["override"] is not None)
    )


def _plain(line: Line) -> dict[str, Any]:
    from quizkit.practice.reports import given

    body = line.event.body
    return {
        "v": 1,
        "event": line.event.id,
        "at": line.at.isoformat(timespec="seconds"),
        "facet": body["facet"],
        "form": body["form"],
        "response": given(body),
        "score": body["score"] / 1_000_000,
        "rating": Rating(body["rating"]).name.capitalize(),
        "override": body["override"],
        "ms": body["ms"],
        "undone": line.undone,
    }


def _text(line: Line) -> str:
    from quizkit.practice.reports import answered

    body = line.event.body
    sign = "✓" if body["score"] >= 500_000 else "✗"
    rating = Rating(body["rating"]).name.capitalize()
    asked = f"{body['stem']}  " if body["stem"] else ""
    undone = "  (taken back)" if line.undone else ""
    return f"  {sign} {rating:<5} {asked}{answered(body)}  [{body['facet']}]{undone}"
