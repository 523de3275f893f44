"""QK129 optional part that no question prints

What it finds
    A part in brackets, in a wording of the deck's own kinds that is in use, which no question of
    this deck prints: the facts can be told apart without it. What a statement prints counts as
    printed. A kind of fewer than five facts is left alone: more may come.
Why it matters
    The author expected it to be read. Where that is so, `[!...]` prints it whenever it can be; else
    it is only in the way of whoever reads the wording. House rule.
A bad deck
    kinds:
      trip:
        called: "the trip to {to}[ with {by}]"    # here
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
          by: person
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru, by: Chi Le}
        - {id: bcd2, who: Bao Tran, to: Laos, by: Dung Vo}
        - {id: bcd3, who: Giang Do, to: Chile, by: Chi Le}
        - {id: bcd4, who: Ha Ly, to: Cuba, by: Dung Vo}
        - {id: bcd5, who: Khoa Mai, to: Iran, by: Chi Le}
A good deck
    kinds:
      trip:
        called: "the trip to {to}[! with {by}]"
        roles:
          who: {is: person, ask: "Who made {it}?"}
          to: place
          by: person
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru, by: Chi Le}
        - {id: bcd2, who: Bao Tran, to: Laos, by: Dung Vo}
        - {id: bcd3, who: Giang Do, to: Chile, by: Chi Le}
        - {id: bcd4, who: Ha Ly, to: Cuba, by: Dung Vo}
        - {id: bcd5, who: Khoa Mai, to: Iran, by: Chi Le}
Fix
    By hand: write `[!` for `[` to have it printed, take it out, or leave it for facts to come.
Options
    facts = 5 [1..1000]: facts that a kind has at least, or nothing is said
"""

from collections.abc import Iterator
from typing import Final

from quizkit.checks.context import Context, Finding, wordings
from quizkit.checks.printed import Usage, given_roles, usage
from quizkit.model import Kind, Location, Note, Part, PartMode, Problem, Severity, Slot, Template
from quizkit.questions.wording import expand, part_roles, slots

CODE = "QK129"
SEVERITY = Severity.NOTE
PROFILE = "class"
FIX = "-"

FEWEST: Final = 5
"""Facts of a kind from which on its optional parts have had their chance."""


def find(context: Context) -> Iterator[Finding]:
    """Yield parts in brackets that nothing prints."""
    used = usage(context)
    fewest = context.option(CODE, "facts", FEWEST)
    for kind in context.own_kinds:
        found = used.get(kind.name)
        if found is not None and len(context.by_kind[kind.name]) >= fewest:
            yield from _of_kind(context, kind, found)


def _of_kind(context: Context, kind: Kind, used: Usage) -> Iterator[Finding]:
    language = context.planner.language
    given = given_roles(context, kind)
    called = kind.called.get(language)
    if called is not None and not _is_told(kind, language):
        printed = {part for *_, part in used.parts}
        for part in called.parts:
            if _can_be(part, given) and part not in printed:
                yield _finding(context, kind, part, called.at, role="")
    for wording in wordings(kind):
        text, role = wording.template, wording.role.name
        if wording.language == language and (role, text.text) in used.wordings:
            for part in text.parts:
                whole = _with_it(part, text, called)
                if _can_be(whole, given) and (role, text.text, whole) not in used.parts:
                    yield _finding(context, kind, part, text.at, role=role)


def _is_told(kind: Kind, language: str) -> bool:
    """Return whether a statement prints `{it}`: what is told prints every part."""
    return any(slot.kind == "it" for text in kind.says.get(language, ()) for slot in slots(text))


def _with_it(part: Part, template: Template, called: Template | None) -> Part:
    """Return a part in brackets with what `{it}` prints in it."""
    if part.mode is PartMode.BARE:
        return part
    return expand(template._replace(parts=(part,)), called).parts[0]


def _can_be(part: Part, given: frozenset[str]) -> bool:
    """Return whether a part stands in brackets and prints roles that facts give."""
    roles = part_roles(part)
    return part.mode is not PartMode.BARE and bool(roles) and given.issuperset(roles)


def _finding(context: Context, kind: Kind, part: Part, at: Location, *, role: str) -> Finding:
    always = part.mode is PartMode.FORCED
    problem = Problem(
        CODE,
        SEVERITY,
        f"no question of this deck prints the part `{_typed(part)}`",
        at,
        label="it always gives the answer away" if always else "not needed to tell facts apart",
        notes=(Note("help", "take it out") if always else Note("help", _HELP),),
    )
    return context.on_kind(problem, kind, role=role)


_HELP = "write `[!` for `[` to have it printed whenever it can be, or take it out"


def _typed(part: Part) -> str:
    pieces = (piece if isinstance(piece, str) else _braces(piece) for piece in part.pieces)
    return f"[{'!' if part.mode is PartMode.FORCED else ''}{''.join(pieces)}]"


def _braces(slot: Slot) -> str:
    return f"{{on {slot.role}}}" if slot.kind == "on" else f"{{{slot.role or slot.kind}}}"
