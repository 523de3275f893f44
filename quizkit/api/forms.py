"""A form by its word: one of quizkit's, one's own, or one of an installed package."""

from quizkit.api import arguments
from quizkit.model import AnyForm, Form
from quizkit.practice.extensions import form_named, form_words


def any_form(form: AnyForm) -> AnyForm:
    """Return a form by its word.

    Raises:
        ArgumentError: If there is none, with those there are.
        ExtensionError: If a package has a form of that name which cannot be used.

    >>> any_form("true-false")
    <Form.TRUE_FALSE: 'true-false'>
    """
    found = form if isinstance(form, Form) else None
    if isinstance(form, str):
        found = form_named(form)
    if found is None:
        arguments.one_of("form", form, form_words())
    return found or form
