"""A learner for each story, and the command line."""

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizkit.cli.main import run
from tests.stories.people import Learner


@pytest.fixture
def mai(tmp_path: Path) -> Iterator[Learner]:
    """Return somebody who has not answered anything yet."""
    learner = Learner(tmp_path)
    yield learner
    learner.log.close()


@pytest.fixture
def quizkit(
    mai: Learner, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """Return a function that calls the command line as the learner does and returns its output."""

    def called(*argv: str, stdin: str = "") -> str:
        monkeypatch.chdir(mai.folder)
        monkeypatch.setenv("QUIZKIT_NOW", mai.now)
        monkeypatch.setenv("QUIZKIT_LOG", str(mai.log.path))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        code = run(argv)
        out, err = capsys.readouterr()
        assert code in (0, 1), err
        return out

    return called
