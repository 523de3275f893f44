"""What an import does to a deck: found out for `quizkit import`; nothing is written here."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from quizkit.cli.exits import NotWritten
from quizkit.cli.frame import Cli
from quizkit.decks.library import HEAD, is_bundled, name_of

if TYPE_CHECKING:
    from quizkit.formats.book import Book, Draft, Intake
    from quizkit.formats.merging.taking import Taken


OWN_SHEETS: Final = ("csv", "xlsx")
"""Formats of which a file with columns alone is a deck without facts."""


class Wanted(NamedTuple):
    """What is imported, and where to.

    Attributes:
        file: The file, as it was named.
        format: Its format.
        deck: The deck, as it was named; "" for none.
        kind: The kind of its only sheet, or "".
        prune: Take out what has no row.
        held: What the format holds of a cell's text.
        licence: By which a new deck may be passed on, or "".
        intake: What the reader was told.
    """

    file: str
    format: str
    deck: str
    kind: str
    prune: bool
    held: Callable[[str], str]
    licence: str
    intake: "Intake"


class New(NamedTuple):
    """A deck that is not there yet.

    Attributes:
        taken: What goes into it; `after` has its one file.
        place: Where it will be.
    """

    taken: "Taken"
    place: Path

    def write(self) -> None:
        """Write its file.

        Raises:
            FormatError: If that cannot be written.
        """
        from quizkit.formats.saving import save

        save(self.place, {"": self.taken.after[self.place.as_posix()]})


def taken_into(cli: Cli, draft: "Draft", wanted: Wanted) -> "Taken | New":
    """Return what becomes of the deck; nothing is written.

    Raises:
        DeckError: If the deck cannot be read.
        FormatError: If the book cannot be taken.
        NotWritten: If the deck came with quizkit.
    """
    _refuse_empty(draft, wanted)
    place = place_of(cli, wanted.deck)
    found = _new(cli, draft, wanted) if place is None else _changed(place, draft, wanted)
    for said in whole_of(found).said:
        cli.out.tell(said)
    return found


def _refuse_empty(draft: "Draft", wanted: Wanted) -> None:
    """Raise a FormatError for a stranger's file that holds nothing at all."""
    from quizkit.errors import FormatError

    rows = any(sheet.lines for sheet in draft.book.sheets)
    if wanted.format not in OWN_SHEETS and not rows and not any(draft.counts.values()):
        message = f"cannot use {wanted.file}: there is no question and no card in it"
        raise FormatError(message, wanted.file)


def is_in_vain(draft: "Draft", taken: "Taken | New") -> bool:
    """Tell whether a file has rows, and none of them was of any use."""
    from quizkit.formats.merging.arriving import OWN

    rows = any(sheet.lines for sheet in draft.book.sheets)
    is_empty = not rows and any(draft.counts.values())
    asks_own = any(said.endswith(OWN) for said in whole_of(taken).said)
    return (rows or is_empty) and not asks_own and whole_of(taken).plan.takes_nothing


def whole_of(taken: "Taken | New") -> "Taken":
    """Return what is done to the files, of a new deck too."""
    return taken.taken if isinstance(taken, New) else taken


def place_of(cli: Cli, deck: str) -> Path | None:
    """Return where a deck is that is there; None for a new one."""
    path = Path(deck)
    if not deck:
        return None
    if path.exists() and not (path.is_dir() and not (path / HEAD).exists()):
        return path
    named = {name_of(place): place for place in cli.desk.listed()}
    return named.get(deck)


def folder_of(taken: "Taken | New", deck: Path | None) -> Path:
    """Return the folder of a deck's file."""
    if isinstance(taken, New):
        return taken.place.parent
    return deck if deck is not None and deck.is_dir() else (deck or Path()).parent


def _kind(wanted: Wanted) -> str:
    """Return the kind that was said, where the format's rows may be of one."""
    from quizkit.formats.merging.arriving import TWO_SIDED

    return wanted.kind if wanted.format in TWO_SIDED else ""


def _changed(place: Path, draft: "Draft", wanted: Wanted) -> "Taken":
    from quizkit.cli.library import shown_path
    from quizkit.decks.files import read_bytes
    from quizkit.formats.merging.arriving import readying
    from quizkit.formats.merging.newkinds import with_kinds
    from quizkit.formats.merging.taking import stock_of, taken

    if is_bundled(place) and wanted.deck == name_of(place) and not Path(wanted.deck).exists():
        message = f"{wanted.deck} came with quizkit and is not changed; copy it, and name the copy"
        raise NotWritten(message)
    path = Path(shown_path(place))
    head = with_kinds(*stock_of(path), draft.kinds) if draft.kinds else None

    def opened(asked: Path) -> bytes:
        return head.data if head and asked.as_posix() == head.path else read_bytes(asked)

    found = taken(
        path,
        draft.book,
        path=wanted.file,
        kind=_kind(wanted),
        prune=wanted.prune,
        held=wanted.held,
        opener=opened,
        ready=readying(wanted.format, kind=_kind(wanted)),
        coming=draft.media,
    )
    if head is None or not found.after:
        return found
    after = {head.path: head.data, **found.after}
    before = {**found.before, head.path: read_bytes(Path(head.path))}
    said = tuple(f"the kind {name} is added to the deck's `kinds:`" for name in head.names)
    return found._replace(after=after, before=before, said=(*found.said, *said))


def _new(cli: Cli, draft: "Draft", wanted: Wanted) -> New:
    from quizkit.formats.merging.arriving import readying
    from quizkit.formats.merging.begun import begun
    from quizkit.formats.merging.newkinds import section
    from quizkit.formats.merging.taking import taken

    path = Path(wanted.deck or Path(wanted.file).with_suffix(".yaml").name)
    if path.suffix not in (".yaml", ".yml"):
        path = path / HEAD
    book, said = _titled(draft.book, draft.kinds, wanted)
    title = (path.parent.name if path.name == HEAD else path.stem).replace("-", " ").capitalize()
    language = str(cli.options.get("lang") or "en")
    first = begun(path, title=title, language=language, licence=wanted.licence)
    if draft.kinds:
        first += ("\n".join(["kinds:", *section(draft.kinds)]) + "\n").encode()
    found = taken(
        path,
        book,
        path=wanted.file,
        kind=_kind(wanted),
        held=wanted.held,
        opener=lambda _: first,
        ready=readying(wanted.format, kind=_kind(wanted)),
        coming=draft.media,
    )
    return New(found._replace(said=(*said, *found.said)), path)


def _titled(
    book: "Book", kinds: Mapping[str, object], wanted: Wanted
) -> "tuple[Book, tuple[str, ...]]":
    """Return a book whose sheets are titled by kinds or are cards, and what was guessed."""
    from quizkit.formats.book import Book
    from quizkit.formats.cards.twosided import known_roles
    from quizkit.formats.merging.arriving import SHEETS, TWO_SIDED, as_cards
    from quizkit.formats.merging.begun import with_kinds

    if wanted.kind and wanted.format in TWO_SIDED:
        return with_kinds(book, kind=wanted.kind, path=wanted.file)[0], ()
    if wanted.format not in SHEETS:
        return book, ()
    sheets, told = [], []
    for sheet in book.sheets:
        made, said = as_cards(sheet, known_roles({}))
        told += [said] if said else []
        if not said and made.title not in kinds:
            one, guessed = with_kinds(Book((made,)), kind="", path=wanted.file)
            made = one.sheets[0]
            told += [
                f"the sheet {at} is taken as facts of the kind {k}" for at, k in guessed.items()
            ]
        sheets.append(made)
    return Book(tuple(sheets)), tuple(told)
