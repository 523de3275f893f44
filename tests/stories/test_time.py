"""Stories about days, minutes and numbers: what will come, and what is said about it."""

import json
import re

import pytest

from quizkit.analysis.stats import stats
from quizkit.cli.commands.study import study
from quizkit.model import Question, Stop
from quizkit.practice import planning, reports
from quizkit.session.sitting import Wish
from quizkit.settings.table import SETTINGS
from tests.stories.people import Learner, Script, nothing, right


def test_a_date_to_be_ready_for(mai: Learner, quizkit) -> None:
    """I have an exam on Friday: tell me today what will not fit, and make the most of it."""
    told = quizkit("plan", "trips.yaml", "--exam", "2026-06-05", "--minutes", "5", "--save")
    plan = json.loads(quizkit("plan", "trips.yaml", "--json"))
    left_out = plan["left_out_facets"]
    assert left_out
    words, names = " ".join(told.split()), [name.split(".") for name in left_out]
    assert all(f"{role} of {kind}" in words for kind, role in names), told
    assert all(f"({count})" in words for count in left_out.values()), told
    for _ in range(plan["days"]):
        mai.study(minutes=5, seconds=18)
        mai.sleep()
    never_met = plan["facets"] - len(mai.standing.started)
    assert never_met == pytest.approx(sum(left_out.values()), abs=0.1 * plan["facets"])


def test_coming_back_after_a_break(mai: Learner, quizkit) -> None:
    """I was away for three weeks: tell me what I still know and when I am back, not what I owe."""
    for _ in range(6):
        mai.study(most=15)
        mai.sleep()
    mai.sleep(21)
    told = quizkit("study", "trips.yaml", "--minutes", "1", stdin="1\n")
    assert re.search(r"\nYou still know about \d+ % \(\d+ of \d+\)\.", told)
    assert "overdue" not in told
    days = int(re.search(r"(\d+) days? at 1 minute", " ".join(told.split())).group(1))
    assert abs(days - back(mai)) <= 3


def back(mai: Learner) -> int:
    """Study a minute a day until nothing is below the level to keep, and return the days."""
    for day in range(1, 60):
        mai.study(minutes=1, seconds=10)
        standing = mai.standing
        if all(standing.recall(f) >= standing.outlook(f).keep for f in standing.started):
            return day
        mai.sleep()
    return 60


@pytest.fixture
def practised(mai: Learner) -> Learner:
    """Return somebody with four days of study, every fourth answer wrong."""
    for _ in range(4):
        mai.study(every_fourth_wrong(), most=14)
        mai.sleep()
    return mai


def test_numbers_one_can_understand(practised: Learner, quizkit) -> None:
    """Each number means one thing: what I know is the same wherever it is told."""
    mai = practised
    known = stats(mai.log, [mai.asker], today=mai.day).known
    today = reports.today(mai.log, mai.memory, mai.clock, minutes=10)
    (row,) = reports.due([mai.asker], mai.memory, mai.clock, today)
    assert row.known * row.facets == pytest.approx(known)
    assert mai.begin().act(Stop()).known == pytest.approx(known)
    told = quizkit("stats", "trips.yaml").splitlines()
    assert told[0].startswith(f"You know about {known:.0f} of 120 facets; ")
    assert told[1].startswith(("Asked when due you were right ", "After "))


def test_a_plan_begins_with_what_is_known_today(practised: Learner) -> None:
    """What the plan says that I know today is what the statistics say."""
    mai = practised
    known = stats(mai.log, [mai.asker], today=mai.day).known
    plan = planning.open_plan(planning.look([mai.asker], mai.log, mai.clock), 10, days=1)
    assert f"{plan.known[0].known:.0f}" == f"{known:.0f}"


def every_fourth_wrong() -> Script:
    count = iter(range(10_000))

    def script(question: Question) -> str | None:
        return nothing(question) if next(count) % 4 == 3 else right(question)

    return script


PRACTICE = {"form", "extra", "tags", "only", "seed"}
"""What may be wished for of one sitting: a form, more than is due, some facts, the same again."""


def test_fewer_settings() -> None:
    """Ask me for my minutes and my date, and for nothing else about scheduling."""
    about_more_than_when = {
        *("form", "lang", "color", "decks", "learner", "log", "sync"),
        *("check.profile", "check.strict", "check.select", "check.ignore"),
    }
    looks_and_presses = {"theme", "motion", "bell", "counts", "rtl", "editor", "keys"}
    names = {setting.name for setting in SETTINGS}
    assert names - about_more_than_when - looks_and_presses == {"minutes"}
    of_the_screen = {"names", "plain", "tui", "fresh"}
    assert {p.name for p in study.params} - of_the_screen - PRACTICE == {"minutes"}
    assert set(Wish.__dataclass_fields__) - PRACTICE == {"minutes"}
