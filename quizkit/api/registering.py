"""One's own form, check or format, registered in one's own code."""

from typing import Any, TypeVar

from quizkit.errors import ArgumentError

T = TypeVar("T")

KINDS = {"CODE": "check", "SHAPE": "form", "SUFFIX": "format"}
"""What only a check, a form or a format has."""


def register(thing: T) -> T:
    """Register a form, a check or a format of one's own, and return it; serves as a decorator.

    A thing is a module, an object, or a class that needs no arguments. By what it has it is

    - a form: `NAME` (its word, such as "anagram"), `SHAPE` (a `Form`: how it is answered),
      `suits(material)`, `ask(material, *, rng)`, `grade(question, raw, *, material)`,
      `samples(question, material)`. It is asked wherever a form can be wished by name.
    - a check: `CODE` (such as "ABC101"), `SEVERITY`, `PROFILE`, `find(context)`, and a docstring,
      which is its page. It looks at a deck with all other checks.
    - a format: `NAME`, `SUFFIX` (such as ".aiken"), `write(posing)` or `read(files, path, intake)`;
      may say `CALLED`, `SAYS` and in `ORDER` the forms that it can hold.

    Everything that such a thing needs can be imported from `quizkit.api.extending`. Registered
    again, as when a cell of a notebook runs twice, it takes the place of what it was before. What
    packages bring by entry point needs no call (groups `quizkit.forms`, `quizkit.checks`,
    `quizkit.formats`). A deck can neither name nor load any of them.

    Args:
        thing: What to register.

    Raises:
        ArgumentError: If it is none of the three.
        ExtensionError: If a part of it is missing or not as wanted, or its name is taken.

    >>> from quizkit.api.extending import Form, typed
    >>> @register
    ... class Anagram:
    ...     NAME, SHAPE = "anagram", Form.TYPED
    ...     grade, samples = staticmethod(typed.grade), staticmethod(typed.samples)
    ...     def suits(self, material):
    ...         return typed.suits(material)
    ...     def ask(self, material, *, rng):
    ...         question = typed.ask(material, rng=rng)
    ...         letters = "".join(rng.sample(question.answer, len(question.answer)))
    ...         return question._replace(stem=f"{question.stem} ({letters})")
    >>> from quizkit.api.deck import load
    >>> load("vietnam-us").questions(1, seed=7, form="anagram")[0].variant
    'anagram'
    >>> unregister("anagram")
    """
    found = [what for part, what in KINDS.items() if hasattr(thing, part)]
    if len(found) != 1:
        raise ArgumentError.of(
            "thing",
            thing,
            "a form (with NAME and SHAPE), a check (with CODE) or a format (with NAME and SUFFIX)",
        )
    _add(thing, found[0])
    return thing


def _add(thing: Any, what: str) -> None:
    match what:
        case "form":
            from quizkit.questions.formlist import add as add_form
            from quizkit.questions.ownforms import OwnForm

            add_form(OwnForm(thing))
        case "check":
            from quizkit.checks.own import OwnRule
            from quizkit.checks.own import add as add_check

            add_check(OwnRule(thing))
        case _:
            from quizkit.formats.formatlist import add as add_format
            from quizkit.formats.ownformats import OwnFormat

            add_format(OwnFormat(thing))


def unregister(name: str) -> None:
    """Take back what was registered under a name.

    Args:
        name: The name of a form or format, or the code of a check.

    Raises:
        ArgumentError: If nothing has it, with what is registered.

    >>> unregister("never registered")
    Traceback (most recent call last):
    quizkit.errors.ArgumentError: name is 'never registered', wanted what is registered: ...
    """
    from quizkit.checks.own import OWN as CHECKS
    from quizkit.formats.formatlist import OWN as FORMATS
    from quizkit.questions.formlist import OWN as FORMS

    found = [own for own in (FORMS, CHECKS, FORMATS) if name in own]
    if not found:
        known = ", ".join((*FORMS, *CHECKS, *FORMATS)) or "nothing is"
        raise ArgumentError.of("name", name, f"what is registered: {known}")
    for own in found:
        del own[name]
