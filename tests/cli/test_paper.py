"""`quizkit paper`: what is said, what is written, with which exit code."""

import json
from pathlib import Path

import pytest

from quizkit.cli.main import run
from quizkit.formats.paper.record_read import read


def files(folder: str = "exam") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def test_a_paper_is_written_with_its_key_and_its_record(call, rivers) -> None:
    done = call("paper", "rivers.yaml", "-n", "5", "--variants", "2", "--to", "html", "-o", "exam/")
    assert done.code == 0
    assert (
        done.out == "exam/A.html\nexam/B.html\nexam/key.html\nexam/paper.json\nexam/results.csv\n"
    )
    code = read(Path("exam/paper.json").read_bytes(), "paper.json").code
    assert done.err.splitlines()[0].startswith("A: 5 questions, 5 points; right letters")
    assert done.err.splitlines()[1].startswith("B: 5 questions, 5 points; right letters")
    assert done.err.splitlines()[2] == (
        f"paper {code}: 2 variants of the same questions; every key was worked out twice"
    )
    assert code in Path("exam/B.html").read_text(encoding="utf-8")


def test_several_printers_have_the_same_questions(call, rivers) -> None:
    done = call("paper", "rivers.yaml", "-n", "4", "--to", "html", "--to", "amc", "-o", "exam")
    assert done.code == 0
    assert files() == ["A.html", "A.txt", "key.html", "paper.json", "results.csv"]
    record = read(Path("exam/paper.json").read_bytes(), "paper.json")
    for name in ("A.html", "A.txt"):
        text = Path("exam", name).read_text(encoding="utf-8")
        assert all(task.stem in text for task in record.tasks)


def test_the_same_arguments_give_the_same_bytes(call, rivers) -> None:
    argv = ("paper", "rivers.yaml", "-n", "4", "--variants", "3", "--to", "html", "--seed", "a")
    for folder in ("one", "two"):
        assert call(*argv, "--at", "2026-06-01", "-o", folder).code == 0
    for name in files("one"):
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes()
    record = read(Path("one/paper.json").read_bytes(), "p")
    assert record.at == 1_780_272_000
    assert call(*argv[:-1], "b", "-o", "three").code == 0
    assert read(Path("three/paper.json").read_bytes(), "p").code != record.code


def test_the_time_may_come_from_the_environment(call, rivers, monkeypatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert call("paper", "rivers.yaml", "-n", "2", "--to", "html", "-o", "exam").code == 0
    assert read(Path("exam/paper.json").read_bytes(), "p").at == 1_700_000_000


def test_nothing_is_written_over_unasked(call, rivers) -> None:
    argv = ("paper", "rivers.yaml", "-n", "2", "--to", "html", "-o", "exam")
    call(*argv)
    again = call(*argv)
    assert (again.code, again.out) == (3, "")
    assert "error: exam/A.html is there already; --force writes over it\n" in again.err
    Path("exam/results.csv").write_text("learner,variant,1\nmai,A,B\n", encoding="utf-8")
    forced = call(*argv, "--force")
    assert forced.code == 0
    assert "results.csv stays as it was: it may hold what was marked\n" in forced.err
    assert "mai" in Path("exam/results.csv").read_text(encoding="utf-8")


def test_a_blueprint_says_what_is_wanted(call, rivers) -> None:
    Path("exam.yaml").write_text(
        "- {count: 2, role: length, form: choice, points: 2}\n- {count: 1, tag: long}\n"
    )
    done = call("paper", "rivers.yaml", "--blueprint", "exam.yaml", "--to", "html", "-o", "exam")
    assert done.code == 0
    record = read(Path("exam/paper.json").read_bytes(), "p")
    assert [task.points for task in record.tasks] == [2, 2, 1]
    assert [task.id.partition("#")[2] for task in record.tasks[:2]] == ["length", "length"]
    assert record.tasks[2].id.startswith("rivers/p9rt#")


def test_all_that_is_wrong_with_a_blueprint_is_shown_at_its_place(call, rivers) -> None:
    Path("exam.yaml").write_text("- {cuont: 2, kind: rivers}\n- {count: 0}\n")
    done = call("paper", "rivers.yaml", "--blueprint", "exam.yaml", "--to", "html", "-o", "exam")
    assert (done.code, done.out) == (3, "")
    assert " --> exam.yaml:1:4\n" in done.err
    assert "  = help: did you mean `count`?\n" in done.err
    assert "  = help: did you mean `river`?\n" in done.err
    assert " --> exam.yaml:2:11\n" in done.err
    assert done.err.endswith("error: exam.yaml: the blueprint cannot be used, it has 4 problems\n")
    assert not Path("exam").exists()


def test_a_deck_with_too_few_questions_says_what_could_give_more(call, rivers) -> None:
    Path("exam.yaml").write_text("- {count: 9, role: length}\n")
    done = call("paper", "rivers.yaml", "--blueprint", "exam.yaml", "--to", "html", "-o", "exam")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[QK701]: there are only 4 of 9 questions for this\n")
    assert " --> exam.yaml:1:3\n" in done.err
    assert "  = help: another role would give more: " in done.err
    assert done.err.endswith("not enough questions for the paper; nothing was written\n")
    assert not Path("exam").exists()


def test_too_few_questions_as_json(call, rivers) -> None:
    done = call("paper", "rivers.yaml", "-n", "400", "--to", "html", "-o", "exam", "--json")
    assert done.code == 1
    (short,) = json.loads(done.out)["short"]
    assert short["code"] == "QK701"
    assert short["path"] == "rivers.yaml"
    assert short["message"].endswith(" of 400 questions for this")


def test_losses_are_told_first_and_strict_writes_nothing(call, rivers) -> None:
    argv = ("paper", "rivers.yaml", "-n", "2", "--form", "typed", "--to", "amc", "-o", "exam")
    strict = call(*argv, "--strict")
    assert (strict.code, strict.out) == (1, "")
    assert "QK901 amc cannot hold typed: asked as choice\n" in strict.err
    assert strict.err.endswith("1 thing is lost; nothing was written\n")
    assert not Path("exam").exists()
    done = call(*argv)
    assert done.code == 0
    assert done.err.splitlines()[0].endswith("QK901 amc cannot hold typed: asked as choice")


def test_only_the_printer_that_lacks_a_form_is_named(call, rivers) -> None:
    Path("exam.yaml").write_text("- {count: 2, form: typed}\n", encoding="utf-8")
    argv = ("paper", "rivers.yaml", "--blueprint", "exam.yaml", "--to", "html", "--to", "amc")
    done = call(*argv, "-o", "exam")
    assert "QK901 amc cannot hold typed: asked as choice" in done.err
    assert "leave amc out, if these forms are wanted" in done.err


def test_a_line_that_stays_short_for_want_of_a_form_says_so(call, rivers) -> None:
    Path("exam.yaml").write_text("- {count: 400, form: typed}\n", encoding="utf-8")
    done = call("paper", "rivers.yaml", "--blueprint", "exam.yaml", "--to", "amc", "-o", "exam")
    assert done.code == 1
    assert "QK901 amc cannot hold typed" in done.err
    assert "QK701" in done.err
    assert not Path("exam").exists()


def test_a_paper_as_json(call, rivers) -> None:
    done = call(
        *("paper", "rivers.yaml", "-n", "3", "--form", "choice", "--variants", "2"),
        *("--to", "html", "-o", "exam", "--json"),
    )
    found = json.loads(done.out)
    assert (found["v"], found["questions"], found["points"], found["lost"]) == (1, 3, 3, [])
    assert [each["name"] for each in found["variants"]] == ["A", "B"]
    assert all(sum(each["letters"].values()) == 3 for each in found["variants"])
    assert found["files"][-2:] == ["exam/paper.json", "exam/results.csv"]
    assert found["code"] == read(Path("exam/paper.json").read_bytes(), "p").code


def test_variants_may_have_questions_of_their_own(call, rivers) -> None:
    done = call(
        *("paper", "rivers.yaml", "-n", "3", "--variants", "2", "--different"),
        *("--to", "html", "-o", "exam"),
    )
    assert done.code == 0
    assert "2 variants with questions of their own" in done.err
    record = read(Path("exam/paper.json").read_bytes(), "p")
    assert record.different
    assert len({task.id for task in record.tasks}) == 6


def test_what_stands_around_the_questions_can_be_said(call, rivers) -> None:
    done = call(
        *("paper", "rivers.yaml", "-n", "2", "--title", "Test 1 <b>", "--page", "letter"),
        *("--instructions", "Be brief.", "--instructions", "Be quick.", "--large", "--spaced"),
        *("--to", "html", "-o", "exam"),
    )
    assert done.code == 0
    text = Path("exam/A.html").read_text(encoding="utf-8")
    for part in ("Test 1 &lt;b&gt;", "Be brief.", "Be quick.", 'class="large spaced"', "letter"):
        assert part in text


@pytest.mark.parametrize(
    ("argv", "code", "told"),
    [
        (("--blueprint", "no.yaml"), 3, "cannot read no.yaml: No such file or directory"),
        (("--blueprint", "no.yaml", "--tag", "x"), 2, "say that themselves: leave out --tag"),
        (("--kind", "rivr"), 2, "the deck has no kind rivr; did you mean `river`?"),
        (("--tag", "lonk"), 3, 'no fact has the tag "lonk"; did you mean "long"?'),
        (("--variants", "27"), 2, "27 is not in the range 1<=x<=26"),
        (("--form", "flip"), 2, "'flip' is not one of"),
        (("--font", "rivers.yaml"), 2, "rivers.yaml is no font file"),
        (("--title", "a\x1b[31m"), 2, "the text has U+001B in it"),
        (("--at", "soon"), 2, "'soon' is no time"),
    ],
)
def test_what_cannot_be_is_refused(call, rivers, argv, code: int, told: str) -> None:
    done = call("paper", "rivers.yaml", "--to", "html", "-o", "exam", *argv)
    assert (done.code, done.out) == (code, "")
    assert told in done.err
    assert not Path("exam").exists()


def test_a_wrong_key_is_a_fault_of_the_program(call, rivers, monkeypatch) -> None:
    from quizkit.formats.paper import solved

    monkeypatch.setattr(solved._Solver, "key", lambda *_: "Z")
    done = call("paper", "rivers.yaml", "-n", "2", "--to", "html", "-o", "exam")
    assert (done.code, done.out) == (70, "")
    assert not Path("exam").exists()


def test_help_needs_no_deck(capsys) -> None:
    assert run(["paper", "--help"]) == 0
    assert "- {count: 8, kind: visit, form: choice, points: 2}\n" in capsys.readouterr().out


def test_the_blueprint_of_the_examples_fits_its_deck(call) -> None:
    blueprint = Path(__file__).parents[2] / "examples" / "exam.yaml"
    done = call(
        *("paper", "vietnam-us", "--blueprint", str(blueprint), "--variants", "2"),
        *("--to", "html", "-o", "exam"),
    )
    assert done.code == 0
    assert "20 questions, 33 points" in done.err
