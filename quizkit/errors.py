"""The exceptions of quizkit, each for a caller's next decision.

::

    QuizkitError            base, never raised itself
    |-- DeckError           a file cannot become a deck               .problems
    |-- FormatError         a foreign file cannot be read or written  .path .problems
    |-- SettingsError       a settings file or value is wrong         .problems
    |-- QuestionError       this facet cannot be asked in this way    .facet
    |-- ResponseError       the input is not of the form's shape      .form .raw
    |-- MissingExtraError   an optional part is not installed         .extra
    |-- FitError            a fit of the memory model has no result
    `-- StoreError          locked, newer, full, read-only, damaged   .path

What is wrong *inside* a deck is a value (`quizkit.model.Problem`), not an exception.
"""

from collections.abc import Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from quizkit.model import Problem


class QuizkitError(Exception):
    """Base of all errors that quizkit raises on purpose; never raised itself."""


class DeckError(QuizkitError):
    """Raised when a file cannot become a deck.

    Attributes:
        problems: All that was found, at least one; empty only where no file could be read.
    """

    def __init__(self, message: str, problems: "Sequence[Problem]" = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class FormatError(QuizkitError):
    """Raised when a file of another format cannot be read, or what it says cannot be taken.

    Attributes:
        path: The file, or "".
        problems: What was found, where there is more to say than one sentence.
    """

    def __init__(self, message: str, path: str = "", *, problems: "Sequence[Problem]" = ()) -> None:
        super().__init__(message)
        self.path = path
        self.problems = tuple(problems)


class SettingsError(QuizkitError):
    """Raised when a settings file, an environment variable or an option holds a wrong value.

    Attributes:
        problems: What was found, one sentence each.
    """

    def __init__(self, message: str, problems: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class QuestionError(QuizkitError):
    """Raised when a facet cannot be asked in the form that was wanted.

    Attributes:
        facet: Its id.
    """

    def __init__(self, message: str, facet: str = "") -> None:
        super().__init__(message)
        self.facet = facet


class ResponseError(QuizkitError):
    """Raised when a response is not of the form's shape; nothing is counted, ask again.

    Attributes:
        form: The form, as a word.
        raw: What was given.
    """

    def __init__(self, message: str, form: str = "", raw: str = "") -> None:
        super().__init__(message)
        self.form = form
        self.raw = raw


class MissingExtraError(QuizkitError):
    """Raised when an optional part of quizkit is needed and not installed; names the command.

    Attributes:
        extra: Its name, as in `pip install "quizkit[fit]"`.
    """

    def __init__(self, message: str, extra: str) -> None:
        super().__init__(f'{message}; install it with: pip install "quizkit[{extra}]"')
        self.extra = extra


class FitError(QuizkitError):
    """Raised when a fit of the memory model ends without a result, or not in time."""


class StoreError(QuizkitError):
    """Raised when the log cannot be opened or written: locked, newer, full, read-only, damaged.

    Attributes:
        path: The file.
    """

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.path = path
