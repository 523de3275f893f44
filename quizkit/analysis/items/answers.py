"""Nouns of an item analysis: answers that were given, and what they say of questions."""

from typing import NamedTuple


class Answer(NamedTuple):
    """What one learner answered to one question.

    Attributes:
        learner: Who, in whatever way the file tells learners apart.
        facet: What was asked.
        form: How, as a word.
        stem: The question's text.
        options: Texts shown; empty where nothing is chosen.
        chosen: Texts of the options that were chosen.
        key: The right answer as people read it.
        score: How right it was [0..1].
    """

    learner: str
    facet: str
    form: str
    stem: str
    options: tuple[str, ...]
    chosen: tuple[str, ...]
    key: str
    score: float


class OptionFigures(NamedTuple):
    """How an option did.

    Attributes:
        text: The option.
        is_key: It is right.
        share: Share of the learners to whom it was shown and who chose it [0..1].
        discrimination: Correlation of choosing it with the mean score on the other questions
            [-1..1]; None where it cannot be told.
    """

    text: str
    is_key: bool
    share: float
    discrimination: float | None


class QuestionFigures(NamedTuple):
    """How a question did.

    Attributes:
        facet: What was asked.
        form: How, as a word.
        stem: The text that was shown most often.
        n: How many learners answered it.
        facility: Mean score [0..1].
        discrimination: Corrected item-rest correlation: of its score with the mean score on the
            other questions [-1..1]; None where it cannot be told.
        options: Its options, the key first, then by share.
        remarks: What to do about it, in words.
    """

    facet: str
    form: str
    stem: str
    n: int
    facility: float
    discrimination: float | None
    options: tuple[OptionFigures, ...]
    remarks: tuple[str, ...] = ()


class Figures(NamedTuple):
    """What an item analysis found.

    Attributes:
        learners: How many there are.
        answers: How many answers they gave.
        reliability: Cronbach's alpha over all questions, from pairwise covariances; with marks of
            0 and 1 alone that is KR-20. None where some two questions share too few learners.
        questions: Weakest first: by discrimination, then by facility.
    """

    learners: int
    answers: int
    reliability: float | None
    questions: tuple[QuestionFigures, ...]
