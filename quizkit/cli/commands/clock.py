"""`quizkit clock`: find and mend answers that a wrong clock wrote."""

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import as_json, examples

if TYPE_CHECKING:
    from quizkit.memory.clocks import Stretch


@click.command(epilog=examples("quizkit clock", 'quizkit clock --mend --ended "2026-06-01 18:30"'))
@click.option("--mend", is_flag=True, help="Mend what is shown.")
@click.option(
    "--ended", metavar="TIME", help="When the last answer of the first stretch really was."
)
@as_json
@click.pass_obj
def clock(cli: Cli, /, *, mend: bool, ended: str | None, as_json: bool) -> int:
    """Show which answers a wrong clock wrote, and what would mend them.

    An answer keeps the time that the clock said; --mend adds an event that moves a whole stretch,
    so that its last answer comes just before the next right time. `quizkit undo` takes it back.
    Exit code 1 if something is wrong and was not mended.
    """
    from quizkit.practice import deeds

    at = None if ended is None else _time(cli, ended)
    with cli.read_log() as kept:
        found = () if kept is None else deeds.wrong_clocks(kept, cli.clock)
    if found and at is not None:
        found = (found[0].ended(at), *found[1:])
    if mend and found:
        with cli.open_log() as log:
            found = deeds.mend_clocks(log, cli.clock, stretches=found)
    with cli.read_log() as kept:
        answers = () if kept is None else deeds.answers_in(kept, found)
    if as_json:
        told = zip(found, answers, strict=True)
        stretches = [{**_plain(cli, each), "answers": count} for each, count in told]
        cli.out.json({"v": 1, "mended": mend and bool(found), "stretches": stretches})
    for each, count in zip(found, answers, strict=True) if not as_json else ():
        said = f"{_shown(cli, each.since)} to {_shown(cli, each.until)}"
        right = _shown(cli, each.until + each.delta)
        cli.out.data(f"{_counted(each, count)} {said}; the last {_was(mended=mend)} {right}")
    if not found:
        cli.out.tell("no answer was written by a clock that was wrong by more than a day")
    elif not mend:
        cli.out.tell("set the clock right first if it is wrong now, then `quizkit clock --mend`")
    return 0 if mend or not found else 1


def _counted(stretch: "Stretch", answers: int) -> str:
    """Return how many events and answers a stretch has, and that they say something."""
    from quizkit.session.undo import entries

    count = stretch.last - stretch.first + 1
    if count == 1:
        return f"{entries(count)}, {'an' if answers else 'no'} answer, says"
    what = "an answer" if answers == 1 else "answers"
    return f"{entries(count)}, {answers or 'none'} of them {what}, say"


def _was(*, mended: bool) -> str:
    return "is now taken for" if mended else "would be taken for"


def _zone(cli: Cli) -> timezone:
    return timezone(timedelta(minutes=cli.clock.off()))


def _time(cli: Cli, text: str) -> int:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        message = f'--ended is "{text}", want a time such as 2026-06-01 18:30'
        raise click.UsageError(message) from error
    found = found if found.tzinfo else found.replace(tzinfo=_zone(cli))
    if found > cli.clock.now():
        now = f"{cli.clock.now():%Y-%m-%d %H:%M}"
        message = f'--ended is "{text}", which has not come yet; it is {now}'
        raise click.UsageError(message)
    return int(found.timestamp() * 1000)


def _moment(cli: Cli, ms: int) -> datetime:
    last = datetime.max.replace(tzinfo=UTC) - timedelta(days=2)
    first = datetime(1970, 1, 1, tzinfo=UTC)
    return min(last, first + timedelta(milliseconds=ms)).astimezone(_zone(cli))


def _shown(cli: Cli, ms: int) -> str:
    return f"{_moment(cli, ms):%Y-%m-%d %H:%M}"


def _plain(cli: Cli, stretch: "Stretch") -> dict[str, Any]:
    return {
        "device": stretch.device,
        "from": stretch.first,
        "to": stretch.last,
        "since": _moment(cli, stretch.since).isoformat(timespec="seconds"),
        "until": _moment(cli, stretch.until).isoformat(timespec="seconds"),
        "moved_ms": stretch.delta,
    }
