"""A login is bound to a learner only where it was said who sees the answers."""

import pytest

from quizkit.errors import SyncError
from quizkit.practice.syncdesk import own_at
from quizkit.practice.syncing import Place, Syncer
from quizkit.store.log import open_log
from quizkit.store.server.joining import whose
from tests import servers
from tests.store.test_backup import answer

pytestmark = pytest.mark.postgres


def test_screens_leave_the_first_sync_to_the_command(tmp_path, monkeypatch) -> None:
    path = tmp_path / "me.db"
    with open_log(path, learner="mai") as log:
        answer(log, 0, count=2)
    with servers.shared().database() as database:
        database.add("mai")
        monkeypatch.setenv("PGPASSFILE", str(database.passfile(tmp_path / "pgpass")))
        place = Place(database.address("mai"), "the class")
        with pytest.raises(SyncError, match="says first who sees your answers"):
            Syncer(own_at(path, None), may_bind=False).sync(place)
        with database.connected("mai") as connection:
            assert whose(connection) is None
        assert Syncer(own_at(path, None)).sync(place).sent == 2
        assert Syncer(own_at(path, None), may_bind=False).sync(place).verified
