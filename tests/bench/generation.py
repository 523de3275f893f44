"""Generate every question of big decks: `python tests/bench/generation.py [FACTS ..]`.

Prints for each size facts, questions, how many of them have options, CPU seconds for planning and
for wording with options, peak memory, and the ratio of the whole to n log n, which is 1 for the
first size. Each size runs in a process of its own. The deck has five kinds, three facets a fact,
with names, dates, years, numbers and texts; all questions are kept, as for a paper.
"""

import platform
import resource
import subprocess
import sys
import time
from math import log
from os import getloadavg
from random import Random
from typing import NamedTuple

from quizkit.model import Deck, Fact, Form, Group, Kind, Name, Named, Role, Span, Text
from quizkit.questions.ask import Asker
from quizkit.questions.calm import calm
from quizkit.questions.wording import parse
from quizkit.values.dates import make
from quizkit.values.numbers import read_number
from quizkit.values.words import builtin

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
BAR_SECONDS, BAR_MEGABYTES = 10.0, 500
FIRST = ("Ada", "Ben", "Cora", "Dan", "Eva", "Finn", "Gwen", "Hugo", "Ida", "Jon", "Kim", "Leo")
SYLLABLES = ("ba", "do", "ke", "li", "mo", "na", "pe", "ru", "sa", "ti", "vo", "ze")


class Run(NamedTuple):
    """What one size took: CPU seconds and megabytes."""

    facts: int
    questions: int
    choices: int
    planning: float
    making: float
    memory: float


def asked(type_: str, text: str, *, one: bool = False) -> Role:
    return Role("", type_, ask={"en": (parse(text),)}, one=one)


def kind(name: str, roles: dict[str, Role | str], called: str = "") -> Kind:
    made = {
        role: Role(role, how)
        if isinstance(how, str)
        else Role(role, how.type, ask=how.ask, one=how.one)
        for role, how in roles.items()
    }
    return Kind(name, made, called={"en": parse(called)} if called else {})


def kinds() -> dict[str, Kind]:
    found = (
        kind(
            "delegation",
            {
                "leader": asked("person", "Who led {it}?"),
                "host": asked("person", "Who received {it}?"),
                "date": asked("date", "{when} did {leader} lead {it}?"),
                "of": "text",
                "to": "place",
            },
            "the [!{date} ][{of} ]delegation[ to {to}]",
        ),
        kind(
            "pact",
            {
                "what": asked("agreement", "What was {it} of {with} called?"),
                "with": asked("country", "Who signed {what} with us?", one=True),
                "date": asked("date", "{when} was {what} signed?", one=True),
            },
            "the [!{date} ]pact",
        ),
        kind(
            "office",
            {
                "who": asked("person", "Who held {it}?"),
                "of": asked("place", "Where was {who} {office}[ {on from}]?", one=True),
                "from": asked("date", "{when} did {who} become {office}[ of {of}]?", one=True),
                "office": "text",
            },
            "the office of {office}[ of {of}][ {on from}]",
        ),
        kind(
            "measure",
            {
                "value": asked("number", "How large was {what} of {of}?", one=True),
                "of": asked("place", "Where was {it}?"),
                "date": asked("date", "{when} was {what} of {of} counted?", one=True),
                "what": "text",
            },
            "{what} of {value}[ {on date}]",
        ),
        kind(
            "discovery",
            {
                "what": asked("text", "What was {it}?"),
                "by": asked("person", "Who discovered {what}?", one=True),
                "date": asked("date", "{when} was {what} discovered?", one=True),
            },
            "the discovery[! of {by}][ {on date}]",
        ),
    )
    return {each.name: each for each in found}


KINDS = tuple(kinds())


def word(rng: Random, length: int) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(length)).capitalize()


class Maker:
    """Makes facts by chance, the same every time."""

    def __init__(self, count: int) -> None:
        self.rng = Random(7)
        self.words = builtin("en")
        self.lands = [f"{word(self.rng, 3)}land" for _ in range(200)]
        self.people = [
            f"{self.rng.choice(FIRST)} {word(self.rng, 3)}{word(self.rng, 1).lower()}"
            for _ in range(max(50, count // 2))
        ]

    def some(self, names: list[str]) -> Named:
        return Named(self.rng.choice(names))

    def when(self):
        rng = self.rng
        return make(rng.randint(1800, 2020), rng.randint(1, 12), rng.randint(1, 28))

    def values(self, kind: str, n: int):
        rng = self.rng
        if kind == "delegation":
            return {
                "leader": self.some(self.people),
                "host": self.some(self.people),
                "date": self.when(),
                "of": Text(f"group {n % 50}"),
                "to": self.some(self.lands),
            }
        if kind == "pact":
            name = Named(f"{word(rng, 3)} {word(rng, 2)} Pact")
            return {"what": name, "with": self.some(self.lands), "date": self.when()}
        if kind == "office":
            return {
                "who": self.some(self.people),
                "of": self.some(self.lands),
                "from": self.when(),
                "office": Text(f"minister {n % 40}"),
            }
        if kind == "measure":
            return {
                "value": read_number(f"{rng.randint(10, 99_999)} km", self.words),
                "of": self.some(self.lands),
                "date": make(rng.randint(1800, 2020)),
                "what": Text(f"the road {n % 400}"),
            }
        what = Text(f"{word(rng, 3).lower()} {word(rng, 4).lower()} {rng.randint(1, 99)}")
        return {"what": what, "by": self.some(self.people), "date": make(rng.randint(1500, 2020))}


def deck(count: int) -> Deck:
    """Return a deck of so many facts, the same every time."""
    maker = Maker(count)
    facts = tuple(
        Fact(f"f{n}", name, maker.values(name, n), n % 5, "big.yaml", {"": Span(n + 1, 1, 1)})
        for n in range(count)
        for name in (KINDS[n % 5],)
    )
    names = {name: Name(name, "person") for name in maker.people}
    names |= {name: Name(name, "country") for name in maker.lands}
    for fact in facts:
        if fact.kind == "pact":
            text = fact.values["what"].name
            names[text] = Name(text, "agreement")
    return Deck(
        id="big",
        title="Big",
        language="en",
        licence="",
        as_of=None,
        sources={},
        names=names,
        kinds=kinds(),
        facts=facts,
        cards=(),
        groups=tuple(Group(n, name) for n, name in enumerate(KINDS)),
        words={"en": builtin("en")},
        paths=("big.yaml",),
    )


def run(count: int) -> Run:
    """Plan, word and give options to every question of a deck of so many facts."""
    asker = Asker(deck(count))
    start = time.process_time()
    facets = asker.planner.facets
    planned = time.process_time()
    questions = []
    with calm():
        for facet in facets:
            form = Form.CHOICE if asker.has_form(facet, Form.CHOICE) else Form.TYPED
            questions.append(asker.question(facet, form, seed=f"7:{facet}:0"))
    made = time.process_time()
    choices = sum(question.form is Form.CHOICE for question in questions)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Run(count, len(questions), choices, planned - start, made - planned, memory)


def additions() -> float:
    """Return what a plain loop costs here and now, to judge the other figures by [s]."""
    start = time.process_time()
    total = 0
    for number in range(10**7):
        total += number
    return time.process_time() - start


def fresh(count: int) -> Run:
    command = [sys.executable, __file__, "--one", str(count)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    numbers = out.split()
    return Run(*map(int, numbers[:3]), *map(float, numbers[3:]))


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        print(*run(int(sys.argv[2])))
        return
    sizes = [int(text) for text in sys.argv[1:]] or SIZES
    print(f"Python {platform.python_version()}, load {getloadavg()[0]:.1f}")
    print(f"10 million additions: {additions():.2f} s, 0.5 on a quiet machine")
    print("  facts questions  options  planning  wording+options   all [s]  n log n  memory [MB]")
    unit = 0.0
    for count in sizes:
        each = fresh(count)
        whole = each.planning + each.making
        unit = unit or whole / (count * log(count))
        print(
            f"{count:7} {each.questions:9} {each.choices:8} {each.planning:9.2f} "
            f"{each.making:16.2f} {whole:9.2f} {whole / unit / (count * log(count)):8.2f} "
            f"{each.memory:12.0f}",
            flush=True,
        )
    print(f"bars: {BAR_SECONDS:.0f} s and {BAR_MEGABYTES} MB for 10,000 facts, n log n at most 1")


if __name__ == "__main__":
    main()
