"""The list of forms: which module makes and judges the questions of which form."""

from collections.abc import Mapping
from random import Random
from typing import Final, Protocol

from quizkit.errors import QuestionError
from quizkit.model import Form, Grade, Question
from quizkit.questions.forms import choice, cloze, flip, match, order, select, true_false, typed
from quizkit.questions.material import Material
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


def module_of(form: Form) -> FormModule:
    """Return the module of a form in which one facet is asked.

    Raises:
        QuestionError: If the form asks several facets at once.
    """
    for module in FORMS:
        if module.FORM is form:
            return module
    raise QuestionError(f"the form {form.value} asks several facets at once")
