"""QK801 HTML or Markdown

What it finds
    Tags and character names of HTML (`<b>`, `&nbsp;`), and stars, double lines, backquotes,
    links and headings of Markdown, in a text that learners read.
Why it matters
    A deck's texts are shown as they are typed, signs and all. House rule: one text looks the
    same on every screen and paper.
A bad deck
    cards:
      - {id: bcd1, q: "Which river flows through <b>Hue</b>?", a: The Huong}    # here
A good deck
    cards:
      - {id: bcd1, q: "Which river flows through Hue?", a: The Huong}
Fix
    Unsafe: takes the signs out and leaves the words. What is asked about such signs themselves
    is accepted by `ok:`.
Options
    none
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from quizkit.checks.context import Context, Finding
from quizkit.checks.texts import Typed, changed, stretch, texts
from quizkit.model import Fix, Note, Problem, Severity

CODE = "QK801"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "unsafe"

_TAGS: Final = (
    "a|b|i|u|s|p|br|hr|em|strong|small|big|sub|sup|span|div|font|center|code|pre|img|"
    "ul|ol|li|dl|dt|dd|h1|h2|h3|h4|h5|h6|table|tr|td|th|tbody|thead|blockquote|ruby|rt|mark"
)

_TAG: Final = rf"</?(?:{_TAGS})(?: [\w:-]{{1,30}}=[^<>]{{0,300}})? ?/?>"

MARKS: Final = (
    ("a tag of HTML", re.compile(_TAG, re.IGNORECASE), ""),
    ("a sign of HTML", re.compile(r"&(?:[a-zA-Z]{2,8}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});"), "&"),
    ("a link of Markdown", re.compile(r"!?\[([^\[\]\n]{1,200})\]\([^()\s]{1,300}\)"), r"\1"),
    ("bold Markdown", re.compile(r"\*\*(?![\s*])([^*\n]{1,300})(?<!\s)\*\*"), r"\1"),
    ("bold Markdown", re.compile(r"(?<!\w)__(?![\s_])([^_\n]{1,300})(?<!\s)__(?!\w)"), r"\1"),
    ("Markdown", re.compile(r"(?<![\w*\\])\*(?![\s*])([^*\n]{1,300})(?<!\s)\*(?![\w*])"), r"\1"),
    ("code of Markdown", re.compile(r"`([^`\n]{1,300})`"), r"\1"),
    ("a heading of Markdown", re.compile(r"\A#{1,6} "), ""),
)
"""What it is called, what it looks like, and what is left of it; "&": the sign it means."""

_SIGNS: Final = re.compile(r"[<&*_`]|\]\(|\A#")


def find(context: Context) -> Iterator[Finding]:
    """Yield texts that are written for a program that shows them otherwise, each once."""
    for each in texts(context):
        if _SIGNS.search(each.text):
            found = next(((what, hit) for what, hit in _marks(each.text)), None)
            if found:
                yield _finding(context, each, *found)


def _marks(text: str) -> Iterator[tuple[str, str]]:
    for what, pattern, left in MARKS:
        hit = pattern.search(text)
        if hit and (left != "&" or unescape(hit[0]) != hit[0]):
            yield what, hit[0]


def _without(text: str) -> str:
    """Return a text without such signs."""
    for _, pattern, left in MARKS:
        text = pattern.sub(_meant if left == "&" else left, text)
    return " ".join(text.split(" "))


def _meant(sign: re.Match[str]) -> str:
    return unescape(sign[0]).replace("\xa0", " ")


def _finding(context: Context, each: Typed, what: str, hit: str) -> Finding:
    shown = hit if len(hit) <= 24 else f"{hit[:23]}…"  # a message is a line
    link = "](" in each.whole and each.raw
    text = "" if link else _without(each.whole)
    edit = changed(context.lines, each, text) if not any(_marks(text)) else None
    problem = Problem(
        CODE,
        SEVERITY,
        f"`{shown}` will be shown as it is typed",
        stretch(context.lines, each, hit),
        label=what,
        notes=(Note("help", "take the signs out, and leave the words"),),
        fix=Fix("unsafe", "take the signs out, and leave the words", (edit,)) if edit else None,
    )
    return each.found(context, problem)
