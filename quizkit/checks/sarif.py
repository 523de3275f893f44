"""Problems as SARIF 2.1.0 (OASIS), which code hosts and editors read.

Pure: plain values go out. No time, no absolute path and no host's name stand in them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final
from urllib.parse import quote

from quizkit.checks.catalogue import Page, pages
from quizkit.checks.catalogue import rules as all_rules
from quizkit.checks.context import PROFILES
from quizkit.model import Edit, Fix, Location, Problem, Related, Severity
from quizkit.text import digest, visible

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
HOME: Final = "urn:quizkit:check"
"""The name under which the tool is known where it has no page of its own."""

_ROOT: Final = "SRCROOT"


def sarif(
    problems: Sequence[Problem], *, profile: str, version: str, mended: Iterable[Problem] = ()
) -> dict[str, Any]:
    """Return a SARIF log of one run.

    Args:
        problems: What was found, in the order in which it is told.
        profile: How strict the run was.
        version: The version of quizkit.
        mended: Problems that were mended in this run; they are told as what the tool did.
    """
    rules = _rules(problems, profile)
    places = {rule["id"]: place for place, rule in enumerate(rules)}
    done = [_notification(problem, places) for problem in mended]
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "quizkit",
                "fullName": f"quizkit check, profile {profile}",
                "version": version,
                "informationUri": HOME,
                "rules": rules,
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The folder in which quizkit was called."}}
        },
        "results": _results(problems, places),
    }
    if done:
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": done}]
    return {"version": "2.1.0", "$schema": SCHEMA, "runs": [run]}


def _rules(problems: Iterable[Problem], profile: str) -> list[dict[str, Any]]:
    """Return every rule that could run, and those of the problems."""
    strict = PROFILES.index(profile)
    found = {problem.code for problem in problems}
    names = _names()
    return [
        _rule(page, names.get(page.code, page.code))
        for page in pages()
        if PROFILES.index(page.profile) <= strict or page.code in found
    ]


def _rule(page: Page, name: str) -> dict[str, Any]:
    return {
        "id": page.code,
        "name": name,
        "shortDescription": {"text": _sentence(page.title)},
        "fullDescription": {"text": page.finds},
        "help": {"text": _text(page), "markdown": _markdown(page)},
        "defaultConfiguration": {"level": _level(page.severity)},
        "properties": {"profile": page.profile, "fix": page.safety, "tags": [page.profile]},
    }


def _names() -> dict[str, str]:
    """Return a name of letters for each code: that of its module."""
    modules = ((rule.CODE, str(getattr(rule, "__name__", rule.CODE))) for rule in all_rules())
    return {
        code: "".join(word.capitalize() for word in module.rpartition(".")[2].split("_"))
        for code, module in modules
    }


def _text(page: Page) -> str:
    return "\n\n".join(f"{heading}\n{text.rstrip()}" for heading, text in page.sections)


def _markdown(page: Page) -> str:
    return "\n\n".join(
        f"**{heading}**\n\n"
        + (f"```yaml\n{text.rstrip()}\n```" if heading.endswith("deck") else text)
        for heading, text in page.sections
    )


def _results(problems: Sequence[Problem], places: dict[str, int]) -> list[dict[str, Any]]:
    times: Counter[str] = Counter()
    found = []
    for problem in problems:
        who = "\0".join((problem.code, problem.deck, problem.fact, problem.role))
        again = times[who]
        times[who] += 1
        mark = digest((f"{who}\0{again}" if again else who).encode("utf-8", "surrogatepass"))
        found.append(_result(problem, places, mark))
    return found


def _result(problem: Problem, places: dict[str, int], mark: str) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": _physical(problem.at)}
    if problem.fact:
        name = f"{problem.deck}/{problem.fact}" + (f"#{problem.role}" if problem.role else "")
        location["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "member"}]
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": places.get(problem.code, -1),
        "level": _level(problem.severity),
        "message": {"text": _message(problem)},
        "locations": [location],
        "partialFingerprints": {"quizkit/v1": mark},
    }
    if problem.related:
        result["relatedLocations"] = [
            _related(number, related) for number, related in enumerate(problem.related, 1)
        ]
    if problem.fix and problem.fix.edits:
        result["fixes"] = [_fix(problem.fix)]
    if problem.suppressed:
        reason = visible(problem.suppressed)
        result["suppressions"] = [{"kind": "inSource", "justification": reason}]
    return result


def _message(problem: Problem) -> str:
    parts = [problem.message, *(note.text for note in problem.notes if note.kind in ("help", "or"))]
    return visible("\n".join(map(_sentence, parts)), keep_lines=True)


def _related(number: int, related: Related) -> dict[str, Any]:
    found: dict[str, Any] = {"id": number, "physicalLocation": _physical(related.at)}
    if related.message:
        found["message"] = {"text": visible(related.message)}
    return found


def _fix(fix: Fix) -> dict[str, Any]:
    by_path: dict[str, list[Edit]] = {}
    for edit in fix.edits:
        by_path.setdefault(edit.path, []).append(edit)
    changes = [
        {"artifactLocation": _artifact(path), "replacements": [_replacement(e) for e in edits]}
        for path, edits in by_path.items()
    ]
    return {"description": {"text": visible(fix.title)}, "artifactChanges": changes}


def _replacement(edit: Edit) -> dict[str, Any]:
    region = {
        "startLine": edit.line,
        "startColumn": max(1, edit.column),
        "endLine": edit.end_line,
        "endColumn": edit.end_column,
    }
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}


def _notification(problem: Problem, places: dict[str, int]) -> dict[str, Any]:
    title = problem.fix.title if problem.fix else problem.message
    rule: dict[str, Any] = {"id": problem.code}
    if problem.code in places:
        rule["index"] = places[problem.code]
    return {
        "level": "note",
        "message": {"text": visible(f"mended: {title}")},
        "associatedRule": rule,
        "locations": [{"physicalLocation": _physical(problem.at)}],
    }


def _physical(at: Location) -> dict[str, Any]:
    region = {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.line,
        "endColumn": at.column + at.width,
    }
    return {"artifactLocation": _artifact(at.path), "region": region}


def _artifact(path: str) -> dict[str, str]:
    uri = quote(path, safe="/")
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    return {"uri": uri, "uriBaseId": _ROOT}


def _level(severity: Severity) -> str:
    return severity.word


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
