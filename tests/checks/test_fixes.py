"""What a page promises under "Fix" it does: mend its bad deck, once, and make nothing worse."""

import re
from collections import Counter
from pathlib import Path

import pytest

from quizkit.checks.catalogue import Page, pages
from quizkit.decks.files import read_deck
from quizkit.model import Severity
from quizkit.practice.checked import Wanted
from quizkit.practice.checking import Looked, look
from quizkit.practice.fixing import Fixed, fix, save
from tests.checks.conftest import PNG, whole

# Which problems can be mended, as the catalogue fixes it; all others cannot.
SAFE = "QK007 QK019 QK101 QK111 QK114 QK132 QK605 QK709 QK710 QK807"
UNSAFE = """
QK001 QK004 QK006 QK011 QK016 QK017 QK020 QK104 QK110 QK116 QK117 QK120 QK126 QK127 QK128 QK138
QK202 QK203 QK403 QK501 QK502 QK504 QK517 QK707 QK801 QK802
"""
# Those whose page does not promise it yet.
NOT_YET = ""

MARK = re.compile(r" *# here$", re.MULTILINE)
DECK = Path("deck.yaml")
promising = [page for page in pages() if page.safety != "-"]
silent = [page for page in pages() if page.safety == "-"]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(page: Page) -> Looked:
    """Write the bad deck of a page, and return what is wrong with it."""
    text = whole(MARK.sub("", page.example))
    DECK.write_text(text, encoding="utf-8", newline="")
    for name in re.findall(r"\bfile: ([\w-]+\.png)", text):
        Path(name).write_bytes(PNG)
    draws = 1 if page.safety == "-" else 0
    return look(read_deck(DECK), Wanted(profile=page.profile, draws=draws))


def mended(page: Page) -> Fixed:
    wanted, unsafe = Wanted(profile=page.profile), page.safety == "unsafe"
    return fix(DECK, wanted, unsafe=unsafe, takes=lambda code: code == page.code)


@pytest.mark.parametrize("page", promising, ids=lambda page: page.code)
def test_a_promised_mending_mends_its_bad_deck(page: Page) -> None:
    before = put(page)
    fixed = mended(page)
    assert (fixed.refused, fixed.left) == (None, ())
    assert fixed.mended, "no mending was offered"
    assert {p.fix and p.fix.safety for p in fixed.mended} == {page.safety}
    assert page.code not in {p.code for p in fixed.found.problems if not p.suppressed}
    assert _worse(before, fixed.found) == Counter()
    save(fixed)
    again = mended(page)
    assert (again.changes, again.mended) == ((), ())


@pytest.mark.parametrize("page", silent, ids=lambda page: page.code)
def test_a_page_that_promises_none_has_none(page: Page) -> None:
    if page.code in NOT_YET.split():
        pytest.skip("its page does not promise it yet")
    assert [p.fix for p in put(page).problems if p.code == page.code and p.fix] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.code)
def test_a_page_says_how_far_its_mending_can_be_trusted(page: Page) -> None:
    words = {"safe": ("Safe: ",), "unsafe": ("Unsafe: ",), "-": ("By hand", "None")}
    assert page.fix.startswith(words[page.safety])


def test_what_can_be_mended_is_what_the_catalogue_says() -> None:
    wanted = dict.fromkeys(SAFE.split(), "safe") | dict.fromkeys(UNSAFE.split(), "unsafe")
    wanted |= dict.fromkeys(NOT_YET.split(), "-")
    assert {p.code: p.safety for p in pages()} == {p.code: wanted.get(p.code, "-") for p in pages()}


def _worse(before: Looked, after: Looked) -> Counter[str]:
    """Count what is new by code; a deck that did not load has told its errors only."""
    worst = Severity.WARNING if before.reading.deck else Severity.ERROR
    counted = (
        Counter(p.code for p in found.problems if p.severity <= worst) for found in (after, before)
    )
    new, old = counted
    return new - old
