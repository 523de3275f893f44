"""Plan every question of a big deck: `python tests/bench/planning.py [FACTS]`.

Prints facts, questions planned, CPU seconds and peak memory. The deck has three kinds, in which
every question needs something to tell it apart; loading is not counted.
"""

import platform
import resource
import sys
import time
from random import Random

from quizkit.model import (
    Deck,
    Fact,
    Form,
    Group,
    Kind,
    Name,
    Named,
    Role,
    Span,
    Text,
)
from quizkit.questions.ask import Asker
from quizkit.questions.plan import Planner
from quizkit.questions.wording import parse
from quizkit.values.dates import make
from quizkit.values.words import builtin

BAR_SECONDS = 2.0


def wordings(text: str):
    return {"en": (parse(text),)}


def kinds() -> dict[str, Kind]:
    return {
        "delegation": Kind(
            "delegation",
            {
                "leader": Role("leader", "person", ask=wordings("Who led {it}?")),
                "host": Role("host", "person", ask=wordings("Who received {it}?")),
                "date": Role("date", "date", ask=wordings("{when} did {leader} lead {it}?")),
                "of": Role("of", "text"),
                "to": Role("to", "place"),
            },
            called={"en": parse("the [!{date} ][{of} ]delegation[ to {to}]")},
        ),
        "agreement": Kind(
            "agreement",
            {
                "what": Role(
                    "what", "agreement", ask=wordings("What did {between} sign {on date}?")
                ),
                "between": Role("between", "country", ask=wordings("Who signed {what}?")),
                "date": Role("date", "date", ask=wordings("{when} was {what} signed?")),
            },
        ),
        "office": Kind(
            "office",
            {
                "who": Role(
                    "who", "person", ask=wordings("Who was {office}[ of {of}][ {on from}]?")
                ),
                "office": Role("office", "text", ask=wordings("What was {who}[ {on from}]?")),
                "of": Role("of", "place", ask=wordings("Where was {who} {office}[ {on from}]?")),
                "from": Role("from", "date"),
            },
        ),
    }


def deck(count: int) -> Deck:
    """Return a deck of so many facts, the same every time."""
    rng = Random(7)
    people = [f"Person Number{n}" for n in range(count)]
    lands = [f"Land{n}" for n in range(200)]
    names = {n: Name(n, "person") for n in people} | {n: Name(n, "country") for n in lands}

    def some(values):
        return Named(rng.choice(values))

    def when():
        return make(rng.randint(1800, 2020), rng.randint(1, 12), rng.randint(1, 28))

    def fact(n: int) -> Fact:
        kind = ("delegation", "agreement", "office")[n % 3]
        if kind == "delegation":
            values = {
                "leader": some(people),
                "host": some(people),
                "date": when(),
                "of": Text(f"group {n % 50}"),
                "to": some(lands),
            }
        elif kind == "agreement":
            values = {"what": Named(f"Pact {n}"), "between": some(lands), "date": when()}
        else:
            values = {
                "who": some(people),
                "office": Text(f"minister {n % 40}"),
                "of": some(lands),
                "from": when(),
            }
        return Fact(f"f{n}", kind, values, n % 3, "big.yaml", {"": Span(n + 1, 1, 1)})

    return Deck(
        id="big",
        title="Big",
        language="en",
        licence="",
        as_of=None,
        sources={},
        names=names,
        kinds=kinds(),
        facts=tuple(fact(n) for n in range(count)),
        cards=(),
        groups=tuple(Group(n, k) for n, k in enumerate(("delegation", "agreement", "office"))),
        words={"en": builtin("en")},
        paths=("big.yaml",),
    )


def _additions() -> float:
    """Return what a plain loop costs here and now, to judge the other figure by [s]."""
    start = time.process_time()
    total = 0
    for number in range(10**7):
        total += number
    return time.process_time() - start


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    made = deck(count)
    start = time.process_time()
    planner = Planner(made)
    asked = len(planner.facets)
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"Python {platform.python_version()}, {count} facts")
    print(f"{len(planner.candidates)} facets planned, {asked} asked: {seconds:.2f} s cpu")
    print(f"bar {BAR_SECONDS} s for 10000 facts; peak memory {memory:.0f} MB")
    print(f"10 million additions in the same run: {_additions():.2f} s, 0.5 on a quiet machine")
    asker = Asker(made)
    facets = asker.planner.facets[:300]
    start = time.process_time()
    for facet in facets:
        form = Form.CHOICE if Form.CHOICE in asker.forms(facet) else Form.TYPED
        asker.question(facet, form, seed="1")
    each = (time.process_time() - start) / max(1, len(facets)) * 1000
    print(f"forms found, worded, with distractors: {each:.2f} ms a question")


if __name__ == "__main__":
    main()
