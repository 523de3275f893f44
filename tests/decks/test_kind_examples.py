"""Each built-in kind has an example deck: sound, and asked in both languages."""

from pathlib import Path

import pytest

from quizkit.checks.run import run
from quizkit.decks.builtin import kind, names
from quizkit.model import Many, Plan, Way
from quizkit.questions.plan import Planner
from quizkit.questions.stems import stem
from tests.decks.kind_samples import EXAMPLES, LANGUAGES, example, full, lines, printed, sample

GOLDEN = Path(__file__).parent / "golden"
MOST = {"en": 25, "vi": 40}
"""Words of a stem; Vietnamese writes each syllable apart."""
KINDS = Path(__file__).parents[2] / "quizkit" / "decks" / "kinds"

every_kind = pytest.mark.parametrize("name", names())


def asked(name: str, language: str) -> list[Plan]:
    """Return every plan of an example deck asked in a language."""
    planner = Planner(example(name), language=language)
    return [plan for facet in planner.facets for plan in planner.plans(facet)]


def test_every_kind_has_an_example_and_every_example_a_kind() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.yaml")} == set(names())


@every_kind
def test_an_example_says_what_the_kind_is_for_and_what_not(name: str) -> None:
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    comment = [line for line in text.split("quizkit: 1")[0].splitlines() if line]
    assert all(line.startswith("# ") for line in comment)
    assert comment[0].startswith(f"# {name}: for ")
    assert any(line.startswith(("# Not for", "# Where the name itself")) for line in comment)


@every_kind
def test_a_kind_names_its_roles_and_its_example(name: str) -> None:
    text = (KINDS / f"{name}.yaml").read_text(encoding="utf-8")
    comment = text.split("\ncalled:")[0]
    for role in kind(name).roles:
        assert f"#   {role} " in comment
    assert "# Not for" in comment
    assert f"# Example: examples/kinds/{name}.yaml" in comment


@every_kind
def test_an_example_is_small_and_sound(name: str) -> None:
    deck = example(name)
    assert 4 <= len(deck.facts) <= 8
    assert {fact.kind for fact in deck.facts} == {name}
    assert all(fact.source for fact in deck.facts)
    assert run(deck, Planner(deck), profile="exam") == ()


@every_kind
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_with_a_wording_is_asked(name: str, language: str) -> None:
    plans = asked(name, language)
    wanted = {role.name for role in kind(name).roles.values() if role.ask or role.ask_all}
    assert {plan.role for plan in plans} >= wanted
    assert {plan.language for plan in plans} == {language}


@every_kind
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_question_is_long(name: str, language: str) -> None:
    for plan in asked(name, language):
        assert len(stem(plan, example(name)).split()) <= MOST[language]


@every_kind
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_asked_role_shows_at_least_two_wordings(name: str, language: str) -> None:
    plans = asked(name, language)
    for role in kind(name).roles.values():
        mine = [plan for plan in plans if plan.role == role.name and plan.way is Way.PLAIN]
        alone = {plan.template.text for plan in mine if plan.many is Many.ONE}
        whole = {plan.template.text for plan in mine if plan.many is Many.ALL}
        assert len(alone | whole) >= 2 or not role.ask
        assert len(whole) != 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_wordings_read_as_they_were_read_aloud(
    language: str, pytestconfig: pytest.Config
) -> None:
    place = GOLDEN / f"kinds.{language}.txt"
    found = "".join(_page(name, language) for name in names())
    if pytestconfig.getoption("--golden"):
        place.write_text(found, encoding="utf-8")
    assert found == place.read_text(encoding="utf-8")


def _page(name: str, language: str) -> str:
    """Return every wording of a kind with all that it can print, and with the least."""
    rows = [f"== {name}"]
    values = sample(name)
    for line in lines(name, language):
        whole, least = (printed(line, parts, values) for parts in (full(line), ()))
        rows.append(f"{line.role or '-'} ({line.field})")
        rows += dict.fromkeys((f"  {whole}", f"  {least}"))
    return "\n".join(rows) + "\n\n"
