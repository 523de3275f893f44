"""A form, a check and a format for quizkit: what an installed package brings by entry point.

pip install ./examples/plugin, then for example:

    quizkit quiz vietnam-us --form anagram
    quizkit check vietnam-us --select LET
    quizkit export vietnam-us --to aiken -o vietnam.aiken
"""

import re
from collections.abc import Iterator, Mapping
from random import Random

from quizkit.api.extending import (
    Asked,
    CardRows,
    Context,
    Draft,
    Finding,
    Form,
    Grade,
    Intake,
    Material,
    Posed,
    Posing,
    Question,
    Samples,
    Severity,
    Short,
    Written,
    place,
    told,
    typed,
)


class Anagram:
    """The answer is typed; its letters are shown, shuffled."""

    NAME = "anagram"
    SHAPE = Form.TYPED

    def suits(self, material: Material) -> bool:
        """Return whether the answer is made of words, one of at least four letters."""
        words = material.answer.split()
        is_words = all(word.isalpha() for word in words)
        return typed.suits(material) and is_words and len(max(words, key=len)) >= 4

    def ask(self, material: Material, *, rng: Random) -> Question:
        """Make the question: the letters of each word, shuffled by the seed."""
        question = typed.ask(material, rng=rng)
        words = question.answer.lower().split()
        letters = " / ".join(" ".join(rng.sample(word, len(word))) for word in words)
        return question._replace(stem=f"{question.stem} ({letters})", guess=0.05)

    def grade(self, question: Question, raw: str, *, material: Material) -> Grade:
        """Judge what was typed as a typed answer is judged."""
        return typed.grade(question, raw, material=material)

    def samples(self, question: Question, material: Material) -> Samples:
        """Return responses for `try_form`."""
        return typed.samples(question, material)


class ShortAnswers:
    """LET101 an answer of a single letter

    What a learner types as one letter is soon hit by chance, and a mistyped one cannot be
    told from a wrong one. Ask for the whole word.
    """

    CODE = "LET101"
    SEVERITY = Severity.WARNING
    PROFILE = "practice"

    def find(self, context: Context) -> Iterator[Finding]:
        """Yield the facts that are asked for one letter."""
        for (fact_id, role), plans in context.plans.items():
            fact = context.facts.get(fact_id)
            answer = context.asker.text(plans[0].accepted[0], plans[0].language)
            if fact and len(answer) == 1 and answer.isalpha():
                message = f"the answer to `{role}` is a single letter"
                do = "ask for the whole word"
                problem = told(self.CODE, self.SEVERITY, message, place(fact, role), do=do)
                yield context.on_fact(problem, fact, role=role)


class Aiken:
    """Choices as plain text, which Moodle and others read: a question, options, the answer."""

    NAME = "aiken"
    SUFFIX = ".aiken"
    CALLED = "Aiken"
    SAYS = "Aiken, choices as text"
    ORDER = (Form.CHOICE,)

    _OPTION = re.compile(r"([A-Z])[.)] +(.+)")
    _ANSWER = re.compile(r"ANSWER: *([A-Z])")

    def write(self, posing: Posing) -> Written:
        """Return the text; `posing.losses` has what cannot be asked as a choice."""
        text = "\n\n".join(map(self._block, posing.questions)) + "\n"
        return Written({"": text.encode()}, posing.losses, len(posing.questions), "questions")

    def _block(self, posed: Posed) -> str:
        question = posed.question
        lines = [" ".join(question.stem.split())]
        for number, option in enumerate(question.options):
            lines.append(f"{chr(ord('A') + number)}) {' '.join(option.split())}")
        lines.append(f"ANSWER: {chr(ord('A') + question.keys[0])}")
        return "\n".join(lines)

    def read(self, files: Mapping[str, bytes], path: str, intake: Intake) -> Draft:
        """Return the questions as cards with their wrong options."""
        rows = CardRows(path, intake, unit="questions")
        stem, start, options = "", 0, dict[str, str]()
        for data in files.values():
            for number, line in enumerate(data.decode("utf-8-sig").splitlines(), 1):
                option, answer = self._OPTION.fullmatch(line), self._ANSWER.fullmatch(line)
                if option:
                    options[option[1]] = option[2]
                elif answer and answer[1] in options:
                    key = options.pop(answer[1])
                    short = Short(key, wrong=tuple(options.values()))
                    rows.add(Asked(stem=stem, answer=short, line=start))
                    options = {}
                elif line.strip():
                    stem, start, options = line.strip(), number, {}
        return rows.draft()
