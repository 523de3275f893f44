"""The registry of rules, and their pages.

A page is the docstring of a rule's module: headings and order are fixed, so that it is help,
documentation and test in one. Of a check of one's own it may be shorter: a line, and what it finds.
"""

from functools import cache
from inspect import cleandoc
from textwrap import dedent
from typing import Final, NamedTuple, cast

from quizkit.checks.context import Rule
from quizkit.checks.own import OWN, OwnRule
from quizkit.checks.rules import RULES
from quizkit.model import Severity

HEADINGS: Final = (
    "What it finds",
    "Why it matters",
    "A bad deck",
    "A good deck",
    "Fix",
    "Options",
)


class Page(NamedTuple):
    """What there is to say about one code.

    Attributes:
        code: Such as "QK301".
        title: Its meaning in one line.
        severity: What such a problem does.
        profile: From which strictness on it is reported.
        finds: What it finds.
        matters: Why that matters.
        source: Who says so, or "house rule".
        example: A deck that has the fault on the line marked `# here`.
        instead: The same without the fault.
        safety: "safe", "unsafe" or "-": whether problems of this code bring a mending.
        fix: How it is mended.
        options: What can be set, or "none".
        thresholds: The same line by line; none where nothing can be set.
        built: Whether a rule looks for it; else reading the file finds it.
    """

    code: str
    title: str
    severity: Severity
    profile: str
    finds: str
    matters: str
    source: str
    example: str
    instead: str
    safety: str
    fix: str
    options: str
    thresholds: tuple[str, ...]
    built: bool

    @property
    def sections(self) -> tuple[tuple[str, str], ...]:
        """Return what people read, each piece with its heading; what is not said is left out."""
        every = (
            ("What it finds", self.finds),
            ("Why it matters", self.matters),
            ("Source", self.source),
            ("A bad deck", self.example),
            ("A good deck", self.instead),
            ("Fix", self.fix),
            ("Options", self.options),
        )
        return tuple((heading, text) for heading, text in every if text.strip())


def rules() -> tuple[Rule, ...]:
    """Return the rules of quizkit, and the checks of one's own by code behind them."""
    own = (OWN[code] for code in sorted(OWN))
    return (*RULES, *(cast("Rule", rule) for rule in own))  # it has all that a module has


def pages() -> tuple[Page, ...]:
    """Return the pages of all rules, sorted by code; those of checks of one's own among them."""
    if not OWN:
        return _built_in()
    return tuple(sorted((*_built_in(), *map(_own_page, OWN.values()))))


def by_code() -> dict[str, Page]:
    """Return each page by its code.

    >>> by_code()["QK301"].title
    'two answers fit, so the question is not asked'
    """
    own = {code: _own_page(rule) for code, rule in OWN.items()}
    return _built_in_by_code() | own if own else _built_in_by_code()


@cache
def _built_in() -> tuple[Page, ...]:
    return tuple(sorted(map(_page, RULES)))


@cache
def _built_in_by_code() -> dict[str, Page]:
    return {page.code: page for page in _built_in()}


def _own_page(rule: OwnRule) -> Page:
    """Return the page of a check of one's own: all headings, else a line and what it finds."""
    text = cleandoc(rule.__doc__ or "")
    first, _, rest = text.partition("\n")
    said = first.removeprefix(rule.CODE).strip(" :.")
    if all(f"\n{heading}\n" in f"\n{rest}" for heading in HEADINGS):
        return _page_of(rule, f"{rule.CODE} {said}\n{rest}")
    return Page(
        code=rule.CODE,
        title=said,
        severity=rule.SEVERITY,
        profile=rule.PROFILE,
        finds=_flowing(rest) or f"{said}.",
        matters="",
        source=f"a check of {rule.origin.told}",
        example="",
        instead="",
        safety=rule.FIX,
        fix="",
        options="none",
        thresholds=(),
        built=True,
    )


def _page(rule: Rule) -> Page:
    return _page_of(rule, rule.__doc__ or "")


def _page_of(rule: Rule | OwnRule, page: str) -> Page:
    text = page.strip("\n")
    first, _, rest = text.partition("\n")
    code, _, title = first.partition(" ")
    if code != rule.CODE:
        raise ValueError(f"page: {code!r} heads the page of {rule.CODE}")
    finds, matters, example, instead, fix, options = _sections(rest, rule.CODE)
    reason, _, source = matters.partition("Source:")
    listed = _listed(options)
    return Page(
        code=code,
        title=title,
        severity=rule.SEVERITY,
        profile=rule.PROFILE,
        finds=_flowing(finds),
        matters=_flowing(reason),
        source=_flowing(source) or "house rule",
        example=example,
        instead=instead,
        safety=rule.FIX,
        fix=_flowing(fix),
        options=f"{'; '.join(listed)}. In quizkit.toml: [check.{code}]" if listed else "none",
        thresholds=listed,
        built=rule.find is not None,
    )


def _sections(text: str, code: str) -> list[str]:
    """Return the text under each heading.

    Raises:
        ValueError: If a heading is missing or out of order.
    """
    found: list[str] = []
    for heading in reversed(HEADINGS):
        text, mark, under = text.rpartition(f"\n{heading}\n")
        if not mark or not under.strip():
            raise ValueError(f"page: {code} says nothing under {heading!r}, or too early")
        found.insert(0, dedent(under).strip("\n") + "\n")
    return found


def _listed(options: str) -> tuple[str, ...]:
    """Return what can be set, each on a line of its own; a line that is indented goes on."""
    found: list[str] = []
    for line in options.splitlines():
        if line.startswith(" ") and found:
            found[-1] += f" {line.strip()}"
        elif line != "none":
            found.append(line.strip())
    return tuple(found)


def _flowing(text: str) -> str:
    return " ".join(text.split())
