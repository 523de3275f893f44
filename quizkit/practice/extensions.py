"""Forms and checks of installed packages: loaded when they are wanted, never by a deck.

A form is loaded when somebody asks for it by name; checks are loaded before decks are checked.
Whatever cannot be used is told in one line, and everything else goes on. Where no package brings
any, looking for them is all that it costs.
"""

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from quizkit.errors import ExtensionError
from quizkit.settings import installed

if TYPE_CHECKING:
    from quizkit.model import AnyForm


def _take_form(thing: Any, package: str) -> tuple[str, Callable[[], None]]:
    from quizkit.questions.formlist import add
    from quizkit.questions.ownforms import OwnForm

    form = OwnForm(thing, package=package)
    return form.NAME, partial(add, form)


def _take_check(thing: Any, package: str) -> tuple[str, Callable[[], None]]:
    from quizkit.checks.own import OwnRule, add

    rule = OwnRule(thing, package=package)
    return rule.CODE, partial(add, rule)


FORMS: Final = installed.Installed(installed.FORMS, _take_form)
CHECKS: Final = installed.Installed(installed.CHECKS, _take_check)


def form_named(word: str) -> "AnyForm | None":
    """Return what a word stands for: a form of quizkit, one of one's own, or None.

    Only a word that stands for neither yet is looked for among installed packages.

    Raises:
        ExtensionError: If a package has a form of that name which cannot be used.
    """
    from quizkit.model import Form
    from quizkit.questions.formlist import OWN, named

    found = named(word)
    if isinstance(found, Form) or word in OWN:
        return found
    faults = FORMS.load(word)
    if word in OWN:
        return word
    if faults:
        raise ExtensionError(faults[0], word)
    return None


def form_words() -> tuple[str, ...]:
    """Return the words of all forms there are: quizkit's, one's own, those of packages."""
    from quizkit.model import Form
    from quizkit.questions.formlist import OWN

    words = (*(form.value for form in Form), *OWN, *FORMS.names)
    return tuple(dict.fromkeys(words))


def load_checks() -> tuple[str, ...]:
    """Load the checks of installed packages; return a line for each that cannot be used."""
    return CHECKS.load()


def has_own_checks() -> bool:
    """Return whether checks of one's own look at decks; nothing is loaded to know it."""
    own = sys.modules.get("quizkit.checks.own")  # a hundred rules: not for a check that is kept
    return bool(CHECKS.found) or bool(own and own.OWN)
