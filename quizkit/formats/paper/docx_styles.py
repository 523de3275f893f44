"""A document of python-docx with a paper's styles, footer and small tools."""

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from quizkit.formats.paper.docx_xml import child, field, qualified, shade
from quizkit.formats.paper.labels import labels_of
from quizkit.formats.paper.nouns import Look, Paper
from quizkit.formats.paper.typeset_parts import plain

SERIF, SANS = "Cambria", "Verdana"
"""Faces that come with every Word; what has not got them takes others of the same kind."""

GRAY: Final = "555555"

_NO_XML: Final = re.compile("[\ufffe\uffff]")
_PAGE: Final = re.compile(r"(\{pages?\})")
_SIDES: Final = {"a4": (21.0, 29.7), "letter": (21.59, 27.94)}
_MARGIN: Final = 2.1
_NUMBER: Final = 0.9
_POINTS: Final = 2.0


class Measures(NamedTuple):
    """Lengths of a page [cm] and sizes of letters [points].

    Attributes:
        width: From margin to margin.
        size: Of letters.
        number: What a question's number takes.
        points: What the points at the right take.
        letter: Of one letter, on average.
    """

    width: float
    size: float
    number: float
    points: float
    letter: float

    @property
    def inner(self) -> float:
        """The room for a question's text [cm]."""
        return self.width - self.number - self.points


def measures(look: Look) -> Measures:
    """Return the measures of a look."""
    size = 18.0 if look.large else 11.0
    scale = size / 11
    wide = 1.25 if look.spaced else 1.0
    return Measures(
        width=_SIDES[look.page][0] - 2 * _MARGIN,
        size=size,
        number=round(_NUMBER * scale, 2),
        points=round(_POINTS * (1.3 if look.large else 1), 2),
        letter=0.21 * scale * wide,
    )


def clean(text: str) -> str:
    """Return a text that XML can hold."""
    return _NO_XML.sub("\ufffd", plain(text))


class Sheet:
    """A document that is being written.

    Args:
        document: A new document of python-docx.
        paper: The paper.

    Attributes:
        document: The document.
        paper: The paper.
        labels: The words around the questions.
        measures: Its lengths.
    """

    def __init__(self, document: Any, paper: Paper) -> None:
        self.document = document
        self.paper = paper
        self.labels = labels_of(paper.language)
        self.measures = measures(paper.look)
        self._page()
        self._styles()

    @property
    def space(self) -> str:
        """The id of the style of a paragraph that only leaves room."""
        return self._ids["Space"]

    def paragraph(self, style: str, *texts: str, into: Any = None) -> Any:
        """Return a new paragraph in a style; a second text is written bold, a third plain again.

        Args:
            style: Name of the style.
            texts: Its texts.
            into: A table's cell or the footer; None: the document.
        """
        found = (self.document if into is None else into).add_paragraph()
        return self._written(found, style, texts)

    def _written(self, paragraph: Any, style: str, texts: Sequence[str]) -> Any:
        paragraph._p.style = self._ids[style]  # by its id: looking for a name takes milliseconds
        for at, text in enumerate(texts):
            paragraph.add_run(clean(text)).bold = True if at % 2 else None
        return paragraph

    def table(self, columns: Sequence[float], *, style: str = "Normal Table") -> Any:
        """Return a table without rows.

        Args:
            columns: Widths [cm].
            style: Name of the style.
        """
        from docx.shared import Cm

        found = self.document.add_table(rows=0, cols=len(columns))
        found.style = style
        found.autofit = False
        for column, width in zip(found.columns, columns, strict=True):
            column.width = Cm(width)
        return found

    def row(self, table: Any, columns: Sequence[float]) -> list[Any]:
        """Return the cells of a new row that stays on one page, each with no paragraph left over.

        Args:
            table: A table.
            columns: Widths [cm].
        """
        from docx.shared import Cm

        row = table.add_row()
        child(row._tr.get_or_add_trPr(), "w:cantSplit")
        cells = list(row.cells)
        for cell, width in zip(cells, columns, strict=True):
            cell.width = Cm(width)
        return cells

    def fill(self, cell: Any, style: str, *texts: str) -> Any:
        """Write a cell's first paragraph, or one more below it; return the paragraph.

        Args:
            cell: A table's cell.
            style: Name of the style.
            texts: Its texts, as for `paragraph`.
        """
        first, *more = cell.paragraphs
        if more or first._p.style is not None:
            return self.paragraph(style, *texts, into=cell)
        return self._written(first, style, texts)

    def footer(self, which: str) -> None:
        """Write title, page of pages, and what file this is, at the foot of each page.

        Args:
            which: The variant, or that it is the key.
        """
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Cm

        foot = self.document.sections[0].footer.paragraphs[0]
        foot.style = "Footer"
        stops = foot.paragraph_format.tab_stops
        for stop in list(self.document.styles["Footer"].paragraph_format.tab_stops):
            stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
        stops.add_tab_stop(Cm(self.measures.width / 2), WD_TAB_ALIGNMENT.CENTER)
        stops.add_tab_stop(Cm(self.measures.width), WD_TAB_ALIGNMENT.RIGHT)
        title = clean(self.paper.title)
        most = 24 if self.paper.look.large or self.paper.look.spaced else 48
        foot.add_run(title if len(title) <= most else title[: most - 1].rstrip() + "…")
        foot.add_run("\t")
        for part in _PAGE.split(self.labels.page):
            if part in {"{page}", "{pages}"}:
                field(foot.add_run(), "PAGE" if part == "{page}" else "NUMPAGES")
            elif part:
                foot.add_run(part)
        foot.add_run(f"\t{clean(which)} · {self.paper.code}")

    def _page(self) -> None:
        from docx.shared import Cm

        section = self.document.sections[0]
        width, height = _SIDES[self.paper.look.page]
        section.page_width, section.page_height = Cm(width), Cm(height)
        section.left_margin = section.right_margin = Cm(_MARGIN)
        section.top_margin, section.bottom_margin = Cm(1.8), Cm(2.2)
        section.footer_distance = Cm(1.1)

    def _styles(self) -> None:
        """Give the template's styles this paper's faces and sizes, and add its own."""
        from docx.enum.style import WD_STYLE_TYPE

        look, size = self.paper.look, self.measures.size
        face = SANS if look.spaced else SERIF
        styles = self.document.styles
        known = {style.name for style in styles}
        self._ids: dict[str, str] = {}
        for name, scale, bold in _STYLES:
            if name in known:
                style = styles[name]
            else:
                style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
                style.base_style = styles["Normal"]
            _face(style, face)
            _sized(style, size * scale, bold=bold, spaced=look.spaced)
            self._ids[name] = style.style_id
        _language(styles.element, self.paper.language)
        _light(styles["Table Grid"])
        _distances(self)


_STYLES: Final = (
    ("Normal", 1.0, False),
    ("Title", 1.75, True),
    ("Subtitle", 0.85, False),
    ("Heading 1", 1.15, True),
    ("Heading 2", 1.05, True),
    ("Footer", 0.8, False),
    ("Instruction", 1.0, False),
    ("Field", 1.0, False),
    ("Question", 1.0, False),
    ("Option", 1.0, False),
    ("Answer line", 1.0, False),
    ("Picture", 0.85, False),
    ("Cell", 0.9, False),
    ("Solved", 1.0, False),
    ("Evidence", 0.85, False),
    ("Space", 0.2, False),
)
_QUIET: Final = ("Subtitle", "Footer", "Evidence", "Picture")


def _sized(style: Any, size: float, *, bold: bool, spaced: bool) -> None:
    from docx.shared import Pt, RGBColor

    style.font.size = Pt(round(size * 2) / 2)
    style.font.bold = bold
    style.font.italic = False
    quiet = style.name in _QUIET
    style.font.color.rgb = RGBColor.from_string(GRAY if quiet else "000000")
    properties = style.element.get_or_add_rPr()
    for mark in ("w:spacing", "w:kern"):
        for old in properties.findall(qualified(mark)):
            properties.remove(old)
    if spaced:
        wide = child(properties, "w:spacing", val=str(round(size * 0.05 * 20)))
        properties.find(qualified("w:color")).addnext(wide)
    for old in style.element.get_or_add_pPr().findall(qualified("w:pBdr")):
        old.getparent().remove(old)


def _face(style: Any, face: str) -> None:
    """Set a style's face, and take out the theme's, which would win."""
    style.font.name = face
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qualified(script), face)


def _language(styles: Any, tag: str) -> None:
    """Say in which language the text is, for those who read it aloud or check its spelling."""
    for old in styles.iter(qualified("w:lang")):
        old.set(qualified("w:val"), tag)


def _light(style: Any) -> None:
    """Draw the lines of a style's tables in gray."""
    for borders in style.element.iter(qualified("w:tblBorders")):
        for side in borders:
            side.set(qualified("w:color"), "BBBBBB")


def _distances(sheet: Sheet) -> None:
    """Set distances, indents and what stays together.

    Paragraphs that stay together have no room between them but that of their lines: any other
    makes LibreOffice tear them apart.
    """
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm, Pt

    look, size = sheet.paper.look, sheet.measures.size
    line = 1.5 if look.spaced else 1.1
    lines = {"Option": 1.15, "Heading 1": 1.5}
    after = {
        "Title": 0.2,
        "Subtitle": 0.3,
        "Field": 0.8,
        "Instruction": 0.0,
        "Heading 2": 0.4,
        "Evidence": 0.1,
        "Solved": 0.1,
    }
    for name, _, _ in _STYLES:
        form = sheet.document.styles[name].paragraph_format
        form.line_spacing = line * lines.get(name, 1.0)
        form.space_before = Pt(size if name == "Field" else 0)
        form.space_after = Pt(size * after.get(name, 0))
        form.keep_together = True
    for name in ("Question", "Option", "Answer line", "Picture", "Heading 1"):
        sheet.document.styles[name].paragraph_format.keep_with_next = True
    sheet.document.styles["Answer line"].paragraph_format.line_spacing = Pt(size * 2.3)
    sheet.document.styles["Space"].paragraph_format.line_spacing = Pt(size * 1.5)
    question = sheet.document.styles["Question"].paragraph_format
    question.left_indent = Cm(sheet.measures.number)
    question.first_line_indent = Cm(-sheet.measures.number)
    question.right_indent = Cm(sheet.measures.points)
    question.tab_stops.add_tab_stop(Cm(sheet.measures.number))
    question.tab_stops.add_tab_stop(Cm(sheet.measures.width), WD_TAB_ALIGNMENT.RIGHT)
    shade(sheet.document.styles["Instruction"])
    for name in ("Option", "Answer line", "Picture"):
        form = sheet.document.styles[name].paragraph_format
        form.left_indent = Cm(sheet.measures.number)
        form.right_indent = Cm(sheet.measures.points)


def apart(sheet: Sheet, paragraph: Any) -> None:
    """End a group of paragraphs that stay together: leave room below, let a page end here.

    The room is a paragraph of its own, for the reason that `_distances` gives.
    """
    paragraph.paragraph_format.keep_with_next = False
    if paragraph._p.style != sheet.space:
        sheet.paragraph("Space")
