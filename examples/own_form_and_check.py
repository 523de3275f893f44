"""A form and a check of one's own: answers without their vowels, and dates without a source.

python examples/own_form_and_check.py
"""

import re

import quizkit as qk
from quizkit.api.extending import Form, Severity, place, told, try_form, typed

SOURCES = {"state": {"title": "Travels of the President"}}
ROWS = [
    {"who": "Bill Clinton", "to": "Vietnam", "date": "2000-11", "source": "state p. 3"},
    {"who": "George W. Bush", "to": "Vietnam", "date": "2006-11", "source": "state p. 4"},
    {"who": "Barack Obama", "to": "Vietnam", "date": "2016-05"},
]


@qk.register
class Vowels:
    """A typed answer whose consonants are given: `Wh_ w_nt? (B_ll Cl_nt_n)`."""

    NAME = "vowels"
    SHAPE = Form.TYPED  # it is answered by typing, so every front end can ask it
    grade = staticmethod(typed.grade)
    samples = staticmethod(typed.samples)

    def suits(self, material):
        """Want a typed answer with letters left to think of."""
        return typed.suits(material) and len(re.findall("[aeiou]", material.answer)) > 1

    def ask(self, material, *, rng):
        """Ask as a typed question does, and show the answer's consonants."""
        question = typed.ask(material, rng=rng)
        shown = re.sub("(?i)[aeiou]", "_", question.answer)
        return question._replace(stem=f"{question.stem} ({shown})", hint="", guess=0.05)


@qk.register
class UndatedSources:
    """DAY101 a date that nobody can look up

    A date is what is misremembered first. Name where it is from.
    """

    CODE = "DAY101"
    SEVERITY = Severity.WARNING
    PROFILE = "practice"

    def find(self, context):
        """Yield facts that have a date and no source."""
        for fact in context.deck.facts:
            if "date" in fact.values and not fact.source:
                at = place(fact, "date")
                do = "give the fact a `source:`"
                problem = told(self.CODE, self.SEVERITY, "this date has no source", at, do=do)
                yield context.on_fact(problem, fact, role="date")


def main() -> None:
    deck = qk.Deck.from_rows(ROWS, kind="visit", deck="visits", sources=SOURCES)
    for problem in deck.check():
        print(f"{problem.code}: {problem.message}")
    for question in deck.questions(3, seed=3, form="vowels"):
        print(question.stem, "=", question.answer)
    print(try_form("vowels", deck))


if __name__ == "__main__":
    main()
