"""Grading of names and texts: spellings, aliases, last words, typing errors, confusions."""

from collections.abc import Mapping, Sequence
from itertools import chain, zip_longest
from typing import NamedTuple

from quizkit.grading.lexicon import Entry, Hit, Lexicon, Scope
from quizkit.grading.persons import alike
from quizkit.grading.remarks import remark
from quizkit.grading.scope import is_last_word
from quizkit.grading.spellings import (
    Spelling,
    are_opposite,
    errors_allowed,
    misplaced_accents,
    most_errors,
)
from quizkit.model import Grade, Named, Outcome, Text, Words
from quizkit.text import nfc

__all__ = ["Lexicon", "grade"]

WRONG = Grade(Outcome.WRONG, 0.0)
"""Wrong, and not known for what it is."""


class _Asked(NamedTuple):
    """What a response is compared with: the right entries, and where the others stand.

    `entries` are by their main spelling. `shown` leads from the spellings that learners see to the
    right entries: such a spelling is right, whoever else has it.
    """

    entries: Mapping[str, Entry]
    shown: Mapping[str, Entry]
    scopes: tuple[Scope, ...]
    response: Spelling
    strict: frozenset[str]
    words: Words | None

    def holds(self, hit: Hit) -> bool:
        return self._meant(hit) is not None

    def value(self, hit: Hit) -> Named | Text:
        return (self._meant(hit) or hit.entry).value

    def _meant(self, hit: Hit) -> Entry | None:
        return self.entries.get(hit.entry.text) or self.shown.get(hit.spelling.same)


def grade(
    response: str,
    accepted: Sequence[Named | Text],
    *,
    type_: str,
    lexicon: Lexicon,
    strict: frozenset[str] = frozenset(),
    words: Words | None = None,
) -> Grade:
    """Judge a response against names or texts, any of which is right.

    What the response names by the strictest comparison counts; the spelling that learners see is
    right though another value be shown alike. A typing error is a slip, unless another value of
    the type is as near: that is a confusion.

    Args:
        response: What was written, at most 500 characters.
        accepted: The right answers.
        type_: Type of the role asked for; values of this type can be confused.
        lexicon: All names and texts of the deck.
        strict: What counts besides letters: "accents", "case", both or neither.
        words: The language in which values are shown and remarks made.

    >>> from quizkit.model import Name
    >>> names = {name: Name(name, "country") for name in ("Austria", "Australia")}
    >>> grade("Austira", [Named("Austria")], type_="country", lexicon=Lexicon(names)).detail
    'you wrote "Austira", it is "Austria"'
    >>> grade("Austrlia", [Named("Austria")], type_="country", lexicon=Lexicon(names)).given
    Named(name='Australia')
    """
    entries = tuple(lexicon.entry(value, type_) for value in accepted)
    scopes: tuple[Scope, ...] = (lexicon.scope(type_),)
    unknown = [entry for entry in entries if not lexicon.knows(entry, type_)]
    if unknown:
        scopes += (Scope(unknown, lexicon.dropped),)
    shown = {
        _composed(lexicon.shown(entry, words.tag if words else "")): entry for entry in entries
    }
    by_text = {entry.text: entry for entry in reversed(entries)}
    asked = _Asked(by_text, shown, scopes, Spelling(response, lexicon.dropped), strict, words)
    exact = shown.get(asked.response.same)
    if exact:
        return _right(asked, [Hit(exact, asked.response)])
    hits = _hits(asked)
    return _asked_back(asked, hits) or _named(asked, hits) or _less_exact(asked, lexicon)


def _asked_back(asked: _Asked, hits: list[Hit]) -> Grade | None:
    """Ask which one, where a response is another person's alias and a short form of the key.

    "George Bush" may be an alias of one of two; for the other it is not simply wrong.
    """
    if not hits or any(asked.holds(hit) or hit.spelling.text == hit.entry.text for hit in hits):
        return None
    given = asked.response.person
    own = [
        entry.text
        for entry in asked.entries.values()
        if entry.type == "person" and asked.response.plain not in entry.never
        for known in (Spelling(text, asked.response.dropped).person for text in entry.spellings)
        if alike(given.words, known.words) is not None and given.suffix in {"", known.suffix}
    ]
    if not own:
        return None
    fits = sorted({*own, *(hit.entry.text for hit in hits)})
    return Grade(Outcome.UNCLEAR, 0.0, candidates=tuple(fits))


def _composed(text: str) -> str:
    return " ".join(nfc(text).split())


def _less_exact(asked: _Asked, lexicon: Lexicon) -> Grade:
    """Judge what fits nothing of the type exactly: a last word, a name elsewhere, an error."""
    last = _last_words(asked)
    if last and all(hit.entry.type == "person" for hit in last):
        return _by_last_word(asked, last)
    other = _elsewhere(asked, lexicon)
    if other and not isinstance(other.given, Text):
        return other
    if last:
        return _by_last_word(asked, last)
    turned = [hit for scope in asked.scopes for hit in scope.turned(asked.response)]
    return other or _named(asked, turned, slip=True) or _misspelt(asked)


def _hits(asked: _Asked) -> list[Hit]:
    tried = [asked.response]
    surname, comma, rest = asked.response.text.partition(",")
    if comma and "," not in rest and rest.strip():
        tried.append(Spelling(f"{rest} {surname}", asked.response.dropped))
    for spelling in tried:
        levels = zip_longest(*(scope.levels(spelling) for scope in asked.scopes), fillvalue=[])
        for hits in levels:
            found = list(chain.from_iterable(hits))
            if found:
                return found
    return []


def _last_words(asked: _Asked) -> list[Hit]:
    return [hit for scope in asked.scopes for hit in scope.by_last_word(asked.response)]


def _by_last_word(asked: _Asked, hits: list[Hit]) -> Grade:
    """Judge a word that is the last of a name: of the right one only if that has it last."""
    word = asked.response.person.words[0]
    told = [hit for hit in hits if is_last_word(hit, word)]
    right = [hit for hit in hits if asked.holds(hit)]
    if not any(asked.scopes[0].ends_in(hit.entry, word) for hit in right):
        return Grade(
            Outcome.WRONG, 0.0, told[0].entry.value if len(told) == len(hits) == 1 else None
        )
    return _named(asked, hits) or WRONG


def _named(asked: _Asked, hits: list[Hit], *, slip: bool = False) -> Grade | None:
    """Judge what a response certainly names; None if it names nothing."""
    if not hits:
        return None
    right = [hit for hit in hits if asked.holds(hit)]
    others = {hit.entry.text: hit.entry for hit in hits if not asked.holds(hit)}
    if right and others:
        fits = dict.fromkeys(hit.entry.text for hit in hits)
        return Grade(Outcome.UNCLEAR, 0.0, candidates=tuple(fits))
    if right:
        return _right(asked, right, slip=slip)
    given = next(iter(others.values())).value if len(others) == 1 else None
    return Grade(Outcome.WRONG, 0.0, given)


def _right(asked: _Asked, hits: list[Hit], *, slip: bool = False) -> Grade:
    if asked.strict and not any(_locked_alike(asked, hit.spelling) for hit in hits):
        what = remark(asked.words, ", ".join(sorted(asked.strict)))
        told = f"{remark(asked.words, 'strict', what=what)}: {_quoted(asked, hits[0])}"
        return Grade(Outcome.WRONG, 0.0, detail=told)
    hit = next((hit for hit in hits if not _misplaced(asked.response, hit)), None)
    if hit and not slip:
        return Grade(Outcome.RIGHT, 1.0, asked.value(hit))
    return Grade(Outcome.SLIP, 1.0, asked.value(hits[0]), _quoted(asked, hits[0]))


def _misplaced(response: Spelling, hit: Hit) -> bool:
    """Return whether a response has wrong accents, by all spellings that it fits but for them.

    A name whose main spelling has no accents, nor another that fits, has none that could be wrong.
    """
    if response.accented == response.plain or not misplaced_accents(response, hit.spelling):
        return False
    tight = hit.spelling.plain.replace(" ", "")
    others = [Spelling(text, response.dropped) for text in hit.entry.spellings]
    fitting = [other for other in others if other.plain.replace(" ", "") == tight]
    main = hit.spelling.text == hit.entry.text
    if main and all(other.accented == other.plain for other in fitting):
        return False
    return all(misplaced_accents(response, other) for other in fitting)


def _locked_alike(asked: _Asked, spelling: Spelling) -> bool:
    """Return whether accents or case are right where they count, articles and titles apart."""
    given = asked.response.locked(asked.strict)
    wanted = spelling.locked(asked.strict)
    return given == wanted or wanted.endswith(f" {given}") or given.endswith(f" {wanted}")


def _quoted(asked: _Asked, hit: Hit) -> str:
    fields = {"given": asked.response.same, "right": hit.spelling.same}
    return remark(asked.words, "spelling", **fields)


def _elsewhere(asked: _Asked, lexicon: Lexicon) -> Grade | None:
    """Judge a response that is exactly a value of another type."""
    for hits in lexicon.scope("any").levels(asked.response):
        if hits:
            return _named(asked, [hit for hit in hits if not asked.holds(hit)])
    return None


def _misspelt(asked: _Asked) -> Grade:
    """Judge a response with typing errors: a slip only if nothing else is as near."""
    most = most_errors(asked.response.plain)
    near = sorted(
        (hit for scope in asked.scopes for hit in scope.near(asked.response, most)),
        key=lambda hit: hit.errors,
    )
    right = [hit for hit in near if asked.holds(hit) and _forgiven(asked, hit)]
    if not right:
        others = [hit for hit in near if _forgiven(asked, hit)]
        alone = len(others) == 1 or (len(others) > 1 and others[0].errors < others[1].errors)
        return Grade(Outcome.WRONG, 0.0, others[0].entry.value) if alone else WRONG
    rival = next((hit for hit in near if not asked.holds(hit)), None)
    if rival and rival.errors <= right[0].errors:
        if rival.form == right[0].form:
            fits = sorted((right[0].entry.text, rival.entry.text))
            return Grade(Outcome.UNCLEAR, 0.0, candidates=tuple(fits))
        return Grade(Outcome.WRONG, 0.0, rival.entry.value)
    return Grade(Outcome.SLIP, 1.0, asked.value(right[0]), _quoted(asked, right[0]))


def _forgiven(asked: _Asked, hit: Hit) -> bool:
    family = asked.response.dropped.family(hit.entry.type)
    known, given = hit.spelling.loose(family), asked.response.loose(family)
    if hit.errors > errors_allowed(known.bare or known.whole):
        return False
    opposites = asked.response.dropped.opposites
    if are_opposite(" ".join(given.words), " ".join(known.words), opposites):
        return False
    if not asked.strict:
        return True
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # 30 ms, needed for misspelt responses only

    given_locked, wanted = asked.response.locked(asked.strict), hit.spelling.locked(asked.strict)
    return OSA.distance(given_locked, wanted) <= hit.errors
