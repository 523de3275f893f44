"""What a member must not do to a class server, one test an attack."""

from collections.abc import Iterator

import pytest

from tests import servers
from tests.store.server.attacks import ATTACKS, School

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def school() -> Iterator[School]:
    with servers.shared().database() as database:
        found = School(database)
        yield found
        found.close()


@pytest.mark.parametrize("name", ATTACKS)
def test_is_refused(school: School, name: str) -> None:
    assert school.outcome(name) == ""
