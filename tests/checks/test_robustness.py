"""Checks never raise, and say the same twice, whatever the deck."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.checks.catalogue import by_code, pages
from quizkit.checks.context import Context
from quizkit.checks.frames import as_json, concise, frame
from quizkit.checks.rules import RULES
from quizkit.checks.rules.builtin_replaced import BUILTIN
from quizkit.checks.run import arrange, run
from quizkit.decks.report import SEVERITIES
from quizkit.errors import DeckError
from quizkit.model import Deck, Location, Name, Problem, Severity
from quizkit.questions.plan import Planner
from quizkit.text import canonical
from tests.decks_as_text import deck as from_text
from tests.strategies import decks

KINDS = Path(__file__).parents[2] / "quizkit" / "decks" / "kinds"


@pytest.mark.property
@settings(max_examples=max(20, settings().max_examples // 4))
@given(decks())
def test_any_deck_gives_one_list_in_order(deck: Deck) -> None:
    problems = run(deck, Planner(deck), profile="shared", everything=True)
    assert problems == run(deck, Planner(deck), profile="shared", everything=True)
    places = [(p.at.path, p.at.line, p.at.column, p.code) for p in problems]
    assert places == sorted(places)
    for problem in problems:
        assert 0 < len(problem.message) <= 72
        assert len(problem.notes) <= 6
        assert frame(problem, {"x.yaml": ["x" * 40] * 9})
        assert concise(problem)
        assert canonical(as_json(problem))


@pytest.mark.property
@settings(max_examples=max(50, settings().max_examples // 2))
@given(decks())
def test_every_refusal_with_a_code_is_told(deck: Deck) -> None:
    planner = Planner(deck)
    found = run(deck, planner, profile="class")
    refused = {
        refusal.code
        for facet in planner.candidates
        if (refusal := planner.refusal(facet)) is not None and refusal.code
    }
    assert refused <= {problem.code for problem in found}


def test_a_rule_reports_only_its_own_code() -> None:
    deck = from_text(
        """
kinds:
  trip:
    called: "the trip to {to}"
    roles:
      who: {is: person, ask: "Which two people made {it} with {who}?"}
      to: place
facts:
  trip:
    - {who: Ann Walsh, to: Peru}
    - {who: Ann Walsh, to: Peru}
"""
    )
    context = Context(deck, Planner(deck))
    for rule in RULES:
        if rule.find is not None:
            problems = [finding.problem for finding in rule.find(context)]
            assert {p.code for p in problems} <= {rule.CODE}
            assert {p.severity for p in problems} <= {rule.SEVERITY}


def test_the_names_of_built_in_kinds_are_those_that_ship() -> None:
    assert {path.stem for path in KINDS.glob("*.yaml")} == BUILTIN


def test_the_wordings_of_built_in_kinds_have_no_fault(
    check: Callable[..., tuple[Problem, ...]],
) -> None:
    def indented(path: Path) -> str:
        lines = path.read_text(encoding="utf-8").splitlines()
        return "\n".join(f"    {line}" for line in lines)

    kinds = "".join(f"  {path.stem}:\n{indented(path)}\n" for path in sorted(KINDS.glob("*.yaml")))
    problems = check(f"kinds:\n{kinds}", "class")
    assert {problem.code for problem in problems} == {"QK131"}


@pytest.mark.property
@given(st.text(max_size=300))
def test_any_text_is_a_deck_or_a_list_of_problems(text: str) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        deck = from_text(text)
    except DeckError as error:
        problems = error.problems
        stopped = [problem for problem in problems if problem.severity is Severity.FATAL]
    else:
        run(deck, Planner(deck), profile="shared")
        stopped = ["nothing"]
    assert {problem.code for problem in problems} <= set(SEVERITIES)
    assert stopped


def test_a_name_without_a_place_can_be_shown() -> None:
    deck = from_text("names:\n  Oslo: {is: city, aka: [X], not: [X]}\n")
    name = Name("Oslo", "city", aka=("X",), never=("X",), declared=True, at=Location(""))
    nowhere = Deck(
        **{field: getattr(deck, field) for field in deck.__dataclass_fields__}
        | {"names": {"": name}}
    )
    (problem,) = run(nowhere, Planner(nowhere))
    assert frame(problem, {}).startswith("error[QK119]")


SNIPPETS = (
    "{", "}", "[", "]", ": ", ", ", "-", '"', "'", "#", "|", "\n", "\n  ", "\n    ", "\t", "...",
    "{it}", "{when}", "{count}", "{scope}", "{on date}", "[!", "other", "yes", "no", "0", "1993",
    "1993-07/1993-09", "about", "as of 2020: ", "in Hanoi: ", "wrong: {who: [Peru]}", "ask: ",
    "complete: ", "table: |", "ok: {QK301: so}", "id: bcd1", "include: [x]", "&a ", "*a", "\u0301",
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The text of a page's deck with a few cuts and insertions."""
    page = draw(st.sampled_from(pages()))
    text = draw(st.sampled_from((page.example, page.instead)))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from((0, 0, 1, 2, 8))))
        text = text[:start] + draw(st.sampled_from(("", *SNIPPETS))) + text[end:]
    return text


@pytest.mark.property
@given(mutated())
def test_a_damaged_deck_is_told_what_is_wrong_or_is_checked(text: str) -> None:
    try:
        deck = from_text(text)
    except DeckError as error:
        problems = arrange(error.problems)
    else:
        problems = run(deck, Planner(deck), profile="shared")
    lines = {problem.at.path: text.splitlines() for problem in problems}
    assert {problem.code for problem in problems} <= set(by_code())
    for problem in problems:
        assert by_code()[problem.code].severity is problem.severity
        assert frame(problem, lines)
        assert canonical(as_json(problem))
