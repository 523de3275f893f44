"""The entry point: answers `--help` and `--version` from a text file, hands on everything else.

It imports nothing but `sys` until it must, so that both cost hardly more than an empty program.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from quizkit.practice.desk import Desk
    from quizkit.practice.opening import Closed, Opening

_TEXTS = {
    (): "help.txt",
    ("-h",): "help.txt",
    ("--help",): "help.txt",
    ("--version",): "version.txt",
}


def main() -> int:
    """Run the command line in `sys.argv` and return the exit code [0..143].

    The codes are listed in `quizkit.cli.exits`.
    """
    name = _TEXTS.get(tuple(sys.argv[1:]))
    if name is None or (len(sys.argv) < 2 and (_is_terminal() or _is_completing())):
        from quizkit.cli.main import run

        return run(sys.argv[1:], screens, serve)
    with open(__file__[: -len("__main__.py")] + "cli/" + name, encoding="utf-8") as file:  # noqa: PTH123  # pathlib is not cheap
        text = file.read()
    if sys.stdout is None:
        return 0
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        from quizkit.cli.exits import code_of
        from quizkit.cli.out import Out

        return code_of(error, Out("auto", {}))
    return 0


def _is_terminal() -> bool:
    """Return whether somebody sits there, to whom home can be shown."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams)


def _is_completing() -> bool:
    """Return whether a shell asks what may stand on its command line."""
    import os

    return "_QUIZKIT_COMPLETE" in os.environ


def screens(desk: "Desk", opening: "Opening") -> "Closed":
    """Open the screens; the command line knows no more of them."""
    from quizkit.tui import start

    return start(desk, opening)


def serve(desk: "Desk") -> int:
    """Answer an editor; the command line knows no more of it."""
    from quizkit.lsp import serve as answer

    return answer(desk)


if __name__ == "__main__":
    sys.exit(main())
