"""Which known word an author meant, and the edit that puts it in place of the typed one."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

from quizkit.model import Edit, Fix, Location
from quizkit.text import nearest

MOST_KNOWN: Final = 500
"""Known words among which the nearest is looked for."""

_SAME: Final = """
    type class: is
    question prompt front stem: q
    answer back solution correct: a
    fact data rows items: facts
    card questions flashcards: cards
    name: names
    source references bibliography: sources
    kind types categories: kinds
    role fields columns attributes: roles
    alias aliases synonyms synonym also known_as also_known_as nickname: aka
    explanation comment comments remark feedback hint info: note
    tag topic topics labels category: tags
    distractors options choices incorrect wrong_answers false: wrong
    alternatives accepted answers or: also
    statement sentence: says
    label phrase title: called
    wording asked: ask
    picture photo img: image
    location within located country: in
    licence_name license copyright: licence
    lang locale: language
    version format: quizkit
    deck_id slug: deck
    heading: title
    imports includes: include
    ref reference cite citation from: source
    level: difficulty
    when time year day: date
    where: place
    link address website: url
    retrieved visited: accessed
    cite_as: according to
    article: the
    human man woman people character: person
    town village municipality: city
    state nation: country
    region river mountain location: place
    company institution school party organization: organisation
    book film song painting: work
    year datetime: date
    string str word: text
    int integer float quantity amount: number
    array set: list
    sequence ordered: steps
"""
"""What people write, and what is meant where that is known there."""


_PLURALS: Final = (("ies", "y"), ("es", ""), ("s", ""))
"""Endings of a word for several things, and how the word for one of them ends."""


def _meanings() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in _SAME.strip().split("\n"):
        typed, _, meant = line.partition(":")
        for word in typed.split():
            found.setdefault(word.replace("_", " "), []).append(meant.strip())
    return found


_MEANT: Final[Mapping[str, Sequence[str]]] = _meanings()


def likeliest(word: str, known: Iterable[str]) -> str:
    """Return the known word that was meant, or "".

    Case, underscores and hyphens do not count; then what other programs call it; then the word for
    several; then the fewest typing errors: two at most, and at most half of the letters.

    Args:
        word: What was typed.
        known: What would have been right; the first `MOST_KNOWN` are looked at.

    >>> likeliest("Dont_Ask", ["ask", "dont ask"]), likeliest("question", ["q", "a"])
    ('dont ask', 'q')
    >>> likeliest("discoveries", ["delivery", "discovery"]), likeliest("visits", ["visit"])
    ('discovery', 'visit')
    >>> likeliest("leeder", ["leader"]), likeliest("x", ["q", "a"])
    ('leader', '')
    """
    words = list(islice(known, MOST_KNOWN))
    plain = _plain(word)
    for candidate in words:
        if _plain(candidate) == plain:
            return candidate
    for candidate in _MEANT.get(plain, ()):
        if candidate in words:
            return candidate
    for ending, singular in _PLURALS:
        one = plain.removesuffix(ending) + singular
        if plain.endswith(ending) and one in words:
            return one
    return nearest(word, words, limit=min(2, len(word) // 2)) or ""


def _plain(word: str) -> str:
    return " ".join(word.casefold().replace("_", " ").replace("-", " ").replace("'", "").split())


def swapped(lines: Sequence[str], at: Location, old: str, new: str) -> Fix | None:
    """Return the unsafe fix that writes a word for another, if that stands at the place.

    Args:
        lines: The file's lines.
        at: Where the word, or the quotation mark before it, stands.
        old: What was typed.
        new: What is meant; "": there is no fix.

    >>> swapped(["- {leeder: An}"], Location("d", 1, 4, 6), "leeder", "leader").edits[0].text
    'leader'
    """
    line = lines[at.line - 1] if 0 < at.line <= len(lines) else ""
    begin = at.column - 1
    begin += line[begin : begin + 1] in ('"', "'") and not line.startswith(old, begin)
    if not new or not old or not line.startswith(old, begin):
        return None
    edit = Edit(at.path, at.line, begin + 1, at.line, begin + 1 + len(old), new)
    return Fix("unsafe", f"write `{new}`", (edit,))
