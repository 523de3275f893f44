"""CSV: a folder with one file a sheet, as spreadsheets open it without harm."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import PurePosixPath
from typing import Final

from quizkit.errors import FormatError
from quizkit.formats.book import NO_INTAKE, Book, Draft, Intake, Sheet, Written
from quizkit.formats.sheets.columns import Job, book_of, with_losses
from quizkit.formats.sheets.guard import guarded, unguarded
from quizkit.formats.sheets.headed_csv import head_of, rows_below
from quizkit.formats.sheets.reading import SheetReader, chosen

SUFFIX: Final = ".csv"

_MARK: Final = "\ufeff"
"""Without it, some spreadsheets take UTF-8 for an older encoding and spoil accents."""


def held(text: str) -> str:
    """Return what a cell holds of a text: all of it."""
    return text


def write(job: Job) -> Written:
    """Return a folder's files: UTF-8 with a byte order mark, CRLF, formulas guarded."""
    return with_losses(job, written(book_of(job.stock, kinds=job.kinds)))


def written(book: Book) -> Written:
    """Return a book's files."""
    files = {f"{sheet.title}{SUFFIX}": _written(sheet) for sheet in book.sheets}
    return Written(files, (), sum(len(sheet.lines) for sheet in book.sheets), "rows")


def _written(sheet: Sheet) -> bytes:
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(map(guarded, sheet.columns))
    for line in sheet.lines:
        writer.writerow(guarded(line.cells.get(column, "")) for column in sheet.columns)
    return (_MARK + stream.getvalue()).encode()


def read(files: Mapping[str, bytes], path: str, intake: Intake = NO_INTAKE) -> Draft:
    """Return what CSV files say, one sheet each, titled as the file is.

    Args:
        files: Bytes by name.
        path: What messages call the file or folder.
        intake: What is wished; sheets hold rows, whatever that is.

    Raises:
        FormatError: If there is none, one is not UTF-8, or one is no CSV.
    """
    sheets = []
    losses = []
    found = chosen(files, SUFFIX) or chosen(files, ".tsv")
    for name, data in found.items():
        reader = SheetReader(path, PurePosixPath(name).stem)
        sheet = reader.sheet(_rows(_text(data, name), name))
        losses += reader.losses
        if sheet is not None:
            sheets.append(sheet)
    if not sheets:
        message = f"cannot use {path}: there is no CSV file with a header"
        raise FormatError(message, path)
    return Draft(Book(tuple(sheets)), tuple(losses))


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = f"cannot read {name}: it is not UTF-8; save it as `CSV UTF-8`"
        raise FormatError(message, name) from None


def _rows(text: str, name: str) -> Iterator[list[str]]:
    head = head_of(text)
    text = text.split("\n", head.size)[-1]
    mark = head.mark or max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        rows = ([unguarded(cell) for cell in row] for row in reader)
        yield from rows_below(head, rows)
    except csv.Error as error:
        if "field larger" in str(error):
            message = f"cannot use {name}: a cell near line {reader.line_num} is too long"
            raise FormatError(message, name) from None
        message = (
            f"cannot read {name} near line {reader.line_num}: a quotation mark in a cell is "
            "doubled, and the cell stands in quotation marks"
        )
        raise FormatError(message, name) from None
