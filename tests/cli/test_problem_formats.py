"""JSON, SARIF and GitHub's commands over a folder of decks with many problems."""

import copy
import json
import re
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest

from quizkit import checks
from quizkit.checks.catalogue import pages
from tests.checks.conftest import PNG, whole

SCHEMA = json.loads(
    (Path(str(checks.__file__)).parent / "problems.schema.json").read_text(encoding="utf-8")
)
SHARED = ("--profile", "shared", "--draws", "1")


@pytest.fixture
def many(tmp_path):
    """Put the bad decks of a dozen pages, a suppressed problem and a strange name in a folder."""
    folder = tmp_path / "many"
    folder.mkdir()
    (folder / "p.png").write_bytes(PNG)
    for page in [page for page in pages() if page.safety != "-"][::3] + list(pages()[::19]):
        text = re.sub(r" *# here$", "", whole(page.example), flags=re.MULTILINE)
        (folder / f"{page.code}.yaml").write_text(text, encoding="utf-8")
    ok = 'cards:\n  - {q: "Which river flows by?", a: The Huong, ok: {QK101: "later: yes"}}\n'
    (folder / "ok, 100%: nầy.yaml").write_text(whole(ok), encoding="utf-8")
    return folder


def strict(schema):
    """Return the schema with every field that it does not list refused."""
    found = copy.deepcopy(schema)
    for each in (found, *found["$defs"].values()):
        if "properties" in each:
            each["additionalProperties"] = False
    return found


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_json_is_as_its_schema_says(call, many) -> None:
    document = json.loads(call("check", "many", "--json", *SHARED).out)
    jsonschema.Draft202012Validator(strict(SCHEMA)).validate(document)
    assert len({problem["code"] for problem in document["problems"]}) > 15
    assert any(problem["suppressed"] for problem in document["problems"])
    assert any(problem["related"] for problem in document["problems"])
    mended = json.loads(call("check", "many", "--json", "--fix", "--unsafe", *SHARED).out)
    assert mended["mended"]
    jsonschema.Draft202012Validator(SCHEMA).validate(mended)


@pytest.mark.parametrize(
    ("field", "value"), [("line", 0), ("severity", "fatal"), ("fix", {}), ("code", "QK1")]
)
def test_the_schema_finds_faults(call, many, field, value) -> None:
    document = json.loads(call("check", "many", "--json").out)
    document["problems"][0][field] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(document)


def test_sarif_says_the_same_as_json(call, many) -> None:
    problems = json.loads(call("check", "many", "--json", *SHARED).out)["problems"]
    (run,) = json.loads(call("check", "many", "--format", "sarif", *SHARED).out)["runs"]
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in rules] == [page.code for page in pages()]
    assert len(results) == len(problems)
    for problem, result in zip(problems, results, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == problem["code"]
        assert result["level"] == problem["severity"]
        assert result["message"]["text"].startswith(problem["message"])
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        assert unquote(physical["artifactLocation"]["uri"]) == problem["path"]
        assert physical["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]
        region = physical["region"]
        assert (region["startLine"], region["startColumn"], region["endColumn"]) == (
            *(problem["line"], problem["column"], problem["end_column"]),
        )
        assert len(result.get("relatedLocations", ())) == len(problem["related"])
        assert bool(result.get("fixes")) == bool(problem["fix"])
        assert [s["justification"] for s in result.get("suppressions", ())] == (
            [problem["suppressed"]] if problem["suppressed"] else []
        )
        if problem["fact"]:
            name = location["logicalLocations"][0]["fullyQualifiedName"]
            assert name.startswith(f"{problem['deck']}/{problem['fact']}")


def test_sarif_tells_problems_apart_and_knows_them_again(call, tmp_path) -> None:
    card = '  - {id: a1, q: "Which river flows through Hue, and not always?", a: The Huong}\n'
    place = tmp_path / "deck.yaml"

    def marks(text: str) -> dict[tuple[str, str], str]:
        place.write_text(whole(text), encoding="utf-8")
        (run,) = json.loads(call("check", "deck.yaml", "--format", "sarif", *SHARED).out)["runs"]
        found = [(r["ruleId"], r["partialFingerprints"]["quizkit/v1"]) for r in run["results"]]
        assert len(set(found)) == len(found) > 1
        return dict(found)

    before = marks("cards:\n" + card)
    assert marks("# moved down\n\ncards:\n" + card) == before
    assert marks("cards:\n" + card.replace("a1", "a2")) != before


def test_sarif_holds_no_place_of_this_machine(call, many, tmp_path) -> None:
    out = call("check", "many", "--format", "sarif", *SHARED).out
    assert str(tmp_path) not in out
    assert out == call("check", "many", "--format", "sarif", *SHARED).out


def test_github_escapes_what_would_end_a_field(call, many) -> None:
    out = call("check", "many", "--format", "github", *SHARED).out
    lines = out.splitlines()
    words = [line.split(" ")[0] for line in lines]
    assert words == sorted(words, key=["::error", "::warning", "::notice"].index)
    for line in lines:
        head, _, _ = line.removeprefix("::").partition("::")
        fields = head.partition(" ")[2].split(",")
        assert [field.partition("=")[0] for field in fields] == [
            *("file", "line", "endLine", "col", "endColumn", "title")
        ]
    assert "file=many/ok%2C 100%25%3A nầy.yaml," in out
