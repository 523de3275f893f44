"""A deck from rows, such as a spreadsheet gives, and the questions that come out of it.

python examples/rows_to_questions.py
"""

import quizkit as qk

ROWS = [
    {"who": "Bill Clinton", "to": "Vietnam", "date": "2000-11"},
    {"who": "George W. Bush", "to": "Vietnam", "date": "2006-11"},
    {"who": "Barack Obama", "to": "Vietnam", "date": "2016-05"},
]


def main() -> None:
    deck = qk.Deck.from_rows(ROWS, kind="visit", deck="visits", title="Visits")
    for problem in deck.check():
        print(f"{problem.code}: {problem.message}")
    for question in deck.questions(6, seed=7):
        print(question.stem)
        for number, option in enumerate(question.options, 1):
            print(f"  {number} {option}")
        print(f"  = {question.answer}")


if __name__ == "__main__":
    main()
