"""`quizkit undo`: take back what was done last."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from quizkit.cli.exits import NoInput
from quizkit.cli.frame import Cli
from quizkit.cli.options import as_json, examples
from quizkit.model import Rating

if TYPE_CHECKING:
    from quizkit.practice.deeds import Undone
    from quizkit.session.undo import Deed

_LISTED: Final = 20
"""Things that are listed where no number is given."""


@click.command(epilog=examples("quizkit undo", "quizkit undo 3 --yes"))
@click.argument("count", type=click.IntRange(min=1, max=1000), default=None, metavar="[N]")
@click.option("--sitting", is_flag=True, help="All that was done in the newest sitting.")
@click.option("--redo", is_flag=True, help="Bring back what was taken back.")
@click.option("--list", "only_list", is_flag=True, help="Only list what can be taken back.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json
@click.pass_obj
def undo(cli: Cli, /, count: int | None, **options: bool) -> int:
    """Take back what was done last, or the last N things.

    An answer, something suspended, resumed or started anew, a flag, a saved plan, new weights, a
    rename, a mended clock. Nothing is deleted: --redo brings it back.
    Exit code 1 if there is nothing to take back.
    """
    from quizkit.practice import deeds

    sitting = options["sitting"]
    with cli.read_log() as kept:
        waiting: Sequence[Deed] = ()
        if kept is not None and (sitting or options["only_list"]):
            waiting = deeds.undoable(kept, sitting=sitting, most=count or _LISTED)
        is_new = kept is None  # a log that is not there is not made
    if options["only_list"]:
        return _list(cli, waiting[:count])
    count = len(waiting) if sitting else count or 1
    if count > 1 and not is_new and not options["redo"] and not options["yes"]:
        _confirm(cli, count)
    done = () if is_new else _undo(cli, count, sitting=sitting, again=options["redo"])
    if options["as_json"]:
        cli.out.json({"v": 1, "undone": [_plain(each) for each in done]})
    for each in done if not options["as_json"] else ():
        verb = "Brought back" if options["redo"] else "Took back"
        cli.out.data(f"{verb} {_text(each)}")
    if not done:
        cli.out.tell("there is nothing to take back")
    return 0 if done else 1


def _list(cli: Cli, waiting: "Sequence[Deed]") -> int:
    from quizkit.session.undo import deed_text

    for deed in waiting:
        newest = deed.events[-1]
        if newest.kind == "review":
            rating = Rating(newest.body["rating"]).name.capitalize()
            cli.out.say(f"{rating:<5}  {newest.body['stem']}", hang=7)
        else:
            cli.out.data(deed_text(deed))
    return 0 if waiting else 1


def _undo(cli: Cli, count: int, *, sitting: bool, again: bool) -> "tuple[Undone, ...]":
    from quizkit.practice import deeds

    with cli.open_log() as log:
        return deeds.undo(log, cli.clock, times=count, again=again, sitting=sitting)


def _confirm(cli: Cli, count: int) -> None:
    if not cli.interactive:
        message = f"taking back {count} things needs --yes where nobody can be asked"
        raise NoInput(message)
    click.confirm(f"Take back the last {count} things that were done?", abort=True, err=True)


def _word(each: "Undone") -> str | None:
    return each.rating.name.capitalize() if each.rating else None


def _plain(each: "Undone") -> dict[str, Any]:
    state = each.state.state
    return {
        "event": each.event.id,
        "facet": each.facet,
        "rating": _word(each),
        "stability_days": round(state.stability, 2) if state else None,
        "kind": each.event.kind,
    }


def _text(each: "Undone") -> str:
    if not each.facet:
        return each.text
    if not each.rating:  # a whole fact may be meant, which has no one memory
        return each.text
    state = each.state.state
    now = f"stability {state.stability:.1f} days" if state else "never answered"
    return f'{each.facet}: {_word(each)} for "{each.event.body["stem"]}"; it is now: {now}'
