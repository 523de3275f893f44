"""Answers given over some days before today, for screens that look back."""

from random import Random

from quizkit.model import DAY_MS, Draft
from quizkit.practice.desk import Desk


def answer(where: Desk, *, days: int, a_day: int, last: int = 1, seed: str = "answers") -> int:
    """Write answers into a desk's log, on so many days, the last so many days ago.

    Returns:
        How many answers were written.
    """
    rng = Random(seed)
    askers = [where.asker(place) for place in where.listed()]
    facets = [(asker, facet) for asker in askers for facet in asker.planner.facets]
    log, now, off = where.open(), where.clock.at(), where.clock.off()
    count = 0
    for back in range(last + days - 1, last - 1, -1):
        day = [facets[0], *rng.sample(facets, min(a_day, len(facets)))]
        drafts = [_draft(rng, *each, number=n) for n, each in enumerate(day[:a_day])]
        log.append(drafts, at=now - back * DAY_MS, off=off)
        count += len(drafts)
    where.close()
    return count


def _draft(rng: Random, asker, facet, *, number: int) -> Draft:
    form = rng.choice(("choice", "typed"))
    score = rng.choice((0, *(1_000_000,) * 5)) if number else 0
    options = ["North Sea", "Black Sea", "Caspian Sea"] if form == "choice" else []
    wrong = [1] if options else "Black Sea"
    body = {
        "sitting": None,
        "facet": facet,
        "form": form,
        "seed": "1",
        "stem": f"{rng.choice(('Where', 'In which sea'))}? {facet.rpartition('/')[2]}",
        "options": options,
        "response": wrong,
        "score": score,
        "rating": 3 if score else 1,
        "override": None,
        "ms": rng.randrange(2_000, 20_000),
        "hints": 0,
        "key": asker.key(facet),
    }
    return Draft("review", body)
