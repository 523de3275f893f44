"""Nouns of an item analysis: answers that were given, and what they say of questions.

A question is a facet in a form, or with `by="facet"` a facet in whatever form. Of several answers
of a learner to a question one counts, the first or the last. Answers of form flip are left out of
everything: there the learner is the judge. All else that a figure means stands at its attribute.
"""

from typing import NamedTuple


class Answer(NamedTuple):
    """What one learner answered to one question.

    Attributes:
        learner: Who, in whatever way the file tells learners apart.
        facet: What was asked.
        form: How, as a word.
        stem: The question's text.
        options: Texts shown, where it can be told which of them are chosen; else empty.
        chosen: Texts of the options that were chosen.
        key: The right answer as people read it, or "" where that is not written down.
        score: How right it was [0..1].
        keys: Texts of the right options, as far as they are written down.
        said: What was typed.
        fingerprint: What tells one right answer of a facet from another, or "".
        is_own: The learner's word, not quizkit's, made the score.
        ms: How long it took [ms], or None.
    """

    learner: str
    facet: str
    form: str
    stem: str
    options: tuple[str, ...]
    chosen: tuple[str, ...]
    key: str
    score: float
    keys: tuple[str, ...] = ()
    said: str = ""
    fingerprint: str = ""
    is_own: bool = False
    ms: int | None = None


class OptionFigures(NamedTuple):
    """How an option did.

    Attributes:
        text: The option.
        is_key: It is right, for anybody to whom it was shown.
        share: Share of the learners to whom it was shown and who chose it [0..1].
        discrimination: Correlation of choosing it with the mean score on the other questions
            [-1..1]; None where it cannot be told.
        n: To how many learners it was shown.
    """

    text: str
    is_key: bool
    share: float
    discrimination: float | None
    n: int


class QuestionFigures(NamedTuple):
    """How a question did.

    Attributes:
        facet: What was asked.
        form: How, as a word; by facet all words, by alphabet, with ", " between.
        stem: The text that was shown most often; of several the first by alphabet.
        n: How many learners answered it.
        facility: Mean score [0..1].
        discrimination: Corrected item-rest correlation: of its score with the mean score on the
            other questions that the same learner answered [-1..1]; None where less than three
            learners answered another one, or one of the two is the same for all.
        options: Its options, the key first, then by share from the largest, then by text.
        remarks: What to do about it, in words.
        key: The right answer that most answers had; "?" where it is not known.
        efficiency: Share of its distractors that work [0..1]: at least 5 % choose them, and they
            discriminate below zero. None below 20 learners, where it has none that can be replaced
            (only choice and select have), where no key is known, or the discrimination of one that
            is chosen is not.
        seconds: Median time of an answer [s]; None where no time is known.
        again: How many learners answered it more than once.
        lapsed: How many of those got it wrong (a score below one half) the last time.
    """

    facet: str
    form: str
    stem: str
    n: int
    facility: float
    discrimination: float | None
    options: tuple[OptionFigures, ...]
    remarks: tuple[str, ...] = ()
    key: str = "?"
    efficiency: float | None = None
    seconds: float | None = None
    again: int = 0
    lapsed: int = 0


class Confusion(NamedTuple):
    """A wrong value that was given for a right one. All answers count, not only the first.

    Attributes:
        facet: What was asked.
        right: The right answer, "?" where it is not known.
        given: What was given instead: picked (choice, match) or typed (typed, cloze). Typed texts
            that differ in case, accents or signs alone are one; the commonest is shown, of several
            the first by alphabet.
        times: How many answers gave it [>= 2]: those with a score below one half that the learner
            did not overrule.
        of: How many answers the facet had in these four forms.
        learners: How many learners gave it.
    """

    facet: str
    right: str
    given: str
    times: int
    of: int
    learners: int


class Figures(NamedTuple):
    """What an item analysis found.

    Attributes:
        learners: How many have an answer that counts.
        answers: How many answers count.
        reliability: Cronbach's alpha over the questions whose scores differ, from pairwise
            covariances, as psych has it: k / (k - 1) * (1 - sum of variances / sum of the whole
            matrix). None with fewer than two such questions or more than `reliability.MOST`, where
            two share fewer than two learners, or where the sum is not above zero.
        questions: Weakest first: by discrimination (None last), facility, facet, form.
        is_binary: All scores are 0 or 1, so that the reliability is KR-20.
        mean: Mean of the learners' mean scores [0..1].
        spread: Standard deviation (n - 1) of the learners' mean scores; None of a single one.
        error: Standard error of measurement of a learner's mean score: spread * sqrt(1 -
            reliability); None where one of them is.
        efficiency: Mean of the questions' distractor efficiencies; None where none has one.
        confusions: At most `confused.MOST`, by times from the largest, then by facet and given.
        self_rated: Answers of form flip, left out.
        outdated: Answers to what the deck says otherwise now, left out.
    """

    learners: int
    answers: int
    reliability: float | None
    questions: tuple[QuestionFigures, ...]
    is_binary: bool = False
    mean: float = 0.0
    spread: float | None = None
    error: float | None = None
    efficiency: float | None = None
    confusions: tuple[Confusion, ...] = ()
    self_rated: int = 0
    outdated: int = 0
