"""The entry point: answers `--help` and `--version` from a text file, hands on everything else.

It imports nothing but `sys` until it must, so that both cost hardly more than an empty program.
"""

import sys

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
    if name is None:
        from quizkit.cli.main import run

        return run(sys.argv[1:])
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


if __name__ == "__main__":
    sys.exit(main())
