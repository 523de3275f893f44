"""Mendings put in: in rounds, safe ones checked, nothing written where it would get worse."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizkit.decks.files import Reading, read_bytes, read_deck
from quizkit.errors import DeckError
from quizkit.model import Edit, Fix, Location, Problem, Severity
from quizkit.practice import mendable
from quizkit.practice.checked import Wanted
from quizkit.practice.checking import Looked, look
from quizkit.practice.fixing import Fixed, fix, save

HEAD = "quizkit: 1\ndeck: x\ntitle: X\nlanguage: en\n"
DECK = HEAD + "facts:\n  visit:\n    - {id: a1, who: Ann, to: Oslo, date: 1992}\n"
CLASS = Wanted(profile="class")


def ids(code: str) -> bool:
    return code == "QK101"


Rule = Callable[[dict[str, list[str]], str], list[Problem]]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("deck.yaml").write_text(DECK, encoding="utf-8")
    return Path("deck.yaml")


@pytest.fixture
def rule(monkeypatch: pytest.MonkeyPatch) -> Callable[[Rule], None]:
    """Put one more rule beside those that there are."""

    def put(find: Rule) -> None:
        def looked(reading: Reading, wanted: Wanted, **more: Any) -> Looked:
            found = look(reading, wanted, **more)
            own = find(reading.lines, next(iter(reading.files)))
            return found._replace(problems=(*found.problems, *own))

        monkeypatch.setattr(mendable, "look", looked)

    return put


def problem(
    text: str,
    path: str,
    *places: tuple[int, int, int],
    safety: str = "safe",
    code: str = "QK999",
    severity: Severity = Severity.NOTE,
) -> Problem:
    edits = tuple(Edit(path, line, begin, line, end, text) for line, begin, end in places)
    at = Location(path, *places[0][:2])
    return Problem(code, severity, text, at, fix=Fix(safety, text, edits))


def words(old: str, new: str, *, safety: str = "safe", code: str = "QK999") -> Rule:
    """Return a rule that finds a word and offers another."""

    def find(lines: dict[str, list[str]], _: str) -> list[Problem]:
        return [
            problem(new, path, (n, text.index(old) + 1, text.index(old) + 1 + len(old)),
                    safety=safety, code=code)
            for path, here in lines.items()
            for n, text in enumerate(here, 1)
            if old in text
        ]  # fmt: skip

    return find


def after(fixed: Fixed) -> str:
    (change,) = fixed.changes
    return change.after.decode()


def test_missing_ids_are_written_once(place: Path) -> None:
    text = DECK.replace("id: a1, ", "") + "    - who: Bao  # a comment\n      to: Hue\n"
    place.write_text(text, encoding="utf-8")
    fixed = fix(place, CLASS, takes=ids)
    assert [p.at.line for p in fixed.mended] == [7, 8]
    assert not fixed.left
    save(fixed)
    assert place.read_text(encoding="utf-8").count("id: ") == 2
    again = fix(place, CLASS, takes=ids)
    assert (again.changes, again.mended) == ((), ())
    assert "QK101" not in {p.code for p in again.found.problems}


def test_one_problem_alone_can_be_mended(place: Path) -> None:
    text = DECK.replace("id: a1, ", "") + "    - {who: Bao, to: Hue}\n" * 2
    place.write_text(text, encoding="utf-8")
    found = look(read_deck(place), CLASS).problems
    first, chosen, other = (p for p in found if p.code == "QK101")
    fixed = fix(place, CLASS, only=chosen)
    assert fixed.mended == (chosen,)
    lines = after(fixed).splitlines()
    assert ["id: " in line for line in lines[6:]] == [False, True, False]
    assert not fix(place, CLASS, only=first._replace(message="another")).changes
    assert not fix(place, CLASS, only=other._replace(at=other.at._replace(line=3))).changes


def test_byte_order_mark_and_line_ends_stay(place: Path) -> None:
    place.write_bytes(b"\xef\xbb\xbf" + DECK.replace("id: a1, ", "").replace("\n", "\r\n").encode())
    save(fix(place, CLASS, takes=ids))
    data = place.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfquizkit: 1\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == 7


def test_a_safe_mending_that_changes_what_is_asked_is_left_out(
    place: Path, rule: Callable[[Rule], None]
) -> None:
    rule(lambda lines, path: words("1992", "1993")(lines, path) + words("X", "Y")(lines, path))
    fixed = fix(place, Wanted())
    assert after(fixed) == DECK.replace("X", "Y")
    assert [p.fix.title for p in fixed.mended if p.fix] == ["Y"]
    assert [(left.problem.message, left.why) for left in fixed.left] == [
        ("1993", "it would change what is asked")
    ]


def test_an_unsafe_one_goes_in_only_where_wanted(place: Path, rule: Callable[[Rule], None]) -> None:
    rule(words("1992", "1993", safety="unsafe"))
    assert not fix(place, Wanted()).changes
    assert after(fix(place, Wanted(), unsafe=True)) == DECK.replace("1992", "1993")


def test_select_ignore_and_ok_narrow(place: Path, rule: Callable[[Rule], None]) -> None:
    rule(words("X", "Y"))
    assert not fix(place, Wanted(), takes=lambda code: code < "QK2").changes
    assert fix(place, Wanted(), takes=lambda code: code > "QK9").changes
    rule(lambda lines, path: [p._replace(suppressed="why") for p in words("X", "Y")(lines, path)])
    assert not fix(place, Wanted()).changes


def test_of_two_that_overlap_the_later_waits(place: Path, rule: Callable[[Rule], None]) -> None:
    rule(lambda lines, path: words("X", "YZ")(lines, path) + words("Z", "W")(lines, path)
         + words(" X", " V")(lines, path))  # fmt: skip
    fixed = fix(place, Wanted())
    assert "title: V\n" in after(fixed), "what begins first goes in first"
    assert len(fixed.mended) == 1


def test_no_more_than_ten_rounds(place: Path, rule: Callable[[Rule], None]) -> None:
    def more(lines: dict[str, list[str]], path: str) -> list[Problem]:
        size = len(lines[path][2])
        return [problem("x" * size, path, (3, size + 1, size + 1))]

    rule(more)
    fixed = fix(place, Wanted())
    assert len(fixed.mended) == 10


def test_what_does_not_help_is_not_done(place: Path, rule: Callable[[Rule], None]) -> None:
    rule(lambda lines, path: [problem("x", path, (3, 8, 8)), *words("X", "Y")(lines, path)])
    fixed = fix(place, Wanted())
    assert after(fixed) == DECK.replace("X", "Y")
    assert [(left.problem.message, left.why) for left in fixed.left] == [("x", "it would not help")]


def test_an_error_that_stops_the_deck_undoes_all(place: Path, rule: Callable[[Rule], None]) -> None:
    rule(lambda lines, path: words("X", "Y")(lines, path)
         + words("to: Oslo", "two: Oslo", safety="unsafe")(lines, path))  # fmt: skip
    fixed = fix(place, Wanted(), unsafe=True)
    assert (fixed.changes, fixed.mended) == ((), ())
    assert fixed.refused is not None
    assert fixed.refused.code == "QK004"
    assert fixed.found.reading.deck is not None


def test_a_safe_one_that_would_stop_the_deck_is_left_out_alone(
    place: Path, rule: Callable[[Rule], None]
) -> None:
    rule(lambda lines, path: words("X", "Y")(lines, path) + words("who:", "who: [")(lines, path))
    fixed = fix(place, Wanted())
    assert fixed.refused is None
    assert after(fixed) == DECK.replace("X", "Y")
    assert len(fixed.left) == 1


def test_a_deck_that_does_not_load_is_mended(place: Path, rule: Callable[[Rule], None]) -> None:
    place.write_text(DECK.replace("X", "a: b") + "  battle of:\n    - {id: b1}\n", encoding="utf-8")
    rule(lambda lines, path: words("a: b", '"a: b"', safety="unsafe", code="QK001")(lines, path)[:1]
         if '"' not in lines[path][2] else [])  # fmt: skip
    fixed = fix(place, Wanted(), unsafe=True)
    assert fixed.refused is None
    assert 'title: "a: b"' in after(fixed)
    assert "QK104" in {p.code for p in fixed.found.problems}, "it waited behind the other"


def test_a_mending_that_only_moves_the_error_is_refused(place: Path) -> None:
    place.write_text(DECK + "  vsit:\n    - {id: b1, who: Bao, to: Hue}\n", encoding="utf-8")
    fixed = fix(place, Wanted(), unsafe=True)
    assert not fixed.changes, "there is a kind of that name already"
    assert fixed.refused is None or fixed.refused.code == "QK003"


def test_safe_ones_in_a_deck_that_does_not_load_change_no_text(
    place: Path, rule: Callable[[Rule], None]
) -> None:
    place.write_text(DECK + "  battle of: []\n", encoding="utf-8")
    rule(lambda lines, path: words("Oslo", '"Oslo"')(lines, path)[: '"' not in lines[path][6]]
         + words("X", "Y")(lines, path))  # fmt: skip
    fixed = fix(place, Wanted())
    assert after(fixed) == (DECK + "  battle of: []\n").replace("Oslo", '"Oslo"')
    assert [left.problem.message for left in fixed.left] == ["Y"]


def test_a_file_that_is_not_composed_gets_only_that_mending(
    place: Path, rule: Callable[[Rule], None]
) -> None:
    place.write_text(DECK.replace("X", "Hue\u0302 X"), encoding="utf-8")
    rule(lambda lines, path: words("X", "Y")(lines, path)
         + words("e\u0302", "ê", code="QK807")(lines, path))  # fmt: skip
    fixed = fix(place, Wanted())
    assert "title: Huê Y\n" in after(fixed)
    assert not fix(place, Wanted(), takes=lambda code: code != "QK807").changes


def test_included_files_and_sheets_are_mended(place: Path) -> None:
    text = HEAD + "include: [more.yaml]\nfacts:\n  visit: {file: v.csv}\n"
    place.write_text(text, encoding="utf-8")
    Path("v.csv").write_text("who,to\nAnn,Oslo\n", encoding="utf-8")
    Path("more.yaml").write_text("cards:\n  - {q: Who sang?, a: Ann}\n", encoding="utf-8")
    fixed = fix(place, CLASS, takes=ids)
    assert [change.path for change in fixed.changes] == ["more.yaml", "v.csv"]
    only = fix(place, CLASS, takes=ids, paths=["more.yaml"])
    assert [change.path for change in only.changes] == ["more.yaml"]
    save(fixed)
    assert Path("v.csv").read_text(encoding="utf-8").startswith("id,who,to\n")
    assert not fix(place, CLASS, takes=ids).changes


def test_a_place_that_is_not_there_is_no_place(place: Path, rule: Callable[[Rule], None]) -> None:
    rule(lambda lines, path: [problem("a", path, (99, 1, 1)), *words("X", "Y")(lines, path)])
    fixed = fix(place, Wanted())
    assert after(fixed) == DECK.replace("X", "Y")
    assert [left.why for left in fixed.left] == ["its place is not there"]


def test_what_is_no_file_of_the_deck_is_not_touched(
    place: Path, rule: Callable[[Rule], None]
) -> None:
    rule(lambda _, path: [problem("a", path + ".bak", (1, 1, 1))])
    fixed = fix(place, Wanted())
    assert not fixed.changes
    assert len(fixed.left) == 1


def test_a_file_that_changed_meanwhile_is_left_alone(place: Path) -> None:
    place.write_text(DECK.replace("id: a1, ", ""), encoding="utf-8")
    fixed = fix(place, CLASS, takes=ids)
    place.write_text(DECK + "# mine\n", encoding="utf-8")
    with pytest.raises(DeckError, match="has changed"):
        save(fixed)
    assert place.read_text(encoding="utf-8") == DECK + "# mine\n"


def test_nothing_is_read_but_by_the_opener(place: Path) -> None:
    data = DECK.replace("id: a1, ", "").encode()
    seen = []

    def opener(path: Path) -> bytes:
        seen.append(path)
        return data if path == Path("deck.yaml") else read_bytes(path)

    assert fix(place, CLASS, takes=ids, opener=opener).changes
    assert seen
    assert place.read_text(encoding="utf-8") == DECK


def test_what_waited_goes_in_next(place: Path, rule: Callable[[Rule], None]) -> None:
    place.write_text(DECK.replace("X", "Z Q"), encoding="utf-8")
    rule(lambda lines, path: words("Z Q", "A Q")(lines, path) + words("Q", "B")(lines, path))
    fixed = fix(place, Wanted())
    assert "title: A B\n" in after(fixed)
    assert [p.message for p in fixed.mended] == ["A Q", "B"]


def test_what_is_left_out_keeps_nothing_else_from_going_in(
    place: Path, rule: Callable[[Rule], None]
) -> None:
    rule(lambda lines, path: words("date: 1992", "date: 1993")(lines, path)
         + words(": 1992", ":  1992")(lines, path))  # fmt: skip
    fixed = fix(place, Wanted())
    assert "date:  1992" in after(fixed)
    assert fixed.left == (), "its problem has gone"
