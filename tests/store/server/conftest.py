"""Fixtures of the class server's tests."""

from collections.abc import Iterator

import pytest

from tests import servers


@pytest.fixture
def database() -> Iterator[servers.Database]:
    """Return an own class server without members; a skip where no PostgreSQL can be started."""
    with servers.shared().database() as made:
        yield made


@pytest.fixture
def own_database() -> Iterator[servers.Database]:
    """Return a class server whose tables and rights the test may change."""
    with servers.shared().database(own=True) as made:
        yield made
