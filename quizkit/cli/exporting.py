"""What an export is made of: a deck's rows, or its questions."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from quizkit.cli.frame import Cli
from quizkit.formats.formatlist import format_of
from quizkit.model import Form

if TYPE_CHECKING:
    from quizkit.formats.posed import Posing
    from quizkit.formats.sheets.columns import Job
    from quizkit.model import Deck

EPOCH: Final = "SOURCE_DATE_EPOCH"
"""Names the variable that says when things are made, in seconds since 1970."""

ONLY_QUESTIONS: Final = ("most", "forms", "tags", "seed", "category", "at")
"""Options that mean nothing for sheets."""


class Asked(NamedTuple):
    """What was asked for.

    Attributes:
        deck: The deck, as it was named.
        format: The format's name.
        place: Where it will be written.
        options: Those of the command.
    """

    deck: str
    format: str
    place: Path
    options: Mapping[str, Any]


def job_of(cli: Cli, asked: Asked) -> "Job | Posing":
    """Return what is to be written.

    Raises:
        DeckError: If there is no such deck, or it cannot be used.
        UsageError: If an option is wrong, or means nothing for the format.
    """
    return _questions(cli, asked) if format_of(asked.format).asks else _rows(cli, asked)


def _rows(cli: Cli, asked: Asked) -> "Job":
    from quizkit.cli.library import find, shown_path
    from quizkit.formats.merging.taking import stock_of
    from quizkit.formats.sheets.columns import Job

    odd = [name for name in ONLY_QUESTIONS if asked.options[name]]
    if odd:
        option = {"most": "-n", "forms": "--form", "tags": "--tag"}.get(odd[0], f"--{odd[0]}")
        message = f"{asked.format} holds rows, not questions: {option} means nothing for it"
        raise click.UsageError(message)
    stock, _ = stock_of(Path(shown_path(find(cli, asked.deck))))
    kinds = asked.options["kinds"]
    check_kinds(stock.deck, kinds)
    return Job(stock, kinds)


def _questions(cli: Cli, asked: Asked) -> "Posing":
    from quizkit.cli.languages import announce
    from quizkit.cli.library import ready
    from quizkit.formats.posing import Wish, pose

    options = asked.options
    asker = ready(cli, [asked.deck], tags=options["tags"])[0]
    announce(cli, [asker])
    check_kinds(asker.deck, options["kinds"])
    wish = Wish(
        most=options["most"],
        seed=options["seed"] or Wish().seed,
        forms=tuple(map(Form, options["forms"])),
        tags=tuple(options["tags"]),
        kinds=tuple(options["kinds"]),
        at=instant(cli, options["at"]),
        category=options["category"] or "",
        before=_before(asked.place),
    )
    order = format_of(asked.format).load().ORDER
    return pose(asker, order=order, wish=wish, target=format_of(asked.format).called)


def check_kinds(deck: "Deck", kinds: Iterable[str]) -> None:
    """Return if a deck has all of some kinds.

    Raises:
        BadParameter: If it has not.
    """
    from quizkit.decks.report import guess

    for kind in kinds:
        if kind not in (*deck.kinds, *(("card",) if deck.cards else ())):
            near = "; ".join(note.text for note in guess(kind, deck.kinds, what="its kinds"))
            message = f"the deck has no kind {kind}; {near}"
            raise click.BadParameter(message, param_hint="--kind")


def instant(cli: Cli, text: str | None) -> int:
    """Return when something is made [seconds since 1970, UTC]: as said, else by the clock.

    Args:
        cli: The frame, with the environment and the clock.
        text: A time as ISO 8601 has it, or None.

    Raises:
        BadParameter: If the text is no time.
        UsageError: If the variable for it holds no number.
    """
    if text:
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            message = f"{text!r} is no time; give it as 2026-06-01 or 2026-06-01T08:00:00+07:00"
            raise click.BadParameter(message, param_hint="--at") from None
        return int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())
    epoch = cli.environ.get(EPOCH, "")
    if epoch and not (epoch.isdecimal() and len(epoch) < 12):
        message = f"{EPOCH} is {epoch[:40]!r}, but should be seconds since 1970, such as 1780272000"
        raise click.UsageError(message)
    return int(epoch) if epoch else cli.clock.at() // 1000


def _before(place: Path) -> bytes | None:
    """Return the file that will be written over, or None where there is none."""
    try:
        return place.read_bytes() if place.is_file() else None
    except OSError:
        return None
