"""The fixture of these tests."""

import pytest

from tests.practice.desks import Desk


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    yield desk
    desk.log.close()
