"""Characters that a paper's fonts have no sign for: a box would be printed in their place."""

import re
from collections.abc import Iterable
from typing import Final

from quizkit.checks.rules.no_glyph import CODE
from quizkit.decks.report import fit, help_
from quizkit.formats.asloss import SEVERITIES, lost
from quizkit.formats.paper.nouns import Paper
from quizkit.formats.paper.typeset_data import SANS, SERIF, texts_of
from quizkit.formats.paper.typeset_press import Press
from quizkit.formats.posed import Posed
from quizkit.model import Location, Problem

NO_SIGN: Final = "\ufdd0"
"""A code point that is no character and never will be: no font has a sign for it."""

CIRCLE: Final = "\u25cc"
"""What a mark without a letter is set on, and all that shows of one that has no sign."""

BUILT_IN: Final = (SERIF, SANS, "New Computer Modern")
"""The faces that are looked through for a sign."""

NAMED: Final = 8
"""Characters that one message names."""

_HELP: Final = "give a font that has it with --font FILE"
_SYMBOL: Final = re.compile(r'<symbol id="([^"]+)"')
_SOURCE: Final = b"""#set page(width: 4cm, height: 4cm, margin: 1cm)
#let data = json(bytes(sys.inputs.text))
#for one in data.every {
  for blank in data.blanks { page(text(font: one, fallback: false, blank)) }
}
#set text(font: data.fonts)
#for one in data.signs { page(text(one)) }
"""


def without_sign(signs: Iterable[str], press: Press, *, fonts: Iterable[str]) -> frozenset[str]:
    """Return the characters that no font has a sign for.

    Each is set on a page of its own, all in one go: what looks as `NO_SIGN` does in one of the
    fonts is missing.

    Args:
        signs: Characters, one each.
        press: What sets them.
        fonts: Families, first choice first.
    """
    wanted = sorted({sign for sign in signs if not sign.isspace() and not sign.isascii()})
    if not wanted:
        return frozenset()
    first = list(fonts)
    every = sorted({*first, *BUILT_IN})
    data = {"fonts": first, "every": every, "blanks": [NO_SIGN, CIRCLE], "signs": wanted}
    shown = [set(_SYMBOL.findall(page)) for page in press.svgs(_SOURCE, data)]
    begin = 2 * len(every)
    boxes, circles = set().union(*shown[:begin:2]), set().union(*shown[1:begin:2])
    return frozenset(
        sign
        for sign, found in zip(wanted, shown[begin:], strict=True)
        if found & boxes or (sign != CIRCLE and found and found <= circles)
    )


def problems(
    paper: Paper, press: Press, *, fonts: Iterable[str], around: Iterable[str]
) -> tuple[Problem, ...]:
    """Return a problem for each question with a character that cannot be printed.

    Args:
        paper: The paper.
        press: What sets it.
        fonts: Families, first choice first.
        around: Texts that stand outside the questions: title, instructions, labels.
    """
    outside = frozenset("".join(around))
    inside = {task.id: frozenset("".join(texts_of(task))) for task in paper.tasks}
    missing = without_sign(outside.union(*inside.values()), press, fonts=fonts)
    if not missing:
        return ()
    found = [
        _problem(paper, task, signs) for task in paper.tasks if (signs := inside[task.id] & missing)
    ]
    if outside & missing:
        found.insert(0, _outside(paper, outside & missing))
    return tuple(found)


def _problem(paper: Paper, task: Posed, signs: Iterable[str]) -> Problem:
    return lost(CODE, task, message=_said(signs), tip=f"{_numbers(paper, task)}; {_HELP}")


def _outside(paper: Paper, signs: Iterable[str]) -> Problem:
    path = paper.tasks[0].at.path if paper.tasks else ""
    tip = f"it stands in the title, the instructions or the labels; {_HELP}"
    severity = SEVERITIES[CODE]
    return Problem(
        CODE, severity, fit(_said(signs)), Location(path), notes=(help_(tip),), deck=paper.deck
    )


def _said(signs: Iterable[str]) -> str:
    return f"the paper's fonts have no sign for {named(signs)}"


def _numbers(paper: Paper, task: Posed) -> str:
    where = [
        f"{variant.name} {place.number}"
        for variant in paper.variants
        for place in variant.places
        if paper.tasks[place.task] is task
    ]
    return f"question {where[0]}" if where else "a question"


def named(signs: Iterable[str]) -> str:
    """Return characters for people, with their code points where they are few.

    >>> named("字中")
    '中 (U+4E2D), 字 (U+5B57)'
    >>> named("一二三四五六七八九十")
    '一 七 三 九 二 五 八 六 and 2 more'
    """
    found = sorted(set(signs))
    if len(found) <= 2:
        return ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in found)
    more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    return " ".join(found[:NAMED]) + more
