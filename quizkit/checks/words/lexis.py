"""The noun of a language's word lists, and how a text is searched for them."""

import re
from collections.abc import Collection
from typing import Final, NamedTuple

from quizkit.text import fold

_QUOTED: Final = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»|„[^“]*“|‘[^’]*’')


class Lexis(NamedTuple):
    """Words and phrases of one language, folded, accents kept.

    Attributes:
        tag: Language tag.
        absolute: Words that leave no exception.
        vague: Words of uncertain amount, frequency or time.
        negative: Words that turn a question round.
        harmless: Phrases in which such a word does no harm ("at least").
        lately: Phrases whose time is that of whoever speaks.
        hedges: Words that weaken a statement.
        asks: Words of which a question has one.
        tells: Words with which an instruction begins.
        he_or_she: Pronouns for a person.
        it: Words that point at something said before, where a sentence begins with them.
        every: Whole options that mean all other options.
        none: Whole options that mean no other option.
        both: Words with which an option joins others ("both A and B").
        joins: Words that join the members of an option.
        truth: Whole options that judge a statement.
        articles: Words that an option may begin with without being of another form.
        linking: Words that join two statements into one sentence.
        small: Words too common to be a clue.
        opinion: Words that ask what somebody thinks.
        sayers: Words that say who thinks it.
        pupils: Words before the number by which a school knows a student.
    """

    tag: str
    absolute: frozenset[str]
    vague: frozenset[str]
    negative: frozenset[str]
    harmless: frozenset[str]
    lately: frozenset[str]
    hedges: frozenset[str]
    asks: frozenset[str]
    tells: frozenset[str]
    he_or_she: frozenset[str]
    it: frozenset[str]
    every: frozenset[str]
    none: frozenset[str]
    both: frozenset[str]
    joins: frozenset[str]
    truth: frozenset[str]
    articles: frozenset[str]
    linking: frozenset[str]
    small: frozenset[str]
    opinion: frozenset[str]
    sayers: frozenset[str]
    pupils: frozenset[str]


def listed(text: str) -> frozenset[str]:
    """Return the phrases of a list, parted by commas.

    >>> sorted(listed("last year, now"))
    ['last year', 'now']
    """
    return frozenset(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


def plain_text(text: str) -> str:
    """Return a text folded, accents kept, what stands in quotation marks left out.

    >>> plain_text('Who wrote “Never Let Me Go”?')
    'who wrote'
    """
    return fold(_QUOTED.sub(" ", text), accents=True)


def holds(folded: str, phrases: Collection[str], *, but: Collection[str] = ()) -> str:
    """Return the first of some phrases that stands in a folded text as whole words, or "".

    Args:
        folded: The text.
        phrases: What is looked for.
        but: Phrases in which it does not count.

    >>> holds("the most recent visit", {"recent", "visited"})
    'recent'
    >>> holds("at least two", {"least"}, but={"at least"})
    ''
    """
    padded = f" {folded} "
    for phrase in but:
        padded = padded.replace(f" {phrase} ", " ")
    return next((phrase for phrase in sorted(phrases) if f" {phrase} " in padded), "")
