"""The key's document: one table of all variants, each variant's key, the questions answered."""

from collections.abc import Sequence
from typing import Any, Final

from quizkit.formats.paper.docx_question import head
from quizkit.formats.paper.docx_styles import Sheet, apart, clean
from quizkit.formats.paper.docx_xml import repeated
from quizkit.formats.paper.keys import Matrix, Row, matrix
from quizkit.formats.paper.nouns import Variant
from quizkit.formats.paper.typeset_parts import OPEN, solved, whole_line
from quizkit.formats.posed import Posed
from quizkit.text import width

_CELL: Final = 0.9
_GAP: Final = "____"
_BROAD: Final = 16


def write_key(sheet: Sheet) -> None:
    """Write the key of all variants into its document."""
    labels = sheet.labels
    head(sheet, (labels.code, sheet.paper.code), sub=labels.key, open_points=False)
    apart(sheet, sheet.paragraph("Instruction", whole_line(sheet.paper)))
    sheet.paragraph("Heading 1", labels.matrix)
    _matrix(sheet, matrix(sheet.paper))
    sheet.paragraph("Heading 1", labels.key)
    for variant in sheet.paper.variants:
        _variant(sheet, variant)
    last = sheet.paragraph("Heading 1", f"{labels.question} · {labels.answer}")
    last.paragraph_format.page_break_before = True
    _solved(sheet)


def _matrix(sheet: Sheet, table: Matrix) -> None:
    """Write the table of all variants, in as many bands as its columns need."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    tasks = sheet.paper.tasks
    texts = [
        [_cell(row, at, task) for at in range(len(table.variants))]
        for row, task in zip(table.rows, tasks, strict=True)
    ]
    longest = max((width(n) + width(key) + 1 for row in texts for n, key in row), default=1)
    room = max(_CELL, longest * sheet.measures.letter) + 0.7
    most = max(1, int(sheet.measures.width * 0.6 / room))
    for start in range(0, len(table.variants), most):
        names = table.variants[start : start + most]
        columns = (sheet.measures.width - room * len(names), *(room for _ in names))
        band = sheet.table(columns, style="Table Grid")
        cells = sheet.row(band, columns)
        repeated(band.rows[0])
        for cell, name in zip(cells, (sheet.labels.question, *names), strict=True):
            line = sheet.fill(cell, "Cell", "", name)
            line.alignment = None if cell is cells[0] else WD_ALIGN_PARAGRAPH.CENTER
        for row, line, task in zip(table.rows, texts, tasks, strict=True):
            _row(sheet, sheet.row(band, columns), (row, task), line[start : start + most])
        apart(sheet, sheet.paragraph("Space"))


def _cell(row: Row, at: int, task: Posed) -> tuple[str, str]:
    """Return a question's number in a variant and its key there; what is written has none."""
    found = row.cells[at]
    if found is None:
        return "–", ""
    return str(found.number), "" if task.form in OPEN else clean(found.key)


def _row(
    sheet: Sheet, cells: Sequence[Any], asked: tuple[Row, Posed], texts: Sequence[tuple[str, str]]
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    row, task = asked
    sheet.fill(cells[0], "Cell", row.stem)
    if task.form in OPEN:
        sheet.fill(cells[0], "Cell", "", task.question.answer)
    for cell, (number, key) in zip(cells[1:], texts, strict=True):
        line = sheet.fill(cell, "Cell", f"{number} ", key)
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _variant(sheet: Sheet, variant: Variant) -> None:
    """Write a variant's key, read down each column."""
    sheet.paragraph("Heading 2", f"{sheet.labels.variant} {variant.name}")
    longest = max((width(clean(place.key)) for place in variant.places), default=1)
    room = (min(longest, _BROAD) + 6) * sheet.measures.letter
    count = max(1, min(6, int(sheet.measures.width / room)))
    tall = -(-len(variant.places) // count)
    columns = [sheet.measures.width / count] * count
    table = sheet.table(columns)
    for start, cell in enumerate(sheet.row(table, columns)):
        for place in variant.places[start * tall : (start + 1) * tall]:
            sheet.fill(cell, "Cell", f"{place.number}  ", place.key)
    apart(sheet, sheet.paragraph("Space"))


def _solved(sheet: Sheet) -> None:
    """Write each question with its answer and what is known of it; none breaks across pages."""
    for each in solved(sheet.paper):
        lines = [sheet.paragraph("Evidence", each.where)]
        stem = "".join(_GAP if part is None else part for part in each.stem)
        lines.append(sheet.paragraph("Solved", stem))
        lines += [sheet.paragraph("Solved", *answer) for answer in each.answer]
        lines += [sheet.paragraph("Evidence", more) for more in each.more]
        for line in lines[:-1]:
            line.paragraph_format.keep_with_next = True
        apart(sheet, lines[-1])
