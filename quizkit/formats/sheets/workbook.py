"""XLSX: a workbook in which every cell is text, so that no spreadsheet changes or runs it."""

import os
import re
import warnings
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final

from quizkit.decks.report import fit, help_, short
from quizkit.errors import FormatError, MissingExtraError
from quizkit.formats.book import MAX_SHEETS, NO_INTAKE, Book, Draft, Intake, Sheet, Written
from quizkit.formats.sheets.columns import Job, book_of, with_losses
from quizkit.formats.sheets.reading import Cell, SheetReader
from quizkit.formats.sheets.typed_cells import text_of_cell
from quizkit.formats.strangers.archive import Archive, Limits, packed
from quizkit.formats.strangers.xml_guard import look_over
from quizkit.model import Problem, Severity

SUFFIX: Final = ".xlsx"

LONGEST: Final = 32_767
"""Characters that a cell of a workbook can hold."""

LIMITS: Final = Limits(members=2_000, each=64 * 2**20, whole=128 * 2**20)
"""What is taken of a stranger's workbook."""

WIDEST: Final = 1_024
"""Columns of a row beyond which nothing is looked at."""

_MADE: Final = "1980-01-01T00:00:00Z"
_DATES: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_APP: Final = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"><Application>quizkit</Application></Properties>'
)
_NO_XML: Final = re.compile("[\ufffe\uffff]")
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED: Final = re.compile("_x005F_(?=x[0-9A-Fa-f]{4}_)|_x000D_")


def library() -> Any:
    """Return the library, imported so that its bytes do not depend on what else is installed.

    Raises:
        MissingExtraError: If it is not installed.
    """
    before = os.environ.get("OPENPYXL_LXML")
    os.environ["OPENPYXL_LXML"] = "False"
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError("workbooks need openpyxl", "sheets") from None
    finally:
        if before is None:
            del os.environ["OPENPYXL_LXML"]
        else:
            os.environ["OPENPYXL_LXML"] = before
    return openpyxl


def held(text: str) -> str:
    """Return what a cell holds of a text.

    >>> len(held("x" * 40_000)), held("plain")
    (0, 'plain')
    """
    return "" if len(_ESCAPE.sub("_x005F_", text)) > LONGEST else _NO_XML.sub("\ufffd", text)


def write(job: Job) -> Written:
    """Return a workbook's bytes; what a cell cannot hold stays in the deck and is listed.

    Raises:
        MissingExtraError: If openpyxl is not installed.
    """
    return with_losses(job, written(book_of(job.stock, kinds=job.kinds)))


def written(book: Book) -> Written:
    """Return a book's bytes.

    Raises:
        MissingExtraError: If openpyxl is not installed.
    """
    openpyxl = library()
    work = openpyxl.Workbook()
    work.remove(work.active)
    losses: list[Problem] = []
    for sheet in book.sheets:
        _fill(work.create_sheet(sheet.title), sheet, losses)
    count = sum(len(sheet.lines) for sheet in book.sheets)
    return Written({"": saved(work)}, tuple(losses), count, "rows")


def saved(work: Any) -> bytes:
    """Return a workbook's bytes: the same cells, the same bytes."""
    stream = BytesIO()
    work.save(stream)
    archive = Archive(stream.getvalue(), "the new workbook")
    members = {name: archive.read(name) for name in archive.names}
    members["docProps/core.xml"] = _DATES.sub(
        rb"\g<1>" + _MADE.encode(), members["docProps/core.xml"]
    )
    members["docProps/app.xml"] = _APP
    return packed(members)


def _fill(page: Any, sheet: Sheet, losses: list[Problem]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for index, column in enumerate(sheet.columns, 1):
        size = page.column_dimensions[get_column_letter(index)]
        size.number_format = "@"
        size.width = 12 if index == 1 else 24
        put(page, (1, index), column).font = Font(bold=True)
    for number, line in enumerate(sheet.lines, 2):
        for index, column in enumerate(sheet.columns, 1):
            text = line.cells.get(column, "")
            if text:
                losses += [_lost(text, sheet, (number, column))] if held(text) != text else []
                put(page, (number, index), held(text))
    page.freeze_panes = "B2"


def _lost(text: str, sheet: Sheet, at: tuple[int, str]) -> Problem:
    place = sheet.at(SUFFIX[1:], *at)
    if not held(text):
        what = f"a text of {len(text):,} characters is left out, and stays in the deck"
        tip = help_(f"a cell holds {LONGEST:,} characters; change it in the deck")
        return Problem("QK902", Severity.WARNING, fit(what), place, notes=(tip,))
    what = "a character that no workbook can hold is shown as another"
    tip = help_("it stays in the deck as long as the cell is not changed")
    return Problem("QK904", Severity.NOTE, what, place, notes=(tip,))


def put(page: Any, at: tuple[int, int], text: str) -> Any:
    """Write a text into a cell, so that no spreadsheet takes it for anything else.

    Args:
        page: The sheet.
        at: Row and column [from 1].
        text: What `held` keeps of it is the caller's to look at.
    """
    cell = page.cell(*at)
    cell.value = _ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def read(files: Mapping[str, bytes], path: str, intake: Intake = NO_INTAKE) -> Draft:
    """Return what a workbook says.

    Args:
        files: The bytes of the one file.
        path: What messages call it.
        intake: What is wished; sheets hold rows, whatever that is.

    Raises:
        FormatError: If it is no workbook, or one that breaks the rules for strangers' archives.
        MissingExtraError: If openpyxl is not installed.
    """
    openpyxl = library()
    clean = _clean(next(iter(files.values())), path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            work = openpyxl.load_workbook(clean, read_only=True, keep_links=False)
            return _draft(work, path)
    except FormatError:
        raise
    except Exception as error:  # a stranger's file makes the library raise nearly anything
        message = f"cannot read {path}: it is no workbook, or a damaged one"
        raise FormatError(message, path) from error


def rows_of(data: bytes, path: str) -> dict[str, list[list[Cell]]]:
    """Return the rows of each sheet of a workbook by its title, whatever stands in them.

    Args:
        data: The workbook.
        path: What messages call it.

    Raises:
        FormatError: If it is no workbook, or one that breaks the rules for strangers' archives.
        MissingExtraError: If openpyxl is not installed.
    """
    openpyxl = library()
    clean = _clean(data, path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            work = openpyxl.load_workbook(clean, read_only=True, keep_links=False)
            return {page.title: list(_whole(page, path)) for page in work.worksheets[:MAX_SHEETS]}
    except FormatError:
        raise
    except Exception as error:  # a stranger's file makes the library raise nearly anything
        message = f"cannot read {path}: it is no workbook, or a damaged one"
        raise FormatError(message, path) from error


def _whole(page: Any, path: str) -> Iterator[list[Cell]]:
    page.reset_dimensions()
    yield from _rows(page, path)


def _clean(data: bytes, path: str) -> BytesIO:
    """Return the archive made anew of what was looked over."""
    archive = Archive(data, path, limits=LIMITS)
    members = {}
    for name in archive.names:
        if name.lower().endswith((".xml", ".rels")):
            members[name] = archive.read(name)
            look_over(members[name], path)
    return BytesIO(packed(members))


def _draft(work: Any, path: str) -> Draft:
    sheets = []
    losses: list[Problem] = []
    if len(work.worksheets) > MAX_SHEETS:
        message = f"cannot use {path}: it has more than {MAX_SHEETS} sheets"
        raise FormatError(message, path)
    for page in work.worksheets:
        reader = SheetReader(path, page.title)
        page.reset_dimensions()
        sheet = reader.sheet(_rows(page, path))
        losses += reader.losses
        if sheet is not None:
            sheets.append(sheet)
    if not sheets:
        message = f"cannot use {path}: no sheet has a header"
        raise FormatError(message, path)
    return Draft(Book(tuple(sheets)), tuple(losses))


def _rows(page: Any, path: str) -> Iterator[list[Cell]]:
    for row in page.iter_rows():
        if len(row) > WIDEST:
            message = f"cannot use {path}: a row of {short(page.title)} is too wide"
            raise FormatError(message, path)
        cells: list[Cell] = []
        for cell in row:
            found = text_of_cell(cell.value, cell.data_type, cell.number_format)
            cells.append(_ESCAPED.sub(_unescaped, found) if isinstance(found, str) else found)
        while cells and cells[-1] == "":
            cells.pop()
        yield cells


def _unescaped(found: re.Match[str]) -> str:
    return "" if found[0] == "_x000D_" else "_"
