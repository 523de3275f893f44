"""What a class report says, in sentences: the same words on a terminal, on paper and in a file.

They speak of facts and of days, never of who is better: pupils stand by login, nobody is a rank.
"""

from datetime import date
from typing import Final

from quizkit.practice.class_facts import Failing
from quizkit.practice.classes import NEW_FOR_DAYS, ClassReport, Progress
from quizkit.practice.plan_words import days_text, share, short_day
from quizkit.session.exams import EPOCH
from quizkit.text import counted

_DOUBTFUL: Final = 0.2


def shown(class_: str, report: ClassReport) -> str:
    """Return what a report shows, and of whom: it stands at its head."""
    return (
        f"This shows the logins of class {class_} and what their answers to {report.goal.deck} add "
        "up to, as far as they are synced. It is by login and no ranking; what stands here is for "
        "the class's teachers."
    )


def heading(report: ClassReport) -> str:
    """Return what is to be known, and by when."""
    goal = report.goal
    only = f", only {', '.join(goal.tags)}" if goal.tags else ""
    facets = "1 facet" if report.facets == 1 else f"{report.facets:,} facets"
    if goal.exam is None:
        return f"{facets}{only}; no exam is set."
    days = goal.exam - (date.fromisoformat(report.day).toordinal() - EPOCH)
    when = {0: "today", 1: "tomorrow"}.get(days, f"in {days_text(days)}")
    told = when if days >= 0 else "over"
    return f"{facets}{only}; exam on {short_day(goal.day)} {goal.day[:4]}, {told}."


def summary(report: ClassReport) -> list[str]:
    """Return how the class does as a whole."""
    if not report.pupils:
        return ["There is nobody in this class yet."]
    many, begun = len(report.pupils), len(report.begun)
    if not begun:
        return [
            f"0 of {counted(many, 'pupil')} have answered anything of this deck yet; answers come "
            "with each pupil's `quizkit sync`."
        ]
    told = [f"{begun} of {counted(many, 'pupil')} {_have(begun)} begun."]
    told += _tracks(report)
    if report.goal.exam is not None:
        taken = sum(each.accepted is not None for each in report.pupils)
        told.append(f"{taken} of {many} {_have(taken)} taken the exam on.")
    return told


def _tracks(report: ClassReport) -> list[str]:
    looked = [each for each in report.pupils if each.prospect is not None]
    early = sum(each.prospect is None and each.answers > 0 for each in report.pupils)
    told = []
    if looked:
        on = sum(bool(each.is_on_track) for each in looked)
        told.append(
            f"With the minutes of the last two weeks, {on} of {len(looked)} "
            f"{'is' if on == 1 else 'are'} on track for {share(report.goal.target)} on the day."
        )
    if early and report.is_ahead:
        told.append(f"For {early} it is too early to say: a habit takes {NEW_FOR_DAYS} days.")
    return told


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def track(each: Progress) -> str:
    """Return whether a pupil is on track, in a word or two.

    >>> track(Progress("mai")), track(Progress("mai", answers=3))
    ('', 'too early')
    """
    if each.prospect is None:
        return "too early" if each.answers else ""
    if each.prospect.is_on_track:
        return "yes"
    return "not safely" if each.prospect.reached >= _DOUBTFUL else "not yet"


def legend(report: ClassReport) -> str:
    """Return what the figures of the pupils mean."""
    known = "Known now is the share of these facets that a pupil is expected to know today."
    if report.goal.exam is None:
        return known
    return (
        f"{known} Expected is the same on the exam's day, with the minutes of the last two weeks; "
        f"on track is who reaches {share(report.goal.target)} in 7 of 10 forecasts."
    )


def advice(each: Failing) -> str:
    """Return what to do about a fact that several fail, in one sentence.

    >>> from quizkit.model import FacetId
    >>> found = Failing(FacetId("d/f#leader"), "Who led it?", "Ann", 28, 20, 4, "Bo", 22)
    >>> advice(found)
    '22 of 28 answer Bo, right is Ann: teach the pair, or look at the deck.'
    """
    told = []
    if each.agreed:
        told.append(f"{each.agreed} of {each.asked} answer {each.other}, right is {each.answer}")
    if each.lapsed and (each.is_lapsed_by_most or not each.agreed):
        told.append(f"{each.lapsed} of {each.tested} mostly miss it on later days")
    facts = "; ".join(told)
    if each.is_mixed_up_by_most:
        return f"{facts}: teach the pair, or look at the deck."
    if each.is_lapsed_by_most:
        return (
            f"{facts}: look whether the deck is right and the question clear, then teach it anew."
        )
    return f"{facts}."
