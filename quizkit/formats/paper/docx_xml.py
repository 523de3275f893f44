"""Marks that python-docx has no words for, written into its trees in the order that Word wants."""

from typing import Any


def shade(style: Any) -> None:
    """Lay a light ground under a style's paragraphs."""
    properties = style.element.get_or_add_pPr()
    ground = child(properties, "w:shd", val="clear", color="auto", fill="F3F3F3")
    properties.insert_element_before(ground, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def boxed(cell: Any) -> None:
    """Draw a line around a table's cell, and put its text into the middle."""
    from docx.enum.table import WD_ALIGN_VERTICAL

    borders = child(cell._tc.get_or_add_tcPr(), "w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        child(borders, f"w:{side}", val="single", sz="6", space="0", color="444444")
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER


def repeated(row: Any) -> None:
    """Let a table's row stand on top of each page that the table reaches."""
    child(row._tr.get_or_add_trPr(), "w:tblHeader")


def described(picture: Any, text: str) -> None:
    """Say what a picture shows."""
    picture._inline.docPr.set("descr", text)


def field(run: Any, code: str) -> None:
    """Write a field that Word fills in."""
    for kind in ("begin", None, "separate", "text", "end"):
        if kind is None:
            child(run._r, "w:instrText").text = code
        elif kind == "text":
            child(run._r, "w:t").text = "1"
        else:
            child(run._r, "w:fldChar", fldCharType=kind)


def child(parent: Any, tag: str, **attributes: str) -> Any:
    """Return a new last child of an element.

    Args:
        parent: The element.
        tag: Its name, as in "w:shd".
        attributes: Their names without "w:".
    """
    from docx.oxml.parser import OxmlElement

    found = OxmlElement(tag)
    for name, value in attributes.items():
        found.set(qualified(f"w:{name}"), value)
    parent.append(found)
    return found


def qualified(tag: str) -> str:
    """Return a name as the tree holds it: "w:p" with its namespace."""
    from docx.oxml.ns import qn

    return str(qn(tag))
