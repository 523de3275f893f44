"""What an import does to a deck: found out for `quizkit import`, and told."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizkit.cli.exits import NotWritten
from quizkit.cli.frame import Cli
from quizkit.cli.losing import as_json, counted, tell_losses
from quizkit.cli.out import Out
from quizkit.decks.library import HEAD, is_bundled, name_of

if TYPE_CHECKING:
    from quizkit.formats.book import Draft
    from quizkit.formats.rowmerge import Change
    from quizkit.formats.taking import Taken

WORDS: Final = {"changed": "changed", "new": "new", "gone": "taken out", "missing": "without a row"}
"""What happens to entries, in the order in which it is told."""

MOST: Final = 40
"""Lines of entries that are printed."""


class Wanted(NamedTuple):
    """What is imported, and where to.

    Attributes:
        file: The file, as it was named.
        format: Its format.
        deck: The deck, as it was named; "" for none.
        kind: The kind of its only sheet, or "".
        prune: Take out what has no row.
        held: What the format holds of a cell's text.
    """

    file: str
    format: str
    deck: str
    kind: str
    prune: bool
    held: Callable[[str], str]


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
    from quizkit.cli.library import shown_path
    from quizkit.formats.taking import taken

    place = _place(cli, wanted.deck)
    if place is None:
        return _new(cli, draft, wanted)
    if is_bundled(place) and wanted.deck == name_of(place) and not Path(wanted.deck).exists():
        message = f"{wanted.deck} came with quizkit and is not changed; copy it, and name the copy"
        raise NotWritten(message)
    found = taken(
        Path(shown_path(place)),
        draft.book,
        path=wanted.file,
        kind=wanted.kind,
        prune=wanted.prune,
        held=wanted.held,
    )
    for said in found.said:
        cli.out.tell(said)
    return found


def is_in_vain(draft: "Draft", taken: "Taken | New") -> bool:
    """Tell whether a file has rows, and none of them was of any use."""
    rows = any(sheet.lines for sheet in draft.book.sheets)
    return rows and _whole(taken).plan.takes_nothing


def _place(cli: Cli, deck: str) -> Path | None:
    """Return where a deck is that is there; None for a new one."""
    path = Path(deck)
    if not deck:
        return None
    if path.exists() and not (path.is_dir() and not (path / HEAD).exists()):
        return path
    named = {name_of(place): place for place in cli.desk.listed()}
    return named.get(deck)


def _new(cli: Cli, draft: "Draft", wanted: Wanted) -> New:
    from quizkit.formats.begun import begun, with_kinds
    from quizkit.formats.taking import taken

    path = Path(wanted.deck or Path(wanted.file).with_suffix(".yaml").name)
    if path.suffix not in (".yaml", ".yml"):
        path = path / HEAD
    book, guessed = with_kinds(draft.book, kind=wanted.kind, path=wanted.file)
    for title, kind in guessed.items():
        cli.out.tell(f"the sheet {title} is taken as facts of the kind {kind}")
    title = (path.parent.name if path.name == HEAD else path.stem).replace("-", " ").capitalize()
    first = begun(path, title=title, language=str(cli.options.get("lang") or "en"))
    found = taken(path, book, path=wanted.file, held=wanted.held, opener=lambda _: first)
    return New(found, path)


def values(
    wanted: Wanted, draft: "Draft", taken: "Taken | New", *, is_written: bool
) -> dict[str, Any]:
    """Return what an import does, as values."""
    whole = _whole(taken)
    counts = Counter(change.what for change in whole.plan.changes)
    kinds = Counter(c.sheet == "cards" for c in whole.plan.changes if c.what in ("new", "changed"))
    return {
        "v": 1,
        "format": wanted.format,
        "deck": wanted.deck,
        "facts": kinds[False],
        "cards": kinds[True],
        **{what: counts[what] for what in WORDS},
        "changes": [
            {"what": c.what, "sheet": c.sheet, "id": c.id, "columns": list(c.columns), "row": c.row}
            for c in whole.plan.changes
        ],
        "lost": as_json([*draft.losses, *whole.plan.losses]),
        "written": is_written,
    }


def tell(
    out: Out, wanted: Wanted, draft: "Draft", taken: "Taken | New", *, is_written: bool
) -> None:
    """Print what an import does: losses, entries, then one line for all."""
    from quizkit.formats.book import BESIDE

    whole = _whole(taken)
    tell_losses(out, [*draft.losses, *whole.plan.losses])
    changes = sorted(whole.plan.changes, key=lambda change: list(WORDS).index(change.what))
    for change in changes[:MOST]:
        out.data(_line(change))
    if len(changes) > MOST:
        out.data(f"and {len(changes) - MOST} more")
    counts = Counter(change.what for change in changes)
    said = ", ".join(f"{counts[what]} {word}" for what, word in WORDS.items() if counts[what])
    where = taken.place.as_posix() if isinstance(taken, New) else wanted.deck
    out.tell(f"{where}: {said or 'nothing changes'}")
    kinds = {change.sheet for change in changes if change.what == "new"}.difference(BESIDE)
    if (
        counts["missing"]
        and kinds
        and any("id" not in sheet.columns for sheet in draft.book.sheets)
    ):
        out.tell("a row without `id` is a new fact; `quizkit export` writes a sheet with ids")
    if counts["missing"]:
        out.tell("what has no row stays in the deck; --prune takes it out")
    if is_in_vain(draft, taken):
        tip = "--kind KIND says of which kind the rows are, --map A=B that column A is the role B"
        out.tell(f"nothing of {wanted.file} could be taken; {tip}")
    _tell_problems(out, whole, where)
    if not is_written and whole.after:
        what = "-o DECK says where to" if not wanted.deck else "leave --dry-run out to write it"
        out.tell(f"nothing was written: {what}")


def _tell_problems(out: Out, taken: "Taken", where: str) -> None:
    if taken.problems:
        what = counted(len(taken.problems), "new error", "new errors")
        out.tell(f"{what} in the deck; `quizkit check {where}` shows what to mend")


def _line(change: "Change") -> str:
    row = f"row {change.row}" if change.row else ""
    columns = f": {', '.join(change.columns)}" if change.what == "changed" else ""
    place = f" ({row})" if row else ""
    group = f", in a group that says {'; '.join(change.shared)}" if change.shared else ""
    return f"{WORDS[change.what]}: {change.sheet} {change.id}{place}{columns}{group}"


def _whole(taken: "Taken | New") -> "Taken":
    return taken.taken if isinstance(taken, New) else taken
