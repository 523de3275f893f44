"""Papers as DOCX, to be edited: a file a variant and one with the key.

Every number and letter is text, for Word's own numbering would run on from one question to the
next. What python-docx writes is packed again by our one writer, so bytes are the same each time.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from quizkit.checks.rules.picture_left_out import CODE as NO_PICTURE
from quizkit.errors import MissingExtraError
from quizkit.formats.asloss import lost
from quizkit.formats.paper.docx_styles import Sheet, clean
from quizkit.formats.paper.labels import labels_of
from quizkit.formats.paper.nouns import Paper
from quizkit.formats.strangers.archive import packed
from quizkit.model import Problem

KEY: Final = "key"
"""What the file with the key is called, without its suffix."""

Printed = tuple[Mapping[str, bytes], tuple[Problem, ...]]

_THUMBNAIL: Final = "/thumbnail"


def write(paper: Paper) -> Printed:
    """Return a DOCX of each variant and one of the key, and what cannot be printed.

    Args:
        paper: The paper.

    Returns:
        "A.docx", "B.docx" and so on, "key.docx"; problems.

    Raises:
        MissingExtraError: If python-docx is not installed.
    """
    try:
        import docx
    except ImportError:
        raise MissingExtraError("papers as DOCX need python-docx", "paper") from None
    from quizkit.formats.paper.docx_key import write_key
    from quizkit.formats.paper.docx_question import write_variant

    paper, losses = _with_good_pictures(paper, docx)
    labels = labels_of(paper.language)
    files = {}
    for variant in paper.variants:
        sheet = Sheet(docx.Document(), paper)
        which = f"{labels.variant} {variant.name}"
        sheet.footer(which)
        write_variant(sheet, variant)
        files[f"{variant.name}.docx"] = _bytes(sheet.document, paper, f"{paper.title} – {which}")
    sheet = Sheet(docx.Document(), paper)
    sheet.footer(labels.key)
    write_key(sheet)
    files[f"{KEY}.docx"] = _bytes(sheet.document, paper, f"{paper.title} – {labels.key}")
    return files, losses


def _bytes(document: Any, paper: Paper, title: str) -> bytes:
    """Return a document's bytes: they follow from the paper alone."""
    made = datetime.fromtimestamp(paper.at, UTC).replace(tzinfo=None)
    core = document.core_properties
    core.title, core.language, core.keywords = clean(title), paper.language, paper.code
    core.author = core.last_modified_by = core.comments = core.subject = core.category = ""
    core.created = core.modified = core.last_printed = made
    core.revision = 1
    _drop_thumbnail(document.part.package)
    stream = BytesIO()
    document.save(stream)
    with ZipFile(stream) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})


def _drop_thumbnail(package: Any) -> None:
    """Take out the little picture of another page that the library's template holds."""
    for name in [key for key, each in package.rels.items() if each.reltype.endswith(_THUMBNAIL)]:
        del package.rels[name]


def _with_good_pictures(paper: Paper, docx: Any) -> tuple[Paper, tuple[Problem, ...]]:
    """Return the paper without pictures that the library cannot read, and which they were."""
    tasks, losses = list(paper.tasks), []
    for at, task in enumerate(paper.tasks):
        if task.picture is not None and not _readable(task.picture.data, docx):
            tasks[at] = task._replace(picture=None)
            message = f"DOCX goes without the picture {task.picture.name}: it cannot be read"
            losses.append(lost(NO_PICTURE, task, message=message, tip="save it as PNG or JPEG"))
    return paper._replace(tasks=tuple(tasks)), tuple(losses)


def _readable(data: bytes, docx: Any) -> bool:
    try:
        docx.Document().add_picture(BytesIO(data), width=1)
    except Exception:  # its readers of damaged pictures raise whatever comes
        return False
    return True
