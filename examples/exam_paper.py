"""An exam in four variants with its key, from a blueprint, as web pages to print.

python examples/exam_paper.py [FOLDER]
"""

import sys
import tempfile
from pathlib import Path

import quizkit as qk

BLUEPRINT = [
    {"count": 6, "form": "choice"},
    {"count": 2, "form": "true-false"},
    {"count": 2, "form": "typed", "points": 2},
]


def main(folder: Path) -> None:
    deck = qk.load("vietnam-us")
    exam = qk.paper(
        deck,
        variants=4,
        seed="10A, June",
        blueprint=BLUEPRINT,
        instructions=["Tick one box, or write your answer on the line."],
        to=["html"],
    )
    print(exam)
    for row in exam.key:
        marks = "  ".join(f"{name} {row[name]:<6}" for name in "ABCD")
        print(f"{marks}  {row['question']}")
    for path in exam.save(folder):
        print(path.name)
    print("Write what was marked into results.csv; `qk.items` reads it beside paper.json.")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as place:
            main(Path(place))
