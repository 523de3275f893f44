"""Flaws of options: each function looks at a question and says what is wrong, or ""."""

import re
from typing import Final

from quizkit.checks.clues import is_joined, look, most_shared, repeated_word, too_long
from quizkit.checks.far import far_apart
from quizkit.checks.sight import PICKED, Sight
from quizkit.model import Date, Form, Number, Value, Way
from quizkit.text import fold

_FEWEST_WRONG: Final = 2
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_ARTICLE: Final = re.compile(r"\b(an?)\W*(?:_+\W*)?$", re.IGNORECASE)
_AN_GAP: Final = re.compile(r"\ban _+", re.IGNORECASE)


def implausible(seen: Sight) -> str:
    """Judge wrong options that nobody would choose, or that are too few."""
    question = seen.question
    if question.form in PICKED and len(question.options) - len(question.keys) < _FEWEST_WRONG:
        return "fewer than two wrong options"
    return mixed(seen) or distant(seen)


def mixed(seen: Sight) -> str:
    """Judge options of different form: numbers beside words, two scripts."""
    if seen.question.form not in PICKED:
        return ""
    looks = {look(option) for option in seen.question.options}
    return f"options of different form: {' and '.join(sorted(looks))}" if len(looks) > 1 else ""


def distant(seen: Sight) -> str:
    """Judge wrong options of another time, size or type; of two that the stem sets apart, none."""
    if seen.question.form not in PICKED or seen.question.plan.way is Way.LARGER:
        return ""
    key = seen.question.plan.accepted[0]
    return next(filter(None, (far(seen, key, lure.value) for lure in seen.question.lures)), "")


def none_above(seen: Sight) -> str:
    """Judge "none of the above"."""
    return _whole(seen, seen.lexis.none) if seen.lexis else ""


def all_above(seen: Sight) -> str:
    """Judge "all of the above"."""
    return _whole(seen, seen.lexis.every) if seen.lexis else ""


def judgements(seen: Sight) -> str:
    """Judge options that are nothing but true and false."""
    options = [fold(option, accents=True) for option in seen.question.options]
    if seen.lexis is None or seen.question.form not in PICKED or not options:
        return ""
    return f"“{options[0]}”" if all(option in seen.lexis.truth for option in options) else ""


def of_others(seen: Sight) -> str:
    """Judge options that are made of other options."""
    if seen.lexis is None or seen.question.form not in PICKED:
        return ""
    for option in seen.question.options:
        if is_joined(option, seen.lexis):
            return f"“{option}”"
    return ""


def longest(seen: Sight) -> str:
    """Judge a key that is much longer than the rest, or the only detailed one."""
    return "" if seen.key is None else too_long(seen.right, seen.others)


def convergence(seen: Sight) -> str:
    """Judge joined options whose parts stand most often in the key."""
    if seen.key is None or seen.lexis is None:
        return ""
    return most_shared(seen.right, seen.others, seen.lexis)


def logical(seen: Sight) -> str:
    """Judge options that the question itself rules out."""
    return named(seen) or _outside(seen) or nested(seen)


def named(seen: Sight, *, keys: bool = False) -> str:
    """Judge options that the stem names; where it names them all, none stands out.

    Args:
        seen: The question.
        keys: Judge the right ones only.
    """
    question = seen.question
    if question.form not in PICKED:
        return ""
    stem = f" {fold(question.stem.replace(question.plan.scope or '§', ' '))} "
    held = [n for n, option in enumerate(question.options) if f" {fold(option)} " in stem]
    if len(held) == len(question.options):
        return ""
    told = next((n for n in held if not keys or n in question.keys), None)
    return "" if told is None else f"the stem names “{question.options[told]}”"


def nested(seen: Sight) -> str:
    """Judge options of which one holds the words of another."""
    folded = [fold(option) for option in seen.question.options]
    if seen.question.form not in PICKED:
        return ""
    for one in folded:
        for two in folded:
            if one != two and f" {one} " in f" {two} ":
                return f"“{two}” holds “{one}”"
    return ""


def _outside(seen: Sight) -> str:
    """Judge years that lie outside the scope that the stem prints."""
    if seen.question.form not in PICKED:
        return ""
    scope = [int(year) for year in re.findall(r"\b\d{4}\b", seen.question.plan.scope)]
    years = [v.text[:4] for v in seen.question.values if isinstance(v, Date)]
    if len(scope) == 2 and any(not scope[0] <= int(y) <= scope[1] for y in years if y.isdecimal()):
        return "an option lies outside the scope"
    return ""


def repeated(seen: Sight) -> str:
    """Judge a telling word of the stem that stands in the key alone."""
    if seen.key is None or seen.lexis is None:
        return ""
    return repeated_word(seen.question.stem, seen.right, seen.others, seen.lexis)


def grammatical(seen: Sight) -> str:
    """Judge an article before the options, and a form that only the key has."""
    if seen.question.form is Form.CLOZE and _AN_GAP.search(seen.question.stem):
        return "“an” before the gap"
    if seen.key is None:
        return ""
    article = _ARTICLE.search(seen.question.stem)
    if article:
        vowel = article[1].lower() == "an"
        fits = [_vowel(option) is vowel for option in seen.question.options]
        if fits[seen.key] and not all(fits):
            return f"“{article[1]}” before the options"
    for name, has in _forms(seen):
        if has.count(has[seen.key]) == 1 < len(has) - 1:
            return f"{name}: {'only' if has[seen.key] else 'all but'} “{seen.right}”"
    return ""


def sequence(seen: Sight) -> str:
    """Judge the order of dates, numbers and ordinals."""
    question = seen.question
    if question.form not in PICKED or len(question.options) < 2:
        return ""
    sizes: list[float]
    if question.values and all(isinstance(v, Date | Number) for v in question.values):
        sizes = [_size(value) for value in question.values]
    else:
        found = [_NUMBER.match(option) for option in question.options]
        sizes = [float(m[0].replace(",", "")) for m in found if m]
        if len(sizes) < len(found):
            return ""
    return "" if sizes in (sorted(sizes), sorted(sizes, reverse=True)) else "out of order"


def several(seen: Sight) -> str:
    """Judge whether more options are right than are said to be."""
    question = seen.question
    folded = [fold(option, accents=True) for option in question.options]
    if question.form not in PICKED:
        return ""
    if len(set(folded)) < len(folded):
        return "two options are equal"
    wanted = 1 if question.form is Form.CHOICE else len(question.plan.accepted)
    if len(question.keys) != wanted:
        return f"{len(question.keys)} keys"
    proved = {lure.value for lure in question.lures if lure.why}
    if question.plan.way is Way.WHICH_NOT:
        proved.update(question.plan.accepted)
    for number, value in enumerate(question.values):
        if number not in question.keys and value not in proved:
            return f"nothing proves “{question.options[number]}” wrong"
    return ""


def _whole(seen: Sight, phrases: frozenset[str]) -> str:
    if seen.question.form not in PICKED:
        return ""
    for option in seen.question.options:
        if not option.isupper() and fold(option, accents=True) in phrases:
            return f"“{option}”"
    return ""


def far(seen: Sight, key: Value, value: Value) -> str:
    """Return why a wrong value is too far from the right one to be chosen, or ""."""
    if type(key) is not type(value):
        return "options of different type"
    return far_apart(key, value, names=seen.deck.names)


def _forms(seen: Sight) -> list[tuple[str, list[bool]]]:
    """Return forms that options have or have not."""
    options = seen.question.options
    articles = seen.lexis.articles if seen.lexis else frozenset()
    return [
        ("an article first", [o.casefold().partition(" ")[0] in articles for o in options]),
        ("a small letter first", [o[:1].islower() for o in options]),
        ("a full stop last", [o.endswith(".") for o in options]),
    ]


def _vowel(option: str) -> bool:
    return option[:1].lower() in "aeiou"


def _size(value: Value) -> float:
    if isinstance(value, Date):
        return value.first
    return float(value.value) if isinstance(value, Number) else 0.0
