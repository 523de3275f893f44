"""Flaws of stems: each function looks at a question and says what is wrong, or ""."""

import re
from collections.abc import Collection
from typing import Final

from quizkit.checks.sight import PICKED, Sight
from quizkit.checks.words import Lexis, holds
from quizkit.model import Form
from quizkit.text import fold

MOST_WORDS: Final = 25
"""Words of a stem."""

MOST_SYLLABLES: Final = 40
"""The same in Vietnamese, which writes each syllable apart."""

FEWEST_WORDS: Final = 3
"""Words of a stem, and around a gap."""

_TIMED: Final = frozenset({"as of", "at the time of", "view", "valid"})
_DOUBLED: Final = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
_BROKEN: Final = re.compile(r"[{}]|\s[,.?!;:](?:\s|$)|,,|\?\?|,\?|\(\s|\s\)|  ")
_PAIRS: Final = ("()", "[]", "“”")


def ambiguous(seen: Sight) -> str:
    """Judge pronouns, relative times, double statements and broken text."""
    return _broken(seen) or _pointing(seen) or _lately(seen) or _double(seen)


def gratuitous(seen: Sight) -> str:
    """Judge the length of the stem."""
    words = seen.question.stem.removeprefix(seen.words.true_or_false).split()
    count = sum(any(sign.isalnum() or sign == "_" for sign in word) for word in words)
    most = MOST_SYLLABLES if seen.words.tag == "vi" else MOST_WORDS
    return f"{count} words" if count > most else ""


def blank(seen: Sight) -> str:
    """Judge gaps: where they do not belong, are too many, or have too little around them."""
    gaps = seen.question.stem.count(seen.words.blank)
    if not gaps:
        return ""
    if seen.question.form in PICKED:
        return "a gap in a question with options"
    if gaps > 1:
        return "several gaps for one answer"
    around = seen.question.stem.replace(seen.words.blank, " ")
    count = len(fold(around).split())
    return f"only {count} words around the gap" if count < FEWEST_WORDS else ""


def absolute(seen: Sight) -> str:
    """Judge words that leave no exception, in options and in statements to be judged.

    There they tell what is wrong; "all pupils of 91 schools" in a question is what it asks about.
    """
    if seen.lexis is None:
        return ""
    judged = seen if seen.question.form is Form.TRUE_FALSE else seen._replace(stem="")
    return _word(judged, seen.lexis.absolute, seen.texts)


def vague(seen: Sight) -> str:
    """Judge words of uncertain amount, frequency or time, in stem and options."""
    if seen.lexis is None:
        return ""
    if seen.question.form is Form.TRUE_FALSE:
        hedge = _word(seen, seen.lexis.hedges, ())
        if hedge:
            return hedge
    return _word(seen, seen.lexis.vague, seen.texts)


def negative(seen: Sight) -> str:
    """Judge words that turn the question round."""
    return _word(seen, seen.lexis.negative, ()) if seen.lexis else ""


def unfocused(seen: Sight) -> str:
    """Judge whether the stem asks, or tells the learner what to do."""
    stem, form = seen.question.stem.strip(), seen.question.form
    if len(stem.split()) < FEWEST_WORDS and seen.lexis:
        return f"only {len(stem.split())} words"
    if form is Form.CLOZE:
        return "" if seen.words.blank in stem else "no gap"
    if form is Form.TRUE_FALSE:
        return "" if stem[-1:] in '.!”"»' else "no statement"
    if seen.lexis is None:
        return ""
    told = any(f"{seen.stem} ".startswith(f"{word} ") for word in seen.lexis.tells)
    if told or seen.words.blank in stem:
        return ""
    asks = stem.endswith("?") and holds(seen.stem, seen.lexis.asks)
    return "" if asks else "neither a question nor an instruction"


def pronoun(text: str, lexis: Lexis) -> str:
    """Return what is said of a pronoun with nothing before it, or "".

    Args:
        text: The stem.
        lexis: The word lists of its language.

    >>> from quizkit.checks.words import lexis
    >>> pronoun("When did he meet Ann Ash?", lexis("en"))
    '“he” with nobody before it'
    """
    folded = f"{fold(text, accents=True)} "
    first = next((word for word in sorted(lexis.it) if folded.startswith(f"{word} ")), "")
    if first:
        return f"“{first}” with nothing before it"
    found = holds(folded.strip(), lexis.he_or_she)
    before = re.split(rf"\b{found}\b", text, maxsplit=1, flags=re.IGNORECASE)[0].split()
    named = any(word[:1].isupper() or "§" in word for word in before[1:])
    return f"“{found}” with nobody before it" if found and not named else ""


def _word(seen: Sight, wanted: Collection[str], texts: tuple[str, ...]) -> str:
    """Return the first such word in the stem or in some options, in quotation marks."""
    harmless = seen.lexis.harmless if seen.lexis else ()
    for text in (seen.stem, *texts):
        found = holds(text, wanted, but=harmless)
        if found:
            return f"“{found}”"
    return ""


def _broken(seen: Sight) -> str:
    for text in (seen.question.stem, *seen.question.prompts):
        doubled = _DOUBLED.search(text)
        if doubled and seen.words.tag == "en":
            return f"“{doubled[0]}”"
        broken = _BROKEN.search(text)
        if broken:
            return f"broken text: “{broken[0]}”"
        for pair in _PAIRS:
            if text.count(pair[0]) != text.count(pair[1]):
                return f"one of “{pair}” alone"
    return ""


def _pointing(seen: Sight) -> str:
    if seen.lexis is None:
        return ""
    texts = (seen.question.stem, *seen.question.prompts)
    return next(filter(None, (pronoun(text, seen.lexis) for text in texts)), "")


def _lately(seen: Sight) -> str:
    """Return a time that depends on when the question is read."""
    if seen.lexis is None or _TIMED & {each.role for each in seen.question.plan.printed}:
        return ""
    found = holds(seen.stem, seen.lexis.lately)
    return f"“{found}” without a date" if found else ""


def _double(seen: Sight) -> str:
    """Return the word that joins two statements to be judged as one."""
    if seen.lexis is None or seen.question.form is not Form.TRUE_FALSE:
        return ""
    found = holds(seen.stem, seen.lexis.linking)
    return f"two statements, joined by “{found}”" if found else ""
