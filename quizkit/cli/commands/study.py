"""`quizkit study`: practise for the minutes you have."""

from typing import Any

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import FORMS, deck_names, examples, seed, tags


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
@click.option("--form", type=FORMS, help="Always this form, where it can be.  [QUIZKIT_FORM]")
@click.option(
    "--extra",
    type=click.Choice(["weak", "missed", "new"]),
    help="Ask what is not due yet: all that began, missed ones, or new ones.",
)
@tags
@seed
@click.option("--plain", is_flag=True, help="Line by line; what is used in any case so far.")
@click.option("--fresh", is_flag=True, help="Begin anew; do not go on with a sitting left today.")
@click.pass_obj
def study(cli: Cli, /, names: tuple[str, ...], **options: Any) -> None:
    """Practise what is worth asking today, for the minutes you have.

    Every answer is saved before its feedback is shown; stopping loses nothing. Without a deck, all
    decks of your list. Without a terminal, each line of standard input is a response.
    """
    from quizkit.cli.languages import announce
    from quizkit.cli.library import ready
    from quizkit.cli.play import play
    from quizkit.cli.spoken import opened
    from quizkit.model import Form, QuestionView
    from quizkit.practice.study import Study
    from quizkit.session.sitting import Wish

    cli.given |= {"minutes": options["minutes"], "form": options["form"]}
    settings = cli.settings
    wish = Wish(
        minutes=settings.minutes,
        form=Form(settings.form) if settings.form else None,
        seed=options["seed"] or "",
        extra=options["extra"] or "",
        tags=frozenset(options["tags"]),
    )
    known = ready(cli, names, tags=options["tags"])
    announce(cli, known)
    with cli.open_log() as log:
        sitting = Study(known, log, wish=wish, clock=cli.clock, state=cli.places.state)
        view = sitting.begin(fresh=options["fresh"])
        if sitting.doubt:
            cli.out.fault(sitting.doubt)
        if isinstance(view, QuestionView):
            cli.out.say(opened(view.progress, is_resumed=sitting.is_resumed))
            if sitting.opening:
                cli.out.say(sitting.opening)
        play(cli, sitting)
