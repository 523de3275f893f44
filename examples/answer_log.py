"""A sitting by hand, and what its log says afterwards, weakest facets first.

python examples/answer_log.py [LOG]
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

import quizkit as qk

ANSWERS = 10


def study(deck: qk.Deck, path: Path) -> None:
    """Answer some questions, always with the first option."""
    with qk.study(deck, path, form="choice", seed="example") as session:
        for _ in range(ANSWERS):
            question = session.question
            if question is None:
                break
            session.answer("1")


def main(path: Path) -> None:
    deck = qk.load("vietnam-us")
    study(deck, path)
    with qk.open_log(path) as log:
        rows = log.to_dicts()
    right = sum(row["score"] >= 0.5 for row in rows)
    print(f"{len(rows)} answers, {right} right")
    missed = Counter(row["facet"] for row in rows if row["score"] < 0.5)
    for facet, times in missed.most_common(3):
        print(f"{times} x {facet}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(Path(folder) / "me.db")
