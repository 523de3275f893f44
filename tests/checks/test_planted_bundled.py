"""Faults planted in a bundled deck are found where they were planted, and nothing else.

Those of one table are planted together, for a big deck takes its time to check: they have nothing
to do with one another. From size ci on the bad deck of every page is planted as a chapter, too.
"""
# ruff: noqa: E501  # a fault a line

import re
import shutil
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

import pytest

from quizkit.checks.catalogue import Page, pages
from quizkit.checks.run import arrange, run
from quizkit.decks.files import read_deck
from quizkit.decks.report import SEVERITIES
from quizkit.model import Problem
from quizkit.questions.plan import Planner
from tests.checks.conftest import PNG, whole

DECKS = Path(__file__).parents[2] / "decks"
DECK = "spaced-learning"
HERE = re.compile(r" *# here$", re.MULTILINE)
HEAD = re.compile(r"^(licence: .*\n|(quizkit|deck|title|language|as of|ok|include):)", re.MULTILINE)

Row = tuple[str, str, str, str]
"""Code, file, what stands there ("": its end), and the fault; « is where it is to be found."""

MAIN, STUDIES, IDEAS, FIGURES, TERMS, METHODS = (
    f"{name}.yaml" for name in ("deck", "studies", "ideas", "figures", "terms", "methods")
)

PLANTED_PRACTICE: Sequence[Row] = [
    ("QK013", FIGURES, 'size: "0.74"', "size: «much"),
    ("QK107", STUDIES, 'paper: "the 9-year study of foreign words", date: 1993', "date: 1993"),
    ("QK112", METHODS, "by: Robert Bjork", "by: «Pyc and Rawson"),
    ("QK116", IDEAS, "source: latimier abstract", "source: «latimer abstract"),
    (
        "QK214",
        FIGURES,
        "part: 57 %, wrong: {part: [12 %, 33 %, 78 %, 86 %]}",
        "part: «57, wrong: {part: [12, 33, 78, 86]}",
    ),
    (
        "QK308",
        TERMS,
        '"going on with practice beyond the point of mastery"',
        '"overlearning beyond the point of mastery"',
    ),
    (
        "QK502",
        TERMS,
        "wrong: {members: [fluency, motivation, confidence]}",
        "wrong: «{members: [fluency, fluency, confidence]}",
    ),
    (
        "QK517",
        FIGURES,
        'size: "0.93", wrong: {size: ["0.18", "0.42"',
        'size: "0.93", wrong: «{size: ["0.18", "0.933"',
    ),
    ("QK711", FIGURES, "{id: dm454,", "{id: dm454, ok: {QK304: «'-'},"),
    (
        "QK401",
        METHODS,
        "",
        '\ncards:\n  - {q: «"Is the first box of Leitner red?", a: red, id: bcdf1}\n',
    ),
    (
        "QK503",
        METHODS,
        "",
        '  - {q: "How is a card turned?", a: by a press, wrong: «[by a nod], id: bcdf2}\n',
    ),
    ("QK412", METHODS, "", '  - {q: "What did people use last year?", a: a box, id: bcdf3}\n'),
    ("QK806", IDEAS, "{id: dsg7h,", "{id: dsg7h, image: {file: «../map.png, alt: a map},"),
]

PLANTED_CLASS: Sequence[Row] = [
    ("QK101", METHODS, "{id: bwdfx, system", "«{system"),
    (
        "QK114",
        TERMS,
        "  foresight bias: {is: name}",
        "  foresight bias: {is: name}\n  «hindsight bias: {is: name}",
    ),
    (
        "QK205",
        METHODS,
        "date: 1987, wrong: {by: [Robert Bjork, Hermann Ebbinghaus], date: [1980, 1982, 1988, 1990]}",
        "date: «2031, wrong: {by: [Robert Bjork, Hermann Ebbinghaus], date: [2019, 2036]}",
    ),
    (
        "QK406",
        MAIN,
        '"What did {study} find about the idea that {idea}?"',
        '"«What did {study} always find about the idea that {idea}?"',
    ),
    (
        "QK413",
        MAIN,
        '"What is {what} in {system}?"',
        '"«This is {what} in {system}: how much is it?"',
    ),
    (
        "QK605",
        MAIN,
        "  settles: {title",
        "  «settled: {title: A page, url: x.org, accessed: 2020}\n  settles: {title",
    ),
    (
        "QK709",
        FIGURES,
        "tags: [figures, interleaving]\n      facts:\n        - {id: k9wz9",
        "tags: [figures, Inter-leaving]\n      facts:\n        - «{id: k9wz9",
    ),
    ("QK710", FIGURES, "{id: z72gg,", "{id: z72gg, ok: «{QK401: no answer stands in it},"),
    ("QK801", STUDIES, "Try first, then look.", "**Try** first, then look."),
    (
        "QK404",
        METHODS,
        "",
        '\ncards:\n  - {q: «"Which colour is not on the first box?", a: green, id: bcdf1}\n',
    ),
    (
        "QK407",
        METHODS,
        "",
        '  - {q: «"Which colour is often on the second box?", a: blue, id: bcdf2}\n',
    ),
    ("QK408", METHODS, "", '  - {cloze: «"The box is [[brown]].", id: bcdf3}\n'),
    (
        "QK409",
        METHODS,
        "",
        '  - {q: «"The colour of the box of the school in Graz", a: white, id: bcdf4}\n',
    ),
    (
        "QK504",
        METHODS,
        "",
        '  - {q: "Which box did the school in Wels buy?", a: a tin box, wrong: «[a wooden box, none of the above], id: bcdf6}\n',
    ),
    (
        "QK505",
        METHODS,
        "",
        '  - {q: "What did the school in Ulm do with the boxes?", a: it gave them to the children of the town, wrong: «[it sold them, it burnt them], id: bcdf7}\n',
    ),
    (
        "QK516",
        METHODS,
        "",
        '  - {q: "What did the school in Jena say of the lid?", a: it closes well, wrong: «[it never closes, it always rattles], id: bcdf8}\n',
    ),
    (
        "QK128",
        MAIN,
        '"In {system}, {what} is {length}."',
        '"«In {system}[ by default], {what} is {length}."',
    ),
    ("QK803", METHODS, "Keep your questions small.", "Keep yоur questions small."),
    ("QK805", IDEAS, "{id: g6p3r,", "{id: g6p3r, image: «{file: map.png},"),
]

PLANTED_SHARED: Sequence[Row] = [
    ("QK601", METHODS, ', source: "sm2 section 3.2", note: "An easy', ', note: "An easy'),
    ("QK602", IDEAS, "source: kerfoot abstract, note", "source: «kerfoot, note"),
    ("QK604", FIGURES, "{id: mbpfv,", "{id: mbpfv, disputed: «yes,"),
    ("QK607", IDEAS, "{id: g6p3r,", "{id: g6p3r, image: «{file: map.png, alt: a map},"),
    (
        "QK701",
        METHODS,
        "{id: qkr2m, system",
        "{id: qkr2m, tags: «[buttons], dont ask: [value], system",
    ),
    ("QK707", FIGURES, "Nine in ten. The odds", "Nine in ten: that’s it. The odds"),
    ("QK808", STUDIES, "Try first, then look.", "Write to ann@example.org."),
]

PLANTED_BILINGUAL: Sequence[Row] = [
    (
        "QK130",
        "kinds.yaml",
        '"{host} met {guest}[! in {place}][! {on date}]."\n      vi: "{host} đã gặp {guest}[! tại {place}][! vào {on date}]."',
        '"«{host} met {guest}[! in {place}][! {on date}]."',
    ),
]

PLANTED_FOREIGN: Sequence[Row] = [
    ("QK136", MAIN, "language: en", "language: «tlh"),
]

LATER = (pytest.mark.slow, pytest.mark.property)
TABLES = [
    (DECK, "practice", PLANTED_PRACTICE),
    (DECK, "practice", PLANTED_FOREIGN),
    pytest.param(DECK, "class", PLANTED_CLASS, marks=LATER),
    pytest.param(DECK, "shared", PLANTED_SHARED, marks=LATER),
    ("vietnam-us", "class", PLANTED_BILINGUAL),
]
"""Faults that are planted together; those whose profile draws much, from size ci on."""

UNPLANTED: Mapping[str, str] = {
    "QK002": "its fault is in the bytes, and has a test in test_pages",
    "QK513": "a share of all questions of a deck: its page is the smallest that shows it",
    "QK518": "a sum over all questions of a deck: its page is the smallest that shows it",
    "QK703": "a share of all questions of a deck: its page is the smallest that shows it",
}
"""Codes of which the suite plants no fault, and why."""


def _problems(place: Path, profile: str) -> tuple[Problem, ...]:
    reading = read_deck(place)
    if reading.deck is None:
        return arrange(reading.problems)
    planner = Planner(reading.deck)
    return run(reading.deck, planner, profile=profile, lines=reading.lines, draws=1)


def _planted(folder: Path, rows: Sequence[Row]) -> list[tuple[str, str, int, int]]:
    """Plant faults in the deck in a folder; return code, file, line and column of each.

    The column is 0 where the line is all that is known.
    """
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.yaml")}
    for number, (_, file, old, new) in enumerate(rows):
        assert texts[file].count(old) == 1 or not old, old
        sign = f"«{number}»"
        marked = new.replace("«", sign) if "«" in new else f"{sign[:-1]}?»{new}"
        texts[file] = texts[file].replace(old, marked) if old else texts[file] + marked
    found = []
    for file, text in texts.items():
        lines = text.split("\n")
        for index, line in enumerate(lines):
            while hit := re.search(r"«(\d+)(\??)»", line):
                line = line[: hit.start()] + line[hit.end() :]
                column = 0 if hit[2] else hit.start() + 1
                found.append((rows[int(hit[1])][0], file, index + 1, column))
            lines[index] = line
        (folder / file).write_text("\n".join(lines), encoding="utf-8")
    return sorted(found)


@pytest.mark.parametrize(("deck", "profile", "rows"), TABLES)
def test_faults_planted_together_are_all_that_is_found(
    tmp_path: Path, deck: str, profile: str, rows: Sequence[Row]
) -> None:
    folder = tmp_path / "deck"
    shutil.copytree(DECKS / deck, folder)
    (folder / "map.png").write_bytes(PNG)
    wanted = _planted(folder, rows)
    found = [
        (p.code, Path(p.at.path).name, p.at.line, p.at.column)
        for p in _problems(folder, profile)
        if not p.suppressed
    ]
    columns = {each[:3]: each[3] for each in wanted}
    seen = sorted((*each[:3], each[3] if columns.get(each[:3]) else 0) for each in found)
    assert (sorted(set(wanted) - set(seen)), sorted(set(seen) - set(wanted))) == ([], [])
    assert seen == wanted


def _checked() -> list[Page]:
    """Return the pages of what checking a deck finds: no losses, nothing between two versions."""
    found = SEVERITIES.keys() | {"QK710"}
    return [page for page in pages() if page.built or page.code in found]


def _chapters() -> list[Page]:
    """Return the pages whose bad deck can be a chapter of another deck: it has no head."""
    stripped = ((page, HEAD.sub(_head, page.example)) for page in _checked())
    return [page for page, text in stripped if "\x00" not in text]


def _head(found: re.Match[str]) -> str:
    return "\x00" if found[2] else ""


WHOLE = {
    "QK130": "a second language anywhere makes all kinds lack it",
    "QK703": "a share of the whole deck",
}
"""Codes of which a chapter changes more, or too little, and why."""


@pytest.mark.property
@pytest.mark.slow
@pytest.mark.parametrize("page", _chapters(), ids=lambda page: page.code)
def test_the_bad_deck_of_a_page_is_all_that_is_found_as_a_chapter(
    tmp_path: Path, page: Page, size: str
) -> None:
    if size == "ci" and int(page.code[2:]) % 3:
        return  # a third of them there, all from size full on
    if page.code in WHOLE:
        pytest.skip(WHOLE[page.code])
    text = HERE.sub("", HEAD.sub("", page.example))
    alone, folder = tmp_path / "alone", tmp_path / "deck"
    alone.mkdir()
    shutil.copytree(DECKS / DECK, folder)
    for name in re.findall(r"\bfile: ([\w-]+\.png)", text):
        (alone / name).write_bytes(PNG)
        (folder / name).write_bytes(PNG)
    (alone / "deck.yaml").write_text("licence: CC0-1.0\n" + whole(text), encoding="utf-8")
    (folder / "extra.yaml").write_text(text, encoding="utf-8")
    main = folder / "deck.yaml"
    deck = main.read_text(encoding="utf-8")
    main.write_text(deck.replace("include: [", "include: [extra.yaml, "), encoding="utf-8")
    head = 1 + len(whole(text).splitlines()) - len(text.splitlines())
    wanted = [(p.code, p.at.line - head, "extra.yaml") for p in _problems(alone, page.profile)]
    found = [(p.code, p.at.line, Path(p.at.path).name) for p in _problems(folder, page.profile)]
    assert page.code in {code for code, *_ in found}
    assert found == wanted


def _rows(name: str) -> set[str]:
    """Return the codes of a module's tables of planted faults."""
    module = import_module(f"tests.checks.{name}")
    tables = (table for key, table in vars(module).items() if key.startswith("PLANTED"))
    return {row[0] for table in tables for row in table}


def test_every_code_has_a_planted_fault() -> None:
    folder = Path(__file__).parent
    planted = {code for path in folder.glob("test_planted*.py") for code in _rows(path.stem)}
    planted |= {page.code for page in _chapters()} - WHOLE.keys()
    left = {page.code for page in _checked()} - planted
    assert (sorted(left - UNPLANTED.keys()), sorted(UNPLANTED.keys() - left)) == ([], [])
