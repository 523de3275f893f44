"""The formats that decks are written in and read from, and the parts that each can hold."""

import inspect
from typing import Final

from making.markdown import code, codes, page, plain, table
from quizkit.checks.catalogue import pages as checks
from quizkit.formats.formatlist import FORMATS, Format
from quizkit.model import Form

_LOSSES: Final = "QK9"


def pages() -> dict[str, str]:
    """Return one page with all formats."""
    rows = [
        (f"[`{name}`](#format-{name})", plain(each.says), code(_ending(each)), *_ways(each))
        for name, each in FORMATS.items()
    ]
    pieces = [piece for name, each in FORMATS.items() for piece in _format(name, each)]
    listed = page(
        "Formats",
        "What `quizkit export --to` writes and `quizkit import --from` reads. What a format cannot "
        "hold is told before anything is written; `quizkit check --for FORMAT` tells it as well.",
        table(("format", "what", "file", "export", "import"), rows),
        *pieces,
        "## What may be lost",
        table(("code", "what is told"), _losses()),
    )
    return {"reference/formats/index": listed}


def _ending(each: Format) -> str:
    return f"*{each.suffix}, a folder" if each.is_folder else f"*{each.suffix}"


def _ways(each: Format) -> tuple[str, str]:
    return "yes" if each.writes else "", "yes" if each.reads else ""


def _format(name: str, each: Format) -> list[str]:
    """Return what there is to say of one format, from the modules that write and read it."""
    says = f"{each.says[:1].upper()}{each.says[1:]}."
    pieces = [f"(format-{name})=\n## {name}", plain(says)]
    both = each.writes and each.reads and each.load() is each.load_reader()
    if each.writes:
        ways = "Export and import" if both else "Export"
        pieces += [f"**{ways}.** {_said(each.load())}", _forms(each)]
    if each.reads and not both:
        pieces.append(f"**Import.** {_said(each.load_reader())}")
    return pieces


def _said(module: object) -> str:
    return "\n\n".join(plain(" ".join(part.split())) for part in _paragraphs(module))


def _paragraphs(module: object) -> list[str]:
    return (inspect.getdoc(module) or "").split("\n\n")


def _forms(each: Format) -> str:
    """Return which forms of question a format holds, best first."""
    if not each.asks:
        return "It holds the facts, not questions: one row a fact."
    order: tuple[Form, ...] = each.load().ORDER
    lost = [form.value for form in Form if form not in order]
    without = f" Not: {codes(lost)}." if lost else ""
    return f"Forms, the best first: {codes(form.value for form in order)}.{without}"


def _losses() -> list[tuple[str, str]]:
    found = (each for each in checks() if each.code.startswith(_LOSSES))
    return [(f"[{each.code}](../checks/{each.code}.md)", plain(each.title)) for each in found]
