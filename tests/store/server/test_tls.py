"""TLS to a server: a real handshake, verified, with an authority of the test's own."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizkit.errors import SyncError
from quizkit.store.server import address as addresses
from quizkit.store.server.connect import connected
from tests.servers import Database

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl here"),
]


def openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


def authority(folder: Path, name: str) -> Path:
    """Make a throwaway authority and return its certificate."""
    openssl(
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
        "2", "-subj", f"/CN={name}", "-keyout", str(folder / f"{name}.key"),
        "-out", str(folder / f"{name}.crt"),
    )  # fmt: skip
    return folder / f"{name}.crt"


def certificate(folder: Path, signer: Path, host: str) -> tuple[Path, Path]:
    """Make a certificate for a host, signed by an authority; return it and its key."""
    made, key = folder / "server.crt", folder / "server.key"
    asked, more = folder / "server.csr", folder / "server.ext"
    more.write_text(f"subjectAltName=DNS:{host}\n")
    openssl(
        "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
        f"/CN={host}", "-keyout", str(key), "-out", str(asked),
    )  # fmt: skip
    openssl(
        "x509", "-req", "-in", str(asked), "-CA", str(signer), "-CAkey",
        str(signer.with_suffix(".key")), "-CAcreateserial", "-days", "2", "-extfile", str(more),
        "-out", str(made),
    )  # fmt: skip
    return made, key


@pytest.fixture
def secure(database: Database, tmp_path: Path) -> Iterator[tuple[Database, Path]]:
    """Return a class server with TLS for `localhost`, and the certificate of its authority."""
    root = authority(tmp_path, "school")
    made, key = certificate(tmp_path, root, "localhost")
    data = database.server.data
    for source, name in ((made, "server.crt"), (key, "server.key")):
        (data / name).write_bytes(source.read_bytes())
        (data / name).chmod(0o600)
        database.server.give(data / name)
    with database.connect() as admin:
        (built,) = admin.execute(
            "SELECT setting FROM pg_config WHERE name = 'CONFIGURE'"
        ).fetchone()
        if "ssl" not in built:
            pytest.skip("this PostgreSQL was built without TLS")
        admin.execute("ALTER SYSTEM SET ssl = on")
        admin.execute("SELECT pg_reload_conf()")
    yield database, root
    with database.connect() as admin:
        admin.execute("ALTER SYSTEM RESET ssl")
        admin.execute("SELECT pg_reload_conf()")


def text(database: Database, host: str, root: Path) -> str:
    """Return the address under a name, with all that is asked of a server elsewhere."""
    port = database.server.port
    query = f"sslmode=verify-full&sslrootcert={root}"
    return f"postgresql://principal@{host}:{port}/{database.name}?{query}"


def test_a_server_that_proves_itself_is_reached(secure: tuple[Database, Path]) -> None:
    database, root = secure
    asked = text(database, "localhost", root)
    with connected(asked, password=database.password()) as connection:
        row = connection.execute(
            "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        ).fetchone()
    assert row == (True,)


def test_another_name_or_authority_is_not_believed(
    secure: tuple[Database, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The certificate is for `localhost`, so an address by number is another server."""
    database, root = secure
    other = authority(tmp_path, "impostor")
    asked = []

    def ask(place: str) -> str:
        asked.append(place)
        return database.secrets["principal"]

    for address in (text(database, "127.0.0.1", root), text(database, "localhost", other)):
        with (
            pytest.raises(SyncError, match="does not prove that it is this server"),
            connected(address, password=ask),
        ):
            pass
    assert asked == []


def test_without_a_root_certificate_the_message_says_how(
    secure: tuple[Database, Path], tmp_path: Path
) -> None:
    database, _ = secure
    missing = text(database, "localhost", tmp_path / "none.crt")
    with (
        pytest.raises(SyncError, match=r"there is no root certificate; add \?sslrootcert=FILE"),
        connected(missing),
    ):
        pass


def test_a_server_without_tls_is_not_reached_from_elsewhere(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if this computer were another: the rule for hosts elsewhere, on loopback."""
    root = authority(tmp_path, "school")
    monkeypatch.setattr(addresses, "_is_loopback", lambda _: False)
    plain = f"{database.address()}?sslrootcert={root}"
    with (
        pytest.raises(SyncError, match="offers no TLS, which is wanted off this computer"),
        connected(plain, password=database.password()),
    ):
        pass
    assert os.environ.get("PGSSLMODE") is None
