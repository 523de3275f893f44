"""`quizkit simulate`: study policies compared on simulated learners."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import SEED, as_json, deck_names, examples

if TYPE_CHECKING:
    from quizkit.analysis.simulate.report import Section

_OF_A_STUDY: Final = ("names", "days", "minutes", "facts", "policies", "truth", "seed", "exam")
_LEARNERS: Final = 120
_LONG: Final = 20
"""Learners from which on it takes time: so many lines tell how far it is."""

_FACTS: Final = 300
_POLICIES: Final = ("planner", "fsrs90-20", "fsrs90-reviews", "fsrs90-new", "sm2-20")


class _PolicyName(click.ParamType[str]):
    """A policy's name; the list is read only when one is given."""

    name = "policy"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from quizkit.analysis.simulate.policies import POLICIES

        if value not in POLICIES:
            self.fail(f"{value!r} is none of {', '.join(POLICIES)}", param, ctx)
        return value


@click.command(
    epilog=examples(
        "quizkit simulate vietnam-us --days 30 --minutes 15 --exam",
        "quizkit simulate --report --seeds judging --workers 2",
    )
)
@deck_names
@click.option("--learners", type=click.IntRange(1), metavar="N", help="How many.  [120]")
@click.option("--days", type=click.IntRange(1, 3650), metavar="N", help="Days of study.  [60]")
@click.option(
    "--minutes", type=click.FloatRange(1, 600), metavar="N", help="A day; else as in the settings."
)
@click.option(
    "--facts", type=click.IntRange(1, 100_000), metavar="N", help="Else those of the decks, or 300."
)
@click.option(
    "--policy", "policies", multiple=True, type=_PolicyName(), metavar="P", help="Several times."
)
@click.option("--truth", type=click.Choice(["A", "B"]), help="A: FSRS-6. B: ACT-R.  [A]")
@click.option("--seed", type=SEED, metavar="TEXT", help="Same text, same learners.  [1]")
@click.option("--exam", is_flag=True, help="There is an exam after the last day.")
@click.option("--report", is_flag=True, help="Run all the cases that quizkit is judged by.")
@click.option("--seeds", type=click.Choice(["tuning", "judging"]), help="Whose learners.  [tuning]")
@click.option("--bars", is_flag=True, help="Only the policies that the report's bars name.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, metavar="N", help="Processes.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@as_json
@click.pass_obj
def simulate(cli: Cli, /, names: tuple[str, ...], **options: Any) -> int:
    """Compare study policies on simulated learners.

    What is learned is simulated too: these are figures about models, not about people. Policies:
    planner (quizkit), planner-without-ladder, planner-without-keep, planner-without-second-looks,
    ladder-without-planner; and sm2, fsrs90, fsrs80, leitner, random, each with -20 (new facts a
    day), -reviews (first) or -new (first). The same arguments give the same output.
    """
    _refuse({"names": names, **options})
    workers = options["workers"]
    if options["report"]:
        from quizkit.analysis.simulate.cases import only_bars
        from quizkit.analysis.simulate.report import report

        cases = {"cases": only_bars()} if options["bars"] else {}
        learners, seeds = options["learners"] or _LEARNERS, options["seeds"] or "tuning"
        told = _progress(cli)
        found = report(seeds, learners=learners, workers=workers, progress=told, **cases)
        _print_report(cli, found, options, seeds)
        return 0 if all(judged.met for part in found for judged in part.judged) else 1
    _print_study(cli, _study(cli, names, options), options)
    return 0


def _refuse(options: dict[str, Any]) -> None:
    """Refuse options that do not go together.

    Raises:
        UsageError: If there are such.
    """
    if options["as_csv"] and options["as_json"]:
        message = "--csv and --json cannot both be given"
        raise click.UsageError(message)
    if not options["report"] and options["seeds"]:
        message = "--seeds needs --report; a study takes --seed"
        raise click.UsageError(message)
    if not options["report"] and options["bars"]:
        message = "--bars needs --report; a study takes --policy"
        raise click.UsageError(message)
    wrong = [name for name in _OF_A_STUDY if options[name]] if options["report"] else []
    if wrong:
        shown = {"names": "DECK", "policies": "--policy"}.get(wrong[0], f"--{wrong[0]}")
        message = f"{shown} cannot be given with --report, which runs its own cases"
        raise click.UsageError(message)
    if options["report"] and (options["learners"] or 1) > 240:
        message = f"--learners is {options['learners']}, want at most 240 with --report"
        raise click.UsageError(message)


def _study(cli: Cli, names: tuple[str, ...], options: dict[str, Any]) -> "Section":
    from quizkit.analysis.simulate.cases import Case
    from quizkit.analysis.simulate.report import section
    from quizkit.analysis.simulate.run import Setting
    from quizkit.analysis.simulate.study import Task, perform_all
    from quizkit.analysis.simulate.truth import Kind

    facts = options["facts"] or (_facets(cli, names) if names else _FACTS)
    minutes = options["minutes"] or float(cli.settings.minutes)
    days = options["days"] or 60
    setting = Setting(facts, days, minutes, is_exam=options["exam"])
    policies = tuple(dict.fromkeys(options["policies"])) or _POLICIES
    kind, learners = Kind(options["truth"] or "A"), options["learners"] or _LEARNERS
    tasks = [
        Task(setting, kind, policies, f"{_seed(options)}:{number}") for number in range(learners)
    ]
    done = perform_all(tasks, workers=options["workers"], progress=_progress(cli))
    what = f"{'exam in ' if options['exam'] else ''}{days} days, {facts} facts, {minutes:g} min"
    return section(Case(what, setting, policies, 1.0), kind, done)


def _facets(cli: Cli, names: tuple[str, ...]) -> int:
    from quizkit.cli.library import ready

    return sum(len(asker.planner.facets) for asker in ready(cli, names))


def _seed(options: dict[str, Any]) -> str:
    return "1" if options["seed"] is None else str(options["seed"])


def _progress(cli: Cli) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        if total >= _LONG and done * _LONG // total > (done - 1) * _LONG // total:
            cli.out.tell(f"{done} of {total} learners")

    return tell


def _print_study(cli: Cli, found: "Section", options: dict[str, Any]) -> None:
    from quizkit.analysis.simulate.tables import document, rows, section_lines

    if options["as_json"]:
        plain = {"v": 1, "seed": _seed(options), **document(found)}
        cli.out.json({key: value for key, value in plain.items() if key != "bars"})
    elif options["as_csv"]:
        _print_csv(cli, rows([found]))
    else:
        for line in section_lines(found):
            cli.out.data(line)


def _print_report(cli: Cli, found: "list[Section]", options: dict[str, Any], seeds: str) -> None:
    from quizkit.analysis.simulate.tables import document, lines, rows

    if options["as_json"]:
        cli.out.json({"v": 1, "seeds": seeds, "cases": [document(part) for part in found]})
    elif options["as_csv"]:
        _print_csv(cli, rows(found))
    else:
        for line in lines(found):
            cli.out.data(line)


def _print_csv(cli: Cli, table: "list[list[object]]") -> None:
    import csv
    import io

    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table)
    for line in text.getvalue().splitlines():
        cli.out.data(line)
