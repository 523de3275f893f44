"""What waits, as lines: what `quizkit due` prints."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from quizkit.cli import news
from quizkit.cli.frame import Cli
from quizkit.cli.library import askers
from quizkit.model import DeckDue, Memory
from quizkit.practice import planning, reports
from quizkit.practice.clock import moment
from quizkit.practice.coming import HELD, Day, coming, today
from quizkit.practice.owndecks import begun, is_own, none_yet
from quizkit.questions.ask import Asker

_HEAD: Final = "    due    new  minutes  known"
_DAYS: Final = 14
"""Days that are shown one by one."""


class _Total(NamedTuple):
    """What waits today in all decks that are studied."""

    due: int
    new: int
    minutes: float


class _Decks(NamedTuple):
    """Decks that are studied, and those that could be begun."""

    own: list[Asker]
    others: list[Asker]


def show(cli: Cli, names: Sequence[str], options: Mapping[str, Any]) -> None:
    """Print what waits in some decks.

    Args:
        cli: The frame.
        names: The decks; none: the learner's own, and below them the others of the list.
        options: `by` ("deck" or "day"), `short`, `changes` and `as_json`.

    Raises:
        DeckError: If a deck that was named is missing or cannot be used.
        StoreError: If the log cannot be read.
    """
    memory = cli.memory()
    decks = _grouped(cli, names, memory)
    if options["changes"]:
        _show_changes(cli, decks, memory, as_json=options["as_json"])
        return
    with cli.read_log() as log:
        has = reports.today(log, memory, cli.clock, minutes=cli.settings.minutes)
    rows = reports.due([*decks.own, *decks.others], memory, cli.clock, has)
    own, others = rows[: len(decks.own)], rows[len(decks.own) :]
    total = _Total(
        sum(row.due for row in own), sum(row.new for row in own), sum(row.minutes for row in own)
    )
    if options["short"] and not options["as_json"]:
        cli.out.data(f"{total.due} due ~{total.minutes:.0f} min")
        return
    told = news.news(cli, decks.own, memory)
    days: list[Day] = []
    if options["by"] == "day":
        days = [today(cli.clock, **total._asdict()), *coming(decks.own, memory, cli.clock)]
    if options["as_json"]:
        plain = [_plain(row, told, is_own=number < len(own)) for number, row in enumerate(rows)]
        listed = {"days": list(map(_rounded, days))} if days else {"decks": plain}
        at = cli.clock.now().isoformat(timespec="seconds")
        cli.out.json({"v": 1, "at": at, **_rounded(total), **listed})
        return
    if days:
        _print_days(cli, days)
    else:
        _print_decks(cli, own, others)
    _print_more(cli, decks.own, told)
    _print_set(cli, memory)


def _grouped(cli: Cli, names: Sequence[str], memory: Memory) -> _Decks:
    """Return the decks that are studied, and without a name those that could be begun."""
    known = askers(cli, names)
    if names:
        return _Decks(known, [])
    ids = begun(memory)
    own = [each for each in known if is_own(Path(each.deck.paths[0]), each.deck.id, ids)]
    return _Decks(own, [asker for asker in known if asker not in own])


def _show_changes(cli: Cli, decks: _Decks, memory: Memory, *, as_json: bool) -> None:
    """Print what an update changed in the decks that are studied."""
    told = news.news(cli, decks.own, memory)
    if as_json:
        for asker, _ in told:
            cli.out.json({"v": 1, "deck": asker.deck.id, **(news.plain(told, asker.deck.id) or {})})
        return
    news.show(cli, told)
    if not told:
        cli.out.tell("nothing changed since you last saw your decks")


def _print_more(cli: Cli, own: Sequence[Asker], told: news.News) -> None:
    """Print what there is to know besides figures: changes, a way back after a break."""
    for _, found in told:
        cli.out.say(f"{found.sentence}; `quizkit due --changes` lists them.")
    if own:
        with cli.read_log() as log:
            back = planning.backlog(own, log, cli.clock, minutes=cli.settings.minutes)
        if back:
            cli.out.say(back.sentence)
    else:
        sentence = none_yet(cli.desk)
        cli.out.say(f"{sentence[:1].upper()}{sentence[1:]}.")


def _print_set(cli: Cli, memory: Memory) -> None:
    """Print what teachers have set and was not accepted yet, as the last sync told it."""
    from quizkit.practice.assigned import offered

    with cli.read_log() as log:
        learner = log.learner if log else ""
    today_ = moment(cli.clock).day
    for each in offered(cli.places.state, learner, memory, today=today_):
        cli.out.say(f"{each.sentence}; accept it:")
        cli.out.say(f"  {each.command(cli.settings.minutes)}", hang=4)


def _rounded(row: "_Total | Day") -> dict[str, object]:
    return row._asdict() | {"minutes": round(row.minutes, 1)}


def _plain(row: DeckDue, told: news.News, *, is_own: bool) -> dict[str, object]:
    return {
        "deck": row.deck,
        "due": row.due,
        "new": row.new,
        "minutes": round(row.minutes, 1),
        "known": round(row.known, 4),
        "facets": row.facets,
        "next_days": row.next_days,
        "own": is_own,
        "changes": news.plain(told, row.deck),
    }


def _print_days(cli: Cli, days: Sequence[Day]) -> None:
    cli.out.data("day           due    new  minutes")
    for day in days[:_DAYS]:
        cli.out.data(f"{day.day:<10}  {day.due:5}  {day.new:5}  {day.minutes:7.0f}")
    if days[_DAYS:]:
        late = sum(day.due for day in days[_DAYS:])
        minutes = sum(day.minutes for day in days[_DAYS:])
        cli.out.data(f"{'later':<10}  {late:5}  {0:5}  {minutes:7.0f}")
    if days[1:]:
        cli.out.say(HELD)


def _print_decks(cli: Cli, own: Sequence[DeckDue], others: Sequence[DeckDue]) -> None:
    if own:
        _print_table(cli, own)
    if others:
        if own:
            cli.out.data("")
        cli.out.data("Not begun:")
    for row in others:
        cli.out.say(f"  {row.deck}  {row.title}  ({row.facets:,} facets)", hang=4)


def _print_table(cli: Cli, rows: Sequence[DeckDue]) -> None:
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


def _figures(row: DeckDue) -> str:
    minutes = "-" if _waits(row) else f"{row.minutes:.0f}"
    return f"  {row.due:5}  {row.new:5}  {minutes:>7}  {100 * row.known:3.0f} %"


def _waits(row: DeckDue) -> bool:
    """Return whether other decks, or what was answered today, leave a deck no minutes."""
    return bool(row.new) and not row.minutes


def _later(row: DeckDue) -> str:
    if row.next_days is None or row.next_days <= 0:
        return ""
    return "  tomorrow" if row.next_days == 1 else f"  in {row.next_days} days"
