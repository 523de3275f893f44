"""What a paper is made of, as the command line was told; what is said of it when it is done."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from quizkit.cli.exporting import check_kinds, instant
from quizkit.cli.frame import Cli
from quizkit.text import counted

if TYPE_CHECKING:
    from quizkit.formats.paper.blueprint import Line
    from quizkit.formats.paper.composing import Composed
    from quizkit.formats.paper.making import Head, Made
    from quizkit.formats.paper.nouns import Look, Paper, Variant
    from quizkit.model import Problem
    from quizkit.questions.ask import Asker

QUESTIONS: Final = 20
"""How many questions a paper has where nothing is said."""

LONGEST: Final = 2_000
"""Characters of a title or a paragraph of instructions."""

MOST_FONT: Final = 32 * 1024 * 1024
"""Bytes of a font."""

_FONTS: Final = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf")
_SORTS: Final = {"most": "-n", "tags": "--tag", "kinds": "--kind", "forms": "--form"}


class Draft(NamedTuple):
    """A paper before it is made: what asks, the questions drawn, what stands around them."""

    asker: "Asker"
    composed: "Composed"
    head: "Head"


class Printed(NamedTuple):
    """A paper that is ready to be written.

    Attributes:
        made: The paper and its record.
        files: Bytes by name.
        losses: What its printers cannot hold.
    """

    made: "Made"
    files: Mapping[str, bytes]
    losses: "tuple[Problem, ...]"


def drafted(cli: Cli, deck: str, options: Mapping[str, Any]) -> Draft:
    """Return the questions of a paper.

    Args:
        cli: The frame.
        deck: The deck, as it was named.
        options: Those of the command.

    Raises:
        DeckError: If there is no such deck, or it cannot be used.
        FormatError: If the blueprint cannot be read.
        UsageError: If options do not fit each other.
    """
    from quizkit.cli.languages import announce
    from quizkit.cli.library import ready
    from quizkit.formats.paper.composing import Order, composed
    from quizkit.formats.paper.printers import held, holding_least

    odd = [name for name in _SORTS if options["blueprint"] and options[name]]
    if odd:
        message = f"the lines of a blueprint say that themselves: leave out {_SORTS[odd[0]]}"
        raise click.UsageError(message)
    head = _head(cli, options)
    asker = ready(cli, [deck], tags=options["tags"])[0]
    announce(cli, [asker])
    check_kinds(asker.deck, options["kinds"])
    order = Order(
        lines=_lines(asker, options),
        forms=held(options["to"]),
        seed=options["seed"] or "1",
        sets=options["variants"] if options["different"] else 1,
        printers=holding_least(options["to"]),
    )
    return Draft(asker, composed(asker, order), head)


def _lines(asker: "Asker", options: Mapping[str, Any]) -> "tuple[Line, ...]":
    from quizkit.formats.paper.blueprint import Line, known_of, read
    from quizkit.model import Form

    if options["blueprint"]:
        path = Path(options["blueprint"])
        known = known_of(asker.deck, asker.survey.facets)
        return read(_bytes(path, "--blueprint"), path.as_posix(), known)
    line = Line(
        options["most"] or QUESTIONS,
        tags=tuple(options["tags"]),
        kinds=tuple(options["kinds"]),
        forms=tuple(map(Form, options["forms"])),
    )
    return (line,)


def _head(cli: Cli, options: Mapping[str, Any]) -> "Head":
    from quizkit.formats.paper.making import Head

    return Head(
        title=_clean(options["title"] or "", "--title"),
        instructions=tuple(_clean(text, "--instructions") for text in options["instructions"]),
        look=_look(options),
        seed=options["seed"] or "1",
        at=instant(cli, options["at"]),
        variants=options["variants"],
    )


def printed(draft: Draft, to: Iterable[str]) -> Printed:
    """Return a paper's files.

    Args:
        draft: Its questions; none of its lines is short.
        to: The printers.

    Raises:
        MissingExtraError: If a printer's library is not installed.
    """
    from quizkit.analysis.items.marked import header
    from quizkit.formats.paper import printers
    from quizkit.formats.paper.making import made
    from quizkit.formats.paper.record import NAME, RESULTS, write

    whole = made(draft.asker, draft.composed, draft.head)
    found, lost = printers.printed(whole.paper, to)
    beside = {NAME: write(whole.record), RESULTS: header(whole.paper.longest).encode()}
    return Printed(whole, {**found, **beside}, (*draft.composed.losses, *lost))


def _look(options: Mapping[str, Any]) -> "Look":
    from quizkit.formats.paper.nouns import Look

    font = _bytes(Path(options["font"]), "--font") if options["font"] else None
    if font is not None and not font.startswith(_FONTS):
        message = f"{options['font']} is no font file; give one that ends in .ttf or .otf"
        raise click.BadParameter(message, param_hint="--font")
    return Look(options["page"], options["large"], options["spaced"], font, options["lines"])


def _bytes(path: Path, option: str) -> bytes:
    from quizkit.errors import FormatError

    try:
        with path.open("rb") as stream:
            found = stream.read(MOST_FONT + 1)
    except OSError as error:
        message = f"cannot read {path.as_posix()}: {error.strerror or 'no such file'}"
        raise FormatError(message, path.as_posix()) from None
    if len(found) > MOST_FONT:
        message = f"{path.as_posix()} has more than {MOST_FONT // 2**20} MiB"
        raise click.BadParameter(message, param_hint=option)
    return found


def _clean(text: str, option: str) -> str:
    """Return a text of the user's that can be printed."""
    from quizkit.text import nfc, refused

    hidden = next(refused(text), None)
    if hidden or len(text) > LONGEST:
        what = f"U+{ord(hidden[1]):04X} in it" if hidden else f"{len(text)} characters"
        message = f"the text has {what}; at most {LONGEST} characters that can be seen"
        raise click.BadParameter(message, param_hint=option)
    return nfc(text).strip()


def letters(paper: "Paper", variant: "Variant") -> dict[str, int]:
    """Return how often each letter is right among a variant's choices, none left out."""
    from quizkit.model import Form

    choices = [each for each in variant.places if paper.tasks[each.task].form is Form.CHOICE]
    known = sorted({letter for place in choices for letter in place.letters})
    counts = Counter(place.key for place in choices)
    return {letter: counts[letter] for letter in known}


def told(paper: "Paper") -> list[str]:
    """Return what is said of a paper: a line a variant, and one of the whole."""
    lines = []
    for variant in paper.variants:
        found = ", ".join(f"{letter} {count}" for letter, count in letters(paper, variant).items())
        balance = f"; right letters of the choices: {found}" if found else ""
        questions = counted(len(variant.places), "question")
        lines.append(f"{variant.name}: {questions}, {counted(paper.points, 'point')}{balance}")
    kind = "with questions of their own" if paper.different else "of the same questions"
    count = counted(len(paper.variants), "variant")
    return [*lines, f"paper {paper.code}: {count} {kind}; every key was worked out twice"]


def as_json(paper: "Paper", names: Sequence[str]) -> dict[str, Any]:
    """Return what is said of a paper as values.

    Args:
        paper: The paper.
        names: Its files.
    """
    return {
        "v": 1,
        "code": paper.code,
        "questions": len(paper.variants[0].places),
        "points": paper.points,
        "variants": [
            {"name": variant.name, "letters": letters(paper, variant)} for variant in paper.variants
        ],
        "files": list(names),
    }
