"""`quizkit study`: practise for the minutes you have."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from quizkit.cli.exits import INTERRUPTED
from quizkit.cli.frame import Cli
from quizkit.cli.gate import is_for_screens, screens_or_lines
from quizkit.cli.options import ANY_FORM, deck_names, examples, seed, tags
from quizkit.settings.table import FORMS

if TYPE_CHECKING:
    from quizkit.session.sitting import Wish


@click.command(
    epilog=examples("quizkit study vietnam-us", "quizkit study vietnam-us --minutes 5 --form typed")
)
@deck_names
@click.option(
    "--minutes",
    type=click.IntRange(1, 1440),
    metavar="N",
    help="Minutes today.  [QUIZKIT_MINUTES; default: 10]",
)
@click.option(
    "--form",
    type=ANY_FORM,
    help="Always this form, built in or installed, where it can be.  [QUIZKIT_FORM]",
)
@click.option(
    "--extra",
    type=click.Choice(["weak", "missed", "new"]),
    help="Ask what is not due yet: all that began, missed ones, or new ones.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="NAME",
    help="Ask this facet or fact now, and nothing else.",
)
@tags
@seed
@screens_or_lines
@click.option("--fresh", is_flag=True, help="Begin anew; do not go on with a sitting left today.")
@click.pass_obj
def study(cli: Cli, /, names: tuple[str, ...], **options: Any) -> int:
    """Practise what is worth asking today, for the minutes you have.

    Every answer is saved before its feedback is shown; stopping loses nothing. Without a deck, all
    that you began or added. Without a terminal, each line of standard input is a response.
    """
    cli.given |= {"minutes": options["minutes"]}
    if options["form"] in FORMS:  # no settings file may name another one: a deck may bring it
        cli.given |= {"form": options["form"]}
    if options["only"]:
        names, options = _picked(cli, names, options)
    if is_for_screens(cli, plain=options["plain"], tui=options["tui"]):
        return _on_screens(cli, names, options)
    _in_lines(cli, names, options)
    return 0


def _picked(
    cli: Cli, names: Sequence[str], options: dict[str, Any]
) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Return decks and options where facets are picked by name: no minutes bound them.

    Raises:
        UsageError: If something else chooses as well.
    """
    from quizkit.cli.picking import picked

    for name in ("minutes", "extra", "tags"):
        if options[name]:
            message = f"--only says what is asked; leave out --{'tag' if name == 'tags' else name}"
            raise click.UsageError(message)
    places, facets = picked(cli, names, options["only"])
    return tuple(map(str, places)), {**options, "only": facets}


def _on_screens(cli: Cli, names: Sequence[str], options: Mapping[str, Any]) -> int:
    from quizkit.cli.gate import open_screens, places
    from quizkit.practice.opening import Opening

    code, view = open_screens(
        cli,
        Opening(
            "study",
            places(cli, names),
            wish=lambda: _wish(cli, options),
            fresh=options["fresh"],
        ),
    )
    if code in {0, INTERRUPTED} and view is not None:
        from quizkit.cli.spoken import summed_up
        from quizkit.model import SummaryView

        for line in summed_up(view) if isinstance(view, SummaryView) else ():
            cli.out.say(line)
    return code


def _in_lines(cli: Cli, names: Sequence[str], options: Mapping[str, Any]) -> None:
    from quizkit.cli.languages import announce
    from quizkit.cli.library import own, ready
    from quizkit.cli.news import tell_once
    from quizkit.cli.play import play
    from quizkit.cli.spoken import opened
    from quizkit.model import QuestionView
    from quizkit.practice.study import Study

    wish = _wish(cli, options)
    fresh = options["fresh"]
    known = ready(cli, names, tags=options["tags"]) if names else own(cli, wish, fresh=fresh)
    announce(cli, known)
    with cli.open_log() as log:
        tell_once(cli, known, log.memory())
        sitting = Study(known, log, wish=wish, clock=cli.clock, state=cli.places.state)
        view = sitting.begin(fresh=fresh)
        if sitting.doubt:
            cli.out.fault(sitting.doubt)
        if isinstance(view, QuestionView):
            cli.out.say(opened(view.progress, is_resumed=sitting.is_resumed))
            if sitting.opening:
                cli.out.say(sitting.opening)
        play(cli, sitting)


def _wish(cli: Cli, options: Mapping[str, Any]) -> "Wish":
    from quizkit.questions.formlist import named
    from quizkit.session.sitting import Wish

    form = options["form"] or cli.settings.form
    return Wish(
        minutes=0 if options["only"] else cli.settings.minutes,
        form=named(form) if form else None,
        seed=options["seed"] or "",
        extra=options["extra"] or "",
        tags=frozenset(options["tags"]),
        only=options["only"],
    )
