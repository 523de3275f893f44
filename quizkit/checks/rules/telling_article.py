"""QK403 "an" before the gap gives the answer away

What it finds
    "an" right before a gap: of a hand-written cloze, or of a kind's statement, where the gap
    stands for a role that is asked; and a question that ends in "a" or "an" which only the right
    one of its hand-written options fits. English only.
Why it matters
    Options that begin with the wrong sound are cut without knowing anything. Source: Haladyna,
    Downing & Rodriguez (2002): avoid grammatical clues.
A bad deck
    cards:
      - {id: bcd1, cloze: "The lantern in the old tower was in fact an [[oil lamp]]."}    # here
A good deck
    cards:
      - {id: bcd1, cloze: "The lantern in the old tower was in fact a(n) [[oil lamp]]."}
Fix
    Unsafe: puts "a(n)" in place of "an" or "a".
Options
    none
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.mend import replaced
from quizkit.checks.written import offers
from quizkit.model import Fix, Kind, Location, Note, Problem, Severity, Slot, Template

CODE = "QK403"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "unsafe"

_AN_END: Final = re.compile(r"\ban\s+$", re.IGNORECASE)
_LAST: Final = re.compile(r"\b(an?)\W*(?:_+\W*)?$", re.IGNORECASE)
_TYPED_GAP: Final = r"\b([Aa]n)(?= +\[\[)"
_TYPED_END: Final = r"\b([Aa]n?)(?=[\s.:?_]*[\"']?\s*(?:[,}}]|$))"


def find(context: Context) -> Iterator[Finding]:
    """Yield gaps and options that an article tells."""
    if context.deck.language.partition("-")[0] == "en":
        for card in context.deck.cards:
            if any(_AN_END.search(card.text[: blank.start]) for blank in card.blanks):
                at = place(card, "cloze")
                yield context.on_card(_problem(context, at, "the gap", _TYPED_GAP), card)
        yield from _endings(context)
    for kind in context.own_kinds:
        for language, templates in kind.says.items():
            for template in templates if language.partition("-")[0] == "en" else ():
                role = _role_after_an(kind, template)
                if role:
                    typed = rf"\b([Aa]n)(?= +\{{{re.escape(role)}\}})"
                    problem = _problem(context, template.at, f"the gap of `{role}`", typed)
                    yield context.on_kind(problem, kind)


def _endings(context: Context) -> Iterator[Finding]:
    for offer in offers(context):
        article = _LAST.search(offer.stem)
        if article:
            vowel = article[1].lower() == "an"
            fits = [_is_vowel(option) is vowel for option in (offer.right, *offer.wrong)]
            if fits[0] and not all(fits):
                at = place(offer.thing, "q")
                yield offer.found(_problem(context, at, "the options", _TYPED_END))


def _role_after_an(kind: Kind, template: Template) -> str:
    """Return the first asked role before whose placeholder "an" stands, or ""."""
    pieces = [piece for part in template.parts for piece in part.pieces]
    for before, piece in pairwise(pieces):
        role = kind.roles.get(piece.role) if isinstance(piece, Slot) else None
        an = isinstance(before, str) and _AN_END.search(before)
        if an and role and any(role.wordings.values()):
            return role.name
    return ""


def _is_vowel(option: str) -> bool:
    return option[:1].lower() in "aeiou"


def _problem(context: Context, at: Location, what: str, typed: str) -> Problem:
    return Problem(
        CODE,
        SEVERITY,
        f"the article before {what} tells with which sound the answer begins",
        at,
        notes=(Note("help", "write “a(n)”, or take the article into the answer"),),
        fix=_fix(context, at, typed),
    )


def _fix(context: Context, at: Location, typed: str) -> Fix | None:
    """Return the mending where the article stands on the line of the field."""
    lines = context.lines.get(at.path, ())
    line = lines[at.line - 1] if at.line <= len(lines) else ""
    found = re.compile(typed).search(line, at.column - 1)
    if found is None:
        return None
    there = Location(at.path, at.line, found.start(1) + 1, len(found[1]))
    text = "A(n)" if found[1][0].isupper() else "a(n)"
    return Fix("unsafe", "write “a(n)”", (replaced(there, text),))
