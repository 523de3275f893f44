"""What an export of a deck would lose: `quizkit check --for`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.cli.frame import Cli
from quizkit.errors import DeckError
from quizkit.formats.formatlist import format_of
from quizkit.model import Problem

if TYPE_CHECKING:
    from quizkit.formats.book import Written


def losses_for(
    cli: Cli, shown: str, *, target: str, opener: Callable[[Path], bytes]
) -> tuple[Problem, ...]:
    """Return what a format cannot hold of a deck; nothing of one that cannot be read.

    Args:
        cli: The frame.
        shown: The deck's path.
        target: The format's name.
        opener: Returns the bytes of a file.

    Raises:
        MissingExtraError: If the format wants an optional part that is not installed.
    """
    try:
        written = _written(cli, shown, target, opener)
    except DeckError:
        return ()
    return written.losses


def _written(cli: Cli, shown: str, target: str, opener: Callable[[Path], bytes]) -> "Written":
    module = format_of(target).load()
    if format_of(target).asks:
        from quizkit.cli.exporting import instant
        from quizkit.decks import load
        from quizkit.formats.posing import Wish, pose
        from quizkit.questions.ask import Asker

        asker = Asker(load(shown, opener=opener), language=cli.settings.lang or None)
        wish = Wish(at=instant(cli, None))
        written: Written = module.write(
            pose(asker, order=module.ORDER, wish=wish, target=format_of(target).called)
        )
        return written
    from quizkit.formats.merging.taking import stock_of
    from quizkit.formats.sheets.columns import Job

    stock, _ = stock_of(Path(shown), opener=opener)
    rows: Written = module.write(Job(stock))
    return rows
