"""QK803 two scripts in one word

What it finds
    A word of Latin letters with a Greek or Cyrillic one that looks like a Latin letter, or the
    other way round. Letters that look like no other, as in μm or ΔT, are left alone.
Why it matters
    The word looks right, and is another: nobody who types it is right, and no search finds it.
    House rule.
A bad deck
    cards:
      - {id: bcd1, q: "Which river flows through the old capital?", a: "Huоng"}    # here
A good deck
    cards:
      - {id: bcd1, q: "Which river flows through the old capital?", a: Huong}
      - {id: bcd2, q: "How wide is a hair of the head?", a: about 70 μm}
Fix
    By hand: delete the word and type it again on one keyboard.
Options
    none
"""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import name as name_of

from quizkit.checks.context import Context, Finding
from quizkit.checks.texts import Typed, stretch, texts
from quizkit.model import Note, Problem, Severity

CODE = "QK803"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"

LOOKALIKES: Final = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧορν" + "АВЕКМНОРСТУХЅІЈѕіјасеорух")
"""Greek and Cyrillic letters that have the shape of a Latin one."""

_STRANGE: Final = re.compile(f"[{''.join(sorted(LOOKALIKES))}]")
_LATIN: Final = re.compile("[A-Za-zÀ-ÖØ-öø-\u024f\u1e00-\u1eff]")
_WORD: Final = re.compile(r"[^\W\d_]+")


def find(context: Context) -> Iterator[Finding]:
    """Yield texts with a word of two scripts, each once."""
    for typed in texts(context):
        if not typed.text.isascii() and _STRANGE.search(typed.text):
            word = next(filter(_is_mixed, _WORD.findall(typed.text)), "")
            if word:
                yield _finding(context, typed, word)


def _is_mixed(word: str) -> bool:
    """Return whether a word is Latin with lookalikes, or of another script with Latin letters."""
    others = [char for char in word if not _LATIN.match(char)]
    if not others or len(others) == len(word):
        return False
    return all(char in LOOKALIKES for char in others) or (
        len({_script(char) for char in others}) == 1 and any(char in LOOKALIKES for char in others)
    )


def _script(char: str) -> str:
    return name_of(char, "").partition(" ")[0]


def _finding(context: Context, typed: Typed, word: str) -> Finding:
    others = [char for char in word if not _LATIN.match(char)]
    latin = [char for char in word if _LATIN.match(char)]
    odd = others[0] if len(others) <= len(latin) else latin[0]
    script = _script(odd).capitalize()
    problem = Problem(
        CODE,
        SEVERITY,
        f"`{word}` has letters of two scripts that look alike",
        stretch(context.lines, typed, word),
        label=f"the `{odd}` in it is {script}",
        notes=(Note("help", "delete the word and type it again on one keyboard"),),
    )
    return typed.found(context, problem)
