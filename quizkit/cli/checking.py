"""Decks checked: what `quizkit check` does once its options are read."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizkit.cli.frame import Cli
from quizkit.cli.library import is_listed, places, shown_path
from quizkit.cli.report import NO_TEXTS
from quizkit.errors import DeckError
from quizkit.model import Problem, Severity
from quizkit.practice.checked import Found, Wanted, check, examine
from quizkit.questions.unasked import Unasked

if TYPE_CHECKING:
    from quizkit.checks.figures import Figures
    from quizkit.practice.mendable import Left

STDIN: Final = "-"
"""The name of standard input."""

_DRAWS: Final = {"practice": 3, "class": 3, "exam": 25, "shared": 25}
"""With how many seeds each question is drawn for the figures."""


class Checked(NamedTuple):
    """One deck checked: its totals and problems, what was mended, and its figures if wanted.

    Attributes:
        deck: Its id, or its file's name.
        path: Where it is, as it is shown.
        paths: Its files.
        facts: How many facts and cards it has.
        asked: How many facets are asked.
        unasked: How many are not, for which reasons.
        problems: Of what was asked for.
        figures: Its figures, if they are wanted.
        texts: Path to text, for what is no file.
        was_mended: Whether mendings were to be put in.
        mended: Problems whose mendings were put in.
        left: Problems whose mendings were left out.
        refused: The error for which nothing was written.
        wordless: Languages in which it asks, and for which there are no word lists.
    """

    deck: str
    path: str
    paths: tuple[str, ...] = ()
    facts: int = 0
    asked: int = 0
    unasked: Unasked = Unasked()
    problems: tuple[Problem, ...] = ()
    figures: "Figures | None" = None
    texts: Mapping[str, str] = NO_TEXTS
    was_mended: bool = False
    mended: tuple[Problem, ...] = ()
    left: "tuple[Left, ...]" = ()
    refused: Problem | None = None
    wordless: tuple[str, ...] = ()


def check_all(cli: Cli, paths: Sequence[str], *, style: str, options: Mapping[str, Any]) -> int:
    """Check decks, print what is wrong, and return the exit code [0..1].

    Args:
        cli: The frame.
        paths: Files, folders, names or "-"; none: all decks of the list.
        style: "full", "concise", "json", "github" or "sarif".
        options: `everything`, `no_ok`, `stats`, `draws` (None: by profile), `for` (or None).

    Raises:
        DeckError: If there is no deck at a path, or it cannot be read.
    """
    from quizkit.cli.findings import report

    found = [check_one(cli, shown, options=options) for shown in deck_paths(cli, paths)]
    report(cli, found, style=style, no_ok=options["no_ok"])
    return code(cli, found)


def code(cli: Cli, found: Sequence[Checked]) -> int:
    """Return the exit code for what was found [0..1]."""
    worst = Severity.WARNING if cli.settings.strict else Severity.ERROR
    problems = (problem for each in found for problem in each.problems)
    return int(any(p.severity <= worst and not p.suppressed for p in problems))


def deck_paths(cli: Cli, paths: Sequence[str]) -> list[str]:
    """Return the decks that paths mean, as they are shown; "-" is standard input.

    Raises:
        DeckError: If there is none at one of them.
    """
    if STDIN in paths:
        return [STDIN]
    return [shown_path(place) for place in places(cli, paths)]


def opener_of(texts: dict[str, str]) -> Callable[[Path], bytes]:
    """Return what reads files, and standard input once under the name "-".

    Args:
        texts: Takes the text of standard input.
    """
    from quizkit.decks.files import read_bytes
    from quizkit.decks.source import MAX_FILE

    def read(path: Path) -> bytes:
        if str(path) != STDIN:
            return read_bytes(path)
        data = sys.stdin.buffer.read(MAX_FILE + 1)
        texts[STDIN] = data.decode("utf-8", "replace")
        return data

    return read


def wanted_of(cli: Cli, options: Mapping[str, Any]) -> Wanted:
    """Return what is to be looked for.

    Args:
        cli: The frame.
        options: As for `check_all`.
    """
    settings = cli.settings
    draws, everything = options["draws"] or 0, options["everything"]
    return Wanted(settings.profile, draws, everything, settings.thresholds)


def takes(cli: Cli, code: str) -> bool:
    """Tell whether a code is among those that were asked for."""
    select, ignore = cli.settings.select, cli.settings.ignore
    return (not select or code.startswith(select)) and not code.startswith(ignore or ("-",))


def check_one(
    cli: Cli,
    shown: str,
    *,
    options: Mapping[str, Any],
    opener: Callable[[Path], bytes] | None = None,
) -> Checked:
    """Return what is wrong with one deck, of what was asked for.

    Args:
        cli: The frame.
        shown: Its path.
        options: As for `check_all`.
        opener: Returns the bytes of a file; without it the cache may know the answer.

    Raises:
        DeckError: If there is no deck, or it cannot be read.
    """
    texts: dict[str, str] = {}
    wanted = wanted_of(cli, options)
    if shown == STDIN:
        opener = opener_of(texts)
    if opener is None:
        found = check(shown, wanted, cache=cli.places.cache)
    else:
        found = examine(shown, wanted, opener, {})[0]
    checked = narrowed(cli, found, shown)._replace(texts=texts)
    if options["for"]:
        checked = _with_losses(cli, checked, options["for"])
    if not options["stats"]:
        return checked
    return checked._replace(figures=_figures(cli, shown, texts, options))


def narrowed(cli: Cli, found: Found, shown: str) -> Checked:
    """Return what was found of what was asked for. What stops a deck from loading always is.

    Args:
        cli: The frame.
        found: What was found.
        shown: The deck's path.
    """
    problems = (p for p in found.problems if p.severity is Severity.FATAL or takes(cli, p.code))
    counted = (found.paths, found.facts, found.asked, found.unasked)
    checked = Checked(found.deck, shown, *counted, tuple(problems), wordless=found.wordless)
    return checked if _is_listed(cli, found) else _pointing(checked)


def _is_listed(cli: Cli, found: Found) -> bool:
    return bool(found.paths) and is_listed(cli, found.deck, found.paths[0])


def _with_losses(cli: Cli, checked: Checked, target: str) -> Checked:
    from quizkit.cli.targets import losses_for

    lost = losses_for(cli, checked.path, target=target, opener=_reader(checked.texts))
    found = (problem for problem in lost if takes(cli, problem.code))
    return checked._replace(problems=(*checked.problems, *found))


def _reader(texts: Mapping[str, str]) -> Callable[[Path], bytes]:
    """Return what reads files, and what is no file from its text."""
    from quizkit.decks.files import read_bytes

    def read(path: Path) -> bytes:
        return texts[str(path)].encode() if str(path) in texts else read_bytes(path)

    return read


def _figures(
    cli: Cli, shown: str, texts: Mapping[str, str], options: Mapping[str, Any]
) -> "Figures | None":
    from quizkit.checks.figures import figures
    from quizkit.decks import load
    from quizkit.questions.ask import Asker

    try:
        deck = load(shown, opener=_reader(texts))
    except DeckError:
        return None
    return figures(Asker(deck), draws=options["draws"] or _DRAWS[cli.settings.profile])


def _pointing(checked: Checked) -> Checked:
    """Let each hint at `quizkit why` name the deck's place, for its id alone does not find it."""
    problems = (
        problem._replace(
            notes=tuple(
                note._replace(text=f"{note.text} --deck {checked.path}")
                if note.kind == "why"
                else note
                for note in problem.notes
            )
        )
        for problem in checked.problems
    )
    return checked._replace(problems=tuple(problems))
