"""Checks of one's own: what is refused, what they find, what if they fail."""

import pytest

from quizkit.checks import catalogue, own
from quizkit.checks.catalogue import rules
from quizkit.checks.context import Finding, place
from quizkit.checks.own import OwnRule, add
from quizkit.checks.rules import RULES
from quizkit.checks.run import run
from quizkit.checks.sarif import sarif
from quizkit.checks.written import told
from quizkit.errors import ExtensionError
from quizkit.model import Problem, Severity
from quizkit.questions.plan import Planner
from tests.decks_as_text import deck as deck_of
from tests.registries import registries  # noqa: F401

DECK = """\
{ok}kinds:
  trip:
    called: "the trip to {{to}}"
    roles:
      who: {{is: person, ask: "Who made {{it}}?"}}
      to: place
facts:
  trip:
    - {{id: bcd1, who: Ann Walsh, to: Peru{more}}}
    - {{id: bcd2, who: Bob Stone, to: Chile}}
"""


class Short:
    """A place with a short name

    What is short is soon mistyped.
    """

    CODE, SEVERITY, PROFILE = "ABC101", Severity.WARNING, "practice"

    def find(self, context):
        for fact in context.deck.facts:
            if len(context.asker.text(fact.values["to"], "en")) < 5:
                problem = told(self.CODE, self.SEVERITY, "a short name", place(fact, "to"), do="")
                yield context.on_fact(problem, fact, role="to")


def deck(*, ok="", more=""):
    return deck_of(DECK.format(ok=ok, more=more))


def checked(made, **wanted):
    found = run(made, Planner(made), **wanted)
    return [each for each in found if each.code[:2] != "QK"]


def check(**parts):
    """Return a check that finds nothing, but for some parts."""
    made = {"__doc__": "A thing that is odd", "CODE": "ABC101", "SEVERITY": Severity.NOTE,
            "PROFILE": "practice", "find": lambda self, context: iter(())}  # fmt: skip
    return type("Odd", (), made | parts)


def test_it_looks_at_a_deck_with_all_others():
    add(OwnRule(Short))
    (problem,) = checked(deck())
    assert (problem.code, problem.severity, problem.fact) == ("ABC101", Severity.WARNING, "bcd1")
    assert (problem.deck, problem.role, problem.profile) == ("x", "to", "practice")
    assert problem.at.line > 1
    assert rules()[: len(RULES)] == RULES


@pytest.mark.parametrize("select", ["ABC", "ABC101", "AB"])
def test_it_can_be_selected_and_ignored_by_code_and_family(select):
    add(OwnRule(Short))
    assert len(checked(deck(), select=[select])) == 1
    assert checked(deck(), ignore=[select]) == []
    assert checked(deck(), select=["QK3"]) == []


def test_it_is_accepted_with_a_reason_and_a_reason_goes_stale():
    add(OwnRule(Short))
    (problem,) = checked(deck(more=', ok: {ABC101: "it is spelled so"}'))
    assert problem.suppressed == "it is spelled so"
    made = deck(ok='ok: {XYZ100: "of a check that is not here"}\n')
    (note,) = [p for p in run(made, Planner(made)) if "XYZ100" in p.message]
    assert (note.code, note.severity) == ("QK711", Severity.NOTE)
    assert note.message == "no check XYZ100 is installed here"
    add(OwnRule(check(CODE="XYZ100")))
    found = run(made, Planner(made), profile="shared", draws=0)
    assert "`ok: XYZ100` accepts nothing any more" in [p.message for p in found]


def test_its_profile_is_kept():
    add(OwnRule(type("Strict", (Short,), {"__doc__": "Strictly short", "PROFILE": "exam"})))
    assert checked(deck()) == []
    assert checked(deck(), profile="exam", draws=0)[0].profile == "exam"


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"CODE": "QK999"}, "has the CODE 'QK999', wanted two to four capital letters, other than"),
        ({"CODE": "QKX101"}, "other than QK"),
        ({"CODE": "A101"}, "such as ABC101"),
        ({"CODE": "abc101"}, "such as ABC101"),
        ({"CODE": None}, "has the CODE None"),
        ({"SEVERITY": "warning"}, "has the SEVERITY warning, wanted one of Severity.ERROR, Sev"),
        ({"SEVERITY": Severity.FATAL}, "has the SEVERITY Severity.FATAL"),
        ({"PROFILE": "strict"}, "has the PROFILE strict, wanted one of practice, class, exam"),
        ({"FIX": "yes"}, "has the FIX yes, wanted one of -, safe, unsafe"),
        ({"find": None}, "has no function find; write find(context) -> Iterator[Finding]"),
        ({"find": lambda self: ()}, "has a function find that cannot be called so"),
        ({"__doc__": None}, "has no docstring, which is its page"),
    ],
)
def test_a_part_that_is_missing_is_named(parts, said):
    with pytest.raises(ExtensionError) as caught:
        OwnRule(check(**parts))
    assert said in str(caught.value)


def test_two_checks_with_one_code_are_refused():
    add(OwnRule(Short))
    add(OwnRule(Short))
    with pytest.raises(ExtensionError, match=r"there is a check ABC101 already, of .*Short"):
        add(OwnRule(check()))


def odd(**parts):
    problem = Problem("ABC101", Severity.NOTE, "odd", place(FACT))
    return Finding(problem._replace(**parts), ())


def broken(context):
    yield from Short().find(context)
    raise ZeroDivisionError("by\nnothing")


@pytest.mark.parametrize(
    ("find", "said"),
    [
        (broken, "ZeroDivisionError: by nothing"),
        (lambda context: [7], "TypeError: it found 7, wanted a Finding, as context.on_f"),
        (lambda context: None, "TypeError: 'NoneType' object is not iterable"),
        (lambda context: exit(3), "SystemExit: 3"),
        (
            lambda context: [odd(at=None)],
            "TypeError: it found a problem with a part of another type, at: None",
        ),
        (
            lambda context: [odd(message=None)],
            "TypeError: it found a problem with a part of another type, message: None",
        ),
        (
            lambda context: [odd(notes=5)],
            "TypeError: it found a problem with a part of another type, notes: 5",
        ),
        (
            lambda context: [odd(fix=3)],
            "TypeError: it found a problem with a part of another type, fix: 3",
        ),
        (
            lambda context: [odd()._replace(holders=7)],
            "TypeError: it found a problem with a part of another type, holders: 7",
        ),
        (
            lambda context: [
                context.on_deck(told("QK301", Severity.NOTE, "x", place(FACT), do=""))
            ],
            "ValueError: it found a problem 'QK301', wanted ABC101",
        ),
        (
            lambda context: [context.on_deck(Problem("ABC101", Severity.FATAL, "x", place(FACT)))],
            "ValueError: it found a problem 'ABC101'",
        ),
    ],
)
def test_a_check_that_fails_becomes_one_problem(find, said):
    add(OwnRule(check(find=lambda self, context: find(context)), package="qk-odd 2.1"))
    problem = checked(deck())[0]
    assert problem.message == f"the check ABC101 failed: {said.partition(':')[0]}"
    assert problem.severity is Severity.ERROR
    assert problem.notes[0].text.startswith(f"it says {said}")
    assert problem.notes[1].text == "it is from package qk-odd 2.1; tell its author"
    assert len(checked(deck(), ignore=["ABC"])) == 0


FACT = deck().facts[0]


def test_a_run_that_is_to_end_is_not_taken_for_a_failure():
    class Enough(Exception):
        pass

    ticks = []

    def tick():
        ticks.append(1)
        if len(ticks) > len(RULES) + 1:
            raise Enough

    def find(self, context):
        context.go_on()
        yield from ()

    add(OwnRule(check(find=find)))
    with pytest.raises(Enough):
        run(deck(), Planner(deck()), tick=tick, profile="shared", draws=0)


def test_its_docstring_is_its_page():
    add(OwnRule(Short))
    page = catalogue.by_code()["ABC101"]
    assert (page.title, page.finds) == (
        "A place with a short name",
        "What is short is soon mistyped.",
    )
    assert [heading for heading, _ in page.sections] == ["What it finds", "Source", "Options"]
    assert page in catalogue.pages()
    own.OWN.clear()
    assert "ABC101" not in catalogue.by_code()
    assert page not in catalogue.pages()


def test_a_page_with_all_headings_is_read_as_one_of_quizkit():
    whole = RULES[0]
    text = whole.__doc__.replace(whole.CODE, "ABC101", 1)
    add(OwnRule(check(__doc__=text)))
    page, like = catalogue.by_code()["ABC101"], catalogue.by_code()[whole.CODE]
    assert page.sections == like.sections
    assert page.title == like.title


def test_programs_are_told_of_it():
    add(OwnRule(Short))
    made = sarif(checked(deck()), profile="practice", version="1")
    rules_told = made["runs"][0]["tool"]["driver"]["rules"]
    (rule,) = [each for each in rules_told if each["id"] == "ABC101"]
    assert rule["name"] == "Short"
    assert made["runs"][0]["results"][0]["ruleId"] == "ABC101"
