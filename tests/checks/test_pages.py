"""Each page is true: its bad deck has its problem where it says, its good deck has none."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from quizkit.checks import rules
from quizkit.checks.catalogue import Page, by_code, pages
from quizkit.checks.codes import CODES
from quizkit.checks.rules import RULES
from quizkit.checks.run import arrange
from quizkit.checks.versions import lost_ids
from quizkit.decks import load
from quizkit.decks.report import SEVERITIES
from quizkit.errors import DeckError
from quizkit.model import Problem, Severity

Check = Callable[..., tuple[Problem, ...]]

# Code, severity and profile, as the catalogue fixed them: released codes never change.
TABLE = """
QK001 E! P   QK002 E! P   QK003 E! P   QK004 E! P   QK005 E! P   QK006 E! P   QK007 N  S
QK008 E! P   QK009 E! P   QK010 E! P   QK011 E  P   QK012 E  P   QK013 E  P   QK014 E! P
QK015 E! P   QK016 E  P   QK017 E! P   QK018 W  P   QK019 N  S   QK020 W  P
QK101 W  C   QK102 E! P   QK103 W  C   QK104 E! P   QK107 W  P   QK110 W  P   QK111 W  C
QK112 E  P   QK113 W  P   QK114 N  C   QK115 E! P   QK116 E  P   QK117 E  P   QK118 E  P
QK119 E  P   QK120 E! P   QK121 E! P   QK122 E! P   QK123 E! P   QK124 E  P   QK125 E  P
QK126 W  P   QK127 W  P   QK128 W  C   QK129 N  C   QK130 N  C   QK131 N  C   QK132 W  C
QK133 W  C   QK134 E! P   QK135 N  C   QK136 E  P   QK137 E  P   QK138 W  C   QK139 N  C
QK140 E  P   QK141 W  P   QK142 E  P   QK143 W  P
QK201 E  P   QK202 W  P   QK203 N  C   QK204 E  P   QK205 W  C   QK206 E  P   QK207 E  P
QK208 W  C   QK209 W  C   QK210 E  P   QK211 N  C   QK212 W  X   QK213 E  P   QK214 E  P
QK215 W  P
QK301 E  P   QK302 N  C   QK303 W  P   QK304 W  C   QK305 W  P   QK306 E  P   QK307 N  C
QK308 E  P   QK309 W  P   QK310 N  P   QK311 E  P   QK312 E  P
QK401 E  P   QK402 W  C   QK403 W  C   QK404 W  C   QK405 W  P   QK406 W  C   QK407 W  C
QK408 W  C   QK409 W  C   QK410 W  C   QK411 W  C   QK412 W  P   QK413 W  C   QK414 W  X
QK415 N  X
QK501 E  P   QK502 E  P   QK503 N  P   QK504 W  C   QK505 W  C   QK506 W  C   QK507 W  C
QK508 W  C   QK509 W  X   QK513 N  X   QK516 W  C   QK517 E  P   QK518 W  X
QK601 W  X   QK602 N  X   QK604 W  X   QK605 N  C   QK606 W  C   QK607 W  S   QK608 E  P
QK701 W  X   QK702 W  P   QK703 N  X   QK705 N  C   QK706 N  C   QK707 N  S   QK709 W  C
QK710 W  C   QK711 E  P
QK801 W  C   QK802 E! P   QK803 W  C   QK805 W  C   QK806 E  P   QK807 N  P   QK808 W  S
QK901 W  P   QK902 W  P   QK903 W  P   QK904 N  P   QK905 N  P   QK906 E  P   QK908 N  P
QK909 N  P   QK910 E  P   QK951 W  P   QK952 N  P   QK954 W  P   QK955 W  P
"""
LETTERS = {
    "E!": Severity.FATAL,
    "E": Severity.ERROR,
    "W": Severity.WARNING,
    "N": Severity.NOTE,
    "P": "practice",
    "C": "class",
    "X": "exam",
    "S": "shared",
}
# Their fault is in the bytes, which no docstring can hold.
IN_BYTES = {"QK002"}
# Their fault lies between two versions: the good deck is the older one.
BETWEEN = {"QK103"}

# Found when the bad deck is exported or packed.
WRITTEN = {"QK901", "QK903", "QK904"}
# Their fault is in a very long text or a foreign file; tests/formats has them.
FOREIGN = {"QK902", "QK905", "QK906", "QK908", "QK909", "QK910", "QK951", "QK952", "QK954", "QK955"}

MARK = re.compile(r" *# here$", re.MULTILINE)
every_page = pytest.mark.parametrize("page", pages(), ids=lambda page: page.code)


def test_codes_severities_and_profiles_are_those_of_the_catalogue() -> None:
    rows = re.findall(r"(QK\d+) (E!|E|W|N) +(\w)", TABLE)
    expected = {code: (LETTERS[severity], LETTERS[profile]) for code, severity, profile in rows}
    built = {page.code: (page.severity, page.profile) for page in pages()}
    assert built == {code: expected[code] for code in built}


def test_every_code_has_a_page() -> None:
    assert set(by_code()) == CODES


def test_codes_are_unique_and_sorted() -> None:
    codes = [page.code for page in pages()]
    assert codes == sorted(set(codes))
    assert set(by_code()) == set(codes)
    assert len(codes) >= 48


def test_every_module_is_registered() -> None:
    folder = Path(str(rules.__file__)).parent
    modules = sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")
    assert [rule.__name__.rpartition(".")[2] for rule in RULES] == modules  # type: ignore[attr-defined]


def test_what_reading_finds_has_a_page_of_the_same_severity() -> None:
    assert {code: by_code()[code].severity for code in SEVERITIES} == dict(SEVERITIES)


def test_what_no_rule_finds_is_found_while_reading() -> None:
    unbuilt = {page.code for page in pages() if not page.built}
    elsewhere = BETWEEN | WRITTEN | FOREIGN
    assert unbuilt - set(SEVERITIES) - elsewhere == {"QK710"}  # found when all rules have run


@every_page
def test_a_page_gives_its_source_or_says_that_it_is_a_house_rule(page: Page) -> None:
    assert (page.source == "house rule") == ("House rule" in page.matters)


@every_page
def test_the_bad_deck_has_this_problem_at_the_marked_line(
    page: Page, check: Check, tmp_path: Path
) -> None:
    if page.code in IN_BYTES | FOREIGN:
        pytest.skip("no deck on a page can have its fault")
    marked = [n for n, line in enumerate(_lines(page.example), 1) if line.endswith("# here")]
    assert len(marked) == 1
    problems = check(MARK.sub("", page.example), page.profile)
    if page.code in BETWEEN:
        problems = _between(page, tmp_path)
    if page.code in WRITTEN:
        problems = _written(page, tmp_path)
    found = [problem for problem in problems if problem.code == page.code]
    others = [p for p in problems if p.severity <= Severity.ERROR and p.code != page.code]
    assert [problem.at.line for problem in found] == marked
    assert [(p.severity, p.profile) for p in found] == [(page.severity, page.profile)]
    assert others == []


@every_page
def test_the_good_deck_has_no_problem_at_all(page: Page, check: Check) -> None:
    assert check(page.instead, page.profile) == ()


@every_page
def test_messages_are_one_short_sentence_with_help(
    page: Page, check: Check, tmp_path: Path
) -> None:
    if page.code in IN_BYTES:
        pytest.skip("its fault is in the bytes")
    elsewhere = _between(page, tmp_path) if page.code in BETWEEN else ()
    if page.code in WRITTEN:
        elsewhere = _written(page, tmp_path)
    for problem in (*check(MARK.sub("", page.example), page.profile), *elsewhere):
        assert 0 < len(problem.message) <= 72
        assert problem.message[-1] != "."
        assert len(problem.notes) <= 6
        assert {note.kind for note in problem.notes} & {"help", "or", "known"}
        text = " ".join([problem.message, problem.label, *(note.text for note in problem.notes)])
        taboo = r"\b(token|scalar|mapping|node|null|parse|invalid|illegal|schema)\b|!$"
        assert not re.search(taboo, text, re.IGNORECASE)


def test_bytes_that_are_no_utf_8_are_found(tmp_path: Path) -> None:
    place = tmp_path / "deck.yaml"
    place.write_bytes("quizkit: 1\ndeck: x\ntitle: Café\n".encode("latin-1"))
    with pytest.raises(DeckError) as caught:
        load(place)
    assert [(p.code, p.at.line) for p in arrange(caught.value.problems)] == [("QK002", 3)]


def test_rules_state_their_code_once() -> None:
    for path in Path(str(rules.__file__)).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        literals = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
        codes = [text for text in literals if isinstance(text, str) and text.startswith("QK")]
        own = [code for code in codes if re.fullmatch(r"QK\d{3}", code)]
        assert len(own) == (0 if path.stem == "__init__" else 1), path.stem


def _between(page: Page, folder: Path) -> tuple[Problem, ...]:
    """Return what is found of a page's bad deck beside its good one, as the older version."""
    from tests.checks.conftest import whole

    decks = []
    for name, text in (("old", page.instead), ("new", MARK.sub("", page.example))):
        place = folder / f"{name}.yaml"
        place.write_text(whole(text), encoding="utf-8")
        decks.append(load(place))
    return tuple(lost_ids(*decks))


def _written(page: Page, folder: Path) -> tuple[Problem, ...]:
    """Return what is lost when a page's bad deck is exported and packed."""
    from quizkit.formats import pack
    from quizkit.formats.merging.taking import stock_of
    from quizkit.formats.sheets import csv_files as sheets_csv
    from quizkit.formats.sheets.columns import Job
    from tests.checks.conftest import whole

    place = folder / "alone" / "deck.yaml"
    place.parent.mkdir()
    place.write_text(whole(MARK.sub("", page.example)), encoding="utf-8")
    return (*sheets_csv.write(Job(stock_of(place)[0])).losses, *pack.write(place).losses)


def _lines(deck: str) -> list[str]:
    """Return the lines of a deck as it is written to the file, header included."""
    from tests.checks.conftest import whole

    return whole(deck).splitlines()
