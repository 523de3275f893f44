"""QK020 text goes on behind `#`, which begins a comment

What it finds
    A text without quotation marks, behind it a blank and a `#`, and right behind that a letter
    or figure.
Why it matters
    Behind a blank `#` begins a comment: the rest of the text is lost without a word, and half of
    it is asked. A comment that is meant has a blank behind its `#`. House rule.
A bad deck
    cards:
      - q: Which city is known as the #1 of its country?    # here
        a: Hanoi
A good deck
    cards:
      - q: "Which city is known as the #1 of its country?"    # a comment
        a: Hanoi
Fix
    Unsafe: puts the whole line into quotation marks.
Options
    none
"""

import re
from collections.abc import Iterator
from typing import Final

from quizkit.checks.context import Context, Finding
from quizkit.checks.mend import replaced, typed
from quizkit.checks.plain_texts import plain_texts
from quizkit.model import Fix, Location, Note, Problem, Severity

CODE = "QK020"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "unsafe"

_GOES_ON: Final = re.compile(r"\s+#(?=\w)")
_SHEET: Final = ".csv"


def find(context: Context) -> Iterator[Finding]:
    """Yield the texts that a `#` cuts off."""
    for path, lines in context.lines.items():
        if path.endswith(_SHEET) or not any("#" in line for line in lines):
            continue
        for plain in plain_texts(lines):
            line = lines[plain.line - 1]
            end = plain.column - 1 + len(plain.text)
            cut = _GOES_ON.match(line, end) if plain.field else None
            if cut is None:
                continue
            whole = line[plain.column - 1 :].rstrip()
            meant = typed(whole)
            start = Location(path, plain.line, plain.column, len(whole))
            problem = Problem(
                CODE,
                SEVERITY,
                "this text ends at the `#`: what follows is a comment",
                Location(path, plain.line, cut.end(), 1),
                label="all from here on is not read",
                notes=(
                    Note("help", f"put the text in quotes:  {meant}"),
                    Note("or", "a comment that is meant has a blank behind its `#`"),
                ),
                fix=Fix("unsafe", "put the whole text in quotes", (replaced(start, meant),)),
            )
            yield context.on_deck(problem)
