"""Tables of scores whose figures another program tells as well."""

from random import Random

from quizkit.analysis.items.answers import Answer

Table = list[list[float | None]]
"""A row a learner, a column a question; None where there is no answer."""


def tables(seed: str) -> dict[str, Table]:
    """Return random tables: whole ones of marks 0 and 1, with parts of a mark, with gaps."""
    rng = Random(seed)
    return {
        "binary": _table(rng, learners=40, questions=8, marks=(0.0, 1.0)),
        "few": _table(rng, learners=6, questions=3, marks=(0.0, 1.0)),
        "parts": _table(rng, learners=30, questions=5, marks=(0.0, 0.25, 0.5, 1.0)),
        "wide": _table(rng, learners=25, questions=24, marks=(0.0, 1.0)),
        "constant": [
            [1.0, *row] for row in _table(rng, learners=30, questions=4, marks=(0.0, 1.0))
        ],
        "gaps": _table(rng, learners=60, questions=6, marks=(0.0, 1.0), gaps=0.15),
        "many gaps": _table(rng, learners=90, questions=7, marks=(0.0, 0.5, 1.0), gaps=0.4),
    }


def _table(
    rng: Random, *, learners: int, questions: int, marks: tuple[float, ...], gaps: float = 0.0
) -> Table:
    """Return a table in which those who know more score more."""
    rows: Table = []
    for _ in range(learners):
        known = rng.random()
        row: list[float | None] = []
        for at in range(questions):
            luck = known + rng.gauss(0.0, 0.35) - 0.5 * at / questions + 0.25
            mark = marks[max(0, min(len(marks) - 1, int(luck * len(marks))))]
            row.append(None if rng.random() < gaps else mark)
        if all(mark is None for mark in row):
            row[0] = marks[0]
        rows.append(row)
    return rows


def answers(table: Table) -> list[Answer]:
    """Return a table as answers; question 3 is the facet `d/q003#r`."""
    return [
        Answer(f"l{who}", f"d/q{at:03}#r", "typed", f"Q{at}?", (), (), "", mark)
        for who, row in enumerate(table)
        for at, mark in enumerate(row)
        if mark is not None
    ]
