"""What asks the questions of the tests' own deck."""

import pytest

from quizkit.questions.ask import Asker
from tests.formats.page.rivers import rivers


@pytest.fixture(scope="session")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Asker:
    return rivers(tmp_path_factory.mktemp("rivers"))
