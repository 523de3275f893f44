"""Papers as PDF: complete, whole, tagged, the same each time, and safe."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quizkit.errors import FormatError, MissingExtraError
from quizkit.formats.paper import typeset
from quizkit.formats.paper.nouns import Look, Paper
from quizkit.formats.paper.typeset_data import (
    SANS,
    SERIF,
    key_data,
    picture_width,
    variant_data,
)
from quizkit.formats.paper.typeset_press import press, template
from quizkit.formats.posed import Picture
from quizkit.model import Form
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

GAP = "_" * 24


def text_of(pdf: bytes, folder: Path, *how: str) -> str:
    place = folder / "x.pdf"
    place.write_bytes(pdf)
    program = consumers.program("pdftotext")
    return consumers.run(program, *how, str(place), "-").decode().replace("\f", "\f\n")


@pytest.fixture(scope="module")
def paper() -> Paper:
    return exam().paper


@pytest.fixture(scope="module")
def files(paper: Paper) -> dict[str, bytes]:
    found, losses = typeset.write(paper)
    assert losses == ()
    return dict(found)


def test_there_is_a_file_a_variant_and_a_key(files: dict[str, bytes]) -> None:
    assert list(files) == ["A.pdf", "B.pdf", "C.pdf", "D.pdf", "key.pdf"]
    assert all(data.startswith(b"%PDF-1.7") for data in files.values())


def test_equal_papers_give_equal_bytes(
    paper: Paper, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "5")
    monkeypatch.setenv("TYPST_FONT_PATHS", "/usr/share/fonts")
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    monkeypatch.setenv("LC_ALL", "C")
    assert typeset.write(paper)[0] == files


def test_another_process_gives_equal_bytes(files: dict[str, bytes]) -> None:
    code = (
        "from tests.formats.paper.papers import exam\n"
        "from quizkit.formats.paper import typeset\n"
        "from quizkit.text import digest\n"
        "print(digest(typeset.write(exam().paper)[0]['B.pdf']))"
    )
    env = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
    from quizkit.text import digest

    assert done.stdout.decode().strip() == digest(files["B.pdf"])


def test_time_and_code_are_those_of_the_paper(files: dict[str, bytes], paper: Paper) -> None:
    assert b"<xmp:CreateDate>2026-06-01T00:00:00" in files["A.pdf"]
    other = typeset.write(paper._replace(code="ZZZZZZ"))[0]
    assert other["A.pdf"] != files["A.pdf"]


@pytest.mark.consumer
def test_stems_and_options_come_in_their_order(
    paper: Paper, files: dict[str, bytes], tmp_path: Path
) -> None:
    for variant in paper.variants:
        text = text_of(files[f"{variant.name}.pdf"], tmp_path, "-raw")
        count = all_there(text, said(paper, variant, gap=GAP, mark=""))
        assert count == len(variant.places) == 20


@pytest.mark.consumer
def test_the_layout_has_each_question_in_its_place(
    paper: Paper, files: dict[str, bytes], tmp_path: Path
) -> None:
    text = text_of(files["A.pdf"], tmp_path, "-layout")
    numbers = [int(n) for n in re.findall(r"^ {0,3}(\d{1,2})\. +\S", text, re.MULTILINE)]
    assert numbers == list(range(1, 21))
    for place in paper.variants[0].places:
        begin = paper.tasks[place.task].question.stem[:24].partition("____")[0]
        assert re.search(rf"^ {{0,3}}{place.number}\. +{re.escape(begin)}", text, re.MULTILINE)


@pytest.mark.consumer
def test_every_page_says_where_it_belongs(files: dict[str, bytes], tmp_path: Path) -> None:
    code = exam().paper.code
    for name, which in (("C.pdf", "Variant C"), ("key.pdf", "Answer key")):
        pages = text_of(files[name], tmp_path, "-layout").split("\f")[:-1]
        for number, page in enumerate(pages, 1):
            foot = page.strip().splitlines()[-1]
            assert f"Page {number} of {len(pages)}" in foot
            assert foot.endswith(f"{which} · {code}")


@pytest.mark.consumer
def test_files_are_tagged_with_title_and_language(files: dict[str, bytes], tmp_path: Path) -> None:
    place = tmp_path / "x.pdf"
    place.write_bytes(files["A.pdf"])
    info = consumers.run(consumers.program("pdfinfo"), str(place)).decode(errors="replace")
    assert re.search(r"^Tagged: +yes", info, re.MULTILINE)
    assert re.search(r"^Title: +Vietnam and the United States .* Variant A$", info, re.MULTILINE)
    assert re.search(rb"<dc:language>.*<rdf:li>en<", files["A.pdf"])
    assert b"pdfuaid:part" in files["A.pdf"]
    tree = consumers.run(consumers.program("pdfinfo"), "-struct-text", str(place)).decode()
    assert len(re.findall(r"^ *H2", tree, re.MULTILINE)) == 20


@pytest.mark.consumer
def test_no_question_goes_over_a_page(paper: Paper, tmp_path: Path) -> None:
    for look in (Look(large=True), Look(spaced=True, lines=3), Look(page="letter")):
        found, _ = typeset.write(paper._replace(look=look, variants=paper.variants[:1]))
        gap = "_" * (18 if look.large else 24)
        pages = text_of(found["A.pdf"], tmp_path, "-raw").split("\f")
        for wanted in said(paper, paper.variants[0], gap=gap, mark=""):
            assert any(is_whole(page, wanted) for page in pages), wanted


def is_whole(page: str, wanted: tuple[str, ...]) -> bool:
    try:
        return all_there(page, iter([wanted])) == 1
    except AssertionError:
        return False


@pytest.mark.consumer
def test_the_key_has_each_variant_and_each_answer(
    paper: Paper, files: dict[str, bytes], tmp_path: Path
) -> None:
    text = text_of(files["key.pdf"], tmp_path, "-raw")
    flat = " ".join(text.split())
    assert text.count("Variant ") == len(paper.variants)
    for task in paper.tasks:
        if task.form in {Form.TYPED, Form.CLOZE}:
            assert task.question.answer in flat
    for variant in paper.variants:
        part = flat[flat.index(f"Variant {variant.name}") :]
        for place in variant.places:
            assert f"{place.number} {place.key}" in part
    for task in paper.tasks:
        if task.source:
            assert task.source in flat


@pytest.mark.consumer
def test_hostile_texts_come_out_letter_for_letter(tmp_path: Path) -> None:
    paper = hostile(every=2)
    found, _ = typeset.write(paper)
    for variant in paper.variants:
        text = text_of(found[f"{variant.name}.pdf"], tmp_path, "-raw")
        count = all_there(text, said(paper, variant, gap=GAP, mark=""))
        assert count > 0.85 * len(variant.places)
        assert "A <title> & #more" in text
        assert "Read #all *of* it." in text


@pytest.mark.consumer
@pytest.mark.parametrize("name", ["countries", "elements", "spaced-learning"])
def test_bundled_decks_come_out_whole(name: str, tmp_path: Path) -> None:
    paper = paper_of(questions(bundled(name), 40), variants=1)
    found, losses = typeset.write(paper)
    assert losses == ()
    text = text_of(found["A.pdf"], tmp_path, "-raw")
    assert all_there(text, said(paper, paper.variants[0], gap=GAP, mark="")) == 40


def test_vietnamese_needs_no_other_font() -> None:
    paper = exam(language="vi", variants=1).paper
    found, losses = typeset.write(paper)
    assert losses == ()
    assert re.search(rb"<dc:language>.*<rdf:li>vi<", found["A.pdf"])


def test_the_typesetter_reaches_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("s3cret", encoding="utf-8")
    relative = os.path.relpath(secret, "/")
    with press({}, font=None) as machine:
        for path in (str(secret), f"/{relative}", f"../../../../{relative}"):
            source = b"#read(json(bytes(sys.inputs.text)))#pagebreak()."
            with pytest.raises(FormatError, match="cannot be set"):
                machine.svgs(source, path)


def test_the_template_imports_nothing() -> None:
    source = template().decode()
    assert not re.search(r"#?(import|include)\b|\beval\(|\bplugin\(|@preview|\bread\(", source)


def test_texts_stay_texts_in_the_data() -> None:
    paper = hostile()
    data = variant_data(paper, paper.variants[0], fonts=())
    assert data["questions"][0]["stem"][0] in {task.question.stem for task in paper.tasks}
    assert json.loads(json.dumps(data)) is not None
    assert json.loads(json.dumps(key_data(paper, fonts=())))["title"].startswith(
        "A <title> & #more"
    )


def test_the_source_compiles_with_plain_typst_to_the_same_bytes(
    paper: Paper, files: dict[str, bytes], tmp_path: Path
) -> None:
    typst = pytest.importorskip("typst")
    found, _ = typeset.write_source(with_picture(paper, png()))
    assert sorted(found) == [
        "A.json", "B.json", "C.json", "D.json", "key.json", "paper.typ", "picture-1.png",
    ]  # fmt: skip
    for name, data in found.items():
        (tmp_path / name).write_bytes(data)
    pdf = typst.compile(
        str(tmp_path / "paper.typ"), sys_inputs={"data": "B.json"}, ignore_system_fonts=True,
        pdf_standards=["ua-1"], timestamp=paper.at,
    )  # fmt: skip
    assert pdf == typeset.write(with_picture(paper, png()))[0]["B.pdf"]
    plain = typst.compile(str(tmp_path / "paper.typ"), ignore_system_fonts=True)
    assert plain.startswith(b"%PDF")


@pytest.mark.consumer
def test_a_picture_goes_along_with_its_words(paper: Paper, tmp_path: Path) -> None:
    found, losses = typeset.write(with_picture(paper, png()))
    assert losses == ()
    place = tmp_path / "x.pdf"
    place.write_bytes(found["A.pdf"])
    shown = consumers.run(consumers.program("pdfimages"), "-list", str(place)).decode()
    assert "300   150" in shown
    assert "Picture: drawn by hand" in text_of(found["A.pdf"], tmp_path)
    tree = consumers.run(consumers.program("pdfinfo"), "-struct", str(place)).decode()
    assert "Figure" in tree
    assert "A blue field" in tree or b"A blue field" in found["A.pdf"]


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", png()[:60], b"<svg/>", b"\xff" * 900])
def test_a_damaged_picture_is_left_out_and_told(paper: Paper, data: bytes) -> None:
    bad = with_picture(paper._replace(variants=paper.variants[:1]), data)
    found, losses = typeset.write(bad)
    assert [loss.code for loss in losses] == ["QK903"]
    assert losses[0].message == "the paper goes without the picture map.png: it cannot be read"
    assert found["A.pdf"] == typeset.write(paper._replace(variants=paper.variants[:1]))[0]["A.pdf"]


def test_pictures_keep_to_their_room() -> None:
    def wide(width: int, height: int) -> float:
        return picture_width(Picture("x", b"", "PNG", width, height, "x"), large=False)

    assert wide(200, 100) == 100
    assert wide(4000, 1000) == 300
    assert wide(1000, 4000) == 52.5


@pytest.mark.consumer
def test_questions_taller_than_a_page_go_on_on_the_next(tmp_path: Path) -> None:
    first, *_ = questions(bundled("vietnam-us"), 3)
    stem = " ".join(f"word{n}" for n in range(140))
    long = first._replace(
        question=first.question._replace(
            form=Form.SELECT, stem=stem[:1000], keys=(1, 2),
            options=tuple(f"{n} {stem[:190]}" for n in range(20)),
        )
    )  # fmt: skip
    paper = paper_of((long, long), variants=1, look=Look(large=True, spaced=True))
    found, _ = typeset.write(paper)
    pages = text_of(found["A.pdf"], tmp_path, "-raw")
    text = re.sub(r"^(A <title> & #more Page .*|/ \d)$", "", pages, flags=re.MULTILINE)
    assert all_there(text, said(paper, paper.variants[0], gap="_" * 18, mark="")) == 2


@pytest.mark.consumer
def test_a_wide_key_comes_in_bands(tmp_path: Path) -> None:
    paper = paper_of(questions(bundled("elements"), 12), variants=26)
    data = key_data(paper, fonts=())
    with press({}, font=None) as machine:
        text = text_of(machine.pdf(data, at=0), tmp_path, "-layout")
    heads = re.findall(r"^ *Question +((?:[A-Z] +)*[A-Z])$", text, re.MULTILINE)
    bands = dict.fromkeys("".join(head.split()) for head in heads)
    assert "".join(bands) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def test_a_font_of_ones_own_comes_first(paper: Paper) -> None:
    font = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not font.is_file():
        pytest.skip("the font DejaVu Sans is not installed (fonts-dejavu-core)")
    look = Look(font=font.read_bytes())
    found, losses = typeset.write(paper._replace(look=look, variants=paper.variants[:1]))
    assert losses == ()
    assert b"DejaVuSans" in found["A.pdf"]


@pytest.mark.parametrize("font", [b"", b"no font", b"\0\1\0\0" + bytes(200)])
def test_what_is_no_font_is_refused(paper: Paper, font: bytes) -> None:
    with pytest.raises(FormatError, match="is no font"):
        typeset.write(paper._replace(look=Look(font=font)))


def test_a_missing_typesetter_is_named(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingExtraError, match=r'pip install "quizkit\[paper\]"'):
        typeset.write(paper)


def test_a_typesetter_that_is_too_old_is_named(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def old(source: bytes, **how: object) -> bytes:
        raise TypeError

    monkeypatch.setattr("typst.compile", old)
    with pytest.raises(MissingExtraError, match=r"need typst 0\.15 or newer"):
        typeset.write(paper)


def test_the_template_is_package_data() -> None:
    names = {path.name for path in Path(typeset.__file__).parent.iterdir()}
    assert "paper.typ" in names


def test_letters_with_two_marks_are_not_spaced_in_the_face_that_tears_them(paper: Paper) -> None:
    def faces(some: Paper) -> list[str]:
        return variant_data(some, some.variants[0], fonts=[])["look"]["fonts"][:1]

    bare = paper._replace(tasks=(), variants=(paper.variants[0]._replace(places=()),))
    spaced = bare._replace(look=Look(spaced=True))
    assert faces(spaced) == [SANS]
    assert faces(spaced._replace(title="Mã đề")) == [SERIF]
    assert faces(spaced._replace(title="Ma\u0303 đe\u0302\u0300")) == [SERIF]
    assert faces(bare) == [SERIF]
