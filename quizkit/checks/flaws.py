"""A linter for questions, by the 19 item-writing flaws that Moore et al. (2023) looked for.

It looks at a question as it is asked, in any form. The criteria, and what rules judge of each:

======================  ======  ==================================================================
criterion               judged  how, and what is left to others
======================  ======  ==================================================================
ambiguous or unclear    partly  pronouns without anything before them, times relative to the
                                speaker, two statements in one, broken text. That a question has
                                one meaning within its deck is proved by the planner; what a word
                                means to a reader is for people.
implausible distractor  partly  fewer than two, another type, form or script than the key, more
                                than forty years or twenty times away. Whether learners choose it
                                is for the log.
none of the above       wholly  by the option's words
longest option correct  wholly  over three words and 1.25 times the next, or the only detailed one
gratuitous information  partly  over 25 words (40 syllables in Vietnamese). That no part is
                                printed without need is proved by the planner; a picture or a
                                story that adds nothing is for people.
true or false options   wholly  options that are judgements. The form true-false is one statement
                                that is judged, wanted as such: it is counted apart.
convergence             wholly  joined options whose parts stand most often in the key
logical cue             partly  an option that the stem names, that holds another one, or that
                                lies outside the printed scope. What a stem implies is for people.
all of the above        wholly  by the option's words
fill in the blank       wholly  a gap in a question that has options, two gaps for one answer, or
                                fewer than three words around it. The form cloze is counted apart.
absolute term           wholly  by the words of options and of statements to be judged
word repeated           wholly  a telling word of the stem in the key and in no other option
unfocused stem          partly  neither question nor instruction, or under three words. Whether
                                the point is worth asking is for people.
complex (K-type)        wholly  options made of other options' letters or numbers, "both A and B"
grammatical cue         partly  article before the options, number, and form that only the key
                                has. Tense and case are not parsed.
lost sequence           wholly  dates, numbers and ordinals out of order
vague term              wholly  by the words of stem and options, names and quotations aside
more than one correct   wholly  keys, equal options, and options that are not proved wrong
negative wording        wholly  by the words of the stem, names and quotations aside
======================  ======  ==================================================================

Criteria that need words are silent for a language without a list (`checks.words`).
"""

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Final, NamedTuple

from quizkit.checks import flawed_options, flawed_stems
from quizkit.checks.sight import Sight, sight
from quizkit.model import Deck, Form, Question


class Criterion(Enum):
    """An item-writing flaw."""

    AMBIGUOUS = "ambiguous or unclear"
    IMPLAUSIBLE = "implausible distractor"
    NONE_ABOVE = "none of the above"
    LONGEST = "longest option correct"
    GRATUITOUS = "gratuitous information"
    TRUE_FALSE = "true or false options"
    CONVERGENCE = "convergence"
    LOGICAL = "logical cue"
    ALL_ABOVE = "all of the above"
    BLANK = "fill in the blank"
    ABSOLUTE = "absolute term"
    REPEATED = "word repeated"
    UNFOCUSED = "unfocused stem"
    COMPLEX = "complex (K-type)"
    GRAMMATICAL = "grammatical cue"
    SEQUENCE = "lost sequence"
    VAGUE = "vague term"
    SEVERAL = "more than one correct"
    NEGATIVE = "negative wording"


class Flaw(NamedTuple):
    """A criterion that a question does not meet, and by what."""

    criterion: Criterion
    why: str


Judge = Callable[[Sight], str]
"""Looks at a question and returns what is wrong with it, or ""."""

_JUDGES: Final[dict[Criterion, Judge]] = {
    Criterion.AMBIGUOUS: flawed_stems.ambiguous,
    Criterion.IMPLAUSIBLE: flawed_options.implausible,
    Criterion.NONE_ABOVE: flawed_options.none_above,
    Criterion.LONGEST: flawed_options.longest,
    Criterion.GRATUITOUS: flawed_stems.gratuitous,
    Criterion.TRUE_FALSE: flawed_options.judgements,
    Criterion.CONVERGENCE: flawed_options.convergence,
    Criterion.LOGICAL: flawed_options.logical,
    Criterion.ALL_ABOVE: flawed_options.all_above,
    Criterion.BLANK: flawed_stems.blank,
    Criterion.ABSOLUTE: flawed_stems.absolute,
    Criterion.REPEATED: flawed_options.repeated,
    Criterion.UNFOCUSED: flawed_stems.unfocused,
    Criterion.COMPLEX: flawed_options.of_others,
    Criterion.GRAMMATICAL: flawed_options.grammatical,
    Criterion.SEQUENCE: flawed_options.sequence,
    Criterion.VAGUE: flawed_stems.vague,
    Criterion.SEVERAL: flawed_options.several,
    Criterion.NEGATIVE: flawed_stems.negative,
}

BY_FORM: Final = {Form.TRUE_FALSE: Criterion.TRUE_FALSE, Form.CLOZE: Criterion.BLANK}
"""Forms that a strict reader of the criteria would call flawed as such."""


def flaws(question: Question, deck: Deck, *, strict: bool = False) -> tuple[Flaw, ...]:
    """Return the flaws of a question, at most one for each criterion, in the criteria's order.

    Args:
        question: The question, in any form.
        deck: Its deck.
        strict: Count the forms true-false and cloze as flaws in themselves.
    """
    seen = sight(question, deck)
    found = tuple(_found(seen))
    wanted = BY_FORM.get(question.form) if strict else None
    if wanted and wanted not in {flaw.criterion for flaw in found}:
        found += (Flaw(wanted, f"it is asked as {question.form.value}"),)
    return found


def _found(seen: Sight) -> Iterator[Flaw]:
    for criterion, judge in _JUDGES.items():
        why = judge(seen)
        if why:
            yield Flaw(criterion, why)
