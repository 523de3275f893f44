"""Fixtures of the store's tests."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

NOBODY = 65534


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that others may enter; pytest's own are closed to them."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def as_nobody(request: pytest.FixtureRequest) -> Callable[[Callable[[], str]], str]:
    """Return a function that runs another without root's rights and returns its text.

    Root may write everywhere, so the work is done in a child that is somebody else.
    """
    if os.name != "posix":
        pytest.skip("modes of folders are a matter of POSIX")

    def run(work: Callable[[], str]) -> str:
        reading, writing = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # forking beside threads
            child = os.fork()
        if child == 0:
            _report(work, writing)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            said = pipe.read()
        os.waitpid(child, 0)
        return said

    return run


def _report(work: Callable[[], str], writing: int) -> None:
    said = "died"
    try:
        if os.geteuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        said = work()
    except BaseException as error:
        said = f"{type(error).__name__}: {error}"
    finally:
        os.write(writing, said.encode())
        os._exit(0)
