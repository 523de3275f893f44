"""QK805 image without `alt`, or one whose words give the answer

What it finds
    An image without `alt:`, and one whose `alt` or file name holds the answer to a question
    about its fact.
Why it matters
    Whoever cannot see the picture has nothing else; and what its words tell, everybody is told.
    Source: Web Content Accessibility Guidelines 2, criterion 1.1.1, with what it says of tests.
A bad deck
    kinds:
      river:
        called: "the river {name}"
        roles:
          name: name
          town: {is: city, ask: "Which town lies at the mouth of {it}?"}
    facts:
      river:
        - {id: bcd1, name: Huong, town: Hue, image: {file: x.png, alt: Hue from above}}    # here
A good deck
    kinds:
      river:
        called: "the river {name}"
        roles:
          name: name
          town: {is: city, ask: "Which town lies at the mouth of {it}?"}
    facts:
      river:
        - {id: bcd1, name: Huong, town: Hue, image: {file: x.png, alt: a town from above}}
Fix
    By hand: say in `alt:` what is to be seen, without the answer; name the file by something
    else.
Options
    none
"""

import re
from collections.abc import Iterator
from typing import Final

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.written import told
from quizkit.model import Fact, Severity

CODE = "QK805"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "-"

_SEPARATOR: Final = re.compile(r"[/._+-]|%20")
_SUFFIX: Final = re.compile(r"\.\w{1,5}$")

SAY: Final = "add `alt:` to the image, with what is to be seen, but not the answer"
SAY_LESS: Final = "say what is to be seen without naming that"
NAME: Final = "give the file another name, and write that here"


def find(context: Context) -> Iterator[Finding]:
    """Yield images that say nothing, or too much."""
    for fact in context.deck.facts:
        if fact.image:
            yield from _of_image(context, fact)


def _of_image(context: Context, fact: Fact) -> Iterator[Finding]:
    alt = fact.image.get("alt", "")
    file = _SEPARATOR.sub(" ", _SUFFIX.sub("", fact.image.get("file", "")))
    if not alt.strip():
        yield _finding(context, fact, "the image has no words for those who cannot see it", SAY)
    for what, text, help_ in (("words", alt, SAY_LESS), ("file name", file, NAME)):
        role = _given(context, fact, text)
        if role:
            verb = "give" if what == "words" else "gives"
            message = f"the {what} of the image {verb} the answer to `{role}`"
            yield _finding(context, fact, message, help_, role)


def _given(context: Context, fact: Fact, text: str) -> str:
    """Return the asked role whose value a text holds, or ""."""
    for role, value in fact.values.items():
        plans = context.plans.get((fact.id, role))
        if plans and context.giveaway.in_text(value, text, plans[0].asked):
            return role
    return ""


def _finding(context: Context, fact: Fact, message: str, help_: str, role: str = "") -> Finding:
    problem = told(CODE, SEVERITY, message, place(fact, "image"), do=help_)
    return context.on_fact(problem, fact, role=role)
