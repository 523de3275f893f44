"""QK127 `{count}` or a number word outside `ask all`, or `ask all` without

What it finds
    `{count}`, or "Which two ..", in a wording that asks for one answer; `ask all` with neither
    `{count}` nor `{when}`.
Why it matters
    A number in the stem must be the number of right answers, which only `{count}` knows. House
    rule.
A bad deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Which two people made {it}?"}    # here
          to: place
A good deck
    kinds:
      trip:
        called: "the trip to {to}"
        roles:
          who: {is: person, ask: "Who made {it}?", ask all: "Which {count} people made {it}?"}
          to: place
          mark: {is: text, ask: "Which two-letter mark has {it}?"}
Fix
    Unsafe: makes `ask all:` of `ask:`, with `{count}` for the number; or puts `{count}` behind the
    first word of an `ask all` such as "Which countries". Elsewhere by hand.
Options
    none
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from quizkit.checks.context import Context, Finding, Wording, has_slot, wordings
from quizkit.checks.mend import inserted
from quizkit.checks.retouch import reworded
from quizkit.model import Edit, Fix, Note, Problem, Severity
from quizkit.text import words

CODE = "QK127"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "unsafe"

_JOINED = re.compile(r"(?<=\w)[-\u2010\u2011](?=\w)")
_SIGNS = frozenset({"letter", "letters", "digit", "digits", "chu"})
"""What a number word may count without telling how many answers there are, folded."""

_NOUN: Final[Mapping[str, re.Pattern[str]]] = {
    "en": re.compile(r"^(?:Which|What) (?!is\b|was\b|does\b|has\b|this\b)(?=[a-z]+s\b)"),
    "vi": re.compile(r"^Những (?=\w)"),
}
"""Where `{count}` goes: behind the first word in English, in its place in Vietnamese."""

_FIELD: Final = re.compile(r"""(?:^ *(?:- )?|[{,] *)ask(?=: *["']?$)""")


class _Fault(NamedTuple):
    """What is wrong with a wording, and its edits, if it can be mended."""

    message: str
    help: str
    edits: tuple[Edit, ...] = ()


def find(context: Context) -> Iterator[Finding]:
    """Yield wordings whose number of answers does not fit their field."""
    for kind in context.own_kinds:
        for wording in wordings(kind):
            fault = _fault(context, wording)
            if fault is None:
                continue
            problem = Problem(
                CODE,
                SEVERITY,
                fault.message,
                wording.at,
                notes=(Note("help", fault.help),),
                fix=Fix("unsafe", fault.help, fault.edits) if fault.edits else None,
            )
            yield context.on_kind(problem, kind, role=wording.role.name)


def _fault(context: Context, wording: Wording) -> _Fault | None:
    """Return what does not fit, or None where all fits."""
    count = has_slot(wording.template, "count")
    role = wording.role.name
    if wording.field == "ask all":
        if count or has_slot(wording.template, "when"):
            return None
        message = f"`ask all` of `{role}` does not say how many"
        return _Fault(message, "put `{count}` before the noun", _counted(context, wording))
    if count:
        message = f"`{{count}}` stands in `{wording.field}` of `{role}`"
        return _Fault(message, "move it to `ask all`", _moved(context, wording))
    number = _number(context, wording)
    if number:
        message = f"`{wording.field}` of `{role}` asks for {number}"
        help_ = "move it to `ask all` and write `{count}` for the number"
        typed = re.search(rf"\b{re.escape(number)}\b", wording.template.text, re.IGNORECASE)
        edit = _put(context, wording, *typed.span()) if typed else None
        moved = _moved(context, wording) if edit else ()
        return _Fault(message, help_, (*moved, edit) if moved and edit else ())
    return None


def _counted(context: Context, wording: Wording) -> tuple[Edit, ...]:
    """Return the edit that says how many are wanted, where the noun is plain to see."""
    language = wording.language.partition("-")[0]
    found = _NOUN[language].match(wording.template.text) if language in _NOUN else None
    if found is None:
        return ()
    begin = 0 if language == "vi" else found.end()
    edit = _put(context, wording, begin, found.end(), text="{count} ")
    return (edit,) if edit else ()


def _put(
    context: Context, wording: Wording, begin: int, end: int, *, text: str = "{count}"
) -> Edit | None:
    return reworded(context, wording.template, begin=begin, end=end, text=text)


def _moved(context: Context, wording: Wording) -> tuple[Edit, ...]:
    """Return the edit that makes `ask all` of `ask`, where that stands before the wording."""
    if wording.field != "ask" or wording.role.ask_all:
        return ()
    lines, at = context.lines.get(wording.at.path, ()), wording.at
    before = lines[at.line - 1][: at.column - 1] if at.line <= len(lines) else ""
    field = _FIELD.search(before)
    return (inserted(at._replace(column=field.end() + 1), " all"),) if field else ()


def _number(context: Context, wording: Wording) -> str:
    """Return the number word that a wording begins with, at its first or second word, or "".

    What counts letters or digits is no number of answers: "two-letter", "two digits".
    """
    table = context.deck.words.get(wording.language)
    first = wording.template.parts[0].pieces[0] if wording.template.parts else ""
    if table is None or not isinstance(first, str):
        return ""
    numbers = set(table.counts[2:])
    told = [" ".join(words(word)) for word in _JOINED.sub("x", first).split()]
    pairs = zip(told[:2], [*told[1:], ""], strict=False)
    return next((word for word, after in pairs if word in numbers and after not in _SIGNS), "")
