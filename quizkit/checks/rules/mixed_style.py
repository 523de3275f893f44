"""QK707 style changes within the deck

What it finds
    Straight quotation marks or apostrophes among curly ones, or the other way round; one dash
    among others between words; three dots among the sign for them; a person's family name first
    and a comma ("Kerry, John") among persons written without.
Why it matters
    Two styles look like two hands, and learners look for a meaning in it. House rule.
A bad deck
    licence: CC-BY-4.0
    sources:
      log: {title: The log of the ship}

    cards:
      - {id: bcd1, q: "Which river – a wide one – flows there?", a: The Huong, source: log p. 4}
      - {id: bcd2, q: "Which town – an old one – lies there?", a: Ulm, source: log p. 4}
      - {id: bcd3, q: "Which hill - a steep one - is there?", a: Ben Hai, source: log p. 4}  # here
A good deck
    licence: CC-BY-4.0
    sources:
      log: {title: The log of the ship}

    cards:
      - {id: bcd1, q: "Which river – a wide one – flows there?", a: The Huong, source: log p. 4}
      - {id: bcd2, q: "Which town – an old one – lies there?", a: Ulm, source: log p. 4}
      - {id: bcd3, q: "Which hill – a steep one – is there?", a: Ben Hai, source: log p. 4}
Fix
    Unsafe: writes the commoner style in the texts that have the rarer one, of two equally
    frequent ones the one that comes first. A name is not changed, for other places refer to it.
Options
    none
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from quizkit.checks.context import Context, Finding
from quizkit.checks.texts import Typed, changed, stretch, texts
from quizkit.model import Fix, Location, Note, Problem, Related, Severity

CODE = "QK707"
SEVERITY = Severity.NOTE
PROFILE = "shared"
FIX = "unsafe"

SHOWN: Final = 2
"""Places shown beside the first."""


class Style(NamedTuple):
    """One way to write something: what it looks like, and how the others are turned into it."""

    sign: str
    pattern: re.Pattern[str]
    write: str


STYLES: Final = {
    "quotation marks": (
        Style('"', re.compile(r'"([^"\n]*)"'), r'"\1"'),
        Style("“ ”", re.compile(r"“([^“”\n]*)”"), r"“\1”"),
        Style("« »", re.compile(r"«([^«»\n]*)»"), r"«\1»"),
        Style("„ “", re.compile(r"„([^„“\n]*)“"), r"„\1“"),
    ),
    "apostrophes": (
        Style("'", re.compile(r"(?<=\w)'(?=\w)"), "'"),
        Style("’", re.compile(r"(?<=\w)’(?=\w)"), "’"),
    ),
    "dashes": (
        Style(" - ", re.compile(r"(?<=[^\W\d]) - (?=[^\W\d])"), " - "),
        Style(" – ", re.compile(r"(?<=[^\W\d]) – (?=[^\W\d])"), " – "),
        Style("—", re.compile(r"(?<=[^\W\d]) ?— ?(?=[^\W\d])"), "—"),
    ),
    "dots": (
        Style("...", re.compile(r"(?<=\w)\.\.\.(?!\.)"), "..."),
        Style("…", re.compile(r"(?<=\w)…"), "…"),
    ),
}
"""What is written in several ways, and the ways."""

_FAMILY_FIRST: Final = re.compile(r"[^\s,]+, (?!(?:Jr|Sr|jr|sr|I{1,3}|IV)\b)\w[^,]*\Z")
_MARKS: Final = re.compile(r"[\"“”«»„'’–—…]|\.\.\.| - ")


def find(context: Context) -> Iterator[Finding]:
    """Yield each thing that is written in two ways, where the rarer way first stands."""
    written = [each for each in texts(context) if each.field != "name" and _MARKS.search(each.text)]
    for what, styles in STYLES.items():
        used = [(style, [e for e in written if style.pattern.search(e.text)]) for style in styles]
        used = [(style, found) for style, found in used if found]
        used.sort(key=lambda pair: (-len(pair[1]), written.index(pair[1][0])))
        for style, found in used[1:]:
            yield _finding(context, what, (style, used[0][0]), found, len(used[0][1]))
    yield from _persons(context)


def _finding(
    context: Context, what: str, pair: tuple[Style, Style], found: Sequence[Typed], most: int
) -> Finding:
    style, best = pair
    first = found[0]
    problem = Problem(
        CODE,
        SEVERITY,
        f"two styles of {what}: `{best.sign}` in {most}, `{style.sign}` in {_texts(len(found))}",
        _place(context, first, style),
        label=f"`{style.sign}` here",
        related=tuple(Related(each.at, "and here") for each in found[1 : SHOWN + 1]),
        notes=(Note("help", f"write `{best.sign}` everywhere, or `{style.sign}`"),),
        fix=_fix(context, (style, best), found),
    )
    return first.found(context, problem)


def _place(context: Context, each: Typed, style: Style) -> Location:
    hit = style.pattern.search(each.text)
    return stretch(context.lines, each, hit[0] if hit else "")


def _texts(count: int) -> str:
    return f"{count} text{'' if count == 1 else 's'}"


def _fix(context: Context, pair: tuple[Style, Style], found: Sequence[Typed]) -> Fix | None:
    """Return the fix that writes the commoner style in all the texts, or None if one is unsure."""
    style, best = pair
    edits = []
    for each in found:
        edit = changed(context.lines, each, style.pattern.sub(best.write, each.whole))
        if edit is None:
            return None
        edits.append(edit)
    return Fix("unsafe", f"write `{best.sign}` in place of `{style.sign}`", tuple(edits))


def _persons(context: Context) -> Iterator[Finding]:
    persons = [n for n in context.deck.names.values() if n.type == "person" and " " in n.name]
    turned = [name for name in persons if _FAMILY_FIRST.match(name.name)]
    if not turned or len(turned) == len(persons):
        return
    plain = [name for name in persons if name not in turned]
    odd, order = (turned, "with") if len(turned) <= len(plain) else (plain, "without")
    other = "without" if order == "with" else "with"
    problem = Problem(
        CODE,
        SEVERITY,
        f"two orders of names: {len(odd)} {order} a comma, {len(persons) - len(odd)} {other}",
        odd[0].at,
        label="the family name first" if order == "with" else "the family name last",
        related=tuple(Related(name.at, "and here") for name in odd[1 : SHOWN + 1]),
        notes=(Note("help", f"write all persons {other} a comma, and these names where used"),),
    )
    yield context.on_name(problem, odd[0])
