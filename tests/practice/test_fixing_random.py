"""Decks with faults put in at random, mended: no traceback, nothing worse, and once is enough."""

import re
import unicodedata
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.checks.catalogue import pages
from quizkit.checks.sameness import is_same, sameness
from quizkit.decks.files import read_deck
from quizkit.model import Severity
from quizkit.practice.checked import Wanted
from quizkit.practice.fixing import Fixed, fix
from quizkit.questions.plan import Planner
from tests.checks.conftest import whole

DECKS = [whole(text) for page in pages() for text in (page.example, page.instead)]
SIGNS = "\t:,[]{}\"'#-| \u0301\r\nQK1é"
WANTED = Wanted(profile="shared", draws=1)


def spoilt(seed: int) -> bytes:
    """Return a page's deck with up to three faults put in."""
    rng = Random(seed)
    text = re.sub(r" *# here$", "", rng.choice(DECKS), flags=re.MULTILINE)
    for _ in range(rng.randrange(4)):
        lines = text.split("\n")
        at, where = rng.randrange(len(lines)), rng.randrange(len(text) + 1)
        match rng.randrange(6):
            case 0:
                lines.insert(at, lines[rng.randrange(len(lines))])
                text = "\n".join(lines)
            case 1:
                del lines[at]
                text = "\n".join(lines)
            case 2:
                text = text[:where] + rng.choice(SIGNS) + text[where:]
            case 3:
                text = text[:where] + text[where + 1 :]
            case 4:
                text = unicodedata.normalize("NFD", text)
            case _:
                text = text.replace("\n", "\r\n") if rng.random() < 0.5 else "\ufeff" + text
    return text.encode("utf-8", "replace")


def mended(data: bytes, *, unsafe: bool) -> Fixed:
    def opener(path: Path) -> bytes:
        if path == Path("deck.yaml"):
            return data
        raise FileNotFoundError(path)

    return fix("deck.yaml", WANTED, unsafe=unsafe, opener=opener)


@pytest.mark.slow
@pytest.mark.property
@settings(max_examples=max(40, settings().max_examples // 4))
@given(st.integers(0, 2**32))
def test_once_is_enough_and_nothing_gets_worse(seed: int) -> None:
    data = spoilt(seed)
    before = read_deck("deck.yaml", opener=lambda _: data)
    for unsafe in (False, True):
        fixed = mended(data, unsafe=unsafe)
        if fixed.refused or not fixed.changes:
            assert not fixed.changes
            assert not fixed.mended
            continue
        (change,) = fixed.changes
        assert change.before == data
        after = fixed.found.reading
        if before.deck is not None:
            assert after.deck is not None
            if not unsafe:
                now = sameness(Planner(after.deck))
                assert is_same(sameness(Planner(before.deck)), now)
        fatal = [p for p in after.problems if p.severity is Severity.FATAL]
        assert not fatal or before.deck is None
        again = mended(change.after, unsafe=unsafe)
        assert (again.changes, again.mended) == ((), ())
