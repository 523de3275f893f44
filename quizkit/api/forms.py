"""A form by its word: one of quizkit's, one's own, or one of an installed package."""

from quizkit.api import arguments
from quizkit.model import AnyForm, Form
from quizkit.practice.extensions import form_named, form_words


def any_form(form: object) -> AnyForm:
    """Return a form by its word.

    Raises:
        ArgumentError: If there is none, with those there are.
        ExtensionError: If a package has a form of that name which cannot be used.

    >>> any_form("true-false")
    <Form.TRUE_FALSE: 'true-false'>
    """
    if isinstance(form, Form):
        return form
    found = form_named(form) if isinstance(form, str) else None
    if found is not None:
        return found
    arguments.one_of("form", form, form_words())
    return str(form)
