"""What an import does, told before anything is written, and then written."""

from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from quizkit.cli.frame import Cli
from quizkit.cli.importing import New, Wanted, folder_of, is_in_vain, place_of, whole_of
from quizkit.cli.losing import as_json, tell_losses
from quizkit.cli.out import Out
from quizkit.text import counted

if TYPE_CHECKING:
    from quizkit.formats.book import Draft
    from quizkit.formats.merging.rowmerge import Change
    from quizkit.formats.merging.taking import Taken

WORDS: Final = {"changed": "changed", "new": "new", "gone": "taken out", "missing": "without a row"}
"""What happens to entries, in the order in which it is told."""

ROWS: Final = {"csv": "row", "xlsx": "row", "qti": "question", "anki": "note"}
"""What is counted in a file to say where something stands; in others it is lines."""

_WIDEST: Final = 60
"""Letters of a card that are printed."""

_ORDER: Final = "QK951 QK954 QK955 QK952"
"""Losses by how much they matter."""

MOST: Final = 40
"""Lines of entries that are printed."""


def write(cli: Cli, draft: "Draft", taken: "Taken | New", *, deck: str = "") -> int:
    """Write pictures, the deck, and answers; return how many answers were taken.

    Args:
        cli: The frame.
        draft: What was read.
        taken: What is done to the deck's files.
        deck: The deck, as it was named.

    Raises:
        DeckError: If a file has changed meanwhile, or cannot be written.
        FormatError: If a picture or a new deck cannot be written.
    """
    place = taken.place if isinstance(taken, New) else place_of(cli, deck)
    _pictures(folder_of(taken, place), draft.media)
    if whole_of(taken).after:
        taken.write()
    return _answers(cli, draft, place)


def _pictures(folder: Path, media: Mapping[str, bytes]) -> None:
    """Write pictures inside a deck's folder, over no other file."""
    from quizkit.decks.paths import PathFault, inside
    from quizkit.errors import FormatError
    from quizkit.formats.saving import save

    new = {}
    for name, data in media.items():
        try:
            path = inside(folder, name)
        except PathFault as fault:
            message = f"cannot write the picture {name}: {fault}"
            raise FormatError(message, name) from None
        if not path.exists():
            new[name] = data
        elif path.read_bytes() != data:
            message = f"{path.as_posix()} is another picture; name another folder with --media"
            raise FormatError(message, path.as_posix())
    if new:
        save(folder, new)


def _answers(cli: Cli, draft: "Draft", deck: Path | None) -> int:
    """Take answers of the past into the log; return how many were new."""
    if not draft.answers or deck is None:
        return 0
    from quizkit.practice.taking_answers import take_answers

    now, off = cli.clock.at(), cli.clock.off()
    found = take_answers(cli.desk.open(), cli.desk.asker(deck), draft.answers, now=now, off=off)
    counts = {
        "in the log now": found.added,
        "there already": found.known,
        "of what the deck does not ask": found.unasked,
        "without a time or rating that can be": found.impossible,
    }
    said = ", ".join(f"{number:,} {what}" for what, number in counts.items() if number)
    cli.out.tell(f"answers of the past: {said or 'none'}")
    return found.added


def values(
    wanted: Wanted, draft: "Draft", taken: "Taken | New", *, answers: int | None
) -> dict[str, Any]:
    """Return what an import does, as values.

    Args:
        wanted: What is imported, and where to.
        draft: What was read.
        taken: What is done to the deck's files.
        answers: How many answers went into the log; None if nothing was written.
    """
    whole = whole_of(taken)
    counts = Counter(change.what for change in whole.plan.changes)
    kinds = Counter(c.sheet == "cards" for c in whole.plan.changes if c.what in ("new", "changed"))
    return {
        "v": 1,
        "format": wanted.format,
        "deck": wanted.deck,
        "facts": kinds[False],
        "cards": kinds[True],
        "answers": len(draft.answers) if answers is None else answers,
        "pictures": len(draft.media),
        **{what: counts[what] for what in WORDS},
        "became": [
            {"what": what, "became": became, "count": number}
            for (what, became), number in draft.counts.items()
        ],
        "changes": [
            {"what": c.what, "sheet": c.sheet, "id": c.id, "columns": list(c.columns), "row": c.row}
            for c in whole.plan.changes
        ],
        "kinds": list(draft.kinds),
        "lost": as_json([*draft.losses, *whole.plan.losses]),
        "written": answers is not None,
    }


def told(out: Out, wanted: Wanted, draft: "Draft", taken: "Taken | New", *, is_dry: bool) -> None:
    """Print what an import does: what became what, losses, entries, then one line for all."""
    whole = whole_of(taken)
    _tell_counts(out, draft)
    losses = [*draft.losses, *whole.plan.losses]
    tell_losses(out, sorted(losses, key=lambda problem: _ORDER.find(problem.code)))
    changes = sorted(whole.plan.changes, key=lambda change: list(WORDS).index(change.what))
    stems = _stems(draft, {change.id for change in changes[:MOST]})
    row = ROWS.get(wanted.format, "line")
    for change in changes[:MOST]:
        out.data(_line(change, stems.get(change.id, ""), row))
    if len(changes) > MOST:
        out.data(f"and {len(changes) - MOST:,} more")
    counts = Counter(change.what for change in changes)
    said = ", ".join(f"{counts[what]:,} {word}" for what, word in WORDS.items() if counts[what])
    where = taken.place.as_posix() if isinstance(taken, New) else wanted.deck
    out.tell(f"{where}: {said or 'nothing changes'}")
    _tell_missing(out, draft, changes)
    if is_in_vain(draft, taken):
        _tell_vain(out, wanted)
    _tell_patterns(out, draft, {change.id for change in changes if change.what == "new"})
    _tell_problems(out, whole, where)
    if isinstance(taken, New) and not wanted.licence and whole.after:
        tip = "--licence TEXT says by which licence, or `licence:` in the deck"
        out.tell(f"QK607 nobody else may use {where} for want of a licence; {tip}")
    if (is_dry or not wanted.deck) and whole.after:
        what = "-o DECK says where to" if not wanted.deck else "leave --dry-run out to write it"
        out.tell(f"nothing was written: {what}")


def _tell_counts(out: Out, draft: "Draft") -> None:
    """Print what became what, a line for each sort of thing in the file."""
    groups: dict[str, list[str]] = {}
    sums: Counter[str] = Counter()
    for (what, became), number in sorted(draft.counts.items(), key=_rank):
        first, _, rest = became.partition(" ")
        noun = f"{first.removesuffix('s')} {rest}".strip() if number == 1 else became
        groups.setdefault(what, []).append(f"{number:,} {noun}")
        sums[what] += number
    for what, parts in groups.items():
        out.tell(f"{counted(sums[what], what.removesuffix('s'), what)}: {', '.join(parts)}")
    if draft.media:
        out.tell(f"{counted(len(draft.media), 'picture')} beside the deck")
    if draft.answers:
        out.tell(f"{counted(len(draft.answers), 'answer')} of the past for the log")


def _rank(count: tuple[tuple[str, str], int]) -> tuple[bool, int]:
    """Return where a count is told: what was not taken last, then the many before the few."""
    (_, became), number = count
    return became == "not taken", -number


def _tell_missing(out: Out, draft: "Draft", changes: "list[Change]") -> None:
    from quizkit.formats.book import BESIDE

    if not any(change.what == "missing" for change in changes):
        return
    kinds = {change.sheet for change in changes if change.what == "new"}.difference(BESIDE)
    if kinds and any("id" not in sheet.columns for sheet in draft.book.sheets):
        out.tell("a row without `id` is a new fact; `quizkit export` writes a sheet with ids")
    out.tell("what has no row stays in the deck; --prune takes it out")


def _tell_vain(out: Out, wanted: Wanted) -> None:
    tip = "what it holds is told above"
    if wanted.format in ("csv", "xlsx"):
        tip = "--kind KIND says of which kind the rows are, --map A=B that column A is the role B"
    out.tell(f"nothing of {wanted.file} could be taken; {tip}")


def _tell_patterns(out: Out, draft: "Draft", new: Collection[str]) -> None:
    """Print which new cards ask the same of many things, and the kind that would replace them."""
    from quizkit.formats.cards.patterns import patterns

    lines = (line for sheet in draft.book.sheets for line in sheet.lines)
    cards = [line.cells for line in lines if "q" in line.cells and line.cells.get("id") in new]
    for found in patterns(cells["q"] for cells in cards):
        out.tell(f"{found.cards:,} cards ask `{found.shown}`; {found.advice}")


def _tell_problems(out: Out, taken: "Taken", where: str) -> None:
    if taken.problems:
        what = counted(len(taken.problems), "new error", "new errors")
        out.tell(f"{what} in the deck; `quizkit check {where}` shows what to mend")


def _stems(draft: "Draft", ids: Collection[str]) -> dict[str, str]:
    """Return the beginnings of some cards by their ids."""
    from quizkit.decks.report import short
    from quizkit.formats.book import CARDS
    from quizkit.formats.merging.rowmerge import text_of_key

    found = {}
    for sheet in draft.book.sheets:
        for line in sheet.lines if sheet.title == CARDS else ():
            id_ = line.cells.get("id", "").partition("#")[0]
            if id_ not in ids:
                continue
            text = line.cells.get("q") or line.cells.get("cloze", "")
            found[id_] = short(" ".join(text_of_key(text).split()), _WIDEST)
    return found


def _line(change: "Change", stem: str, row: str) -> str:
    columns = f": {', '.join(change.columns)}" if change.what == "changed" else ""
    place = f" ({row} {change.row})" if change.row else ""
    group = f", in a group that says {'; '.join(change.shared)}" if change.shared else ""
    told = f"  {stem}" if stem else ""
    return f"{WORDS[change.what]}: {change.sheet} {change.id}{place}{columns}{group}{told}"
