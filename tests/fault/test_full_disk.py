"""No room and no right to write: told, nothing lost, readable meanwhile, goes on afterwards.

Through the real command line: a small disk of its own where mounting is allowed, a limit on the
size of files everywhere on POSIX, and folders that may not be written by who is not root.
"""

import io
import json
import os
import resource
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, redirect_stdout, suppress
from pathlib import Path
from tempfile import TemporaryFile, mkdtemp
from typing import Any

import pytest

from quizkit.cli.main import run
from quizkit.store.doctor import examine
from quizkit.store.log import open_log
from tests.fault.kill import ROOT
from tests.fault.test_kill_study import HEAD

pytestmark = [
    pytest.mark.fault,
    pytest.mark.timeout(900),
    pytest.mark.skipif(os.name != "posix", reason="limits and modes are matters of POSIX"),
]

NOBODY = 65_534
SMALL = "size=600k"
LARGE = "size=20m"


class Home:
    """A learner's home, on a disk of its own, and the command line there.

    Args:
        folder: The disk.
        deck: A deck's file.
        before: Called in the child before the command runs.
    """

    def __init__(self, folder: Path, deck: Path, before: Callable[[], None] = lambda: None) -> None:
        self.folder = folder
        self.deck = deck
        self.before = before
        self.log = folder / "log.db"

    def call(self, *argv: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command to its end, in a child of this process."""
        with ExitStack() as stack:
            streams = [stack.enter_context(TemporaryFile("w+", encoding="utf-8")) for _ in range(3)]
            streams[0].write(stdin)
            streams[0].seek(0)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # forking beside threads
                child = os.fork()
            if child == 0:
                self._become(argv, streams)
            _, status = os.waitpid(child, 0)
            for stream in streams:
                stream.seek(0)
            code, out, err = os.waitstatus_to_exitcode(status), *streams[1:]
            return subprocess.CompletedProcess(argv, code, out.read(), err.read())

    def _become(self, argv: Sequence[str], streams: Sequence[Any]) -> None:
        code = 99
        try:
            os.environ.update(self.environ())
            self.before()
            sys.stdin, sys.stdout, sys.stderr = streams
            code = run(["--log", str(self.log), *argv])
        except BaseException as error:
            print(repr(error), file=sys.stderr)
        finally:
            for stream in streams:
                stream.flush()
            os._exit(code)

    def environ(self) -> Mapping[str, str]:
        """Return an environment in which everything is written to this disk."""
        places = {
            f"XDG_{name}_HOME": str(self.folder / name.lower())
            for name in ("DATA", "STATE", "CONFIG", "CACHE")
        }
        now = {"QUIZKIT_NOW": "2026-06-01T08:00:00+00:00"}
        return {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(self.folder), **places, **now}

    def study(self, answers: int = 25) -> tuple[int, int, str]:
        """Answer so often, and return the exit code, the answers shown as saved, and errors."""
        argv = ("study", str(self.deck), "--plain", "--minutes", "1000", "--extra", "new")
        done = self.call(*argv, stdin="2\n" * answers)
        shown = sum(line.startswith("Saved as") for line in done.stdout.splitlines())
        return done.returncode, shown, done.stderr

    def answers(self) -> int:
        """Return how many answers the command line finds in the log."""
        done = self.call("history", "--json")
        assert done.returncode == 0, done.stderr
        return len(done.stdout.splitlines())


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a deck, and run each command once, so that children find everything imported.

    Who is not root may not even read root's Python.
    """
    folder = tmp_path_factory.mktemp("deck")
    path = folder / "years.yaml"
    rows = "".join(f"    - {{name: Fair {n}, date: {1800 + n}}}\n" for n in range(120))
    path.write_text(HEAD + rows, encoding="utf-8")
    home = Home(folder / "home", path)
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()):
        for name, value in home.environ().items():
            patch.setenv(name, value)
        for argv in (["study", str(path)], ["history", "--json"], ["due"], ["doctor"]):
            patch.setattr(sys, "stdin", io.StringIO("2\n2\n"))
            run(["--log", str(home.log), *argv])
    return path


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Return a small disk."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = _mount(folder, SMALL)
    if mounted:
        pytest.skip(f"no disk may be mounted here: {mounted}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def _mount(folder: Path, options: str) -> str:
    try:
        argv = ["mount", "-t", "tmpfs", "-o", options, "none", str(folder)]
        return subprocess.run(argv, capture_output=True, text=True, check=False).stderr
    except OSError as error:
        return str(error)


def filled(home: Home) -> int:
    """Study until there is no room, and return the answers that were shown as saved."""
    shown = 0
    for _ in range(40):
        code, more, errors = home.study()
        shown += more
        if code:
            assert code == 5, errors
            assert "try again" in errors
            assert "Traceback" not in errors
            return shown
    pytest.fail("there was room for 40 sittings")


def readable(home: Home, shown: int, *, but: frozenset[str] = frozenset()) -> None:
    """See that everything that was shown is there, and can be read with no room left."""
    assert home.answers() >= shown
    assert home.call("due").returncode == 0
    doctor = home.call("doctor", "--json")
    wrong = {check["name"] for check in json.loads(doctor.stdout)["checks"] if not check["ok"]}
    assert wrong <= but, doctor.stdout


def test_a_full_disk_is_told_and_goes_on_with_room(
    disk: Path, deck: Path, figure: Callable[[str], None]
) -> None:
    home = Home(disk, deck)
    shown = filled(home)
    assert shown > 5
    readable(home, shown)
    code, more, errors = home.study(2)
    assert (code, more) == (5, 0), errors
    subprocess.run(["mount", "-o", f"remount,{LARGE}", str(disk)], check=True)
    code, more, errors = home.study(5)
    assert (code, more) == (0, 5), errors
    kept = home.answers()
    figure(f"full disk of 600 KB: {shown} answers shown, {kept - more} kept; {more} more with room")
    assert kept >= shown + more
    assert all(check.ok for check in examine(home.log))


LIMIT = 250_000
"""Largest file that a limited program may write [bytes]."""


def limit() -> None:
    """Let this process write no larger files."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT))


def test_a_limit_on_the_size_of_files_is_told_and_goes_on_without(
    tmp_path: Path, deck: Path, figure: Callable[[str], None]
) -> None:
    home = Home(tmp_path / "home", deck, limit)
    shown = filled(home)
    assert shown > 5
    home.before = lambda: None
    readable(home, shown)
    code, more, errors = home.study(5)
    assert (code, more) == (0, 5), errors
    figure(f"files of at most 250 KB: {shown} answers shown, {home.answers() - more} kept")
    assert home.answers() >= shown + more
    assert all(check.ok for check in examine(home.log))


def test_a_store_that_ignores_the_failed_commit_is_caught(tmp_path: Path, deck: Path) -> None:
    home = Home(tmp_path / "home", deck, limit)
    program = [sys.executable, str(Path(__file__).with_name("dishonest.py")), "deaf"]
    argv = ["--log", str(home.log), "study", str(deck), "--plain", "--minutes", "1000"]
    done = subprocess.run(
        [*program, *argv],
        input="2\n" * 50,
        capture_output=True,
        text=True,
        check=False,
        env=home.environ(),
        preexec_fn=limit,
    )
    shown = sum(line.startswith("Saved as") for line in done.stdout.splitlines())
    home.before = lambda: None
    assert home.answers() < shown


def give_up() -> None:
    """Become somebody who may not write everywhere; root may."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


@pytest.fixture
def shared(deck: Path) -> Iterator[Path]:
    """Return a folder that anybody may enter."""
    folder = Path(mkdtemp())
    folder.chmod(0o755)
    shutil.copy(deck, folder / "years.yaml")
    yield folder
    for path in (folder, *folder.rglob("*")):
        with suppress(OSError):
            path.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_that_may_not_be_written_is_told_and_read(
    shared: Path, figure: Callable[[str], None]
) -> None:
    home = Home(shared, shared / "years.yaml")
    code, shown, errors = home.study(5)
    assert (code, shown) == (0, 5), errors
    before = home.log.read_bytes()
    for path in (*shared.rglob("*"), shared):
        path.chmod(0o555 if path.is_dir() else 0o444)
    nobody = Home(shared, shared / "years.yaml", give_up)
    code, more, errors = nobody.study(5)
    assert (code, more) == (5, 0), errors
    assert "cannot be" in errors
    assert "Traceback" not in errors
    readable(nobody, shown, but=frozenset({"writable"}))
    assert home.log.read_bytes() == before
    for path in (shared, *shared.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    code, more, errors = home.study(5)
    assert (code, more) == (0, 5), errors
    figure(f"read-only folder: {shown} answers kept and read, {more} more with the right to write")
    with open_log(home.log) as log:
        assert sum(event.kind == "review" for event in log.events()) >= shown + more
