"""How the grader does on the labelled pairs, by class: `python -m tests.grading.report`.

With `-v` the pairs on which it differs from the label follow, each with what it said.
"""

import sys
from collections.abc import Iterable
from typing import NamedTuple

from quizkit.model import Grade
from tests.grading.pairs import FULL, Pair, graded, is_another, pairs


class Tally(NamedTuple):
    """What became of the pairs of one class.

    Attributes:
        pairs: All of them.
        deserving: Those labelled right or a slip.
        rejects: Of these, those that did not get the whole mark.
        accepts: Those that got the whole mark though their label denies it.
        others: Of these, those that are another value, or a near miss.
        differ: Those that differ in another way: right or slip, partly, wrong or which one.
    """

    pairs: int
    deserving: int
    rejects: int
    accepts: int
    others: int
    differ: int

    def plus(self, other: "Tally") -> "Tally":
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))


def verdict(pair: Pair, grade: Grade) -> str:
    """Return in what a grade differs from the label, or ""."""
    given = grade.outcome.value
    if given == pair.outcome:
        return ""
    if pair.outcome in FULL and given not in FULL:
        return "false reject"
    if pair.outcome not in FULL and given in FULL:
        return "false accept of another value" if is_another(pair) else "false accept"
    return "differs"


def tallies(found: Iterable[tuple[Pair, Grade]]) -> dict[str, Tally]:
    """Return what became of the pairs, by class."""
    result: dict[str, Tally] = {}
    for pair, grade in found:
        said = verdict(pair, grade)
        one = Tally(
            1,
            int(pair.outcome in FULL),
            int(said == "false reject"),
            int(said.startswith("false accept")),
            int(said == "false accept of another value"),
            int(said == "differs"),
        )
        known = result.get(pair.class_)
        result[pair.class_] = known.plus(one) if known else one
    return result


def total(found: Iterable[Tally]) -> Tally:
    """Return the sum."""
    result = Tally(0, 0, 0, 0, 0, 0)
    for one in found:
        result = result.plus(one)
    return result


def table(by_class: dict[str, Tally]) -> str:
    """Return the figures as text, a class a line, with the sum at the end."""
    head = f"{'class':24}{'pairs':>6}{'deserve':>9}{'rejects':>9}{'':>7}{'accepts':>9}"
    lines = [f"{head}{'another':>9}{'differ':>8}"]
    for name, one in [*sorted(by_class.items()), ("all", total(by_class.values()))]:
        share = f"{one.rejects / one.deserving:.1%}" if one.deserving else ""
        left = f"{name:24}{one.pairs:6}{one.deserving:9}{one.rejects:9}{share:>7}{one.accepts:9}"
        lines.append(f"{left}{one.others:9}{one.differ:8}")
    return "\n".join(lines)


def main(argv: list[str]) -> None:
    """Print the table, and the pairs that differ where asked for."""
    found = [(pair, graded(pair)) for pair in pairs()]
    print(table(tallies(found)))
    if "-v" in argv:
        for pair, grade in found:
            said = verdict(pair, grade)
            if said:
                given = f"{grade.outcome.value} ({grade.given}) {grade.detail}".strip()
                print(*pair[:6], pair.near, f"-> {said}: {given}", sep=" | ")


if __name__ == "__main__":
    main(sys.argv[1:])
