"""Decks checked and shown: what `quizkit check` does once its options are read."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from quizkit.checks.figures import Figures, figures
from quizkit.checks.frames import as_json as plain
from quizkit.checks.frames import concise, counts, summary
from quizkit.checks.run import run
from quizkit.cli import figures as shown_figures
from quizkit.cli.frame import Cli
from quizkit.cli.library import is_listed, places, shown_path
from quizkit.cli.report import NO_TEXTS, in_order, print_problems
from quizkit.decks import load
from quizkit.decks.files import read_bytes
from quizkit.decks.source import MAX_FILE
from quizkit.errors import DeckError
from quizkit.model import Deck, Problem, Severity
from quizkit.questions.ask import Asker
from quizkit.questions.plan import Planner
from quizkit.questions.unasked import Unasked, unasked

_DRAWS: Final = {"practice": 3, "class": 3, "exam": 25, "shared": 25}
"""With how many seeds each question is drawn for the figures."""


class Checked(NamedTuple):
    """One deck checked: its totals and problems, and its figures if they are wanted."""

    deck: str
    path: str
    facts: int
    asked: int
    unasked: Unasked
    problems: tuple[Problem, ...]
    figures: Figures | None = None


def check_all(cli: Cli, paths: Sequence[str], *, style: str, options: Mapping[str, Any]) -> int:
    """Check decks, print what is wrong, and return the exit code [0..1].

    Args:
        cli: The frame.
        paths: Files, folders, names or "-"; none: all decks of the list.
        style: "full", "concise" or "json".
        options: `select` and `ignore` (codes), `no_ok`, `stats`, `draws` (None: by profile).

    Raises:
        DeckError: If there is no deck at a path, or it cannot be read.
    """
    texts: dict[str, str] = {}
    found = [
        check_one(cli, shown, options=options, opener=_opener(texts))
        for shown in deck_paths(cli, paths)
    ]
    report(cli, found, style=style, no_ok=options["no_ok"], texts=texts)
    return code(cli, found)


def code(cli: Cli, found: Sequence[Checked]) -> int:
    """Return the exit code for what was found [0..1]."""
    worst = Severity.WARNING if cli.settings.strict else Severity.ERROR
    problems = (problem for each in found for problem in each.problems)
    return int(any(p.severity <= worst and not p.suppressed for p in problems))


def report(
    cli: Cli,
    found: Sequence[Checked],
    *,
    style: str,
    no_ok: bool,
    texts: Mapping[str, str] = NO_TEXTS,
    head: Mapping[str, str] = NO_TEXTS,
) -> None:
    """Print what was found.

    Args:
        cli: The frame.
        found: The decks.
        style: "full", "concise" or "json".
        no_ok: Show what their authors have accepted as well.
        texts: Path to text, for what is no file.
        head: With "json": fields that stand behind the version.
    """
    problems = [problem for each in found for problem in each.problems]
    shown = [problem for problem in problems if no_ok or not problem.suppressed]
    if style == "json":
        cli.out.json({"v": 1, **head, **_document(found, problems, cli.settings.profile)})
    elif style == "concise":
        for problem in in_order(shown):
            cli.out.data(concise(problem))
    else:
        print_problems(shown, cli.out.data, texts=texts)
    _print_totals(cli, found, style=style)


def _print_totals(cli: Cli, found: Sequence[Checked], *, style: str) -> None:
    for each in found:
        if each.figures and style != "json":
            for line in shown_figures.lines(each.deck, each.figures):
                cli.out.data(line)
    for each in found:
        totals = {"facts": each.facts, "asked": each.asked, "refused": each.unasked.refused}
        cli.out.tell(summary(each.deck, each.problems, **totals, more=each.unasked.told))


def deck_paths(cli: Cli, paths: Sequence[str]) -> list[str]:
    """Return the decks that paths mean, as they are shown; "-" is standard input.

    Raises:
        DeckError: If there is none at one of them.
    """
    if "-" in paths:
        return ["-"]
    return [shown_path(place) for place in places(cli, paths)]


def _opener(texts: dict[str, str]) -> Callable[[Path], bytes]:
    """Return what reads files, and standard input once under the name "-"."""

    def read(path: Path) -> bytes:
        if str(path) != "-":
            return read_bytes(path)
        data = sys.stdin.buffer.read(MAX_FILE + 1)
        texts["-"] = data.decode("utf-8", "replace")
        return data

    return read


def check_one(
    cli: Cli, shown: str, *, options: Mapping[str, Any], opener: Callable[[Path], bytes]
) -> Checked:
    """Return what is wrong with one deck, of what was asked for.

    Args:
        cli: The frame.
        shown: Its path.
        options: As for `check_all`.
        opener: Returns the bytes of a file.

    Raises:
        DeckError: If there is no deck, or it cannot be read.
    """
    profile = cli.settings.profile
    try:
        deck = load(shown, opener=opener)
    except DeckError as error:
        if not error.problems:
            raise
        name = error.problems[0].deck or Path(shown).name
        return _narrowed(Checked(name, shown, 0, 0, Unasked(), error.problems), options)
    draws = (options["draws"] or _DRAWS[profile]) if options["stats"] else 0
    checked = _checked(deck, shown, profile, draws)
    return _narrowed(checked if is_listed(cli, deck) else _pointing(checked), options)


def _checked(deck: Deck, shown: str, profile: str, draws: int) -> Checked:
    planner = Planner(deck)
    problems = run(deck, planner, profile=profile)
    refusals = filter(None, map(planner.refusal, planner.candidates))
    facts = len(deck.facts) + len(deck.cards)
    left = unasked(planner, refusals)
    counted = figures(Asker(deck), draws=draws) if draws else None
    return Checked(deck.id, shown, facts, len(planner.facets), left, problems, counted)


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


def _narrowed(each: Checked, options: Mapping[str, Any]) -> Checked:
    """Leave out what was not asked for. What stops a file from loading is always shown."""
    select = tuple(code.upper() for code in options["select"])
    ignore = tuple(code.upper() for code in options["ignore"])

    def wanted(problem: Problem) -> bool:
        if problem.severity is Severity.FATAL:
            return True
        chosen = not select or problem.code.startswith(select)
        return chosen and not (ignore and problem.code.startswith(ignore))

    return each._replace(problems=tuple(filter(wanted, each.problems)))


def _document(found: Sequence[Checked], problems: list[Problem], profile: str) -> dict[str, Any]:
    names = ("deck", "path", "facts", "asked")
    return {
        "profile": profile,
        "decks": [
            {name: getattr(each, name) for name in names}
            | each.unasked._asdict()
            | ({"stats": shown_figures.plain(each.figures)} if each.figures else {})
            for each in found
        ],
        "problems": [plain(problem) for problem in in_order(problems)],
        "counts": counts(problems),
    }
