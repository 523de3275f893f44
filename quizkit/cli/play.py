"""A sitting or a quiz in line mode, on the streams of this process."""

import io
import sys
from collections.abc import Iterable, Iterator

from quizkit.cli.exits import NoInput, Stopped
from quizkit.cli.frame import Cli
from quizkit.cli.out import fitted
from quizkit.cli.plain import NO_ANSWER, Plain, Runner
from quizkit.model import EvidenceView


def play(cli: Cli, runner: Runner, *, on_stderr: bool = False) -> None:
    """Run to the end, on stdin and stdout.

    Args:
        cli: The frame.
        runner: A begun sitting or quiz.
        on_stderr: Stdout is wanted for data.

    Raises:
        NoInput: If there was not one answer.
        StoreError: If an answer cannot be saved; those before are.
    """
    out = sys.stderr if on_stderr else sys.stdout
    is_terminal = sys.stdin.isatty() and out.isatty()
    if sys.stdin.isatty() and not cli.interactive:
        message = "this needs answers; leave --no-input out, or give them on standard input"
        raise NoInput(message)
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    plain = Plain(
        runner,
        _waited_for(sys.stdin, runner),
        out,
        is_terminal=is_terminal,
        fit=lambda line: fitted(line, out),
        evidence=lambda: _evidence(runner),
    )
    try:
        code = plain.run()
    except (KeyboardInterrupt, Stopped):
        cli.out.tell("")
        cli.out.tell("Stopped. Every answer so far is saved.")
        raise
    if code == NO_ANSWER:
        message = "the input ended before the first answer"
        raise NoInput(message)


def _evidence(runner: Runner) -> EvidenceView | None:
    """Return what stands behind the answer on the screen of a sitting; a quiz does not tell."""
    from quizkit.practice.evidence import evidence
    from quizkit.practice.study import Study

    return evidence(runner) if isinstance(runner, Study) else None


def _waited_for(lines: Iterable[str], runner: Runner) -> Iterator[str]:
    """Yield lines, and do what can wait while the learner reads: write the second copy."""
    from quizkit.practice.study import Study

    source = iter(lines)
    while True:
        if isinstance(runner, Study):
            runner.rest()
        line = next(source, None)
        if line is None:
            return
        yield line
