"""Each built-in kind has an example deck: sound, and asked in both languages."""

from pathlib import Path

import pytest

from quizkit.checks.run import run
from quizkit.decks import load
from quizkit.decks.builtin import kind, names
from quizkit.model import Deck, Many
from quizkit.questions.plan import Planner, fact_of
from quizkit.questions.stems import stem
from tests.decks.kind_samples import EXAMPLES, LANGUAGES, example, full, lines, printed, sample

GOLDEN = Path(__file__).parent / "golden"
KINDS = Path(__file__).parents[2] / "quizkit" / "decks" / "kinds"

every_kind = pytest.mark.parametrize("name", names())


def in_language(name: str, language: str, folder: Path) -> Deck:
    """Return the example deck as one that is written in a language."""
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    place = folder / f"{name}.yaml"
    place.write_text(text.replace("language: en", f"language: {language}"), encoding="utf-8")
    return load(place)


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
def test_every_role_with_a_wording_is_asked(name: str, language: str, tmp_path: Path) -> None:
    planner = Planner(in_language(name, language, tmp_path))
    plans = [plan for facet in planner.facets for plan in planner.plans(facet)]
    roles = kind(name).roles.values()
    wanted = {role.name for role in roles if role.ask or role.ask_all}
    assert {fact_of(plan.facet)[1] for plan in plans} >= wanted
    for plan in plans:
        assert stem(plan, planner.deck)


@every_kind
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_asked_role_shows_at_least_two_wordings(
    name: str, language: str, tmp_path: Path
) -> None:
    planner = Planner(in_language(name, language, tmp_path))
    plans = [plan for facet in planner.facets for plan in planner.plans(facet)]
    for role in kind(name).roles.values():
        mine = [plan for plan in plans if plan.role == role.name]
        if role.ask:
            alone = {plan.template.text for plan in mine if plan.many is not Many.ALL}
            assert len(alone) >= 2 or role.type == "list"
        elif mine:
            assert len({plan.template.text for plan in mine}) >= 2


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
    values = sample(name, language)
    for line in lines(name, language):
        whole, least = (printed(line, parts, values) for parts in (full(line), ()))
        rows.append(f"{line.role or '-'} ({line.field})")
        rows += dict.fromkeys((f"  {whole}", f"  {least}"))
    return "\n".join(rows) + "\n\n"
