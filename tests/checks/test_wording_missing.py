"""QK130: one problem a role, one a kind that has nothing in the language, none for spellings."""

import pytest

BOTH = '{en: "Which city lies on the {river}?", vi: "{river} chảy qua đâu?"}'
NAMES = "  Hanoi: {is: city, vi: Hà Nội}\n  Red River: {is: place}\n"


def town(name: str, river: str, *, more: str = "", names: str = NAMES) -> str:
    return (
        f"names:\n{names}kinds:\n  town:\n    roles:\n"
        f"      name: {{is: city, ask: {name}}}\n      river: {{is: place, {river}}}\n{more}"
        "facts:\n  town:\n    - {id: kd7w, name: Hanoi, river: Red River}\n"
    )


def told(problems) -> list[str]:
    return [problem.message for problem in problems if problem.code == "QK130"]


def test_a_role_is_told_once_whatever_it_lacks(check) -> None:
    lacking = 'ask: "On which river does {name} lie?", ask first: "Which river was first?"'
    found = check(town(BOTH, lacking), "class")
    assert told(found) == ["`ask` of `river` has no wording in `vi`"]


def test_one_field_may_lack_what_another_has(check) -> None:
    lacking = (
        'ask: {en: "On which river does {name} lie?", vi: "{name} bên sông nào?"}, '
        'ask first: "Which river was first?"'
    )
    assert told(check(town(BOTH, lacking), "class")) == [
        "`ask first` of `river` has no wording in `vi`"
    ]


def test_a_kind_without_any_is_told_once(check) -> None:
    plain = '"Which city lies on the {river}?"'
    found = check(town(plain, 'ask: "On which river does {name} lie?"'), "class")
    assert told(found) == ["kind `town` has no wording in `vi`"]


@pytest.mark.parametrize("profile", ["practice", "class"])
def test_a_deck_of_one_language_lacks_nothing(check, profile) -> None:
    text = town('"Which city lies on the {river}?"', 'ask: "Where does {name} lie?"')
    assert told(check(text.replace(", vi: Hà Nội", ""), profile)) == []


def test_names_without_a_spelling_are_no_problem(check) -> None:
    worded = 'ask: {en: "Where does {name} lie?", vi: "{name} nằm ở đâu?"}'
    assert told(check(town(BOTH, worded), "class")) == []


def test_it_can_be_accepted_on_the_kind(check) -> None:
    found = check(
        town(
            BOTH,
            'ask: "On which river does {name} lie?"',
            more="    ok: {QK130: rivers come later}\n",
        ),
        "class",
    )
    assert [p.suppressed for p in found if p.code == "QK130"] == ["rivers come later"]
