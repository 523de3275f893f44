"""The words that are offered are those that are read: none is missing, none too many."""

import pytest

from quizkit.decks import about
from quizkit.decks.schema import (
    READ_ELSEWHERE,
    DeckIn,
    KindIn,
    NameIn,
    RoleIn,
    SourceIn,
)
from quizkit.lsp import vocabulary
from quizkit.questions.wording import _WORDS


@pytest.mark.parametrize(
    ("offered", "model", "more"),
    [
        (vocabulary.HEAD, DeckIn, READ_ELSEWHERE),
        (vocabulary.SOURCE, SourceIn, ()),
        (vocabulary.NAME, NameIn, ()),
        (vocabulary.KIND, KindIn, ()),
        (vocabulary.ROLE, RoleIn, ()),
    ],
)
def test_the_fields_of_the_head(offered, model, more) -> None:
    read = {info.alias or name for name, info in model.model_fields.items()}
    assert set(offered) == read | set(more)
    assert len(offered) == len(set(offered))


def test_the_fields_of_subjects_and_the_placeholders() -> None:
    assert set(vocabulary.ABOUT) == set(about._SHARED)
    assert set(vocabulary.SLOTS) == set(_WORDS)
