"""Characters without a sign are found, told, and kept apart from those that have one."""

import pytest

from quizkit.formats.paper import typeset
from quizkit.formats.paper.glyphs import NO_SIGN, named, without_sign
from quizkit.formats.paper.nouns import Look, Paper
from quizkit.formats.paper.typeset_data import SANS, SERIF
from quizkit.formats.paper.typeset_press import press
from quizkit.model import Severity
from tests.formats.paper.papers import bundled
from tests.formats.paper.printed import hostile, paper_of, questions

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
)


def missing(signs: str, *, first: str = SERIF) -> set[str]:
    with press({}, font=None) as machine:
        return set(without_sign(signs, machine, fonts=[first, SANS]))


@pytest.mark.parametrize("face", [SERIF, SANS])
def test_vietnamese_and_what_questions_need_is_there(face: str) -> None:
    assert (
        missing(VIETNAMESE + VIETNAMESE.upper() + "–—…“”‘’«»₫€°½¼¾×÷−≤≥≈√∞→←", first=face) == set()
    )
    assert missing("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉αβγδπΩжщыאבג", first=face) == set()


def test_what_no_font_has_is_found() -> None:
    assert missing("水字ខ្មែ한🚀👩é") == set("水字ខ្មែ한🚀👩")


def test_blanks_and_what_is_never_seen_need_no_sign() -> None:
    assert missing(" \n\t\u00a0\u2009\u200b\u200c\u200d\u00ad\u2060") == set()


def test_what_stands_for_no_sign_has_none() -> None:
    assert missing(NO_SIGN) == {NO_SIGN}


def changed(paper: Paper, **texts: str) -> Paper:
    first, *rest = paper.tasks
    return paper._replace(tasks=(first._replace(**texts), *rest))


@pytest.fixture
def paper() -> Paper:
    return paper_of(questions(bundled("vietnam-us"), 5))


def test_a_problem_names_characters_question_and_option(paper: Paper) -> None:
    files, (problem,) = typeset.write(changed(paper, note="In Chinese: 水."))
    place = next(each for each in paper.variants[0].places if each.task == 0)
    assert problem.code == "QK910"
    assert problem.severity is Severity.ERROR
    assert problem.message == "the paper's fonts have no sign for 水 (U+6C34)"
    assert problem.notes[0].text == (
        f"question A {place.number}; give a font that has it with --font FILE"
    )
    assert problem.at == paper.tasks[0].at
    assert files["A.pdf"].startswith(b"%PDF")


def test_a_title_is_looked_at_too(paper: Paper) -> None:
    (problem,) = typeset.write(paper._replace(title="水字"))[1]
    assert problem.message == "the paper's fonts have no sign for 字 (U+5B57), 水 (U+6C34)"
    assert problem.deck == "tests"


def test_the_source_tells_the_same(paper: Paper) -> None:
    bad = changed(paper, note="한")
    assert typeset.write_source(bad)[1] == typeset.write(bad)[1]


def test_hostile_texts_lack_only_signs_that_no_font_has() -> None:
    losses = typeset.write_source(hostile())[1]
    assert losses
    assert {loss.message for loss in losses} == {
        f"the paper's fonts have no sign for {named('👩🚀🇻🇳')}"
    }


def test_all_characters_are_looked_at_in_one_go(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    import typst

    formats = []
    compile_ = typst.compile

    def counted(*args: object, **how: object) -> object:
        formats.append(how["format"])
        return compile_(*args, **how)

    monkeypatch.setattr(typst, "compile", counted)
    typeset.write(paper._replace(look=Look(spaced=True)))
    assert sorted(formats) == ["pdf", "pdf", "pdf", "svg"]


def test_many_characters_are_named_in_part() -> None:
    assert named("一二三四五六七八九十") == "一 七 三 九 二 五 八 六 and 2 more"
