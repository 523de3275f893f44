"""Exit codes, in one place: what an error means to the shell, and what people read.

====  ==============================================================
0     done (a closed pipe too)
1     the answer is no: problems found by `check`, pass mark missed, parts of a job that do not fit
2     usage, or an optional part that is not installed
3     deck, file or settings missing, unreadable or too broken; output cannot be written
4     no suitable input
5     log locked, damaged, newer, full or read-only
70    internal error; a crash file is named
129   hung up; 130 interrupted; 143 terminated: progress is saved
====  ==============================================================
"""

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

import click

from quizkit.cli import streams
from quizkit.cli.out import Out, Styled
from quizkit.errors import (
    DeckError,
    ExtensionError,
    FormatError,
    JobError,
    MissingExtraError,
    QuestionError,
    QuizkitError,
    ResponseError,
    SettingsError,
    StoreError,
    SyncError,
)

REFUSED: Final = 1
USAGE: Final = 2
MISSING: Final = 3
NO_INPUT: Final = 4
STORE: Final = 5
INTERNAL: Final = 70
HUNG_UP: Final = 129
INTERRUPTED: Final = 130
TERMINATED: Final = 143

_OURS: Final[tuple[tuple[type[QuizkitError], int], ...]] = (
    (ResponseError, USAGE),
    (MissingExtraError, USAGE),
    (ExtensionError, USAGE),
    (DeckError, MISSING),
    (FormatError, MISSING),
    (SettingsError, MISSING),
    (QuestionError, MISSING),
    (SyncError, MISSING),
    (JobError, REFUSED),
    (StoreError, STORE),
)


class NotFound(click.ClickException):
    """Raised where what is named does not exist: a deck, a facet, a code."""

    exit_code = MISSING


class NotWritten(click.ClickException):
    """Raised where a file or folder that the user named cannot be written."""

    exit_code = MISSING


class NoInput(click.ClickException):
    """Raised where a command needs an answer that nobody can give."""

    exit_code = NO_INPUT


class Stopped(BaseException):
    """Raised by a signal that ends the program; not an Exception, so that nothing swallows it."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Turn a fault of what is to be written, not of the log, into `NotWritten`."""
    try:
        yield
    except StoreError as error:
        if not error.path.startswith(str(target.absolute())):
            raise
        raise NotWritten(str(error)) from error


@contextmanager
def signals() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the program in order; a signal that is ignored stays ignored."""
    before = {}
    for name, code in (("SIGTERM", TERMINATED), ("SIGHUP", HUNG_UP)):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            before[number] = signal.signal(number, _stopper(code))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stopper(code: int) -> Callable[[int, FrameType | None], NoReturn]:
    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        raise Stopped(code)

    return stop


def code_of(error: BaseException, out: Out) -> int:
    """Say what went wrong on stderr and return the exit code."""
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case Stopped():
            return error.code
        case KeyboardInterrupt() | click.Abort():
            return INTERRUPTED
        case BrokenPipeError():
            streams.close_quietly(sys.stdout)
            return 0
        case OSError() if streams.is_lost(error):
            streams.close_quietly(sys.stdout)
            out.fault(Styled("error", "red"), f": cannot write the output: {error.strerror}")
            return MISSING
        case click.ClickException():
            _say_usage(error, out)
            return error.exit_code
        case QuizkitError():
            return _say_ours(error, out)
        case _:
            return _say_internal(error, out)


def _say_usage(error: click.ClickException, out: Out) -> None:
    """Print click's message as it would, but clean."""
    context = getattr(error, "ctx", None)
    if context is not None:
        out.fault(context.get_usage())
        out.fault(f"Try '{context.command_path} --help' for help.")
    out.fault(Styled("error", "red"), ": ", _misplaced(error) or error.format_message())


def _misplaced(error: click.ClickException) -> str:
    """Return what is said of an option that stands behind the command and belongs before it."""
    context = error.ctx if isinstance(error, click.NoSuchOption) else None
    if not isinstance(error, click.NoSuchOption) or context is None or context.parent is None:
        return ""
    root = context.find_root()
    names = {name for each in root.command.params for name in each.opts}
    if error.option_name not in names:
        return ""
    command = context.command_path.removeprefix(f"{root.command_path} ")
    said = f"{root.command_path} {error.option_name} .. {command}"
    return f"{error.option_name} stands before the command: {said}"


def _say_ours(error: QuizkitError, out: Out) -> int:
    lines: Sequence[str] = [str(error)]
    if isinstance(error, DeckError) and error.problems:
        from quizkit.cli.report import print_problems

        print_problems(error.problems, out.fault)
        lines = ["this deck cannot be used; `quizkit check` tells the same, and the rest"]
    elif isinstance(error, FormatError) and error.problems:
        from quizkit.cli.report import print_problems

        print_problems(error.problems, out.fault)
    elif isinstance(error, SettingsError) and error.problems:
        lines = error.problems
    for line in lines:
        out.fault(Styled("error", "red"), ": ", line)
    return next((code for kind, code in _OURS if isinstance(error, kind)), INTERNAL)


def _say_internal(error: BaseException, out: Out) -> int:
    """Write a crash file and say where it is; never a traceback."""
    from quizkit.practice.crash import told, write_crash

    return say_internal(told(error, write_crash(error)), out)


def say_internal(lines: Sequence[str], out: Out) -> int:
    """Say on stderr that quizkit made a mistake, and where its crash file is."""
    first, *rest = lines
    out.fault(Styled("error", "red"), f": {first}")
    for line in rest:
        out.fault(line)
    return INTERNAL
