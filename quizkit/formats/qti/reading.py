"""QTI 2.1: the items that a package's manifest names, or a single item's file."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from quizkit.decks.report import short
from quizkit.errors import FormatError
from quizkit.formats.book import NO_INTAKE, Draft, Intake
from quizkit.formats.cards.asked import Asked
from quizkit.formats.cards.ids import is_facet
from quizkit.formats.cards.rows import CardRows
from quizkit.formats.qti.read_question import Item, QtiFault
from quizkit.formats.sheets.reading import not_taken
from quizkit.formats.strangers.archive import Archive, Limits
from quizkit.formats.strangers.plaintext import only
from quizkit.formats.strangers.xml_read import tree
from quizkit.model import Location

SUFFIX: Final = ".zip"

LIMITS: Final = Limits(each=64 * 2**20, whole=512 * 2**20)
"""How much a package may hold; pictures and films that lie in it are not read."""

MANIFEST: Final = "imsmanifest.xml"

_ITEM: Final = ("imsqti_item_xmlv2p0", "imsqti_item_xmlv2p1", "imsqti_item_xmlv2p2")
_OLD: Final = "imsqti_xmlv1p"
_NEW: Final = "imsqti_item_xmlv3p0"


class _Named(NamedTuple):
    """An item that a manifest names.

    Attributes:
        href: Its file.
        facet: What the manifest says that it is of quizkit's, or "".
        tags: Its keywords there.
    """

    href: str
    facet: str
    tags: tuple[str, ...]


def held(text: str) -> str:
    """Return what the format holds of a text: all of it."""
    return text


def read(files: Mapping[str, bytes], path: str, intake: Intake = NO_INTAKE) -> Draft:
    """Return the questions of a QTI 2.1 package as cards.

    Args:
        files: Its bytes, by its name.
        path: What messages call it.
        intake: What is wished.

    Raises:
        FormatError: If it is no package of QTI 2.1, is damaged, or could do harm.
    """
    data = only(files, path)
    rows = CardRows(path, intake, place="question", tex=False)
    if data[:2] != b"PK":
        _take(rows, tree(data, path), _Named(path, "", ()), 1)
        return rows.draft()
    archive = Archive(data, path, limits=LIMITS)
    for number, named in enumerate(_named(archive, path), 1):
        if named.href not in archive.names:
            what = f"`{short(named.href)}` is not taken: the package has no such file"
            at = Location(path, number)
            rows.left_out(not_taken(what, at, "export the package again"))
        else:
            where = f"{path}, {named.href}"
            _take(rows, tree(archive.read(named.href), where), named, number)
    return rows.draft()


def _named(archive: Archive, path: str) -> Iterator[_Named]:
    """Yield the items that the manifest names.

    Raises:
        FormatError: If it has none, or only items of another version.
    """
    if MANIFEST not in archive.names:
        message = f"cannot use {path}: it has no {MANIFEST}, so it is no QTI package"
        raise FormatError(message, path)
    root = tree(archive.read(MANIFEST), f"{path}, {MANIFEST}")
    resources = list(root.iter("resource"))
    types = [resource.get("type", "") for resource in resources]
    if not any(type_ in _ITEM for type_ in types):
        why = "it names no question of QTI 2.1"
        if any(type_.startswith(_OLD) for type_ in types):
            why = "its questions are QTI 1.2, want 2.1; export them so where they are from"
        elif _NEW in types:
            why = "its questions are QTI 3.0, want 2.1; export them so where they are from"
        message = f"cannot use {path}: {why}"
        raise FormatError(message, path)
    for resource, type_ in zip(resources, types, strict=True):
        if type_ in _ITEM:
            href = unquote(f"{resource.get('base', '')}{resource.get('href', '')}")
            yield _Named(href, _facet(resource), _keywords(resource))


def _facet(resource: Element) -> str:
    for identifier in resource.iter("identifier"):
        if (identifier.findtext("catalog") or "").strip() == "quizkit":
            return (identifier.findtext("entry") or "").strip()
    return ""


def _keywords(resource: Element) -> tuple[str, ...]:
    texts = ("".join(keyword.itertext()).strip() for keyword in resource.iter("keyword"))
    return tuple(dict.fromkeys(filter(None, texts)))


def _take(rows: CardRows, root: Element, named: _Named, number: int) -> None:
    title = " ".join(root.get("title", "").split())
    try:
        if root.tag != "assessmentItem":
            why = f"it is <{root.tag[:40]}>, no question of QTI 2.1"
            raise QtiFault(why, "export the questions as QTI 2.1")
        item = Item(rows, root, number)
        answer = item.answer()
        facet = named.facet or title
        asked = Asked(
            stem=item.stem,
            answer=answer,
            line=number,
            origin=facet if is_facet(facet) else f"{root.get('identifier', '')}\n{title}",
            name=title,
            note=item.note(),
            tags=tuple(rows.seen(tag, line=number) for tag in named.tags),
        )
        if not asked.stem:
            raise QtiFault("it asks nothing", "write its question where it is from")
        rows.add(asked)
    except QtiFault as fault:
        name = f"`{short(title)}`" if title else short(named.href)
        what = not_taken(f"{name} is not taken: {fault}", Location(rows.path, number), fault.tip)
        rows.left_out(what)
