"""Papers from Python: those of the command line, refused where the deck has too little."""

import json
from pathlib import Path

import pytest

import quizkit as qk
from quizkit.cli.main import run


@pytest.fixture(scope="module")
def deck() -> qk.Deck:
    return qk.load("vietnam-us")


def test_it_is_the_paper_that_the_command_line_makes(
    deck: qk.Deck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    command = ["paper", "vietnam-us", "-n", "8", "--variants", "3", "--seed", "7", "--to", "html"]
    assert run([*command, "--at", "2026-06-01", "-o", "one"]) == 0
    qk.paper(deck, 8, variants=3, seed=7, to=["html"]).save("two")
    one, two = (
        json.loads(Path(place, "paper.json").read_text("utf-8")) for place in ("one", "two")
    )
    assert one.pop("at") != two.pop("at")
    assert one == two
    assert {path.name for path in Path("one").iterdir()} == {p.name for p in Path("two").iterdir()}


def test_a_blueprint_is_a_file_or_a_list(deck: qk.Deck, tmp_path: Path) -> None:
    lines = [{"count": 3, "form": "choice"}, {"count": 1, "kind": "visit", "points": 2}]
    path = tmp_path / "exam.yaml"
    path.write_text("- {count: 3, form: choice}\n- {count: 1, kind: visit, points: 2}\n", "utf-8")
    papers = [qk.paper(deck, blueprint=each, seed=7) for each in (lines, path, str(path))]
    assert len({paper.code for paper in papers}) == 1
    assert [row["points"] for row in papers[0].key] == [1, 1, 1, 2]


def test_the_key_says_what_is_marked_where(deck: qk.Deck) -> None:
    paper = qk.paper(deck, 5, variants=2, seed=7, forms=["choice"])
    for variant in "AB":
        places = sorted(int(row[variant].split()[0]) for row in paper.key)
        assert places == [1, 2, 3, 4, 5]
    assert [row["question"] for row in paper.key] == [each.stem for each in paper.questions]
    assert paper.to_dicts() == list(paper.key)


def test_too_few_questions_are_told_with_the_line(deck: qk.Deck) -> None:
    with pytest.raises(qk.FormatError, match="vietnam-us has not enough") as caught:
        qk.paper(deck, blueprint=[{"count": 2}, {"count": 400, "kind": "visit"}])
    assert [(problem.code, problem.at.line) for problem in caught.value.problems] == [("QK701", 2)]


def test_a_word_that_is_none_is_told_with_its_place(deck: qk.Deck) -> None:
    with pytest.raises(qk.FormatError) as caught:
        qk.paper(deck, blueprint=[{"count": 2, "kidn": "visit"}])
    assert "kidn" in " ".join(problem.message for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"n": 0}, "n is 0"),
        ({"variants": 27}, "variants is 27"),
        ({"to": ["pfd"]}, "did you mean 'pdf'"),
        ({"forms": ["chioce"]}, "form is 'chioce'"),
    ],
)
def test_wrong_arguments_are_told(deck: qk.Deck, wrong: dict[str, object], said: str) -> None:
    with pytest.raises(qk.ArgumentError, match=said):
        qk.paper(deck, **wrong)  # type: ignore[arg-type]


def test_a_printer_that_cannot_hold_the_paper_is_refused(deck: qk.Deck) -> None:
    paper = qk.paper(deck, 3, seed=7, forms=["typed"])
    with pytest.raises(qk.ArgumentError, match="wanted one of pdf, docx, html, typ"):
        paper.files(["amc"])


def test_what_was_marked_is_never_written_over(deck: qk.Deck, tmp_path: Path) -> None:
    paper = qk.paper(deck, 3, seed=7, to=["html"])
    paper.save(tmp_path)
    (tmp_path / "results.csv").write_text("mine", "utf-8")
    with pytest.raises(qk.FormatError, match="there already"):
        paper.save(tmp_path)
    paper.save(tmp_path, force=True)
    assert (tmp_path / "results.csv").read_text("utf-8") == "mine"


def test_it_is_drawn_with_its_key(deck: qk.Deck) -> None:
    paper = qk.paper(deck, 3, variants=2, seed=7)
    shown = paper._repr_mimebundle_()
    assert shown["text/plain"] == repr(paper)
    assert paper.code in shown["text/html"]
    assert shown["text/html"].count("<tr>") == 4
    assert len(paper) == 3


@pytest.mark.parametrize("wrong", [5, [5], {"count": 1}, [["count", 1]]])
def test_a_blueprint_is_made_of_dicts(deck: qk.Deck, wrong: object) -> None:
    with pytest.raises(qk.ArgumentError, match=r"blueprint is .*, wanted the path of a file, or a"):
        qk.paper(deck, blueprint=wrong)


def test_a_folder_is_no_blueprint_and_no_paper(deck: qk.Deck, tmp_path: Path) -> None:
    with pytest.raises(qk.FormatError, match="is a folder, wanted a file"):
        qk.paper(deck, blueprint=tmp_path)
    with pytest.raises(qk.FormatError, match="is a folder, wanted a file"):
        qk.items(tmp_path, paper=tmp_path)


@pytest.mark.parametrize("name", ["forms", "tags", "kinds", "to", "instructions"])
def test_several_are_not_one_text(deck: qk.Deck, name: str) -> None:
    with pytest.raises(qk.ArgumentError, match=rf"{name} is 'html', wanted several, such as \['"):
        qk.paper(deck, 1, **{name: "html"})
