"""QK127: what counts letters or digits is no number of answers."""

import pytest


def marked(wording: str, language: str = "en") -> str:
    return (
        f"quizkit: 1\ndeck: x\ntitle: X\nlanguage: {language}\n"
        f'kinds:\n  town:\n    roles:\n      mark: {{is: text, ask: "{wording}"}}\n'
        "      name: city\nfacts:\n  town:\n    - {id: kd7w, name: Hue, mark: HU}\n"
    )


@pytest.mark.parametrize(
    ("wording", "language"),
    [
        ("Which two-letter mark has {name}?", "en"),
        ("Two-letter marks: which is that of {name}?", "en"),
        ("Which two letters stand for {name}?", "en"),
        ("Which three digits stand for {name}?", "en"),
        ("Mã hai chữ cái của {name} là gì?", "vi"),
        ("Hai chữ cái nào chỉ {name}?", "vi"),
    ],
)
def test_letters_and_digits_are_no_answers(check, wording, language) -> None:
    assert "QK127" not in {problem.code for problem in check(marked(wording, language))}


@pytest.mark.parametrize(
    ("wording", "language"),
    [("Which two marks has {name}?", "en"), ("Hai mã nào của {name}?", "vi")],
)
def test_a_count_of_answers_is_found(check, wording, language) -> None:
    assert "QK127" in {problem.code for problem in check(marked(wording, language))}
