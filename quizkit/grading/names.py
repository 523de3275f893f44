"""Grading of names and texts: spellings, aliases, last words, typing errors, confusions."""

from collections.abc import Mapping, Sequence
from itertools import chain, zip_longest
from typing import NamedTuple

from quizkit.grading.lexicon import Entry, Hit, Lexicon, Scope
from quizkit.grading.spellings import Spelling, errors_allowed, misplaced_accents
from quizkit.model import Grade, Named, Outcome, Text
from quizkit.text import nfc

__all__ = ["Lexicon", "grade"]

WRONG = Grade(Outcome.WRONG, 0.0)
"""Wrong, and not known for what it is."""


class _Asked(NamedTuple):
    """What a response is compared with: the right entries, and where the others stand.

    `shown` leads from the spellings that learners see to the right entries: such a spelling is
    right, whoever else has it.
    """

    entries: tuple[Entry, ...]
    shown: Mapping[str, Entry]
    scopes: tuple[Scope, ...]
    response: Spelling
    strict: frozenset[str]

    def holds(self, hit: Hit) -> bool:
        return self._meant(hit) is not None

    def value(self, hit: Hit) -> Named | Text:
        return (self._meant(hit) or hit.entry).value

    def _meant(self, hit: Hit) -> Entry | None:
        if hit.entry in self.entries:
            return hit.entry
        alike = (entry for entry in self.entries if entry.text == hit.entry.text)
        return next(alike, None) or self.shown.get(hit.spelling.same)


def grade(
    response: str,
    accepted: Sequence[Named | Text],
    *,
    type_: str,
    lexicon: Lexicon,
    strict: frozenset[str] = frozenset(),
    language: str = "",
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
        language: Tag of the language in which values are shown.

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
    shown = {_composed(lexicon.shown(entry, language)): entry for entry in entries}
    asked = _Asked(entries, shown, scopes, Spelling(response, lexicon.dropped), strict)
    exact = shown.get(asked.response.same)
    if exact:
        return _right(asked, [Hit(exact, asked.response)])
    return _named(asked, _hits(asked)) or _less_exact(asked, lexicon)


def _composed(text: str) -> str:
    return " ".join(nfc(text).split())


def _less_exact(asked: _Asked, lexicon: Lexicon) -> Grade:
    """Judge what fits nothing of the type exactly: a name elsewhere, a last word, an error."""
    other = _elsewhere(asked, lexicon)
    if other and not isinstance(other.given, Text):
        return other
    return _named(asked, _last_words(asked)) or other or _misspelt(asked)


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


def _named(asked: _Asked, hits: list[Hit]) -> Grade | None:
    """Judge what a response certainly names; None if it names nothing."""
    if not hits:
        return None
    right = [hit for hit in hits if asked.holds(hit)]
    others = {hit.entry.text: hit.entry for hit in hits if not asked.holds(hit)}
    if right and others:
        fits = dict.fromkeys(hit.entry.text for hit in hits)
        return Grade(Outcome.UNCLEAR, 0.0, candidates=tuple(fits))
    if right:
        return _right(asked, right)
    given = next(iter(others.values())).value if len(others) == 1 else None
    return Grade(Outcome.WRONG, 0.0, given)


def _right(asked: _Asked, hits: list[Hit]) -> Grade:
    response = asked.response
    if asked.strict and not any(_locked_alike(asked, hit.spelling) for hit in hits):
        what = " and ".join(sorted(asked.strict))
        return Grade(Outcome.WRONG, 0.0, detail=f"{what} count here: {_quoted(hits[0], response)}")
    hit = next((hit for hit in hits if not misplaced_accents(response, hit.spelling)), None)
    if hit:
        return Grade(Outcome.RIGHT, 1.0, asked.value(hit))
    return Grade(Outcome.SLIP, 1.0, asked.value(hits[0]), _quoted(hits[0], response))


def _locked_alike(asked: _Asked, spelling: Spelling) -> bool:
    """Return whether accents or case are right where they count, articles and titles apart."""
    given = asked.response.locked(asked.strict)
    wanted = spelling.locked(asked.strict)
    return given == wanted or wanted.endswith(f" {given}") or given.endswith(f" {wanted}")


def _quoted(hit: Hit, response: Spelling) -> str:
    return f'you wrote "{response.same}", it is "{hit.spelling.same}"'


def _elsewhere(asked: _Asked, lexicon: Lexicon) -> Grade | None:
    """Judge a response that is exactly a value of another type."""
    for hits in lexicon.scope("any").levels(asked.response):
        if hits:
            return _named(asked, [hit for hit in hits if not asked.holds(hit)])
    return None


def _misspelt(asked: _Asked) -> Grade:
    """Judge a response with typing errors: a slip only if nothing else is as near."""
    near = sorted(
        (hit for scope in asked.scopes for hit in scope.near(asked.response, 2)),
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
    return Grade(Outcome.SLIP, 1.0, asked.value(right[0]), _quoted(right[0], asked.response))


def _forgiven(asked: _Asked, hit: Hit) -> bool:
    loose = hit.spelling.person if hit.entry.type == "person" else hit.spelling.thing
    if hit.errors > errors_allowed(loose.bare or loose.whole):
        return False
    if not asked.strict:
        return True
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # 30 ms, needed for misspelt responses only

    given, wanted = asked.response.locked(asked.strict), hit.spelling.locked(asked.strict)
    return OSA.distance(given, wanted) <= hit.errors
