"""What the exam screen says: the plan's day and minutes, and what comes of them."""

from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from quizkit.model import ExamPlan, OpenPlan
from quizkit.tui.text import joined, shown

if TYPE_CHECKING:
    from quizkit.practice.wanted import Wanted
    from quizkit.tui.screens.exam_work import Grounds


def form(grounds: "Grounds | None", wanted: "Wanted | None", state: str) -> Content:
    """Return day, minutes and tags, and what is being done.

    Args:
        grounds: What the plan starts from, or None while that is read.
        wanted: What is planned, or None as long.
        state: What is being worked out, or "".
    """
    if wanted is None or grounds is None:
        return shown(state, "italic")
    day = spoken(wanted.exam, grounds.today) if wanted.exam else "none yet: press d"
    lines = [
        joined("Date     ", shown(day, "bold")),
        joined("Minutes  ◂ ", shown(f"{wanted.minutes}", "bold"), " ▸ a day"),
    ]
    if wanted.tags:
        lines.append(joined("Tags     ", shown(", ".join(wanted.tags), "bold")))
    if state:
        lines.append(shown(state, "italic"))
    elif wanted.exam:
        is_kept = wanted == grounds.kept
        lines.append(Content("Saved." if is_kept else "Not saved yet: enter saves it."))
    return joined(*lines, between="\n")


def told(grounds: "Grounds", wanted: "Wanted", plan: ExamPlan | OpenPlan | None) -> list[str]:
    """Return what is said: what is missing, what is over, or what comes of the plan.

    Args:
        grounds: What the plan starts from.
        wanted: What is planned.
        plan: What comes of it, or None while that is not known.
    """
    from quizkit.tui.screens.exam_plots import sentences  # its own words weigh

    if not grounds.facets:
        return ["There is nothing to ask yet: add a deck first."]
    found = sentences(plan) if plan else []
    if wanted.exam is not None:
        return found
    if grounds.over and grounds.over.exam:
        past = f"The exam on {spoken(grounds.over.exam, grounds.today)} is over."
        return [f"{past} c forgets it, d sets a new one.", *found]
    return ["Is there an exam? Press d and type its day. The next 30 days without one:", *found]


def spoken(day: date, today: date) -> str:
    """Return a day with its weekday, and how far it is.

    >>> spoken(date(2026, 6, 5), date(2026, 6, 1)), spoken(date(2026, 5, 1), date(2026, 6, 1))
    ('Fri 5 June 2026, in 4 days', 'Fri 1 May 2026')
    """
    ahead = (day - today).days
    text = f"{day:%a} {day.day} {day:%B %Y}"
    if ahead < 0:
        return text
    near = {0: "today", 1: "tomorrow"}.get(ahead, f"in {ahead} days")
    return f"{text}, {near}"
