"""Every check's page, and an index of them by family and by severity."""

from typing import Final

from making.markdown import block, code, contents, page, plain, table
from quizkit.checks.catalogue import HEADINGS, Page
from quizkit.checks.catalogue import pages as catalogue
from quizkit.model import Severity

FAMILIES: Final = {
    "QK0": "The file and its values",
    "QK1": "Names, identity, kinds and wordings",
    "QK2": "Do the facts agree?",
    "QK3": "Has the question one answer?",
    "QK4": "Stems",
    "QK5": "Options",
    "QK6": "Sources",
    "QK7": "Coverage, style, accepted problems",
    "QK8": "Text and pictures",
    "QK9": "What export, import and paper lose",
}
_DOES: Final = {
    Severity.FATAL: "error: the deck does not load",
    Severity.ERROR: "error: this is not asked",
    Severity.WARNING: "warning: asked, but a careful author would change it",
    Severity.NOTE: "note: fine, could be better",
}
_MARK: Final = "# here"


def pages() -> dict[str, str]:
    """Return the index and a page a code."""
    found = catalogue()
    made = {f"reference/checks/{each.code}": _page(each) for each in found}
    return {"reference/checks/index": _index(found), **made}


def _index(found: tuple[Page, ...]) -> str:
    families = []
    for family, title in FAMILIES.items():
        rows = [_row(each) for each in found if each.code.startswith(family)]
        listed = table(("code", "severity", "from profile", "mending", "what it finds"), rows)
        families.append(f"## {family}: {plain(title)}\n\n{listed}")
    if odd := {each.code for each in found if each.code[:3] not in FAMILIES}:
        message = f"checks of no family: {', '.join(sorted(odd))}"
        raise ValueError(message)
    return page(
        "Checks",
        f"`quizkit check` knows {len(found)} codes; `quizkit explain CODE` prints the same pages. "
        "A code never changes its meaning. A profile reports its own checks and those of the "
        "profiles before it: practice, class, exam, shared.",
        *families,
        "## By severity",
        _by_severity(found),
        contents((f"{each.code} <{each.code}>" for each in found), hidden=True),
    )


def _row(each: Page) -> tuple[str, ...]:
    link = f"[{each.code}]({each.code}.md)"
    return link, each.severity.word, each.profile, each.safety, plain(each.title)


def _by_severity(found: tuple[Page, ...]) -> str:
    rows = []
    for severity, does in _DOES.items():
        these = [each.code for each in found if each.severity is severity]
        links = " ".join(f"[{each}]({each}.md)" for each in these)
        rows.append((plain(does), str(len(these)), links))
    return table(("severity", "codes", "which"), rows)


def _page(each: Page) -> str:
    facts = [
        f"- **Severity:** {plain(_DOES[each.severity])}",
        f"- **Reported:** from profile `{each.profile}` on",
        f"- **Mending:** {'none' if each.safety == '-' else each.safety}",
        f"- **Source:** {plain(each.source)}",
    ]
    finds, matters, bad, good, fix, options = HEADINGS
    return page(
        f"{each.code}: {plain(each.title)}",
        "\n".join(facts),
        f"## {finds}",
        plain(each.finds),
        f"## {matters}",
        plain(each.matters),
        f"## {bad}",
        _deck(each.example),
        f"## {good}",
        _deck(each.instead),
        f"## {fix}",
        plain(each.fix),
        f"## {options}",
        _options(each),
        anchor=each.code,
    )


def _deck(text: str) -> str:
    lines = text.split("\n")
    here = [number for number, line in enumerate(lines, 1) if _MARK in line]
    return block(text, "yaml", marked=here)


def _options(each: Page) -> str:
    if not each.thresholds:
        return "None."
    listed = "\n".join(f"- {plain(line)}" for line in each.thresholds)
    return f"In `quizkit.toml`, under {code(f'[check.{each.code}]')}:\n\n{listed}"
