"""A class that answers at full speed, each answer committed before the next.

    python -m tests.store.server.load HOW ADDRESS SECRET N FIRST LEARNERS SECONDS LOG

is one process with several learners, each with a connection. It stops after N answers a learner,
or after so many seconds, and then writes a line `LEARNER SEQ MS` for each answer whose commit
returned. HOW is "side": through `ServerSide`, a thread each, coming back when the server was gone;
or "timed": the same statement from one event loop, where no learner waits for another one's turn.
"""

import asyncio
import gc
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

from quizkit.errors import SyncError
from quizkit.store.server import connect
from quizkit.store.server import side as server_side
from quizkit.store.server.connect import connected
from quizkit.store.server.side import ServerSide
from quizkit.store.take import Offered
from tests.servers import Database
from tests.store.server.chains import review

PROCESSES = 2
PATIENCE = 30.0
"""How long a learner tries to come back [s]."""


class Answer(NamedTuple):
    """An answer whose commit returned.

    Attributes:
        learner: Whose.
        seq: Its number.
        ms: How long it took, from the call to its return [ms].
    """

    learner: str
    seq: int
    ms: float


def name(number: int) -> str:
    """Return login and learner by number."""
    return f"pupil{number:03}"


def enrol(database: Database, learners: int) -> None:
    """Add pupils in one go: all with the administrator's password hash, so that it is quick."""
    with database.connect() as admin, admin.transaction():
        row = admin.execute(
            "SELECT rolpassword FROM pg_authid WHERE rolname = current_user"
        ).fetchone()
        for each in map(name, range(learners)):
            admin.execute(
                f"CREATE ROLE {each} LOGIN CONNECTION LIMIT 4 PASSWORD '{row[0]}' "
                "IN ROLE qk_learner"
            )
            admin.execute(
                "WITH m AS (INSERT INTO qk.member(login, learner, teacher) VALUES (%s, %s, false) "
                "RETURNING number) INSERT INTO qk.seat SELECT '10A', number FROM m",
                (each, each),
            )
            database.secrets[each] = database.server.secret


def started(
    how: str, database: Database, folder: Path, *, learners: int, n: int, seconds: float
) -> list[Any]:
    """Start the processes of a class; each writes what was acknowledged into a file."""
    share = -(-learners // PROCESSES)
    running = []
    for first in range(0, learners, share):
        log = folder / f"acknowledged-{first}.txt"
        told = [how, database.address("LOGIN"), database.server.secret, str(n), str(first)]
        told += [str(min(share, learners - first)), str(seconds), str(log)]
        running.append(subprocess.Popen([sys.executable, "-m", __name__, *told]))
    return running


def ended(running: list[Any], folder: Path, *, seconds: float) -> list[Answer]:
    """Wait for the processes and return what was acknowledged."""
    for process in running:
        try:
            assert process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
    found = []
    for log in sorted(folder.glob("acknowledged-*.txt")):
        for line in log.read_text().splitlines():
            learner, seq, ms = line.split()
            found.append(Answer(learner, int(seq), float(ms)))
    return found


def events(learner: str, n: int) -> list[Offered]:
    """Return n answers of a learner, made before the clock runs."""
    made: list[Offered] = []
    for seq in range(1, n + 1):
        event = review(learner, device(learner), seq, made[-1].id if made else None)
        made.append(event._replace(place=learner))
    return made


def device(learner: str) -> str:
    """Return the id of a learner's only device."""
    return f"{int(learner[-3:]):032x}"


def percentile(numbers: list[float], share: float) -> float:
    """Return the number below which a share of all lies."""
    ranked = sorted(numbers)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def _learn(
    address: str, secret: str, learner: str, made: list[Offered], gate: Any, end: float
) -> list[Answer]:
    """Send answer after answer; where the server goes, come back and send the last one again."""
    done: list[Answer] = []
    waited = 0.0
    is_ready = False
    while len(done) < len(made) and time.monotonic() < end and waited < PATIENCE:
        try:
            with connected(address.replace("LOGIN", learner), password=lambda _: secret) as server:
                if os.environ.get("EARLY"):  # a client that would trust a server too much
                    server.execute("SET synchronous_commit = off")
                side = ServerSide(server, learner)
                if not is_ready:
                    is_ready = True
                    gate.wait(60)
                for seq in range(len(done) + 1, len(made) + 1):
                    if time.monotonic() >= end:
                        break
                    began = time.perf_counter()
                    taken = side.add([made[seq - 1]])
                    assert taken.added + taken.known == 1
                    done.append(Answer(learner, seq, (time.perf_counter() - began) * 1000))
        except SyncError:
            time.sleep(0.05)
            waited += 0.05
    return done


async def _answer(address: str, secret: str, made: list[Offered], gate: Any) -> list[Answer]:
    """Send answer after answer, on a connection as quizkit makes it."""
    import psycopg

    learner = made[0].place
    rows = [
        (learner, bytes.fromhex(each.id), device(learner), seq, each.data.decode())
        for seq, each in enumerate(made, 1)
    ]
    done = []
    text = address.replace("LOGIN", learner)
    async with await psycopg.AsyncConnection.connect(
        text, password=secret, autocommit=True
    ) as server:
        for setting in connect._SESSION.items():
            await server.execute("SELECT set_config(%s, %s, false)", setting)
        gate.append(learner)
        while len(gate) < gate[0]:
            await asyncio.sleep(0.01)
        for seq, row in enumerate(rows, 1):
            began = time.perf_counter()
            await server.execute(server_side._INSERT_ONE, row)
            done.append(Answer(learner, seq, (time.perf_counter() - began) * 1000))
    return done


def _by_threads(
    address: str, secret: str, made: dict[str, list[Offered]], seconds: float
) -> list[list[Answer]]:
    gate = threading.Barrier(len(made))
    end = time.monotonic() + seconds
    results: list[list[Answer]] = []

    def run(learner: str) -> None:
        results.append(_learn(address, secret, learner, made[learner], gate, end))

    threads = [threading.Thread(target=run, args=(each,)) for each in made]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return results


async def _by_loop(
    address: str, secret: str, made: dict[str, list[Offered]], seconds: float
) -> list[list[Answer]]:
    gate: list[Any] = [len(made) + 1]
    work = (_answer(address, secret, each, gate) for each in made.values())
    return await asyncio.wait_for(asyncio.gather(*work), seconds)


def main() -> None:
    """Run one process of the class."""
    how, address, secret, n, first, learners, seconds, log = sys.argv[1:]
    names = [name(int(first) + each) for each in range(int(learners))]
    made = {each: events(each, int(n)) for each in names}
    gc.freeze()
    if how == "timed":
        results = asyncio.run(_by_loop(address, secret, made, float(seconds)))
    else:
        results = _by_threads(address, secret, made, float(seconds))
    lines = [f"{a.learner} {a.seq} {a.ms:.3f}\n" for answers in results for a in answers]
    Path(log).write_text("".join(lines))


if __name__ == "__main__":
    main()
