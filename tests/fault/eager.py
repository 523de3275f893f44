"""The command line with one fault planted: it says "Saved" before anything is."""

import sys

from quizkit.cli.main import run
from quizkit.cli.plain import Plain
from quizkit.model import Answer

honest = Plain._do


def eager(plain, action):
    if isinstance(action, Answer):
        plain.say("Saved as Good, too early.")
    honest(plain, action)


if __name__ == "__main__":
    Plain._do = eager
    sys.exit(run(sys.argv[1:]))
