"""Learners made by chance, as stories and as shards."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from quizkit.analysis.shards.writing import write
from quizkit.model import DAY_MS
from quizkit.store.story import Proved, Story, story_of
from tests.memory.logs import START, Log, random_log, review

TEXTS = ("Kerry", "kerry ", "Vessey", "Clinton", "", "  ")
OPTIONS = ("Kerry", "Vessey", "Clinton", "Bush", "Perot")


def story(log: Log, learner: str) -> Story:
    """Return what a learner did."""
    events = tuple(event._replace(learner=learner) for event in log.events)
    return story_of(learner, Proved(events))


def of_chance(rng: Random, learners: int, *, size: int = 30) -> list[Story]:
    """Return learners with undos, resets, renames, wrong clocks, and unread events."""
    found = []
    for number in range(learners):
        log = random_log(rng, size=rng.choice((0, 1, size, 2 * size)) or 1)
        found.append(story(log, f"learner-{number:02}"))
    return found


def answering(rng: Random, learners: int, *, questions: int = 5, most: int = 12) -> list[Story]:
    """Return learners who answer questions of several forms, some of them again."""
    return [
        story(_answers(rng, questions, rng.randint(0, most)), f"l{number:02}")
        for number in range(learners)
    ]


def _answers(rng: Random, questions: int, count: int) -> Log:
    log = Log()
    for day in range(count):
        log.days((day // 3, _answer(rng, rng.randrange(questions))))
    if rng.random() < 0.2:
        log.add("rename", {"old": "d/0#who", "new": "d/1#who"}, at=START + 90 * DAY_MS)
    if log.events and rng.random() < 0.3:
        log.undo(rng.choice(log.events), at=START + 91 * DAY_MS)
    return log


def _answer(rng: Random, number: int) -> dict:
    form = rng.choice(("choice", "choice", "typed", "select", "match", "flip", "true-false"))
    shown = rng.sample(OPTIONS, 4) if form not in ("typed", "flip") else []
    score = rng.choice((0, 0, 1_000_000, 1_000_000, 500_000, 333_333))
    if form == "typed":
        response = rng.choice((*TEXTS, None))
    elif form == "select":
        response = sorted(rng.sample(range(4), rng.randint(0, 3)))
    else:
        response = rng.choice(([rng.randrange(4)], [rng.randrange(4)], [], None)) if shown else None
    return review(
        f"d/{number}#who",
        form=form,
        stem=f"Who was {number}{rng.choice('?!')}",
        options=shown,
        response=response,
        score=score,
        rating=1 if score < 500_000 else 3,
        override=rng.choice((None, None, None, "grade")),
        ms=rng.choice((0, 700, 1_500, 60_000)),
        key=rng.choice(("0" * 16, "0" * 16, "1" * 16)),
    )


def written(stories: Sequence[Story], folder: Path, shards: int) -> Path:
    """Write learners as shards, and return the folder."""
    write(stories, folder, shards=shards)
    return folder
