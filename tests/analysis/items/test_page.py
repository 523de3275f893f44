"""The report as a page, and as rows."""

import re

from quizkit.analysis.items import rows
from quizkit.analysis.items.answers import Answer, Figures
from quizkit.analysis.items.measures import figures
from quizkit.analysis.items.page import page
from quizkit.analysis.items.told import lines
from quizkit.model import Location

HOSTILE = "</style><script>alert(1)</script>\x1b[2J"
PLACES = {"d/f#r": Location(HOSTILE, 7, 1, 1)}


def found(learners: int = 40) -> Figures:
    """Return figures of two questions, one with an option that nobody chooses."""
    options = ("yes", "no", HOSTILE)
    answers = []
    for who in range(learners):
        pick = "yes" if who % 3 else "no"
        score = float(pick == "yes")
        answers += [
            Answer(f"l{who}", "d/f#r", "choice", HOSTILE, options, (pick,), "yes", score, ("yes",)),
            Answer(f"l{who}", "d/g#r", "typed", "=1+1", (), (), "2", score, said="3"),
        ]
    return figures(answers)


def test_the_page_holds_no_script_and_asks_for_nothing() -> None:
    text = page(found(), PLACES, title=HOSTILE).decode()
    assert "<script" not in text
    assert "\x1b" not in text
    assert not re.search(r"(src|href)=|https?:|url\(|@import", text)
    assert "default-src 'none'" in text
    assert text.count("<section") == text.count("</section") == 2


def test_the_page_says_what_the_lines_say() -> None:
    text = page(found(), {}, title="Test").decode()
    plain = list(lines(found(), {}))
    assert plain[0] in text
    for question in found().questions:
        assert len(re.findall("<li>", text)) == sum(len(q.remarks) for q in found().questions)
        assert question.remarks
    assert "Confused" in text
    assert "prefers-color-scheme: dark" in text
    assert "size: A4" in text


def test_nothing_to_do_is_not_claimed() -> None:
    text = page(found(4), {}, title="Test").decode()
    assert "want a look" not in text
    assert "from 20 learners on" in text


def test_rows_have_as_many_cells_as_names() -> None:
    assert {len(row) for row in rows.questions(found(), PLACES)} == {len(rows.QUESTIONS)}
    table = list(rows.options(found()))
    assert {len(row) for row in table} == {len(rows.OPTIONS)}
    assert [row[4] for row in table] == ["no", "no", "yes"]


def test_options_stand_with_the_weakest_first() -> None:
    told = [line for line in lines(found(), {}, by_option=True) if "(d/f#r" in line]
    assert told[0].startswith("      0%")
    assert told[-1].startswith("  *  6")
