"""QK711 `ok:` without a reason, with an unknown code, or for what cannot be accepted

What it finds
    An `ok:` that gives no reason in words, names no code of this program, or names a fault that
    stops the file from loading. The code of a check that is not installed here is a note.
Why it matters
    Whoever reads the deck next must see why a fault was left. House rule.
A bad deck
    names:
      Hue: {is: city}
    cards:
      - {q: "Which river flows through Hue?", a: The Huong, ok: {QK999: it is short}}    # here
A good deck
    names:
      Hue: {is: city}
    cards:
      - {q: "Which river flows through Hue?", a: The Huong}
Fix
    By hand: write `ok: {CODE: the reason in words}`, or take it out.
Options
    none
"""

from collections.abc import Iterator, Mapping

from quizkit.checks.codes import CODES
from quizkit.checks.context import Context, Finding, place
from quizkit.checks.own import CODE as FOREIGN
from quizkit.checks.own import OWN
from quizkit.model import Location, Note, Problem, Severity

CODE = "QK711"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield codes without a meaning; reading finds what lacks a reason."""
    deck = context.deck
    for problem in _unknown(deck.ok, Location(deck.paths[0] if deck.paths else "")):
        yield context.on_deck(problem)
    for group in deck.groups:
        for problem in _unknown(group.ok, group.at):
            yield context.on_deck(problem)
    yield from _in_names(context)
    yield from _in_kinds(context)
    for fact in deck.facts:
        if fact.ok:
            for problem in _unknown(fact.ok, place(fact, "ok")):
                yield context.on_fact(problem, fact)
    for card in deck.cards:
        if card.ok:
            for problem in _unknown(card.ok, place(card, "ok")):
                yield context.on_card(problem, card)


def _in_names(context: Context) -> Iterator[Finding]:
    for name in context.deck.names.values():
        for problem in _unknown(name.ok, name.at):
            yield context.on_name(problem, name)


def _in_kinds(context: Context) -> Iterator[Finding]:
    for kind in context.own_kinds:
        for problem in _unknown(kind.ok, kind.at):
            yield context.on_kind(problem, kind)
        for role in kind.roles.values():
            for problem in _unknown(role.ok, role.at):
                yield context.on_kind(problem, kind, role=role.name)


def _unknown(ok: Mapping[str, str], at: Location) -> Iterator[Problem]:
    for code in ok:
        if FOREIGN.fullmatch(code):
            if code not in OWN:
                message = f"no check {code} is installed here"
                help_ = (
                    "see that it is spelt right; where its package is missing, it changes nothing"
                )
                yield Problem(CODE, Severity.NOTE, message, at, notes=(Note("help", help_),))
        elif code not in CODES:
            message = f"no problem has the code `{code}`"
            help_ = "write the code as the message does that you want to accept, or take it out"
            yield Problem(CODE, SEVERITY, message, at, notes=(Note("help", help_),))
