"""Papers as DOCX: complete, in order, with real styles, and the same each time."""

import json
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from quizkit.errors import MissingExtraError
from quizkit.formats.paper import docx
from quizkit.formats.paper.docx_question import GAP
from quizkit.formats.paper.nouns import Look, Paper, Variant
from quizkit.formats.strangers.archive import Archive
from quizkit.model import Form
from quizkit.text import digest
from tests import consumers
from tests.formats.paper.papers import bundled, exam
from tests.formats.paper.printed import (
    all_there,
    hostile,
    paper_of,
    png,
    questions,
    said,
    with_picture,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHOWN = re.compile(r"[○☐]|____ (?=\d+\.)|___ / \d+")


@pytest.fixture(scope="module")
def paper() -> Paper:
    return exam(variants=2).paper


@pytest.fixture(scope="module")
def files(paper: Paper) -> dict[str, bytes]:
    found, losses = docx.write(paper)
    assert losses == ()
    return dict(found)


def part(data: bytes, name: str = "word/document.xml") -> ElementTree.Element:
    return ElementTree.fromstring(Archive(data, "x.docx").read(name))


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    """Return style and text of all paragraphs, those in tables in their place."""
    found = []
    for each in part(data).iter(f"{W}p"):
        style = each.find(f"{W}pPr/{W}pStyle")
        texts = [
            " " if node.tag in {f"{W}tab", f"{W}br"} else node.text or ""
            for node in each.iter()
            if node.tag in {f"{W}t", f"{W}tab", f"{W}br"}
        ]
        found.append((style.get(f"{W}val", "") if style is not None else "", "".join(texts)))
    return found


def plain(text: str) -> str:
    """Return a text without boxes, lines to write on, and points."""
    return SHOWN.sub("", text)


def wanted(paper: Paper, variant: Variant) -> list[tuple[str, ...]]:
    return list(said(paper, variant, gap=GAP, mark="."))


def test_there_is_a_file_a_variant_and_a_key(files: dict[str, bytes]) -> None:
    assert list(files) == ["A.docx", "B.docx", "key.docx"]


def test_stems_and_options_stand_in_their_order(paper: Paper, files: dict[str, bytes]) -> None:
    for variant in paper.variants:
        text = plain("\n".join(text for _, text in paragraphs(files[f"{variant.name}.docx"])))
        assert all_there(text, iter(wanted(paper, variant))) == len(variant.places)


def test_hostile_texts_are_runs_and_nothing_else() -> None:
    paper = hostile(every=4)
    found, _ = docx.write(paper)
    for variant in paper.variants:
        text = plain("\n".join(text for _, text in paragraphs(found[f"{variant.name}.docx"])))
        assert all_there(text, iter(wanted(paper, variant))) > 0.85 * len(variant.places)
    codes = {node.text for node in part(found["A.docx"]).iter(f"{W}instrText")}
    assert codes == set()


def test_paragraphs_have_real_styles(files: dict[str, bytes]) -> None:
    styles = [style for style, _ in paragraphs(files["A.docx"])]
    assert styles.count("Question") == 20
    assert {"Title", "Heading1", "Option", "Answerline", "Field", "Instruction"} <= set(styles)
    key = [style for style, _ in paragraphs(files["key.docx"])]
    assert key.count("Heading1") == 3
    assert key.count("Heading2") == 2


def test_a_question_is_kept_together(files: dict[str, bytes]) -> None:
    styles = {each.get(f"{W}styleId"): each for each in part(files["A.docx"], "word/styles.xml")}
    for name in ("Question", "Option", "Answerline", "Heading1"):
        layout = styles[name].find(f"{W}pPr")
        assert layout is not None
        assert layout.find(f"{W}keepNext") is not None
        assert layout.find(f"{W}keepLines") is not None
    body = list(part(files["A.docx"])[0])
    names = [style_of(each) if each.tag == f"{W}p" else "table" for each in body]
    for at, name in enumerate(names):
        if name in {"Question", "Option", "Answerline"}:
            kept = body[at].find(f"{W}pPr/{W}keepNext")
            ends = kept is not None and kept.get(f"{W}val") == "0"
            assert ends == (names[at + 1] == "Space")
        if name == "Question":
            assert names[at - 1] in {"Space", "Heading1"}


def style_of(paragraph: ElementTree.Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return found.get(f"{W}val", "") if found is not None else ""


def test_no_number_is_left_to_word(files: dict[str, bytes]) -> None:
    for data in files.values():
        assert not list(part(data).iter(f"{W}numPr"))


def test_the_foot_counts_pages(files: dict[str, bytes], paper: Paper) -> None:
    for name, which in (("B.docx", "Variant B"), ("key.docx", "Answer key")):
        (foot,) = (
            each for each in Archive(files[name], name).names if each.startswith("word/footer")
        )
        tree = part(files[name], foot)
        assert [node.text for node in tree.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
        text = "".join(node.text or "" for node in tree.iter(f"{W}t"))
        assert text.endswith(f"{which} · {paper.code}")
        assert "Page 1 of 1" in text


def test_the_key_has_a_page_break_and_all_answers(files: dict[str, bytes], paper: Paper) -> None:
    assert len(list(part(files["key.docx"]).iter(f"{W}pageBreakBefore"))) == 1
    text = "\n".join(text for _, text in paragraphs(files["key.docx"]))
    for variant in paper.variants:
        tail = text[text.index(f"Variant {variant.name}") :]
        assert all(f"{place.number}  {place.key}" in tail for place in variant.places)
    for task in paper.tasks:
        assert not task.source or task.source in text
        if task.form in {Form.TYPED, Form.CLOZE}:
            assert task.question.answer in text


def test_equal_papers_give_equal_bytes(
    paper: Paper, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    assert docx.write(paper)[0] == files


def test_another_process_gives_equal_bytes(files: dict[str, bytes]) -> None:
    code = (
        "from tests.formats.paper.papers import exam\n"
        "from quizkit.formats.paper import docx\n"
        "from quizkit.text import digest\n"
        "print(digest(docx.write(exam(variants=2).paper)[0]['B.docx']))"
    )
    env = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
    assert done.stdout.decode().strip() == digest(files["B.docx"])


def test_properties_say_when_and_nothing_of_the_machine(
    paper: Paper, files: dict[str, bytes]
) -> None:
    archive = Archive(files["A.docx"], "A.docx")
    core = archive.read("docProps/core.xml").decode()
    assert core.count("2026-06-01T00:00:00Z") == 3
    assert "python-docx" not in core
    assert f"<dc:title>{paper.title} – Variant A</dc:title>" in core
    assert not [name for name in archive.names if "thumbnail" in name]
    assert archive.names[0] == "[Content_Types].xml"


def test_large_and_spaced_papers_are(paper: Paper) -> None:
    def style(look: Look) -> ElementTree.Element:
        found, _ = docx.write(paper._replace(look=look, variants=paper.variants[:1]))
        for each in part(found["A.docx"], "word/styles.xml"):
            if each.get(f"{W}styleId") == "Question":
                return each
        raise AssertionError

    large = style(Look(large=True)).find(f"{W}rPr/{W}sz")
    assert large is not None
    assert large.get(f"{W}val") == "36"
    spaced = style(Look(spaced=True))
    wide, fonts = spaced.find(f"{W}rPr/{W}spacing"), spaced.find(f"{W}rPr/{W}rFonts")
    lines = spaced.find(f"{W}pPr/{W}spacing")
    assert wide is not None
    assert fonts is not None
    assert lines is not None
    assert (wide.get(f"{W}val"), fonts.get(f"{W}ascii"), lines.get(f"{W}line")) == (
        "11", "Verdana", "360",
    )  # fmt: skip


def test_the_code_of_a_key_has_room_on_one_line(files: dict[str, bytes], paper: Paper) -> None:
    def widths(name: str) -> list[int]:
        table = next(part(files[name]).iter(f"{W}tbl"))
        return [int(each.get(f"{W}w", "0")) for each in table.iter(f"{W}gridCol")]

    assert widths("key.docx")[2] > 1.3 * widths("key.docx")[1]
    assert widths("A.docx")[2] == widths("A.docx")[1]
    assert abs(sum(widths("key.docx")) - sum(widths("A.docx"))) <= 3


def test_letter_is_letter(paper: Paper) -> None:
    found, _ = docx.write(paper._replace(look=Look(page="letter"), variants=paper.variants[:1]))
    (side,) = part(found["A.docx"]).iter(f"{W}pgSz")
    assert (side.get(f"{W}w"), side.get(f"{W}h")) == ("12240", "15840")


def test_a_picture_goes_along_with_its_words(paper: Paper) -> None:
    found, losses = docx.write(with_picture(paper, png()))
    assert losses == ()
    with ZipFile(BytesIO(found["A.docx"])) as archive:
        (name,) = (each for each in archive.namelist() if each.startswith("word/media/"))
        assert archive.read(name) == png()
    text = Archive(found["A.docx"], "x").read("word/document.xml").decode()
    assert 'descr="A blue field"' in text
    assert "Picture: drawn by hand" in text


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBPVP8 ", b"\xff" * 99])
def test_a_picture_that_word_cannot_show_is_left_out_and_told(paper: Paper, data: bytes) -> None:
    found, losses = docx.write(with_picture(paper, data))
    assert [loss.code for loss in losses] == ["QK903"]
    assert losses[0].message == "DOCX goes without the picture map.png: it cannot be read"
    assert not [name for name in Archive(found["A.docx"], "x").names if "media" in name]


def test_what_xml_cannot_hold_becomes_a_sign(paper: Paper) -> None:
    found, _ = docx.write(paper._replace(title="odd \ufffe\uffff title"))
    assert ("Title", "odd \ufffd\ufffd title") in paragraphs(found["A.docx"])


def test_a_missing_library_is_named(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtraError, match=r'pip install "quizkit\[paper\]"'):
        docx.write(paper)


def sampled(name: str) -> Paper:
    if name == "hostile":
        return hostile(every=9)
    return paper_of(questions(bundled(name), 12), variants=1)


def strings(node: object) -> str:
    """Return the text of what pandoc read, in its order, with blanks between."""
    if isinstance(node, dict):
        return node["c"] if node.get("t") == "Str" else strings(list(node.values())) + " "
    return "".join(map(strings, node)) if isinstance(node, list) else ""


EACH = ("vietnam-us", "countries", "elements", "spaced-learning", "hostile")


@pytest.mark.consumer
@pytest.mark.parametrize("name", EACH)
def test_pandoc_reads_stems_and_options_in_their_order(name: str, tmp_path: Path) -> None:
    program = consumers.program("pandoc")
    paper = sampled(name)
    (tmp_path / "x.docx").write_bytes(docx.write(paper)[0]["A.docx"])
    found = consumers.run(program, "-t", "json", str(tmp_path / "x.docx"))
    text = plain(strings(json.loads(found)["blocks"]))
    count = all_there(text, iter(wanted(paper, paper.variants[0])))
    assert count > 0.8 * len(paper.tasks)


@pytest.mark.consumer
def test_pandoc_writes_a_paper_as_plain_text(files: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(files["A.docx"])
    program = consumers.program("pandoc")
    text = consumers.run(program, "-t", "plain", "--wrap=none", str(tmp_path / "x.docx")).decode()
    assert re.findall(r"^(\d+)\. .*___ / \d$", text, re.MULTILINE) == [
        str(number) for number in range(1, 21)
    ]


@pytest.mark.consumer
@pytest.mark.timeout(180)
def test_libreoffice_prints_stems_and_options_in_their_order(tmp_path: Path) -> None:
    office, reader = consumers.program("soffice"), consumers.program("pdftotext")
    papers = {name: sampled(name) for name in ("vietnam-us", "hostile")}
    for name, paper in papers.items():
        (tmp_path / f"{name}.docx").write_bytes(docx.write(paper)[0]["A.docx"])
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    names = [str(tmp_path / f"{name}.docx") for name in papers]
    consumers.run(
        office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *names,
        timeout=170,
    )  # fmt: skip
    for name, paper in papers.items():
        text = consumers.run(reader, "-raw", str(tmp_path / f"{name}.pdf"), "-").decode()
        count = all_there(plain(text), iter(wanted(paper, paper.variants[0])))
        assert count > 0.8 * len(paper.tasks)
