"""A form of one's own: what it must have, and the questions it makes brought into line.

`Form` is the shape of an answer: one option, several, a text, true or false, a flip. A form of
one's own has a shape of these, so that every front end can ask it and every log holds its answers;
what is its own is how it asks and how it judges.
"""

import re
from random import Random
from typing import Any, Final

from quizkit.errors import ExtensionError
from quizkit.model import Form, Grade, Question, Text
from quizkit.questions.fitting import misfit
from quizkit.questions.material import Material
from quizkit.questions.registered import Origin, Part, guarded, home_of, look_at, usable
from quizkit.questions.responses import Samples

SHAPES: Final = (
    Form.CHOICE, Form.SELECT, Form.TYPED, Form.CLOZE, Form.TRUE_FALSE, Form.FLIP,
)  # fmt: skip
"""The shapes that a form of one's own may have: those in which one facet is asked."""

PARTS: Final = (
    Part("suits", "suits(material) -> bool", 1),
    Part("ask", "ask(material, *, rng) -> Question", 1, ("rng",)),
    Part("grade", "grade(question, raw, *, material) -> Grade", 2, ("material",)),
    Part("samples", "samples(question, material) -> Samples", 2),
)
"""What a form does, as the module of a built-in one."""

MAX_NAME: Final = 24
"""Longest name [characters]; it stands in the seed of each answer."""

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_PICKED: Final = frozenset({Form.CHOICE, Form.SELECT})
_ONE_KEY: Final = frozenset({Form.CHOICE, Form.TRUE_FALSE})


class OwnForm:
    """A form of somebody's own code.

    Attributes:
        NAME: Its name: small letters, digits and hyphens.
        FORM: Its shape.
        origin: Where it is from.
    """

    def __init__(self, thing: Any, *, package: str = "") -> None:
        self._form = usable(thing)
        self.origin = Origin(home_of(thing), package)
        self.NAME = named(self._form, self.origin)
        self.FORM = _shape(self._form, self.NAME)
        look_at(self._form, PARTS, what="form", name=self.NAME)

    def _guard(self) -> Any:
        return guarded("form", self.NAME, self.origin)

    def suits(self, material: Material) -> bool:
        """Return whether a question can be asked in this form."""
        with self._guard():
            return bool(self._form.suits(material))

    def ask(self, material: Material, *, rng: Random) -> Question:
        """Make the question, and see that it is of the form's shape.

        Raises:
            ExtensionError: If it is not, or the form fails.
        """
        with self._guard():
            made = self._form.ask(material, rng=rng)
            fault = _fault(made, material, self.FORM)
        if fault:
            message = f"the form {self.NAME} ({self.origin.told}) made {fault}"
            raise ExtensionError(message, self.NAME, package=self.origin.package)
        return _lined_up(made, material, self.NAME)

    def grade(self, question: Question, raw: str, *, material: Material) -> Grade:
        """Judge a response.

        Raises:
            ResponseError: If the form refuses it.
            ExtensionError: If the form fails, or returns no grade.
        """
        with self._guard():
            grade = self._form.grade(question, raw, material=material)
        if isinstance(grade, Grade) and not misfit(grade) and 0.0 <= grade.score <= 1.0:
            return grade
        message = f"the form {self.NAME} ({self.origin.told}) graded {grade!r:.60}, "
        message += "wanted a Grade with a score from 0 to 1"
        raise ExtensionError(message, self.NAME, package=self.origin.package)

    def samples(self, question: Question, material: Material) -> Samples:
        """Return responses for a test of the form."""
        with self._guard():
            return Samples(*self._form.samples(question, material))


def named(thing: Any, origin: Origin) -> str:
    """Return the name that a form gives itself.

    Raises:
        ExtensionError: If it gives none that can be taken.
    """
    name = getattr(thing, "NAME", None)
    if not isinstance(name, str) or not _NAME.fullmatch(name) or len(name) > MAX_NAME:
        message = f"{origin.home} has the NAME {name!r:.60}, wanted up to {MAX_NAME} small "
        message += 'letters, digits and hyphens, such as "anagram"'
        raise ExtensionError(message, str(name)[:60], package=origin.package)
    if name in [form.value for form in Form]:
        message = f"the form {name} is quizkit's own; take another NAME than {origin.home} has"
        raise ExtensionError(message, name, package=origin.package)
    return name


def _shape(thing: Any, name: str) -> Form:
    shape = getattr(thing, "SHAPE", None)
    if shape in SHAPES:
        return Form(shape)
    words = ", ".join(f"Form.{form.name}" for form in SHAPES)
    message = f"the form {name} has the SHAPE {shape!r:.60}, wanted one of {words}"
    raise ExtensionError(message, name)


def _fault(made: Any, material: Material, shape: Form) -> str:
    """Return what is wrong with a question that a form has made, or ""."""
    if not isinstance(made, Question):
        return f"{made!r:.60}, wanted a Question"
    if fault := misfit(made, but=("plan", "plans", "seed")):
        return f"a question with a part of another type, {fault}"
    if made.form is not shape or made.facet != material.plan.facet or made.facets:
        return f"a question of the form {made.form.value} for {made.facet}, wanted {shape.value}"
    if not (made.stem.strip() and made.answer.strip()):
        return "a question without a stem or an answer"
    return _fault_of_options(made, shape)


def _fault_of_options(made: Question, shape: Form) -> str:
    options, keys = made.options, made.keys
    if shape not in _PICKED and shape is not Form.TRUE_FALSE:
        return "options, which its shape has not" if options or keys else ""
    if len(options) < 2 or len(set(options)) < len(options) or not all(map(str.strip, options)):
        return f"the options {options!r:.80}, wanted at least two different ones, none blank"
    if shape is Form.TRUE_FALSE and len(options) > 2:
        return "more than two sides for true or false"
    is_right = bool(keys) and set(keys) <= set(range(len(options))) and len(set(keys)) == len(keys)
    if not is_right or (shape in _ONE_KEY and len(keys) != 1):
        return f"the keys {keys!r:.60}, wanted the places of the right options, from 0"
    if not 0.0 <= made.guess <= 1.0:
        return f"the guess {made.guess!r}, wanted a chance from 0 to 1"
    if made.values and len(made.values) != len(options):
        return "not one value for each option"
    return ""


def _lined_up(made: Question, material: Material, name: str) -> Question:
    """Return a question with what a form need not say itself."""
    values, guess = made.values, made.guess
    if made.form in _PICKED and not values:
        values = tuple(map(Text, made.options))
    if made.form in _ONE_KEY and not guess:
        guess = 1 / len(made.options)
    return made._replace(
        plan=material.plan, seed=material.seed, values=values, guess=guess, variant=name
    )
