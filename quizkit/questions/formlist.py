"""The list of forms: which module makes and judges the questions of which form.

Those of one's own stand in `OWN`, by name; nothing in a deck puts one there.
"""

from collections.abc import Mapping
from random import Random
from typing import Final, Protocol

from quizkit.errors import QuestionError
from quizkit.model import AnyForm, Form, Grade, Question
from quizkit.questions.forms import choice, cloze, flip, match, order, select, true_false, typed
from quizkit.questions.material import Material
from quizkit.questions.ownforms import OwnForm
from quizkit.questions.registered import put
from quizkit.questions.responses import Samples


class JudgingModule(Protocol):
    """What every module of `forms` holds."""

    FORM: Form

    def grade(self, question: Question, raw: str, *, material: Material) -> Grade:
        """Judge a response."""

    def samples(self, question: Question, material: Material) -> Samples:
        """Return responses for the test of all forms."""


class FormModule(JudgingModule, Protocol):
    """What the module of a form holds in which one facet is asked."""

    def suits(self, material: Material) -> bool:
        """Return whether a question can be asked in this form."""

    def ask(self, material: Material, *, rng: Random) -> Question:
        """Make the question."""


FORMS: Final[tuple[FormModule, ...]] = (choice, select, order, typed, cloze, true_false, flip)
"""The forms in which one facet is asked, in the order in which they are tried if none is given."""

JUDGES: Final[Mapping[Form, JudgingModule]] = {
    module.FORM: module for module in (choice, select, order, match, typed, cloze, true_false, flip)
}
"""The modules of all forms."""


OWN: Final[dict[str, OwnForm]] = {}
"""The forms of one's own, by name."""


def add(form: OwnForm) -> None:
    """Register a form of one's own.

    Raises:
        ExtensionError: If another has its name.
    """
    put(OWN, form.NAME, form, what="form")


def named(word: str) -> AnyForm:
    """Return what a word stands for: one of quizkit's forms, else the name of one's own.

    >>> named("true-false"), named("anagram")
    (<Form.TRUE_FALSE: 'true-false'>, 'anagram')
    """
    return next((form for form in Form if form.value == word), word)


def word_of(form: AnyForm) -> str:
    """Return the word for a form."""
    return form if isinstance(form, str) else form.value


def shape_of(form: AnyForm) -> Form:
    """Return the shape of a form's answers, which logs, formats and front ends know.

    Raises:
        QuestionError: If a form of one's own is not registered.
    """
    return form if isinstance(form, Form) else own_of(form).FORM


def own_of(name: str) -> OwnForm:
    """Return a form of one's own.

    Raises:
        QuestionError: If it is not registered.
    """
    found = OWN.get(name)
    if found is None:
        known = ", ".join(OWN) or "none"
        raise QuestionError(f"no form {name} is registered; of one's own there are: {known}")
    return found


def judge_of(question: Question) -> JudgingModule:
    """Return what judges a question; where the form that made it is gone, what judges its shape."""
    return OWN.get(question.variant) or JUDGES[question.form]


def module_of(form: AnyForm) -> FormModule:
    """Return the module of a form in which one facet is asked.

    Raises:
        QuestionError: If the form asks several facets at once, or is not registered.
    """
    if isinstance(form, str):
        return own_of(form)
    for module in FORMS:
        if module.FORM is form:
            return module
    raise QuestionError(f"the form {form.value} asks several facets at once")
