"""What home says above and below its list of decks: sentences put together, none of its own."""

from collections.abc import Callable, Iterator
from typing import Final

from textual.content import Content

from quizkit.practice.home import HomeView
from quizkit.tui.text import joined, shown

Press = Callable[[str], str]
"""From a binding's id to its press as it is shown, "" where it does nothing now."""

WELCOME: Final = (
    "Learn facts, some minutes a day: each is asked again shortly before you would forget it. "
    "Every answer is saved at once."
)


def said(view: HomeView, *, press: Press) -> Content:
    """Return what stands above the list.

    Args:
        view: What is to be shown.
        press: Tells the presses.
    """
    if view.fault:
        return joined(
            Content.styled("Nothing can be studied now: ", "$text-error bold"),
            shown(f"{view.fault}."),
            "\nThe decks can still be browsed and checked.",
        )
    if not any(row.started for row in view.rows) and not (view.has_log and view.is_loading):
        return _welcome(view, press)
    return joined(*_standing(view, press), between="\n")


def _welcome(view: HomeView, press: Press) -> Content:
    lines = [Content.styled("Welcome to quizkit.", "bold"), Content(WELCOME), Content("")]
    ways = [
        ("home.tour", "try it: two minutes"),
        ("home.study", "study your decks" if view.own else "begin the deck marked below"),
        ("home.open", "open a deck of your own"),
    ]
    if not view.rows:
        ways.append(("home.new", "write a deck of your own"))
        lines.append(Content("There are no decks yet."))
    told = [(press(name), words) for name, words in ways if press(name)]
    room = max((len(each) for each, _ in told), default=0)
    lines += [joined(shown(f" {p:>{room}}", "bold"), f"  {words}") for p, words in told]
    return joined(*lines, between="\n")


def _standing(view: HomeView, press: Press) -> Iterator[Content]:
    if view.back:
        yield shown(f"Welcome back. {view.back}")
    elif view.sentence:
        yield shown(view.sentence, "$text-muted" if view.is_stale else "")
    if view.left:
        fresh = f" ({press('home.fresh')} New sitting)" if press("home.fresh") else ""
        yield joined(shown(view.left.sentence, "bold"), shown(fresh))
    elif view.is_done or view.is_spent:
        more = f"  {press('home.more')} 5 more minutes" if press("home.more") else ""
        told = f" {view.next_text}" if view.is_done else " Today's minutes are used."
        done = Content.styled("Done for today.", "$text-success bold")
        yield joined(done, shown(f"{told}{more}".rstrip()))


def noted(view: HomeView, *, press: Press) -> Content:
    """Return what stands below the list: one line for each thing to be seen to.

    Args:
        view: What is to be shown.
        press: Tells the presses.
    """
    lines = []
    if view.doubt and not view.fault:
        mend = press("home.mend")
        tip = f" ({mend} Mend the log)" if mend else ""
        lines.append(joined(Content.styled("! ", "$text-warning bold"), shown(view.doubt + tip)))
    changed = press("home.changes")
    which = f" ({changed} shows which)" if changed else ""
    lines += [shown(f"* {found.sentence}{which}") for found in view.changes]
    lines += [shown(f"* {note}") for note in view.notes]
    check = press("home.check")
    tip = f" ({check} Check)" if check else ""
    for row in view.rows:
        if row.warning:
            lines.append(
                joined(Content.styled("! ", "$text-warning bold"), shown(row.warning + tip))
            )
        elif row.state == "broken":
            told = f"{row.title}: {row.trouble}{tip}"
            lines.append(joined(Content.styled("! ", "$text-error bold"), shown(told)))
    return joined(*lines, between="\n")
