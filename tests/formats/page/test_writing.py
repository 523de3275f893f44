"""The page as a file: what it holds, what it allows, what it does not tell."""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from pathlib import Path

from quizkit.formats.formatlist import FORMATS
from quizkit.formats.page import ORDER, write
from quizkit.formats.page.masking import unmasked
from quizkit.formats.page.writing import SCRIPTS, part
from quizkit.model import Form
from quizkit.questions.ask import Asker
from tests.formats.hostile import hostile_asker
from tests.formats.page.rivers import posing, rivers


def _page(asker: Asker, *forms: Form) -> str:
    return write(posing(asker, *forms)).files[""].decode()


def _between(page: str, start: str, end: str) -> str:
    return page.split(start)[1].split(end, maxsplit=1)[0]


def _noscript(page: str) -> str:
    return unescape(_between(page, "<noscript>", "</noscript>"))


def test_every_form_can_be_asked() -> None:
    assert set(ORDER) == set(Form)
    assert FORMATS["html"].load().ORDER == ORDER
    assert FORMATS["html"].load().write is write


def test_it_is_one_file_of_all_questions(asker: Asker) -> None:
    job = posing(asker, *ORDER)
    written = write(job)
    assert list(written.files) == [""]
    assert (written.total, written.unit) == (len(job.questions), "questions")
    assert written.losses == job.losses == ()
    assert {posed.form for posed in job.questions} == set(Form)


def test_the_policy_allows_its_own_script_and_style_alone(asker: Asker) -> None:
    page = _page(asker)
    script = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    style = re.findall(r"<style>(.*?)</style>", page, flags=re.DOTALL)
    assert len(script) == len(style) == 1
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (*script, *style)]
    policy = _between(page, 'http-equiv="Content-Security-Policy" content="', '"')
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_nothing_of_a_deck_becomes_markup() -> None:
    scripts = "".join(map(part, SCRIPTS))
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacent",
        "document.write",
        "eval(",
        "Function(",
    ):
        assert word not in scripts
    for word in ("localStorage", "sessionStorage", "indexedDB", "crypto", "fetch(", "cookie"):
        assert word not in scripts
    page = _page(hostile_asker(), *ORDER)
    assert page.count("<script") == 2
    assert page.count("</script>") == 2
    assert page.count("<style") == 1
    assert "alert(1)" not in page.replace("&lt;script&gt;alert(1)", "")


def test_the_questions_lie_masked_in_the_page(asker: Asker) -> None:
    page = _page(asker, *ORDER)
    data = re.search(r'<script type="text/plain" id="questions" data-deck="rivers">(.*?)<', page)
    assert data is not None
    values = unmasked(data[1], "rivers")
    job = posing(asker, *ORDER)
    assert [each["stem"] for each in values["questions"]] == [
        posed.question.stem for posed in job.questions
    ]
    assert values["title"] == 'Rivers <of> the "world" & more'


def test_without_scripts_there_are_stems_and_options_and_no_keys(asker: Asker) -> None:
    job = posing(asker, *ORDER)
    plain = _noscript(write(job).files[""].decode())
    blocks = re.findall(r'<li lang="en">(.*?)(?=<li lang=|</ol>)', plain, flags=re.DOTALL)
    assert len(blocks) == len(job.questions)
    for block, posed in zip(blocks, job.questions, strict=True):
        question = posed.question
        texts = re.findall(r'dir="auto">(.*?)</(?:li|p)>', block, flags=re.DOTALL)
        assert texts == [question.stem, *question.prompts, *question.options]


def test_no_key_occurs_where_it_is_no_option(asker: Asker) -> None:
    for form in (Form.TYPED, Form.FLIP):
        job = posing(asker, form)
        page = unescape(write(job).files[""].decode())
        stems = " ".join(posed.question.stem for posed in job.questions)
        keys = {posed.question.answer for posed in job.questions}
        known = {deck_text for deck_text in keys if deck_text in stems}
        assert keys - known
        assert [key for key in keys - known if len(key) > 3 and key in page] == []


def test_the_title_is_text_and_what_it_is_for_is_said(asker: Asker) -> None:
    page = _page(asker)
    assert "<title>Rivers &lt;of&gt; the &quot;world&quot; &amp; more</title>" in page
    assert "For practice, not for exams" in page
    assert "Licence: CC-BY-4.0" in page


def test_a_vietnamese_deck_has_a_vietnamese_page(tmp_path: Path) -> None:
    page = _page(rivers(tmp_path, "vi"))
    assert '<html lang="vi">' in page
    assert "không dùng để thi" in page


def test_a_deck_that_cannot_be_asked_is_a_page_of_nothing_in_english(tmp_path: Path) -> None:
    written = write(posing(rivers(tmp_path, "fr")))
    assert written.total == 0
    assert '<html lang="en">' in written.files[""].decode()


def test_the_same_job_gives_the_same_bytes(asker: Asker) -> None:
    first = write(posing(asker, *ORDER, at=0))
    assert first == write(posing(asker, *ORDER, at=1_000_000))
    assert first != write(posing(asker, *ORDER, seed="2"))


def test_what_cannot_be_asked_is_told(asker: Asker) -> None:
    job = posing(asker, Form.ORDER)
    assert write(job).losses == job.losses != ()
