"""QK409 stem that neither asks nor tells the learner what to do

What it finds
    A wording or hand-written question that does not end in a question mark and does not begin
    with an instruction, such as "Name" or "Complete".
Why it matters
    A stem that cannot be answered before the options are read tests reading. Source: Haladyna,
    Downing & Rodriguez (2002): put the central idea in the stem. Unfocused stems are among the
    flaws of Moore et al. (2023).
A bad deck
    cards:
      - {id: bcd1, q: "The river of the old capital", a: Huong}    # here
A good deck
    cards:
      - {id: bcd1, q: "Which river flows through the old capital?", a: Huong}
Fix
    By hand: write a question, or say what to do.
Options
    none
"""

from collections.abc import Iterator
from typing import Final

from quizkit.checks.context import Context, Finding
from quizkit.checks.drawn import flawed
from quizkit.checks.flawed_stems import unfocused
from quizkit.checks.sight import Sight
from quizkit.checks.written import Stem, stems, told
from quizkit.model import Severity

CODE = "QK409"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"

_WHY: Final = "this neither asks nor says what to do"
_HELP: Final = "end it in a question mark, or begin with what to do"


def find(context: Context) -> Iterator[Finding]:
    """Yield stems that are neither question nor instruction."""
    written = list(_written(context))
    yield from written
    yield from flawed(
        context,
        _unclear,
        code=CODE,
        severity=SEVERITY,
        do=_HELP,
        but={each.problem.fact for each in written},
        but_at={each.problem.at for each in written},
        by="wording",
    )


def _unclear(seen: Sight) -> str:
    """Judge a drawn question; a short one that asks is told elsewhere."""
    why = unfocused(seen)
    return "" if not why or seen.question.stem.rstrip().endswith("?") else _WHY


def _written(context: Context) -> Iterator[Finding]:
    for stem in stems(context):
        if stem.lexis and stem.asks and not _is_clear(stem):
            yield stem.found(told(CODE, SEVERITY, _WHY, stem.at, do=_HELP))


def _is_clear(stem: Stem) -> bool:
    if "?" in stem.text[-3:] or "____" in stem.text:
        return True
    tells = stem.lexis.tells if stem.lexis else ()
    return any(f"{stem.words} ".startswith(f"{word} ") for word in tells)
