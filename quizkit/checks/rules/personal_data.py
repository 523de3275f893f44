"""QK808 what looks like personal data

What it finds
    Something in a text, a quotation or a source that looks like an e-mail address, a telephone
    number, or the number of a student. The last needs words, and is looked for in English and
    Vietnamese.
Why it matters
    A deck that is passed on cannot be called back. House rule: nobody's data goes with it whom
    nobody has asked.
A bad deck
    licence: CC-BY-4.0
    sources:
      log: {title: The log of the ship}

    cards:
      - id: bcd1
        q: "Which river flows through Hue?"
        a: The Huong
        note: Questions go to ann@example.org    # here
        source: log p. 4
A good deck
    licence: CC-BY-4.0
    sources:
      log: {title: The log of the ship}

    cards:
      - id: bcd1
        q: "Which river flows through Hue?"
        a: The Huong
        note: Ask your teacher about the rivers of the south.
        source: log p. 4
Fix
    By hand: take it out, or say in `ok:` why it may be there.
Options
    none
"""

import re
from collections.abc import Iterator
from typing import Final

from quizkit.checks.context import Context, Finding
from quizkit.checks.texts import Typed, stretch, texts
from quizkit.checks.words import LEXES
from quizkit.checks.written import told
from quizkit.model import Severity

CODE = "QK808"
SEVERITY = Severity.WARNING
PROFILE = "shared"
FIX = "-"
HELP = "take it out, or say in `ok:` why it may be there"

FEWEST, MOST = 9, 15
"""Digits of a telephone number, those of the country counted in."""

_LOCAL: Final = re.compile(r"[\w.%+-]{1,64}\Z")
_DOMAIN: Final = re.compile(r"[a-zA-Z0-9-]{1,63}\.[a-zA-Z0-9.-]{1,80}")
_PHONE: Final = re.compile(r"(?<![\w.,/=+-])(?:\+|\(?0(?=[1-9]))[\d ()/.-]{8,24}(?![\w])")
_DIGITS: Final = re.compile(r"[\w.-]{0,4}\d{5,12}")
_PUPILS: Final = tuple(sorted(word for each in LEXES.values() for word in each.pupils))


def find(context: Context) -> Iterator[Finding]:
    """Yield texts that hold what looks like personal data, each once."""
    for each in _every(context):
        what, hit = _seen(each.text)
        if what:
            message = f"`{hit}` looks like {what}"
            at = stretch(context.lines, each, hit)
            yield each.found(context, told(CODE, SEVERITY, message, at, do=HELP))


def _every(context: Context) -> Iterator[Typed]:
    """Yield the texts of a deck, quotations and what is said of sources."""
    yield from texts(context)
    for fact in context.deck.facts:
        if fact.quote:
            yield Typed(fact.quote, "quote", fact)
    for source in context.deck.sources.values():
        for field, text in source.fields.items():
            if field not in ("url", "file"):
                yield Typed(text, field, None, source.at)


def _seen(text: str) -> tuple[str, str]:
    """Return what a text holds, and the stretch that looks so."""
    address = _address(text) if "@" in text else ""
    if address:
        return "an e-mail address", address
    if not any(map(str.isdigit, text)):
        return "", ""
    for hit in _PHONE.finditer(text):
        count = sum(map(str.isdigit, hit[0]))
        if FEWEST <= count <= MOST:
            return "a telephone number", hit[0].strip(" .(/-")
    number = _pupil(text)
    return ("the number of a student", number) if number else ("", "")


def _address(text: str) -> str:
    """Return the first e-mail address in a text, or ""."""
    at = text.find("@")
    while at >= 0:
        local = _LOCAL.search(text, max(0, at - 64), at)
        domain = _DOMAIN.match(text, at + 1)
        if local and domain:
            return f"{local[0]}@{domain[0].rstrip('.')}"
        at = text.find("@", at + 1)
    return ""


def _pupil(text: str) -> str:
    """Return the digits after words for a student's number, or ""."""
    low = text.casefold()
    for word in _PUPILS:
        begin = low.find(word)
        if begin >= 0:
            end = begin + len(word)
            found = _DIGITS.search(text, end, end + 24)
            if found:
                return found[0]
    return ""
