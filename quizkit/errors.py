"""The exceptions of quizkit, each for a caller's next decision.

::

    QuizkitError            base, never raised itself
    |-- DeckError           a file cannot become a deck               .problems
    |-- FormatError         a foreign file cannot be read or written  .path .problems
    |-- SettingsError       a settings file or value is wrong         .problems
    |-- ArgumentError       an argument is not as wanted (ValueError) .argument
    |   `-- ArgumentTypeError   it is of another type (TypeError)
    |-- QuestionError       this facet cannot be asked in this way    .facet
    |-- ResponseError       the input is not of the form's shape      .form .raw
    |-- MissingExtraError   an optional part is not installed         .extra
    |-- ExtensionError      a form, check or format of one's own fails  .name .package
    |-- FitError            a fit of the memory model has no result
    |-- SyncError           the other side cannot be reached, or refuses  .place
    |-- JobError            the parts of a job do not make one result .place
    `-- StoreError          locked, newer, full, read-only, damaged   .path

What is wrong *inside* a deck is a value (`quizkit.model.Problem`), not an exception.

In a notebook an error is a few lines: the line of one's own that led to it, what is wrong, and
its problems as a table; where there is no IPython, the table stands below the traceback. The
traceback itself is there for `%debug` and in `error.__traceback__`.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, Self

from quizkit.text import visible, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

    from quizkit.model import Problem

MOST_SHOWN: Final = 20
"""Problems that an error shows as it is raised; `error.problems` has them all."""

_LONGEST: Final = 60
_WIDEST: Final = 72
_HUGE: Final = 10**_LONGEST


class QuizkitError(Exception):
    """Base of all errors that quizkit raises on purpose; never raised itself.

    >>> issubclass(StoreError, QuizkitError)
    True
    """

    def __str__(self) -> str:
        """Return what is wrong; of a foreign text nothing commands a terminal or hides."""
        return visible(super().__str__(), keep_lines=True)

    def _render_traceback_(self) -> list[str]:
        """Return the lines that IPython and Jupyter print in place of a traceback."""
        told = (f"{type(self).__name__}: {self}", *getattr(self, "__notes__", ()))
        lines = [visible(str(each), keep_lines=True) for each in told]
        return [*_own_line(self.__traceback__), *lines]


class _WithProblems(QuizkitError):
    """Base of the errors that bring problems along; these are its notes, as a table."""

    def __init__(self, message: str, problems: "Sequence[Problem]") -> None:
        super().__init__(message)
        self.problems = tuple(problems)
        for line in _told(message, self.problems):
            self.add_note(line)


class DeckError(_WithProblems):
    """Raised when a file cannot become a deck.

    Attributes:
        problems: All that was found, at least one; empty only where no file could be read.

    >>> import quizkit as qk
    >>> try:
    ...     qk.load("no-such-deck")
    ... except DeckError as error:
    ...     print(error)
    there is no deck no-such-deck; ...
    """

    def __init__(self, message: str, problems: "Sequence[Problem]" = ()) -> None:
        super().__init__(message, problems)


class FormatError(_WithProblems):
    """Raised when a file of another format cannot be read, or what it says cannot be taken.

    Attributes:
        path: The file, or "".
        problems: What was found, where there is more to say than one sentence.

    >>> import quizkit as qk
    >>> try:
    ...     qk.items("no-such-file.jsonl")
    ... except FormatError as error:
    ...     error.path
    'no-such-file.jsonl'
    """

    def __init__(self, message: str, path: str = "", *, problems: "Sequence[Problem]" = ()) -> None:
        super().__init__(message, problems)
        self.path = path


class SettingsError(QuizkitError):
    """Raised when a settings file, an environment variable or an option holds a wrong value.

    Attributes:
        problems: What was found, one sentence each.

    >>> from quizkit.settings.table import known
    >>> known("minuts")
    Traceback (most recent call last):
    quizkit.errors.SettingsError: there is no setting "minuts"; did you mean "minutes"?
    """

    def __init__(self, message: str, problems: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class ArgumentError(QuizkitError, ValueError):
    """Raised when an argument is not as wanted: says what was given, and what is wanted.

    Attributes:
        argument: Its name, or "".

    >>> ArgumentError.of("n", -1, "a whole number from 0")
    ArgumentError('n is -1, wanted a whole number from 0')
    """

    def __init__(self, message: str, argument: str = "") -> None:
        super().__init__(message)
        self.argument = argument

    @classmethod
    def of(cls, argument: str, given: object, wanted: str, *, meant: str | None = None) -> Self:
        """Return the error of an argument.

        Args:
            argument: Its name.
            given: Its value.
            wanted: What it may be, in words.
            meant: What was probably meant, or None.

        >>> print(ArgumentError.of("form", "chioce", "one of choice, typed", meant="choice"))
        form is 'chioce', wanted one of choice, typed; did you mean 'choice'?
        """
        told = f"{argument} is {shown(given)}, wanted {wanted}"
        return cls(told + (f"; did you mean {meant!r}?" if meant else ""), argument)


class ArgumentTypeError(ArgumentError, TypeError):
    """Raised when an argument is of another type than wanted.

    >>> import quizkit as qk
    >>> qk.quiz("vietnam-us")
    Traceback (most recent call last):
    quizkit.errors.ArgumentTypeError: deck is 'vietnam-us', ...
    """


class QuestionError(QuizkitError):
    """Raised when a facet cannot be asked in the form that was wanted.

    Attributes:
        facet: Its id.

    >>> QuestionError("it is never asked", "rivers/huong#city").facet
    'rivers/huong#city'
    """

    def __init__(self, message: str, facet: str = "") -> None:
        super().__init__(message)
        self.facet = facet


class ResponseError(QuizkitError):
    """Raised when a response is not of the form's shape; nothing is counted, ask again.

    Attributes:
        form: The form, as a word.
        raw: What was given.

    >>> import quizkit as qk
    >>> try:
    ...     qk.quiz(qk.load("spaced-learning"), n=1, seed=7).submit("9")
    ... except ResponseError as error:
    ...     error.form, error.raw
    ('choice', '9')
    """

    def __init__(self, message: str, form: str = "", raw: str = "") -> None:
        super().__init__(message)
        self.form = form
        self.raw = raw


class MissingExtraError(QuizkitError):
    """Raised when an optional part of quizkit is needed and not installed; names the command.

    Attributes:
        extra: Its name, as in `pip install "quizkit[fit]"`.

    >>> print(MissingExtraError("plots need Altair", "notebook"))
    plots need Altair; install it with: pip install "quizkit[notebook]"
    """

    def __init__(self, message: str, extra: str) -> None:
        super().__init__(f'{message}; install it with: pip install "quizkit[{extra}]"')
        self.extra = extra


class ExtensionError(QuizkitError):
    """Raised when a form, check or format of somebody's own code cannot be used, or fails.

    Attributes:
        name: Its name.
        package: The installed package that it is from, with its version, or "".

    >>> error = ExtensionError("the form fails", "riddle", package="riddles 1.0")
    >>> error.name, error.package
    ('riddle', 'riddles 1.0')
    """

    def __init__(self, message: str, name: str = "", *, package: str = "") -> None:
        super().__init__(message)
        self.name = name
        self.package = package


class FitError(QuizkitError):
    """Raised when a fit of the memory model ends without a result, or not in time."""


class SyncError(QuizkitError):
    """Raised when the other side of a sync cannot be reached or read, or refuses.

    Nothing is lost by it: what was exchanged before stays, and the same sync may be run again.

    Attributes:
        place: The folder, or the host and database; never a password.

    >>> SyncError("there is no folder /media/stick", "/media/stick").place
    '/media/stick'
    """

    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(message)
        self.place = place


class JobError(QuizkitError):
    """Raised when shards or parts of a job are missing, damaged, or do not belong together.

    Attributes:
        place: The file or folder.

    >>> JobError("shard 3 of 64 is not as the manifest says", "answers/shard-003.parquet").place
    'answers/shard-003.parquet'
    """

    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(message)
        self.place = place


class StoreError(QuizkitError):
    """Raised when the log cannot be opened or written: locked, newer, full, read-only, damaged.

    Attributes:
        path: The file.

    >>> import quizkit as qk
    >>> try:
    ...     qk.open_log("no-such-folder/me.db").to_dicts()
    ... except StoreError as error:
    ...     error.path
    'no-such-folder/me.db'
    """

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.path = path


def shown(given: object) -> str:
    """Return a value that was given, as a message names it: short, on one line, visible.

    >>> shown("vietnam-us"), shown(None), shown({"a": 1}), shown("x" * 99)[-5:]
    ("'vietnam-us'", 'None', 'a dict', 'xx...')
    """
    is_short = isinstance(given, str | float) or (isinstance(given, int) and abs(given) < _HUGE)
    if given is None or is_short:
        text = visible(repr(given[: _LONGEST + 1] if isinstance(given, str) else given))
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."
    name = type(given).__name__
    return f"{'an' if name[0] in 'AEIOUaeiou' else 'a'} {name}"


def _told(message: str, problems: "Sequence[Problem]") -> Iterator[str]:
    """Yield what an error says of its problems: a table, or for one the help alone."""
    if len(problems) == 1 and problems[0].message in message:
        hints = (note for note in problems[0].notes if note.kind == "help")
        yield from (f"help: {visible(note.text)}" for note in hints)
        return
    yield from aligned(problems)


def aligned(problems: "Sequence[Problem]") -> Iterator[str]:
    r"""Yield problems as lines of a table: severity, code, place, message; the first 20.

    >>> from quizkit.model import Location, Problem, Severity
    >>> found = [Problem("QK005", Severity.FATAL, "no `language`", Location("a.yaml", 12)),
    ...          Problem("QK202", Severity.WARNING, "given twice", Location("a.yaml", 3, 11))]
    >>> print(*aligned(found), sep="\n")
    error    QK005  a.yaml:12:1  no `language`
    warning  QK202  a.yaml:3:11  given twice
    """
    rows = [
        (each.severity.word, each.code, _place(each), visible(each.message))
        for each in islice(problems, MOST_SHOWN)
    ]
    wide = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for *cells, message in rows:
        padded = (
            cell + " " * (size - width(cell)) for cell, size in zip(cells, wide, strict=False)
        )
        yield "  ".join((*padded, message))
    if len(problems) > MOST_SHOWN:
        yield f"and {len(problems) - MOST_SHOWN} more: error.problems"


def _place(problem: "Problem") -> str:
    at = problem.at
    if at.path and not at.column:  # a row and a column of a frame, in words
        return visible(at.path)
    return f"{visible(at.path)}:{at.line}:{at.column}" if at.path else "-"


def _own_line(trace: "TracebackType | None") -> Iterator[str]:
    """Yield the innermost line that is not quizkit's: where in one's own code it happened."""
    from linecache import getline  # noqa: PLC0415  # only once something went wrong

    found = None
    while trace is not None:
        if not str(trace.tb_frame.f_globals.get("__name__")).startswith("quizkit."):
            found = trace
        trace = trace.tb_next
    if found is not None:
        source = getline(found.tb_frame.f_code.co_filename, found.tb_lineno)
        if source := visible(source.strip()):
            cut = source if len(source) <= _WIDEST else f"{source[: _WIDEST - 3]}..."
            yield f"line {found.tb_lineno}: {cut}"
