"""What a check found, printed: frames, lines, JSON, GitHub's commands or SARIF."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizkit.checks.frames import as_json as plain
from quizkit.checks.frames import can_be_mended, concise, counts, summary
from quizkit.cli.checking import Checked
from quizkit.cli.frame import Cli
from quizkit.cli.report import NO_TEXTS, Print, in_order, print_problems
from quizkit.model import Problem
from quizkit.text import visible

if TYPE_CHECKING:
    from quizkit.practice.mendable import Left


def report(
    cli: Cli,
    found: Sequence[Checked],
    *,
    style: str,
    no_ok: bool,
    head: Mapping[str, str] = NO_TEXTS,
    line: Print | None = None,
) -> None:
    """Print what was found, and what was mended.

    Args:
        cli: The frame.
        found: The decks.
        style: "full", "concise", "json", "github" or "sarif".
        no_ok: Show what their authors have accepted as well.
        head: With "json": fields that stand behind the version.
        line: With "full" and "concise": prints a line elsewhere than on stdout.
    """
    problems = in_order(problem for each in found for problem in each.problems)
    shown = [problem for problem in problems if no_ok or not problem.suppressed]
    if style == "json":
        cli.out.json({"v": 1, **head, **_document(found, problems, cli.settings.profile)})
    elif style == "sarif":
        _sarif(cli, found, problems)
    elif style == "github":
        _github(cli, found, shown)
    else:
        _lines(found, shown, line or cli.out.data, style=style)
    _print_totals(cli, found, style=style)


def _lines(found: Sequence[Checked], shown: Sequence[Problem], line: Print, *, style: str) -> None:
    told = list(_told(found))
    for each in told:
        line(each)
    if style == "concise":
        for problem in shown:
            line(concise(problem))
        return
    if told and shown:
        line("")
    texts = {path: text for each in found for path, text in each.texts.items()}
    decks = {path: each.path for each in found for path in each.paths}
    print_problems(shown, line, texts=texts, decks=decks)


def _told(found: Sequence[Checked]) -> Iterator[str]:
    """Yield what was mended and what was left out, a line each."""
    for problem in in_order(problem for each in found for problem in each.mended):
        yield _line(problem, "mended", _title(problem))
    for problem, why in (left for each in found for left in each.left):
        yield _line(problem, "left out", f"{_title(problem)} ({why})")
    for each in found:
        if each.refused:
            yield _line(
                each.refused, "nothing was written", f"there would be {_head(each.refused)}"
            )


def _line(problem: Problem, word: str, text: str) -> str:
    at = problem.at
    return f"{at.path}:{at.line}:{at.column}: {problem.code} {word}: {text}"


def _head(problem: Problem) -> str:
    return f"a new error, {problem.message}"


def _title(problem: Problem) -> str:
    return problem.fix.title if problem.fix else problem.message


def _github(cli: Cli, found: Sequence[Checked], shown: Sequence[Problem]) -> None:
    from quizkit.checks.github import annotations, command, job_summary

    for text in annotations(shown):
        cli.out.data(text)
    for problem in (problem for each in found for problem in each.mended):
        cli.out.data(command("notice", problem.at, f"{problem.code} mended", _title(problem)))
    for problem, why in (left for each in found for left in each.left):
        text = f"{_title(problem)}: {why}"
        cli.out.data(command("notice", problem.at, f"{problem.code} left out", text))
    for problem in (each.refused for each in found if each.refused):
        cli.out.data(command("error", problem.at, "nothing was written", _head(problem)))
    place, text = cli.environ.get("GITHUB_STEP_SUMMARY"), job_summary(shown)
    if place and text:
        with suppress(OSError), Path(place).open("a", encoding="utf-8") as stream:
            stream.write(text)


def _sarif(cli: Cli, found: Sequence[Checked], problems: Sequence[Problem]) -> None:
    from quizkit.checks.sarif import sarif

    mended = in_order(problem for each in found for problem in each.mended)
    profile = cli.settings.profile
    version = Path(__file__).with_name("version.txt").read_text(encoding="utf-8").split()[-1]
    cli.out.json(sarif(problems, profile=profile, version=version, mended=mended))


def _document(found: Sequence[Checked], problems: list[Problem], profile: str) -> dict[str, Any]:
    names = ("deck", "path", "facts", "asked")
    document = {
        "profile": profile,
        "decks": [
            {name: getattr(each, name) for name in names} | each.unasked._asdict() | _stats(each)
            for each in found
        ],
        "problems": [plain(problem) for problem in problems],
        "counts": counts(problems),
    }
    if any(each.was_mended for each in found):
        document |= {
            "mended": [plain(problem) for each in found for problem in each.mended],
            "left_out": [_left(left) for each in found for left in each.left],
            "refused": [plain(each.refused) for each in found if each.refused],
        }
    return document


def _stats(each: Checked) -> dict[str, Any]:
    if each.figures is None:
        return {}
    from quizkit.cli.figures import plain as figures

    return {"stats": figures(each.figures)}


def _left(left: "Left") -> dict[str, Any]:
    return {**plain(left.problem), "why": left.why}


def _print_unlooked(cli: Cli, checked: Checked) -> None:
    """Tell which rules could not look at a deck for want of the words of its languages."""
    from quizkit.checks.wordless import could_not_look  # all rules, mostly for nothing

    known = cli.settings
    told = could_not_look(checked.wordless, known.profile, select=known.select, ignore=known.ignore)
    if told:
        cli.out.tell(f"{visible(checked.deck)}: {told}")


def _print_totals(cli: Cli, found: Sequence[Checked], *, style: str) -> None:
    for each in found:
        if each.figures and style in ("full", "concise"):
            from quizkit.cli import figures

            for line in figures.lines(each.deck, each.figures):
                cli.out.data(line)
    for each in found:
        totals = {"facts": each.facts, "asked": each.asked, "refused": each.unasked.refused}
        cli.out.tell(summary(each.deck, each.problems, **totals, more=each.unasked.told))
        if each.wordless:
            _print_unlooked(cli, each)
    mended = sum(len(each.mended) for each in found)
    if mended:
        cli.out.tell(f"{mended} mended")
    more = can_be_mended(problem for each in found for problem in each.problems)
    if more:
        cli.out.tell(more)
