"""Three learners, two devices each, one server, a teacher, and a cluster for all of it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from quizkit.decks import load
from quizkit.decks.library import bundled
from quizkit.questions.ask import Asker
from quizkit.store.log import open_log
from tests import servers
from tests.analysis.jobs.clusters import Processes
from tests.practice.desks import START
from tests.practice.pupils import study

pytestmark = [pytest.mark.postgres, pytest.mark.fault, pytest.mark.slow, pytest.mark.timeout(400)]

ROOT = Path(__file__).parents[2]
DECK = "spaced-learning"
SKILLS = {"mai": 0.9, "an": 0.8, "hoa": 0.65}


class Device(NamedTuple):
    """A computer with a home of its own, on which quizkit is started anew for each command."""

    home: Path
    passwords: Path

    def __call__(self, *words: str, code: int = 0) -> str:
        environ = {name: each for name, each in os.environ.items() if not name.startswith("XDG_")}
        environ |= {
            "HOME": str(self.home),
            "PGPASSFILE": str(self.passwords),
            "PYTHONPATH": str(ROOT),
            "QUIZKIT_NOW": START.isoformat(),
        }
        done = subprocess.run(
            [sys.executable, "-m", "quizkit", *words],
            env=environ,
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )
        assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    @property
    def log(self) -> Path:
        return self.home / ".local/share/quizkit/log.db"

    def study(self, asker: Asker, *, skill: float, days: int, before: int = 0) -> None:
        """Study offline, up to some days before today."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with open_log(self.log, copies=True) as log:
            study(log, asker, skill=skill, days=days, answers=25, ends=before)

    def due(self) -> list[dict[str, object]]:
        """Return what waits on which day, and of each fact what is known and when it is due."""
        told = self("due", "--by", "day", "--json") + self("facts", DECK, "--json")
        found = [json.loads(line) for line in told.splitlines()]
        return [{name: each[name] for name in each if name != "at"} for each in found]


class School(NamedTuple):
    """A class server, its teacher and the devices of its pupils."""

    database: servers.Database
    teacher: Device
    pupils: dict[str, tuple[Device, Device]]


@pytest.fixture(scope="module")
def asker() -> Asker:
    return Asker(load(bundled() / DECK))


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    folder = tmp_path_factory.mktemp("school")

    def device(name: str) -> Device:
        home = folder / name
        home.mkdir()
        return Device(home, folder / "pgpass")

    with servers.shared().database() as database:
        database.add("tran", "10A", is_teacher=True)
        for login in SKILLS:
            database.add(login, "10A")
        database.passfile(folder / "pgpass")
        pupils = {login: (device(f"{login}-1"), device(f"{login}-2")) for login in SKILLS}
        yield School(database, device("teacher"), pupils)


def test_a_school(school: School, asker: Asker, tmp_path: Path) -> None:
    """Offline for a while, then all agree; the teacher sees what fails; a cluster fits the same."""
    for login, (first, second) in school.pupils.items():
        at = school.database.address(login)
        skill = SKILLS[login]
        first.study(asker, skill=skill, days=30, before=6)
        first("sync", at)
        if login == "hoa":  # began apart
            second.study(asker, skill=skill, days=2, before=4)
            second("sync", at, code=3)
            second("sync", at, "--join")
        else:
            second("sync", at)
        first.study(asker, skill=skill, days=4, before=1)
        second.study(asker, skill=skill, days=3)
        for each in (second, first, second):
            each("sync", at)
        assert first.due() == second.due()
        assert first.due()[0]["days"]

    tran, at = school.teacher, school.database.address("tran")
    items = json.loads(tran("items", DECK, "--from", at, "--class", "10A", "--json"))
    assert items["learners"] == 3
    assert len(items["questions"]) > 50
    assert "10A" in tran("class", "report", at, DECK, "--class", "10A", "--date", "2026-06-20")

    shards, laptop, cluster = tmp_path / "shards", tmp_path / "laptop", tmp_path / "cluster"
    tran("log", "export", str(shards), "--shards", "4", "--from", at)
    tran("job", "fit", str(shards), "-o", str(laptop))
    work = tmp_path / "work"
    work.mkdir()
    processes = Processes(work)
    try:
        processes.work()
        processes.work()
        tran("job", "fit", str(shards), "-o", str(cluster), "--on", processes.on)
    finally:
        processes.stop()
    one, other = (json.loads((each / "result.json").read_text()) for each in (laptop, cluster))
    assert one["result"] == other["result"]
    assert one["learners"] == 3
    assert rows(laptop) == rows(cluster)


def rows(out: Path) -> list[tuple[object, ...]]:
    """Return the weights of all learners."""
    import duckdb

    with duckdb.connect() as connection:
        found = connection.execute("FROM read_parquet(?)", [str(out / "result.parquet")])
        return sorted(found.fetchall())
