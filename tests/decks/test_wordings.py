"""Wordings: languages, rotations, and placeholders that cannot be."""

import pytest

from tests.decks.reading import found, marked, problems, read


def kind(body: str) -> str:
    return f"kinds:\n  k:\n{body}"


ROLES = "    roles:\n      a: {is: text, ask: %s}\n      d: date\n"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"Who?"', {"en": ["Who?"]}),
        ('["Who?", "What?"]', {"en": ["Who?", "What?"]}),
        ('{en: "Who?", vi: ["Ai?", "Nguoi nao?"]}', {"en": ["Who?"], "vi": ["Ai?", "Nguoi nao?"]}),
    ],
)
def test_a_wording_is_one_or_a_rotation_or_one_per_language(
    typed: str, expected: dict[str, list[str]]
) -> None:
    role = read(kind(ROLES % typed)).kinds["k"].roles["a"]
    assert {tag: [t.text for t in rotation] for tag, rotation in role.ask.items()} == expected


def test_every_sort_of_question_is_read() -> None:
    text = """kinds:
  k:
    called: {en: "the k", vi: "k"}
    says: ["{a}.", "It is {a}."]
    ask how many: "How many?"
    roles:
      a:
        is: name
        ask: A?
        ask all: B?
        ask first: C?
        ask last: D?
        ask which not: E?
        ask to: day
        name one: yes
        one: yes
        strict: [accents, case]
"""
    made = read(text).kinds["k"]
    role = made.roles["a"]
    asked = (role.ask, role.ask_all, role.ask_first, role.ask_last, role.ask_which_not)
    assert [rotation["en"][0].text for rotation in asked] == ["A?", "B?", "C?", "D?", "E?"]
    assert (role.ask_to.name, role.name_one, role.one) == ("DAY", True, True)
    assert role.strict == {"accents", "case"}
    assert made.called["vi"].text == "k"
    assert [t.text for t in made.says["en"]] == ["{a}.", "It is {a}."]
    assert made.ask_how_many["en"][0].text == "How many?"


@pytest.mark.parametrize(
    ("wording", "code"),
    [
        ('"Who §{b}?"', "QK120"),
        ("'Who''s §{b}?'", "QK120"),
        ('"a \\"b\\" §{b}?"', "QK120"),
        ('"Who §{on b}?"', "QK120"),
        ('"Who §[in {d}?"', "QK121"),
        ('"Who §{d?"', "QK121"),
        ('"Who §{it}?"', "QK122"),
        ('§"' + "x" * 1001 + '"', "QK014"),
        ('{en: "Who?", vi: ["Ai?", "Ai §{x}?"]}', "QK120"),
        ('"§{b} {b} {b}"', "QK120"),
    ],
)
def test_faults_are_placed_within_the_text(wording: str, code: str) -> None:
    text, expected = marked(kind(ROLES % wording), code)
    assert found(text) == expected


def test_faults_of_unquoted_wordings_too() -> None:
    body = "    roles:\n      a:\n        is: text\n        ask: Who §{b}?\n      d: date\n"
    text, expected = marked(kind(body), "QK120")
    assert found(text) == expected


@pytest.mark.parametrize(
    "line",
    ['called: "the {it}"', 'called: "the {scope}"', 'called: "{when}"', 'called: "{count}"',
     'says: "{when} it"', 'says: "{count}"'],
)  # fmt: skip
def test_placeholders_that_cannot_stand_there(line: str) -> None:
    text = kind(f'    called: "the k"\n    {line}\n' if line[0] == "s" else f"    {line}\n")
    assert [item.split()[0] for item in found(text + "    roles: {a: text}\n")] == ["QK123"]


def test_the_nearest_role_is_offered_as_it_is_typed() -> None:
    text = kind(
        '    roles:\n      leader: {is: person, ask: "Who {on daate}?"}\n      date: date\n'
    )
    problem = problems(text)[0]
    assert problem.message == "do not know what `{on daate}` stands for"
    assert problem.at.width == len("{on daate}")
    assert [note.text for note in problem.notes] == [
        "did you mean `{on date}`?",
        "the roles of k (leader, date), {it}, {when}, {count}, {scope}, {view}, {on date}",
    ]
