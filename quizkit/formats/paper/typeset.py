"""Papers as PDF: a file a variant and one with the key, set by Typst inside its own package.

The template is the same for every paper and its data comes as text, so deck text is never read as
markup. The typesetter sees a private folder with the paper's pictures, the fonts that it brings
and the user's own: what comes out follows from the paper alone.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from quizkit.checks.rules.no_glyph import CODE as NO_GLYPH
from quizkit.checks.rules.picture_left_out import CODE as NO_PICTURE
from quizkit.errors import FormatError
from quizkit.formats.asloss import lost
from quizkit.formats.paper import glyphs
from quizkit.formats.paper.nouns import Paper
from quizkit.formats.paper.typeset_data import Data, key_data, picture_names, variant_data
from quizkit.formats.paper.typeset_press import TEMPLATE, Press, press, template
from quizkit.model import Problem

KEY: Final = "key"
"""What the file with the key is called, without its suffix."""

Printed = tuple[Mapping[str, bytes], tuple[Problem, ...]]


def write(paper: Paper) -> Printed:
    """Return a PDF of each variant and one of the key, and what cannot be printed.

    Where a character has no sign the files are made all the same, with a box in its place, and
    are then not marked as PDF/UA-1.

    Args:
        paper: The paper.

    Returns:
        "A.pdf", "B.pdf" and so on, "key.pdf"; problems.

    Raises:
        MissingExtraError: If the typesetter is not installed.
        FormatError: If the user's font is none, or the paper cannot be set.
    """
    paper, losses = _with_good_pictures(paper)
    with press(_pictures(paper), font=paper.look.font) as machine:
        data = dict(_data(paper, machine.families))
        losses += _missing(paper, machine, data)
        checked = not any(loss.code == NO_GLYPH for loss in losses)
        files = {
            f"{name}.pdf": machine.pdf(each, at=paper.at, checked=checked)
            for name, each in data.items()
        }
    return files, losses


def write_source(paper: Paper) -> Printed:
    """Return the template, the data of each file and the pictures, for whoever sets them otherwise.

    `typst compile --input data=B.json paper.typ B.pdf` sets variant B.

    Args:
        paper: The paper.

    Returns:
        "paper.typ", "A.json" and so on, "key.json", pictures; problems.

    Raises:
        MissingExtraError: If the typesetter is not installed.
        FormatError: If the user's font is none.
    """
    paper, losses = _with_good_pictures(paper)
    with press({}, font=paper.look.font) as machine:
        data = dict(_data(paper, machine.families))
        losses += _missing(paper, machine, data)
    files = {TEMPLATE: template(), **_pictures(paper)}
    for name, each in data.items():
        files[f"{name}.json"] = (json.dumps(each, ensure_ascii=False, indent=1) + "\n").encode()
    return files, losses


def _data(paper: Paper, families: tuple[str, ...]) -> Iterator[tuple[str, Data]]:
    for variant in paper.variants:
        yield variant.name, variant_data(paper, variant, fonts=families)
    yield KEY, key_data(paper, fonts=families)


def _pictures(paper: Paper) -> dict[str, bytes]:
    names = picture_names(paper)
    return {names[at]: task.picture.data for at, task in enumerate(paper.tasks) if task.picture}


def _missing(paper: Paper, machine: Press, data: Mapping[str, Data]) -> tuple[Problem, ...]:
    fonts: list[str] = data[KEY]["look"]["fonts"]
    return glyphs.problems(paper, machine, fonts=fonts, around=_around(data))


def _around(data: Mapping[str, Data]) -> Iterable[str]:
    for each in data.values():
        yield each["heading"]
        yield each["sub"]
        yield from each["words"].values()
        yield from each.get("fields", ())
        yield from each.get("instructions", ())


def _with_good_pictures(paper: Paper) -> tuple[Paper, tuple[Problem, ...]]:
    """Return the paper without pictures that the typesetter cannot read, and which they were."""
    names = picture_names(paper)
    if not names:
        return paper, ()
    tasks = list(paper.tasks)
    losses = []
    for at in names:
        if not _readable(paper, at, names[at]):
            tasks[at] = tasks[at]._replace(picture=None)
            losses.append(_left_out(paper, at))
    return paper._replace(tasks=tuple(tasks)), tuple(losses)


_SHOWN: Final = b"#image(json(bytes(sys.inputs.text)), width: 2cm)\n#pagebreak()\n."


def _readable(paper: Paper, at: int, name: str) -> bool:
    picture = paper.tasks[at].picture
    if picture is None:
        return False
    with press({name: picture.data}, font=None) as machine:
        try:
            return bool(machine.svgs(_SHOWN, name))
        except FormatError:
            return False


def _left_out(paper: Paper, at: int) -> Problem:
    task = paper.tasks[at]
    name = task.picture.name if task.picture else ""
    message = f"the paper goes without the picture {name}: it cannot be read"
    return lost(NO_PICTURE, task, message=message, tip="save it again as PNG or JPEG")
