"""A variant's document: its head, then its questions."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from quizkit.formats.paper.docx_styles import Sheet, apart, clean
from quizkit.formats.paper.docx_xml import boxed, described
from quizkit.formats.paper.nouns import Place, Variant
from quizkit.formats.paper.typeset_data import picture_width
from quizkit.formats.paper.typeset_parts import (
    alt_text,
    credit_line,
    letter,
    sections,
    stem_parts,
    whole_line,
)
from quizkit.formats.posed import Posed
from quizkit.model import Form
from quizkit.text import width

GAP: Final = "_" * 24
"""The gap of every cloze, whatever belongs in it."""

ROUND, SQUARE = "○", "☐"

_SIGNS: Final = {Form.CHOICE: ROUND, Form.SELECT: SQUARE, Form.TRUE_FALSE: SQUARE}
_ACROSS: Final = {2: (2,), 3: (3,), 4: (4, 2), 5: (3, 2), 6: (3, 2), 7: (4, 2), 8: (4, 2)}
_BEFORE: Final = 1.15
_ABREAST: Final = 60
_SHORT: Final = 2
"""So many characters stand in the narrow box beside the title."""


def write_variant(sheet: Sheet, variant: Variant) -> None:
    """Write a variant into its document.

    Args:
        sheet: The document.
        variant: One of the paper's variants.
    """
    head(sheet, (sheet.labels.variant, variant.name), sub=whole_line(sheet.paper), open_points=True)
    _fields(sheet)
    lines = [sheet.paragraph("Instruction", text) for text in sheet.paper.instructions]
    for line in lines[-1:]:
        apart(sheet, line)
    for place, section in sections(sheet.paper, variant):
        if section:
            sheet.paragraph("Heading 1", section)
        _question(sheet, place)


def head(sheet: Sheet, badge: tuple[str, str], *, sub: str, open_points: bool) -> None:
    """Write the title, and beside it the points and what this file is.

    Args:
        sheet: The document.
        badge: A word, and what stands big below it.
        sub: What stands small below the title.
        open_points: There is room for the points reached.
    """
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    scale = 1.35 if sheet.paper.look.large or sheet.paper.look.spaced else 1.0
    side = 2.3 * scale
    last = side if len(badge[1]) <= _SHORT else 1.4 * side
    widths = (sheet.measures.width - side - last, side, last)
    table = sheet.table(widths)
    title, points, which = sheet.row(table, widths)
    sheet.fill(title, "Title", sheet.paper.title)
    sheet.fill(title, "Subtitle", sub)
    whole = sheet.paper.points
    blank = "____ / " if open_points else ""
    for cell, (word, big) in ((points, (sheet.labels.points, f"{blank}{whole}")), (which, badge)):
        boxed(cell)
        sheet.fill(cell, "Subtitle", word).alignment = WD_ALIGN_PARAGRAPH.CENTER
        style = "Title" if cell is which and len(big) < 3 else "Field"
        line = sheet.fill(cell, style, big)
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.space_before = 0


def _fields(sheet: Sheet) -> None:
    """Write what the learner fills in: words with lines behind them."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Cm

    labels = [clean(label) for label in sheet.paper.fields.values()]
    rows = [labels[:1], labels[1:]] if sheet.paper.look.large else [labels]
    for row in filter(None, rows):
        line = sheet.paragraph("Field")
        parts = [2.2 if label is labels[0] else 1.0 for label in row]
        at, unit = 0.0, sheet.measures.width / sum(parts)
        for turn, (label, part) in enumerate(zip(row, parts, strict=True)):
            at += part * unit
            line.paragraph_format.tab_stops.add_tab_stop(
                Cm(at), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES
            )
            line.add_run(f"{'  ' if turn else ''}{label} \t")


def _question(sheet: Sheet, place: Place) -> None:
    """Write a question: all its paragraphs stay on one page."""
    task = sheet.paper.tasks[place.task]
    lines = [_stem(sheet, place, task)]
    if task.picture is not None:
        lines += _picture(sheet, place, task)
    lines += _room(sheet, place, task)
    apart(sheet, lines[-1])


def _stem(sheet: Sheet, place: Place, task: Posed) -> Any:
    line = sheet.paragraph("Question")
    line.add_run(f"{place.number}.").bold = True
    line.add_run("\t")
    for part in stem_parts(task):
        line.add_run(GAP if part is None else clean(part))
    worth = line.add_run(f"\t___ / {task.points}")
    worth.font.size = sheet.document.styles["Evidence"].font.size
    return line


def _picture(sheet: Sheet, place: Place, task: Posed) -> Iterator[Any]:
    from docx.shared import Pt

    if task.picture is None:
        return
    line = sheet.paragraph("Picture")
    broad = picture_width(task.picture, large=sheet.paper.look.large)
    shown = line.add_run().add_picture(BytesIO(task.picture.data), width=Pt(broad))
    described(shown, clean(alt_text(task, sheet.labels, place.number)))
    yield line
    credit = credit_line(task, sheet.labels)
    if credit:
        yield sheet.paragraph("Picture", credit)


def _room(sheet: Sheet, place: Place, task: Posed) -> Iterator[Any]:
    """Write where the answer goes; yield the paragraphs."""
    match task.form:
        case Form.TYPED:
            for _ in range(sheet.paper.look.lines):
                yield _answer_line(sheet)
        case Form.ORDER:
            yield from _listed(sheet, place)
            yield _boxes(sheet, len(place.options))
        case Form.MATCH:
            yield from _match(sheet, place, task)
        case Form.CHOICE | Form.SELECT | Form.TRUE_FALSE:
            yield from _options(sheet, place, task.form)
        case Form.CLOZE | Form.FLIP:
            pass


def _boxes(sheet: Sheet, count: int) -> Any:
    """Write boxes for the numbers of an order."""
    from docx.shared import Pt

    line = sheet.paragraph("Option")
    line.add_run("  ".join(SQUARE for _ in range(count))).font.size = Pt(sheet.measures.size * 2)
    return line


def _answer_line(sheet: Sheet) -> Any:
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Cm

    line = sheet.paragraph("Answer line", "")
    form = line.paragraph_format
    form.tab_stops.add_tab_stop(
        Cm(sheet.measures.number + sheet.measures.inner),
        WD_TAB_ALIGNMENT.RIGHT,
        WD_TAB_LEADER.LINES,
    )
    line.add_run("\t")
    return line


def _options(sheet: Sheet, place: Place, form: Form) -> Iterator[Any]:
    """Write options beside each other where the longest of them leaves room."""
    from docx.shared import Cm

    texts = [clean(text) for text in place.options]
    wanted = max(width(text) for text in texts) * sheet.measures.letter
    mark = _BEFORE * sheet.measures.size / 11
    fits = (
        count
        for count in _ACROSS.get(len(texts), (4, 3, 2))
        if sheet.measures.inner / count >= wanted + mark + 0.15
    )
    count = 1 if any("\n" in text for text in texts) else next(fits, 1)
    room = sheet.measures.inner / count
    for start in range(0, len(texts), count):
        line = sheet.paragraph("Option")
        format_ = line.paragraph_format
        format_.left_indent = Cm(sheet.measures.number + mark)
        format_.first_line_indent = Cm(-mark)
        for turn in range(count):
            begin = sheet.measures.number + turn * room
            for stop in (begin, begin + mark) if turn else (begin + mark,):
                format_.tab_stops.add_tab_stop(Cm(stop))
        for at in range(start, min(start + count, len(texts))):
            line.add_run("\t" if at > start else "")
            line.add_run(f"{_SIGNS[form]} ")
            line.add_run(f"{letter(place, at)}.").bold = True
            line.add_run(f"\t{texts[at]}")
        yield line


def _listed(sheet: Sheet, place: Place) -> Iterator[Any]:
    """Write the options of an order or a match, one below the other."""
    from docx.shared import Cm

    mark = 0.7 * sheet.measures.size / 11
    for at, text in enumerate(place.options):
        line = sheet.paragraph("Option")
        line.paragraph_format.left_indent = Cm(sheet.measures.number + mark)
        line.paragraph_format.first_line_indent = Cm(-mark)
        line.paragraph_format.tab_stops.add_tab_stop(Cm(sheet.measures.number + mark))
        line.add_run(f"{letter(place, at)}.").bold = True
        line.add_run(f"\t{clean(text)}")
        yield line


def _match(sheet: Sheet, place: Place, task: Posed) -> list[Any]:
    """Write a match: sentences at the left, what fits them at the right; return its paragraphs.

    They stand in one row, for a row stays on one page by itself: paragraphs in tables that are
    kept with the next would let some programs give up keeping anything together.
    """
    prompts = [clean(text) for text in task.question.prompts]
    options = [clean(text) for text in place.options]
    longest = max(map(width, prompts)), max(map(width, options))
    if sheet.paper.look.large or longest[0] > 3 * _ABREAST or longest[1] > _ABREAST:
        for at, prompt in enumerate(prompts):
            line = sheet.paragraph("Option", *_number(at))
            _hanging(sheet, line, 1.75, text=prompt, base=sheet.measures.number)
        return list(_listed(sheet, place))
    right_side = min(0.4 * sheet.measures.inner, longest[1] * sheet.measures.letter + 1.4)
    columns = (sheet.measures.number, sheet.measures.inner - right_side, right_side)
    _, left, right = sheet.row(sheet.table(columns), columns)
    for at, prompt in enumerate(prompts):
        line = sheet.fill(left, "Option", *_number(at))
        _hanging(sheet, line, 1.75, text=prompt).paragraph_format.keep_with_next = False
    for at, option in enumerate(options):
        line = sheet.fill(right, "Option", "", f"{letter(place, at)}.")
        _hanging(sheet, line, 0.7, text=option).paragraph_format.keep_with_next = False
    return [sheet.paragraph("Space")]


def _hanging(sheet: Sheet, line: Any, mark: float, *, text: str, base: float = 0.0) -> Any:
    """Write a text into a paragraph, indented behind its mark; in a cell there is no base."""
    from docx.shared import Cm

    room = Cm(mark * sheet.measures.size / 11)
    line.paragraph_format.left_indent = Cm(base) + room
    line.paragraph_format.first_line_indent = -room
    line.paragraph_format.right_indent = Cm(sheet.measures.points) if base else 0
    line.paragraph_format.tab_stops.add_tab_stop(Cm(base) + room)
    line.add_run(f"\t{text}")
    return line


def _number(at: int) -> tuple[str, str]:
    return "____ ", f"{at + 1}."
