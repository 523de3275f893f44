"""The learners of a folder of line files: who is in which file, then one learner after the other.

Such a folder is anybody's work: a file may hold lines of several learners, copies that a folder
sync made, half lines and lines that are no events.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from quizkit.errors import SyncError
from quizkit.store.event import EventError
from quizkit.store.files import FILES
from quizkit.store.linefile import read_file
from quizkit.store.lines import line_files
from quizkit.store.story import Proved, Story, prove, story_of
from quizkit.store.sync.shelf import identified
from quizkit.store.sync.trouble import reading
from quizkit.store.take import NAMED, Offered
from quizkit.text import visible

EVENTS: Final = "events"
"""The folder within a store's copies or an export that holds the devices' folders."""

_OPEN: Final = "-open"


class _Found(NamedTuple):
    """Who is in which files, and the lines of which nobody can tell whose they are."""

    files: dict[str, list[Path]]
    damaged: int
    faults: tuple[str, ...]


def folder_stories(
    folder: Path, learner: str | None, *, tick: Callable[[int, int], None]
) -> Iterator[Story]:
    """Yield the stories of a folder's learners, ascending by id.

    Damaged lines are told with the first story: nobody knows whose they were.

    Args:
        folder: What holds the devices' folders, or has a folder `events` that does.
        learner: Only this one; None: all.
        tick: Is called with how many learners are done, and how many there are.

    Raises:
        SyncError: If it cannot be read, or holds no events, or none of the learner.
    """
    with reading(folder):
        found = _look(folder)
    if not found.files:
        raise SyncError(_nothing(folder, found.damaged), str(folder))
    if learner is not None and learner not in found.files:
        some = ", ".join(sorted(found.files)[:5])
        message = f"{folder} holds no answers of {visible(learner)}; it has {some}"
        raise SyncError(message, str(folder))
    chosen = sorted(found.files if learner is None else {learner})
    for done, who in enumerate(chosen, 1):
        with reading(folder):
            proved = prove(_lines(folder, found.files[who], who), who)
        if done == 1:
            faults = (*found.faults, *proved.faults)[:NAMED]
            proved = Proved(proved.events, proved.damaged + found.damaged, faults)
        yield story_of(who, proved)
        tick(done, len(chosen))


def _nothing(folder: Path, damaged: int) -> str:
    if damaged:
        return f"not one event can be read in {folder}, {damaged} lines are damaged; name another"
    return (
        f"there are no answers in {folder}: wanted is a folder that `quizkit sync` or "
        "`quizkit log export` wrote, or the file of a log"
    )


def _look(folder: Path) -> _Found:
    """Look through all files once."""
    files: dict[str, list[Path]] = {}
    damaged = 0
    faults: list[str] = []
    for root in (folder, folder / EVENTS):
        for name in line_files(root):
            path = root / name
            whose, told = _whose(path, path.relative_to(folder).as_posix())
            for who in whose:
                files.setdefault(who, []).append(path)
            damaged += len(told)
            faults += told[: NAMED - len(faults)]
    return _Found(files, damaged, tuple(faults))


def _whose(path: Path, place: str) -> tuple[set[str], list[str]]:
    """Return the learners of a file's lines, and its damaged lines with what is wrong."""
    content = read_file(path, FILES)
    whose: set[str] = set()
    faults: list[str] = []
    for line in content.lines:
        fault = line.fault
        if not fault:
            try:
                whose.add(identified(line.data, line.id)[1])
            except EventError as error:
                fault = str(error)
        if fault:
            faults.append(f"{place}:{line.number}: {fault}")
    # Half a line is no damage where a device is just writing: at the end of its open file.
    if content.end < content.size and _OPEN not in path.stem:
        faults.append(f"{place}:{len(content.lines) + 1}: half a line")
    return whose, faults


def _lines(folder: Path, paths: list[Path], learner: str) -> Iterator[Offered]:
    """Yield the sound lines of a learner."""
    for path in paths:
        place = path.relative_to(folder).as_posix()
        for line in read_file(path, FILES).lines:
            if not line.fault and _is_of(line.data, line.id, learner):
                yield Offered(line.id, line.data, f"{place}:{line.number}")


def _is_of(data: bytes, id_: str, learner: str) -> bool:
    try:
        return identified(data, id_)[1] == learner
    except EventError:
        return False
